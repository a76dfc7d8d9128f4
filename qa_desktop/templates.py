"""Templates: the instruments as data. The models here are the definition; `load` reads a file strictly.

A template is named by the digest of its canonical content, never by its version label.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_desktop import canonical, lint
from qa_desktop.errors import TemplateRefused

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

Need = Literal["comment", "evidence", "reason", "note", "fix_by"]
SimpleType = Literal["YPN", "YN", "ONE", "MULTI", "TXT", "LTX", "DATE", "NUM", "G4", "AG5"]
Type = Literal[
    "EV",
    "YPN",
    "YN",
    "ONE",
    "MULTI",
    "TXT",
    "LTX",
    "DATE",
    "NUM",
    "EVD",
    "G4",
    "AG5",
    "LINE",
    "GROUP",
    "ROWS",
    "AUTO",
]
CHOICE_TYPES = frozenset({"YPN", "YN", "ONE", "MULTI", "G4", "AG5"})
SCALED_TYPES = frozenset({"YPN", "YN", "G4", "AG5", "EV", "LINE"})
USUAL_SCALE = {"LINE": "YPN"}  # else a scaled type is also the name of its usual scale
TEXT_LIMITS = {
    "TXT": 200,
    "LTX": 1_500,
}  # characters a person is asked to keep to; longer is kept, with a warning
EVIDENCE_NOTE_LIMIT = 300  # characters

Row = dict[str, tuple[str, ...]]
Condition = tuple[Row, ...]
"""Holds if any row holds; a row holds if each question it names ("A12" or "A19.incident") has one of the
values listed. No rows: always. For a MULTI, one value in common is enough."""


class Model(BaseModel):
    """Frozen, and strict about names: a misspelt field is an error, not a silent loss."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Model):
    code: Code
    label: str
    words: str = ""  # how to read it


class Point(Choice):
    """One point of a rating scale."""

    score: int | None = None  # None: never counted as a score
    needs: tuple[Need, ...] = ()
    gap: bool = False  # counts as a recording gap
    placed: bool = True  # False: there is nothing to see, so "where seen" and evidence are not asked


class Seen(Choice):
    """One value of "where did you see it"."""

    needs: tuple[Need, ...] = ()
    waives: tuple[Need, ...] = ()  # needs of the rating that this takes the place of
    only_with: tuple[Code, ...] = ()  # ratings it may stand beside; empty: any


class Scale(Model):
    code: Code
    title: str = ""
    point: tuple[Point, ...]
    seen: tuple[Seen, ...] = ()
    comment_min: int = 0  # characters, where a comment is needed
    alternative_labels: dict[Code, str] = {}


class Guide(Model):
    """What the auditor reads beside a question."""

    good: tuple[str, ...] = ()  # what good looks like
    look: tuple[str, ...] = ()  # where to look
    signs: tuple[str, ...] = ()  # signs it is not good enough
    words: str = ""  # anything else


class Part(Model):
    """One field of a GROUP, or one column of ROWS."""

    id: Code
    ask: str
    type: SimpleType
    scale: Code | None = None  # in place of the type's usual one
    choices: tuple[Choice, ...] = ()
    required: bool = True
    ask_if: Condition = ()  # names sibling parts only
    hint: str = ""
    fact: Code | None = None  # as Question.fact


class Question(Model):
    id: Code
    ask: str
    type: Type
    scale: Code | None = None  # in place of the type's usual one
    short: str = ""  # name in lists; `name` falls back to `ask`
    hint: str = ""
    standard: Code | None = None  # stable across versions: trends, re-tests and carry-over follow it
    same_as: Code | None = None  # standard of an earlier version that meant the same: its trend goes on here
    choices: tuple[Choice, ...] = ()
    part: tuple[Part, ...] = ()
    required: bool = True
    required_if: Condition = ()  # with `required = false`: needed when this holds
    ask_if: Condition = ()
    ask_on_prompt: bool = False  # asked only while one of the template's prompts stands
    limiting: bool = False
    stage: int | None = None  # helping stage it measures
    fact: Code | None = None
    """What lists and figures know this answer as: case, team, service, worker, supervisor, auditor, cycle, …"""
    use: Literal["", "section_judgement", "overall", "headline", "alert", "strengths", "areas", "actions"] = (
        ""
    )
    min_rows: int = 0
    max_rows: int = 0  # 0: no limit
    minimum: int | None = None  # NUM
    maximum: int | None = None
    guide: Guide = Guide()

    @property
    def name(self) -> str:
        return self.short or self.ask.rstrip(".")


