"""The command line: the same verbs as the window, so every journey can be run without one.

Exit: 0 done · 1 checked and found not good · 2 usage · 3 input refused · 4 profile cannot be opened.
One line on stderr says why and what to do; `--json` puts one object on stdout.
"""

from __future__ import annotations

import argparse
import getpass
import io
import json
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from db.errors import StoreError
from qa_desktop import (
    cli_about,
    cli_actions,
    cli_backup,
    cli_corrections,
    cli_cycle,
    cli_families,
    cli_feedback,
    cli_files,
    cli_forms,
    cli_lists,
    cli_manual,
    cli_meetings,
    cli_moderation,
    cli_people,
    cli_practice,
    cli_rebuild,
    cli_receipts,
    cli_recording,
    cli_report,
    cli_retention,
    cli_templates,
    cli_themes,
    cli_trail,
    cli_trust,
)
from qa_desktop import cli_verbs as verbs
from qa_desktop.canonical import NotCanonical
from qa_desktop.cli_answer import Answer
from qa_desktop.errors import (
    CannotOpen,
    FileRefused,
    NotKnown,
    NotReady,
    QaError,
    TemplateRefused,
    WriteFailed,
    of_the_disk,
)
from qa_desktop.words import ENGLISH
from qa_desktop.world import World, default_data_dir

DONE, NOT_GOOD, USAGE, REFUSED, CANNOT_OPEN = range(5)
Verb = Callable[[argparse.Namespace], Answer]


