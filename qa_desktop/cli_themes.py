"""The verbs of the command line for themes: list findings, tag them, make quotes, check them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, get_args

from qa_desktop import quote_marks, quotes, report_marks, theme_findings, theme_list, themes
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.errors import NotKnown
from qa_desktop.quotes import STATE, Stands
from qa_desktop.theme_entries import Side, Voice
from qa_desktop.theme_list import HEAPS, Finding
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]
DIGITS = 12  # of a digest, in the name of a finding
HEADS = {"strengths": "Strengths", "areas": "Areas to improve", "none": "No theme yet"}


def add_to(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """The verbs of `themes`."""
    listed = add(
        group, common, "list", "findings of a period: strengths, areas, then those without", show_list
    )
    listed.add_argument("--period", default="", help="a cycle, a month like 2026-11, or a run of months")
    listed.add_argument("--side", choices=HEAPS, default="", help="only these")
    listed.add_argument("--theme", default="", help="only this, like T04")
    listed.add_argument("--search", default="", help="only findings with these words")
    tagged = _finding(
        add(group, common, "tag", "say which themes a finding is about; replaces what stood", tag)
    )
    tagged.add_argument("--strength", action="append", default=[], metavar="THEME")
    tagged.add_argument("--area", action="append", default=[], metavar="THEME")
    tagged.add_argument("--other", default="", help="what T42, other, is")
    made = _finding(
        add(group, common, "quote", "make a quote of a finding, for somebody else to check", quote)
    )
    made.add_argument("--words", default="", help="without: shows the finding and what could name somebody")
    made.add_argument("--theme", default="", help="like T04")
    made.add_argument("--side", choices=get_args(Side), default="strengths")
    made.add_argument("--voice", choices=get_args(Voice), default="", help="default: as the form has it")
    made.add_argument("--keep", action="append", default=[], help="a detail that tells nobody who is meant")
    made.add_argument("--hide", action="append", default=[], help="a detail to put in square brackets")
    made.add_argument("--instead-of", default="", metavar="QUOTE", help="a new version of this quote")
    check = add(
        group, common, "check", "say that somebody else's quote may be used, or send it back", check_one
    )
    check.add_argument("quote", help="document or digest, as `themes quotes` has it")
    check.add_argument("--back", default="", metavar="WHY", help="send it back, and say why")
    check.add_argument("--take-back", action="store_true", help="take the quote out of use")
    same = add(
        group, common, "merge", "say that a quote says the same as another, which stands for both", merge
    )
    same.add_argument("quote", help="document or digest, as `themes quotes` has it")
    same.add_argument("--into", required=True, metavar="QUOTE")
    parted = add(group, common, "part", "let quotes that were merged stand for themselves again", part)
    parted.add_argument("quote", help="document or digest, as `themes quotes` has it")
    every = add(group, common, "quotes", "every quote, and whether it was checked", show_quotes)
    every.add_argument("--state", choices=tuple(STATE), default="")


def _finding(verb: argparse.ArgumentParser) -> argparse.ArgumentParser:
    verb.add_argument("finding", help="as `themes list` names it, like 3f2c1ba09d11/O4/1.words")
    return verb


def _named(ws: Workspace, name: str) -> tuple[str, str, str]:
    """Digest, question and path. Raises NotKnown."""
    digest, _, rest = name.partition("/")
    question, _, path = rest.partition("/")
    found = [one for one in report_marks.audits(ws) if digest and one.startswith(digest)]
    if len(found) != 1 or not question:
        raise NotKnown(f"“{name}” names no finding. See `themes list`. Nothing was kept.")
    return found[0], question, path


def _name(one: Finding) -> str:
    digest, question, path = one.name
    return "/".join(bit for bit in (digest[:DIGITS], question, path) if bit)


def show_list(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        themes.need(ws, "sees findings by theme")
        wanted = args.search.casefold()
        found = [
            one
            for one in theme_list.findings(ws, args.period, args.side, args.theme)
            if wanted in one.place.text.casefold()
        ]
    lines, head = [], ""
    for one in found:
        if one.heap != head:
            head = one.heap
            lines.append(HEADS[head])
        said = " ".join(one.place.text.split())
        lines.append(f"  {_name(one)}  {', '.join(one.themes) or '-'}  {said[:90]}")
    return Answer(
        "\n".join(lines) or "No findings. They come from signed audits.",
        {"findings": [_data(one) for one in found]},
    )


def _data(one: Finding) -> dict[str, Any]:
    return {
        "finding": _name(one),
        "form": one.form,
        "question": one.place.question,
        "path": one.place.path,
        "name": one.place.name,
        "words": one.place.text,
        "voice": one.place.voice,
        "audit": one.title,
        "day": one.day.isoformat(),
        "heap": one.heap,
        "strengths": one.of("strengths"),
        "areas": one.of("areas"),
        "unsure": one.unsure,
        "quotes": one.quotes,
    }


def tag(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        form, question, path = _named(ws, args.finding)
        digest = themes.tag(ws, form, question, path, args.strength, args.area, args.other)
        now = theme_list.one(ws, form, question, path)
    said = ", ".join(now.themes) or "no theme"
    return Answer(f"Kept: {now.place.name}: {said}.", _data(now) | {"digest": digest})


def quote(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        form, question, path = _named(ws, args.finding)
        if not args.words:
            return _details(ws, form, question, path)
        choices = dict.fromkeys(args.keep, "keep") | dict.fromkeys(args.hide, "hide")
        found = quote_marks.known(ws).find(args.words)
        words = quote_marks.settled(args.words, found, choices)  # type: ignore[arg-type]
        place = themes.finding(ws, form, question, path)[1]
        instead = quotes.get(ws, args.instead_of).doc if args.instead_of else ""
        digest = quotes.write(
            ws,
            form,
            question,
            path,
            words,
            args.theme or next(iter(place.own), ""),
            args.side,
            args.voice or place.voice,
            tuple(args.keep),
            instead,
        )
        one = quotes.get(ws, digest)
    return Answer(
        f"Kept: “{one.body.words}”. Somebody else checks it: `themes check {one.digest[:DIGITS]}`.",
        _quote_data(one),
    )


def _details(ws: Workspace, form: str, question: str, path: str) -> Answer:
    """The words of a finding and what in them could say who is meant."""
    themes.need(ws, "makes quotes")
    place = themes.finding(ws, form, question, path)[1]
    found = quote_marks.known(ws).find(place.text)
    lines = [place.text, *(f"hide or keep: “{one.text}”, looks like {one.looks_like}" for one in found)]
    data = [{"text": one.text, "kind": one.kind} for one in found]
    return Answer("\n".join(lines), {"words": place.text, "details": data, "voice": place.voice})


def check_one(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        one = quotes.get(ws, args.quote)
        if args.take_back:
            digest = quotes.take_back(ws, one.doc)
            return Answer("Taken back. No pack holds it any more.", {"digest": digest, "doc": one.doc})
        quotes.check(ws, one.digest, not args.back, args.back)
        now = quotes.get(ws, one.digest)
    return Answer(f"{STATE[now.state]}: “{now.body.words}”", _quote_data(now))


def merge(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = quotes.merge(ws, args.quote, args.into)
        stands = quotes.get(ws, args.into)
    return Answer(f"Merged: “{stands.body.words}” stands for both.", {"digest": digest, "also": stands.also})


def part(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        parted = quotes.part(ws, args.quote)
    return Answer(f"{parted} stand for themselves again.", {"parted": parted})


def show_quotes(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        themes.need_check(ws, "sees quotes")
        found = [one for one in quotes.standing(ws) if args.state in ("", one.state)]
        names = theme_findings.themes(ws.world.resources)
        days = {digest: one.day for digest, one in report_marks.audits(ws).items()}
    lines = []
    for one in found:
        checked = f", {len(one.also)} merged into it" if one.also else ""
        checked += f", checked by {' and '.join(one.checkers)}" if one.checkers else ""
        theme = names[one.body.theme].name if one.body.theme in names else one.body.theme
        day = f", {day_words(days[one.form])}" if one.form in days else ""
        lines.append(
            f"{one.digest[:DIGITS]}  {STATE[one.state]}  “{one.body.words}”  {theme}{day}  ({one.writer}{checked})"
        )
        lines += [f"  {one.why}"] if one.why else []
    return Answer("\n".join(lines) or "No quotes yet.", {"quotes": [_quote_data(one) for one in found]})


def _quote_data(one: Stands) -> dict[str, Any]:
    return {
        "digest": one.digest,
        "doc": one.doc,
        "form": one.form,
        "state": one.state,
        "writer": one.writer,
        "checkers": one.checkers,
        "why": one.why,
        "also": one.also,
        "to_settle": [d.text for d in one.left],
        **one.body.model_dump(mode="json"),
    }
