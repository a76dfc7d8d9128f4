"""What each verb of the command line does: call the program, and put the answer in words and in data."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qa_desktop import (
    answer_types,
    canonical,
    collate,
    demo,
    entries,
    files,
    forms,
    identity,
    imports,
    ledger,
    packs,
    people,
    profiles,
    roles,
    templates,
    walk,
    work,
)
from qa_desktop.errors import FileRefused, NotAllowed, TemplateRefused
from qa_desktop.templates import Template
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World

MAX_JSON = 32 * 1024 * 1024  # bytes
MAX_PEM = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb gives back: words for people, data for programs, and whether all was good (0) or not (1, 3)."""

    words: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    code: int = 0
    complaint: str = ""


@contextmanager
def _open(args: argparse.Namespace) -> Iterator[Workspace]:
    ws = profiles.open_workspace(World.real(args.data), args.passphrase())
    try:
        yield ws
    finally:
        ws.close()


def _json(path: Path) -> Any:
    return canonical.loads(files.read_bounded(path, MAX_JSON), path.name)


def _root(path: Path) -> bytes:
    return identity.to_der(identity.from_pem(files.read_bounded(path, MAX_PEM)))


def demo_play(args: argparse.Namespace) -> Answer:
    began = time.monotonic()
    told: list[str] = []

    def tell(words: str) -> None:
        told.append(words)
        if not args.json:
            print(words)

    played = demo.play(args.out, World.real, args.seed, args.auditors, args.cases, args.until, tell)
    central = profiles.open_workspace(World.real(played.central), demo.PASSPHRASE)
    try:
        state = _status(central)
    finally:
        central.close()
    data = {k: v for k, v in asdict(played).items()} | {
        "seconds": round(time.monotonic() - began, 1),
        "seed": args.seed,
        "passphrase": demo.PASSPHRASE,
        "status": state,
    }
    words = [
        "",
        f"Written to {played.folder} in {data['seconds']} seconds:",
        f"  central     the practice lead's profile ({state['entries'].get('form', 0)} audits)",
        f"  laptops     {len(played.laptops)} auditors' profiles",
        f"  packs       {len(played.packs)} files out, returns {len(played.returns)} files back",
        f"  pdf         {len(played.pdfs)} signed PDFs",
        f"  reports     {played.report.name if played.report else 'none yet'}",
        "  trust       root.pem, the service's certificate",
        f"Every passphrase is {demo.PASSPHRASE}. state_digest {state['state_digest']}",
    ]
    return Answer("\n".join(words), data)


def new(args: argparse.Namespace) -> Answer:
    world = World.real(args.data)
    if args.role not in {r.code for r in roles.roles(world.resources)}:
        known = ", ".join(r.code for r in roles.roles(world.resources))
        raise NotAllowed(f"There is no role “{args.role}”. Use one of {known}.")
    me = Me(args.code, args.name, args.role, args.team, args.organisation)
    root = _root(args.trust) if args.trust else None
    ws, recovery = profiles.create(world, me, args.passphrase())
    try:
        if root:
            ws.trust(root)
        can_sign = ws.store.setting("certificate") is not None
    finally:
        ws.close()
    words = [
        f"Made a profile for {args.name} in {args.data}.",
        f"Recovery key, shown once, print it: {recovery}",
    ]
    if not can_sign:
        words.append("Next: `people request`, and give the file to your practice lead.")
    return Answer("\n".join(words), {"data": args.data, "recovery_key": recovery, "can_sign": can_sign})


