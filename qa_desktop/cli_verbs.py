"""The verbs of the command line for profiles, templates and people: call the program, answer in words and data."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from typing import Any

from qa_desktop import (
    action_standing,
    demo,
    files,
    guide,
    high_water,
    identity,
    keys,
    ledger,
    packs,
    people,
    profiles,
    receipts,
    returns,
    roles,
    soundness,
    template_words,
    templates,
)
from qa_desktop.cli_answer import MAX_JSON, MAX_PEM, Answer, find_template, open_profile, read_root
from qa_desktop.errors import NotAllowed, NotKnown, TemplateRefused
from qa_desktop.templates import Template
from qa_desktop.words import ENGLISH
from qa_desktop.workspace import Me, Workspace


def demo_play(args: argparse.Namespace) -> Answer:
    began = time.monotonic()
    told: list[str] = []

    def tell(words: str) -> None:
        told.append(words)
        if not args.json:
            print(words)

    played = demo.play(args.out, args.world, args.seed, args.auditors, args.cases, args.until, tell)
    central = profiles.open_workspace(args.world(played.central), demo.PASSPHRASE)
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
        f"  packs       {len(played.packs)} files out, returns {len(played.returns)} files back; more packs for the next cycle",
        f"  pdf         {len(played.pdfs)} signed PDFs",
        f"  reports     {played.report.name if played.report else 'none yet'}",
        "  trust       root.pem, the service's certificate",
        f"Every passphrase is {demo.PASSPHRASE}. state_digest {state['state_digest']}",
    ]
    return Answer("\n".join(words), data)


def new(args: argparse.Namespace) -> Answer:
    world = args.world(args.data)
    if args.role not in {r.code for r in roles.roles(world.resources)}:
        known = ", ".join(r.code for r in roles.roles(world.resources))
        raise NotKnown(f"There is no role “{args.role}”. Use one of {known}.")
    me = Me(args.code, args.name, args.role, args.team, args.organisation)
    passphrase = args.passphrase()
    if why := keys.weak(passphrase):
        raise NotAllowed(why)
    root = read_root(args.trust) if args.trust else None
    ws, recovery = profiles.create(world, me, passphrase, root=root)
    try:
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
    with open_profile(args) as ws:
        data = _status(ws)
    rows = [f"{k}: {json.dumps(v, ensure_ascii=False, default=str)}" for k, v in data.items()]
    return Answer("\n".join(rows), data, code=1 if data["integrity"] else 0)


def _status(ws: Workspace) -> dict[str, Any]:
    return {
        "me": asdict(ws.me),
        "entries": ws.store.counts(),
        "drafts": len(ws.store.drafts()),
        "clashes": ledger.clashes(ws) | action_standing.clashes(ws),
        "held": len(ledger.held(ws)),
        "waiting": len(ledger.waiting(ws)),
        "missing": soundness.missing(ws),
        "never_came": [one.words for one in receipts.missing(ws)],
        "ready_to_return": len(packs.ready_to_return(ws)),
        "state_digest": soundness.state_digest(ws),
        "older_copy": high_water.told(ws),
        "integrity": [*ws.store.problems(), *soundness.unsound(ws)],
        "versions": ws.store.versions_in_use(),
    }


def template_list(args: argparse.Namespace) -> Answer:
    shipped = templates.load_all(args.world(args.data).resources)
    rows = [
        f"{t.code}  {t.title}  version {t.version}  {t.digest[:16]}  {len(t.questions)} questions"
        for t in shipped.values()
    ]
    data = [
        {"code": t.code, "title": t.title, "version": t.version, "digest": t.digest} for t in shipped.values()
    ]
    return Answer("\n".join(rows), {"templates": data})


def template_show(args: argparse.Namespace) -> Answer:
    found = find_template(templates.load_all(args.world(args.data).resources), args.template)
    found = _in_language(found, args.language)
    rows = [f"{found.title} · {found.status}"]
    for section in found.section:
        rows.append(f"\n{section.title}")
        rows += [f"  {q.id:6} {q.type:5} {q.ask}" for q in section.question]
    return Answer(
        "\n".join(rows), found.model_dump(mode="json", exclude_defaults=True) | {"digest": found.digest}
    )


def _in_language(found: Template, language: str) -> Template:
    if language != ENGLISH and language not in found.text:
        others = ", ".join(sorted(found.text)) or "none"
        raise NotKnown(
            f"{found.code} has no words in “{language}”. Beside English it has: {others}. Name one of these, or leave it out."
        )
    return template_words.said(found, language)


def template_print(args: argparse.Namespace) -> Answer:
    from qa_desktop import blank  # not before it is needed: it brings the PDF library

    world = args.world(args.data)
    found = find_template(templates.load_all(world.resources), args.template)
    found = _in_language(found, args.language)
    made = blank.printed(world.resources, found, world.now(), example=args.example, guide=args.guide)
    path = args.out / guide.paper_name(found, example=args.example) if args.out.is_dir() else args.out
    sha256 = files.write_whole(path, made.pdf)
    data = {"path": path, "sha256": sha256, "pages": made.pages, "template": found.digest}
    return Answer(f"Written, {made.pages} pages: {path}", data)


def template_check(args: argparse.Namespace) -> Answer:
    resources = args.world(args.data).resources
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


def people_list(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        everyone = people.persons(ws)
    rows = [
        f"{p.code}  {p.name}  {p.role}  {p.team}{'  signs' if p.certificate else ''}"
        for p in everyone.values()
    ]
    return Answer("\n".join(rows), {"people": [p.model_dump() for p in everyone.values()]})


def people_request(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        path = packs.request_file(ws, args.out)
        number = identity.short_fingerprint(people.request(ws))
    return Answer(
        f"{path}\nRead this number to your practice lead: {number}", {"path": path, "number": number}
    )


def _compare_number(args: argparse.Namespace, asked: identity.Request) -> None:
    """The figures that the person reads out must be those of the file: else anybody's request could come as theirs."""
    told, ours = "".join((args.number or "").split()), identity.short_fingerprint(asked)
    if not told:
        raise NotAllowed(
            f"Ask {asked.name} by phone for the number of their request, and give it with --number. Nobody was admitted."
        )
    if told != "".join(ours.split()):
        raise NotAllowed(
            f"That is not the number of {args.file.name}, so nobody was admitted. Ask {asked.name} to read it out again, "
            "and for a new file if it still differs."
        )


def people_admit(args: argparse.Namespace) -> Answer:
    asked = identity.Request.from_bytes(files.read_bounded(args.file, MAX_PEM), args.file.name)
    _compare_number(args, asked)
    with open_profile(args) as ws:
        digest = people.admit(ws, asked, args.team)
        given = len(returns.owed_by(ws).get(asked.code, ()))
    words = f"Admitted {asked.name} ({asked.code}) as {roles.name(ws.world.resources, asked.role)}."
    if given:
        words += f" Cases wait for them: `pack make {asked.code}`."
    return Answer(words, {"code": asked.code, "digest": digest, "cases": given})


def people_add(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = people.name_only(ws, args.code, args.name, args.role, args.team)
    return Answer(f"{args.name} is on the list.", {"code": args.code, "digest": digest})


def people_root(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if not ws.roots():
            raise NotAllowed("This profile does not hold a service's certificate yet.")
        files.write_whole(args.out, b"".join(map(identity.to_pem, ws.roots())))
        figures = identity.certificate_figures(ws.roots()[0])
    words = f"Written: {args.out}\nIts figures, to be read out when a new auditor rings: {figures}"
    return Answer(words, {"path": args.out, "number": figures})
