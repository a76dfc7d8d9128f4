"""What was on a laptop that is lost, for the information governance officer: a report that names no family.

All that this profile knows of it, which is not all there was: drafts never leave a laptop, so what was begun there is
told as work that was given out and is not back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qa_desktop import (
    entries,
    files,
    files_out,
    ledger,
    people,
    receipt_entries,
    returns,
    revoking,
    roles,
    trail,
)
from qa_desktop.answer_types import day_words
from qa_desktop.collation_report import CLASSIFICATION
from qa_desktop.errors import FileRefused, NotKnown
from qa_desktop.pdf_blocks import Block, Bullets, Document, Facts, Heading, Note, Paragraph, Table, Title
from qa_desktop.workspace import Workspace

SUFFIXES = (".pdf", ".txt")
LIMITS = (
    "This is what the practice lead's profile knows. Drafts never leave a laptop, so how far each piece of work was "
    "begun is not known here; nor is what its user saved outside the program (PDFs, reports, sticks) or kept from "
    "before this service. Ask them."
)
KEPT = (
    "The program's database, its log and its backups are encrypted with a key that only the user's passphrase or "
    "their recovery key on paper opens (SQLCipher with AES-256; Argon2id, 64 MiB for each guess; passphrases of at "
    "least twelve letters or four words). It locks itself when it is left alone and on waking from sleep. Whether "
    "the laptop's disk is encrypted too (BitLocker), and whether the passphrase or the paper may be known, the "
    "council's own records and the user tell."
)
CODES = (
    "Families stand by code. On the laptop the code can be turned into a case number only for those whose numbers "
    "were sent to it, by somebody who can open it. The practice lead can say which family a code is."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """One file that was locked to this person."""

    at: str
    kind: str
    number: int
    entries: int
    families: int

    @property
    def words(self) -> str:
        return f"{day_words(self.at)}: {self.kind} {self.number}, {self.entries} entries, {_count(self.families)}"


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that was given out and has not come back: perhaps a draft there."""

    family: str  # code
    title: str
    due: str  # ISO day


@dataclass(frozen=True, slots=True)
class Lost:
    """What was on a laptop, as far as it is known here."""

    code: str
    name: str
    role: str
    team: str
    keys: tuple[revoking.Key, ...]
    sent: tuple[Sent, ...]
    numbers: tuple[tuple[str, int], ...]  # when, and of how many families case numbers went there
    families: tuple[str, ...]  # codes, in any file that was locked to them
    work: tuple[Work, ...]
    actions: tuple[str, ...]
    came: int  # forms of theirs that are here and safe
    last: str  # when their last file came, or ""
    not_come: tuple[str, ...]

    @property
    def revoked(self) -> bool:
        return bool(self.keys) and all(one.revoked for one in self.keys)


def _count(n: int) -> str:
    return "1 family" if n == 1 else f"{n} families"


def about(ws: Workspace, code: str) -> Lost:
    """All that is known here of somebody's laptop. Raises NotKnown where nobody of this code is on the list."""
    person = people.listed(ws).get(code)
    if person is None:
        raise NotKnown(f"Nobody of the code {code} is on the list, so no report was made. See `people list`.")
    foreseen = revoking.foresee(ws, code)
    sent = tuple(_sent(ws, code))
    arrivals = [one for one in ws.store.imports() if one.id in _imports_of(ws, code)]
    return Lost(
        code=code,
        name=person.name,
        role=roles.name(ws.world.resources, person.role),
        team=person.team,
        keys=tuple(one for one in revoking.keys(ws) if one.code == code),
        sent=sent,
        numbers=tuple(_numbers(ws, code)),
        families=tuple(sorted({family for cycle in _cycles(ws, code) for family in _families(cycle)})),
        work=tuple(_work(ws, code)),
        actions=foreseen.actions,
        came=foreseen.stays,
        last=max((one.at for one in arrivals), default=""),
        not_come=foreseen.not_come,
    )


def _imports_of(ws: Workspace, code: str) -> set[str]:
    bundles = {one.bundle for one in receipt_entries.arrivals(ws) if one.code == code and not one.undone}
    return {row.id for row in ws.store.imports() if row.bundle in bundles}


def _sent(ws: Workspace, code: str) -> Iterator[Sent]:
    for row in ws.store.exports():
        if row.receiver == code:
            digests = set(row.digests)
            told = {f for one, digest in _by_digest(ws) if digest in digests for f in _families(one)}
            yield Sent(row.at, row.kind, row.number, len(row.digests), len(told))


def _by_digest(ws: Workspace) -> Iterator[tuple[entries.Cycle, str]]:
    for row in ws.store.entries("cycle"):
        if row.body is not None:
            yield entries.Cycle.model_validate_json(row.body), row.digest


def _cycles(ws: Workspace, code: str) -> Iterator[entries.Cycle]:
    """Work in files that were locked to this person."""
    sent = {digest for row in ws.store.exports() if row.receiver == code for digest in row.digests}
    return (cycle for cycle, digest in _by_digest(ws) if digest in sent)


def _families(cycle: entries.Cycle) -> set[str]:
    return {one.facts.get("case", "") for one in cycle.allocations} - {""}


