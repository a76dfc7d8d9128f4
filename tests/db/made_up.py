"""Made-up entries: bytes that look sealed, with digests that look like digests."""

from __future__ import annotations

import hashlib
from pathlib import Path

from db.store import AnswerRow, EntryRow, FactRow, ImportRow, Store

KEY = bytes(range(32))
MARKER = b"Jordan said the bedroom was cold"  # what no file may show


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def entry(
    name: str,
    doc: str = "doc-1",
    replaces: tuple[str, ...] = (),
    kind: str = "form",
    *,
    about: str | None = None,
    log: str = "laptop-1",
    seq: int = 1,
    prev: str | None = None,
    signer: str = "aa",
    body: bytes | None = b"{}",
) -> EntryRow:
    """An entry called `name`; `replaces`, `about` and `prev` are names, too."""
    return EntryRow(
        digest=digest(name),
        kind=kind,
        doc=doc,
        replaces=tuple(sorted(map(digest, replaces))),
        about=digest(about) if about else None,
        log=log,
        seq=seq,
        prev=digest(prev) if prev else None,
        signer=signer,
        at="2026-11-20T09:00:00Z",
        template=digest("template"),
        header=name.encode(),
        body=body,
        salt=None if body is None else b"s" * 16,
        signature=b"signed",
    )


def coming(import_id: str, undone_at: str | None = None) -> ImportRow:
    return ImportRow(
        import_id,
        "return.qabundle",
        digest(import_id),
        "bundle",
        "QA7",
        "2026-11-20T10:00:00Z",
        "{}",
        undone_at,
    )


def answer(of: str, question: str = "q1", standard: str | None = "PLAN", code: str = "good") -> AnswerRow:
    return AnswerRow(digest(of), question, standard, None, "2", "rating4", code, None)


def fact(of: str, code: str = "north") -> FactRow:
    return FactRow(digest(of), "team", code)


def take_in(store: Store, import_id: str, *rows: EntryRow) -> None:
    """An import as the program does it: everything in one transaction."""
    with store.write():
        store.put_import(coming(import_id))
        store.put_entries(rows, import_id)
        store.put_answers(answer_of(row) for row in rows)


def answer_of(row: EntryRow) -> AnswerRow:
    return AnswerRow(row.digest, "q1", "PLAN", None, None, "rating4", row.kind, None)


def ledger(store: Store) -> list[object]:
    """What two machines with the same entries must agree on."""
    return [
        list(store.entries()),
        [store.heads(kind) for kind in store.counts()],
        store.logs(),
        store.counts(),
        store.dump_derived(),
    ]


def traces(folder: Path) -> list[Path]:
    """Files under `folder` that show the marker."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and MARKER in path.read_bytes()]
