"""What an auditor found, as a moderator reads it: the items with where they were seen, comments and evidence."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtWidgets import QWidget

from qa_desktop import answer_types, versions
from qa_desktop.moderation_blind import Copy
from qa_desktop.templates import Question, Section, Template
from qa_desktop.words import tr
from ui.forms.chosen import shown_choice
from ui.kit import Card, Muted, Rule, Tag, Text, column, row
from ui.screens.reading import soft


class FoundItem(QWidget):
    """One question with its answer in full: a rating as a tag, then the words that go with it."""

    def __init__(self, template: Template, question: Question, answer: Any, parent: QWidget):
        super().__init__(parent)
        lines = versions.in_full(template, question, answer).split("\n")
        box = column(
            Text(soft(f"{question.id}. {question.ask}"), "strong", parent=self), gap=4, margins=(0, 6, 0, 6)
        )
        if question.type == "EV" and (tag := _tag(template, question, answer, self)):
            seen = lines[1] if len(lines) > 1 and lines[1].startswith("Seen: ") else ""
            box.addLayout(row(tag, Muted(seen, parent=self), None, gap=8))
            lines = lines[2 if seen else 1 :]
        said = [line for line in lines if not line.startswith("Evidence: ")]
        if said:
            box.addWidget(Text(soft("\n".join(said)), parent=self))
        for line in lines:
            if line.startswith("Evidence: "):
                box.addWidget(Muted(soft(line), parent=self))
        self.setLayout(box)


def _tag(template: Template, question: Question, answer: Any, parent: QWidget) -> Tag | None:
    code = answer.get("rating") if isinstance(answer, dict) else answer
    point = answer_types.point_of(template.scale_of(question), code)
    if point is None:
        return None
    words = f"{point.code} {point.label}" if point.score is not None else point.label
    return Tag(words, shown_choice(point).kind, parent=parent)


class SectionFound(Card):
    """Everything that the copy holds of one section."""

    def __init__(self, copy: Copy, section: Section, title: str, parent: QWidget | None = None):
        super().__init__(title, sunken=True, parent=parent)
        found = copy.found(section)
        if not found:
            self.add(Muted(tr("Nothing of this section is in the copy."), "body", self))
        for number, (question, answer) in enumerate(found):
            if number:
                self.add(Rule(self))
            self.add(FoundItem(copy.template, question, answer, self))


def rating_counts(copy: Copy) -> str:
    """“2 × 4 Strong · 5 × 3 Clear”: how often each rating was given in the whole form."""
    rated = [q for q in copy.template.questions if q.type == "EV" and q.id in copy.answers]
    told = Counter(answer_types.words(copy.template, q, copy.answers[q.id]) for q in rated)
    return " · ".join(f"{n} × {words}" for words, n in sorted(told.items(), reverse=True))


class FoundGroup(QWidget):
    """Beside a moderator's question: what the auditor found in its section; for the whole, how often each rating."""

    def __init__(self, copy: Copy, question: Question, parent: QWidget | None = None):
        super().__init__(parent)
        box = column(gap=8, margins=(0, 10, 0, 0))
        section = copy.template.section_of.get(question.id)
        whole = section is None or question.use == "overall"
        if whole and (counts := rating_counts(copy)):
            card = Card(tr("All ratings of the form"), sunken=True, parent=self)
            card.add(Text(counts, parent=card))
            box.addWidget(card)
        if section is not None and (not whole or copy.found(section)):
            box.addWidget(SectionFound(copy, section, tr("What the auditor found"), self))
        self.setLayout(box)
