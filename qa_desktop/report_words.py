"""What people write in a report: kept as it is typed, shown where there was room to write, and sealed when it is final.

Drafts are this laptop's own. A final is an entry with all the words and a digest of the figures; a newer one replaces
it, and both stay readable. Whatever comes in later changes figures, and the report then says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from db.store import EntryRow
from qa_desktop import (
    canonical,
    counting,
    house_words,
    ledger,
    meetings,
    report_marks,
    report_openings,
    report_packs,
    schedule_facts,
)
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.meeting_entries import Final
from qa_desktop.report_values import Part, Report, Section, Space
from qa_desktop.report_values import figures as all_figures
from qa_desktop.schedule_seal import need
from qa_desktop.workspace import Workspace

KIND = "final"
PARTNERSHIP, LEARNED = "partnership", "learning"  # a pack, and what it was learned in
MOST_WORDS = 20_000  # letters of one space


@dataclass(frozen=True, slots=True)
class Finished:
    """One version that was made final."""

    digest: str
    body: Final
    who: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is written for one report of one period. `finals`: those that stand; more than one where made apart."""

    words: Mapping[str, str]  # by the key of the space
    typed: bool  # something was typed since the last final
    finals: tuple[Finished, ...] = ()

    @property
    def version(self) -> int:
        return max((one.body.version for one in self.finals), default=0)


def doc_of(pack: str, period: str, team: str = "") -> str:
    """The document of one report of one period, for life."""
    name = canonical.dumps([pack, period, team])
    return f"final-{hashlib.sha256(name).hexdigest()[:24]}"


def stands(ws: Workspace, pack: str, period: str, team: str = "") -> Standing:
    """What is written: what was typed here, over the newest final."""
    doc = doc_of(pack, period, team)
    rows = sorted(ledger.heads(ws, KIND, doc), key=lambda row: row.digest)
    finals = tuple(_finished(ws, row) for row in rows if row.body is not None)
    last = max(finals, key=lambda one: (one.body.version, one.digest), default=None)
    sealed, typed = (last.body.words if last else {}), _typed(ws, doc)
    return Standing({**sealed, **typed}, bool(typed), finals)


def versions(ws: Workspace, pack: str, period: str, team: str = "") -> tuple[Finished, ...]:
    """Every version that was ever made final, the newest first."""
    rows = (row for row in ws.store.versions(doc_of(pack, period, team)) if row.kind == KIND)
    found = [_finished(ws, row) for row in rows if row.body is not None]
    return tuple(sorted(found, key=lambda one: (one.body.version, one.digest), reverse=True))


def _finished(ws: Workspace, row: EntryRow) -> Finished:
    who = counting.signed_by(ws, row.signer)
    return Finished(
        row.digest, Final.model_validate_json(row.body or b""), who.name if who else "Somebody unknown"
    )


def _setting(doc: str) -> str:
    return f"draft.{doc}"


def _typed(ws: Workspace, doc: str) -> dict[str, str]:
    held = json.loads(ws.text(_setting(doc)) or "{}")
    return {str(key): str(words) for key, words in held.items()}


def write(ws: Workspace, pack: str, period: str, key: str, words: str, team: str = "") -> None:
    """Keep what is written in one space, on disk when it returns; empty leaves room to write.

    Raises NotAllowed for a space that the pack has not, or more words than can be kept.
    """
    wanted = report_packs.pack(ws.world.resources, pack)
    if key not in {one.key for one in wanted.spaces}:
        known = ", ".join(one.key for one in wanted.spaces) or "none"
        raise NotAllowed(f"Nothing is written under “{key}” in the {wanted.title}. There are: {known}.")
    if len(words) > MOST_WORDS:
        raise NotAllowed(f"That is more than {MOST_WORDS:,} letters, so it was not kept. Shorten it.")
    doc = doc_of(pack, period, team)
    with ws.write():
        ws.keep(_setting(doc), json.dumps(_typed(ws, doc) | {key: words}))


def discard(ws: Workspace, pack: str, period: str, team: str = "") -> None:
    """Throw away what was typed since the last final. First drafts are put together anew."""
    with ws.write():
        ws.keep(_setting(doc_of(pack, period, team)), None)


# Into the report


def fill(ws: Workspace, made: Report, team: str = "") -> Report:
    """The report with what is written in it, and on its cover whether it is final."""
    wanted = report_packs.pack(ws.world.resources, made.pack)
    if not wanted.spaces:
        return made
    found = stands(ws, made.pack, made.period, team)
    openings = {one.key: one.opening for one in wanted.spaces}
    sections = tuple(_section(ws, made, one, found, openings) for one in made.sections)
    full = replace(made, sections=sections)
    status, note = _status(full, found)
    notes = (note, *full.notes) if note else full.notes
    return replace(full, cover=(("Status", status), *full.cover), notes=notes)


def _section(
    ws: Workspace, made: Report, section: Section, found: Standing, openings: Mapping[str, str]
) -> Section:
    def own(part: Part) -> Part:
        if not isinstance(part, Space) or not part.key:
            return part
        if found.finals and not found.typed:  # no room is left to write in what is final
            part = replace(part, lines=0)
        if part.key in found.words:
            return replace(part, words=found.words[part.key])
        return replace(part, words=_opening(ws, made, section, openings[part.key]), first=True)

    return replace(section, parts=tuple(own(part) for part in section.parts))


