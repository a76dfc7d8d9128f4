"""Everything that a practice lead may see, out as a sheet, a CSV file or a table for analysts: one row for each answer.

It holds comments and codes of staff, so it is for the service's own analysts and never a pack; only whoever sees all
named results may make it. No cell is a formula.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from db import analyst
from db.errors import NotSaved
from qa_desktop import (
    answer_types,
    collate,
    counting,
    files,
    ledger,
    made_up,
    moderation_cases,
    plain_csv,
    roles,
    theme_findings,
    themes,
    trail,
    walk,
)
from qa_desktop.errors import NotAllowed, WriteFailed
from qa_desktop.ledger import SealedForm
from qa_desktop.templates import SCALED_TYPES, Point, Question, Template
from qa_desktop.theme_entries import Side
from qa_desktop.theme_findings import Key
from qa_desktop.themes import Tagged
from qa_desktop.workspace import Workspace

FORMATS = ("csv", "xlsx", "parquet", "duckdb")
TABLES: tuple[analyst.Form, ...] = ("parquet", "duckdb")
HOW_TO_GET = (
    "Parquet and DuckDB files need DuckDB, which is not on this computer: whoever looks after the program runs "
    "`uv sync --group analysts` in its folder."
)
MOST_ROWS = 200_000  # of a workbook: more takes a spreadsheet minutes to open
DICTIONARY = (
    ("form", "Digest of the signed form: the same in every report and PDF."),
    ("method", "Code of the instrument."),
    ("version", "Version of the instrument that it was answered on."),
    ("cycle", "Cycle that it was given out in; empty where it was started on its own."),
    ("service", "Service of the family."),
    ("team", "Team of the family."),
    ("case", "The family's case reference, as it is kept here."),
    ("worker", "Staff code of the worker."),
    ("supervisor", "Staff code of the supervisor."),
    ("auditor", "Staff code of whoever signed it."),
    ("signed", "Day it was signed, by the signing laptop's clock."),
    ("question", "Code of the question in the instrument."),
    ("name", "The question in short."),
    ("standard", "What it measures, the same in every version that means the same."),
    ("principle", "Principle of the section it stands in."),
    ("stage", "Helping stage that it measures."),
    ("type", "Kind of answer: EV is a rating with where it was seen, G4 a judgement, YPN yes, partly, no …"),
    ("code", "The coded answer; several have a semicolon between them. Empty for free text."),
    ("seen", "Where it was seen: R on the record, T thin, S told, N nowhere."),
    ("score", "The code of a rating or a judgement as a number; empty where it has none."),
    ("answer", "The answer in words, as it is printed."),
    ("comment", "The comment to a rating."),
    (
        "strengths",
        "Themes that it names as a strength (T01 to T42), the auditor's and those of practice leads; several have a "
        "semicolon between them.",
    ),
    ("areas", "Themes that it names as an area to improve, in the same way."),
    ("reported", "Of an overall judgement, the one that counts after moderation."),
)
HEAD = tuple(name for name, _ in DICTIONARY)
KINDS: dict[str, analyst.Kind] = {"signed": "DATE", "stage": "INTEGER", "score": "INTEGER"}  # else words


def rows(ws: Workspace) -> Iterator[tuple[str, ...]]:
    """Every answer that counts, by form and in the order of its questions. Raises NotAllowed."""
    if roles.scope(ws.world.resources, ws.me.role, "see_named_results") != "all_to_collate":
        may = roles.one_of(
            [r.name for r in roles.roles(ws.world.resources)
             if roles.scope(ws.world.resources, r.code, "see_named_results") == "all_to_collate"]
        )  # fmt: skip
        raise NotAllowed(f"Everything at once goes out only from a {may}'s profile. Nothing was written.")
    return _rows(ws)


def _rows(ws: Workspace) -> Iterator[tuple[str, ...]]:
    known = {t.digest: t for t in ledger.known_templates(ws)}
    reported = moderation_cases.reported_all(ws)
    tagged, facts = themes.standing(ws), dict[str, dict[str, str]]()
    for row in ws.store.facts():
        facts.setdefault(row.digest, {})[row.fact] = row.code
    for form in sorted(collate.winners(ws), key=lambda one: (one.at, one.digest)):
        if form.template not in known:
            continue
        template, told = known[form.template], facts.get(form.digest, {})
        who = counting.signed_by(ws, form.signer)
        first = (form.digest, template.code, template.version, *(told.get(f, "") for f in HEAD[3:9]))
        about = (*first, who.code if who else "", form.at[:10])
        grade = reported.get(form.digest, ("", ""))[0]
        about_what = _themes(template, form, tagged)
        for line in _answers(template, walk.live_answers(template, form.body.answers), about_what, grade):
            yield (*about, *line)


def _themes(
    template: Template, form: SealedForm, tagged: Mapping[Key, Tagged]
) -> dict[tuple[str, Side], set[str]]:
    """The themes of every answer, by question and side."""
    found: dict[tuple[str, Side], set[str]] = defaultdict(set)
    for place in theme_findings.places(template, form):
        if place.side:
            found[place.question, place.side] |= {*place.own}
        if one := tagged.get(place.key(form.doc)):
            found[place.question, "strengths"] |= {*one.strengths}
            found[place.question, "areas"] |= {*one.areas}
    return found


def _answers(
    template: Template, live: walk.Answers, named: Mapping[tuple[str, Side], set[str]], grade: str
) -> Iterator[tuple[str, ...]]:
    for section in template.section:
        for question in section.question:
            value = live.get(question.id)
            if answer_types.is_empty(value):
                continue
            coded = list(answer_types.codes(template, question, value))
            comment = value.get("comment") if isinstance(value, dict) and question.type == "EV" else ""
            yield (
                question.id,
                question.name,
                question.standard or "",
                section.principle or "",
                "" if question.stage is None else str(question.stage),
                question.type,
                "; ".join(f"{part}={code}" if part else code for part, code, _ in coded),
                next((seen for _, _, seen in coded if seen), ""),
                _score(template, question, coded),
                answer_types.words(template, question, value),
                comment if isinstance(comment, str) else "",
                "; ".join(sorted(named.get((question.id, "strengths"), ()))),
                "; ".join(sorted(named.get((question.id, "areas"), ()))),
                grade if question.use == "overall" else "",
            )


def _score(template: Template, question: Question, coded: list[tuple[str | None, str, str | None]]) -> str:
    if question.type not in SCALED_TYPES or len(coded) != 1:
        return ""
    points = {p.code: p.score for p in template.options(question) if isinstance(p, Point)}
    score = points.get(coded[0][1])
    return "" if score is None else str(score)


def available() -> tuple[str, ...]:
    """The formats that can be written on this computer."""
    return tuple(form for form in FORMATS if form not in TABLES or analyst.available())


def file_name(ws: Workspace, form: str) -> str:
    """A name for the file, which says so where what it holds is made up."""
    return made_up.file_name(ws, f"all-findings.{form}")


def write(ws: Workspace, path: Path, form: str) -> int:
    """Write all of it to `path`. Returns how many rows. Raises NotAllowed, WriteFailed."""
    found = list(rows(ws))
    if form in TABLES:
        _table(path, "parquet" if form == "parquet" else "duckdb", found)
    elif form == "csv":
        files.write_whole(path, plain_csv.written([HEAD, *found]))
    elif len(found) > MOST_ROWS:
        raise NotAllowed(
            f"There are {len(found)} rows, too many for a workbook. Choose CSV. Nothing was written."
        )
    else:
        files.write_whole(path, _workbook(ws, found))
    with ws.write():
        trail.note(ws, "data", format=form, rows=len(found))
    return len(found)


def _table(path: Path, form: analyst.Form, found: list[tuple[str, ...]]) -> None:
    if not analyst.available():
        raise NotAllowed(f"{HOW_TO_GET} Nothing was written; CSV and XLSX work without it.")
    columns = [(name, KINDS.get(name, "VARCHAR"), words) for name, words in DICTIONARY]
    with files.made_whole(path) as part:
        try:
            analyst.write(part, form, "findings", columns, found)
        except NotSaved as error:
            raise WriteFailed(
                f"{path.name[:60]} was not written ({error}) Try another folder, or choose CSV."
            ) from error


def _workbook(ws: Workspace, found: list[tuple[str, ...]]) -> bytes:
    from qa_desktop import report_sheet

    sheets: list[tuple[str, list[tuple[Any, ...]]]] = [
        ("Findings", [HEAD, *found]),
        ("Data dictionary", [("Column", "What it holds"), *DICTIONARY]),
    ]
    return report_sheet.workbook(sheets, made_up.label(ws, "All findings"), ws.me.name, "", ws.world.now())
