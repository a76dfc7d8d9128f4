"""A pack on paper, for an auditor who has no key yet: their cases, and a blank form of each kind.

Nothing on paper is locked. It is offered where a file cannot be made, and what was printed is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from qa_desktop import canonical, entries, families, files, files_out, ledger, made_up, people, returns
from qa_desktop.answer_types import day_words
from qa_desktop.collation_report import CLASSIFICATION
from qa_desktop.errors import NotAllowed
from qa_desktop.pdf_blocks import Block, Document, Heading, Note, PageBreak, Paragraph, Table, Title
from qa_desktop.templates import Template
from qa_desktop.workspace import Tell, Workspace, quiet
from qa_desktop.world import stamp

SETTING = "packs.printed"
HOW = (
    "Fill in one form for each case by hand, and give the pages back to your practice lead yourself. "
    "Once you are admitted, you get the same cases as a file."
)


def printed(ws: Workspace) -> dict[str, str]:
    """When each auditor's cases, as they stand now, were put on paper: staff code -> ISO time."""
    now = _asked(ws)
    return {code: one["at"] for code, one in _held(ws).items() if one["cycles"] == now.get(code)}


def write(ws: Workspace, auditor: str, folder: Path, tell: Tell = quiet) -> Path:
    """One PDF with this person's cases and blank forms. Returns where it is. Raises NotAllowed where none are theirs."""
    given = [one for one in returns.owed_by(ws).get(auditor, [])]
    person = people.everyone(ws).get(auditor)
    name = person.name if person else auditor
    if not given:
        raise NotAllowed(f"{name} has no cases in any cycle, so nothing was printed. Allocate some first.")
    from qa_desktop import blank, pdf  # reportlab takes a fifth of a second to load

    known = {t.digest: t for t in ledger.known_templates(ws)}
    used = [known[digest] for digest in dict.fromkeys(a.template for a in given) if digest in known]
    blocks: list[Block] = [*_cover(ws, name, given, known)]
    for template in used:
        whole = blank.blank_document(template, ws.world.now(), blank.who_may(ws.world.resources, template))
        blocks += [PageBreak(), *whole.blocks]
    tell(0, 1)
    path = folder / f"{files.safe_name(f'paper pack {auditor}')}.pdf"
    made = pdf.render(made_up.on_paper(ws, _document(name, blocks, ws.world.now()))).pdf
    files_out.save(ws, path, made, "paper", to=auditor, cases=len(given))
    _note(ws, auditor)
    tell(1, 1)
    return path


def _document(name: str, blocks: list[Block], created: datetime) -> Document:
    return Document(
        title="Cases to audit on paper",
        subject=f"Cases and blank forms for {name}",
        author=name,
        reference="Paper pack",
        classification=CLASSIFICATION,
        blocks=tuple(blocks),
        created=created,
    )


def _cover(
    ws: Workspace, name: str, given: list[entries.Allocation], known: dict[str, Template]
) -> Iterator[Block]:
    names = {code: person.name for code, person in people.everyone(ws).items()}
    yield Title("Cases to audit on paper", name)
    yield Note("These pages are not locked. Carry them yourself, and keep them where case files are kept.")
    yield Paragraph(HOW)
    yield Heading(2, "Your cases")
    rows = []
    for one in sorted(given, key=lambda a: (a.due, a.facts.get("case", ""))):
        worker, lead = (one.facts.get(fact, "") for fact in ("worker", "supervisor"))
        title = known[one.template].title if one.template in known else "Audit"
        case = families.shown(ws, one.facts.get("case", ""))
        rows.append((case, title, names.get(worker, worker), names.get(lead, lead), day_words(one.due)))
    yield Table(("Case", "Audit", "Worker", "Supervisor", "Due"), tuple(rows))


def _asked(ws: Workspace) -> dict[str, list[str]]:
    """The cycle entries that hold each auditor's cases."""
    found: dict[str, list[str]] = {}
    for row in ledger.heads(ws, "cycle"):
        if row.body is not None:
            code = entries.Cycle.model_validate_json(row.body).auditor
            found.setdefault(code, []).append(row.digest)
    return {code: sorted(digests) for code, digests in found.items()}


def _note(ws: Workspace, auditor: str) -> None:
    held = _held(ws) | {auditor: {"at": stamp(ws.world.now()), "cycles": _asked(ws).get(auditor, [])}}
    with ws.write():
        ws.keep(SETTING, canonical.dumps(held))


def _held(ws: Workspace) -> dict:  # type: ignore[type-arg]
    held = ws.store.setting(SETTING)
    return {} if held is None else canonical.loads(held, "the list of printed packs")