def _opening(ws: Workspace, made: Report, section: Section, how: str) -> str:
    if how == "figures":
        return report_openings.opening(section)
    if how == "partnership":
        return "\n\n".join([report_openings.opening(section), *_learned(ws, made)]).strip()
    return _minutes(ws, made) if how == "meeting" else ""


def _learned(ws: Workspace, made: Report) -> Iterator[str]:
    """What partnership reports that were made final say was learned, of those whose period ends in this one."""
    span = report_marks.span(ws, made.period)
    held = sorted(ledger.bodies(ws, KIND, Final), key=lambda one: (one.period, one.version))
    for one in held:
        ends = report_marks.span(ws, one.period).ends
        if one.pack == PARTNERSHIP and span.starts <= ends <= span.ends and one.words.get(LEARNED):
            yield f"{report_marks.span(ws, one.period).title}. {one.words[LEARNED]}"


def _minutes(ws: Workspace, made: Report) -> str:
    """What the closed meeting of this period noted and decided."""
    forum = next((one for one in meetings.forums(ws.world.resources) if one.pack == made.pack), None)
    stands = meetings.versions(ws, forum.method, made.period) if forum else []
    said = []
    for _, body in stands:
        said += [f"Held {day_words(body.on)}. In the chair: {body.chair}."]
        said += [f"{one.title}: {one.notes}" for one in body.agenda if one.notes]
        said += [body.notes] if body.notes else []
        said += [f"Decided: {one}" for one in body.decisions]
    return "\n".join(said)


def _status(made: Report, found: Standing) -> tuple[str, str]:
    """How it stands, for the cover; and what the reader must know first, where figures have changed since."""
    if not found.finals:
        return "Draft, not final", ""
    last = max(found.finals, key=lambda one: (one.body.version, one.digest))
    named = f"version {last.body.version}, {day_words(last.body.on)}, {last.who}"
    if found.typed:
        return f"Draft. What was final: {named}", ""
    if len(found.finals) > 1:
        return f"Final in {len(found.finals)} versions made apart; shown is {named}", ""
    if figures_digest(made) != last.body.figures:
        return f"Final words, {named}", (
            f"Figures have changed since this report was made final on {day_words(last.body.on)}: something came in or "
            "was corrected. The words are those of then, the figures those of now."
        )
    return f"Final, {named}", ""


def figures_digest(made: Report) -> str:
    """Of every figure of what was found or supplied, as it is printed, and what stands behind it.

    What is owed, late or overdue is left out: it moves with the day, and with the report itself being given.
    """
    told = [
        [one.code, one.label, one.shown, one.words, list(one.digests)]
        for one in all_figures(made)
        if not one.moves
    ]
    return hashlib.sha256(canonical.dumps(told)).hexdigest()


# Making final


def spaces(made: Report) -> dict[str, str]:
    """What stands in each space of a report, by its key."""
    return {
        part.key: part.words
        for section in made.sections
        for part in section.parts
        if isinstance(part, Space) and part.key
    }


def finalise(ws: Workspace, made: Report, team: str = "", looked_at: bool = False) -> Finished:
    """Seal a report as it was built, whole: its words, first drafts among them, and the digest of its figures.

    `looked_at`: somebody has read it, and it names nobody. Raises NotAllowed where its words could name somebody,
    nothing is written, nothing changed since the last final, or this person may not.
    """
    need(ws, KIND, "makes reports final")
    wanted = report_packs.pack(ws.world.resources, made.pack)
    words = spaces(made)
    if words.keys() != {one.key for one in wanted.spaces}:
        raise NotAllowed("Only a whole report is made final. Put its sections back in.")
    if not any(text.strip() for text in words.values()):
        raise NotAllowed(f"Nothing is written in the {wanted.title} yet. Write in it, then make it final.")
    house_words.refuse(ws, words.values(), looked_at)
    before, digest = stands(ws, made.pack, made.period, team), figures_digest(made)
    if len(before.finals) == 1 and (before.finals[0].body.words, before.finals[0].body.figures) == (
        words,
        digest,
    ):
        raise NotAllowed(f"Version {before.version} is final already, and nothing has changed since.")
    body = Final(
        pack=made.pack,
        period=made.period,
        team=team,
        on=ws.world.now().date().isoformat(),
        version=before.version + 1,
        words=words,
        figures=digest,
        method=_method(ws, wanted, made.period),
    )
    doc, replaces = doc_of(made.pack, made.period, team), tuple(one.digest for one in before.finals)
    with ws.write():
        made_final = ws.seal(KIND, doc, body.model_dump(mode="json", exclude_defaults=True), replaces)
        ws.keep(_setting(doc), None)
    return Finished(made_final, body, ws.me.name)


def _method(ws: Workspace, wanted: report_packs.Pack, period: str) -> str:
    """The row of the schedule that it counts for as given; empty where its period is none of that method."""
    if not wanted.method:
        return ""
    try:
        schedule_facts.period(
            ws.world.resources, schedule_facts.method(ws.world.resources, wanted.method), period
        )
    except NotKnown:
        return ""
    return wanted.method
