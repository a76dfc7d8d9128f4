"""The verbs of the command line for actions."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from qa_desktop import (
    action_list,
    action_rows,
    action_rules,
    action_standing,
    actions,
    packs,
    people,
    retests,
)
from qa_desktop.action_entries import Action
from qa_desktop.action_list import Row
from qa_desktop.action_standing import Standing
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, open_profile, read_json
from qa_desktop.collate import one_place
from qa_desktop.errors import FileRefused, NotKnown
from qa_desktop.event_lists import read_day
from qa_desktop.retests import Retest, Side
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]
MANY = ("contributors", "standards", "findings")  # fields that hold several codes, by commas
WORDS = ("what", "outcome", "level", "change", "plan", "team", "service", "owner", "owner-role", "contributors",
         "start", "due", "review", "resources", "measure", "theme", "priority", "standards", "findings", "forum")  # fmt: skip


def add_to(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """The verbs of `actions`."""
    listed = add(group, common, "list", "every action, late ones first", show_list)
    listed.add_argument("--mine", action="store_true", help="only those I own or contribute to")
    listed.add_argument("--open", action="store_true", help="only those that are not over")
    listed.add_argument("--status", help="as in resources/actions.toml")
    listed.add_argument("--team")
    listed.add_argument("--on", help="as if today were this day")
    _one(add(group, common, "show", "one action, with its notes and history", show))
    _fields(add(group, common, "add", "propose an action", add_one))
    changed = _one(add(group, common, "change", "change what an action says", change))
    _fields(changed)
    changed.add_argument("--reason", default="")
    rows = add(
        group, common, "from-findings", "propose an action for each action row of signed forms", findings
    )
    rows.add_argument("--cycle", help="only of this cycle")
    rows.add_argument("--dry-run", action="store_true", help="say what would be proposed")
    rows.add_argument(
        "--read", action="append", default=[], help="a row that I have read and that is no conduct matter"
    )
    rows.add_argument("--pass", dest="passed", help="keep of this row only that it was passed to a manager")
    rows.add_argument("--on", help="the day it was passed on")
    moved = _one(add(group, common, "move", "move an action to another state", move))
    moved.add_argument("to", help="agreed, in_progress, done, dropped, proposed, passed")
    moved.add_argument("--reason", default="")
    moved.add_argument("--on", help="the day it was done or passed on (default: today)")
    noted = _one(add(group, common, "note", "add a dated progress note", note))
    noted.add_argument("--words", required=True)
    noted.add_argument("--not-conduct", action="store_true")
    screened = _one(add(group, common, "screen", "answer the equality questions", screen))
    screened.add_argument("--file", type=Path, help="JSON: question to value; without, shows what is missing")
    closed = _one(add(group, common, "close", "close an action that is done; never by its owner", close))
    closed.add_argument("--not-effective", action="store_true")
    closed.add_argument("--evidence", required=True, help="what was seen that shows it")
    closed.add_argument("--on", help="the day it was closed (default: today)")
    effect = _one(add(group, common, "effect", "months later: has the desired outcome happened?", effect_of))
    effect.add_argument("happened", choices=("yes", "partly", "no"))
    effect.add_argument("--words", default="")
    test = add(group, common, "retest", "whether an action holds, and which audits test it next", retest)
    test.add_argument("action", nargs="?", help="reference or document; without, all that are done")
    test.add_argument(
        "--plan", action="store_true", help="tell the next audits which standards they test again"
    )
    link = _one(
        add(
            group,
            common,
            "link",
            "say that two actions are about the same; without, lists duplicates",
            link_to,
        )
    )
    link.add_argument("other", nargs="?", help="reference or document")
    settle = _one(add(group, common, "settle", "choose between two versions that stand", settle_on))
    settle.add_argument("--keep", required=True, help="digest of the version that counts")
    settle.add_argument("--reason", required=True)


def _one(verb: argparse.ArgumentParser) -> argparse.ArgumentParser:
    verb.add_argument("action", help="reference, like A-3F2C1B, or document")
    return verb


def _fields(verb: argparse.ArgumentParser) -> None:
    for name in WORDS:
        verb.add_argument(f"--{name}", help="by commas" if name in MANY else None)
    verb.add_argument("--not-conduct", action="store_true", help="I have read it: it names no conduct matter")


def _said(args: argparse.Namespace) -> dict[str, Any]:
    held = {name.replace("-", "_"): getattr(args, name.replace("-", "_")) for name in WORDS}
    given = {name: value for name, value in held.items() if value is not None}
    for name in MANY:
        if name in given:
            given[name] = tuple(code.strip() for code in given[name].split(",") if code.strip())
    for name in ("start", "due", "review"):
        if given.get(name):
            given[name] = _day(given[name]).isoformat()
    optional = {name for name, field in Action.model_fields.items() if field.default is None}
    return {name: None if value == "" and name in optional else value for name, value in given.items()}


def _day(said: str) -> date:
    found = read_day(said)
    if found is None:
        raise NotKnown(f"“{said}” is not a day. Write it like 2026-11-20.")
    return found


def _on(args: argparse.Namespace) -> date | None:
    return _day(args.on) if args.on else None


def _data(row: Row) -> dict[str, Any]:
    held = {
        "doc": row.doc,
        "ref": row.ref,
        "status": row.status,
        "owner": row.owner,
        "days_late": row.days_late,
    }
    held |= {
        "open": row.open,
        "mine": row.mine,
        "clash": row.clash,
        "reopened": row.reopened,
        "held": row.held,
    }
    held |= {"linked": row.linked, "duplicates": row.duplicates, "recurring": row.recurring}
    held |= {"effect_due": row.effect_due, "review_due": row.review_due, "retest": _test_data(row.retest)}
    return held | {"action": row.body.model_dump(mode="json", exclude_defaults=True)}


def _test_data(found: Retest) -> dict[str, Any]:
    return asdict(found) | {"label": found.label}


def _line(row: Row) -> str:
    marks = [row.status, row.retest.label if row.retest.tested else ""]
    marks += [
        f"{row.days_late} days late"
        if row.days_late
        else f"due {day_words(row.body.due)}"
        if row.body.due
        else ""
    ]
    marks += ["in two versions" if row.clash else "", "found before" if row.recurring else ""]
    marks += ["duplicate?" if row.duplicates else "", "equality questions" if row.held else ""]
    what = row.body.what or row.body.outcome
    return f"{row.ref}  {what[:60]:<60}  {row.owner or 'nobody'}  {', '.join(mark for mark in marks if mark)}"


def show_list(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = action_list.rows(ws, _on(args) or ws.world.now().date())
    kept = [
        row
        for row in found
        if (row.mine or not args.mine)
        and (row.open or not args.open)
        and args.status in (None, row.body.status)
        and args.team in (None, row.body.team)
    ]
    words = "\n".join(_line(row) for row in kept) or "No actions. They come from findings."
    return Answer(words, {"actions": [_data(row) for row in kept], "counts": action_list.counts(kept)})


def show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        stands = actions.get(ws, args.action)
        row = next(r for r in action_list.rows(ws, ws.world.now().date()) if r.doc == stands.doc)
        notes, rules = actions.notes(ws, stands.doc), actions.rules(ws)
        names = {one.code: people.name_of(ws, one.code) for one in stands.versions}
    lines = [_line(row)]
    for question in rules.field:
        held = getattr(row.body, question.id)
        if held:
            told = rules.label(question.id, held) if isinstance(held, str) else ", ".join(held)
            lines.append(f"{question.ask}: {told}")
    lines += [
        f"{one.body.moved}  {rules.label('status', one.body.status)} ({names[one.code]})"
        for one in stands.versions
    ]
    lines += [f"{one.at[:10]}  {one.who}: {one.text}" for one in notes]
    history = [
        {
            "digest": v.digest,
            "by": v.code,
            "moved": v.body.moved,
            "status": v.body.status,
            "reason": v.body.reason,
        }
        for v in stands.versions
    ]
    heads = [head.digest for head in stands.heads]
    data = _data(row) | {"notes": [asdict(one) for one in notes], "history": history, "heads": heads}
    return Answer("\n".join(lines), data)


def add_one(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        doc = actions.add(ws, _said(args), args.not_conduct)
        ref, twins = actions.get(ws, doc).ref, _twins(ws, doc)
    words = f"Proposed: {ref}" + (
        f". The same theme, level and team: {', '.join(twins)}. Link them?" if twins else ""
    )
    return Answer(words, {"doc": doc, "ref": ref, "duplicates": twins})


def _twins(ws: Workspace, doc: str) -> list[str]:
    standings = action_standing.every(ws)
    pairs = action_rows.duplicates(standings, action_rules.load(ws.world.resources))
    return [standings[b if a == doc else a].ref for a, b in pairs if doc in (a, b)]


def _changed(args: argparse.Namespace, act: Callable[[Workspace], str], words: str) -> Answer:
    """Do one thing to one action, and say how it stands."""
    with open_profile(args) as ws:
        digest = act(ws)
        stands = actions.get(ws, args.action)
        status = actions.rules(ws).label("status", stands.body.status)
    data = {"digest": digest, "doc": stands.doc, "ref": stands.ref, "status": stands.body.status}
    return Answer(f"{words} {stands.ref}: {status}", data)


def change(args: argparse.Namespace) -> Answer:
    return _changed(
        args,
        lambda ws: actions.change(ws, args.action, _said(args), args.reason, args.not_conduct),
        "Changed.",
    )


def move(args: argparse.Namespace) -> Answer:
    return _changed(args, lambda ws: actions.move(ws, args.action, args.to, args.reason, _on(args)), "Moved.")


def note(args: argparse.Namespace) -> Answer:
    return _changed(args, lambda ws: actions.note(ws, args.action, args.words, args.not_conduct), "Noted.")


def close(args: argparse.Namespace) -> Answer:
    effective = not args.not_effective
    return _changed(
        args, lambda ws: actions.close(ws, args.action, effective, args.evidence, _on(args)), "Closed."
    )


def effect_of(args: argparse.Namespace) -> Answer:
    return _changed(args, lambda ws: actions.effect(ws, args.action, args.happened, args.words), "Kept.")


def settle_on(args: argparse.Namespace) -> Answer:
    return _changed(args, lambda ws: actions.settle(ws, args.action, args.keep, args.reason), "Settled.")


def screen(args: argparse.Namespace) -> Answer:
    if args.file is None:
        with open_profile(args) as ws:
            rules, body = actions.rules(ws), actions.get(ws, args.action).body
        held = action_rules.gate(rules, body)
        lines = [f"{q.id}: {q.ask}" for q in rules.screening.questions]
        said = f"{held[:1].upper()}{held[1:]}" or "Nothing holds it."
        return Answer("\n".join([*lines, said]), {"answers": body.screening, "held": held})
    answers = read_json(args.file)
    if not isinstance(answers, dict):
        raise FileRefused(f"{args.file.name} is not a set of answers: question to value. Nothing was kept.")
    return _changed(args, lambda ws: actions.screen(ws, args.action, answers), "Kept.")


def findings(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if args.passed:
            doc = action_rows.pass_on(ws, args.passed, _on(args) or ws.world.now().date())
            return Answer("Kept: passed to a manager, and the day. Nothing else.", {"doc": doc})
        made = [] if args.dry_run else action_rows.from_findings(ws, args.cycle, args.read)
        found = action_rows.findings(ws, args.cycle)
    held = [one for one in found if one.conduct and not one.here]
    waiting = [one for one in found if not one.here and not one.conduct]
    lines = [
        f"{len(made)} proposed; {len(waiting)} more would be." if args.dry_run else f"{len(made)} proposed."
    ]
    lines += [
        f"{one.doc}: “{one.conduct}” points to a conduct or capability matter. Pass it on, or say you have read it."
        for one in held
    ]
    data = {"proposed": made, "waiting": [one.doc for one in waiting], "conduct": [one.doc for one in held]}
    return Answer("\n".join(lines), data)


def retest(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        told = [packs.allocate(ws, cycle) for cycle in retests.untold(ws)] if args.plan else []
        book = retests.read(ws)
        wanted = [actions.get(ws, args.action)] if args.action else list(_done(ws))
        found = [(one, retests.retest(ws, one, book), retests.planned(ws, one.body)) for one in wanted]
    lines = [f"{len(told)} lists of audits changed. Make their packs next."] if args.plan else []
    for one, test, planned in found:
        lines.append(f"{one.ref}: {test.label}. {test.words}")
        lines += [f"  {t.name}: before {_side(t.before)}, after {_side(t.after)}" for t in test.tested]
        lines += [f"  tested next by {p.auditor} in {p.cycle}, due {day_words(p.due)}" for p in planned]
    data = [
        {"doc": one.doc, "ref": one.ref, "planned": [asdict(p) for p in planned]} | _test_data(test)
        for one, test, planned in found
    ]
    return Answer("\n".join(lines) or "No action is done.", {"told": told, "actions": data})


def _done(ws: Workspace) -> list[Standing]:
    return [one for one in action_standing.every(ws).values() if one.body.status in retests.DONE]


def _side(side: Side) -> str:
    audits = "1 audit" if side.audits == 1 else f"{side.audits} audits"
    return f"{one_place(side.average)} ({audits})" if side.average is not None else f"too few ({audits})"


def link_to(args: argparse.Namespace) -> Answer:
    if args.other:
        return _changed(args, lambda ws: actions.link(ws, args.action, args.other), "Linked.")
    with open_profile(args) as ws:
        twins = _twins(ws, actions.get(ws, args.action).doc)
    return Answer("\n".join(twins) or "No other has the same theme, level and team.", {"duplicates": twins})