def main(argv: list[str], world: Callable[[Path], World] = World.real) -> int:
    """Do what the words say. `world`: makes the outside for a profile folder."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # not every console can show every name
    parser = _parser()
    args = parser.parse_args(argv)
    if not hasattr(args, "run"):
        parser.print_help(sys.stderr)
        return USAGE
    args.data = args.data or default_data_dir()
    args.passphrase, args.guest_passphrase, args.world = _passphrase, _guest_passphrase, world
    args.new_passphrase = _new_passphrase
    args.paper_key = _recovery_key
    try:
        answer: Answer = args.run(args)
    except TemplateRefused as error:
        print("\n".join([str(error), *error.faults]), file=sys.stderr)
        return REFUSED
    except NotReady as error:
        said = [f"{p.question}: {p.words}" for p in error.problems]
        print("\n".join([str(error), *said]), file=sys.stderr)
        return NOT_GOOD
    except CannotOpen as error:
        print(error, file=sys.stderr)
        return CANNOT_OPEN
    except (FileRefused, NotCanonical, NotKnown, WriteFailed) as error:
        print(error, file=sys.stderr)
        return REFUSED
    except QaError as error:
        print(error, file=sys.stderr)
        return NOT_GOOD
    except StoreError as error:
        print(of_the_disk(error), file=sys.stderr)
        return CANNOT_OPEN
    shown = answer.words
    if args.json:
        shown = json.dumps(answer.data, ensure_ascii=False, sort_keys=True, default=str)
    if shown:
        _say(shown)
    if answer.complaint:
        print(answer.complaint, file=sys.stderr)
    return answer.code


def _say(words: str) -> None:
    """Print it. Whoever reads may stop, as `| head` does: what was done is done, and that is no fault."""
    try:
        print(words, flush=True)
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # else Python complains of it at the end


def _passphrase() -> str:
    return _secret("QA_PASSPHRASE", "Passphrase: ")


def _guest_passphrase() -> str:
    return _secret("QA_GUEST_PASSPHRASE", "Passphrase of the guest: ")


def _new_passphrase() -> str:
    return _secret("QA_NEW_PASSPHRASE", "New passphrase: ")


def _recovery_key() -> str:
    return _secret("QA_RECOVERY_KEY", "Recovery key: ")


def _secret(variable: str, prompt: str) -> str:
    found = os.environ.get(variable)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise CannotOpen(f"A passphrase is needed. Set {variable}, or run this in a terminal.")
    return getpass.getpass(prompt)


@cache
def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="profile folder")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one object on stdout")
    parser = argparse.ArgumentParser(
        prog="qa-desktop-cli" if getattr(sys, "frozen", False) else "main.py",
        description="Has the help helped? With no words, opens the window.",
    )
    parser.add_argument(
        "--data", type=Path, default=None, help="profile folder (default: this computer's own place)"
    )
    parser.add_argument("--json", action="store_true", help="one object on stdout")
    top = parser.add_subparsers(metavar="VERB")
    _demo(top, common)
    _profile(top, common)
    _template(top, common)
    _form(top, common)
    _exchange(top, common)
    _people(top, common)
    _feedback(top, common)
    _recording(top, common)
    cli_backup.add_to_top(_add, top, _group, common)
    cli_trust.add_to_top(_add, top, _group(top, "enrol", "a new laptop: ask, admit, trust"), common)
    cli_cycle.add_to(top, _add, _group, common)
    cli_report.add_to(_add, top, common)
    cli_families.add_to_top(_add, _group(top, "cases", "families by code, and their case numbers"), common)
    cli_moderation.add_moderate(_add, _group(top, "moderate", "the blind second judgement"), common)
    cli_moderation.add_release(_add, _group(top, "release", "what follows an audit"), common)
    cli_meetings.add_meeting(_add, _group(top, "meeting", "the meetings of the forums"), common)
    cli_meetings.add_source(
        _add, _group(top, "source", "complaints, surveys, inspections and the like"), common
    )
    cli_rebuild.add_to(_add, _group, top, common)
    cli_manual.add_to(_add, _group(top, "manual", "the user guides, and the guide to auditing"), common)
    cli_practice.add_to(_add, _group(top, "practice", "made-up families to try the program on"), common)
    cli_trail.add_to(_add, _group(top, "trail", "who did what when"), common)
    cli_retention.add_access(_add, top, common)
    cli_retention.add_to(_add, _group(top, "purge", "how long things are kept, and what is removed"), common)
    cli_actions.add_to(
        _add, _group(top, "actions", "what is done about findings, and whether it holds"), common
    )
    cli_about.add_to(_add, top, common)
    cli_themes.add_to(_add, _group(top, "themes", "what findings are about, and quotes from them"), common)
    return parser


def _add(
    group: Any, common: argparse.ArgumentParser, name: str, words: str, run: Verb
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = group.add_parser(name, help=words, description=words, parents=[common])
    made.set_defaults(run=run)
    return made


def _group(top: Any, name: str, words: str) -> Any:
    return top.add_parser(name, help=words, description=words).add_subparsers(metavar="VERB", required=True)


def _demo(top: Any, common: argparse.ArgumentParser) -> None:
    demo = _add(top, common, "demo", "a fictional service plays one whole cycle", verbs.demo_play)
    demo.add_argument("--out", type=Path, required=True, help="a new or empty folder")
    demo.add_argument("--seed", type=int, default=7)
    demo.add_argument("--auditors", type=int, default=3)
    demo.add_argument("--cases", type=int, default=6)
    demo.add_argument("--until", choices=("packs", "returns", "import"), default="import")


def _profile(top: Any, common: argparse.ArgumentParser) -> None:
    new = _add(top, common, "new", "make a profile", verbs.new)
    new.add_argument("--code", required=True, help="staff code")
    new.add_argument("--name", required=True)
    new.add_argument("--role", required=True, help="as in resources/roles.toml")
    new.add_argument("--team", default="")
    new.add_argument("--organisation", default="Council")
    new.add_argument("--trust", type=Path, help="the service's certificate, root.pem")
    _add(top, common, "status", "what is here, and whether it is sound", verbs.status)


def _template(top: Any, common: argparse.ArgumentParser) -> None:
    group = _group(top, "template", "the instruments")
    _add(group, common, "list", "every template", verbs.template_list)
    show = _add(group, common, "show", "one template, question by question", verbs.template_show)
    show.add_argument("template", help="code or digest")
    on_paper = _add(group, common, "print", "a blank form or a worked example as PDF", verbs.template_print)
    on_paper.add_argument("template", help="code or digest")
    on_paper.add_argument("--out", type=Path, required=True, help="file or folder")
    for one in (show, on_paper):
        one.add_argument(
            "--language", default=ENGLISH, help="where the template carries another one, such as cy"
        )
    on_paper.add_argument("--example", action="store_true", help="filled in, made up")
    on_paper.add_argument("--guide", action="store_true", help="with the guide in small print")
    check = _add(group, common, "check", "find every fault in template files", verbs.template_check)
    check.add_argument("files", type=Path, nargs="*")
    check.add_argument("--all", action="store_true", help="all that ship with the program")
    cli_receipts.add_to_template(_add, group, common)
    cli_templates.add_to(_add, group, common)


def _form(top: Any, common: argparse.ArgumentParser) -> None:
    group = _group(top, "form", "audits and other forms")
    _add(group, common, "list", "drafts, signed forms and work to do", cli_forms.form_list)
    start = _add(group, common, "start", "begin a form", cli_forms.form_start)
    start.add_argument("template", nargs="?", help="code or digest")
    start.add_argument("--allocation", help="begin this piece of allocated work instead")
    start.add_argument("--slip", help="begin the part that somebody asked of you: the slip's digest")
    for name, words, run in (
        ("show", "the answers of a draft or a signed form", cli_forms.form_show),
        ("problems", "what is still missing, and why", cli_forms.form_problems),
        ("settle", "keep or hide details that could name somebody", cli_forms.form_settle),
        ("sign", "seal a draft for good", cli_forms.form_sign),
        ("amend", "begin a new version of a signed form", cli_forms.form_amend),
        ("answer", "answer questions of a draft", cli_forms.form_answer),
        ("pdf", "write the signed PDF", cli_forms.form_pdf),
    ):
        one = _add(group, common, name, words, run)
        one.add_argument("form", help="document or digest")
        if name == "answer":
            one.add_argument("--file", type=Path, required=True, help="JSON: question to value")
        if name == "settle":
            one.add_argument("--keep", action="append", default=[], help="words to leave as they are")
            one.add_argument("--hide", action="append", default=[], help="words to take out")
        if name == "amend":
            one.add_argument("--reason", required=True)
        if name == "pdf":
            one.add_argument("--out", type=Path, required=True, help="file or folder")
    cli_corrections.add_to_form(_add, group, common)
    cli_receipts.add_to_form(_add, group, common)


def _exchange(top: Any, common: argparse.ArgumentParser) -> None:
    group = _group(top, "pack", "work out to auditors")
    cli_receipts.add_to_pack(_add, group, common)
    pack = _add(
        group,
        common,
        "make",
        "write one auditor's pack",
        cli_files.pack_make,
    )
    pack.add_argument("auditor", help="staff code")
    pack.add_argument("--cycle", type=Path, help="JSON: the cycle and its allocations, sealed first")
    pack.add_argument("--out", type=Path, default=Path("."))
    pack.add_argument("--numbers", type=Path, help="folder: write the case numbers too, to go another way")
    group = _group(top, "bundle", "signed work back")
    bundle = _add(group, common, "make", "write a return file", cli_files.bundle_make)
    bundle.add_argument("--out", type=Path, default=Path("."))
    cli_receipts.add_to_bundle(_add, group, common)
    cli_receipts.add_to_top(_add, top, common)
    taken = _add(top, common, "import", "take in bundles and signed PDFs", cli_files.import_files)
    taken.add_argument("files", type=Path, nargs="+")
    taken.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    taken.add_argument("--trust", type=Path, help="the service's certificate, for the first pack")
    taken.add_argument(
        "--number", help="or the figures that your practice lead reads out, for the first pack"
    )
    group = _group(top, "imports", "what was taken in")
    _add(group, common, "list", "every import", cli_files.imports_list)
    undo = _add(group, common, "undo", "take one import back, whole", cli_files.imports_undo)
    undo.add_argument("id")
    verify = _add(top, common, "verify", "who signed what and when, unchanged or not", cli_files.verify)
    verify.add_argument("files", type=Path, nargs="+")
    verify.add_argument("--trust", type=Path, help="the service's certificate, root.pem")
    collate = _add(top, common, "collate", "ratings by principle and team", cli_files.collate_show)
    collate.add_argument("--method", default=None)
    collate.add_argument("--cycle", default=None)
    collate.add_argument("--period", choices=("cycle", "quarter", "year"), default="cycle")
    collate.add_argument("--service", default="", help="the teams of one service only")
    collate.add_argument("--trend", default="", metavar="STANDARD", help="one standard over time")
    collate.add_argument("--out", type=Path, help="write the report as PDF")


def _people(top: Any, common: argparse.ArgumentParser) -> None:
    group = _group(top, "people", "staff, and who may sign")
    _add(group, common, "list", "everyone on the list", verbs.people_list)
    _add(
        group, common, "request", "write the file that asks to be admitted", verbs.people_request
    ).add_argument("--out", type=Path, default=Path("."))
    admit = _add(group, common, "admit", "certify a person whose number you have checked", verbs.people_admit)
    admit.add_argument("file", type=Path)
    admit.add_argument("--number", help="the figures that the person reads out to you")
    admit.add_argument("--team", default="")
    add = _add(group, common, "add", "put somebody who signs nothing on the list", verbs.people_add)
    for name in ("--code", "--name", "--role"):
        add.add_argument(name, required=True)
    add.add_argument("--team", default="")
    root = _add(group, common, "root", "write the service's certificate", verbs.people_root)
    root.add_argument("--out", type=Path, default=Path("root.pem"))
    cli_corrections.add_to_people(_add, group, common)
    cli_people.add_to_people(_add, group, common)
    cli_trust.add_to_people(_add, group, common)


def _feedback(top: Any, common: argparse.ArgumentParser) -> None:
    group = _group(top, "feedback", "supervision feedback, without names")
    collect = _add(
        group, common, "collect", "keep answers and slips until the round closes", cli_feedback.collect
    )
    collect.add_argument("files", type=Path, nargs="+", help="slips, or JSON: question to value")
    slip = _add(group, common, "slip", "write a slip on a laptop without a profile", cli_feedback.slip)
    slip.add_argument("--file", type=Path, required=True, help="JSON: question to value")
    slip.add_argument("--to", required=True, help="the practice lead's age key, from `people list --json`")
    slip.add_argument("--out", type=Path, default=Path("."), help="folder")
    for one in (collect, slip):
        one.add_argument("--template", default="SFW", help="code or digest")
    close = _add(group, common, "close", "seal what waits as one round", cli_feedback.close)
    close.add_argument("--cycle", required=True)
    report = _add(group, common, "report", "figures of groups of five or more", cli_feedback.report)
    report.add_argument("--cycle", action="append", required=True, help="may be given again")
    report.add_argument("--service", default=None)


def _recording(top: Any, common: argparse.ArgumentParser) -> None:
    group = _group(top, "recording", "recording compliance")
    events = _add(group, common, "events", "take in a list of events (CSV or XLSX)", cli_recording.events)
    events.add_argument("file", type=Path)
    events.add_argument("--dry-run", action="store_true", help="say what is in it, change nothing")
    cli_lists.add_how(events)
    _add(group, common, "due", "checks to do, soonest first", cli_recording.due)
    report = _add(group, common, "report", "how complete, how timely, how alike", cli_recording.report)
    report.add_argument("--from", dest="starts", default="0001-01-01", help="first day, like 2026-11-01")
    report.add_argument("--to", dest="ends", default="9999-12-31", help="last day")
