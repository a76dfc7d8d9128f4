"""Going back to a backup while the window is open, or before it can be: the one place that closes the profile to do so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qa_desktop.errors import QaError

if TYPE_CHECKING:
    from qa_desktop.restoring import Foreseen
    from ui.app import Program


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
        """The profile is damaged: look for the newest backup that is whole, and say what it holds."""
        from ui.app import the_rest

        world = self._program.world
        self._program.jobs.run(
            lambda _: the_rest().newest_backup(world, passphrase), self._found, self._nothing_found
        )

    def _found(self, found: tuple[bytes, Foreseen]) -> None:
        self._key, foreseen = found
        cover = self._program.cover
        if cover is not None:
            cover.offer_backup(foreseen.words)

    def _nothing_found(self, error: QaError) -> None:
        cover = self._program.cover
        if cover is not None:
            cover.say_damaged(str(error))

    def swap(self) -> None:
        from ui.app import the_rest

        world, key = self._program.world, self._key
        self._key = b""
        self._program.jobs.run(lambda _: the_rest().gone_back(world, key), self._swapped, self._nothing_found)

    def _swapped(self, _kept: Path) -> None:
        self._program.ask_again("The backup is in place.", "Type your passphrase to open it.")
