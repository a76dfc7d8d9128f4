"""The findings of a period as a practice lead reads them for themes: strengths first, then areas, then those without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa_desktop import families, ledger, quotes, report_files, report_marks, theme_findings, themes
from qa_desktop.errors import NotAllowed
from qa_desktop.ledger import SealedForm
from qa_desktop.quotes import Stands
from qa_desktop.report_marks import Audit
from qa_desktop.theme_entries import Side
from qa_desktop.theme_findings import Place
from qa_desktop.themes import Tagged
from qa_desktop.workspace import Workspace

Heap = Literal["strengths", "areas", "none"]
HEAPS: tuple[Heap, ...] = ("strengths", "areas", "none")
USUAL_MONTHS = 2  # the period of the Practice Mirror


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with its themes: the auditor's own, those of practice leads, and what only one lead names."""

    form: str  # digest of the version that counts
    place: Place
    title: str  # of the audit, with the family
    team: str
    day: date
    tagged: Tagged | None
    quotes: int  # made of it

    def of(self, side: Side) -> tuple[str, ...]:
        """All that counts, each once."""
        own = self.place.own if self.place.side == side else ()
        return tuple(sorted({*own, *(self.tagged.of(side) if self.tagged else ())}))

    @property
    def unsure(self) -> tuple[tuple[Side, str], ...]:
        return self.tagged.unsure if self.tagged else ()

    @property
    def heap(self) -> Heap:
        """Where it is listed. Without any theme it is in neither side, whatever it was asked as."""
        if self.of("strengths"):
            return "strengths"
        return "areas" if self.of("areas") else "none"

    @property
    def themes(self) -> tuple[str, ...]:
        return tuple(sorted({*self.of("strengths"), *self.of("areas"), *(code for _, code in self.unsure)}))

    @property
    def name(self) -> tuple[str, str, str]:
        """What the command line and the window call it by."""
        return self.form, self.place.question, self.place.path


def findings(
    ws: Workspace, period: str = "", heap: str = "", theme: str = "", form: str = ""
) -> list[Finding]:
    """Findings of a period, or of one audit; of one heap, one theme. Newest audits first within a heap.

    Raises NotAllowed for a period there is not.
    """
    found = [one for one in _all(ws, period, form) if heap in ("", one.heap) and _has(one, theme)]
    return sorted(found, key=lambda one: (HEAPS.index(one.heap), -one.day.toordinal(), one.form))


def _has(one: Finding, theme: str) -> bool:
    return not theme or theme in one.themes


def _all(ws: Workspace, period: str, only: str) -> Iterator[Finding]:
    """Every finding, in order of the questions of each audit."""
    span = report_marks.span(ws, period) if period else None
    known = {t.digest: t for t in ledger.known_templates(ws)}
    tagged, numbers = themes.standing(ws), families.numbers(ws)
    said = [one.key for one in quotes.standing(ws)]
    for digest, audit in sorted(report_marks.audits(ws).items()):
        if (only and digest != only) or (span and not span.starts <= audit.day <= span.ends):
            continue
        form, template = ledger.form(ws, digest), known[audit.template]
        title = numbers.titled(template.title, families.case_of(template, form.body.answers))
        for place in theme_findings.places(template, form):
            key = place.key(form.doc)
            yield _finding(form, audit, place, title, tagged.get(key), said.count(key))


def _finding(
    form: SealedForm, audit: Audit, place: Place, title: str, tagged: Tagged | None, many: int
) -> Finding:
    return Finding(form.digest, place, title, audit.team, audit.day, tagged, many)


def one(ws: Workspace, form: str, question: str, path: str) -> Finding:
    """One finding of the version of an audit that counts. Raises NotAllowed where it is not there."""
    found = (f for f in _all(ws, "", form) if (f.place.question, f.place.path) == (question, path))
    finding = next(found, None)
    if finding is None:
        raise NotAllowed(themes.NOT_THERE)
    return finding


def quotes_of(ws: Workspace, finding: Finding) -> list[Stands]:
    """The quotes that were made of a finding."""
    doc = ledger.form(ws, finding.form).doc
    return [held for held in quotes.standing(ws) if held.key == finding.place.key(doc)]


def source_of(ws: Workspace, quote: Stands) -> Finding | None:
    """The finding that a quote is from, or None where it is gone."""
    found = _all(ws, "", quote.form) if quote.form else iter(())
    doc = quote.key[0]
    return next((f for f in found if f.place.key(doc) == quote.key), None)


def periods(ws: Workspace) -> list[tuple[str, str]]:
    """What a list may be of, code and words."""
    return report_files.periods(ws, USUAL_MONTHS)


def usual(ws: Workspace) -> str:
    return report_files.usual(ws, USUAL_MONTHS)