def _numbers(ws: Workspace, code: str) -> Iterator[tuple[str, int]]:
    """Files of case numbers, which only the trail remembers."""
    for line in trail.lines(ws)[::-1]:
        if line.event.what == "numbers" and line.event.of.get("to") == code:
            yield line.event.at, int(line.event.of.get("families", "0"))


def _work(ws: Workspace, code: str) -> Iterator[Work]:
    came = {form.body.allocation for form in ledger.forms(ws)}
    titles = {one.digest: one.title for one in ledger.known_templates(ws)}
    for one in returns.owed_by(ws).get(code, ()):
        if one.id not in came:
            yield Work(one.facts.get("case", ""), titles.get(one.template, "A form"), one.due)


# The report


def blocks(found: Lost, by: str, made: datetime) -> tuple[Block, ...]:
    return tuple(_blocks(found, by, made))


def _blocks(found: Lost, by: str, made: datetime) -> Iterator[Block]:
    yield Title("A lost laptop: what was on it", f"{found.name} ({found.code})")
    who = ", ".join(part for part in (found.role, found.team) if part)
    last = f"{day_words(found.last)}, {found.last[11:16]}" if found.last else "No file of theirs ever came"
    yield Facts(
        (
            ("Whose", f"{found.name} ({found.code}), {who}"),
            ("Report made", f"{day_words(made.date().isoformat())} by {by}"),
            ("Their keys", "All revoked" if found.revoked else "Not all revoked yet"),
            ("Last heard of", last),
            ("Families told of there", str(len(found.families))),
            ("Given out and not back", str(len(found.work))),
            ("Signed, here and safe", str(found.came)),
        )
    )
    if not found.revoked:
        yield Note(
            "Not every key of this person is revoked. Until that is done whoever can open the laptop can sign."
        )
    yield Paragraph(LIMITS, "muted")
    yield Heading(1, "How it was protected")
    yield Paragraph(KEPT)
    yield Heading(1, "Keys")
    yield from _listed(tuple(f"{one.fingerprint[:16]}: {one.words}" for one in found.keys), "None.")
    yield from _data(found)


def _data(found: Lost) -> Iterator[Block]:
    yield Heading(1, "Files that were locked to this person")
    yield from _listed(tuple(one.words for one in found.sent), "None were ever made.")
    yield Heading(1, "Case numbers that were sent there")
    told = tuple(f"{day_words(at)}: of {_count(n)}" for at, n in found.numbers)
    yield from _listed(told, "None from this profile.")
    yield Heading(1, "Work given out and not back")
    if found.work:
        rows = tuple((one.family or "No family", one.title, day_words(one.due)) for one in found.work)
        yield Table(("Family", "What", "Due"), rows)
    else:
        yield Paragraph("None.")
    yield Heading(1, "Families told of in those files")
    yield Paragraph(CODES, "muted")
    yield from _listed(found.families, "None.")
    yield Heading(1, "Open actions that they own")
    yield from _listed(found.actions, "None.")
    yield Heading(1, "Made there and never arrived here")
    yield from _listed(found.not_come, "Nothing that is known of.")


def _listed(lines: tuple[str, ...], none: str) -> Iterator[Block]:
    yield Bullets(lines) if lines else Paragraph(none)


def document(found: Lost, by: str, made: datetime) -> Document:
    return Document(
        title="A lost laptop: what was on it",
        subject=f"Laptop of {found.code}",
        author=by,
        reference=found.code,
        classification=CLASSIFICATION,
        blocks=blocks(found, by, made),
        created=made,
    )


def text(found: Lost, by: str, made: datetime) -> str:
    """The same as plain text."""
    said = [line for block in blocks(found, by, made) for line in _lines(block)]
    return f"{CLASSIFICATION}\n\n" + "\n".join(said) + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Title(text=words, under=under):
            return [words, under, ""]
        case Heading(text=words):
            return ["", words, "-" * len(words)]
        case Facts(rows=rows):
            return [*(f"{label}: {value}" for label, value in rows), ""]
        case Bullets(items=items):
            return [f"- {one}" for one in items]
        case Table(head=head, rows=cells):
            return [" | ".join(line) for line in (head, *cells)]
        case Paragraph(text=words) | Note(text=words):
            return [words]
        case _:
            return []


def file_name(code: str) -> str:
    return files.safe_name(f"lost laptop {code}") + ".pdf"


def write(ws: Workspace, code: str, path: Path) -> Lost:
    """Write the report as PDF or plain text, by the ending. Raises FileRefused for another, NotKnown, WriteFailed."""
    if path.suffix.lower() not in SUFFIXES:
        raise FileRefused(f"{path.name} must end in .pdf or .txt, so nothing was written.")
    found, now = about(ws, code), ws.world.now()
    if path.suffix.lower() == ".txt":
        data = text(found, ws.me.name, now).encode()
    else:
        from qa_desktop.pdf import render  # reportlab takes a fifth of a second to load: only when it is used

        data = render(document(found, ws.me.name, now)).pdf
    files_out.save(ws, path, data, "lost", code=code, format=path.suffix.lower()[1:])
    return found
