"""The trail: who did what when on this machine, one line after the other, each named by what it says."""

from __future__ import annotations

from db.cipher import explained
from db.rows import TrailRow
from db.tables import Tables


class Trail(Tables):
    def put_trail(self, row: TrailRow) -> None:
        """Adds the next line. Only the next: a number is never used twice."""
        with self.write(), explained():  # not among the tables that changed: it goes with what it tells of
            self._conn.execute(
                "INSERT INTO trail (number, line, digest, signature) VALUES (?, ?, ?, ?)",
                (row.number, row.line, row.digest, row.signature),
            )

    def trail(self) -> list[TrailRow]:
        """Every line, the first first."""
        return [
            TrailRow(*row)
            for row in self._read("SELECT number, line, digest, signature FROM trail ORDER BY number")
        ]

    def trail_line(self, number: int) -> TrailRow | None:
        found = self._read("SELECT number, line, digest, signature FROM trail WHERE number = ?", number)
        return TrailRow(*found[0]) if found else None

    def trail_tip(self) -> tuple[int, str | None]:
        """Number and digest of the last line; 0 and None before the first."""
        found = self._read("SELECT number, digest FROM trail ORDER BY number DESC LIMIT 1")
        return (found[0][0], found[0][1]) if found else (0, None)
