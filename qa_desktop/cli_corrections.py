"""The verbs of the command line for what happens beside an audit and after it: the worker's part, second signatures,
notes, withdrawal, differences, and people who sign on somebody else's laptop."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qa_desktop import (
    alert_answers,
    corrections,
    files,
    files_out,
    forms,
    guests,
    identity,
    ledger,
    pdf_sign,
    slips,
)
from qa_desktop import countersign as second
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.workspace import Workspace


def add_to_form(add: Callable[..., argparse.ArgumentParser], group: Any, common: Any) -> None:
    """The verbs of `form` that stand here."""
    for name, words, run in (
        ("slip", "write the file that asks the worker for their part", slip),
        ("take", "take the worker's signed words into a draft", take),
        ("withdraw", "take a signed form back, for good", withdraw),
        ("note", "add a dated note to a signed form", note),
        ("followed", "note what followed of a child at risk now, or of the lowest judgement", followed),
        ("countersign", "sign a form as a second person, and its PDF", countersign),
        ("differences", "what changed from one version to another", differences),
    ):
        one = add(group, common, name, words, run)
        one.add_argument("form", help="document or digest")
        if name == "slip":
            one.add_argument("--section", action="append", default=[], help="only this section of theirs")
            one.add_argument("--out", type=Path, default=Path("."), help="folder")
        if name == "withdraw":
            one.add_argument("--reason", required=True)
        if name == "note":
            one.add_argument("--text", required=True)
        if name == "followed":
            one.add_argument("--on", required=True, metavar="DAY", help="when somebody had acted")
            one.add_argument("--safe", required=True, choices=tuple(alert_answers.SAFE))
            one.add_argument("--text", required=True, help="what was done, naming nobody")
        if name == "differences":
            one.add_argument("newer", help="digest of the other version")
        if name == "countersign":
            one.add_argument("--as", dest="signs_as", choices=second.CAPACITIES, required=True)
            one.add_argument("--guest", help="staff code of who signs, where it is not the profile's owner")
            one.add_argument("--response", help="what they want to say to it")
            one.add_argument("--pdf", type=Path, help="the signed PDF, to be signed once more")
            one.add_argument("--out", type=Path, help="where the PDF with the new signature goes")

    add(group, common, "watched", "audits with a child at risk now or the lowest judgement", watched)


def add_to_people(add: Callable[..., argparse.ArgumentParser], group: Any, common: Any) -> None:
    guest = add(group, common, "guest", "let somebody else sign on this laptop", add_guest)
    guest.add_argument("code", help="staff code")
    guest.add_argument("--name", default="", help="for somebody who is not on the list yet")
    guest.add_argument("--role", default="worker")
    guest.add_argument("--out", type=Path, default=Path("."), help="folder for the request file")


def _form(ws: Workspace, name: str) -> str:
    """The digest of a signed form: its own, the start of it, or its document's newest."""
    rows = [row for row in ws.store.entries("form") if row.digest == name]
    if not rows and len(name) >= 8:
        rows = [row for row in ws.store.entries("form") if row.digest.startswith(name)]
    rows = rows or [row for row in ledger.heads(ws, "form") if row.doc == name]
    if len(rows) != 1:
        raise NotKnown(f"There is no one signed form “{name}” here. See `form list`.")
    return rows[0].digest


def slip(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        written = slips.ask(ws, forms.draft(ws, args.form), args.out, args.section)
    return Answer(
        f"{written.path}: only {written.to} can open it. Written, read back, checked.", asdict(written)
    )


def followed(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = alert_answers.note(ws, _form(ws, args.form), args.on, args.safe, args.text)
    return Answer(
        f"Noted: {alert_answers.SAFE[args.safe].lower()}, {day_words(args.on)}.", {"digest": digest}
    )


def watched(args: argparse.Namespace) -> Answer:
    """Every audit that is watched, those that nobody has answered first."""
    with open_profile(args) as ws:
        alert_answers.need(ws, "sees this list")
        found = alert_answers.every(ws)
    rows, data = [], []
    for one in found:
        said = (
            f"{alert_answers.SAFE[one.answer.safe]}, {day_words(one.answer.on)}"
            if one.answer
            else "Not answered"
        )
        rows.append(f"{one.form[:12]}  {alert_answers.WHY[one.why]}, since {day_words(one.since)}: {said}")
        data.append({"form": one.form, "why": one.why, "since": one.since.isoformat(), "days": one.days,
                     "on": one.answer.on.isoformat() if one.answer else None,
                     "safe": one.answer.safe if one.answer else None})  # fmt: skip
    return Answer(
        "\n".join(rows) or "None: no audit found a child at risk now or was judged lowest.", {"watched": data}
    )


def take(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        draft = slips.take(ws, forms.draft(ws, args.form))
        state = slips.state(ws, draft)
    return Answer(
        "The worker's words are in the draft.", {"doc": draft.doc, "parts": draft.parts, "state": state}
    )


def withdraw(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = corrections.withdraw(ws, _form(ws, args.form), args.reason)
    return Answer("Withdrawn. It stays readable and counts nowhere.", {"digest": digest})


def note(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        form = _form(ws, args.form)
        digest = corrections.note(ws, form, args.text)
        told = [asdict(one) for one in corrections.notes(ws, form)]
    return Answer("Noted.", {"digest": digest, "notes": told})


def differences(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = corrections.differences(ws, _form(ws, args.form), _form(ws, args.newer))
    rows = [f"{q.id}. {q.name}\n  before: {before}\n  after:  {after}" for q, before, after in found]
    data = [{"question": q.id, "before": before, "after": after} for q, before, after in found]
    return Answer("\n".join(rows) or "Nothing differs.", {"differences": data})


def countersign(args: argparse.Namespace) -> Answer:
    """Once signed off, the PDF can be signed later: the same words with `--pdf` go on from there."""
    if (args.pdf is None) != (args.out is None):
        raise NotAllowed("Give both --pdf and --out, or neither.")
    with open_profile(args) as ws:
        form = _form(ws, args.form)
        signer = guests.signer(ws, args.guest, args.guest_passphrase()) if args.guest else ws.signer()
        done = {one.signs_as: one.digest for one in second.of(ws, form) if one.signer == signer.fingerprint}
        digest = done.get(args.signs_as) if args.pdf else None
        digest = digest or second.sign_off(ws, form, args.signs_as, signer, args.response)
        data: dict[str, Any] = {"digest": digest, "form": form}
        words = [f"{signer.name} has signed as {args.signs_as}."]
        if args.response:
            words.append(second.RESPONSE_IS_KEPT)
        if args.pdf:
            pdf = files.read_bounded(args.pdf, pdf_sign.MAX_PDF)
            made = second.sign_pdf(ws, pdf, second.FIELD[args.signs_as], signer)
            sha256 = files_out.save(ws, args.out, made, "pdf", kind="signed", form=form)
            data |= {"path": args.out, "sha256": sha256}
            words.append(f"Written, read back and checked: {args.out}")
    return Answer("\n".join(words), data)


def add_guest(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        guest = guests.add(ws, args.code, args.guest_passphrase(), args.name, args.role)
        path = guests.request_file(ws, args.code, args.out)
        number = identity.short_fingerprint(guests.request(ws, args.code))
    words = f"{path}\n{guest.name} reads this number to the practice lead: {number}"
    return Answer(words, {"code": guest.code, "path": path, "number": number})
