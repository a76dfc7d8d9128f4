"""What goes out: packs to auditors and returns to practice leads. Chooses the entries; `bundles` makes the file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.store import EntryRow, ExportRow
from qa_desktop import (
    VERSION,
    action_standing,
    bundles,
    counting,
    entries,
    families,
    files,
    identity,
    ledger,
    made_up,
    meeting_entries,
    moderation_cases,
    moderation_entries,
    people,
    receipt_entries,
    recording,
    retention,
    retention_periods,
    roles,
    template_entries,
    theme_entries,
    trail,
)
from qa_desktop.errors import NotAllowed, QaError, WriteFailed
from qa_desktop.templates import Template
from qa_desktop.workspace import Tell, Workspace, quiet
from qa_desktop.world import stamp

APP = f"QA Desktop {VERSION}"
# Besides forms, to the lead:
SENT = (
    "withdrawal",
    "draw",
    "giving",
    "census",
    "extract",
    "occasion",
    "exemption",
    "hold",
    "purge",
    "purge_answer",
    "retention_period",
    *moderation_entries.SENT,
    *meeting_entries.SENT,
    *template_entries.SENT,
    *theme_entries.SENT,
)
ABOUT = ("signoff", "note")
"""Kinds that travel with the form they are about."""


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle that was written, read back and counted."""

    path: Path
    bundle: str
    number: int
    sha256: str
    counts: dict[str, int]
    to: str = ""  # name of who can open it


def publish(ws: Workspace, template: Template) -> str:
    """Put a template into the ledger so that packs can carry it. Returns its digest."""
    with ws.write():
        if template.digest not in {one.digest for one in ledger.offered(ws)}:
            ledger.seal_template(ws, template)
    return template.digest


def allocate(ws: Workspace, cycle: entries.Cycle) -> str:
    """Seal what one auditor owes in one cycle, families by code; a second call for the same replaces the first."""
    coded = [a.model_copy(update={"facts": families.coded_facts(ws, a.facts)}) for a in cycle.allocations]
    cycle = cycle.model_copy(update={"allocations": tuple(coded)})
    doc = f"cycle-{hashlib.sha256(f'{cycle.cycle}/{cycle.auditor}'.encode()).hexdigest()[:24]}"
    with ws.write():
        replaces = tuple(row.digest for row in ledger.heads(ws, "cycle", doc))
        return ws.seal("cycle", doc, cycle.model_dump(mode="json"), replaces)


def make_pack(ws: Workspace, auditor: str, folder: Path, tell: Tell = quiet) -> Written:
    """One auditor's pack: templates, their cases, the people they need, and what moderation of their audits came to.
    Nobody else's cases.

    Raises NotAllowed where the auditor has no certificate yet, or nothing to do.
    """
    roster = people.everyone(ws)
    person = roster.get(auditor)
    if person is None or not person.age:
        raise NotAllowed(
            f"{auditor} has not been admitted yet, so a pack cannot be locked to them. "
            f"Admit them first, or put it on paper: `pack print {auditor}`."
        )
    from qa_desktop import (  # they ask what is released or counted: above what packs are
        approvals,
        quote_packs,
        retests,
        told,
    )

    for cycle in retests.untold(ws, auditor):
        allocate(ws, cycle)
    cycles = [row for row in ledger.heads(ws, "cycle") if _cycle(row).auditor == auditor]
    checks, asked, workers = recording.for_pack(ws, auditor)
    after = told.for_pack(ws, auditor)
    acted, actors = action_standing.for_pack(ws, auditor)
    kept = retention.for_pack(ws, person.role)
    approving = approvals.for_pack(ws, auditor)
    quoted, writers = quote_packs.for_pack(ws, person.role)
    idle = not cycles and not checks and not after.rows and not acted
    if idle and not kept and not approving and not quoted:
        raise NotAllowed(f"{person.name} has no cases in any cycle. Allocate some, then make the pack.")
    needed = {a.template for row in cycles for a in _cycle(row).allocations} | asked
    named = {auditor, ws.me.code, *workers, *after.named, *actors, *writers}
    for row in cycles:
        for allocation in _cycle(row).allocations:
            named |= {allocation.facts.get(fact, "") for fact in ("worker", "supervisor")}
    rows = [
        *cycles,
        *checks,
        *approved_rows(ws, needed),
        *people.rows_about(ws, named),
        *receipt_entries.for_person(ws, auditor),
        *moderation_cases.rows_about(ws, (one.form for one in moderation_cases.known_to(ws, auditor))),
        *after.rows,
        *acted,
        *kept,
        *retention_periods.rows(ws),
        *approving,
        *quoted,
    ]
    titles = {_cycle(row).cycle for row in cycles}
    name = files.safe_name(f"pack {auditor} {_span(sorted(titles))}")
    return send(ws, "pack", rows, person, folder, name, tell)


