"""The verbs of the command line for moderation and for what follows an audit: moderate, release."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from qa_desktop import (
    agreement,
    calibration,
    cli_release,
    families,
    forms,
    ledger,
    moderation,
    moderation_blind,
    moderation_board,
    moderation_rules,
    versions,
)
from qa_desktop import release as after
from qa_desktop.cli_answer import Answer, find_template, open_profile, read_json
from qa_desktop.cli_release import find_audit
from qa_desktop.errors import FileRefused, NotKnown
from qa_desktop.moderation_cases import STATUS, Case
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]


def add_moderate(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """The verbs of `moderate`."""
    planned = add(group, common, "plan", "seal how this cycle's audits are chosen", plan)
    waiting = add(group, common, "queue", "audits to moderate, and why", queue)
    for one in (planned, waiting):
        one.add_argument("cycle")
        one.add_argument("--seed", help="default: that of the draw, or of the plan")
    planned.add_argument("--known", default="", help="staff codes of auditors who are not new, by commas")
    planned.add_argument("--reason", default="", help="why it is planned anew")
    make = add(group, common, "make", "write the blind copy for a moderator, or a case to settle", make_file)
    make.add_argument("audit", help="digest")
    make.add_argument("--to", required=True, help="staff code")
    make.add_argument("--settle", action="store_true", help="with both judgements, for the head of service")
    make.add_argument("--due", help="like 2026-11-20")
    make.add_argument("--out", type=Path, default=Path("."), help="folder")
    who = add(group, common, "who", "who can be asked to judge an audit, and for the others why not", who_may)
    who.add_argument("audit", help="digest")
    judge = add(group, common, "judge", "give and sign your judgement of a blind copy", give_judgement)
    judge.add_argument("blind", nargs="?", help="digest; without, lists what waits for you")
    judge.add_argument(
        "--file", type=Path, help="JSON: question to value; without, shows what there is to read"
    )
    agree = add(group, common, "agree", "seal what the two judgements came to", agree_on)
    agree.add_argument("audit", help="digest")
    agree.add_argument("--grade", help="that both stand by; left out where they do not agree")
    agree.add_argument("--discussed", help="the day of the talk")
    agree.add_argument("--note", default="")
    decide = add(group, common, "decide", "name the judgement that counts (head of service)", decide_on)
    decide.add_argument("audit", help="digest")
    decide.add_argument("--grade", required=True)
    decide.add_argument("--reason", required=True)
    add(group, common, "show", "both judgements side by side", show).add_argument("audit", help="digest")
    report = add(group, common, "report", "how far moderators and auditors agree", report_on)
    report.add_argument("--cycle")
    add(group, common, "rounds", "calibration rounds, and who has sent their scores", list_rounds)
    round_ = add(group, common, "calibrate", "one case, several auditors: give it out, or compare", calibrate)
    round_.add_argument("name", help="of the round, like 2026-4")
    round_.add_argument("--case", help="give this case out")
    round_.add_argument("--auditors", default="", help="staff codes by commas")
    round_.add_argument("--template", default="RFP", help="code or digest")
    round_.add_argument("--due", help="like 2026-11-20")


def add_release(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """The verbs of `release`."""
    do = add(group, common, "do", "release an audit to the worker and supervisor", release)
    do.add_argument("audit", help="digest")
    do.add_argument("--on", help="the day it was released (default: today)")
    dispute = add(group, common, "dispute", "the worker does not share the findings", cli_release.dispute)
    dispute.add_argument("audit", help="digest")
    dispute.add_argument("--words", required=True)
    dispute.add_argument("--guest", help="staff code of the worker, who signs on this laptop")
    note = add(group, common, "note", "something that was owed is done", note_step)
    note.add_argument("audit", help="digest")
    note.add_argument("step", help="as `release due` names it; `safe` ends the weekly checks")
    note.add_argument("--on", help="the day it was done (default: today)")
    note.add_argument("--words", default="")
    again = add(group, common, "reaudit", "give out a re-audit", reaudit)
    again.add_argument("audit", help="digest")
    again.add_argument("--to", required=True, help="staff code of a different auditor")
    again.add_argument("--by", required=True, help="the day it is due")
    again.add_argument("--cycle", default="", help="default: one of its own")
    compare = add(group, common, "compare", "a re-audit beside the first audit", then_now)
    compare.add_argument("audit", help="digest")
    due = add(group, common, "due", "what is owed after audits, soonest first", owed)
    due.add_argument("--on", help="as if today were this day")
    cli_release.add_more(add, group, common)


def _codes(said: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in said.split(",") if code.strip())


def _day(said: str | None, ws: Workspace) -> date:
    try:
        return date.fromisoformat(said) if said else ws.world.now().date()
    except ValueError as error:
        raise NotKnown(f"“{said}” is not a day. Write it like 2026-11-20.") from error


def plan(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        made = moderation.make_plan(ws, args.cycle, args.seed or "", _codes(args.known), args.reason)
    return Answer(f"Planned. Seed {made.seed}", made.model_dump(mode="json"))


def queue(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        rows = moderation.queue(ws, args.cycle, args.seed)
        found = [(row, moderation.case(ws, row.digest)) for row in rows]
        numbers = families.numbers(ws)
    lines = [
        f"{row.digest[:16]}  {numbers.shown(one.family):<12} {STATUS[one.status]:<28} "
        + ", ".join(moderation_rules.WORDS[why] for why in row.why)
        for row, one in found
    ]
    data = [asdict(row) | {"status": one.status, "settled": one.settled} for row, one in found]
    return Answer("\n".join(lines) or "Nothing to moderate.", {"rows": data})


def make_file(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = find_audit(ws, args.audit)
        due = _day(args.due, ws).isoformat() if args.due else None
        if args.settle:
            made = moderation_blind.make_case_file(ws, digest, args.to, args.out)
        elif args.to == ws.me.code:
            blind = moderation_blind.assign(ws, digest, args.to, due)
            return Answer(f"Yours to judge: {blind}", {"blind": blind})
        else:
            made = moderation.make_file(ws, digest, args.to, args.out, due)
    return Answer(f"Written: {made.path}, for {made.to}", asdict(made))


def who_may(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = moderation_board.candidates(ws, find_audit(ws, args.audit))
    lines = [f"{one.code:<8} {one.name}: {one.why_not or 'can be asked'}" for one in found]
    return Answer("\n".join(lines) or "Nobody here may moderate.", {"people": [asdict(one) for one in found]})


def give_judgement(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if not args.blind:
            waiting = [a for a in moderation_blind.for_me(ws) if not moderation_blind.judged(ws, a.digest)]
            words = "\n".join(one.digest for one in waiting) or "Nothing waits for your judgement."
            return Answer(words, {"waiting": [one.digest for one in waiting]})
        if args.file is None:
            return _to_read(ws, args.blind)
        answers = read_json(args.file)
        if not isinstance(answers, dict):
            raise FileRefused(
                f"{args.file.name} is not a set of answers: question to value. Nothing was kept."
            )
        draft = moderation_blind.start(ws, args.blind)
        for question, value in answers.items():
            draft = forms.answer(ws, draft, question, value)
        digest = forms.finish(ws, draft)
    return Answer(f"Signed: {digest}. Send it back with `bundle make`.", {"digest": digest})


def _to_read(ws: Workspace, blind: str) -> Answer:
    row = ws.store.entry(blind)
    shown = list(moderation_blind.shown(ws, blind))
    template = ledger.template(ws, row.template if row and row.template else "")
    lines = [f"{q.id}. {q.name}: {versions.in_full(template, q, value)}" for _, q, value in shown]
    return Answer("\n".join(lines), {"answers": {q.id: value for _, q, value in shown}})


def _case(found: Case) -> Answer:
    sides = [
        f"{name}: {one.grade} by {one.who}. {one.reason}"
        for name, one in (("Auditor", found.original), ("Moderator", found.second))
        if one
    ]
    words = "\n".join([f"{STATUS[found.status]}. Reported: {found.reported or 'nothing yet'}", *sides])
    return Answer(words, _data(found))


def _data(found: Case) -> dict[str, Any]:
    held = asdict(found)
    for name in ("outcome", "decision"):
        one = getattr(found, name)
        if one is not None:
            held[name] = {"digest": one.digest, "who": one.who} | one.body.model_dump(mode="json")
    return held | {"settled": found.settled}


def show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        return _case(moderation.case(ws, find_audit(ws, args.audit)))


def agree_on(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = find_audit(ws, args.audit)
        discussed = _day(args.discussed, ws) if args.discussed else None
        moderation.agree(ws, digest, args.grade, discussed, args.note)
        return _case(moderation.case(ws, digest))


def decide_on(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = find_audit(ws, args.audit)
        moderation.decide(ws, digest, args.grade, args.reason)
        return _case(moderation.case(ws, digest))


def report_on(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = moderation.report(ws, args.cycle)
    counts = ", ".join(f"{STATUS[s].lower()} {n}" for s, n in found.counts.items())  # type: ignore[index]
    same = f"{found.agreement.same} of {found.agreement.pairs} pairs agreed at first sight."
    words = f"Moderated {found.audits}: {counts}; to do {found.to_do}.\n{same}\n{found.agreement.words}"
    if found.left_out:
        words += f"\nLeft out, because their template has not come: {found.left_out}."
    return Answer(words, asdict(found))


def list_rounds(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = calibration.rounds(ws)
    lines = [
        f"{one.cycle}: case {one.case}, due {one.due}, {len(one.came)} of {len(one.came) + len(one.waiting)} came"
        for one in found
    ]
    return Answer(
        "\n".join(lines) or "No round was given out yet.", {"rounds": [asdict(one) for one in found]}
    )


def calibrate(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if args.case:
            template = find_template(forms.template_choices(ws), args.template)
            due = _day(args.due, ws)
            made = calibration.start(ws, args.name, template, args.case, _codes(args.auditors), due)
            return Answer(f"Given out to {len(made)} auditors. Make their packs next.", {"cycles": made})
        found = calibration.look(ws, args.name)
    lines = [
        f"{found.names.get(one.item, one.item)}: "
        + ", ".join(f"{code} {'no score' if score is None else score}" for code, score in one.scores.items())
        + ("" if one.spread is None else f"; {one.spread} apart")
        for one in found.spreads
    ]
    pairs = [
        f"{one.one} and {one.other}: same in {one.same} of {one.items} items, within one in {one.within_one}"
        + (f", kappa {agreement.two_places(one.kappa)}" if one.kappa is not None else "")
        for one in found.between
    ]
    return Answer("\n".join([*lines, *pairs]), asdict(found))


def release(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = after.release(ws, find_audit(ws, args.audit), _day(args.on, ws))
    return Answer(
        "Released. Feedback to worker and supervisor is due; see `release due`.", {"digest": digest}
    )


def note_step(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = after.note_step(ws, find_audit(ws, args.audit), args.step, _day(args.on, ws), args.words)
    return Answer("Noted.", {"digest": digest})


def owed(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = after.due(ws, _day(args.on, ws))
    lines = [
        f"{one.due}  {one.form[:16]}  {one.family:<12} {one.step}: {one.words} ({one.who.replace('_', ' ')})"
        + (f", {one.days_late} days late" if one.days_late else "")
        for one in found
    ]
    return Answer("\n".join(lines) or "Nothing is owed.", {"due": [asdict(one) for one in found]})


def reaudit(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        by = _day(args.by, ws)
        digest = after.reaudit(ws, find_audit(ws, args.audit), args.to, by, args.cycle)
    return Answer(f"Given out. Make the pack of {args.to} next.", {"digest": digest})


def then_now(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = after.then_now(ws, find_audit(ws, args.audit))
    lines = [f"Overall: {found.overall[0]}, then {found.overall[1]}"]
    lines += [f"{one.name}: {one.then or 'not asked'}, then {one.now}" for one in found.items]
    return Answer("\n".join(lines), asdict(found))
