"""A template in another language: the words that it carries for one, under `text`, in place of its English.

    [text.cy]
    title = "Archwiliad dwfn"
    "A04" = "Rhif yr achos"
    "A04.hint" = "O'r system achosion"
    "scale.EV.4" = "Cryf"

The English stays what it is and is said wherever a language has no words. What is answered, counted and sealed are codes,
so no language changes them; and since the words are part of the template, whoever approved it approved them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from qa_desktop.templates import Choice, Guide, Part, Question, Scale, Section, Template

Say = Callable[[str, str], str]
"""From the name of a text and its English to what is said."""
C = TypeVar("C", bound="Choice")


def said(template: Template, language: str) -> Template:
    """The template in a language, as far as it has words for it. It is still the same one, of the same digest."""
    layer = template.text.get(language)
    if not layer:
        return template
    made = _template(template, lambda name, words: layer.get(name) or words)
    made.__dict__["content"], made.__dict__["digest"] = template.content, template.digest
    return made


def texts(template: Template) -> dict[str, str]:
    """The English of everything that a language may say, by name, in the order of the form."""
    found: dict[str, str] = {}
    _template(template, _noted(found))
    return {name: words for name, words in found.items() if words}


def _noted(found: dict[str, str]) -> Say:
    """Says the English, and writes it down under its name."""
    return lambda name, words: found.setdefault(name, words)


def elsewhere(template: Template, question: Question) -> dict[str, dict[str, str]]:
    """What other languages say of one question, by language."""
    names: dict[str, str] = {}
    _question(question, _noted(names))
    return {
        language: found
        for language, layer in template.text.items()
        if (found := {name: layer[name] for name in names if name in layer})
    }


def unknown(template: Template) -> list[tuple[str, str]]:
    """(language, name) of words for something that this template does not say."""
    known = texts(template) if template.text else {}
    return [
        (language, name) for language, layer in template.text.items() for name in layer if name not in known
    ]


def _template(one: Template, say: Say) -> Template:
    same = {name: getattr(one, name) for name in type(one).model_fields}
    return type(one)(
        **same
        | {
            "title": say("title", one.title),
            "purpose": say("purpose", one.purpose),
            "standing": say("standing", one.standing),
            "house_rules": _lines("house_rules", one.house_rules, say),
            "statement": say("statement", one.statement),
            "source": _choices("source", one.source, say),
            "scale": tuple(_scale(scale, say) for scale in one.scale),
            "section": tuple(_section(section, say) for section in one.section),
        }
    )


def _section(one: Section, say: Say) -> Section:
    name = f"section.{one.id}"
    return one.model_copy(
        update={
            "title": say(name, one.title),
            "group": say(f"{name}.group", one.group),
            "intro": say(f"{name}.intro", one.intro),
            "question": tuple(_question(question, say) for question in one.question),
        }
    )


def _question(one: Question, say: Say) -> Question:
    return one.model_copy(
        update={
            "ask": say(one.id, one.ask),
            "short": say(f"{one.id}.short", one.short),
            "hint": say(f"{one.id}.hint", one.hint),
            "choices": _choices(f"{one.id}.choice", one.choices, say),
            "part": tuple(_part(f"{one.id}.part.{part.id}", part, say) for part in one.part),
            "guide": _guide(one.id, one.guide, say),
        }
    )


def _part(name: str, one: Part, say: Say) -> Part:
    return one.model_copy(
        update={
            "ask": say(name, one.ask),
            "hint": say(f"{name}.hint", one.hint),
            "choices": _choices(f"{name}.choice", one.choices, say),
        }
    )


def _guide(name: str, one: Guide, say: Say) -> Guide:
    return one.model_copy(
        update={
            "good": _lines(f"{name}.good", one.good, say),
            "look": _lines(f"{name}.look", one.look, say),
            "signs": _lines(f"{name}.signs", one.signs, say),
            "words": say(f"{name}.guide", one.words),
        }
    )


def _scale(one: Scale, say: Say) -> Scale:
    name = f"scale.{one.code}"
    return one.model_copy(
        update={
            "title": say(name, one.title),
            "point": _choices(name, one.point, say),
            "seen": _choices(f"{name}.seen", one.seen, say),
        }
    )


def _choices(name: str, found: Iterable[C], say: Say) -> tuple[C, ...]:
    return tuple(
        one.model_copy(
            update={
                "label": say(f"{name}.{one.code}", one.label),
                "words": say(f"{name}.{one.code}.words", one.words),
            }
        )
        for one in found
    )


def _lines(name: str, found: Iterable[str], say: Say) -> tuple[str, ...]:
    return tuple(say(f"{name}.{number}", line) for number, line in enumerate(found, 1))
