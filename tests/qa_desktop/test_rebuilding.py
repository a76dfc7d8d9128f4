"""A lost laptop and a lost central store, built again from what was kept, to the same state."""

from __future__ import annotations

import shutil

import pytest

from qa_desktop import (
    families,
    import_plans,
    key_file,
    keys,
    packs,
    paper,
    people,
    profiles,
    rebuilding,
    receipts,
    retention,
    soundness,
)
from qa_desktop.errors import FileRefused, NotAllowed, WrongPassphrase
from qa_desktop.workspace import Me
from tests import command_line
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.keeping import MARK, anywhere, purge, send
from tests.small import amended, sealed, tiny
from tests.trail_lines import left


@pytest.fixture
def service(tmp_path):
    """A lead, a head and an auditor with cases, each with the recovery key they printed."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    central, recovery = profiles.create(made_up_world(tmp_path / "central"), me, PASSPHRASE, cost=QUICK)
    made = Service(tmp_path, central, tiny())
    packs.publish(central, tiny())
    made.admit("H01", "Hana Okoye", "", "head_of_service")
    send(central, made.laptop("H01"))
    laptop = made.admit("A01", "Priya Nair", "South FST")
    made.pack = made.send_pack("A01", ("FS-2041", "FS-2042"))
    data, words = keys.change_recovery(
        (laptop.world.data_dir / "vault.json").read_bytes(), laptop._key, QUICK
    )
    (laptop.world.data_dir / "vault.json").write_bytes(data)
    made.recovery = {"L01": recovery, "A01": words}
    yield made
    made.close()


def again(service, folder, code, place="new"):
    world = made_up_world(service.folder / place)
    return rebuilding.rebuild(world, folder, service.recovery[code], "quite another phrase", QUICK)


def test_a_lost_laptop_is_built_again_from_its_pack_its_pdfs_and_its_key_file(service):
    laptop, folder = service.laptop("A01"), service.folder / "kept"
    folder.mkdir()
    key_file.write(laptop, service.recovery["A01"], folder)
    shutil.copy(service.pack, folder)
    for n, words in enumerate(("One.", "Two.")):
        digest = sealed(laptop, {"visited": "y", "visit": words})
        (folder / f"audit-{n}.pdf").write_bytes(paper.signed_pdf(laptop, digest))
    (folder / "changed.pdf").write_bytes(paper.signed_pdf(laptop, amended(laptop, digest, {"O1": "1"})))
    ws, made, recovery = again(service, folder, "A01")
    assert made.state_digest == soundness.state_digest(ws) == soundness.state_digest(laptop)
    assert made.left_out == () and made.missing == soundness.missing(laptop)
    assert (
        ws.me == laptop.me and ws.log != laptop.log and ws.signer().fingerprint == laptop.signer().fingerprint
    )
    sealed(ws)  # and work goes on
    assert soundness.unsound(ws) == [] and keys.open_with_recovery(
        (ws.world.data_dir / "vault.json").read_bytes(), recovery
    )
    assert receipts.untold(ws) == ("L01",)
    ws.close()


def test_an_auditor_too_is_built_again_from_the_copy_they_kept_for_themselves(service):
    laptop, folder = service.laptop("A01"), service.folder / "kept"
    folder.mkdir()
    key_file.write(laptop, service.recovery["A01"], folder)
    digest = sealed(laptop)
    rebuilding.keep_copy(laptop, folder)
    ws, made, _ = again(service, folder, "A01")
    assert made.left_out == () and ws.store.entry(digest) is not None
    assert made.state_digest == soundness.state_digest(laptop)
    ws.close()


def test_the_whole_central_store_is_built_again_from_its_copies_the_returns_and_the_pdfs(service):
    central, laptop, folder = service.central, service.laptop("A01"), service.folder / "kept"
    folder.mkdir()
    key_file.write(central, service.recovery["L01"], folder)
    rebuilding.keep_copy(central, folder)
    on_pdf = sealed(laptop, {"visited": "y", "visit": "On paper only."})
    (folder / "audit.pdf").write_bytes(paper.signed_pdf(laptop, on_pdf))
    send(laptop, central, on_pdf)
    returned = packs.make_return(
        laptop, folder, again=[sealed(laptop, {"visited": "y", "visit": "Returned."})]
    )
    from qa_desktop import imports

    imports.take_in(central, [import_plans.plan_file(central, returned.path)], back_up=False)
    people.name_only(central, "W09", "Late Comer", "worker", "South FST")
    rebuilding.keep_copy(central, folder)
    with pytest.raises(NotAllowed, match="Every entry"):
        rebuilding.keep_copy(central, folder)
    shutil.copy(service.pack, folder / "for-somebody-else.qabundle")
    ws, made, _ = again(service, folder, "L01")
    assert made.state_digest == soundness.state_digest(central)
    assert [name for name, _ in made.left_out] == ["for-somebody-else.qabundle"]
    assert families.code(ws, "FS-2041") == families.code(central, "FS-2041")
    assert people.everyone(ws) == people.everyone(central)
    service.central = ws  # and it is the service's authority again
    central.close()
    service.admit("A07", "New Person", "South FST")
    assert receipts.untold(ws) == ()


def test_what_was_purged_stays_away_though_an_older_copy_holds_it(service):
    central, laptop, folder = service.central, service.laptop("A01"), service.folder / "kept"
    folder.mkdir()
    key_file.write(central, service.recovery["L01"], folder)
    digest = sealed(laptop, {"visited": "y", "visit": MARK})
    send(laptop, central)
    rebuilding.keep_copy(central, folder)
    purge(central, service.laptop("H01"), digest)
    rebuilding.keep_copy(central, folder)
    ws, made, _ = again(service, folder, "L01")
    assert made.state_digest == soundness.state_digest(central)
    assert ws.store.entry(digest).body is None and len(retention.counted(ws)) == 1
    service.central = ws
    central.close()


def test_a_wrong_key_a_damaged_file_or_an_empty_folder_builds_nothing(service):
    central, folder = service.central, service.folder / "kept"
    with pytest.raises(FileRefused, match="no key file"):
        again(service, folder, "L01")
    folder.mkdir()
    path = key_file.write(central, service.recovery["L01"], folder)
    with pytest.raises(FileRefused, match="no bundle and no PDF"):
        again(service, folder, "L01")
    rebuilding.keep_copy(central, folder)
    with pytest.raises(WrongPassphrase):
        again(service, folder, "A01")
    whole = path.read_bytes()
    for spoiled, error in (
        (whole[:-1] + b"x", WrongPassphrase),
        (b"x" + whole, FileRefused),
        (b"", FileRefused),
    ):
        path.write_bytes(spoiled)
        with pytest.raises(error):
            again(service, folder, "L01")
    path.write_bytes(whole)
    shutil.copy(path, folder / "second.qakeys")
    with pytest.raises(FileRefused, match="more than one"):
        again(service, folder, "L01")
    assert not (service.folder / "new").exists()


def test_a_key_file_is_only_made_with_the_right_recovery_key_and_holds_no_key_in_clear(service):
    laptop = service.laptop("A01")
    with pytest.raises(WrongPassphrase):
        key_file.write(laptop, service.recovery["L01"], service.folder)
    path = key_file.write(laptop, service.recovery["A01"], service.folder)
    assert laptop.age_secret.encode() not in path.read_bytes()
    opened = key_file.read(path.read_bytes(), service.recovery["A01"].lower().replace("-", " "), path.name)
    assert opened.age_secret == laptop.age_secret and opened.me == laptop.me


def test_the_command_line_saves_keys_keeps_copies_and_builds_again(service, monkeypatch):
    folder, place = service.folder / "kept", service.central.world.data_dir
    folder.mkdir()
    state, recovery = soundness.state_digest(service.central), service.recovery["L01"]
    service.central.close()
    monkeypatch.setenv("QA_RECOVERY_KEY", recovery)
    assert command_line.run("keys", "save", "--out", folder, data=place).code == 0
    left("keys save", place)
    assert command_line.run("keep", "--out", folder, data=place).code == 0
    new = service.folder / "anew"
    done = command_line.run(
        "rebuild", "--from", folder, "--json", data=new, passphrase="quite another phrase"
    )
    assert done.code == 0 and done.data["state_digest"] == state and done.data["left_out"] == []
    left("rebuild", new, "quite another phrase")
    assert (
        command_line.run("rebuild", "--from", folder, data=new, passphrase="quite another phrase").code == 1
    )
    assert (
        command_line.run("rebuild", "--from", folder, data=service.folder / "x", passphrase="weak").code == 1
    )
    monkeypatch.setenv("QA_RECOVERY_KEY", "nonsense")
    wrong = command_line.run(
        "rebuild", "--from", folder, data=service.folder / "x", passphrase="quite another phrase"
    )
    assert wrong.code == 4 and "28 letters" in wrong.err and not (service.folder / "x").exists()
    service.central = profiles.open_workspace(made_up_world(place), PASSPHRASE)
    assert anywhere(service.central, recovery) == []
