from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from db import backup, cipher, migrations
from db.errors import NewerDatabase, NotSaved
from db.store import Store
from tests.db.made_up import KEY

SCHEMAS = Path(__file__).parents[1] / "data" / "schema"
STEPS = migrations.names()
Rows = dict[str, list[tuple[object, ...]]]


def fill(conn: cipher.Connection) -> None:
    """A row in every table, whatever its columns. This made the files in tests/data/schema, with KEY."""
    made = {"TEXT": "a", "INTEGER": 1, "BLOB": b"\x00bytes"}
    for table in tables(conn):
        kinds = [row[2] for row in conn.execute(f"PRAGMA table_info({table})")]
        marks = ", ".join("?" for _ in kinds)
        conn.execute(f"INSERT INTO {table} VALUES ({marks})", [made[kind] for kind in kinds])


def tables(conn: cipher.Connection) -> list[str]:
    names = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [name for (name,) in names if not name.startswith(("sqlite_", "_sqlite_"))]


def contents(conn: cipher.Connection) -> Rows:
    return {table: conn.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables(conn)}


def schema(conn: cipher.Connection) -> list[tuple[str, str]]:
    return conn.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()


@pytest.fixture
def kept(path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of one of the databases kept for ever."""
    path.write_bytes((SCHEMAS / f"{request.param:04}.sqlite").read_bytes())
    return path


every_schema = pytest.mark.parametrize("kept", range(1, len(STEPS) + 1), indirect=True)


def test_a_database_of_every_schema_is_kept() -> None:
    assert sorted(p.name for p in SCHEMAS.glob("*.sqlite")) == [
        f"{n + 1:04}.sqlite" for n in range(len(STEPS))
    ]


@every_schema
def test_a_database_of_any_schema_opens_with_every_row_as_it_was(kept: Path) -> None:
    with closing(cipher.connect(kept, KEY)) as conn:
        before = contents(conn)
    assert all(before.values())
    with closing(Store(kept, KEY)) as store:
        after = contents(store._conn)
        assert migrations.applied(store._conn) == STEPS
        assert {table: after[table] for table in before} == before
        assert store.entry("a") is not None and store.draft("a") is not None


@every_schema
def test_a_database_of_any_schema_ends_up_in_the_shape_of_a_new_one(kept: Path, store: Store) -> None:
    with closing(Store(kept, KEY)) as old:
        assert schema(old._conn) == schema(store._conn)


@pytest.mark.parametrize("kept", range(1, len(STEPS)), indirect=True)
def test_an_older_database_is_copied_before_it_is_changed(kept: Path) -> None:
    with closing(cipher.connect(kept, KEY)) as conn:
        before, done = contents(conn), migrations.applied(conn)
    Store(kept, KEY).close()
    (copied,) = (kept.parent / "backups").iterdir()
    assert copied.name == f"before-{STEPS[len(done)]}.sqlite"
    with closing(cipher.connect(copied, KEY)) as conn:
        assert contents(conn) == before and migrations.applied(conn) == done


def test_a_database_that_is_up_to_date_is_not_copied(path: Path) -> None:
    Store(path, KEY).close()
    Store(path, KEY).close()
    assert [p.name for p in path.parent.iterdir()] == ["qa.sqlite"]


@pytest.mark.parametrize("kept", [1], indirect=True)
def test_when_the_copy_cannot_be_made_nothing_is_changed(kept: Path) -> None:
    before = kept.read_bytes()
    (kept.parent / "backups").write_bytes(b"a file where the folder should be")
    with pytest.raises(NotSaved):
        Store(kept, KEY)
    with closing(cipher.connect(kept, KEY, journal="DELETE")) as conn:
        assert migrations.applied(conn) == STEPS[:1]
    assert len(kept.read_bytes()) == len(before)


def test_steps_are_all_or_nothing() -> None:
    with closing(cipher.connect(":memory:", KEY)) as conn:
        migrations.migrate(conn, stop_before=STEPS[1])
        conn.execute("CREATE TABLE answers (in_the_way TEXT)")
        before = schema(conn)
        with pytest.raises(Exception, match="already exists"):
            migrations.migrate(conn)
        assert schema(conn) == before and not conn.in_transaction


def test_a_database_of_a_later_program_is_refused_and_not_touched(path: Path) -> None:
    Store(path, KEY).close()
    with closing(cipher.connect(path, KEY)) as conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('qa_desktop', 'm9999', '')"
        )
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(NewerDatabase, match="m9999"):
        Store(path, KEY)
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert [p.name for p in path.parent.iterdir()] == ["qa.sqlite"]


def test_every_table_is_strict(store: Store) -> None:
    kinds = store._conn.execute("PRAGMA table_list").fetchall()
    ours = {row[1]: row[5] for row in kinds if row[1] in tables(store._conn)}
    assert len(ours) == 20 and set(ours.values()) == {1}


def test_lookups_use_an_index(store: Store) -> None:
    """Each of these is asked once per entry or per screen; reading the whole table would show at 100,000."""
    asked = [
        "SELECT 1 FROM replaced WHERE old = ?",
        "SELECT 1 FROM replaced WHERE new = ?",
        "SELECT digest FROM entries WHERE kind = ? AND digest > ? ORDER BY digest",
        "SELECT 1 FROM entries WHERE kind = ? ORDER BY doc, digest",
        "SELECT 1 FROM entries WHERE doc = ?",
        "SELECT 1 FROM entries WHERE about = ?",
        "SELECT 1 FROM entries WHERE log = ? ORDER BY seq DESC",
        "SELECT 1 FROM arrivals WHERE import_id = ?",
        "SELECT 1 FROM arrivals WHERE digest = ?",
        "SELECT 1 FROM facts WHERE digest = ?",
        "SELECT 1 FROM answers WHERE digest = ?",
        "SELECT 1 FROM answers WHERE standard = ?",
        "SELECT 1 FROM files WHERE digest = ?",
        "SELECT 1 FROM exported WHERE number = ?",
        "SELECT 1 FROM draft_steps WHERE doc = ?",
    ]
    for sql in asked:
        plan = [row[3] for row in store._conn.execute(f"EXPLAIN QUERY PLAN {sql}", ["x"] * sql.count("?"))]
        assert all(line.startswith("SEARCH") for line in plan), (sql, plan)


def test_a_new_database_is_published_whole(path: Path) -> None:
    Store(path, KEY).close()
    with closing(cipher.connect(path, KEY)) as conn:
        assert migrations.applied(conn) == STEPS
    assert backup.sweep(path.parent) == 0
