"""How long each kind is kept: what the service decided, by whom and when. A view of entries, the same everywhere.

Of two decisions that were made apart from each other both stand, and both are shown. Until somebody decides again the
longer period holds, and “not set” is the longest of all: what would have been kept is not removed by a clash.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from db.store import EntryRow
from qa_desktop import counting, ledger, roles, trail
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.retention_entries import MOST_MONTHS, Period
from qa_desktop.templates import Model
from qa_desktop.workspace import Workspace


class Rule(Model):
    """Which documents one period is for."""

    code: str
    setting: str
    name: str
    kinds: tuple[str, ...]
    methods: tuple[str, ...]
    others: bool = False  # forms of methods that no rule names


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision that stands. `months`: None means that things are kept without an end."""

    months: int | None
    by: str  # name; “” where it was only ever set in this profile
    at: str  # by their laptop's clock: shown, decides nothing
    digest: str

    @property
    def words(self) -> str:
        said = months_words(self.months)
        return f"{said}: {self.by}, {day_words(self.at)}" if self.by else f"{said}: set on this laptop only"


@dataclass(frozen=True, slots=True)
class Standing:
    """How long one kind is kept, and every decision that says so or says otherwise."""

    rule: Rule
    months: int | None
    decided: tuple[Decided, ...]

    @property
    def clash(self) -> bool:
        return len({one.months for one in self.decided}) > 1

    @property
    def words(self) -> str:
        """Who decided it and when, for whoever looks at the period."""
        if not self.decided:
            return "Nobody has decided yet, so none of it is ever due."
        told = "; ".join(one.words for one in self.decided)
        if not self.clash:
            return f"Decided: {told}."
        return (
            f"Two decisions were made apart: {told}. The longer holds until a practice lead or head of service "
            "decides again."
        )


@lru_cache(maxsize=4)
def table(resources: Path) -> dict[str, Any]:
    """What resources/retention.toml says."""
    return tomllib.loads((resources / "retention.toml").read_text("utf-8"))


def rules(resources: Path) -> tuple[Rule, ...]:
    return tuple(Rule.model_validate(one) for one in table(resources)["rule"])


def months_words(months: int | None) -> str:
    return "not set" if months is None else "1 month" if months == 1 else f"{months} months"


def standing(ws: Workspace) -> dict[str, Standing]:
    """For each rule how long it is kept, and who decided."""
    found: dict[str, list[Decided]] = {}
    for row in ledger.heads(ws, "retention_period"):
        if row.body is not None:
            said = Period.model_validate_json(row.body)
            who = counting.signed_by(ws, row.signer)
            one = Decided(said.months or None, who.name if who else "", row.at, row.digest)
            found.setdefault(said.rule, []).append(one)
    return {one.code: _standing(ws, one, found.get(one.code, [])) for one in rules(ws.world.resources)}


def _standing(ws: Workspace, rule: Rule, decided: list[Decided]) -> Standing:
    if not decided and (held := ws.text(f"retention.{rule.code}")):  # from before decisions were entries
        decided = [Decided(int(held), "", "", "")]
    ordered = tuple(sorted(decided, key=lambda one: one.digest))
    months = [one.months for one in ordered]
    longest = None if not months or None in months else max(one for one in months if one is not None)
    return Standing(rule, longest, ordered)


def periods(ws: Workspace) -> dict[str, int | None]:
    """Months for each rule; None where nobody has set any."""
    return {code: one.months for code, one in standing(ws).items()}


def set_period(ws: Workspace, code: str, months: int | None) -> None:
    """Decide how long this kind is kept, for the whole service: every pack and return tells it. What is decided so
    already is not decided again; after a clash this settles it.

    Raises NotAllowed but for those who decide about keeping; NotKnown.
    """
    known = standing(ws)
    if code not in known:
        raise NotKnown(f"There is no rule “{code}”, so nothing was set. Use one of {', '.join(known)}.")
    if not roles.may(ws.world.resources, ws.me.role, "retention"):
        raise NotAllowed(
            "Only a practice lead or head of service sets how long things are kept. Nothing was changed."
        )
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise NotKnown("Give the period in months, from 1 to 1200. Nothing was changed.")
    one = known[code]
    told = any(each.digest for each in one.decided)
    if one.months == months and not one.clash and (told or months is None):
        return
    doc = f"period-{code}"
    with ws.write():
        replaces = tuple(row.digest for row in ledger.heads(ws, "retention_period", doc))
        body = Period(rule=code, months=months or 0)
        ws.seal("retention_period", doc, body.model_dump(mode="json"), replaces)
        ws.keep(f"retention.{code}", None)
        trail.note(ws, "setting", name=f"retention_{code}_months", value=months or "not set")


def rows(ws: Workspace) -> list[EntryRow]:
    """The decisions that stand: in every pack."""
    return ledger.heads(ws, "retention_period")
