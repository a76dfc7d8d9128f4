"""Going back to a backup while the window is open, or before it can be: the one place that closes the profile to do so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qa_desktop.errors import QaError
from qa_desktop.words import tr
from ui.kit import Banner
from ui.shell import Place

if TYPE_CHECKING:
    from qa_desktop.rescue import Readable
    from qa_desktop.restoring import Foreseen
    from qa_desktop.workspace import Workspace
    from ui.app import Program

READING = ("preview", "guide", "verify")  # rooms besides its own that a damaged profile has
READ_BESIDE = (Place("guide", tr("Guide and templates"), "book-open", foot=True),)
DAMAGED = tr("The profile is damaged.")


class GoingBack(QObject):
    """Asks what there is, swaps, and asks for the passphrase again."""

    def __init__(self, program: Program):
        super().__init__(program)
        self._program = program
        self._key = b""

    def from_settings(self) -> None:
        """What was looked at in Settings takes the place of the profile that is open."""
        desk = self._program.desk
        if desk is None:
            return
        self._key = desk.workspace.store.key
        self._program.leave_profile()
        self.swap()

    def from_start(self, passphrase: str) -> None:
        """The profile is damaged: look for what there is, and offer it."""
        from ui.app import the_rest

        world = self._program.world
        self._program.jobs.run(
            lambda _: the_rest().key_of(world, passphrase), self._look, self._nothing_found
        )

    def from_open(self, words: str) -> None:
        """The open profile met a damaged page, or is only being read: close it, and offer what there is."""
        desk = self._program.desk
        if desk is None:
            return
        key = desk.workspace.store.key
        self._program.leave_profile()
        self._program.ask_again("", "")
        if self._program.cover is not None:
            self._program.cover.say_damaged(words)
        self._look(key)

    def _look(self, key: bytes) -> None:
        """The newest backup that is whole, and what can still be read without one."""
        from ui.app import the_rest

        world, jobs = self._program.world, self._program.jobs
        self._key = key
        jobs.run(lambda _: the_rest().newest_backup(world, key), self._found, self._nothing_found)
        jobs.run(lambda _: the_rest().readable(world, key), self._readable, self._nothing_readable)

    def _found(self, foreseen: Foreseen) -> None:
        if self._program.cover is not None:
            self._program.cover.offer_backup(foreseen.words)

    def _nothing_found(self, error: QaError) -> None:
        if self._program.cover is not None:
            self._program.cover.say_damaged(str(error))

    def _readable(self, told: Readable) -> None:
        if self._program.cover is not None:
            self._program.cover.offer_reading(told.words)

    def _nothing_readable(self, _error: QaError) -> None:
        """What was said of the damage is enough."""

    # Reading what is left

    def read(self) -> None:
        from ui.app import the_rest

        world, key = self._program.world, self._key
        self._key = b""  # once: a second press must not open it again under the first
        if key:
            self._program.jobs.run(
                lambda tell: the_rest().reading(world, key, tell), self._open, self._nothing_found
            )

    def _open(self, found: tuple[Workspace, Readable]) -> None:
        """A window of these places alone: nothing in it changes anything."""
        from ui.screens.rescue import RescueScreen

        workspace, told = found
        program = self._program
        window = program.window
        program.use(workspace, READING)
        window.register("rescue", lambda **_: RescueScreen(program.desk, window, told))
        window.set_places([Place("rescue", tr("What can be read"), "file-text"), *READ_BESIDE])
        window.on("restore", lambda: self.from_open(DAMAGED))
        strip = Banner("warn", tr("Read only."), tr("This profile is damaged. Nothing can be changed in it."))
        window.banner(strip)
        window.go("rescue")
        program.shown()

    def swap(self) -> None:
        from ui.app import the_rest

        world, key = self._program.world, self._key
        self._key = b""
        self._program.jobs.run(lambda _: the_rest().gone_back(world, key), self._swapped, self._nothing_found)

    def _swapped(self, _kept: Path) -> None:
        self._program.ask_again(tr("The backup is in place."), tr("Type your passphrase to open it."))
