"""What the start of the window asks of the program. Kept apart so that the window can be seen before this is loaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qa_desktop import backups, keys, locking, made_up, passphrases, profiles, rescue, restoring, roles
from qa_desktop.workspace import Tell, Workspace, vault_bytes
from qa_desktop.world import World

if TYPE_CHECKING:
    from qa_desktop import practice


def opened(world: World, passphrase: str) -> Workspace:
    """The profile, tried and closed again: the desk opens it on its own thread. Raises CannotOpen, WrongPassphrase."""
    workspace = profiles.open_workspace(world, passphrase)
    workspace.close()
    return workspace


def recovered(world: World, recovery_key: str, new: str, cost: keys.Cost | None) -> Workspace:
    """As `opened`, by the key on paper, which gives the profile a new passphrase."""
    passphrases.recover(world.data_dir, recovery_key, new, cost)
    workspace = profiles.open_workspace(world, new)
    try:
        passphrases.noted(workspace, "passphrase")
    finally:
        workspace.close()
    return workspace


def key_of(world: World, passphrase: str) -> bytes:
    """The profile's key, which opens a backup and what is left of a damaged database too. Raises WrongPassphrase."""
    return keys.open_vault(vault_bytes(world.data_dir), passphrase)


def newest_backup(world: World, key: bytes) -> restoring.Foreseen:
    """What the newest whole backup would bring back. Raises CannotOpen where there is none."""
    return restoring.prepare(world, key, restoring.newest_good(world.data_dir, key))


def readable(world: World, key: bytes) -> rescue.Readable:
    """What can be read of a damaged database. Raises CannotOpen where that is nothing."""
    return rescue.look(world, key)


def reading(world: World, key: bytes, tell: Tell) -> tuple[Workspace, rescue.Readable]:
    """It, open to be read only; as `opened`, the desk opens it on its own thread. To be ended by `end_reading`."""
    workspace, told = rescue.open_reading(world, key, tell)
    workspace.close()
    return workspace, told


def end_reading(world: World) -> None:
    """Once nobody has it open any more."""
    rescue.end(world)


def gone_back(world: World, key: bytes) -> Path:
    """Put the backup that was looked at in place. Returns where the database before it is kept."""
    return restoring.swap(world, key, world.new_id())


def wait_after(wrong: int) -> int:
    """How many seconds to wait after so many wrong passphrases in a row."""
    return passphrases.wait_after(wrong)


def practice_workspace(
    usual: Path, world: World, side: practice.Side, tell: Tell
) -> tuple[Path, World, Workspace, bool]:
    """Its folder, its world and its profile, tried and closed; and whether it was made just now, or found again."""
    from qa_desktop import practice  # brings reports with it, which no start needs

    def world_of(place: Path) -> World:
        return replace(world, data_dir=place)

    folder = practice.folder_of(usual, side)
    found = practice.profile_in(folder, side)
    if found is None:
        practice.throw_away(folder)
    here = world_of(found or practice.make(folder, side, world_of, tell))
    return folder, here, opened(here, practice.PASSPHRASE), found is None


def throw_practice_away(folder: Path) -> None:
    """Delete a practice workspace that was left."""
    from qa_desktop import practice  # as above

    practice.throw_away(folder)


def is_made_up(workspace: Workspace) -> bool:
    """Whether this is a practice workspace."""
    return made_up.is_made_up(workspace)


def back_up(workspace: Workspace, _tell: Tell) -> Path | None:
    """The backup of the day, if it was not made yet."""
    return backups.make_daily(workspace)


def locks_sooner(workspace: Workspace) -> str:
    """Where the window was set to lock later than it may: that it no longer does."""
    return locking.bring_down(workspace)


def leads(workspace: Workspace) -> bool:
    """Whether this person's window is a practice lead's."""
    return roles.may(workspace.world.resources, workspace.me.role, "admit_people")


def sides(workspace: Workspace) -> set[str]:
    """Whose places this window lists: a practice lead's or an auditor's, and those of a head of service besides."""
    heads = roles.may(workspace.world.resources, workspace.me.role, "approve_exemption")
    return {"lead" if leads(workspace) else "auditor", *(["head"] if heads else [])}


def role_words(workspace: Workspace) -> str:
    """The role as the corner of the window says it, where “Team manager or supervisor” has no room."""
    return roles.name(workspace.world.resources, workspace.me.role).partition(" or ")[0]
