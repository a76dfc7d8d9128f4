"""Sums kept beside the answers, so that figures over many forms are read and not added up again.

Which forms count is decided above; here each of them is added once and taken away once. A cache: `tally_problems`
compares it with the answers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, fields

from db import cipher
from db.rows import CountedRow, OwedRow, PlaceRow, ScoredRow, TallyRow
from db.tables import Tables

AT_ONCE = 4_000  # forms added in one go
MOVES_FIGURES = frozenset(
    ("form", "withdrawal", "template", "cycle", "same", "blind", "moderation", "decision", "dispute")
)
"""Kinds of entry that can change which forms count, where, or as what."""
EACH = "SELECT value FROM json_each(?)"
PLACE = ("method", "template", "cycle", "month", "team")
OWED = [f.name for f in fields(OwedRow)]
AXES = ("principle", "stage", "standard")
# Every answer of the forms asked for, then the same with equal ones counted: a sixtieth of the rows or fewer.
ANSWERS = f"""
    SELECT c.digest, c.place, c.grade, a.question, a.principle, a.stage, a.standard, a.type, a.code,
           coalesce(a.seen, '') AS seen, s.score
    FROM counted c JOIN places p ON p.id = c.place JOIN answers a ON a.digest = c.digest
    LEFT JOIN scored s ON (s.template, s.question, s.code) = (p.template, a.question, a.code)
    WHERE c.digest IN ({EACH})
"""
EQUAL = """
    SELECT place, question, type, code, seen, grade, score, principle, stage, standard, count(*) AS n FROM told
    GROUP BY place, question, code, seen, type, grade, principle, stage, standard, score
