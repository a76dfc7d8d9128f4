"""Many signed audits without signing them: their rows go straight into a store, the same from the same seed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

from db.store import AnswerRow, EntryRow, FactRow
from qa_desktop import demo, entries, keys, packs, profiles, templates
from qa_desktop.templates import Template
from qa_desktop.workdays import month_end, months_before
from qa_desktop.workspace import Me
from qa_desktop.world import World

METHOD = "RFP"
TEAMS = tuple(f"Team {n:02}" for n in range(1, 13))
CYCLES = 24  # months, the last of them CYCLE
AUDITORS = 20
CYCLE = "2026-10"
ANSWERS = 60
CODES, WEIGHTS = ("4", "3", "2", "1", "NA", "UJ"), (18, 40, 24, 8, 6, 4)
SEEN = ("R", "T", "S", "N")
CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)  # the passphrase is not what is measured
AT_ONCE = 2_000  # audits in one commit


class Made:
    """A practice lead's profile that holds `count` audits with sixty answers each."""

    def __init__(self, folder: Path, count: int):
        me = Me("L01", "Lead", "practice_lead", "", "Example")
        self.ws = profiles.create(World.real(folder), me, demo.PASSPHRASE, cost=CHEAP)[0]
        self.template = templates.load_all(self.ws.world.resources)[METHOD]
        packs.publish(self.ws, self.template)
        self._questions = _questions(self.template)
        self._rng = Random(7)
        self._allocate(count)
        self._fill(count)

    def _allocate(self, count: int) -> None:
        """Each cycle asks each auditor for their part of the audits."""
        for nth, cycle in enumerate(cycles()):
            first = date.fromisoformat(f"{cycle}-01")
            for auditor in range(AUDITORS):
                mine = [n for n in range(count) if n % CYCLES == nth and n // CYCLES % AUDITORS == auditor]
                owed = tuple(
                    entries.Allocation(
                        id=f"al-{n}",
                        template=self.template.digest,
                        due=month_end(first).isoformat(),
                        facts={},
                    )
                    for n in mine
                )
                if owed:
                    packs.allocate(
                        self.ws,
                        entries.Cycle(
                            cycle=cycle, title=f"Cycle {cycle}", service="Example", starts=first.isoformat(),
                            ends=month_end(first).isoformat(), auditor=f"A{auditor:02}", allocations=owed,
                        ),
                    )  # fmt: skip

    def _fill(self, count: int) -> None:
        made = (self._audit(n) for n in range(count))
        store = self.ws.store
        while some := list(islice(made, AT_ONCE)):
            with store.write():
                store.put_entries([row for row, _, _ in some])
                store.put_facts(fact for _, facts, _ in some for fact in facts)
                store.put_answers(answer for _, _, answers in some for answer in answers)

    def _audit(self, n: int) -> tuple[EntryRow, list[FactRow], list[AnswerRow]]:
        cycle, team = cycles()[n % CYCLES], self._rng.choice(TEAMS)
        digest = hashlib.sha256(f"audit {n}".encode()).hexdigest()
        told = {"template": METHOD, "cycle": cycle, "team": team, "allocation": f"al-{n}", "case": f"F-{n}"}
        facts = [FactRow(digest, fact, code) for fact, code in told.items()]
        body = {"answers": {}, "allocation": f"al-{n}", "cycle": cycle}
        row = EntryRow(
            digest, "form", f"doc-{n}", (), None, "made", n + 1, None, self._signer, f"{cycle}-20T09:00:00Z",
            self.template.digest, b"header", json.dumps(body).encode(), b"salt", b"signature",
        )  # fmt: skip
        return row, facts, list(self._answers(digest))

    @property
    def _signer(self) -> str:
        return self.ws.signer().fingerprint

    def _answers(self, digest: str) -> Iterator[AnswerRow]:
        codes = self._rng.choices(CODES, WEIGHTS, k=ANSWERS)
        for (question, standard, principle, stage, use), code in zip(self._questions, codes, strict=True):
            grade = code if use == "EV" or code.isdigit() else "3"
            seen = self._rng.choice(SEEN) if use == "EV" else None
            yield AnswerRow(digest, question, standard, principle, stage, use, grade, seen)


def cycles() -> list[str]:
    """The codes of the cycles, the oldest first."""
    last = date.fromisoformat(f"{CYCLE}-01")
    return [f"{months_before(last, n):%Y-%m}" for n in reversed(range(CYCLES))]


def _questions(template: Template) -> list[tuple[str, str | None, str | None, str | None, str]]:
    """Sixty that have codes: those rated first, then the judgements, then what is chosen."""
    held = [q for q in template.questions if q.type in ("EV", "G4", "ONE", "AG5", "GROUP", "MULTI")]
    order = {"EV": 0, "G4": 1}
    held.sort(key=lambda q: (q.use not in ("overall", "headline"), order.get(q.type, 2)))
    return [
        (
            q.id,
            q.standard,
            template.section_of[q.id].principle,
            None if q.stage is None else str(q.stage),
            q.use or q.type,
        )
        for q in held[:ANSWERS]
    ]
