"""One open database file: the ledger of sealed entries, the drafts, and the derived tables."""

from __future__ import annotations

from db import checks
from db.derived import Derived
from db.drafts import Drafts
from db.entries import Entries
from db.errors import Damaged
from db.rows import (
    AnswerRow,
    CountedRow,
    DraftRow,
    EntryRow,
    ExportRow,
    FactRow,
    FileRow,
    ImportRow,
    OwedRow,
    PlaceRow,
    ScoredRow,
    StepRow,
    TallyRow,
    TrailRow,
)
from db.trail import Trail
from db.transfers import Transfers

__all__ = [
    "AnswerRow",
    "CountedRow",
    "DraftRow",
    "EntryRow",
    "ExportRow",
    "FactRow",
    "FileRow",
    "ImportRow",
    "OwedRow",
    "PlaceRow",
    "ScoredRow",
    "StepRow",
    "Store",
    "TallyRow",
    "TrailRow",
]


class Store(Entries, Transfers, Drafts, Derived, Trail):
    """Reads and writes one encrypted database file, made if it is not there. Open one per thread.

    `path` may be ":memory:"; `key` is 32 bytes. `on_commit` is called with the names of the tables that
    changed, after each commit, in the thread that wrote. Raises WrongKey, Damaged, NewerDatabase, Locked
    (another process has it) and CannotOpen; the file is then as it was. A file of an earlier schema is copied
    to `backups/before-<step>.sqlite` beside it, then brought up to date.
    """

    def problems(self) -> list[str]:
        """What is wrong with the file, in a few words each; empty if nothing. Reads every page.

        Does not open entries: whether their bytes still match their digests is for the ledger to check.
        """
        found: list[str] = []
        try:
            with self.write():  # pages must not move from the log to the file while they are read
                found += checks.problems(self._conn)
        except Damaged as error:  # a bad page may not even let the transaction end
            found.append(str(error))
        return list(dict.fromkeys(found))
