"""The report packs as `resources/reports.toml` has them: for whom, how often, and what is in each."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from qa_desktop.errors import NotKnown
from qa_desktop.report_drafts import Asked
from qa_desktop.templates import Code, Model

WRITTEN = ("space", "quotes")
"""Kinds of part that leave room for what people write."""


class SectionAsked(Model):
    title: str
    part: tuple[Asked, ...]


class Pack(Model):
    """One pack of `resources/reports.toml`, where each field is explained."""

    code: Code
    prefix: Code
    title: str
    who: str
    months: int
    method: str = ""
    team: bool = False
    editable: bool = False
    elsewhere: str = ""
    section: tuple[SectionAsked, ...] = ()

    @property
    def spaces(self) -> tuple[Asked, ...]:
        """Everywhere that people write, in order."""
        return tuple(one for section in self.section for one in section.part if one.kind in WRITTEN)


@lru_cache(maxsize=4)
def packs(resources: Path) -> tuple[Pack, ...]:
    """Every pack, in order."""
    held = tomllib.loads((resources / "reports.toml").read_text("utf-8"))
    return tuple(Pack.model_validate(one) for one in held["pack"])


def pack(resources: Path, code: str) -> Pack:
    """Raises NotKnown, naming those there are."""
    found = next((one for one in packs(resources) if one.code == code), None)
    if found is None:
        known = ", ".join(one.code for one in packs(resources))
        raise NotKnown(f"There is no report “{code}”. There are {known}.")
    return found
