"""The entries behind one figure, as a practice lead reads them: what each is, of whom, signed by whom and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from qa_desktop import answer_types, counting, families, ledger
from qa_desktop.report_values import Report
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Stands:
    """One entry behind a figure. `number`: in the report. `opens`: it is a form, to be read as it was signed."""

    number: int
    digest: str
    title: str
    who: str
    day: str
    opens: bool


def stands(ws: Workspace, made: Report, digests: Collection[str]) -> tuple[Stands, ...]:
    """These entries of a report by their numbers in it. Families by their numbers where this profile knows them."""
    templates = {t.digest: t for t in ledger.known_templates(ws)}
    numbers = families.numbers(ws)
    found = []
    for one in made.behind:
        row = ws.store.entry(one.digest) if one.digest in digests else None
        if row is None:
            continue
        title, is_form = one.what, row.kind == "form"
        if is_form:
            form = ledger.form(ws, one.digest)
            template = templates.get(form.template)
            case = families.case_of(template, form.body.answers) if template else ""
            title = numbers.titled(one.what, case)
        who = counting.signed_by(ws, row.signer)
        name = who.name if who else "Somebody unknown"
        found.append(
            Stands(one.number, one.digest, title, name, answer_types.day_words(row.at[:10]), is_form)
        )
    return tuple(found)
