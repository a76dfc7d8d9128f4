"""What goes out: just enough for its receiver, standing alone, and nothing of anybody else's."""

from __future__ import annotations

import json

import pytest

from qa_desktop import bundles, entries, forms, identity, import_plans, imports, ledger, packs, people
from qa_desktop.errors import NotAllowed, WriteFailed
from tests.small import amended, sealed, tiny


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


def opened(path, ws):
    return bundles.unpack(path.read_bytes(), ws.age_secret, [identity.from_der(r) for r in ws.roots()])


def said(path, ws):
    """(kind, body) of everything in a file."""
    lines = [entries.from_line(line, "it") for line in opened(path, ws).lines]
    return [(json.loads(one.header)["kind"], one.body.decode()) for one in lines]


def test_a_pack_holds_one_auditors_cases_and_nobody_elses(service):
    held = said(service.send_pack("A01", ("F-FAM1Y-00001", "F-FAM1Y-00002")), service.laptop("A01"))
    text = " ".join(body for kind, body in held if kind != "template")
    assert "F-FAM1Y-00001" in text and "F-FAM1Y-00002" in text and "FS-2051" not in text  # a case of A02
    assert sorted({kind for kind, _ in held}) == ["cycle", "people", "template"]
    assert {json.loads(b)["code"] for kind, b in held if kind == "people"} == {"A01", "L01", "W01", "S01"}


def test_the_name_of_a_pack_does_not_grow_with_every_cycle(service):
    made = [
        service.send_pack("A01", ("FS-1",), cycle).name for cycle in ("2027-1", "2027-2", "reaudit-2027-1")
    ]
    assert made[0].startswith("pack-A01-2026-6-2027-1.")
    assert all(name.startswith("pack-A01-2026-6-to-2027-2") for name in made[1:])


def test_names_of_files_hold_no_case_and_no_name(service, laptop):
    sealed(laptop)
    pack = next(service.folder.glob("pack*A01*"))
    back = packs.make_return(laptop, service.folder).path
    for path in (pack, back):
        assert "FS-" not in path.name and "Priya" not in path.name and "Nair" not in path.name


def test_a_pack_needs_an_admitted_auditor_with_cases(bare_service):
    central = bare_service.central
    with pytest.raises(NotAllowed, match="not been admitted yet"):
        packs.make_pack(central, "A01", bare_service.folder)
    with pytest.raises(NotAllowed, match="not been admitted yet"):
        packs.make_pack(central, "W01", bare_service.folder)  # on the list, without a key
    bare_service.admit("A01", "Priya Nair", "South FST")
    with pytest.raises(NotAllowed, match="no cases in any cycle"):
        packs.make_pack(central, "A01", bare_service.folder)


def test_allocating_again_replaces_what_was_asked_before(service, laptop):
    service.send_pack("A01", ("F-FAM1Y-00007",))
    (cycle,) = [c for c in ledger.bodies(laptop, "cycle", entries.Cycle) if c.auditor == "A01"]
    assert [a.facts["case"] for a in cycle.allocations] == ["F-FAM1Y-00007"]


def test_a_return_stands_alone(service, laptop):
    first = sealed(laptop)
    second = amended(laptop, first, {"O1": "1"})
    written = packs.make_return(laptop, service.folder)
    assert written.counts == {"form": 2, "template": 1}
    bundle = opened(written.path, service.central)
    assert bundle.manifest.counts == written.counts and bundle.manifest.sender.code == "A01"
    digests = {entries.from_line(line, "it").digest for line in bundle.lines}
    assert {first, second} < digests
    imports.take_in(service.central, [import_plans.plan_file(service.central, written.path)], back_up=False)
    assert ledger.waiting(service.central) == []
    assert [f.digest for f in ledger.forms(service.central)] == [second]


def test_what_went_back_goes_once_unless_it_is_asked_for(service, laptop):
    one = sealed(laptop)
    packs.make_return(laptop, service.folder)
    assert packs.ready_to_return(laptop) == []
    with pytest.raises(NotAllowed, match="nothing to send"):
        packs.make_return(laptop, service.folder)
    again = packs.make_return(laptop, service.folder, again=[one])
    assert again.counts == {"form": 1, "template": 1}


def test_a_return_may_hold_only_what_was_chosen(service, laptop):
    one, two = sealed(laptop), sealed(laptop, {"case": "F-FAM1Y-00002"})
    written = packs.make_return(laptop, service.folder, only=[two])
    assert written.counts["form"] == 1
    assert [row.digest for row in packs.ready_to_return(laptop)] == [one]


def test_files_are_numbered_and_each_names_the_one_before(service, laptop):
    made = []
    for n in range(3):
        sealed(laptop, {"case": f"FS-{n}"})
        made.append(packs.make_return(laptop, service.folder))
    manifests = [opened(w.path, service.central).manifest for w in made]
    assert [m.number for m in manifests] == [1, 2, 3]
    assert [m.previous for m in manifests] == [None, manifests[0].bundle, manifests[1].bundle]
    assert len({w.path for w in made}) == 3


def test_a_file_that_cannot_be_written_counts_as_not_sent(service, laptop, tmp_path):
    sealed(laptop)
    with pytest.raises(WriteFailed):
        packs.make_return(laptop, tmp_path / "no such folder")
    assert laptop.store.exports() == [] and len(packs.ready_to_return(laptop)) == 1
    assert packs.make_return(laptop, service.folder).number == 1


def test_only_who_it_was_made_for_can_open_a_return(service, laptop):
    sealed(laptop)
    path = packs.make_return(laptop, service.folder).path
    with pytest.raises(bundles.BundleRefused, match="made for somebody else"):
        opened(path, laptop)
    assert opened(path, service.central).manifest.to_name == "Marta Trent"


def test_what_others_signed_is_not_mine_to_return(service, laptop):
    theirs = sealed(service.central)
    sent = packs.closure(service.central, {ledger.form(service.central, theirs).doc})
    lines = packs.lines(service.central, sent)
    assert len(lines) == 2 and lines == packs.lines(service.central, [*sent, *sent])
    with pytest.raises(NotAllowed):
        packs.make_return(laptop, service.folder)


def test_without_a_pack_there_is_nobody_to_return_to(bare_service):
    laptop = bare_service.admit("A01", "Priya Nair", "South FST")
    with pytest.raises(NotAllowed, match="nobody to return work to"):
        packs.lead_of(laptop)


def test_a_template_is_published_once(bare_service):
    central = bare_service.central
    before = central.store.counts()["template"]
    assert packs.publish(central, tiny()) == packs.publish(central, tiny()) == tiny().digest
    assert central.store.counts()["template"] == before + 1
    assert tiny().digest in {t.digest for t in forms.template_choices(central).values()}


def test_a_request_file_asks_for_the_certificate(bare_service):
    laptop = bare_service.admit("A01", "Priya Nair", "South FST")
    path = packs.request_file(laptop, bare_service.folder)
    asked = identity.Request.from_bytes(path.read_bytes(), path.name)
    assert (asked.code, asked.name) == ("A01", "Priya Nair") and path.suffix == ".qarequest"
    assert people.name_of(bare_service.central, "A01") == "Priya Nair"
