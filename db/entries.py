"""The ledger: sealed entries, what they replace, how they came, and the certificates of their signers."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from graphlib import TopologicalSorter
from typing import Any

from db.rows import EntryRow
from db.tables import whole
from db.tallies import MOVES_FIGURES, Tallies

PAGE = 500  # entries read at a time
KEPT = "purge"  # how a purge arrived, besides by its import: no undoing takes it away
STORED = [f.name for f in fields(EntryRow) if f.name != "replaces"]
# In the order of EntryRow's fields. A digest has no spaces.
SELECT = "SELECT {} FROM entries e".format(
    ", ".join(
        "(SELECT group_concat(old, ' ' ORDER BY old) FROM replaced WHERE new = e.digest)"
        if f.name == "replaces"
        else f"e.{f.name}"
        for f in fields(EntryRow)
    )
)
# A version of another document or of another kind replaces nothing, whatever it claims; a withdrawal ends any kind.
IS_HEAD = """
    NOT EXISTS (SELECT 1 FROM replaced r JOIN entries c ON c.digest = r.new
                WHERE r.old = e.digest AND c.doc = e.doc AND (c.kind = e.kind OR 'withdrawal' IN (c.kind, e.kind)){heir})
"""
NOT_AMONG = " AND {0}.digest NOT IN (SELECT value FROM json_each(?))"
OF_SIGNERS = " AND {0}.signer IN (SELECT value FROM json_each(?))"
NOT_LATE = (
    " AND NOT ({0}.signer IN (SELECT value FROM json_each(?))"
    " AND {0}.digest NOT IN (SELECT value FROM json_each(?)))"
)
Revoked = tuple[Collection[str], Collection[str]]
"""Signers (fingerprints) whose keys were revoked, and the digests of theirs that count all the same."""
NOBODY: Revoked = ((), ())


class Entries(Tallies):
    def put_entries(self, rows: Iterable[EntryRow], import_id: str = "") -> None:
        """Add entries. One that is already here is left as it is, but its arrival is noted.

        `import_id` '' means sealed on this machine; `KEPT` that it stays whatever import is undone.
        """
        rows = sorted(rows, key=lambda row: row.digest)  # in the order of the file: three times as fast
        marks = ", ".join("?" for _ in STORED)
        with self.write():
            if any(row.kind in MOVES_FIGURES for row in rows):
                self._unsettle()
            self._run_many(
                "entries",
                f"INSERT INTO entries ({', '.join(STORED)}) VALUES ({marks}) ON CONFLICT DO NOTHING",
                (tuple(getattr(row, name) for name in STORED) for row in rows),
            )
            self._run_many(
                "replaced",
                "INSERT INTO replaced (old, new) VALUES (?, ?) ON CONFLICT DO NOTHING",
                ((old, row.digest) for row in rows for old in row.replaces),
            )
            self._run_many(
                "arrivals",
                "INSERT INTO arrivals (digest, import_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                ((row.digest, import_id) for row in rows),
            )

    def drop_bodies(self, digests: Iterable[str]) -> int:
        """Purge: what these entries said goes, with all derived of it; that they were there stays.

        Gives how many had a body. Call `compact` after the commit. `put_entries` never brings a body back.
        """
        gone = sorted(digests)
        some = json.dumps(gone)
        with self.write():
            self._unsettle()
            self._uncount_among(gone)
            for table in ("facts", "answers"):
                self._run(
                    table, f"DELETE FROM {table} WHERE digest IN (SELECT value FROM json_each(?))", some
                )
            return self._run(
                "entries",
                """UPDATE entries SET body = NULL, salt = NULL
                   WHERE body IS NOT NULL AND digest IN (SELECT value FROM json_each(?))""",
                some,
            )

    def outline(self) -> list[tuple[str, str, str, str | None, str, str, str | None, bool]]:
        """Of every entry its digest, kind, document, what it is about, signer, time, template, and whether it has a
        body: what can be told without reading what any of them says. By digest."""
        rows = self._read(
            "SELECT digest, kind, doc, about, signer, at, template, body IS NOT NULL FROM entries ORDER BY digest"
        )
        return [(*row[:7], bool(row[7])) for row in rows]

    def reached(self, docs: Iterable[str], digests: Iterable[str], kinds: Iterable[str]) -> dict[str, bool]:
        """Entries of these kinds that are versions of these documents, are named, or are about one that is, however
        far on: digest -> whether it still has a body. The same from the same entries, in any order."""
        rows = self._read(
            """WITH RECURSIVE gone(digest) AS (
                 SELECT digest FROM entries
                 WHERE kind IN (SELECT value FROM json_each(?3))
                   AND (doc IN (SELECT value FROM json_each(?1)) OR digest IN (SELECT value FROM json_each(?2)))
                 UNION
                 SELECT e.digest FROM entries e JOIN gone g ON e.about = g.digest
                 WHERE e.kind IN (SELECT value FROM json_each(?3)))
               SELECT g.digest, e.body IS NOT NULL FROM gone g JOIN entries e ON e.digest = g.digest ORDER BY 1""",
            *(json.dumps(sorted(set(one))) for one in (docs, digests, kinds)),
        )
        return {digest: bool(has) for digest, has in rows}

    def put_bodies(self, rows: Iterable[EntryRow]) -> None:
        """Fills in bodies that were withheld before. The caller has made sure that no purge names them."""
        self._unsettle()
        self._run_many(
            "entries",
            "UPDATE entries SET body = ?, salt = ? WHERE digest = ? AND body IS NULL",
            ((row.body, row.salt, row.digest) for row in rows),
        )

    def entry(self, digest: str) -> EntryRow | None:
        return next(iter(self._entries("WHERE e.digest = ?", digest)), None)

    def entries(self, kind: str | None = None) -> Iterator[EntryRow]:
        """All, or all of a kind, by digest. Reads in pages, so others may write meanwhile."""
        condition = "" if kind is None else "e.kind = ? AND"
        values = () if kind is None else (kind,)
        last = ""
        while page := self._entries(
            f"WHERE {condition} e.digest > ? ORDER BY e.digest LIMIT {PAGE}", *values, last
        ):
            yield from page
            last = page[-1].digest

    def versions(self, doc: str) -> list[EntryRow]:
        """Every version of a document, each after those it replaces; side by side by digest."""
        found = {row.digest: row for row in self._entries("WHERE e.doc = ?", doc)}
        sorter = TopologicalSorter({d: set(row.replaces) & found.keys() for d, row in found.items()})
        sorter.prepare()  # cannot meet a circle: no entry can name the digest of its own heir
        ordered: list[EntryRow] = []
        while sorter.is_active():
            ready = sorted(sorter.get_ready())
            ordered += (found[digest] for digest in ready)
            sorter.done(*ready)
        return ordered

    def heads(
        self,
        kind: str,
        doc: str | None = None,
        signers: Iterable[str] | None = None,
        without: Iterable[str] = (),
        revoked: Revoked = NOBODY,
    ) -> list[EntryRow]:
        """Versions that nothing here replaces, by document. Two rows for one `doc` mean a clash.

        With `signers` (fingerprints) nobody else's entries count, neither as heads nor as what replaces them;
        nor do those in `without` (digests), nor what `revoked` leaves out.
        """
        condition, values = "e.kind = ?", [kind]
        if doc is not None:
            condition, values = "e.doc = ? AND e.kind = ?", [doc, kind]
        counts, limits = "", []
        if signers is not None:
            counts, limits = OF_SIGNERS, [json.dumps(sorted(signers))]
        if idle := sorted(without):
            counts, limits = counts + NOT_AMONG, [*limits, json.dumps(idle)]
        if revoked[0]:
            counts, limits = counts + NOT_LATE, [*limits, *map(_list, revoked)]
        head = IS_HEAD.format(heir=counts.format("c"))
        return self._entries(
            f"WHERE {condition}{counts.format('e')} AND {head} ORDER BY e.doc, e.digest",
            *values,
            *limits,
            *limits,
        )

    def standing(
        self, kind: str, signers: Iterable[str], without: Iterable[str] = (), revoked: Revoked = NOBODY
    ) -> list[tuple[str, str, bool]]:
        """Document and digest of what `heads` gives with these signers, and whether it still has a body, without
        reading what any of them says."""
        limits = [json.dumps(sorted(signers)), json.dumps(sorted(without)), *map(_list, revoked)]
        counts = OF_SIGNERS + NOT_AMONG + NOT_LATE
        return self._read(
            f"SELECT e.doc, e.digest, e.body IS NOT NULL FROM entries e WHERE e.kind = ?{counts.format('e')}"
            f" AND {IS_HEAD.format(heir=counts.format('c'))} ORDER BY e.doc, e.digest",
            kind, *limits, *limits,
        )  # fmt: skip

    def placing(self, facts: Sequence[str]) -> dict[str, tuple[str | None, ...]]:
        """Of each form that has derived facts: its template, when it was signed, these facts, and by whom, by digest."""
        asked = ", ".join(f"max(CASE f.fact WHEN '{fact}' THEN f.code END)" for fact in facts)
        sql = f"""SELECT e.digest, e.template, e.at, {asked}, e.signer FROM facts f JOIN entries e ON e.digest = f.digest
                  GROUP BY e.digest"""
        return {digest: tuple(rest) for digest, *rest in self._read(sql)}

    def signed(self, signer: str) -> list[str]:
        """Digests of everything that this certificate (fingerprint) signed. Reads the whole ledger: not for lists."""
        return [
            d for (d,) in self._read("SELECT digest FROM entries WHERE signer = ? ORDER BY digest", signer)
        ]

    def heirs(self, kind: str) -> list[tuple[str, str, str]]:
        """What replaces or withdraws entries of a kind: (its digest, its signer, the signer of what it replaces)."""
        return list(
            self._read(
                # CROSS: from the few that replace; from all of the kind it would take as long as there are audits
                "SELECT c.digest, c.signer, o.signer FROM replaced r"
                " CROSS JOIN entries o ON o.digest = r.old JOIN entries c ON c.digest = r.new"
                " WHERE o.kind = ? AND c.doc = o.doc ORDER BY 1, 3",
                kind,
            )
        )

    def about(self, digest: str) -> list[EntryRow]:
        """Entries that sign, answer or review this one, by digest."""
        return self._entries("WHERE e.about = ? ORDER BY e.digest", digest)

    def digests(self) -> set[str]:
        return {digest for (digest,) in self._read("SELECT digest FROM entries")}

    def withheld(self) -> set[str]:
        """Entries whose body is not here: purged, or never sent."""
        return {digest for (digest,) in self._read("SELECT digest FROM entries WHERE body IS NULL")}

    def counts(self) -> dict[str, int]:
        """How many entries of each kind, every version counted."""
        return dict(self._read("SELECT kind, count(*) FROM entries GROUP BY kind ORDER BY kind"))

    def tip(self, log: str) -> EntryRow | None:
        """The entry of this log with the highest sequence."""
        found = self._entries("WHERE e.log = ? ORDER BY e.seq DESC, e.digest LIMIT 1", log)
        return found[0] if found else None

    def logs(self) -> dict[str, list[tuple[int, str, str | None]]]:
        """For each log its (sequence, digest, previous digest) in order. The same sequence twice is a fork."""
        chains: dict[str, list[tuple[int, str, str | None]]] = {}
        for log, *link in self._read("SELECT log, seq, digest, prev FROM entries ORDER BY log, seq, digest"):
            chains.setdefault(log, []).append((link[0], link[1], link[2]))
        return chains

    def put_certificates(self, certificates: dict[str, bytes]) -> None:
        """Adds certificates (DER) by fingerprint. One that is already here is left as it is."""
        self._run_many(
            "certificates",
            "INSERT INTO certificates (fingerprint, der) VALUES (?, ?) ON CONFLICT DO NOTHING",
            certificates.items(),
        )

    def certificate(self, fingerprint: str) -> bytes | None:
        found = self._read("SELECT der FROM certificates WHERE fingerprint = ?", fingerprint)
        return found[0][0] if found else None

    def certificates(self) -> dict[str, bytes]:
        return dict(self._read("SELECT fingerprint, der FROM certificates ORDER BY fingerprint"))

    def _entries(self, condition: str, *values: Any) -> list[EntryRow]:
        rows = self._read(f"{SELECT} {condition}", *values)
        found = [
            EntryRow(digest, kind, doc, tuple(old.split()) if old else (), *rest)
            for digest, kind, doc, old, *rest in rows
        ]
        for row in found:
            whole(row.header, row.body)
        return found


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))
