"""The editor for a rating with its evidence: how good, where seen, what shows it, what you found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from qa_desktop.answer_types import is_empty, point_of
from qa_desktop.errors import Problem
from qa_desktop.templates import TEXT_LIMITS
from qa_desktop.words import tr
from ui.forms.chosen import shown_choice
from ui.forms.editor import Editor, fix_words, inset
from ui.forms.lines import EvidenceEditor
from ui.forms.written import house_rules, length_words
from ui.kit import Heading, Muted, RatingChoice, SegmentedChoice, TextBox, column, word_count


class RatedEditor(Editor):
    """EV. What a rating makes necessary appears with it; what it makes pointless goes out of sight, and is kept."""

    def build(self) -> None:
        self._held: dict[str, Any] = {}
        scale = self.asking.template.scale_of(self.field)
        self.rating = RatingChoice(tr("Your rating"), [shown_choice(p) for p in scale.point], self)
        self.seen = SegmentedChoice(tr("Where did you see it?"), [shown_choice(s) for s in scale.seen], self)
        self.reason = TextBox(tr("Why it does not apply"), 2, self)
        self.evidence = EvidenceEditor(self.field, self.asking, self)
        self.comment = TextBox(tr("What you found"), 6, self)
        self.count = Muted("", parent=self)
        self.count.setWordWrap(False)
        self.rating.changed.connect(self._rated)
        self.seen.changed.connect(self._settled)
        self.evidence.changed.connect(self._settled)
        for box in (self.reason, self.comment):
            self._holds_words(box)
        self.comment.textChanged.connect(self._describe)
        self._seen_box = self._part("seen", tr("Where did you see it?"), self.seen)
        self._reason_box = self._part("reason", tr("Why it does not apply"), inset(self.reason))
        rules = Muted(house_rules(self.asking), parent=self)
        self._comment_box = self._part(
            "comment", tr("What you found"), column(inset(rules), inset(self.comment), gap=6), self.count
        )
        self.needs["evidence"] = self.evidence.needs["evidence"]
        self.setLayout(
            column(
                self._part("rating", tr("Your rating"), self.rating),
                self._seen_box, self._reason_box, self.evidence, self._comment_box, gap=20,
            )
        )  # fmt: skip
        self._show_parts()
        self._describe()

    def _part(self, name: str, title: str, field, aside: QWidget | None = None) -> QWidget:
        box = QWidget(self)
        heading = Heading(title, 3, box)
        target = {"rating": self.rating, "seen": self.seen, "reason": self.reason, "comment": self.comment}[
            name
        ]
        head = inset(heading, aside) if aside else inset(heading)
        head.setStretch(0, 1)
        box.setLayout(column(head, field, inset(self._need(name, target)), gap=4))
        return box

    def _rated(self, _code: object) -> None:
        self._show_parts()
        self._settled()

    def _show_parts(self) -> None:
        point = point_of(self.asking.template.scale_of(self.field), self.rating.value())
        placed = point is None or point.placed
        self._seen_box.setVisible(placed)
        self.evidence.setVisible(placed)
        self._reason_box.setVisible(bool(point and "reason" in point.needs))
        self._comment_box.setVisible(placed or bool(self.comment.text().strip()))

    def _describe(self) -> None:
        text = self.comment.text()
        self.count.setText(length_words(text, TEXT_LIMITS["LTX"]) or word_count(text))

    def value(self) -> Any:
        point = point_of(self.asking.template.scale_of(self.field), self.rating.value())
        placed = point is None or point.placed
        held = self._held | {
            "rating": self.rating.value(),
            "seen": self.seen.value() if placed else None,
            "evidence": self.evidence.value(),
            "comment": self.comment.text(),
            "reason": self.reason.text(),
        }
        return {name: value for name, value in held.items() if not is_empty(value)} or None

    def set_value(self, value: Any) -> None:
        self._held = dict(value) if isinstance(value, dict) else {}
        self.rating.set_value(self._held.get("rating"))
        self.seen.set_value(self._held.get("seen"))
        self.evidence.set_value(self._held.get("evidence"))
        for name, box in (("comment", self.comment), ("reason", self.reason)):
            text = self._held.get(name)
            with QSignalBlocker(box):
                box.set_text(text if isinstance(text, str) else "")
        self._show_parts()
        self._describe()

    def flush(self) -> None:
        self.evidence.flush()
        super().flush()

    def choose(self, code: str) -> None:
        if code in self.rating.buttons:
            self.rating.choose(code)
        elif not self._seen_box.isHidden():
            self.seen.choose(code)

    def add_evidence(self) -> None:
        if not self.evidence.isHidden():
            self.evidence.add()

    def first_focus(self, part: str = "") -> QWidget:
        if part.startswith("evidence"):
            return self.evidence.first_focus(part)
        if part == "seen":
            return self.seen.first_focus()
        return {"reason": self.reason, "comment": self.comment}.get(part) or self.rating.first_focus()

    def set_read_only(self) -> None:
        self.rating.set_read_only(True)
        self.seen.set_read_only(True)
        self.evidence.set_read_only()
        fix_words(self.reason)
        fix_words(self.comment)

    def set_problems(self, problems: Sequence[Problem], red: bool = False) -> None:
        own = [p for p in problems if not p.part.startswith("evidence")]
        super().set_problems(own, red)
        self.evidence.set_problems([p for p in problems if p.part.startswith("evidence")], red)
