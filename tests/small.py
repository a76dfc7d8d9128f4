"""A small instrument, and the shortest ways to fill one in: for tests that care about something else."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import count
from pathlib import Path
from random import Random
from sqlite3 import SQLITE_FULL
from typing import Any

from sqlcipher3.dbapi2 import OperationalError

from db.errors import StoreError
from qa_desktop import (
    bundles,
    canonical,
    demo,
    entries,
    forms,
    identity,
    import_plans,
    imports,
    templates,
    walk,
)
from qa_desktop.answer_types import Value
from qa_desktop.errors import QaError
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace
from tests.conftest import RESOURCES

TINY = """
code = "TINY"
title = "Small check"
version = "1"
status = "For tests"
scales = ["EV", "YN", "G4"]
source = [{ code = "plan", label = "Plan" }]

[[section]]
id = "A"
title = "Set up"

[[section.question]]
id = "case"
ask = "Mosaic ID"
type = "TXT"
fact = "case"

[[section.question]]
id = "team"
ask = "Team"
type = "ONE"
fact = "team"

[[section.question]]
id = "visited"
ask = "Was there a visit?"
type = "YN"

[[section.question]]
id = "visit"
ask = "What was seen?"
type = "LTX"
ask_if = [{ visited = ["y"] }]

[[section]]
id = "P1"
title = "Together"
principle = "P1"

[[section.question]]
id = "P1.1"
ask = "The worker was there."
type = "EV"
standard = "there"

