"""Who may do what: one table, in `resources/roles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from qa_desktop.templates import Model


class Role(Model):
    code: str
    name: str


@lru_cache(maxsize=4)
def _table(resources: Path) -> dict[str, Any]:
    return tomllib.loads((resources / "roles.toml").read_text("utf-8"))


def roles(resources: Path) -> tuple[Role, ...]:
    return tuple(Role(code=r["code"], name=r["name"]) for r in _table(resources)["role"])


def name(resources: Path, code: str) -> str:
    return next((r.name for r in roles(resources) if r.code == code), code)


def may(resources: Path, role: str, capability: str) -> bool:
    """Whether a role may do this at all. How far (own team, own service …) is in the same table, for later."""
    found = next((c for c in _table(resources)["capability"] if c["code"] == capability), None)
    return found is not None and role in found["roles"]


def scope(resources: Path, role: str, capability: str) -> str:
    """How far a role may do this: the code of a scope in the same table. “no” where it may not at all."""
    found = next((c for c in _table(resources)["capability"] if c["code"] == capability), None)
    return str(found["may"].get(role, "no")) if found else "no"


def who_may(resources: Path, capability: str) -> tuple[str, ...]:
    """The names of the roles that may do this."""
    return tuple(r.name for r in roles(resources) if may(resources, r.code, capability))


def quote_checkers(resources: Path) -> tuple[str, ...]:
    """Codes of the roles that may check what another person quoted."""
    return tuple(_table(resources)["check_quotes"])


def one_of(names: Sequence[str]) -> str:
    """Roles as they stand in a sentence: "worker, team manager or practice lead"."""
    said = [name[:1].lower() + name[1:] for name in names]
    return f"{', '.join(said[:-1])} or {said[-1]}" if len(said) > 1 else "".join(said)