"""
# A standard belongs to one question of a template, so what was scored on it is one audit each time.
RATED = "FROM equal WHERE type = 'EV' AND"
SUMS = [
    *(f"SELECT place, '{axis}', {axis}, code, sum(n) {RATED} {axis} <> ''" for axis in AXES),
    *(
        f"SELECT place, '{axis} score', {axis}, CAST(score AS TEXT), sum(n) {RATED} {axis} <> '' AND score IS NOT NULL"
        for axis in AXES
    ),
    *(
        f"SELECT place, '{axis} seen', {axis}, seen, sum(n) {RATED} {axis} <> '' AND seen <> ''"
        for axis in ("principle", "stage")
    ),
    *(
        f"SELECT place, '{axis} audits', {axis}, '', count(DISTINCT digest) FROM told"
        f" WHERE type = 'EV' AND {axis} <> '' AND score IS NOT NULL"
        for axis in ("principle", "stage")
    ),
    f"SELECT place, 'standard audits', standard, '', sum(n) {RATED} standard <> '' AND score IS NOT NULL",
    "SELECT place, 'overall', '', CASE grade WHEN '' THEN code ELSE grade END, sum(n) FROM equal WHERE type = 'overall'",
    "SELECT place, 'headline', '', code, sum(n) FROM equal WHERE type = 'headline'",
    "SELECT place, 'answer', question, code, sum(n) FROM equal WHERE type NOT IN ('EV', 'overall')",
]
FORMS = [
    f"SELECT place, 'audits', '', '', count(*) FROM counted WHERE digest IN ({EACH})",
    f"SELECT place, 'moderation', '', status, count(*) FROM counted WHERE digest IN ({EACH}) AND status <> ''",
    f"SELECT place, 'clash', '', '', count(*) FROM counted WHERE digest IN ({EACH}) AND clash",
]
"""The same of forms, whatever they answer."""


class Tallies(Tables):
    def settled(self) -> str | None:
        """What `settle` was told when the sums were last made to fit; None where something came since."""
        found = self._read("SELECT basis FROM settled")
        return found[0][0] if found else None

    def _unsettle(self) -> None:
        with self.write(), cipher.explained():  # not among the tables that changed: nobody shows it
            self._conn.execute("DELETE FROM settled")

    def settle(self, rows: Iterable[CountedRow], owed: Iterable[OwedRow], basis: str) -> None:
        """From now on exactly these forms count. Adds what is new and takes away what is not there any more."""
        wanted = {row.digest: row for row in rows}
        with self.write():
            held = {row.digest: row for row in self.counted()}
            self._uncount([digest for digest, row in held.items() if wanted.get(digest) != row])
            new = [row for digest, row in wanted.items() if held.get(digest) != row]
            self._count(sorted(new, key=lambda row: (row.month, row.team, row.digest)))
            self._run("owed", "DELETE FROM owed")
            marks = ", ".join("?" for _ in OWED)
            self._run_many("owed", f"INSERT INTO owed VALUES ({marks})", map(astuple, owed))
            self._run("settled", "INSERT OR REPLACE INTO settled (id, basis) VALUES (1, ?)", basis)

    def _count(self, rows: Sequence[CountedRow]) -> None:
        ids = self._places({tuple(getattr(row, name) for name in PLACE) for row in rows})
        for first in range(0, len(rows), AT_ONCE):
            some = rows[first : first + AT_ONCE]
            self._run_many(
                "counted",
                "INSERT INTO counted (digest, place, grade, status, clash) VALUES (?, ?, ?, ?, ?)",
                (
                    (row.digest, ids[tuple(getattr(row, n) for n in PLACE)], row.grade, row.status, row.clash)
                    for row in some
                ),
            )
            self._add([row.digest for row in some], 1)

    def _places(self, wanted: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
        self._run_many(
            "places",
            f"INSERT INTO places ({', '.join(PLACE)}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            sorted(wanted),
        )
        return {
            tuple(place): number
            for number, *place in self._read(f"SELECT id, {', '.join(PLACE)} FROM places")
        }

    def _uncount(self, digests: Collection[str]) -> None:
        """Take what these forms add out of the sums, as long as their answers are still here."""
        known = sorted(digests)
        for first in range(0, len(known), AT_ONCE):
            some = known[first : first + AT_ONCE]
            self._add(some, -1)
            where = f"IN (SELECT place FROM counted WHERE digest IN ({EACH}))"
            self._run("tallies", f"DELETE FROM tallies WHERE n = 0 AND place {where}", json.dumps(some))
            self._run("counted", f"DELETE FROM counted WHERE digest IN ({EACH})", json.dumps(some))

    def _uncount_among(self, digests: Iterable[str]) -> None:
        """The same for those of these forms that count; what they say is about to change or to go."""
        found = self._read(
            f"SELECT digest FROM counted WHERE digest IN ({EACH})", json.dumps(sorted(set(digests)))
        )
        self._uncount([digest for (digest,) in found])

    def _add(self, digests: Sequence[str], times: int) -> None:
        rows = [(place, *key, times * n) for place, *key, n in self._summed(digests)]
        self._run_many(
            "tallies",
            "INSERT INTO tallies VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            rows,
        )

    def _summed(self, digests: Sequence[str]) -> list[tuple[int, str, str, str, int]]:
        """What these forms add: place, axis, value, code and how often."""
        some = json.dumps(digests)
        with cipher.explained():
            self._conn.execute(f"CREATE TEMP TABLE told AS {ANSWERS}", [some])
            try:
                self._conn.execute(f"CREATE TEMP TABLE equal AS {EQUAL}")
                try:
                    found = [row for sql in SUMS for row in self._read(f"{sql} GROUP BY 1, 3, 4")]
                finally:
                    self._conn.execute("DROP TABLE equal")
            finally:
                self._conn.execute("DROP TABLE told")
        return found + [row for sql in FORMS for row in self._read(f"{sql} GROUP BY 1, 4", some)]

    def clear_tallies(self) -> None:
        """Nothing counts any more, until somebody settles again."""
        with self.write():
            for table in ("counted", "tallies", "places", "scored", "owed"):
                self._run(table, f"DELETE FROM {table}")
            self._unsettle()

    def put_scored(self, rows: Iterable[ScoredRow]) -> None:
        """Which codes of which questions are scores."""
        self._run_many(
            "scored", "INSERT INTO scored VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", map(astuple, rows)
        )

    def counted(
        self, method: str | None = None, cycle: str | None = None, months: Collection[str] | None = None
    ) -> list[CountedRow]:
        """The forms that count: all, or those of one method, of one cycle, of some months. By digest."""
        condition = "TRUE"
        values: list[str] = []
        for name, value in (("method", method), ("cycle", cycle)):
            if value is not None:
                condition, values = f"{condition} AND p.{name} = ?", [*values, value]
        if months is not None:
            condition, values = f"{condition} AND p.month IN ({EACH})", [*values, json.dumps(sorted(months))]
        sql = f"""SELECT c.digest, p.method, p.template, p.cycle, p.month, p.team, c.grade, c.status, c.clash
                  FROM places p JOIN counted c ON c.place = p.id WHERE {condition} ORDER BY c.digest"""
        return [CountedRow(*row) for row in self._read(sql, *values)]

    def placed(self) -> list[tuple[str, str, str]]:
        """Method, cycle and month of all that count, each once."""
        return self._read(
            """SELECT DISTINCT method, cycle, month FROM places
               WHERE EXISTS (SELECT 1 FROM counted c WHERE c.place = places.id) ORDER BY 1, 2, 3"""
        )

    def owed(self) -> list[OwedRow]:
        return [OwedRow(*row) for row in self._read(f"SELECT {', '.join(OWED)} FROM owed ORDER BY 1, 2, 3")]

    def places(self, method: str) -> list[PlaceRow]:
        """Where forms of this method belong that count or counted."""
        sql = "SELECT id, template, cycle, month, team FROM places WHERE method = ? ORDER BY id"
        return [PlaceRow(*row) for row in self._read(sql, method)]

    def tallies(self, places: Iterable[int], axes: Iterable[str]) -> list[tuple[int, str, str, int]]:
        """Place, axis, value and how often, all codes together."""
        sql = f"""SELECT place, axis, value, sum(n) FROM tallies WHERE place IN ({EACH}) AND axis IN ({EACH})
                  GROUP BY place, axis, value"""
        return self._read(sql, json.dumps(sorted(places)), json.dumps(sorted(axes)))

    def totals(self, places: Iterable[int], axes: Iterable[str]) -> list[tuple[str, str, str, str, int]]:
        """Axis, value, code, team and how often, in all these places together."""
        sql = f"""SELECT t.axis, t.value, t.code, p.team, sum(t.n) FROM tallies t JOIN places p ON p.id = t.place
                  WHERE t.place IN ({EACH}) AND t.axis IN ({EACH}) GROUP BY t.axis, t.value, t.code, p.team"""
        return self._read(sql, json.dumps(sorted(places)), json.dumps(sorted(axes)))

    def course(self, method: str, axes: Iterable[str], value: str) -> list[TallyRow]:
        """The sums of one value, wherever."""
        sql = f"""SELECT t.axis, p.month, p.cycle, p.template, p.team, t.value, t.code, t.n
                  FROM places p CROSS JOIN tallies t ON t.place = p.id
                  WHERE p.method = ? AND t.axis IN ({EACH}) AND t.value = ?"""
        return [TallyRow(*row) for row in self._read(sql, method, json.dumps(sorted(axes)), value)]

    def behind(self, axis: str, value: str, digests: Iterable[str]) -> list[str]:
        """Of these forms those with a score on this axis (principle, stage, standard), the lowest scores first."""
        if axis not in AXES:
            raise ValueError(f"There is no axis {axis}.")
        sql = f"""SELECT a.digest FROM counted c JOIN places p ON p.id = c.place JOIN answers a ON a.digest = c.digest
                  JOIN scored s ON (s.template, s.question, s.code) = (p.template, a.question, a.code)
                  WHERE c.digest IN ({EACH}) AND a.type = 'EV' AND a.{axis} = ?
                  GROUP BY a.digest ORDER BY min(s.score), a.digest"""
        return [digest for (digest,) in self._read(sql, json.dumps(sorted(digests)), value)]

    def tally_problems(self) -> int:
        """How many sums differ from what the answers give. Nought, while the program is right."""
        with self.write():
            again: Counter[tuple[int, str, str, str]] = Counter()
            known = [row.digest for row in self.counted()]
            for first in range(0, len(known), AT_ONCE):
                for place, axis, value, code, n in self._summed(known[first : first + AT_ONCE]):
                    again[place, axis, value, code] += n
            held = {
                (p, axis, value, code): n for p, axis, value, code, n in self._read("SELECT * FROM tallies")
            }
        return len(held.items() ^ again.items())
