"""Two practice leads with the same signed audits, whose words are worth a theme, and one audit of them to quote from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from db.store import Store
from qa_desktop import entries, identity, import_plans, imports, ledger, packs, people, profiles, soundness
from qa_desktop.workspace import Me, Workspace
from tests import reporting
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.small import bundle_of, filled

CYCLE = "2026-6"
FAMILY = "Tom Bennett rang us on 3 March 2026 at 020 7946 0123. She asked what we wanted, and we got it."
STRENGTH = "The worker came back after each missed visit."
AREA = "Father was never asked what he thinks."
ANSWERS: dict[str, Any] = {
    "F0": {"choice": "took_part"},
    "F8": FAMILY,
    "W2": "It was hard to be heard by the school.",
    "O2": "The plan was the family's own.",
    "O4": [{"words": STRENGTH, "theme": "T01", "about": "P1", "share": "y"}],
    "O5": [{"words": AREA, "theme": "T04", "level": "worker"}],
}


def sign(ws: Workspace, n: int, team: str = "North", **more: Any) -> str:
    """One signed deep audit with these words in it."""
    template = next(t for t in ledger.known_templates(ws) if t.code == "RFP")
    fixed = {
        "A03": CYCLE,
        "A04": f"FS-{n}",
        "A05": {"service": "Early help", "team": team},
        "A06": "W01",
        "A07": "S01",
    }
    answers = filled(template, n, fixed | ANSWERS | more)
    body = entries.Form(answers=answers, cycle=CYCLE).model_dump(exclude_none=True)
    with ws.write():
        digest = ws.seal("form", f"form-{n}", body, template=template.digest)
        soundness.index(ws, [digest])
    return digest


def amend(ws: Workspace, digest: str, **answers: Any) -> str:
    """A new version of a signed audit."""
    form = ledger.form(ws, digest)
    body = form.body.model_copy(update={"answers": form.body.answers | answers})
    with ws.write():
        new = ws.seal("form", form.doc, body.model_dump(exclude_none=True), (digest,), template=form.template)
        soundness.index(ws, [new])
    return new


def leads(folder: Path, audits: int = 4) -> tuple[Workspace, Workspace]:
    """L01 with audits, and L02 who has been given all of them."""
    one = reporting.lead(folder / "L01")
    for n in range(audits):
        sign(one, n)
    me = Me("L02", "Ida Moor", "practice_lead", "", "Example Council")
    two, _ = profiles.create(made_up_world(folder / "L02"), me, PASSPHRASE, cost=QUICK, root=one.roots()[0])
    people.admit(one, identity.Request.from_bytes(people.request(two).to_bytes()), "")
    exchange(one, two)
    return one, two


def exchange(one: Workspace, other: Workspace) -> None:
    """Everything that one lead has goes to the other."""
    folder = one.world.data_dir.parent / "sent"
    folder.mkdir(exist_ok=True)
    plan = import_plans.plan_file(other, packs.make_archive(one, other.me.code, folder).path)
    assert plan.status in ("ready", "already", "check"), plan.words
    imports.take_in(other, [plan], back_up=False)


def both_ways(one: Workspace, two: Workspace) -> None:
    exchange(one, two)
    exchange(two, one)


def afresh(one: Workspace, sealed: Iterable[entries.Sealed]) -> Workspace:
    """A profile of the same service with these entries in it, as quickly as it goes."""
    ws = Workspace(Store(":memory:", bytes(32)), one.world, one.me, bytes(32))
    rows = [entries.row_of(s, entries.Header.model_validate_json(s.header)) for s in sealed]
    with ws.write():
        for name in ("root", "age_secret", "age_recipient"):
            ws.keep(name, one.store.setting(name))
        ws.keep("log", "fresh")
        ws.store.put_certificates(one.store.certificates())
        ws.store.put_entries(rows)
        soundness.index(ws, [row.digest for row in rows if row.kind == "form"])
    return ws


def takes(ws: Workspace, sender: Workspace, sealed: Sequence[entries.Sealed], files: int) -> None:
    """Import these entries, dealt out to so many files."""
    for some in (sealed[n::files] for n in range(files)):
        if some:
            imports.take_in(ws, [import_plans.plan(ws, "file", bundle_of(some, sender, ws))], back_up=False)
