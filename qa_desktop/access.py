"""An access request: all that this profile holds on one family or one member of staff, written out to be read.

A folder: every form as PDF, everything in one page of HTML, a list as CSV, and a list of what was left out and why.
Nothing in it is redacted: other people's names and what was said in confidence are for a person to look at before it
is handed over, and the page says so first.
"""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from db.store import EntryRow
from qa_desktop import (
    answer_types,
    canonical,
    counting,
    families,
    files,
    ledger,
    paper,
    pdf,
    people,
    plain_csv,
    retention,
    roles,
    trail,
    walk,
)
from qa_desktop.errors import NotAllowed, NotKnown, QaError, WriteFailed
from qa_desktop.templates import Template
from qa_desktop.workspace import Tell, Workspace, quiet

Of = Literal["case", "person"]
NAMES = {
    "form": "Form", "signoff": "Second signature", "note": "Note", "withdrawal": "Withdrawal", "slip": "Slip",
    "action": "Action", "people": "List of staff", "cycle": "Work given out", "events": "List of events",
    "release": "Release", "moderation": "Outcome of moderation", "blind": "Copy for a second judgement",
    "purge": "Proposal to purge", "hold": "Hold", "draw": "Draw", "giving": "Giving out",
}  # fmt: skip
ALWAYS_LEFT_OUT = (
    ("Supervision feedback", "It holds no name, code or time, so nobody’s answers can be found in it."),
    ("Files saved outside the program", "PDFs, reports and printed copies: ask whoever keeps them."),
    ("Other profiles", "Drafts and work that has not come back are on the laptops of those who do it."),
    ("Backups", "They hold earlier states of what is written out here, and nothing besides."),
)
BEFORE = (
    "Read all of this before it is handed over. Nothing is taken out: other people’s names, what somebody said in "
    "confidence, and what could put somebody at risk are for a person to decide."
)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. `left_out`: what, and why."""

    folder: Path
    entries: int
    pdfs: int
    left_out: tuple[tuple[str, str], ...]


def write(ws: Workspace, of: Of, what: str, folder: Path, tell: Tell = quiet) -> Written:
    """Write out all that is held on a family (number or code) or a member of staff (code) into a new folder.

    Raises NotAllowed but for those who decide about keeping, or where the folder is not empty; NotKnown where nothing
    is held. Whatever stops it half way, nothing that was written until then is left.
    """
    if not roles.may(ws.world.resources, ws.me.role, "retention"):
        able = roles.one_of(roles.who_may(ws.world.resources, "retention"))
        raise NotAllowed(f"Only a {able} answers an access request. Nothing was written; ask one of them.")
    if folder.exists() and any(folder.iterdir()):
        raise NotAllowed(f"{folder} is not empty, so nothing was written. Choose a new folder.")
    codes = _codes(ws, of, what)
    found = [row for row in ws.store.entries() if _about(ws, row, of, codes)]
    drafts = [row for row in ws.store.drafts() if codes & set(_texts(json.loads(row.body)))]
    purged = retention.reached(ws)
    if not found and not drafts:
        raise NotKnown(
            f"Nothing is held on “{what}” in this profile, so nothing was written. Check the number."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteFailed(
            f"{folder} cannot be made, so nothing was written. Choose another place."
        ) from error
    left = [*ALWAYS_LEFT_OUT]
    if purged:
        left.append(
            (f"{len(purged)} entries that were purged", "Only that they were there is kept, not of whom.")
        )
    try:
        made = _pdfs(ws, found, folder, left, tell)
        files.write_whole(folder / "held.html", _page(ws, what, found, drafts, left).encode())
        files.write_whole(folder / "held.csv", plain_csv.written([HEAD, *(_line(ws, row) for row in found)]))
        files.write_whole(folder / "left-out.csv", plain_csv.written([("what", "why"), *left]))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    with ws.write():
        trail.note(ws, "access", of=of, entries=len(found))
    return Written(folder, len(found), made, tuple(left))


HEAD = ("entry", "kind", "document", "signed", "by", "replaced", "held")


def _codes(ws: Workspace, of: Of, what: str) -> set[str]:
    """The codes (and here the number) that it may stand under."""
    if of == "case":
        code = families.code(ws, what)
        number = families.numbers(ws).by_code.get(code, what.strip())
        return {one for one in (code, number, what.strip()) if one}
    alias = people.same(ws)
    code = alias.person(what.strip())
    return {code, what.strip(), *(one for one, into in alias.people.items() if into == code)}


def _about(ws: Workspace, row: EntryRow, of: Of, codes: set[str]) -> bool:
    if row.kind == "template":
        return False
    who = counting.signed_by(ws, row.signer) if of == "person" else None
    if who is not None and who.code in codes:
        return True
    if row.body is not None and codes & set(_texts(canonical.loads(row.body, "an entry"))):
        return True
    asked = ws.store.entry(row.about) if row.about else None
    return asked is not None and asked.digest != row.digest and _about(ws, asked, of, codes)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, whole."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _pdfs(ws: Workspace, found: list[EntryRow], folder: Path, left: list[tuple[str, str]], tell: Tell) -> int:
    forms = [row for row in found if row.kind == "form" and row.body is not None]
    made = 0
    for n, row in enumerate(forms):
        try:
            printed = pdf.render(paper.signed_document(ws, row.digest)).pdf
            files.write_whole(folder / f"form-{row.digest[:16]}.pdf", printed)
            made += 1
        except QaError as error:
            left.append((f"PDF of form {row.digest[:16]}", f"{error} What it says is in held.html."))
        tell(n + 1, len(forms))
    return made


def _line(ws: Workspace, row: EntryRow) -> tuple[str, ...]:
    who = counting.signed_by(ws, row.signer)
    replaced = any(row.digest in one.replaces for one in ws.store.versions(row.doc))
    held = "yes" if row.body is not None else "only that it was there"
    return (
        row.digest,
        NAMES.get(row.kind, row.kind),
        row.doc,
        row.at,
        who.name if who else "",
        "yes" if replaced else "no",
        held,
    )


def _page(
    ws: Workspace, what: str, found: list[EntryRow], drafts: list[Any], left: list[tuple[str, str]]
) -> str:
    said = html.escape
    known = {one.digest: one for one in ledger.known_templates(ws)}
    parts = [
        "<!doctype html><html lang=en-GB><meta charset=utf-8><title>What is held</title>",
        "<style>body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}dt{font-weight:600}"
        "dd{margin:0 0 .6em;white-space:pre-wrap;overflow-wrap:anywhere}</style>",
        f"<h1>What is held on {said(what)}</h1><p><strong>{said(BEFORE)}</strong></p>",
        f"<p>Written from the profile of {said(ws.me.name)}. {len(found)} signed entries, {len(drafts)} drafts.</p>",
    ]
    for row in found:
        line = _line(ws, row)
        parts.append(f"<h2>{said(line[1])}, {said(answer_types.day_words(row.at))}, {said(line[4])}</h2>")
        parts.append(f"<p>Entry {row.digest}{', replaced by a later one' if line[5] == 'yes' else ''}</p>")
        parts.append(
            _said(row.body, known.get(row.template or "")) if row.body else "<p>Removed under retention.</p>"
        )
    for draft in drafts:
        parts.append(f"<h2>Draft, not signed</h2>{_said(draft.body, known.get(draft.template))}")
    parts.append("<h1>What was left out, and why</h1><dl>")
    parts += [f"<dt>{said(one)}</dt><dd>{said(why)}</dd>" for one, why in left]
    return "\n".join([*parts, "</dl></html>"])


def _said(body: bytes, template: Template | None) -> str:
    held = json.loads(body)
    answers = held.get("answers")
    if template is not None and isinstance(answers, dict):
        asked = [q for q in walk.asked(template, answers) if q.id in answers]
        rows = [(q.ask or q.name, answer_types.words(template, q, answers[q.id])) for q in asked]
        rows += [(key, json.dumps(value, ensure_ascii=False)) for key, value in _rest(held, asked)]
    else:
        rows = [
            (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
            for key, value in held.items()
        ]
    return f"<dl>{''.join(f'<dt>{html.escape(str(k))}</dt><dd>{html.escape(str(v))}</dd>' for k, v in rows)}</dl>"


def _rest(held: dict[str, Any], asked: list[Any]) -> Iterator[tuple[str, Any]]:
    """What stands beside the answers, and parts of answers that one line of words leaves out."""
    yield from ((key, value) for key, value in held.items() if key != "answers" and value)
    yield from (
        (f"{q.name}, in full", held["answers"][q.id])
        for q in asked
        if isinstance(held["answers"][q.id], (dict, list))
    )
