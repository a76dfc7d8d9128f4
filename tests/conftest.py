"""A made-up world and a made-up service, small and quick, for every test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path

import hypothesis
import pytest

from qa_desktop import (
    entries,
    families,
    identity,
    import_plans,
    imports,
    keys,
    packs,
    people,
    profiles,
    reports,
    templates,
)
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World, resources_folder

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("untimed")

PASSPHRASE = "demo"
QUICK = keys.Cost(memory_kib=64, passes=1, lanes=1)  # Argon2 as cheap as it goes
RESOURCES = resources_folder()


def made_up_world(folder: Path, start: datetime = datetime(2026, 11, 2, 9, tzinfo=UTC)) -> World:
    """A world where a second passes each time you look, and names count up."""
    seconds, ids = itertools.count(), itertools.count(1)
    name = folder.name
    return World(
        folder,
        RESOURCES,
        now=lambda: start + timedelta(seconds=next(seconds)),
        new_id=lambda: f"{name}-{next(ids):08d}",
        random_bytes=lambda n: os.urandom(n),
    )


@dataclass
class Service:
    """A practice lead, some auditors, and a pack on each laptop."""

    folder: Path
    central: Workspace
    rfp: templates.Template
    laptops: dict[str, Workspace] = field(default_factory=dict)
    cases: tuple[str, ...] = ()

    def laptop(self, code: str) -> Workspace:
        return self.laptops[code]

    def admit(self, code: str, name: str, team: str, role: str = "team_manager") -> Workspace:
        """A new laptop whose request has been admitted and which trusts the service."""
        ws, _ = profiles.create(
            made_up_world(self.folder / code),
            Me(code, name, role, team, "Example Council"),
            PASSPHRASE,
            cost=QUICK,
        )
        ws.trust(self.central.roots()[0])
        asked = identity.Request.from_bytes(people.request(ws).to_bytes())
        people.admit(self.central, asked, team)
        self.laptops[code] = ws
        return ws

    def send_pack(
        self, code: str, cases: tuple[str, ...], cycle: str = "2026-6", numbers: bool = True
    ) -> Path:
        """Allocate cases, make the pack, and import it on the laptop; the case numbers too, unless told not to."""
        team = self.laptops[code].me.team
        facts = {"service": "Early help", "team": team, "worker": "W01", "supervisor": "S01", "cycle": cycle}
        allocations = tuple(
            entries.Allocation(
                id=f"{cycle}-{case}",
                template=self.rfp.digest,
                due="2026-11-20",
                facts=facts | {"case": case},
                minutes=self.rfp.minutes,
            )
            for case in cases
        )
        packs.allocate(
            self.central,
            entries.Cycle(
                cycle=cycle,
                title="November to December 2026",
                service="Early help",
                starts="2026-11-01",
                ends="2026-12-31",
                auditor=code,
                allocations=allocations,
            ),
        )
        written = packs.make_pack(self.central, code, self.folder)
        plan = import_plans.plan_file(self.laptops[code], written.path)
        assert plan.status == "ready", plan.words
        imports.take_in(self.laptops[code], [plan], back_up=False)
        self.cases += cases
        if numbers:
            self.send_numbers(code)
        return written.path

    def send_numbers(self, code: str) -> Path:
        """Tell a laptop which families the codes in its packs are."""
        written = packs.make_numbers(self.central, code, self.folder)
        imports.take_in(
            self.laptops[code], [import_plans.plan_file(self.laptops[code], written.path)], back_up=False
        )
        return written.path

    def family(self, case: str) -> str:
        """The code that stands for a case in whatever is sealed."""
        return families.code(self.central, case)

    def close(self) -> None:
        for ws in (self.central, *self.laptops.values()):
            ws.close()


@pytest.fixture(scope="session")
def made_year(tmp_path_factory):
    """A whole year of the made-up service, played once by the command line (`tests/year.py`). Read it, change nothing.

    Mark tests of it with `xdist_group("year")`, so that one process plays it for all of them.
    """
    from tests import year  # which takes its world from here

    return year.play(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def year_lead(made_year):
    """The practice lead's ledger of the year on the last day that it looks at. Read it, change nothing."""
    when = datetime.combine(made_year.looks[-1].day, time(9), UTC)
    ws = profiles.open_workspace(made_up_world(made_year.central, when), PASSPHRASE)
    yield ws
    ws.close()


@pytest.fixture(scope="module")
def year_packs(year_lead):
    """Gives a report pack of the year, by code and period, each built once. The team sheet is Alder's."""
    sheets = {one.code for one in reports.packs(RESOURCES) if one.team}
    return cache(lambda code, of: reports.build(year_lead, code, of, "Alder" if code in sheets else ""))


@pytest.fixture(scope="session")
def rfp() -> templates.Template:
    """The real deep audit."""
    return templates.load_all(RESOURCES)["RFP"]


@pytest.fixture
def bare_service(tmp_path, rfp):
    """A practice lead who has published the deep audit, and nobody else yet."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    central, _ = profiles.create(made_up_world(tmp_path / "central"), me, PASSPHRASE, cost=QUICK)
    central.keep(families.KEY, bytes(32))  # or each run would have other codes, and draws other tickets
    packs.publish(central, rfp)
    people.name_only(central, "W01", "J. Okafor", "worker", "South FST")
    people.name_only(central, "S01", "D. Walsh", "team_manager", "South FST")
    service = Service(tmp_path, central, rfp)
    yield service
    service.close()


@pytest.fixture
def service(bare_service):
    """Two auditors, two cases each, packs imported."""
    for n, (code, name, team) in enumerate(
        (("A01", "Priya Nair", "South FST"), ("A02", "Sam Hassan", "North FST"))
    ):
        bare_service.admit(code, name, team)
        bare_service.send_pack(code, (f"FS-{2041 + 10 * n}", f"FS-{2042 + 10 * n}"))
    return bare_service
