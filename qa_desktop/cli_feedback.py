"""The verbs of the command line for supervision feedback: collect, slip, close, report."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from qa_desktop import feedback, forms, templates
from qa_desktop.cli_answer import Answer, find_template, open_profile, read_json
from qa_desktop.collate import share
from qa_desktop.errors import FileRefused


def _answers(path: Any) -> dict[str, Any]:
    found = read_json(path)
    if not isinstance(found, dict):
        raise FileRefused(f"{path.name} is not a set of answers: question to value. Nothing was kept.")
    return found


def collect(args: argparse.Namespace) -> Answer:
    """Slips and sets of answers, in any mix. Nothing is said of a single one."""
    slips = [path for path in args.files if path.suffix == feedback.SLIP_SUFFIX]
    sets = [_answers(path) for path in args.files if path.suffix != feedback.SLIP_SUFFIX]
    with open_profile(args) as ws:
        template = find_template(forms.template_choices(ws), args.template)
        for answers in sets:
            feedback.collect(ws, template, answers)
        taken = feedback.take_slips(ws, slips)
        waiting = feedback.waiting(ws)
    complaint = "\n".join(why for _, why in taken.refused)
    again = f" {taken.again} slips were here already." if taken.again else ""
    return Answer(
        f"Kept. {waiting} wait to be sealed.{again}",
        {"waiting": waiting, "slips": asdict(taken)},
        code=3 if taken.refused else 0,
        complaint=complaint,
    )


def slip(args: argparse.Namespace) -> Answer:
    """Needs no profile: the form that ships with the program, and the practice lead's key."""
    world = args.world(args.data)
    template = find_template(
        {t.digest: t for t in templates.load_all(world.resources).values()}, args.template
    )
    path = feedback.write_slip(world, args.out, template, _answers(args.file), args.to)
    return Answer(f"Written: {path}", {"path": path})


def close(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        closed = feedback.close(ws, args.cycle)
    return Answer(closed.words, asdict(closed))


def report(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = feedback.report(ws, args.cycle, args.service)
    if isinstance(found, feedback.TooFew):
        return Answer(data={"shown": False, "minimum": found.minimum}, code=1, complaint=found.words)
    rows = [f"{found.answers} answers · {found.service or 'all services'} · {', '.join(found.cycles)}"]
    for figure in found.figures:
        told = [f"{figure.labels.get(code, code)} {n}" for code, n in figure.counts.items() if n]
        agreed = f"{share(*figure.agree)} agree. " if figure.agree and figure.agree[1] else ""
        rows.append(f"{figure.question}  {figure.ask}: {agreed}{', '.join(told)}")
    for question, texts in found.comments.items():
        rows += [f"{question}  “{text}”" for text in texts]
    rows += [f"Cycle {cycle}: too few to show." for cycle in found.left_out]
    return Answer("\n".join(rows), {"shown": True} | asdict(found))
