"""A service with a head who may approve a purge, and ways to look at everything a profile left on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from db import cipher
from qa_desktop import families, import_plans, imports, keys, packs, retention_acts
from qa_desktop.workspace import Workspace
from tests.conftest import PASSPHRASE, Service
from tests.small import bundle_of, held_by, sealed, tiny

PAGE, RESERVED, IV = 4096, 80, 16  # bytes: as SQLCipher 4 lays out a page
MARK = "Zanzibar-Quokka-41"  # words that stand nowhere else
LATER = date(2034, 1, 1)


def keeping(service: Service) -> tuple[Workspace, Workspace, Workspace]:
    """The practice lead, a head of service with the lead's pack, and an auditor."""
    packs.publish(service.central, tiny())
    head = service.admit("H01", "Hana Okoye", "", "head_of_service")
    laptop = service.admit("A01", "Priya Nair", "South FST")
    send(service.central, head)
    send(service.central, laptop)
    return service.central, head, laptop


def audit(service: Service, laptop: Workspace, case: str = "FS-2041", words: str = MARK) -> str:
    """An audit whose free text is marked, on the laptop and with the lead."""
    lead = service.central
    family = families.learn_one(lead, case)
    digest = sealed(laptop, {"case": family, "visited": "y", "visit": words})
    send(laptop, lead)
    return digest


def send(sender: Workspace, to: Workspace, *digests: str) -> imports.Outcome:
    data = bundle_of(held_by(sender, *digests), sender, to, f"b-{sender.world.new_id()}")
    plan = import_plans.plan(to, "b.qabundle", data)
    assert plan.status != "not_safe", plan.words
    return imports.take_in(to, [plan], back_up=False)


def purge(lead: Workspace, head: Workspace, *docs: str) -> str:
    """Propose and approve, by the files that go between the two."""
    digest = retention_acts.propose(
        lead, LATER, docs or None, "request" if docs else "", "A parent asked for it."
    )
    send(lead, head, digest)
    retention_acts.answer(head, digest, True)
    send(head, lead)
    return digest


def key_of(ws: Workspace) -> bytes:
    return keys.open_vault((ws.world.data_dir / "vault.json").read_bytes(), PASSPHRASE)


def live(path: Path, key: bytes) -> bytes:
    """Everything that the tables of a database hold."""
    with closing(
        cipher.connect(path, key, journal="DELETE" if path.parent.name == "backups" else "WAL")
    ) as conn:
        names = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return repr([conn.execute(f'SELECT * FROM "{name}"').fetchall() for name in names]).encode()


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page of a database or its log without its encryption: also what no table shows any more."""
    data = path.read_bytes()
    if path.name.endswith("-wal"):
        for at in range(32, len(data), 24 + PAGE):
            number, page = int.from_bytes(data[at : at + 4]), data[at + 24 : at + 24 + PAGE]
            yield _plain(page, key, 16 if number == 1 else 0)
        return
    for at in range(0, len(data), PAGE):
        yield _plain(data[at : at + PAGE], key, 16 if at == 0 else 0)


def _plain(page: bytes, key: bytes, start: int) -> bytes:
    end = PAGE - RESERVED
    opened = Cipher(algorithms.AES(key), modes.CBC(page[end : end + IV])).decryptor()
    return opened.update(page[start:end]) + opened.finalize()


def anywhere(ws: Workspace, mark: str = MARK) -> list[str]:
    """Files of a profile in which these words can be found: as they lie, in a table, or in a page without its lock."""
    key, found = key_of(ws), []
    for path in sorted(p for p in ws.world.data_dir.rglob("*") if p.is_file()):
        held = [path.read_bytes()]
        if path.suffix == ".sqlite":
            held.append(live(path, key))
        if path.name.endswith((".sqlite", ".sqlite-wal")):
            held += pages(path, key)
        if any(mark.encode() in one for one in held):
            found.append(path.name)
    return found
