"""The rows that go in and come out, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A sealed entry. `header`, `body`, `salt` and `signature` are the bytes as made; `body` and `salt` are
    None once purged or if withheld."""

    digest: str
    kind: str
    doc: str
    replaces: tuple[str, ...]
    about: str | None
    log: str
    seq: int
    prev: str | None
    signer: str
    at: str
    template: str | None
    header: bytes
    body: bytes | None
    salt: bytes | None
    signature: bytes


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file taken in. `outcome` is JSON; `undone_at` is None while the import stands."""

    id: str
    file_name: str
    file_digest: str
    bundle: str | None
    sender: str | None
    at: str
    outcome: str
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One bundle written, and the entries in it. `number` counts this laptop's bundles from 1."""

    number: int
    bundle: str
    kind: str
    receiver: str
    file_name: str
    file_digest: str
    at: str
    digests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file made of an entry: its hash, and how many signatures it has. Shows a roll-back to fewer."""

    digest: str
    kind: str
    sha256: str
    signatures: int
    at: str


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One line of the trail. `line` is the bytes as made, `digest` names them."""

    number: int
    line: bytes
    digest: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A form being filled in. `changed` is '' for an anonymous one."""

    doc: str
    template: str
    body: bytes
    changed: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One change to a draft, to be undone and done again."""

    step: int
    question: str
    before: str | None
    after: str | None
    undone: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """Derived: one coded fact about an entry, such as its team or month."""

    digest: str
    fact: str
    code: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """Derived: one coded answer. Never free text."""

    digest: str
    question: str
    standard: str | None
    principle: str | None
    stage: str | None
    type: str
    code: str
    seen: str | None


@dataclass(frozen=True, slots=True)
class CountedRow:
    """Derived: a form that figures are made of, one version for each document, and where it belongs."""

    digest: str
    method: str  # template code
    template: str
    cycle: str
    month: str  # “2026-11”
    team: str
    grade: str = ""  # the overall judgement that moderation says counts; “” as signed
    status: str = ""  # how moderation ended
    clash: int = 0  # 1 where another version stands beside it


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Derived: where forms belong that are added up together."""

    id: int
    template: str
    cycle: str
    month: str
    team: str


@dataclass(frozen=True, slots=True)
class OwedRow:
    """Derived: what one person owes of one method in one cycle, and how much of it has come."""

    cycle: str
    method: str
    auditor: str
    title: str
    service: str
    owed: int
    came: int
    due: str  # ISO date: of what is first due and has not come, else of the last
    twice: int  # 1 where something of it stands in two versions


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """Derived: a code of a question that is a score."""

    template: str
    question: str
    code: str
    score: int


@dataclass(frozen=True, slots=True)
class TallyRow:
    """Derived: how often something was found. What `value` and `code` are depends on the axis."""

    axis: str
    month: str
    cycle: str
    template: str
    team: str
    value: str
    code: str
    n: int