class Section(Model):
    id: Code
    title: str
    group: str = ""  # heading it stands under in the section list
    intro: str = ""
    by: Literal["auditor", "worker", "family"] = "auditor"  # whose words these are
    principle: Code | None = None
    setting: Code | None = None  # left out of a form that was started while this setting was off (`switches`)
    question: tuple[Question, ...]


class Principle(Model):
    code: Code
    name: str
    statement: str
    test: str
    tags: tuple[str, ...] = ()


class PrincipleSet(Model):
    code: Code
    status: str
    principle: tuple[Principle, ...]


class Stage(Model):
    number: int
    name: str
    words: str


class Process(Model):
    code: Code
    source: str = ""
    stage: tuple[Stage, ...]


class Prompts(Model):
    """When the overall judgement asks for a second look. Prompts, not blocks (content.md 1.3)."""

    overall: Code
    reason: Code  # the question that must then be answered
    limiting_at: tuple[Code, ...] = ()  # a limiting item at one of these …
    with_overall: tuple[Code, ...] = ()  # … with the overall judgement at one of these
    apart: int = 0  # overall this far from the most common section judgement; 0: never


class Template(Model):
    code: Code
    title: str
    version: str  # a label for people; identity is the digest
    status: str
    purpose: str = ""
    capability: Code | None = None  # who may start one: a capability of `roles.toml`; none: anybody
    way: Literal["audit", "checklist", "observation", "kiosk", "alert"] = (
        "audit"  # how it is worked on screen
    )
    minutes: tuple[int, int] = (0, 0)  # usual time, least and most
    standing: str = ""  # instruction shown at the top throughout
    house_rules: tuple[str, ...] = ()  # shown beside every free-text box
    statement: str = ""  # what the signer declares
    prompts: Prompts | None = None
    source: tuple[Choice, ...] = ()  # what a line of evidence may come from
    scale: tuple[Scale, ...] = ()
    principles: PrincipleSet | None = None
    process: Process | None = None
    section: tuple[Section, ...]
    text: dict[Code, dict[str, str]] = {}  # by language and by name of what is said: `template_words`

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(q for s in self.section for q in s.question)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        return {q.id: q for q in self.questions}

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        return {q.id: s for s in self.section for q in s.question}

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        return {s.code: s for s in self.scale}

    @cached_property
    def content(self) -> bytes:
        """The canonical bytes that the digest names. Defaults are left out, so a new optional field changes nothing."""
        return canonical.dumps(self.model_dump(mode="json", exclude_defaults=True))

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def options(self, field: Question | Part) -> tuple[Choice, ...]:
        """What may be chosen for a question or a part: its own choices, else the points of its scale."""
        if field.choices or field.type not in SCALED_TYPES:
            return field.choices
        return self.scale_of(field).point

    def scale_of(self, field: Question | Part) -> Scale:
        """The scale that a scaled question or part is answered on."""
        return self.scales[scale_name(field)]

    def standards(self) -> Iterator[tuple[str, Question]]:
        return ((q.standard, q) for q in self.questions if q.standard)


def scale_name(field: Question | Part) -> str:
    return field.scale or USUAL_SCALE.get(field.type, field.type)


def load(data: bytes, name: str, shared: Mapping[str, Any]) -> Template:
    """Read a template file. `shared` holds the scales, principle sets and processes that it may name.

    Raises TemplateRefused with every fault found: file, line, place and how to mend it.
    """
    try:
        text = data.decode("utf-8")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = f"{name}, line {line}: it is not UTF-8 text. Save the file as UTF-8."
        raise TemplateRefused(name, [told]) from error
    except tomllib.TOMLDecodeError as error:
        raise TemplateRefused(name, [f"{name}: {error}. Mend the TOML at that place."]) from error
    places = lint.Places(name, text)
    faults = _shorten(raw, shared, name) + _bring_in(raw, shared, name)
    template = _read(raw, places, faults)
    if template is not None:
        faults += lint.faults(template, places)
        faults += _without_bytes(template, name)
    if template is None or faults:
        raise TemplateRefused(name, faults)
    return template


def _read(raw: dict[str, Any], places: lint.Places, faults: list[str]) -> Template | None:
    """The template, with what is wrong with its keys and values added to `faults`.

    Unknown keys are taken out and it is read again, so that all other faults are found in the same go.
    """
    try:
        return Template.model_validate(raw)
    except ValidationError as error:
        found = error.errors()
    faults += [places.words(e["loc"], e["msg"], e["type"]) for e in found]
    if any(e["type"] != "extra_forbidden" for e in found):
        return None
    for e in found:
        holder: Any = raw
        for step in e["loc"][:-1]:
            holder = holder[step]
        del holder[e["loc"][-1]]
    return Template.model_validate(raw)


