"""Is the file whole? Every test SQLite and SQLCipher offer, and what rows must go together."""

from __future__ import annotations

from db.cipher import Connection, bad_pages, explained
from db.entries import KEPT
from db.errors import StoreError

ORPHANS = {
    "entries with no word of how they came": """
        SELECT count(*) FROM entries e WHERE NOT EXISTS (SELECT 1 FROM arrivals a WHERE a.digest = e.digest)""",
    "arrivals of an unknown import": f"""
        SELECT count(*) FROM arrivals
        WHERE import_id NOT IN ('', '{KEPT}') AND import_id NOT IN (SELECT id FROM imports)""",
    "undo steps of no draft": """
        SELECT count(*) FROM draft_steps WHERE doc NOT IN (SELECT doc FROM drafts)""",
}


def problems(conn: Connection) -> list[str]:
    """Each fault in a few words. A damaged page may stop a test; that is a fault found, too."""
    found: list[str] = []
    for test in (_pages, _structure, _links, _orphans):
        try:
            with explained():
                found += test(conn)
        except StoreError as error:
            found.append(str(error))
    return found


def _pages(conn: Connection) -> list[str]:
    return bad_pages(conn)  # which misses what is cut off at a page's end, so see _structure


def _structure(conn: Connection) -> list[str]:
    return [row[0] for row in conn.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]


def _links(conn: Connection) -> list[str]:
    rows = conn.execute("PRAGMA foreign_key_check").fetchall()
    return [f"a row of {table} points at a missing row of {parent}" for table, _, parent, _ in rows]


def _orphans(conn: Connection) -> list[str]:
    counts = ((what, conn.execute(sql).fetchone()[0]) for what, sql in ORPHANS.items())
    return [f"{count} {what}" for what, count in counts if count]