def _span(cycles: Sequence[str]) -> str:
    """The cycles in a pack's name, re-audits last: from the third on only the ends, or it would grow for ever."""
    if len(cycles) < 3:
        return " ".join(cycles)
    whole = [cycle for cycle in cycles if not cycle.startswith("reaudit")] or cycles
    return " to ".join(dict.fromkeys((whole[0], whole[-1])))


def make_numbers(ws: Workspace, receiver: str, folder: Path) -> Written:
    """The file that tells one person which families the codes in their pack are. To go another way than the pack.

    Another practice lead is told all. Raises NotAllowed where they are not admitted yet, or this profile does not
    hold the service's key.
    """
    from qa_desktop import told as after  # as in `make_pack`

    person = people.everyone(ws).get(receiver)
    if person is None or not person.age:
        raise NotAllowed(
            f"{receiver} has not been admitted yet, so a file cannot be locked to them. Admit them first."
        )
    from qa_desktop import moderation_blind  # it makes files of its own, above what packs are

    if _is_lead(ws, person):
        named = set(families.numbers(ws).by_code)
    else:
        cycles = (_cycle(row) for row in ledger.heads(ws, "cycle"))
        named = {
            a.facts.get("case", "") for one in cycles if one.auditor == receiver for a in one.allocations
        }
        named |= {event.case for event in recording.events(ws) if event.supervisor == receiver}
        named |= after.for_pack(ws, receiver).families
        named |= moderation_blind.families_for(ws, receiver)
    told, signer = families.lines(ws, named), ws.signer()
    manifest = _manifest(ws, "numbers", person, signer, {"number": len(told) - 1})
    name = made_up.file_name(ws, files.safe_name(f"numbers {receiver} {manifest.bundle[:6]}"))
    path = folder / f"{name}{bundles.BUNDLE_SUFFIX}"
    sha256 = bundles.write(path, told, manifest, signer, person.age)
    with ws.write():
        trail.note(ws, "numbers", manifest.at, to=receiver, families=len(told) - 1)
    return Written(path, manifest.bundle, manifest.number, sha256, dict(manifest.counts), person.name)


def ready_to_return(ws: Workspace) -> list[EntryRow]:
    """What was signed on this laptop and no return file has carried yet, a row for each document that counts.

    A form that went back is ready again once somebody has signed it too, or noted something about it. What somebody
    sealed who may not change a form hides nothing.
    """
    sent = {digest for row in ws.store.exports() if row.kind == "return" for digest in row.digests}
    own = [row for row in ledger.heads(ws, "form") if row.log == ws.log]
    if not roles.may(ws.world.resources, ws.me.role, "admit_people"):  # a practice lead has it all already
        own += [row for kind in SENT for row in ledger.heads(ws, kind) if row.log == ws.log]
        own += [*_others_forms(ws), *action_standing.to_return(ws, sent)]
    return [row for row in own if any(one.digest not in sent for one in (row, *_said_about(ws, row)))]


def _others_forms(ws: Workspace) -> list[EntryRow]:
    """Other people's forms that somebody signed or noted on this laptop."""
    said = (row for kind in ABOUT for row in ws.store.entries(kind) if row.log == ws.log)
    found = {row.about: ws.store.entry(row.about) for row in said if row.about}
    return [row for row in found.values() if row and row.kind == "form" and row.log != ws.log]


def _said_about(ws: Workspace, row: EntryRow) -> list[EntryRow]:
    """Signatures and notes about any version of this document."""
    versions = ws.store.versions(row.doc)
    return [one for version in versions for one in ws.store.about(version.digest) if one.kind in ABOUT]


def lead_of(ws: Workspace) -> entries.Person:
    """Who returns go to: of several practice leads the one whose pack came last. Raises NotAllowed where none has."""
    leads = {p.code: p for p in people.everyone(ws).values() if p.age and _is_lead(ws, p)}
    if not leads:
        raise NotAllowed("No pack from a practice lead has come yet, so there is nobody to return work to.")
    packs = (one for one in receipt_entries.arrivals(ws) if one.kind == "pack" and not one.undone)
    came = [one.code for one in packs if one.code in leads]
    return leads[came[-1]] if came else leads[min(leads, key=lambda code: (code == ws.me.code, code))]


def _is_lead(ws: Workspace, person: entries.Person) -> bool:
    return roles.may(ws.world.resources, person.role, "admit_people")


