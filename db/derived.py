"""Tables for lists and figures: codes, never words. They can be dropped and rebuilt from the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from db.rows import AnswerRow, FactRow
from db.tallies import Tallies

FACTS = [f.name for f in fields(FactRow)]
ANSWERS = [f.name for f in fields(AnswerRow)]
fact_values = attrgetter(*FACTS)
answer_values = attrgetter(*ANSWERS)


class Derived(Tallies):
    def put_facts(self, rows: Iterable[FactRow]) -> None:
        rows = list(rows)
        with self.write():
            self._unsettle()
            self._uncount_among(row.digest for row in rows)
            self._run_many(
                "facts",
                "INSERT INTO facts (digest, fact, code) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                map(fact_values, rows),
            )

    def put_answers(self, rows: Iterable[AnswerRow]) -> None:
        rows = list(rows)
        with self.write():
            self._unsettle()
            self._uncount_among(row.digest for row in rows)
            self._run_many(
                "answers",
                f"INSERT INTO answers ({', '.join(ANSWERS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                map(answer_values, rows),
            )

    def facts(self, digests: Iterable[str] | None = None) -> list[FactRow]:
        """All, or those of these entries, by digest, fact and code."""
        condition, values = _of(digests)
        sql = f"SELECT digest, fact, code FROM facts WHERE {condition} ORDER BY digest, fact, code"
        return [FactRow(*row) for row in self._read(sql, *values)]

    def with_fact(self, fact: str, codes: Iterable[str]) -> set[str]:
        """Entries of which one of these codes is this fact."""
        sql = "SELECT digest FROM facts WHERE fact = ? AND code IN (SELECT value FROM json_each(?))"
        return {digest for (digest,) in self._read(sql, fact, json.dumps(sorted(set(codes))))}

    def answers(self, digests: Iterable[str] | None = None, standard: str | None = None) -> list[AnswerRow]:
        """All, or those of these entries, or of one standard, by digest, question and code."""
        condition, values = _of(digests)
        if standard is not None:
            condition, values = f"{condition} AND standard = ?", [*values, standard]
        sql = f"SELECT {', '.join(ANSWERS)} FROM answers WHERE {condition} ORDER BY digest, question, code"
        return [AnswerRow(*row) for row in self._read(sql, *values)]

    def has_facts(self) -> bool:
        """Whether anything was derived here yet."""
        return bool(self._read("SELECT 1 FROM facts LIMIT 1"))

    def clear_derived(self) -> None:
        with self.write():
            self.clear_tallies()
            self._run("facts", "DELETE FROM facts")
            self._run("answers", "DELETE FROM answers")

    def dump_derived(self) -> list[tuple[str | None, ...]]:
        """Every derived row, the name of its table first, in an order that depends on nothing else."""
        return [
            *(("answers", *answer_values(row)) for row in self.answers()),
            *(("facts", *fact_values(row)) for row in self.facts()),
        ]


def _of(digests: Iterable[str] | None) -> tuple[str, list[Any]]:
    if digests is None:
        return "TRUE", []
    # One value however many there are: SQLite limits the number of question marks.
    return "digest IN (SELECT value FROM json_each(?))", [json.dumps(sorted(set(digests)))]
