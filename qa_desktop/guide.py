"""The auditor's guide: the route, the rules, and what to look for in each question, as topics to read and search."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa_desktop.templates import Code, Guide, Model, Question, Section, Template

Tone = Literal["plain", "good", "look", "signs"]
GENERAL = "How to audit"


class Heading(Model):
    title: str
    field: str
    icon: str


class Step(Model):
    number: int
    title: str
    words: str = ""
    sections: tuple[Code, ...] = ()


class Rule(Model):
    title: str
    words: tuple[str, ...]


class Weeks(Model):
    first: int
    last: int
    words: str


class Moderation(Model):
    who: tuple[str, ...]
    how: tuple[str, ...]
    consistency: str = ""


class Handbook(Model):
    """What resources/guide.toml holds."""

    standing: str
    house_rules: tuple[str, ...]
    origin: str
    equality: str
    heading: tuple[Heading, ...]
    step: tuple[Step, ...]
    rule: tuple[Rule, ...]
    week: tuple[Weeks, ...]
    moderation: Moderation


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with a few lines under it. `tone` says which of the guide's headings it is."""

    heading: str
    lines: tuple[str, ...]
    tone: Tone = "plain"
    level: int = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the guide. `group`: the part of the list it stands in."""

    title: str
    group: str
    passages: tuple[Passage, ...]
    intro: str = ""
    template: str = ""  # digest of the form that this page is about, where it is about a whole one

    @property
    def text(self) -> str:
        lines = (f"{p.heading} {' '.join(p.lines)}" for p in self.passages)
        return f"{self.title} {self.intro} {' '.join(lines)}"


def load(resources: Path) -> Handbook:
    raw = tomllib.loads((resources / "guide.toml").read_text("utf-8"))
    for week in raw.get("week", []):
        week["first"], week["last"] = week.pop("from"), week.pop("to")
    return Handbook.model_validate(raw)


def topics(book: Handbook, templates: Iterable[Template]) -> tuple[Topic, ...]:
    """Every topic: the general ones, then each template section by section."""
    return (*_general(book), *(topic for t in templates for topic in _of_template(t)))


def search(found: Iterable[Topic], wanted: str) -> list[Topic]:
    """The topics that hold every word wanted, whatever its case. Nothing wanted: all of them."""
    words = wanted.casefold().split()
    return [topic for topic in found if all(word in topic.text.casefold() for word in words)]


def paper_name(template: Template, *, example: bool) -> str:
    """What the file of a form on paper is called."""
    return f"{template.code} {'worked example' if example else 'blank form'}.pdf"


def _general(book: Handbook) -> list[Topic]:
    steps = tuple(Passage(f"{s.number}. {s.title}", (s.words,) if s.words else ()) for s in book.step)
    weeks = tuple(Passage(_week(w), (w.words,)) for w in book.week)
    return [
        Topic("If a child may be at risk now", GENERAL, (), book.standing),
        Topic(
            "What you write",
            GENERAL,
            (Passage("House rules", book.house_rules), Passage("Equality", (book.equality,))),
        ),
        Topic("The route through an audit", GENERAL, steps),
        Topic("Rating and evidence", GENERAL, tuple(Passage(r.title, r.words) for r in book.rule)),
        Topic("Eight weeks of a cycle", GENERAL, weeks),
        Topic(
            "Moderation",
            GENERAL,
            (
                Passage("Which audits are moderated", book.moderation.who),
                Passage("How it is done", book.moderation.how),
                Passage("Keeping judgements alike", (book.moderation.consistency,)),
            ),
        ),
        Topic("Where these words come from", GENERAL, (), book.origin),
    ]


def _week(week: Weeks) -> str:
    if week.first == week.last == 0:
        return "Before the start"
    return f"Week {week.first}" if week.first == week.last else f"Weeks {week.first} to {week.last}"


def _of_template(template: Template) -> list[Topic]:
    made = [_about(template), *([_rating_words(template)] if template.scale else [])]
    return made + [_of_section(template, section) for section in template.section]


def _about(template: Template) -> Topic:
    sections = tuple(section.title for section in template.section)
    status = template.principles.status if template.principles else template.status
    passages = [
        Passage("What it asks about", sections),
        Passage("When you write", template.house_rules),
        Passage("Version", (f"{template.code}, version {template.version}. {status}",)),
    ]
    shown = tuple(passage for passage in passages if passage.lines)
    return Topic("About this form", template.title, shown, template.purpose, template.digest)


def _rating_words(template: Template) -> Topic:
    passages = tuple(
        Passage(scale.title or scale.code, tuple(_point(p.label, p.words) for p in scale.point))
        for scale in template.scale
    )
    return Topic("Choosing a rating", template.title, passages)


def _point(label: str, words: str) -> str:
    return f"{label}. {words}" if words else label


def _of_section(template: Template, section: Section) -> Topic:
    principle = next(
        (
            p
            for p in (template.principles.principle if template.principles else ())
            if p.code == section.principle
        ),
        None,
    )
    intro = section.intro or (principle.statement if principle else "")
    passages = tuple(
        p for question in section.question if question.type != "AUTO" for p in _of_question(question)
    )
    return Topic(section.title, template.title, passages, intro)


def _of_question(question: Question) -> list[Passage]:
    first = Passage(f"{question.id}. {question.ask}", (question.hint,) if question.hint else (), level=2)
    return [first, *_of_guide(question.guide)]


def _of_guide(guide: Guide) -> list[Passage]:
    found = [
        Passage("What good looks like", guide.good, "good"),
        Passage("Where to look", guide.look, "look"),
        Passage("Signs it is not good enough", guide.signs, "signs"),
        Passage("", (guide.words,) if guide.words else ()),
    ]
    return [passage for passage in found if passage.lines]
