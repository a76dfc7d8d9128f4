"""Checked quotes in report packs, and under them room to write. A quote is not a figure: no code leads to its audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qa_desktop import quote_marks, quotes, theme_findings
from qa_desktop.figures import TEAM_MIN
from qa_desktop.quote_marks import Known
from qa_desktop.quotes import Stands
from qa_desktop.report_drafts import Asked, Book, DraftPart
from qa_desktop.report_values import Space, Words

MOST = 12  # quotes of one part
TOO_FEW = "Quotes are not shown: they would come from fewer than three audits."


def shown(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """What was said, strengths first, then the space for what people write."""
    found = _of_period(book, asked)
    if found and sum(_counts(book).values()) < TEAM_MIN:
        yield Words(TOO_FEW, "muted")
    else:
        names = theme_findings.themes(book.ws.world.resources)
        for one in found[: asked.top or MOST]:
            voice = theme_findings.VOICES[one.body.voice]
            others = " Others said the same." if one.also else ""
            yield Words(f"“{one.body.words}” {voice}, on {names[one.body.theme].name.lower()}.{others}")
        if len(found) > (asked.top or MOST):
            yield Words(f"{len(found) - (asked.top or MOST)} more checked quotes are in Themes.", "muted")
    yield Space(asked.text, asked.lines, asked.key)


def _counts(book: Book) -> Counter[str]:
    """Audits of the period by team."""
    return Counter(a.team for a in book.audits.values() if book.span.starts <= a.day and not a.again)


def _of_period(book: Book, asked: Asked) -> list[Stands]:
    """The checked quotes of audits of the period that name no team of fewer than three."""
    teams, known = _counts(book), quote_marks.known(book.ws)
    found = [
        one
        for one in quotes.standing(book.ws)
        if one.state == "checked"
        and one.body.voice in asked.voices
        and one.form in book.audits
        and book.span.starts <= book.audits[one.form].day <= book.span.ends
        and not _names_few(one, known, teams)
    ]
    return sorted(found, key=lambda one: (one.body.side != "strengths", one.body.theme, one.body.words))


def _names_few(one: Stands, known: Known, teams: Counter[str]) -> bool:
    """Whether a team is named, because somebody decided to keep it, that has too few audits for that."""
    said = one.body.words.casefold()
    return any(team.casefold() in said and teams[team] < TEAM_MIN for team in known.teams)
