"""What was taken in, a line for each go, and what stands on it by now: read before it is taken back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qa_desktop import entries, forms, import_plans, imports, ledger, reported
from qa_desktop.answer_types import day_words
from qa_desktop.workspace import Workspace

SAID = {
    "signoff": ("was signed by somebody else too", "were signed by somebody else too"),
    "note": ("has a note", "have a note"),
    "blind": ("went to a moderator", "went to moderators"),
    "moderation": ("was moderated", "were moderated"),
    "decision": ("was decided on", "were decided on"),
    "dispute": ("was disputed by the worker", "were disputed by the worker"),
    "release": ("was released", "were released"),
    "step": ("has a step noted after it", "have a step noted after it"),
    "tag": ("was given a theme", "were given themes"),
    "quote": ("was quoted", "were quoted"),
    "withdrawal": ("was withdrawn", "were withdrawn"),
    "form": ("was changed or answered since", "were changed or answered since"),
}
"""By kind of entry that is about one that came: one, many."""


@dataclass(frozen=True, slots=True)
class Go:
    """One press of Import: a line for each file of it. Taken back as a whole."""

    files: tuple[imports.Past, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Of the imports that still stand."""
        return tuple(one.id for one in self.files if not one.undone)

    @property
    def at(self) -> str:
        return self.files[0].at

    @property
    def undone(self) -> bool:
        return not self.ids

    @property
    def forms(self) -> int:
        return sum(one.forms for one in self.files)

    @property
    def new(self) -> int:
        return sum(one.new for one in self.files)

    @property
    def known(self) -> int:
        return sum(one.known for one in self.files)


def goes(ws: Workspace) -> list[Go]:
    """Every import, newest first; files that were taken in together stand together."""
    go_of = {row.id: json.loads(row.outcome).get("go", row.id) for row in ws.store.imports()}
    found: dict[str, list[imports.Past]] = {}
    for one in imports.past(ws):
        found.setdefault(go_of[one.id], []).append(one)
    return [Go(tuple(some[::-1])) for some in found.values()]


def stands_on(ws: Workspace, ids: Collection[str]) -> list[str]:
    """What has been built on these imports by now, a sentence for each; nothing where they can go unnoticed."""
    going = ws.store.came_only_by(ids)
    leaning = Counter(kind for kind, _ in ws.store.leaning_on(going))
    found = [_said(SAID[kind], n) for kind, n in sorted(leaning.items()) if kind in SAID]
    found += _begun(ws, going)
    for one in reported.of(ws, going):
        n = "1 audit" if one.audits == 1 else f"{one.audits} audits"
        found.append(f"{one.title} of {day_words(one.at)} was made with {n} from it.")
    return found


def _said(words: tuple[str, str], n: int) -> str:
    return f"1 entry of it {words[0]}." if n == 1 else f"{n} entries of it {words[1]}."


def _begun(ws: Workspace, going: Collection[str]) -> list[str]:
    """Drafts and signed audits of this person that the allocations in it led to."""
    rows = (row for row in ws.store.entries("cycle") if row.digest in going and row.body)
    given = {a.id for row in rows for a in entries.Cycle.model_validate_json(row.body or b"").allocations}
    leads = {*given, *going}
    drafts = sum(bool({d.allocation, d.slip, d.repeats, *d.replaces} & leads) for d in forms.drafts(ws))
    own = sum(f.body.allocation in given and f.digest not in going for f in ledger.forms(ws))
    told = (
        (drafts, "1 draft was begun from it.", f"{drafts} drafts were begun from it."),
        (own, "1 audit given out in it is signed.", f"{own} audits given out in it are signed."),
    )
    return [one if n == 1 else many for n, one, many in told if n]


def undo(ws: Workspace, ids: Collection[str]) -> int:
    """Take several imports back, all or none. Returns how many entries went. Raises NotAllowed."""
    with ws.write():
        return sum(imports.undo(ws, one) for one in ids)


def files_words(plans: Sequence[import_plans.FilePlan], taken: Sequence[import_plans.FilePlan]) -> str:
    """What became of the files of one go: “197 files in. 3 files were refused.” `taken`: those that were chosen."""
    counts = (
        (sum(one.status in ("ready", "check") for one in taken), "file in", "files in"),
        (sum(one.status == "already" for one in plans), "was here already", "were here already"),
        (sum(one.status == "not_safe" for one in plans), "file was refused", "files were refused"),
    )
    said = [f"{n} {one if n == 1 else more}." for n, one, more in counts if n]
    return " ".join(said) or "No file in."
