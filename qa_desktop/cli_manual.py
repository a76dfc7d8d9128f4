"""The verbs of the command line for the user guides and the auditor's guide."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qa_desktop import forms, guide, guide_paper, manual
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.errors import NotKnown

Add = Callable[..., argparse.ArgumentParser]


def read(args: argparse.Namespace) -> Answer:
    """Every task that holds these words."""
    found = manual.search(manual.load(args.world(args.data).resources), " ".join(args.words))
    rows = [
        f"{one.page}: {one.title}\n  " + "\n  ".join(manual.plain(p.text) for p in one.pieces)
        for one in found
    ]
    data = [{"page": one.page, "title": one.title, "text": one.text} for one in found]
    return Answer("\n\n".join(rows) or "No guide says that. Try fewer or other words.", {"sections": data})


def on_paper(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        pages = {
            page.file.removeprefix("guide-").removesuffix(".md"): page
            for page in manual.load(ws.world.resources)
        }
        if args.guide not in pages:
            raise NotKnown(f"There is no guide “{args.guide}”. Use one of {', '.join(pages)}.")
        path = manual.write(ws, pages[args.guide], args.out)
    return Answer(f"Written: {path}", {"path": path})


def auditing(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        templates = sorted(forms.template_choices(ws).values(), key=lambda t: (t.title, t.version))
        every = guide.topics(guide.load(ws.world.resources), {t.code: t for t in templates}.values())
        path, pages = guide_paper.write(ws, guide.search(every, " ".join(args.words)), args.out)
    return Answer(f"Written: {path}, {pages} pages", {"path": path, "pages": pages})


def add_to(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """Put these verbs under `manual`."""
    one = add(group, common, "read", "what the user guides say", read)
    one.add_argument("words", nargs="*", help="only tasks that hold all of these words")
    one = add(group, common, "print", "one user guide as a PDF", on_paper)
    one.add_argument("guide", help="auditor, supervisor, lead or when-things-go-wrong")
    one.add_argument("--out", type=Path, required=True)
    one = add(group, common, "auditing", "the guide to auditing as a PDF", auditing)
    one.add_argument("words", nargs="*", help="only topics that hold all of these words")
    one.add_argument("--out", type=Path, required=True)
