"""Making a profile and opening one: the vault, the database, and who it belongs to."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from pathlib import Path

from qa_desktop import (
    canonical,
    files,
    high_water,
    identity,
    keys,
    made_up,
    people,
    places,
    retention,
    roles,
    soundness,
    trail,
)
from qa_desktop.errors import CannotOpen, NotAllowed, WriteFailed
from qa_desktop.workspace import DATABASE, VAULT, Me, OnCommit, Workspace, nothing, open_store, vault_bytes
from qa_desktop.world import World


def check_place(folder: Path) -> None:
    """Whether a new profile may live here. Raises NotAllowed where one is already, or the folder is synced."""
    places.refuse(folder)
    if (folder / VAULT).exists():
        raise NotAllowed(f"There is already a profile in {folder}. Open it, or choose another folder.")
    if (folder / DATABASE).exists():
        raise NotAllowed(
            f"There is a profile in {folder} whose {VAULT} is missing. Put it back, or choose another folder."
        )


def create(
    world: World,
    me: Me,
    passphrase: str,
    on_commit: OnCommit = nothing,
    cost: keys.Cost | None = None,
    root: bytes | None = None,
    practice: bool = False,
) -> tuple[Workspace, str]:
    """Make a new profile. Returns it with the recovery key, to be shown once and printed.

    A role that may admit people becomes the service's authority; everyone else waits to be admitted. So does
    whoever brings the certificate (DER) of a service that is there already, `root`: a second practice lead.
    `practice`: it is made up, and its organisation says so (`made_up`). Raises NotAllowed where a profile is already there, or the folder is synced; FileRefused where no certificate
    can hold the name or code. Nothing is left behind then.
    """
    check_place(world.data_dir)
    made_up.refuse_name(me.organisation, practice)
    secret, recipient = identity.new_age_key()
    signing_key = identity.new_signing_key()
    identity.request(me.code, me.name, me.role, me.organisation, signing_key, recipient)
    world.data_dir.mkdir(parents=True, exist_ok=True)
    vault, key, recovery = keys.create(passphrase, cost=cost)
    ws = Workspace(open_store(world, key, on_commit), world, me, key)
    try:
        with ws.write():
            ws.keep("me", canonical.dumps(asdict(me)))
            ws.keep("log", world.new_id())
            ws.keep("signing_key", identity.key_to_der(signing_key))
            ws.keep("age_secret", secret)
            ws.keep("age_recipient", recipient)
        if root is not None:
            ws.trust(root)
        elif roles.may(world.resources, me.role, "admit_people"):
            people.found_service(ws)
        with ws.write():
            trail.note(ws, "made", role=me.role)
        # last: a profile without its vault was never there
        files.write_whole(world.data_dir / VAULT, vault.to_bytes())
    except BaseException:
        discard(ws)
        raise
    return ws, recovery


def _derive_first(ws: Workspace) -> None:
    """A profile from before there were derived tables (schema 1) gets them once, or its audits would be in no figure.

    Seen by what is there, not by which steps were just done, so that a crash in between leaves nothing out for ever.
    """
    if ws.store.counts().get("form") and not ws.store.has_facts():
        with contextlib.suppress(WriteFailed):  # the next opening tries again
            soundness.rebuild(ws)


def _note_opening(ws: Workspace) -> None:
    """A disk that is full must not keep anybody from reading, so an opening that cannot be noted is not."""
    found = high_water.older(ws)
    with contextlib.suppress(WriteFailed), ws.write():
        if found:
            high_water.go_on(ws, found)
        else:
            trail.note(ws, trail.opening(ws))
    high_water.mark(ws)


def discard(ws: Workspace) -> None:
    """A half-made profile goes: nobody could use it, and the next attempt must find the place free."""
    ws.close()
    (ws.world.data_dir / VAULT).unlink(missing_ok=True)
    for left in ws.world.data_dir.glob(f"{DATABASE}*"):
        left.unlink()


def close(ws: Workspace) -> None:
    """Close a profile, with a note beside it of how far it had come."""
    high_water.mark(ws)
    ws.close()


def open_workspace(world: World, passphrase: str, on_commit: OnCommit = nothing) -> Workspace:
    """Open a profile. Raises CannotOpen, or WrongPassphrase; nothing is changed then."""
    key = keys.open_vault(vault_bytes(world.data_dir), passphrase)
    store = open_store(world, key, on_commit)
    # now that no other process can be at work here: what it was writing would be taken for left over
    for folder in (world.data_dir, world.data_dir / "backups"):
        files.sweep(folder)
    held = store.setting("me")
    if held is None:
        store.close()
        raise CannotOpen(
            f"The profile in {world.data_dir} was never finished. Remove the folder and make it again."
        )
    ws = Workspace(store, world, Me(**canonical.loads(held, "the profile")), key)
    try:
        retention.catch_up(ws)
        _derive_first(ws)
        _note_opening(ws)
    except BaseException:
        ws.close()
        raise
    return ws