[[section.question]]
id = "O1"
ask = "Overall"
type = "G4"
use = "overall"
"""

THREE = {"rating": "3", "seen": "R"}
FULL: dict[str, Value] = {
    "case": "F-FAM1Y-00001", "team": "South FST", "visited": "y", "visit": "A warm room.", "P1.1": THREE, "O1": "3",
}  # fmt: skip


@lru_cache
def shared() -> dict[str, Any]:
    return templates.shared_parts(RESOURCES)


def read(text: str, name: str = "small.toml") -> Template:
    return templates.load(text.encode(), name, shared())


@lru_cache
def tiny(version: str = "1") -> Template:
    return read(TINY.replace('version = "1"', f'version = "{version}"'))


@lru_cache
def deep_audit() -> Template:
    """The real one. Hypothesis prints the arguments of a failing test, so it is no fixture there."""
    return templates.load_file(RESOURCES / "templates" / "rfp.toml", RESOURCES)


def answered(ws: Workspace, draft: forms.Draft, answers: dict[str, Value]) -> forms.Draft:
    for question, value in answers.items():
        draft = forms.answer(ws, draft, question, value)
    return draft


def sealed(ws: Workspace, answers: dict[str, Value] | None = None, template: Template | None = None) -> str:
    """The digest of one signed small form."""
    draft = forms.start(ws, template or tiny())
    return forms.finish(ws, answered(ws, draft, FULL | (answers or {})))


def amended(ws: Workspace, digest: str, answers: dict[str, Value]) -> str:
    draft = forms.amend(ws, digest, "A second look was needed")
    return forms.finish(ws, answered(ws, draft, answers))


def filled(template: Template, seed: int = 1, answers: dict[str, Value] | None = None) -> dict[str, Value]:
    """A whole set of answers to any template, as a careful auditor might give them, without a profile."""
    rng, script = Random(seed), demo_script()
    held: dict[str, Value] = dict(answers or {})
    for _ in range(3):
        for question in walk.asked(template, held):
            draft = forms.Draft("d", template.digest, held)
            if question.type != "AUTO" and question.id not in held:
                held[question.id] = demo._value(template, question, draft, rng, script, 0)
    return held


@lru_cache
def demo_script() -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "demo.toml").read_text("utf-8"))


class Failing:
    """A database connection of which one statement fails, as a full or broken disk makes it fail."""

    def __init__(self, conn: Any, at: int, error: Exception | None = None):
        self._conn, self.left, self._error = conn, at, error

    def _one(self) -> None:
        self.left -= 1
        if self.left == 0 and self._error is not None:
            raise self._error
        if self.left == 0:
            error = OperationalError("database or disk is full")
            error.sqlite_errorcode = SQLITE_FULL
            raise error

    def execute(self, *said: Any) -> Any:
        self._one()
        return self._conn.execute(*said)

    def executemany(self, *said: Any) -> Any:
        self._one()
        return self._conn.executemany(*said)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._conn, name)


class FailsOnceCommitted(Failing):
    """As `Failing`: whatever is asked after the commit of a statement that names `table` fails."""

    def __init__(self, conn: Any, table: str):
        super().__init__(conn, 0)
        self._into, self._written, self.committed = f"INTO {table}", False, False

    def execute(self, *said: Any) -> Any:
        if self.committed:
            self.left = 1
            self._one()
        answer = self._conn.execute(*said)
        self._written = self._written or self._into in said[0]
        self.committed = self._written and said[0] == "COMMIT"
        return answer


def fails_at_every_statement(ws: Workspace, act: Callable[[], object], look: Callable[[], object]) -> int:
    """Do `act` again and again, each time with a later statement failing, until none does.

    What `look` sees must be as before each time. Returns how many statements there were.
    """
    before = look()
    conn = ws.store._conn
    for at in count(1):
        ws.store._conn = failing = Failing(conn, at)
        try:
            act()
        except (QaError, StoreError, OperationalError):
            pass
        finally:
            ws.store._conn = conn
        if failing.left > 0:
            return at - 1
        assert look() == before, at
    raise AssertionError


def forge(signer: identity.Signer, body: Any = None, salt: bytes = b"s" * 16, **said: Any) -> entries.Sealed:
    """An entry signed by hand: any header, true or not. A value of `...` leaves the key out."""
    content = body if isinstance(body, bytes) else canonical.dumps({} if body is None else body)
    header = {
        "v": 1, "kind": "form", "doc": "by-hand", "log": "by-hand", "seq": 1, "prev": None,
        "signer": signer.fingerprint, "at": "2026-11-20T09:00:00Z", "template": tiny().digest,
        "commit": entries.commitment(salt, content),
    } | said  # fmt: skip
    data = canonical.dumps({k: v for k, v in header.items() if v is not ...})
    signature = signer.sign(entries.SIGN_DOMAIN + hashlib.sha256(data).digest())
    return entries.Sealed(data, content, salt, signature, identity.to_der(signer.certificate))


def bundle_of(sealed: Iterable[entries.Sealed], sender: Workspace, to: Workspace, name: str = "b") -> bytes:
    """These entries as a file from one profile to another, whatever they are."""
    lines = [entries.to_line(one) for one in sealed]
    signer, me = sender.signer(), sender.me
    manifest = bundles.Manifest(
        kind="return", bundle=name, number=1, previous=None, to_name=to.me.name, at="2026-11-20T09:00:00Z",
        made_with="0.1.0", counts={},
        sender=bundles.Sender(
            code=me.code, name=me.name, role=me.role, log=sender.log, fingerprint=signer.fingerprint
        ),
    )  # fmt: skip
    return bundles.pack(lines, manifest, signer, to.text("age_recipient") or "")


def two_hundred(folder: Path, sender: Workspace, to: Workspace, *digests: str) -> list[Path]:
    """197 files that hold the same, no two of them alike byte for byte, and three that are spoiled."""
    folder.mkdir()
    held = held_by(sender, *digests)
    paths = [folder / f"{n:03}.qabundle" for n in range(200)]
    for n, path in enumerate(paths):
        path.write_bytes(bundle_of(held, sender, to, f"b{n}"))
    for n, data in ((50, b""), (99, b"<html>"), (150, paths[150].read_bytes()[:-20])):
        paths[n].write_bytes(data)
    return paths


def bring(to: Workspace, sender: Workspace, *sealed: entries.Sealed) -> imports.Outcome:
    """Import these entries."""
    plan = import_plans.plan(to, "by-hand.qabundle", bundle_of(sealed, sender, to))
    assert plan.status in ("ready", "check", "already"), plan.words
    return imports.take_in(to, [plan], back_up=False)


def held_by(ws: Workspace, *digests: str) -> list[entries.Sealed]:
    """Entries of a profile as they travel: all, or these."""
    certificates = ws.store.certificates()
    rows = [ws.store.entry(d) for d in digests] if digests else list(ws.store.entries())
    return [entries.sealed_of(row, certificates[row.signer]) for row in rows if row]
