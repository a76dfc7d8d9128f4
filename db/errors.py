"""What can go wrong with the database file. Short sentences; the program above adds what to do next."""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot be read or written. Nothing half done is ever kept."""


class CannotOpen(StoreError):
    """The file or its folder is not there, or may not be read."""


class WrongKey(StoreError):
    """The key does not fit. Damage to the first page looks the same, so try the key first."""


class Damaged(StoreError):
    """The file is not as this program wrote it. It is left as it is, for a backup to heal."""


class NewerDatabase(StoreError):
    """The file was written by a later version of the program. It was not touched."""


class Locked(StoreError):
    """Another process has the database open. `pid` is that process, 0 if it cannot be told."""

    def __init__(self, words: str, pid: int = 0):
        super().__init__(words)
        self.pid = pid


class Busy(StoreError):
    """Another part of this program held the database for longer than we wait. Trying again may work."""


class NotSaved(StoreError):
    """The change did not reach the disk, and all of it was taken back."""


class DiskFull(NotSaved):
    """The change did not fit on the disk, and all of it was taken back."""
