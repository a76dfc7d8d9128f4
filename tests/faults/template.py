"""One good return file of every kind of entry there is, for mutants to be made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from qa_desktop import entries, identity, keys, packs, people, profiles
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World
from tests.small import bundle_of, forge, held_by, sealed, tiny

SETTINGS = ("root", "age_secret", "age_recipient", "log", "me", "signing_key", "certificate")
QUICK = keys.Cost(memory_kib=64, passes=1, lanes=1)


@dataclass(frozen=True)
class Template:
    """Bytes only, so that it can be handed to another process."""

    data: bytes
    settings: dict[str, bytes]  # of the profile that it is for
    sent_by: tuple[bytes, bytes]  # private key and certificate
    lines: tuple[bytes, ...]

    @property
    def secret(self) -> str:
        return self.settings["age_secret"].decode()

    @property
    def recipient(self) -> str:
        return self.settings["age_recipient"].decode()

    def signer(self) -> identity.Signer:
        return self._signer(*self.sent_by, "Laptop")

    def lead(self) -> identity.Signer:
        return self._signer(self.settings["signing_key"], self.settings["certificate"], "Central")

    def _signer(self, key: bytes, certificate: bytes, name: str) -> identity.Signer:
        chain = (identity.from_der(self.settings["root"]),)
        return identity.Signer(identity.key_from_der(key), identity.from_der(certificate), chain, name)

    @cached_property
    def sealed(self) -> list[entries.Sealed]:
        return [entries.from_line(line, "line") for line in self.lines]


def made(folder: Path) -> Template:
    """A practice lead and a laptop in this folder, and a file from one to the other."""
    both = []
    for name, role in (("central", "practice_lead"), ("laptop", "team_manager")):
        me = Me(f"{name[:1].upper()}01", name.title(), role, "", "Example Council")
        both.append(profiles.create(World.real(folder / name), me, "demo", cost=QUICK)[0])
    central, laptop = both
    try:
        laptop.trust(central.roots()[0])
        people.admit(central, people.request(laptop), "South")
        packs.publish(central, tiny())
        _certify(central, laptop)
        first = sealed(laptop)
        held = [*held_by(central), *held_by(laptop), *_more(laptop, first)]
        lines = tuple(entries.to_line(one) for one in {one.digest: one for one in held}.values())
        data = bundle_of([entries.from_line(line, "line") for line in lines], laptop, central)
        settings = {name: central.store.setting(name) or b"" for name in SETTINGS}
        keys_ = laptop.store.setting("signing_key") or b"", laptop.store.setting("certificate") or b""
        return Template(data, settings, keys_, lines)
    finally:
        for ws in both:
            ws.close()


def _certify(central: Workspace, laptop: Workspace) -> None:
    """What a pack would bring."""
    with laptop.write():
        laptop.store.put_certificates(central.store.certificates())
        laptop.store.put_entries(list(central.store.entries("people")))
    people.adopt_certificate(laptop)


def _more(laptop: Workspace, form: str) -> list[entries.Sealed]:
    """A small entry of each other kind whose shape is known here, so that every door is knocked at."""
    signer = laptop.signer()
    bodies: dict[str, tuple[dict[str, object], str | None]] = {
        "note": ({"text": "Half way."}, form),
        "signoff": ({"signs_as": "worker", "words": "I have seen it."}, form),
        "withdrawal": ({"reason": "It was the wrong family."}, form),
        "cycle": (
            {
                "cycle": "c", "title": "c", "service": "s", "starts": "2026-11-01", "ends": "2026-11-30",
                "auditor": "L01",
                "allocations": [
                    {"id": "x", "template": tiny().digest, "due": "2026-11-30", "facts": {"case": "F-1"}}
                ],
            },
            None,
        ),
        "events": (
            {
                "supervisor": "L01",
                "events": [
                    {
                        "id": "e1", "trigger": "review", "case": "F-1", "date": "2026-11-03", "worker": "W01",
                        "supervisor": "L01", "team": "South", "number": 1,
                    }
                ],
            },
            None,
        ),
        "action": (
            {
                "status": "proposed", "moved": "2026-11-20", "what": "Talk", "outcome": "o", "measure": "m",
                "level": "team", "plan": "team", "owner": "L01", "due": "2026-12-01", "priority": "soon",
            },
            None,
        ),
        "release": ({"worker": "W", "supervisor": "S", "grade": "4", "on": "2026-11-20"}, form),
        "weather": ({"n": 1}, None),
    }  # fmt: skip
    return [
        forge(
            signer,
            body,
            kind=kind,
            doc=f"{kind}-1",
            template=...,
            seq=n,
            **({"about": about} if about else {}),
        )
        for n, (kind, (body, about)) in enumerate(bodies.items(), 10)
    ]
