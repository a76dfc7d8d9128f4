"""The shape of the database, one step at a time. Steps are never edited once released."""

from __future__ import annotations

from db.cipher import Connection, Database, Migrations, explained

migrations = Migrations("qa_desktop")

# WITHOUT ROWID: a row number would tell in which order anonymous entries came.
# One statement per execute(): executescript() commits first, which would break the transaction of the step.


@migrations()
def m0001_ledger_and_drafts(db: Database) -> None:
    _ledger(db)
    _transfers(db)
    db.execute(
        """
        CREATE TABLE drafts (
            doc TEXT PRIMARY KEY, template TEXT NOT NULL, body BLOB NOT NULL,
            changed TEXT NOT NULL                   -- '' for an anonymous form
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE draft_steps (                  -- undo journal, thrown away at sealing
            doc TEXT NOT NULL, step INTEGER NOT NULL, question TEXT NOT NULL,
            before TEXT, after TEXT, undone INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (doc, step)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID")


def _ledger(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE entries (
            digest    TEXT PRIMARY KEY,             -- SHA-256 of header, hex
            kind      TEXT NOT NULL,
            doc       TEXT NOT NULL,                -- the document this is a version of
            about     TEXT,                         -- digest this one signs, answers or reviews
            log       TEXT NOT NULL,                -- the chain of the laptop that sealed it
            seq       INTEGER NOT NULL, prev TEXT,
            signer    TEXT NOT NULL, at TEXT NOT NULL, template TEXT,
            header    BLOB NOT NULL,                -- exactly the bytes that were sealed
            body      BLOB, salt BLOB,              -- NULL once purged
            signature BLOB NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX entries_kind ON entries(kind, digest)")
    db.execute("CREATE INDEX entries_heads ON entries(kind, doc)")
    db.execute("CREATE INDEX entries_doc ON entries(doc)")
    db.execute("CREATE INDEX entries_about ON entries(about) WHERE about IS NOT NULL")
    db.execute("CREATE INDEX entries_log ON entries(log, seq, prev)")
    db.execute(
        """
        CREATE TABLE replaced (                     -- a version may replace two, when a person settles a clash
            old TEXT NOT NULL,                      -- may not have come yet
            new TEXT NOT NULL REFERENCES entries ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (old, new)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX replaced_new ON replaced(new)")
    db.execute(
        """
        CREATE TABLE arrivals (                     -- how each entry came; '' means sealed on this machine
            digest TEXT NOT NULL REFERENCES entries ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            import_id TEXT NOT NULL, PRIMARY KEY (digest, import_id)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX arrivals_import ON arrivals(import_id)")
    db.execute(
        "CREATE TABLE certificates (fingerprint TEXT PRIMARY KEY, der BLOB NOT NULL) STRICT, WITHOUT ROWID"
    )


def _transfers(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE imports (
            id TEXT PRIMARY KEY NOT NULL, file_name TEXT NOT NULL, file_digest TEXT NOT NULL,
            bundle TEXT, sender TEXT, at TEXT NOT NULL,
            outcome TEXT NOT NULL,                  -- JSON
            undone_at TEXT                          -- NULL while it stands
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE exports (
            number INTEGER PRIMARY KEY, bundle TEXT NOT NULL, kind TEXT NOT NULL, receiver TEXT NOT NULL,
            file_name TEXT NOT NULL, file_digest TEXT NOT NULL, at TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE exported (                     -- digests stay when an entry goes: it was sent all the same
            number INTEGER NOT NULL REFERENCES exports ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            digest TEXT NOT NULL, PRIMARY KEY (number, digest)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m0002_files_and_derived(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE files (                        -- signed files made of an entry; outlive it, to show a roll-back
            digest TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL,
            signatures INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (digest, sha256)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE facts (                        -- derived: can be dropped and rebuilt
            digest TEXT NOT NULL REFERENCES entries ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            fact TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (digest, fact, code)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE answers (                      -- derived: coded values only, never free text
            digest TEXT NOT NULL REFERENCES entries ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            question TEXT NOT NULL, standard TEXT, principle TEXT, stage TEXT,
            type TEXT NOT NULL, code TEXT NOT NULL, seen TEXT, PRIMARY KEY (digest, question, code)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX answers_standard ON answers(standard)")


@migrations()
def m0003_tallies(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE places (                       -- derived: where forms that figures are made of belong
            id INTEGER PRIMARY KEY, method TEXT NOT NULL, template TEXT NOT NULL, cycle TEXT NOT NULL,
            month TEXT NOT NULL, team TEXT NOT NULL, UNIQUE (method, month, cycle, template, team)
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE counted (                      -- derived: the forms that figures are made of
            digest TEXT PRIMARY KEY REFERENCES entries ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            place INTEGER NOT NULL, grade TEXT NOT NULL, status TEXT NOT NULL, clash INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX counted_place ON counted(place)")
    db.execute(
        """
        CREATE TABLE tallies (                      -- derived: sums over the forms that count
            place INTEGER NOT NULL, axis TEXT NOT NULL, value TEXT NOT NULL, code TEXT NOT NULL,
            n INTEGER NOT NULL, PRIMARY KEY (place, axis, value, code)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE scored (                       -- derived: codes that are scores
            template TEXT NOT NULL, question TEXT NOT NULL, code TEXT NOT NULL, score INTEGER NOT NULL,
            PRIMARY KEY (template, question, code)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE owed (                         -- derived: what each auditor owes in each cycle
            cycle TEXT NOT NULL, method TEXT NOT NULL, auditor TEXT NOT NULL, title TEXT NOT NULL,
            service TEXT NOT NULL, owed INTEGER NOT NULL, came INTEGER NOT NULL, due TEXT NOT NULL,
            twice INTEGER NOT NULL, PRIMARY KEY (cycle, method, auditor)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE settled (                      -- one row while the sums fit what is in the ledger
            id INTEGER PRIMARY KEY CHECK (id = 1), basis TEXT NOT NULL
        ) STRICT
        """
    )


@migrations()
def m0004_trail(db: Database) -> None:
    db.execute(
        """
        CREATE TABLE trail (                        -- who did what when, by codes: each line names the one before
            number INTEGER PRIMARY KEY, line BLOB NOT NULL, digest TEXT NOT NULL, signature BLOB NOT NULL
        ) STRICT
        """
    )


def names() -> list[str]:
    """Every step this program knows, in order."""
    with Database(memory=True) as empty:
        return [m.name for m in migrations.pending(empty)]


def applied(conn: Connection) -> list[str]:
    """The steps this database has been through, in order; none for a new one."""
    with explained():
        return [m.name for m in migrations.applied(Database(conn))]


def migrate(conn: Connection, stop_before: str | None = None) -> None:
    """Takes the database through the steps it lacks: all of them, or none if one fails."""
    db = Database(conn)
    with explained():
        db.execute("BEGIN IMMEDIATE")  # the library's own BEGIN would let a second thread start the same step
        try:
            migrations.apply(db, stop_before=stop_before)
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise
