"""The verbs of the command line for keys: enrolling a laptop, leaving, lost laptops and keys, new certificates."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qa_desktop import (
    cli_verbs,
    enrolling,
    files,
    identity,
    import_plans,
    lost_laptop,
    revoking,
    root_renewal,
)
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.revoking import Cause, Foreseen
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]


def _revoke(args: argparse.Namespace, why: Cause) -> Answer:
    with open_profile(args) as ws:
        found = revoking.foresee(ws, args.code)
        gone = () if args.dry_run else revoking.revoke(ws, args.code, why)
    rows = [
        found.words if args.dry_run else f"The key of {found.name} is revoked. {found.words}",
        *_left(found),
    ]
    if not args.dry_run:
        rows.append(
            "Make everybody's pack again, and an archive for each other practice lead: they carry it."
        )
    if why == "lost_laptop":
        rows.append(f"For information governance: `people lost-report {args.code} --out FILE.pdf`.")
    if why != "left" and not args.dry_run:
        rows.append(f"To work on, {found.name} makes a new profile and a new request: `people admit`.")
    return Answer("\n".join(rows), asdict(found) | {"revoked": gone, "dry_run": args.dry_run})


def _left(found: Foreseen) -> list[str]:
    """What somebody leaves behind, for whoever has to see to it."""
    heaps = (
        ("Work given out that has not come back", found.open_work),
        ("Open actions that they own", found.actions),
        ("Families that files on their laptop told of", found.on_laptop),
        ("Made there and never arrived here", found.not_come),
    )
    return [f"{title}: {', '.join(lines) or 'none'}" for title, lines in heaps]


def leave(args: argparse.Namespace) -> Answer:
    return _revoke(args, "left")


def lost(args: argparse.Namespace) -> Answer:
    return _revoke(args, "lost_key" if args.key else "lost_laptop")


def lost_report(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = lost_laptop.write(ws, args.code, args.out)
    rest = "" if found.revoked else f" Not every key is revoked yet: `people lost {args.code}`."
    words = f"Written, read back: {args.out}. It is not encrypted, and names no family.{rest}"
    return Answer(words, asdict(found) | {"path": args.out, "revoked": found.revoked})


def revoke(args: argparse.Namespace) -> Answer:
    return _revoke(args, args.why)


def give_back(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        n = revoking.give_back(ws, args.code)
    return Answer(f"{n} key of {args.code} counts again. The next packs tell everybody.", {"keys": n})


def let_in(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        n = revoking.let_in(ws, args.code, args.files)
    words = f"{n} entries of {args.code} count as signed before. Now import the files."
    return Answer(words, {"entries": n})


def renew(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if args.new_key:
            if args.code != ws.me.code:
                words = "Only your own key is made new here. Ask them for a new request file, and admit that."
                return Answer(code=1, complaint=words)
            revoking.new_key(ws)
        else:
            revoking.renew(ws, args.code, args.role)
        ends = identity.from_der(_newest(ws, args.code)).not_valid_after_utc.date().isoformat()
    brings = "" if args.code == ws.me.code else f" Their next pack brings it: `pack make {args.code}`."
    return Answer(f"The certificate of {args.code} is good until {day_words(ends)}.{brings}", {"ends": ends})


def _newest(ws: Workspace, code: str) -> bytes:
    given = revoking.certificates(ws, code).values()
    return max(given, key=lambda der: identity.from_der(der).not_valid_before_utc)


def renew_root(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        made = root_renewal.found_anew(ws) if args.lost else root_renewal.renew(ws)
    rows = [
        f"The service has a new certificate, good until {day_words(made.ends)}. Its figures: {made.figures}",
        f"{made.certificates} people have a new certificate each; {made.stays} of the old ones count still.",
        "Make everybody's pack again: it brings both. Make the key file anew (`keys`), the old one holds the old key.",
    ]
    if args.lost:
        rows.append("Each person rings you, compares the figures and imports their pack with --number.")
    return Answer("\n".join(rows), asdict(made))


def roots(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found, warning = root_renewal.roots(ws), root_renewal.warning(ws)
    rows = [f"{one.figures}  {one.words}." for one in found] or ["This profile trusts no service yet."]
    return Answer("\n".join(rows), {"roots": [asdict(one) for one in found]}, complaint=warning)


def keys(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = revoking.keys(ws)
    said = [f"{one.code}  {one.name}  {one.role}  {one.words}" for one in found]
    return Answer("\n".join(said) or "Nobody can sign yet.", {"keys": [asdict(one) for one in found]})


def enrol_trust(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        data = files.read_bounded(args.file, import_plans.MAX_FILE)
        found = enrolling.introduced(ws, data, args.file.name)
        enrolling.trust(ws, found, args.number)
    words = f"This laptop belongs to {found.organisation} now. Next: `import {args.file}`."
    return Answer(words, {"number": found.figures, "sender": found.sender})


def _verb(
    add: Add, group: Any, common: argparse.ArgumentParser, name: str, words: str, run: Callable[..., Answer]
) -> argparse.ArgumentParser:
    one = add(group, common, name, words, run)
    one.add_argument("code", help="staff code")
    return one


def _dry(one: argparse.ArgumentParser) -> argparse.ArgumentParser:
    one.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    return one


def _revoking(one: argparse.ArgumentParser) -> None:
    _dry(one).add_argument("--why", choices=("left", "lost_laptop", "lost_key"), required=True)


def add_to_people(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """Put these verbs among those of `people`."""
    fresh = add(
        group, common, "renew-root", "a new certificate for the service itself, signed by the old", renew_root
    )
    fresh.add_argument(
        "--lost",
        action="store_true",
        help="the old one's key is lost: everybody compares the new one's figures",
    )
    add(group, common, "roots", "the service's certificates, and what of old ones counts still", roots)
    add(group, common, "keys", "every certificate, until when, and what was revoked", keys)
    _revoking(_verb(add, group, common, "revoke", "nothing signed with their key from now on counts", revoke))
    _dry(_verb(add, group, common, "leave", "somebody leaves: revoke, and list what is still open", leave))
    gone = _dry(
        _verb(add, group, common, "lost", "a lost laptop (or key): revoke, and list what was on it", lost)
    )
    gone.add_argument("--key", action="store_true", help="only the key is lost, the laptop is not")
    told = _verb(
        add,
        group,
        common,
        "lost-report",
        "what was on a lost laptop, for information governance",
        lost_report,
    )
    told.add_argument("--out", type=Path, required=True, help="a file that ends in .pdf or .txt")
    back = "a laptop was found, or the revocation was a mistake"
    _verb(add, group, common, "give-back", back, give_back)
    late = _verb(
        add, group, common, "let-in", "say that files were signed before the key was revoked", let_in
    )
    late.add_argument("files", type=Path, nargs="+")
    again = _verb(add, group, common, "renew", "a new certificate for the same key", renew)
    again.add_argument("--role", help="with this role from now on")
    again.add_argument("--new-key", action="store_true", help="of your own: a new key as well")


def add_to_top(add: Add, top: Any, enrol: Any, common: argparse.ArgumentParser) -> None:
    """`revoke`, and the three steps of `enrol`."""
    _revoking(_verb(add, top, common, "revoke", "as `people revoke`", revoke))
    asked = add(enrol, common, "request", "as `people request`", cli_verbs.people_request)
    asked.add_argument("--out", type=Path, default=Path("."))
    admit = add(enrol, common, "admit", "as `people admit`", cli_verbs.people_admit)
    admit.add_argument("file", type=Path)
    admit.add_argument("--number", help="the figures that the person reads out to you")
    admit.add_argument("--team", default="")
    trust = add(enrol, common, "trust", "take the service's certificate from the first pack", enrol_trust)
    trust.add_argument("file", type=Path)
    trust.add_argument("--number", required=True, help="the figures that your practice lead reads out")