def _without_bytes(template: Template, name: str) -> list[str]:
    """A value that no entry can hold, such as a number of twenty digits."""
    try:
        assert template.content
    except canonical.NotCanonical as error:
        return [f"{name}: it cannot be sealed because {error.why}. Correct that value."]
    return []


def _shorten(raw: dict[str, Any], shared: Mapping[str, Any], name: str) -> list[str]:
    """A short form names the file it is taken `of` and the questions to `keep`; the rest it says itself."""
    if "of" not in raw and "keep" not in raw:
        return []
    whole = shared.get("of", {}).get(raw.pop("of", ""))
    keep = raw.pop("keep", [])
    if whole is None or not isinstance(keep, list):
        return [
            f"{name}: of must name a template file beside it, and keep must list questions. Correct both."
        ]
    here = {q.get("id") for s in whole["section"] for q in s["question"]}
    for key, value in whole.items():
        raw.setdefault(key, value)
    kept = [s | {"question": [q for q in s["question"] if q.get("id") in keep]} for s in whole["section"]]
    raw["section"] = [s for s in kept if s["question"]]
    about = here | {f"section.{s['id']}" for s in kept}
    gone = (here - set(keep)) | {f"section.{s['id']}" for s in kept if not s["question"]}
    for language, layer in raw.get("text", {}).items():
        raw["text"][language] = {n: words for n, words in layer.items() if _about(n, about) not in gone}
    return [
        f"{name}: keep names “{one}”, which is not in that template. Correct it."
        for one in keep
        if one not in here
    ]


def _about(name: str, known: set[str]) -> str:
    """Which of these questions and sections something under `text` says: the longest, since an id may have a point."""
    return max((one for one in known if f"{name}.".startswith(f"{one}.")), key=len, default="")


def _bring_in(raw: dict[str, Any], shared: Mapping[str, Any], name: str) -> list[str]:
    """Put the shared parts that the file names into it: `scales = [...]`, `principles = "…"`, `process = "…"`."""
    faults = []
    wanted = raw.pop("scales", [])
    known = {s["code"]: s for s in shared.get("scale", [])}
    own = raw.setdefault("scale", [])
    for code in wanted if isinstance(wanted, list) else [wanted]:
        if isinstance(code, str) and code in known and isinstance(own, list):
            own.append(known[code])
        else:
            faults.append(
                f"{name}: scales names “{code}”, which is not in scales.toml. Use one of {', '.join(known)}."
            )
    for key in ("principles", "process"):
        if isinstance(raw.get(key), str):
            found = {s["code"]: s for s in shared.get(key, [])}.get(raw[key])
            if found is None:
                faults.append(
                    f"{name}: {key} names “{raw.pop(key)}”, which is not in {key}.toml. Correct the name."
                )
            else:
                raw[key] = found
    return faults


def from_content(content: bytes) -> Template:
    """A template from its canonical bytes, as sealed in a Template entry."""
    return Template.model_validate(canonical.loads(content, "the template"))


class _Whole(Mapping[str, Any]):
    """Template files by name, read afresh for each look, so that nobody can change another's."""

    def __init__(self, texts: Mapping[str, str]):
        self._texts = texts

    def __getitem__(self, name: str) -> dict[str, Any]:
        return tomllib.loads(self._texts[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


SHARED = ("scales.toml", "principles.toml", "process.toml")


def shared_parts(resources: Path) -> dict[str, Any]:
    """The scales, principle sets and processes that templates may name."""
    return _shared(*_texts(resources))


def _shared(parts: tuple[str, ...], whole: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    shared: dict[str, Any] = {}
    for text in parts:
        shared |= tomllib.loads(text)
    return shared | {"of": _Whole(dict(whole))}


def _texts(resources: Path) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    files = sorted((resources / "templates").glob("*.toml"))
    parts = tuple((resources / name).read_text("utf-8") for name in SHARED)
    return parts, tuple((path.name, path.read_text("utf-8")) for path in files)


def load_file(path: Path, resources: Path) -> Template:
    return load(path.read_bytes(), path.name, shared_parts(resources))


def load_all(resources: Path) -> dict[str, Template]:
    """Every template that ships with the program, by code."""
    return {t.code: t for t in _loaded(*_texts(resources))}


@lru_cache(maxsize=2)  # texts in, frozen values out: nothing can go stale
def _loaded(parts: tuple[str, ...], whole: tuple[tuple[str, str], ...]) -> tuple[Template, ...]:
    shared = _shared(parts, whole)
    return tuple(load(text.encode(), name, shared) for name, text in whole)
