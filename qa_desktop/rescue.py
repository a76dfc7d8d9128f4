"""A damaged profile opened to be read only: what is still whole in its database, in a scratch copy that nothing may change.

The damaged file is not touched. What reads can be looked at and written out: signed entries into a file that is taken in
after going back to a backup, drafts as text. Nothing is guessed: what does not fit its digest and signature is left out.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db import lock, salvage
from db.errors import Locked, StoreError
from db.store import EntryRow, Store
from qa_desktop import (
    answer_types,
    bundles,
    canonical,
    entries,
    files,
    forms,
    identity,
    keys,
    ledger,
    packs,
    people,
    plain_csv,
    restoring,
    retention,
    soundness,
    walk,
)
from qa_desktop.errors import CannotOpen, DamagedProfile, NotAllowed, QaError, WriteFailed
from qa_desktop.workspace import DATABASE, Me, OnCommit, Tell, Workspace, nothing, quiet
from qa_desktop.world import World

SCRATCH = f"{files.PART}{0:016x}"  # swept like whatever else a crash leaves; locked with the profile's key
NEEDED = ("me", "log", "root", "certificate", "signing_key", "age_secret", "age_recipient")
BUNDLE, DRAFTS, LEFT_OUT = "rescued", "drafts.txt", "left-out.csv"


@dataclass(frozen=True, slots=True)
class Readable:
    """What of a damaged profile can be read, and what cannot."""

    pages: int
    bad: tuple[int, ...]  # pages of the file, from 1
    entries: int
    forms: int
    drafts: int
    lost: tuple[str, ...] = field(repr=False)  # digests of entries that are named and cannot be read
    borrowed: tuple[str, ...] = ()  # what this profile keeps for itself and only a backup could tell

    @property
    def words(self) -> str:
        """How much it is, for whoever has to decide."""
        forms = _many(self.forms, "signed form", "signed forms")
        kept = f"{_many(self.entries, 'entry', 'entries')} ({forms} among them)"
        lost = f" {_many(len(self.lost), 'entry', 'entries')} cannot." if self.lost else ""
        bad = f"{_many(len(self.bad), 'page', 'pages')} of {self.pages} in the file"
        are = "is" if len(self.bad) == 1 else "are"
        return f"{kept} and {_many(self.drafts, 'draft', 'drafts')} can be read.{lost} {bad} {are} damaged."


def _many(n: int, one: str, more: str) -> str:
    return f"{n} {one if n == 1 else more}"


@dataclass(frozen=True, slots=True)
class _Held:
    """What was found, checked."""

    rows: tuple[EntryRow, ...]
    certificates: Mapping[str, bytes]
    settings: Mapping[str, bytes]
    found: salvage.Salvaged
    told: Readable


def look(world: World, key: bytes, tell: Tell = quiet) -> Readable:
    """What could be read. Changes nothing. Raises CannotOpen where that is nothing."""
    return _held(world, key, tell).told


def open_reading(
    world: World, key: bytes, tell: Tell = quiet, on_commit: OnCommit = nothing
) -> tuple[Workspace, Readable]:
    """Open what can be read, to be closed by `close`. Raises CannotOpen where nothing can, or somebody has it open."""
    database = world.data_dir / DATABASE
    try:
        lock.hold(database)
    except Locked as error:
        raise CannotOpen("This profile is open in another window. Close that one, or go on there.") from error
    except StoreError as error:
        raise CannotOpen(f"{database.name} cannot be opened: {error}") from error
    try:
        _forget(world)
        held = _held(world, key, tell)
        try:
            store = Store(world.data_dir / SCRATCH, key, on_commit)
        except StoreError as error:
            raise WriteFailed(
                f"There is no room to open it: {error} Free some space, and try again."
            ) from error
        try:
            return _filled(store, world, key, held), held.told
        except BaseException:
            store.close()
            raise
    except BaseException:
        _forget(world)
        lock.release(database)
        raise


def _filled(store: Store, world: World, key: bytes, held: _Held) -> Workspace:
    me = Me(**canonical.loads(held.settings["me"], "the profile"))
    filling = Workspace(store, world, me, key)
    with filling.write():
        store.put_certificates(dict(held.certificates))
        store.put_entries(held.rows)
        for name, value in held.settings.items():
            store.put_setting(name, value)
        for one in held.found.drafts.values():
            store.put_draft(one.doc, one.template, one.body, one.changed)
    retention.remember(filling)  # what was purged stays purged, as at every opening
    soundness.rebuild(filling)
    store.only_read()
    return Workspace(store, world, me, key, reading=True)


def close(ws: Workspace) -> None:
    """Close what was opened to be read, and throw the scratch copy away."""
    ws.close()
    end(ws.world)


def end(world: World) -> None:
    """Throw the scratch copy away, and let go of the damaged profile. Everything that read it must be closed."""
    _forget(world)
    lock.release(world.data_dir / DATABASE)


def _forget(world: World) -> None:
    for ending in restoring.BESIDE:
        with contextlib.suppress(OSError):
            (world.data_dir / f"{SCRATCH}{ending}").unlink(missing_ok=True)


def _held(world: World, key: bytes, tell: Tell) -> _Held:
    try:
        found = salvage.read(world.data_dir / DATABASE, key, keys.open_page, tell)
    except StoreError as error:
        raise CannotOpen(f"{error} Nothing of it can be read. Go back to a backup.") from error
    rows, lost = [], set(found.named)
    for digest, (header, body, salt, signature) in found.entries.items():
        with contextlib.suppress(QaError, KeyError):
            signer = entries.Header.model_validate_json(header).signer
            sealed = entries.Sealed(header, body, salt, signature, found.certificates[signer])
            rows.append(entries.row_of(sealed, entries.admit(sealed, "An entry")))
            lost.discard(digest)
    if not rows and not found.drafts:
        raise CannotOpen(
            f"Nothing in {DATABASE} can be read. The file is kept as it is; go back to a backup, or ask for help."
        )
    settings, borrowed = _settings(world, key, found)
    n = sum(row.kind == "form" for row in rows)
    told = Readable(found.pages, found.bad, len(rows), n, len(found.drafts), tuple(sorted(lost)), borrowed)
    return _Held(tuple(rows), found.certificates, settings, found, told)


def _settings(world: World, key: bytes, found: salvage.Salvaged) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """What the profile keeps for itself. Who it is and its keys hardly ever change, so a backup may tell them."""
    settings = dict(found.settings)
    wanted = [name for name in NEEDED if name not in settings]
    with contextlib.suppress(CannotOpen, StoreError):
        if wanted:
            newest = restoring.folder_of(world.data_dir) / restoring.newest_good(world.data_dir, key)
            settings |= {
                n: v for n, v in salvage.read(newest, key, keys.open_page).settings.items() if n in wanted
            }
    if "me" not in settings:
        raise DamagedProfile(
            "Whose profile this is cannot be read, and no backup tells. The file is kept as it is; ask for help."
        )
    return settings, tuple(name for name in wanted if name in settings)


# Writing out


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. `bundle`: None where no key could be read to lock and sign it with."""

    folder: Path
    bundle: Path | None
    entries: int
    drafts: int
    left_out: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """What is where, and what to do with it."""
        told = [f"Written to {self.folder}."]
        if self.bundle:
            told.append(
                f"{self.bundle.name} holds {_many(self.entries, 'signed entry', 'signed entries')}, locked for you alone: "
                "go back to a backup, then import it."
            )
        if self.drafts:
            told.append(
                f"{DRAFTS} holds {_many(self.drafts, 'draft', 'drafts')} as text that anybody can read."
            )
        if self.left_out:
            told.append(f"What was left out is listed in {LEFT_OUT}.")
        return " ".join(told)


