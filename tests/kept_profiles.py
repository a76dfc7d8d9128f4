"""Whole profiles of every schema, with what was sealed, begun and received in them: they must open for ever.

tests/data/schema holds a row in every table; these hold a person's work, and open by their passphrase. The one of the
present schema is made by `python -m tests.kept_profiles` when a step is added, and never made again after.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from db import cipher, migrations
from qa_desktop import forms, keys, packs, profiles, soundness
from qa_desktop.workspace import DATABASE, VAULT, Me, Workspace
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.small import answered, sealed, tiny

FOLDER = Path(__file__).parent / "data" / "profiles"
ABOUT = "about.json"  # what must be found in it again
SCHEMA = len(migrations.names())


def kept() -> list[Path]:
    """The folder of each, the oldest first."""
    return sorted(path.parent for path in FOLDER.glob(f"*/{VAULT}"))


def copied(kept: Path, folder: Path) -> Path:
    """One of them as a person's own, which an opening may change."""
    made = folder / f"profile-{kept.name}"
    made.mkdir()
    for name in (VAULT, DATABASE):
        shutil.copyfile(kept / name, made / name)
    return made


def told(ws: Workspace) -> dict[str, object]:
    """What of a profile must be there again whatever the schema."""
    drafts = {row.doc: json.loads(row.body)["answers"] for row in ws.store.drafts()}
    return {"me": ws.me.code, "entries": dict(ws.store.counts()), "drafts": drafts, "state_digest": soundness.state_digest(ws)}  # fmt: skip


def _played(folder: Path) -> Workspace:
    """An auditor's profile: a pack taken in, one audit signed and one begun."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    central, _ = profiles.create(made_up_world(folder / "central"), me, PASSPHRASE, cost=QUICK)
    service = Service(folder, central, tiny())
    packs.publish(central, tiny())
    laptop = service.admit("A01", "Priya Nair", "South FST")
    service.send_pack("A01", ("FS-2041",))
    sealed(laptop, {"visited": "y", "visit": "The plan was written with the family on 3 November."})
    answered(laptop, forms.start(laptop, tiny()), {"visited": "n"})
    service.central.close()
    return laptop


def make(schema: int, target: Path) -> None:
    """Write the profile as a program that knew only so many steps would have left it."""
    with tempfile.TemporaryDirectory() as made:
        ws = _played(Path(made))
        about, source = told(ws), ws.world.data_dir
        ws.close()
        key = keys.open_vault((source / VAULT).read_bytes(), PASSPHRASE)
        target.mkdir(parents=True)
        shutil.copyfile(source / VAULT, target / VAULT)
        names = migrations.names()
        with (
            closing(cipher.connect(source / DATABASE, key)) as new,
            closing(cipher.connect(target / DATABASE, key, journal="DELETE")) as old,
        ):
            migrations.migrate(old, names[schema] if schema < len(names) else None)
            _copy(new, old)
    (target / ABOUT).write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", "utf-8")


def _copy(new: cipher.Connection, old: cipher.Connection) -> None:
    found = old.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    old.execute("BEGIN")
    for name in sorted(row[0] for row in found if not row[0].startswith(("sqlite_", "_sqlite_"))):
        rows = new.execute(f"SELECT * FROM {name}").fetchall()
        for row in rows:
            old.execute(f"INSERT INTO {name} VALUES ({', '.join('?' for _ in row)})", row)
    old.execute("COMMIT")


def main(words: list[str]) -> int:
    for schema in [int(word) for word in words] or [SCHEMA]:
        target = FOLDER / f"{schema:04}"
        if target.exists():
            print(f"{target} is kept for ever and is not made again.", file=sys.stderr)
            return 1
        make(schema, target)
        print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
