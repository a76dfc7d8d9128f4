"""What the plain figures of the report packs are worked out from: the entries of one ledger as JSON, and what was done in
the made-up year. Nothing here calls what builds the reports."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from qa_desktop.workspace import Workspace
from tests import plain_reports, plain_schedule
from tests.conftest import RESOURCES
from tests.year import Year

METHODS = {m["code"]: m for m in tomllib.loads((RESOURCES / "schedule.toml").read_text("utf-8"))["method"]}
Key = tuple[str, ...]
Span = tuple[date, date]


@dataclass(frozen=True)
class Row:
    """One row of the schedule. `could`: the day and the entry of all that counts here; the first few of them `met` it,
    and the last few of those came late."""

    method: str
    unit: str
    counted: plain_schedule.Counted
    could: tuple[tuple[date, str], ...]
    waived: frozenset[str]  # exemptions

    @property
    def met(self) -> int:
        return min(self.counted.done, self.counted.owed or 0)


@dataclass(frozen=True)
class Plain:
    """What one figure must be. `open`: no rule hides it. `rows`: in place of digests, the rows that it sums."""

    digests: frozenset[str] = frozenset()
    value: int | None = None
    of: int | None = None
    average: Fraction | None = None
    said: str = ""
    n: int | None = None
    open: bool = False
    rows: tuple[Row, ...] | None = None
    late: bool = False  # of the rows, what came late


Lines = dict[Key, list[Plain]]


@dataclass(frozen=True)
class Entry:
    digest: str
    doc: str
    kind: str
    about: str
    at: str
    body: dict[str, Any]
    replaced: bool
    first: bool


def entries(ws: Workspace) -> list[Entry]:
    rows = [(r, json.loads(r.header), json.loads(r.body or b"{}")) for r in ws.store.entries()]
    gone = {old for _, header, _ in rows for old in header.get("replaces", ())}
    return [
        Entry(r.digest, r.doc, r.kind, r.about or "", r.at, b, r.digest in gone, not h.get("replaces"))
        for r, h, b in rows
    ]


class Book:
    """Everything that the plain figures of one ledger are worked out from, read once."""

    def __init__(self, ws: Workspace, made: Year):
        look = made.looks[-1]
        self.ws, self.made, self.today, self.truth = ws, made, look.day, look.truth
        self.forms, self.events, self.entries = plain_reports.forms(ws), plain_reports.events(ws), entries(ws)
        self.heads = [one for one in self.entries if not one.replaced]
        self.rows = list(self._rows())

    def kind(self, kind: str) -> list[Entry]:
        return [one for one in self.heads if one.kind == kind]

    # The schedule

    def _rows(self) -> Iterable[tuple[date, Row]]:
        """Last day and row, for every row of the year."""
        by_hand = plain_schedule.plain(self.truth, self.made.codes, self.today, "family")
        for (code, first, unit), counted in by_hand.items():
            last, name = ends_of(code, first), named_of(code, first)
            waived = {
                one.digest
                for one in self.kind("exemption")
                if (one.body["method"], one.body["period"]) == (code, name)
                and one.body.get("unit", "") in ("", unit)
            }
            could = tuple(sorted(self._could(code, first, last, unit, name)))
            yield last, Row(code, unit, counted, could, frozenset(waived))

    def _could(self, code: str, first: date, last: date, unit: str, name: str) -> Iterable[tuple[date, str]]:
        works = [w for w in self.made.forms if w.came or w.template != "OBS"]
        signed = [
            (p, w.digest) for p, w in zip(self.truth.pieces, works, strict=True) if p.signed is not None
        ]
        here = [(p, d) for p, d in signed if first <= p.owed <= last]
        if code in plain_schedule.QUOTA:
            fits = plain_schedule.QUOTA[code][2]
            return [(p.signed, d) for p, d in here if fits(p) and p.supervisor == unit]
        if code in plain_schedule.WHOLE:
            return [(p.signed, d) for p, d in here if plain_schedule.WHOLE[code][2](p)]
        if code == "Q17":
            return [(p.signed, d) for p, d in here if (p.template, p.service) == ("SUP", unit)]
        if code in ("Q07", "Q08"):
            by_piece = {id(p): d for p, d in signed}
            month = f"{first - timedelta(days=1):%Y-%m}"
            answers = plain_schedule.answers(self.truth)
            ways = ("up", "down") if code == "Q07" else ("return",)
            moves = [
                m for m in self.truth.moves if f"{m[1]:%Y-%m}" == month and m[2] in ways and m[3] == unit
            ]
            answered = [answers[m] for m in moves if m in answers and answers[m].signed]
            return [(p.signed, by_piece[id(p)]) for p in answered]
        if code == "Q15":
            came = {e.digest: on_day(e.at) for e in self.entries}
            own = [e for e in self.events if first <= e.day <= last and e.digest and e.lead == unit]
            return [(first + (came[e.digest] - e.day), e.digest) for e in own]  # in order of how late it came
        return self._held(code, first, last, unit, name)

    def _held(self, code: str, first: date, last: date, unit: str, name: str) -> Iterable[tuple[date, str]]:
        for one in self.heads:
            if one.kind == "feedback" and code == "Q16" and one.body["cycle"] == name:
                yield on_day(one.at), one.digest
            if one.kind not in ("occasion", "meeting", "extract") or one.body["method"] != code:
                continue
            days = (
                [one.body.get("on")]
                if one.kind != "extract"
                else [r["on"] for r in one.body.get("reviews", ())]
            )
            if one.body["period"] == name and one.body.get("unit", "") in ("", unit) and any(days):
                yield on_day(min(days)), one.digest

    def of(self, span: Span, methods: Iterable[str]) -> list[Row]:
        """What is owed in rows that end in this time."""
        chosen = [r for last, r in self.rows if span[0] <= last <= span[1] and r.counted.owed]
        return [r for r in chosen if not list(methods) or r.method in methods]


def on_day(at: str) -> date:
    return date.fromisoformat(at[:10])


def ends_of(code: str, first: date) -> date:
    if METHODS[code].get("span") == "weeks":
        return first + timedelta(days=6)
    return plain_schedule.month_ends(first.year, first.month + int(METHODS[code]["every"]) - 1)


def named_of(code: str, first: date) -> str:
    if METHODS[code].get("span") == "weeks":
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}"
    return plain_schedule.named(int(METHODS[code]["every"]), first, ends_of(code, first))