def write(ws: Workspace, told: Readable, folder: Path, tell: Tell = quiet) -> Written:
    """Write what can be read into a new folder: signed entries in a file for this person alone, to be taken in after
    going back to a backup; drafts as text that anybody can read; and a list of what was left out.

    Raises NotAllowed where the folder is not empty, WriteFailed where it cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotAllowed(f"{folder} is not empty, so nothing was written. Choose a new folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteFailed(f"{folder} cannot be made. Choose another place.") from error
    left = [(f"Entry {digest}", "Its page in the file is damaged.") for digest in told.lost]
    tell(0, 3)
    rows = [row for row in ws.store.entries() if row.kind not in ledger.BOOKKEEPING]
    path: Path | None = folder / f"{BUNDLE}{bundles.BUNDLE_SUFFIX}"
    try:
        assert path is not None
        _bundle(ws, rows, path)
    except (NotAllowed, AssertionError, ValueError) as error:
        path = None
        why = str(error) if isinstance(error, NotAllowed) else "The keys of this profile cannot be read."
        left.append((_many(len(rows), "signed entry", "signed entries"), why))
    tell(1, 3)
    drafts = forms.drafts(ws)
    if drafts:
        files.write_whole(folder / DRAFTS, "\n\n".join(draft_text(ws, one) for one in drafts).encode())
    tell(2, 3)
    files.write_whole(folder / LEFT_OUT, plain_csv.written([("what", "why"), *left]))
    tell(3, 3)
    return Written(folder, path, len(rows) if path else 0, len(drafts), tuple(left))


def _bundle(ws: Workspace, rows: list[EntryRow], path: Path) -> None:
    signer = ws.signer()
    to = people.everyone(ws).get(ws.me.code)
    recipient = to.age if to and to.age else ws.text("age_recipient")
    if recipient is None:
        raise NotAllowed("The key that opens bundles cannot be read.")
    me = identity.subject(signer.certificate)
    person = entries.Person(code=me.code, name=me.name, role=me.role, age=recipient)
    packs.aside(ws, "archive", [*rows, *retention.rows(ws), *people.revocations(ws)], person, path)


def draft_text(ws: Workspace, draft: forms.Draft) -> str:
    """A draft as plain text: each question that is asked and answered."""
    try:
        template = forms.template_of(ws, draft)
    except QaError:
        body = json.dumps(draft.answers, ensure_ascii=False, indent=1, default=str)
        return f"Draft {draft.doc}, of a form that cannot be read\n\n{body}"
    lines = [f"{template.title}, draft {draft.doc}, not signed"]
    for question in walk.asked(template, draft.answers):
        if question.id in draft.answers:
            value = draft.answers[question.id]
            lines += [f"\n{question.ask or question.name}", answer_types.words(template, question, value)]
            lines += _in_full(value) if isinstance(value, (dict, list)) else []
    return "\n".join(lines)


def _in_full(value: Any, name: str = "") -> list[str]:
    """Every part of an answer, a line each: the one line of words leaves comments out."""
    if isinstance(value, dict):
        return [line for key, one in value.items() for line in _in_full(one, f"{name} {key}".strip())]
    if isinstance(value, list):
        return [line for n, one in enumerate(value, 1) for line in _in_full(one, f"{name} {n}".strip())]
    return [f"  {name}: {value}"] if value not in (None, "") else []