def make_archive(ws: Workspace, to: str, folder: Path, tell: Tell = quiet) -> Written:
    """Everything that another practice lead needs to see what is seen here, locked to them.

    What is bookkeeping of this profile stays. Raises NotAllowed where either of the two is no practice lead, or
    the other has no key yet.
    """
    person = people.everyone(ws).get(to)
    if not roles.may(ws.world.resources, ws.me.role, "admit_people"):
        raise NotAllowed("Only practice leads exchange archives. Send your own work as a return file.")
    if person is None or not _is_lead(ws, person):
        raise NotAllowed(
            f"{people.name_of(ws, to)} is not a practice lead, so no archive was made: it holds everybody’s work."
        )
    if not person.age or to == ws.me.code:
        raise NotAllowed(
            f"No archive can be made for {person.name}: it needs another practice lead who has been admitted."
        )
    rows = [row for row in ws.store.entries() if row.kind not in ledger.BOOKKEEPING]
    name = files.safe_name(f"archive {to} {ws.store.next_export_number()}")
    return send(ws, "archive", rows, person, folder, name, tell)


def receiver_of(ws: Workspace, row: EntryRow) -> entries.Person:
    """Who wants this back: whoever asked for a part, or signed the form that somebody here signed too; else the lead."""
    if row.kind == "action":
        return lead_of(ws)
    asked = ws.store.entry(row.about) if row.about else None
    fingerprint = (
        asked.signer
        if asked and asked.kind in ("slip", "blind")
        else row.signer
        if row.log != ws.log
        else None
    )
    who = counting.signed_by(ws, fingerprint) if fingerprint else None
    person = people.everyone(ws).get(who.code) if who else None
    return person if person and person.age else lead_of(ws)


def make_returns(
    ws: Workspace,
    folder: Path,
    again: Iterable[str] = (),
    tell: Tell = quiet,
    only: Iterable[str] | None = None,
) -> tuple[Written, ...]:
    """Return files with everything signed that has not gone back, or `only` these digests of it: one for each receiver.

    `again`: digests to send once more. Nothing is deleted here. Raises NotAllowed where there is nothing to send.
    """
    return tuple(
        _make_return(ws, rows, to, folder, tell) for to, rows in _by_receiver(ws, again, only).values()
    )


def make_return(
    ws: Workspace,
    folder: Path,
    again: Iterable[str] = (),
    tell: Tell = quiet,
    only: Iterable[str] | None = None,
) -> Written:
    """The first of `make_returns`, which is the practice lead's where anything is for them. The rest stays ready."""
    to, rows = next(iter(_by_receiver(ws, again, only).values()))
    return _make_return(ws, rows, to, folder, tell)


def _by_receiver(
    ws: Workspace, again: Iterable[str], only: Iterable[str] | None
) -> dict[str, tuple[entries.Person, list[EntryRow]]]:
    """What is to be sent, by staff code: practice leads first."""
    repeat = set(again)
    chosen = None if only is None else set(only)
    rows = [row for row in ready_to_return(ws) if chosen is None or row.digest in chosen]
    rows += [row for kind in ("form", "action") for row in ws.store.entries(kind) if row.digest in repeat]
    if not rows:
        raise NotAllowed("There is nothing to send. Signed work appears here.")
    found: dict[str, tuple[entries.Person, list[EntryRow]]] = {}
    for row in rows:
        person = receiver_of(ws, row)
        found.setdefault(person.code, (person, []))[1].append(row)
    resources = ws.world.resources
    return dict(
        sorted(
            found.items(), key=lambda one: (not roles.may(resources, one[1][0].role, "admit_people"), one[0])
        )
    )


def _make_return(
    ws: Workspace, forms: list[EntryRow], to: entries.Person, folder: Path, tell: Tell
) -> Written:
    rows = [*closure(ws, {form.doc for form in forms}), *receipt_entries.for_person(ws, to.code)]
    name = files.safe_name(f"return {ws.me.code} {ws.store.next_export_number()}")
    return send(ws, "return", rows, to, folder, name, tell)


def closure(ws: Workspace, docs: set[str]) -> list[EntryRow]:
    """Every version of these documents and what was said about them, the replies that went into them, and the
    templates they were filled in on: enough to stand alone."""
    chains = {row.digest: row for doc in docs for row in ws.store.versions(doc)}
    taken = (ws.store.entry(digest) for row in list(chains.values()) for digest in _parts(row))
    chains |= {row.digest: row for row in taken if row}
    about = (one for digest in list(chains) for one in ws.store.about(digest) if one.kind in ABOUT)
    chains |= {one.digest: one for one in about}
    needed = {row.template for row in chains.values() if row.template}
    return [*chains.values(), *approved_rows(ws, needed)]


def _parts(row: EntryRow) -> tuple[str, ...]:
    if row.kind != "form" or row.body is None:
        return ()
    return ledger.form_of(row).body.parts or ()


def _cycle(row: EntryRow) -> entries.Cycle:
    assert row.body is not None
    return entries.Cycle.model_validate_json(row.body)


