"""Another process: opens a database and says what it met, or writes until it is killed.

python -m tests.db.other_process open PATH
python -m tests.db.other_process write PATH START
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from db import backup
from db.errors import StoreError
from db.store import Store
from tests.db.made_up import KEY, MARKER, answer_of, entry


def open_it(path: Path) -> None:
    try:
        Store(path, KEY).close()
    except StoreError as error:
        print(type(error).__name__, getattr(error, "pid", ""))
    else:
        print("opened", os.getpid())


def write(path: Path, start: int) -> None:
    """Says each number once what it stands for is committed. Backs up as it goes."""
    store = Store(path, KEY)
    for n in count(start):
        rows = [entry(f"{n}-{part}", doc=f"d{n}", seq=n, body=MARKER * 40) for part in range(3)]
        with store.write():
            store.put_entries(rows)
            store.put_answers(map(answer_of, rows))
            store.put_draft("draft", "t", MARKER + str(n).encode(), "")
            store.push_step("draft", "q", None, MARKER.decode())
        print(n, flush=True)
        if n % 3 == 0:
            backup.copy(store, path.with_name("copy.sqlite"))


if __name__ == "__main__":
    if sys.argv[1] == "open":
        open_it(Path(sys.argv[2]))
    else:
        write(Path(sys.argv[2]), int(sys.argv[3]))