def status(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        data = _status(ws)
    rows = [f"{k}: {json.dumps(v, ensure_ascii=False, default=str)}" for k, v in data.items()]
    return Answer("\n".join(rows), data, code=1 if data["integrity"] else 0)


def _status(ws: Workspace) -> dict[str, Any]:
    return {
        "me": asdict(ws.me),
        "entries": ws.store.counts(),
        "drafts": len(ws.store.drafts()),
        "clashes": ledger.clashes(ws),
        "held": len(ledger.held(ws)),
        "waiting": len(ledger.waiting(ws)),
        "missing": ledger.missing(ws),
        "ready_to_return": len(packs.ready_to_return(ws)),
        "state_digest": ledger.state_digest(ws),
        "integrity": [*ws.store.problems(), *ledger.unsound(ws)],
        "versions": ws.store.versions_in_use(),
    }


# Templates


def template_list(args: argparse.Namespace) -> Answer:
    shipped = templates.load_all(World.real(args.data).resources)
    rows = [
        f"{t.code}  {t.title}  version {t.version}  {t.digest[:16]}  {len(t.questions)} questions"
        for t in shipped.values()
    ]
    data = [
        {"code": t.code, "title": t.title, "version": t.version, "digest": t.digest} for t in shipped.values()
    ]
    return Answer("\n".join(rows), {"templates": data})


def _template(resources: Path, name: str) -> Template:
    found = [t for t in templates.load_all(resources).values() if name in (t.code, t.digest)]
    if not found:
        raise NotAllowed(f"There is no template “{name}”. See `template list`.")
    return found[0]


def template_show(args: argparse.Namespace) -> Answer:
    found = _template(World.real(args.data).resources, args.template)
    rows = [f"{found.title} · {found.status}"]
    for section in found.section:
        rows.append(f"\n{section.title}")
        rows += [f"  {q.id:6} {q.type:5} {q.ask}" for q in section.question]
    return Answer(
        "\n".join(rows), found.model_dump(mode="json", exclude_defaults=True) | {"digest": found.digest}
    )


def template_check(args: argparse.Namespace) -> Answer:
    resources = World.real(args.data).resources
    paths = list(args.files) + (sorted((resources / "templates").glob("*.toml")) if args.all else [])
    if not paths:
        raise NotAllowed("Name the template files to check, or use --all.")
    shared = templates.shared_parts(resources)
    faults: dict[str, list[str]] = {}
    for path in paths:
        try:
            templates.load(files.read_bounded(path, MAX_JSON), path.name, shared)
        except TemplateRefused as error:
            faults[path.name] = error.faults
    words = [f"{path.name}: {'good' if path.name not in faults else 'refused'}" for path in paths]
    said = "\n".join(line for found in faults.values() for line in found)
    return Answer(
        "\n".join(words), {"checked": len(paths), "faults": faults}, code=3 if faults else 0, complaint=said
    )


# Forms


def form_list(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        today = ws.world.now().date()
        tasks = work.tasks(ws, today)
        signed = [
            {"digest": f.digest, "doc": f.doc, "template": f.template, "at": f.at} for f in ledger.forms(ws)
        ]
    data = {"tasks": [asdict(t) for t in tasks], "signed": signed}
    rows = [f"{t.doc or t.allocation}  {t.title}  {t.state}" for t in tasks] + [
        f"{s['digest'][:16]}  signed {s['at']}" for s in signed
    ]
    return Answer("\n".join(rows) or "Nothing is due. Nothing is begun.", data)


def form_start(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        if args.allocation:
            wanted = [t for t in work.tasks(ws, ws.world.now().date()) if t.allocation == args.allocation]
            if not wanted:
                raise NotAllowed(f"There is no allocation “{args.allocation}” here. See `form list`.")
            draft = work.start_task(ws, wanted[0])
        elif args.template:
            draft = forms.start(ws, _template(ws.world.resources, args.template))
        else:
            raise NotAllowed("Name a template, or an allocation with --allocation.")
    return Answer(draft.doc, {"doc": draft.doc, "template": draft.template})


def _find(ws: Workspace, name: str) -> forms.Draft | ledger.SealedForm:
    for draft in forms.drafts(ws):
        if draft.doc == name:
            return draft
    for form in ledger.forms(ws):
        if name in (form.doc, form.digest) or (len(name) >= 8 and form.digest.startswith(name)):
            return form
    raise NotAllowed(f"There is no form “{name}” here. See `form list`.")


def _draft(ws: Workspace, name: str) -> forms.Draft:
    return forms.draft(ws, name)


def _signed(ws: Workspace, name: str) -> ledger.SealedForm:
    found = _find(ws, name)
    if isinstance(found, forms.Draft):
        raise NotAllowed("This is a draft. Sign it first.")
    return found


def form_show(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        found = _find(ws, args.form)
        answers = found.answers if isinstance(found, forms.Draft) else found.body.answers
        template = ledger.template(ws, found.template)
        progress = walk.progress(template, answers)
        rows = [f"{template.title}: {progress.done} of {progress.total} answered"]
        for question in walk.asked(template, answers):
            rows.append(f"{question.id:6} {answer_types.words(template, question, answers.get(question.id))}")
        data = {
            "doc": found.doc,
            "signed": not isinstance(found, forms.Draft),
            "answers": dict(answers),
            "done": progress.done,
            "total": progress.total,
        }
    return Answer("\n".join(rows), data)


def form_answer(args: argparse.Namespace) -> Answer:
    held = _json(args.file)
    if not isinstance(held, dict):
        raise FileRefused(f"{args.file.name} does not hold answers. It must be an object: question to value.")
    with _open(args) as ws:
        draft = _draft(ws, args.form)
        template = ledger.template(ws, draft.template)
        if unknown := sorted(set(held) - set(template.by_id)):
            raise FileRefused(
                f"{args.file.name} answers {', '.join(unknown)}, not in this template. Nothing was changed."
            )
        with ws.write():
            for question, value in held.items():
                draft = forms.answer(ws, draft, question, value)
        left = walk.blocking(walk.problems(template, draft.answers, ws.world.now().date()))
    return Answer(
        f"{len(held)} answered, {len(left)} still to finish.",
        {"doc": draft.doc, "answered": len(held), "problems": len(left)},
    )


def form_problems(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        draft = _draft(ws, args.form)
        found = walk.problems(ledger.template(ws, draft.template), draft.answers, ws.world.now().date())
    rows = [f"{p.question}: {p.words}{' (look again)' if p.severity == 'warn' else ''}" for p in found]
    blocked = bool(walk.blocking(found))
    return Answer(
        "\n".join(rows) or "Nothing is missing.",
        {"problems": [asdict(p) for p in found]},
        code=1 if blocked else 0,
    )


def form_sign(args: argparse.Namespace) -> Answer:
    from qa_desktop import paper

    with _open(args) as ws:
        digest = paper.sign_off(ws, _draft(ws, args.form), args.passphrase(), ws.me.name)
    return Answer(f"Signed and locked. Entry {digest}", {"digest": digest})


def form_amend(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        draft = forms.amend(ws, _signed(ws, args.form).digest, args.reason)
    return Answer(draft.doc, {"doc": draft.doc, "replaces": list(draft.replaces)})


def form_pdf(args: argparse.Namespace) -> Answer:
    from qa_desktop import paper

    with _open(args) as ws:
        digest = _signed(ws, args.form).digest
        row = ws.store.entry(digest)
        assert row is not None
        path = args.out / paper.pdf_name(ws, row) if args.out.is_dir() else args.out
        sha256 = files.write_whole(path, paper.signed_pdf(ws, digest))
    return Answer(
        f"Written, read back and checked: {path}", {"path": path, "sha256": sha256, "digest": digest}
    )


# Files out and in


def pack_make(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        if args.cycle:
            try:
                cycle = entries.Cycle.model_validate(_json(args.cycle))
            except ValidationError as error:
                place = ".".join(str(p) for p in error.errors()[0]["loc"])
                raise FileRefused(
                    f"{args.cycle.name} is not a cycle: {place} {error.errors()[0]['msg']}."
                ) from error
            for digest in {a.template for a in cycle.allocations}:
                packs.publish(ws, _template(ws.world.resources, digest))
            packs.allocate(ws, cycle)
        written = packs.make_pack(ws, args.auditor, args.out)
    return _written(written)


def bundle_make(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        return _written(packs.make_return(ws, args.out))


def _written(written: packs.Written) -> Answer:
    counted = ", ".join(f"{n} {kind}" for kind, n in sorted(written.counts.items()))
    return Answer(f"{written.path}: {counted}. Written, read back, checked.", asdict(written))


def import_files(args: argparse.Namespace) -> Answer:
    root = _root(args.trust) if args.trust else None
    with _open(args) as ws:
        if root:
            ws.trust(root)
        plans = imports.plan_files(ws, args.files)
        refused = [p for p in plans if p.status == "not_safe"]
        data: dict[str, Any] = {"files": [_planned(p) for p in plans], "dry_run": args.dry_run}
        if not args.dry_run:
            outcome = imports.take_in(ws, plans)
            data |= {"imports": outcome.import_ids, "added": outcome.added, "already": outcome.already}
        data["state_digest"] = ledger.state_digest(ws)
    rows = [f"{p.name}: {p.words}" for p in plans if p.status != "not_safe"]
    complaint = "\n".join(p.words for p in refused)
    return Answer("\n".join(rows), data, code=3 if refused else 0, complaint=complaint)


def _planned(plan: imports.FilePlan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "status": plan.status,
        "words": plan.words,
        "sender": plan.sender,
        "new": len(plan.new),
        "known": len(plan.known),
        "clashing": len(plan.clashing),
        "held": len(plan.held),
    }


def imports_list(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        rows = imports.history(ws)
    return Answer(
        "\n".join(f"{r.id}  {r.at}  {r.file_name}{'  taken back' if r.undone_at else ''}" for r in rows)
        or "Nothing was imported.",
        {"imports": [asdict(r) for r in rows]},
    )


def imports_undo(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        gone = imports.undo(ws, args.id)
        state = ledger.state_digest(ws)
    return Answer(f"Taken back: {gone} entries.", {"removed": gone, "state_digest": state})


def verify(args: argparse.Namespace) -> Answer:
    """PDFs need only the service's certificate; a bundle is encrypted, so it needs the profile it was made for."""
    from qa_desktop import verifying

    root = _root(args.trust) if args.trust else None
    ws = None
    if (args.data / "vault.json").exists():
        ws = profiles.open_workspace(World.real(args.data), args.passphrase())
    try:
        found = [verifying.check_file(path, root, ws) for path in args.files]
    finally:
        if ws:
            ws.close()
    good = all(one.ok for one in found)
    said = "\n".join(one.words for one in found)
    data = {"files": [asdict(one) for one in found], "ok": good}
    return Answer(said if good else "", data, code=0 if good else 1, complaint="" if good else said)


def collate_show(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        known = collate.choices(ws)
        wanted = [c for c in known if args.method in (None, c.method) and args.cycle in (None, c.cycle)]
        if not wanted:
            raise NotAllowed("There is nothing to collate yet. Import returned files first.")
        found = collate.collate(ws, wanted[0].method, wanted[0].cycle, ws.world.now().date().isoformat())
        if args.out:
            from qa_desktop import collation_report

            collation_report.write(ws, found, args.out)
    cells = {
        f"{principle} / {team or 'All teams'}": {
            "audits": cell.audits,
            "average": collate.one_place(cell.average) if cell.average is not None else None,
            "clear": cell.clear,
            "spread": cell.spread,
            "shown": cell.shown,
        }
        for (principle, team), cell in found.cells.items()
    }
    rows = [f"{found.title} · {found.cycle_title} · {found.audits} audits"]
    rows += [
        f"{name}: {cell['average'] or cell['shown']} ({cell['audits']} audits)"
        for name, cell in cells.items()
    ]
    data = {"method": found.method, "cycle": found.cycle, "audits": found.audits, "cells": cells}
    data |= {"overall": dict(found.overall), "headline": dict(found.headline), "packs": found.packs}
    return Answer("\n".join(rows), data)


# People


def people_list(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        everyone = people.everyone(ws)
    rows = [
        f"{p.code}  {p.name}  {p.role}  {p.team}{'  signs' if p.certificate else ''}"
        for p in everyone.values()
    ]
    return Answer("\n".join(rows), {"people": [p.model_dump() for p in everyone.values()]})


def people_request(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        path = packs.request_file(ws, args.out)
        number = identity.short_fingerprint(people.request(ws))
    return Answer(
        f"{path}\nRead this number to your practice lead: {number}", {"path": path, "number": number}
    )


def people_admit(args: argparse.Namespace) -> Answer:
    asked = identity.Request.from_bytes(files.read_bounded(args.file, MAX_PEM), args.file.name)
    with _open(args) as ws:
        digest = people.admit(ws, asked, args.team)
    return Answer(f"Admitted {asked.name} ({asked.code}).", {"code": asked.code, "digest": digest})


def people_add(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        digest = people.name_only(ws, args.code, args.name, args.role, args.team)
    return Answer(f"{args.name} is on the list.", {"code": args.code, "digest": digest})


def people_root(args: argparse.Namespace) -> Answer:
    with _open(args) as ws:
        if not ws.roots():
            raise NotAllowed("This profile does not hold a service's certificate yet.")
        files.write_whole(args.out, identity.to_pem(ws.roots()[0]))
    return Answer(f"Written: {args.out}", {"path": args.out})
