"""What came in, what went out, and the files made of entries: this machine's own bookkeeping."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, replace

from db.rows import ExportRow, FileRow, ImportRow
from db.tallies import Tallies


class Transfers(Tallies):
    def put_import(self, row: ImportRow) -> None:
        """Notes a file taken in, or says anew what became of one."""
        self._run(
            "imports",
            """INSERT INTO imports (id, file_name, file_digest, bundle, sender, at, outcome, undone_at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET
                 file_name = excluded.file_name, file_digest = excluded.file_digest, bundle = excluded.bundle,
                 sender = excluded.sender, at = excluded.at, outcome = excluded.outcome,
                 undone_at = excluded.undone_at""",
            *astuple(row),
        )

    def imports(self) -> list[ImportRow]:
        """In the order they were taken in, whatever the clock said."""
        return [
            ImportRow(*row)
            for row in self._read(
                """SELECT id, file_name, file_digest, bundle, sender, at, outcome, undone_at
                   FROM imports ORDER BY rowid"""
            )
        ]

    def came_by(self, import_id: str) -> set[str]:
        """Digests of the entries that an import brought, whether or not they were here before."""
        return {r[0] for r in self._read("SELECT digest FROM arrivals WHERE import_id = ?", import_id)}

    def came_only_by(self, import_ids: Iterable[str]) -> set[str]:
        """Digests of the entries that would go if these imports were taken back together."""
        rows = self._read(
            """SELECT DISTINCT digest FROM arrivals a WHERE import_id IN (SELECT value FROM json_each(?1))
               AND NOT EXISTS (SELECT 1 FROM arrivals b WHERE b.digest = a.digest
                               AND b.import_id NOT IN (SELECT value FROM json_each(?1)))""",
            json.dumps(sorted(import_ids)),
        )
        return {row[0] for row in rows}

    def leaning_on(self, digests: Iterable[str]) -> list[tuple[str, str]]:
        """Kind and digest of every other entry that is about one of these entries, or replaces one."""
        return [
            (row[0], row[1])
            for row in self._read(
                """SELECT e.kind, e.digest FROM entries e
                   WHERE e.digest NOT IN (SELECT value FROM json_each(?1))
                     AND (e.about IN (SELECT value FROM json_each(?1))
                          OR EXISTS (SELECT 1 FROM replaced r WHERE r.new = e.digest
                                     AND r.old IN (SELECT value FROM json_each(?1))))
                   ORDER BY e.kind, e.digest""",
                json.dumps(sorted(digests)),
            )
        ]

    def drop_import(self, import_id: str, at: str = "") -> int:
        """Take back an import: entries that came no other way go, with everything derived from them.

        Gives how many went. The import's row stays and is marked undone `at` (UTC).
        """
        with self.write():
            self._unsettle()
            self._uncount_among(
                digest
                for (digest,) in self._read("SELECT digest FROM arrivals WHERE import_id = ?", import_id)
            )
            gone = self._run(
                "entries",
                """DELETE FROM entries WHERE digest IN (SELECT digest FROM arrivals WHERE import_id = ?1)
                   AND NOT EXISTS (SELECT 1 FROM arrivals a
                                   WHERE a.digest = entries.digest AND a.import_id <> ?1)""",
                import_id,
            )
            self._run("arrivals", "DELETE FROM arrivals WHERE import_id = ?", import_id)
            self._run("imports", "UPDATE imports SET undone_at = ? WHERE id = ?", at, import_id)
            self._touched |= {"replaced", "facts", "answers"}  # went with their entries
        return gone

    def next_export_number(self) -> int:
        """The number of this laptop's next bundle, from 1. None is used twice."""
        number: int = self._read("SELECT 1 + coalesce(max(number), 0) FROM exports")[0][0]
        return number

    def put_export(self, row: ExportRow) -> None:
        *columns, digests = astuple(row)
        with self.write():
            self._run(
                "exports",
                """INSERT INTO exports (number, bundle, kind, receiver, file_name, file_digest, at)
                   VALUES (?, ?, ?, ?, ?, ?, ?)""",
                *columns,
            )
            self._run_many(
                "exported",
                "INSERT INTO exported (number, digest) VALUES (?, ?) ON CONFLICT DO NOTHING",
                ((row.number, digest) for digest in digests),
            )

    def exports(self) -> list[ExportRow]:
        """By number."""
        sent: dict[int, list[str]] = {}
        for number, digest in self._read("SELECT number, digest FROM exported ORDER BY number, digest"):
            sent.setdefault(number, []).append(digest)
        rows = self._read(
            "SELECT number, bundle, kind, receiver, file_name, file_digest, at FROM exports ORDER BY number"
        )
        return [replace(ExportRow(*row), digests=tuple(sent.get(row[0], ()))) for row in rows]

    def put_file(self, row: FileRow) -> None:
        """Notes a file made of an entry."""
        self._run(
            "files",
            """INSERT INTO files (digest, kind, sha256, signatures, at) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT (digest, sha256) DO UPDATE SET
                 kind = excluded.kind, signatures = excluded.signatures, at = excluded.at""",
            *astuple(row),
        )

    def files(self, digest: str) -> list[FileRow]:
        """Files made of this entry, fewest signatures first."""
        return [
            FileRow(*row)
            for row in self._read(
                """SELECT digest, kind, sha256, signatures, at FROM files
                   WHERE digest = ? ORDER BY signatures, sha256""",
                digest,
            )
        ]
