"""Files as they come from sticks and mail: their names, their number and their size (RELIABILITY 3 A)."""

import shutil

import pytest

from qa_desktop import families, forms, import_plans, imports, ledger, packs, soundness
from tests.command_line import REFUSED, run
from tests.keeping import keeping
from tests.small import FULL, answered, sealed, tiny, two_hundred


@pytest.fixture
def returned(bare_service, tmp_path):
    lead, _, laptop = keeping(bare_service)
    families.learn_one(lead, "FS-2041")
    sealed(laptop)
    return lead, packs.make_return(laptop, tmp_path).path


@pytest.mark.parametrize(
    "name",
    [
        "name (1).qabundle",
        "name.qab.zip",
        "Zoë’s 回.qabundle",
        "no ending",
        "x" * 240 + ".qabundle",
        "a;b&c.qabundle",
    ],
)
def test_the_name_of_a_file_decides_nothing(returned, tmp_path, name):
    lead, path = returned
    shutil.copyfile(path, tmp_path / name)
    assert import_plans.plan_file(lead, tmp_path / name).status == "ready"


def test_five_gigabytes_are_refused_before_they_are_read(returned, tmp_path):
    lead, _ = returned
    with (tmp_path / "huge.qabundle").open("wb") as huge:
        huge.truncate(5 * 2**30)
    plan = import_plans.plan_file(lead, tmp_path / "huge.qabundle")
    assert plan.status == "not_safe" and "too large" in plan.words


def test_of_two_hundred_files_three_are_bad_and_the_others_come_in(returned, tmp_path):
    lead, path = returned
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(200):
        shutil.copyfile(path, folder / f"{n:03}.qabundle")
    for n, data in ((50, b""), (99, b"<html>"), (150, path.read_bytes()[:-20])):
        (folder / f"{n:03}.qabundle").write_bytes(data)
    plans = import_plans.plan_files(lead, sorted(folder.iterdir()))
    assert sum(one.status == "not_safe" for one in plans) == 3
    assert sum(one.status == "ready" for one in plans) == 1  # the same file is planned once
    assert imports.take_in(lead, plans, back_up=False).added["form"] == 1


def test_of_two_hundred_different_files_197_are_in_and_three_are_listed(service, tmp_path):
    laptop, central = service.laptop("A01"), service.central
    paths = two_hundred(tmp_path / "many", laptop, central, sealed(laptop))
    said = run("import", *paths, data=central.world.data_dir)
    assert said.code == REFUSED and said.out.splitlines()[-1] == "197 files in. 3 files were refused."
    assert [line[:12] for line in said.err.splitlines()] == ["050.qabundle", "099.qabundle", "150.qabundle"]
    again = run("import", *paths[49:52], data=central.world.data_dir)
    assert again.out.splitlines()[-1] == "2 were here already. 1 file was refused."


def test_orders_written_into_a_note_are_words(bare_service):
    lead, _, laptop = keeping(bare_service)
    text = '{"kind":"purge","docs":["*"]}'
    draft = answered(laptop, forms.start(laptop, tiny()), FULL | {"visit": text})
    digest = forms.finish(laptop, draft)
    before = soundness.state_digest(lead)
    assert (
        ledger.form(laptop, digest).body.answers["visit"] == text and soundness.state_digest(lead) == before
    )
