"""Rows as a Parquet file or a DuckDB database, for other programs to read. Needs DuckDB, which is not always there."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from db.errors import NotSaved

Form = Literal["parquet", "duckdb"]
Kind = Literal["VARCHAR", "INTEGER", "DATE"]
AT_ONCE = 10_000  # rows


def available() -> bool:
    """Whether this computer has what it takes."""
    return importlib.util.find_spec("duckdb") is not None


def write(
    path: Path,
    form: Form,
    table: str,
    columns: Sequence[tuple[str, Kind, str]],
    rows: Sequence[Sequence[str]],
) -> None:
    """Write rows of text into a new file, each column in its kind, then read all of them back and compare.

    `columns`: name, kind and what it holds (a DuckDB database keeps that as the column's comment). An empty text is
    NULL. Raises NotSaved where it cannot be written, or does not read back the same; the caller takes the file away.
    """
    import duckdb

    try:
        with duckdb.connect(str(path) if form == "duckdb" else ":memory:") as base:
            _fill(base, table, columns, rows)
            if form == "parquet":
                base.execute(
                    f"COPY (SELECT * FROM {_name(table)} ORDER BY rowid) TO {_text(path)} (FORMAT parquet)"
                )
        with duckdb.connect(
            str(path) if form == "duckdb" else ":memory:", read_only=form == "duckdb"
        ) as base:
            source = f"read_parquet({_text(path)})" if form == "parquet" else _name(table)
            _compare(base.execute(f"SELECT * FROM {source}"), rows)
    except duckdb.Error as error:
        raise NotSaved(f"{type(error).__name__}.") from error


def _fill(
    base: Any, table: str, columns: Sequence[tuple[str, Kind, str]], rows: Sequence[Sequence[str]]
) -> None:
    base.execute("SET preserve_insertion_order = true")
    told = ", ".join(f"{_name(name)} {kind}" for name, kind, _ in columns)
    base.execute(f"CREATE TABLE {_name(table)} ({told})")
    for name, _, words in columns:
        base.execute(f"COMMENT ON COLUMN {_name(table)}.{_name(name)} IS {_text(words)}")
    each = ", ".join(f"CAST(nullif(unnest(?::VARCHAR[]), '') AS {kind})" for _, kind, _ in columns)
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        base.execute(
            f"INSERT INTO {_name(table)} SELECT {each}", [list(held) for held in zip(*some, strict=True)]
        )


def _compare(found: Any, rows: Sequence[Sequence[str]]) -> None:
    """Every row, in order, as it was given."""
    place = 0
    while some := found.fetchmany(AT_ONCE):
        told = [tuple("" if one is None else str(one) for one in row) for row in some]
        if told != [tuple(row) for row in rows[place : place + len(some)]]:
            raise NotSaved("It does not read back as it was written.")
        place += len(some)
    if place != len(rows):
        raise NotSaved(f"{place} of {len(rows)} rows can be read back.")


def _name(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _text(words: object) -> str:
    return "'" + str(words).replace("'", "''") + "'"