def template_rows(ws: Workspace, needed: set[str]) -> list[EntryRow]:
    """What each template that is needed is taken from: the first by digest, so that every profile chooses alike, and
    the first of those by somebody who gives work out."""
    found: dict[str, EntryRow] = {}
    theirs: dict[str, EntryRow] = {}
    good, out = counting.givers(ws), counting.revoked(ws)
    for row in ws.store.entries("template"):
        if row.template in needed:
            gives = row.signer in good and not out.late(row.signer, row.digest)
            (theirs if gives else found).setdefault(row.template, row)
    return list((found | theirs).values())


def approved_rows(ws: Workspace, needed: set[str]) -> list[EntryRow]:
    """The same, with who put them forward and who approved them: wherever they come it shows that they count."""
    from qa_desktop import approvals  # as in `make_pack`

    return [*template_rows(ws, needed), *approvals.rows_about(ws, needed)]


def lines(ws: Workspace, rows: Iterable[EntryRow]) -> list[bytes]:
    """Entries as they travel, in order of digest, each still as it was sealed. Raises WriteFailed where one is not."""
    certificates = ws.store.certificates()
    by_digest = {row.digest: row for row in rows}
    made = [entries.sealed_of(by_digest[d], certificates[by_digest[d].signer]) for d in sorted(by_digest)]
    try:
        for one in made:
            entries.admit(one, "An entry")
    except QaError as error:  # its receiver would refuse the whole file
        raise WriteFailed(
            "Something in this profile was damaged on the disk, so no file was made. Put back the newest backup."
        ) from error
    return [entries.to_line(one) for one in made]


def send(
    ws: Workspace,
    kind: bundles.Kind,
    rows: list[EntryRow],
    to: entries.Person,
    folder: Path,
    name: str,
    tell: Tell = quiet,
) -> Written:
    """Write these entries into a bundle that only `to` can open, and note that it went out."""
    rows = [*rows, *retention.rows(ws), *people.revocations(ws), *people.successions(ws)]
    signer, made = ws.signer(), lines(ws, rows)
    counts = dict(Counter(row.kind for row in {r.digest: r for r in rows}.values()))
    manifest = _manifest(ws, kind, to, signer, counts)
    if kind == "return":
        before = receipt_entries.sent_before(ws, to.code, (row.digest for row in rows))
        manifest = manifest.model_copy(update={"sent": before})
    tell(0, 1)
    path = folder / f"{made_up.file_name(ws, name)}{bundles.BUNDLE_SUFFIX}"
    sha256 = bundles.write(path, made, manifest, signer, to.age)
    with ws.write():  # only now: the file is whole, read back and counted
        ws.store.put_export(
            ExportRow(
                number=manifest.number,
                bundle=manifest.bundle,
                kind=kind,
                receiver=to.code,
                file_name=path.name,
                file_digest=sha256,
                at=manifest.at,
                digests=tuple(sorted({row.digest for row in rows})),
            )
        )
        trail.note(
            ws, "sent", manifest.at, kind=kind, to=to.code, number=manifest.number, bundle=manifest.bundle
        )
    tell(1, 1)
    return Written(path, manifest.bundle, manifest.number, sha256, dict(manifest.counts), to.name)


def aside(ws: Workspace, kind: bundles.Kind, rows: list[EntryRow], to: entries.Person, path: Path) -> None:
    """As `send`, where nothing can be noted: what could be read of a damaged profile."""
    signer, made = ws.signer(), lines(ws, rows)
    counts = dict(Counter(row.kind for row in {r.digest: r for r in rows}.values()))
    bundles.write(path, made, _manifest(ws, kind, to, signer, counts), signer, to.age)


def _manifest(
    ws: Workspace, kind: bundles.Kind, to: entries.Person, signer: identity.Signer, counts: dict[str, int]
) -> bundles.Manifest:
    past = ws.store.exports()
    return bundles.Manifest(
        kind=kind,
        bundle=ws.world.new_id(),
        number=ws.store.next_export_number(),
        previous=past[-1].bundle if past else None,
        sender=bundles.Sender(
            code=ws.me.code, name=ws.me.name, role=ws.me.role, log=ws.log, fingerprint=signer.fingerprint
        ),
        to_name=to.name,
        at=stamp(ws.world.now()),
        made_with=APP,
        counts=counts,
        trail=trail.tip(ws),
    )


def request_file(ws: Workspace, folder: Path) -> Path:
    """Write the file that asks the practice lead to admit this laptop. Returns where it is."""
    asked = people.request(ws)
    path = folder / f"{made_up.file_name(ws, files.safe_name(f'request {ws.me.code}'))}.qarequest"
    files.write_whole(path, asked.to_bytes())
    return path
