"""Taking files in: looked into first, added only when asked, each refusal named, all of it undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_desktop import (
    corrections,
    identity,
    import_plans,
    imports,
    ledger,
    packs,
    receipts,
    root_renewal,
    soundness,
    versions,
)
from tests.rounds import amend, cycle, returned, small_service, take_in  # noqa: F401  fixtures
from tests.small import two_hundred
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import Ask, Button
from ui.screens.importer import ImportScreen
from ui.screens.packs import PacksScreen
from ui.screens.pick import Pick


@pytest.fixture
def files(cycle) -> list[Path]:  # noqa: F811
    """One return file of each auditor."""
    return [returned(cycle.laptop(code), cycle.folder / "returns") for code in ("A01", "A02", "A03")]


def spoiled(path: Path, name: str, change) -> Path:
    made = path.with_name(name)
    made.write_bytes(change(path.read_bytes()))
    return made


def chosen(qtbot, screen: ImportScreen, paths: list[Path]) -> ImportScreen:
    screen._chosen(paths)
    settle(qtbot, screen)
    return screen


def test_two_good_files_and_three_bad_ones_are_each_told_apart_and_named(cycle, files, place, qtbot):  # noqa: F811
    bad = [
        spoiled(files[0], "changed.qabundle", lambda d: d[:-40] + bytes([d[-40] ^ 1]) + d[-39:]),
        spoiled(files[0], "cut.qabundle", lambda d: d[: len(d) // 2]),
        spoiled(files[0], "letter.qabundle", lambda _: b"PK\x03\x04 not ours"),
    ]
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), [*files[:2], *bad])
    assert [plan.status for plan in screen.plans] == ["ready", "ready", "not_safe", "not_safe", "not_safe"]
    shown = words_of(screen)
    assert "5 files checked" in shown and "2 ready" in shown and "3 not safe" in shown
    for path in bad:
        assert f"{path.name} is " in shown.replace("\u200b", "")
    assert "Adds 6 audits. A backup is made first." in shown
    check_screen(screen)
    button(screen, "Import 2 files").click()
    settle(qtbot, screen)
    assert "6 audits imported." in words_of(screen) and "3 files were refused." in words_of(screen)
    assert len(ledger.forms(cycle.central)) == 6
    check_screen(screen)


def test_of_two_hundred_files_197_are_in_and_three_stay_listed_with_their_reasons(
    cycle,  # noqa: F811
    place,  # noqa: F811
    qtbot,
    tmp_path,
):
    laptop = cycle.laptop("A01")
    paths = two_hundred(tmp_path / "many", laptop, cycle.central, ledger.forms(laptop)[0].digest)
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), paths)
    assert "197 ready" in words_of(screen) and "3 not safe" in words_of(screen)
    button(screen, "Import 197 files").click()
    settle(qtbot, screen)
    shown = words_of(screen).replace("\u200b", "")
    assert "1 audit imported." in shown and "197 files in. 3 files were refused." in shown
    assert "3 files refused" in shown
    assert all(name in shown for name in ("050.qabundle", "099.qabundle", "150.qabundle"))
    check_screen(screen)


def test_nothing_is_added_before_import_is_chosen_and_cancel_forgets(cycle, files, place, qtbot):  # noqa: F811
    before = cycle.central.store.digests()
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), files)
    button(screen, "Cancel").click()
    assert screen.plans == [] and "files checked" not in words_of(screen)
    assert cycle.central.store.digests() == before


def test_an_import_is_undone_from_its_own_message(cycle, files, place, qtbot):  # noqa: F811
    before = soundness.state_digest(cycle.central)
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), files)
    button(screen, "Import 3 files").click()
    settle(qtbot, screen)
    button(screen, "Undo this import").click()
    settle(qtbot, screen)
    assert "The import was taken back." in words_of(screen) and "Taken back" in words_of(screen)
    assert soundness.state_digest(cycle.central) == before


def test_an_earlier_import_is_undone_from_the_history(cycle, files, place, qtbot):  # noqa: F811
    imports.take_in(cycle.central, import_plans.plan_files(cycle.central, files[:1]), back_up=False)
    screen = place(cycle.central, "importer", ImportScreen)
    next(b for b in screen.findChildren(type(screen.zone.button)) if b.words == "Undo").click()
    settle(qtbot, screen)
    assert ledger.forms(cycle.central) == []


def test_a_file_that_is_here_already_changes_nothing(cycle, files, place, qtbot):  # noqa: F811
    imports.take_in(cycle.central, import_plans.plan_files(cycle.central, files[:1]), back_up=False)
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), files[:1])
    assert "Already imported" in words_of(screen) and "There is nothing here to import." in words_of(screen)
    assert not screen.go.isEnabled()


def test_stopping_half_way_changes_nothing(cycle, files, place, qtbot):  # noqa: F811
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), files)
    before = soundness.state_digest(cycle.central)
    button(screen, "Import 3 files").click()
    screen.panel.stopped.emit()
    settle(qtbot, screen)
    assert "Stopped." in words_of(screen)
    assert soundness.state_digest(cycle.central) == before


def test_the_details_of_a_refused_file_are_copied(cycle, files, place, qtbot, monkeypatch):  # noqa: F811
    copied = []
    monkeypatch.setattr(Pick, "copy", classmethod(lambda cls, words: copied.append(words)))
    cut = spoiled(files[0], "cut.qabundle", lambda d: d[:300])
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), [cut])
    button(screen, "Copy details").click()
    assert copied[0].startswith("cut.qabundle\n") and "SHA-256" in copied[0]


@pytest.fixture
def twice(cycle, tmp_path) -> Path:  # noqa: F811
    """A file that brings another version of an audit that is here in a newer one already."""
    laptop = cycle.laptop("A03")
    take_in(cycle, "A03")
    first = ledger.forms(laptop)[0].digest
    mine = amend(laptop, first, "4")
    imports.take_in(
        cycle.central,
        [import_plans.plan_file(cycle.central, returned(laptop, tmp_path / "one"))],
        back_up=False,
    )
    with laptop.store.write():  # the same laptop, as if its backup had been used to sign the audit once more
        laptop.store._run("entries", "DELETE FROM entries WHERE digest = ?", mine)
        laptop.store._run("replaced", "DELETE FROM replaced WHERE new = ?", mine)
        laptop.store._run("exports", "DELETE FROM exported WHERE digest = ?", mine)
    amend(laptop, first, "1")
    return returned(laptop, tmp_path / "two")


def test_versions_that_differ_are_compared_by_question_and_both_kept(cycle, twice, place, qtbot):  # noqa: F811
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), [twice])
    assert "Check needed" in words_of(screen) and not screen.go.isEnabled()
    button(screen, "Compare versions").click()
    settle(qtbot, screen)
    shown = words_of(screen)
    assert "1 answer differs" in shown and "4 Strong" in shown and "1 Little or none" in shown
    assert "Everyone who matters" not in shown
    check_screen(screen)
    button(screen, "Import and keep both versions").click()
    settle(qtbot, screen)
    button(screen, "Import 1 file").click()
    settle(qtbot, screen)
    assert len(ledger.clashes(cycle.central)) == 1


@pytest.mark.parametrize(("words", "grade"), [("Import and keep ours", "4"), ("Import and keep theirs", "1")])
def test_ours_or_theirs_is_chosen_with_the_import_and_both_stay_in_the_ledger(
    cycle,  # noqa: F811
    twice,
    place,  # noqa: F811
    qtbot,
    words,
    grade,
):
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), [twice])
    button(screen, "Compare versions").click()
    settle(qtbot, screen)
    button(screen, words).click()
    settle(qtbot, screen)
    assert "The version you chose will count." in words_of(screen)
    button(screen, "Import 1 file").click()
    settle(qtbot, screen)
    assert "The version you chose counts; the other is kept." in words_of(screen)
    assert ledger.clashes(cycle.central) == {}
    (form,) = ledger.forms(cycle.central)
    assert form.body.answers["P1"]["rating"] == grade
    assert len(cycle.central.store.versions(form.doc)) == 4


def test_what_was_chosen_is_forgotten_when_its_file_is_left_out(cycle, twice, place, qtbot):  # noqa: F811
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), [twice])
    button(screen, "Compare versions").click()
    settle(qtbot, screen)
    button(screen, "Import and keep ours").click()
    settle(qtbot, screen)
    button(screen, f"Leave out {twice.name}").click()
    assert not screen.go.isEnabled() and screen._keep == {}


def test_an_auditor_imports_both_and_leaves_the_choice_to_the_practice_lead(cycle, place, qtbot):  # noqa: F811
    screen = place(cycle.laptop("A01"), "importer", ImportScreen)
    assert screen._one_of(None, [object()]) == []


def test_a_practice_lead_chooses_one_version_and_the_other_no_longer_counts(cycle, twice, place, qtbot):  # noqa: F811
    imports.take_in(cycle.central, [import_plans.plan_file(cycle.central, twice)], back_up=False)
    (comparison,) = versions.standing(cycle.central)
    screen = place(cycle.central, "packs", PacksScreen)
    button(screen, "Compare versions").click()
    settle(qtbot, screen)
    check_screen(screen)
    button(screen, "Keep the second version").click()
    settle(qtbot, screen)
    assert ledger.clashes(cycle.central) == {}
    kept = ledger.form(cycle.central, comparison.other.digest).body.answers
    assert [f.body.answers for f in ledger.forms(cycle.central) if f.doc == comparison.doc] == [kept]


def test_a_laptop_without_the_services_certificate_adds_it_after_comparing_figures(
    small_service,  # noqa: F811
    place,  # noqa: F811
    qtbot,
    tmp_path,
    monkeypatch,
):
    laptop = small_service.admit("A01", "Priya Nair", "South FST")
    pack = small_service.send_pack("A01", ("FS-1",))
    imports.undo(laptop, imports.history(laptop)[0].id)
    with laptop.store.write():
        laptop.keep("root", None)
    root = tmp_path / "root.pem"
    root.write_bytes(identity.to_pem(small_service.central.roots()[0]))
    screen = place(laptop, "importer", ImportScreen)
    check_screen(screen)
    monkeypatch.setattr(Pick, "file", classmethod(lambda cls, *args: root))
    button(screen, "Choose root.pem").click()
    assert identity.certificate_figures(small_service.central.roots()[0]) in words_of(screen)
    assert laptop.roots() == ()
    button(screen, "The figures match, add it").click()
    settle(qtbot, screen)
    chosen(qtbot, screen, [pack])
    assert "1 case" in words_of(screen)
    button(screen, "Import 1 file").click()
    settle(qtbot, screen)
    assert "1 case imported." in words_of(screen)


def test_the_first_pack_brings_the_certificate_and_is_looked_into_once_the_figures_match(
    small_service,  # noqa: F811
    place,  # noqa: F811
    qtbot,
):
    laptop = small_service.admit("A01", "Priya Nair", "South FST")
    pack = small_service.send_pack("A01", ("FS-1",))
    imports.undo(laptop, imports.history(laptop)[0].id)
    with laptop.store.write():
        laptop.keep("root", None)
    screen = place(laptop, "importer", ImportScreen)
    chosen(qtbot, screen, [pack])
    assert "From Marta Trent, Example Council, as this pack says" in words_of(screen)
    assert identity.certificate_figures(small_service.central.roots()[0]) in words_of(screen)
    assert laptop.roots() == () and screen.plans == []
    check_screen(screen)
    button(screen, "The figures match, add it").click()
    settle(qtbot, screen)
    assert "1 case" in words_of(screen)
    button(screen, "Import 1 file").click()
    settle(qtbot, screen)
    assert "1 case imported." in words_of(screen)


def test_a_replaced_certificate_is_taken_on_only_once_its_figures_were_compared(
    small_service,  # noqa: F811
    place,  # noqa: F811
    qtbot,
):
    laptop = small_service.admit("A01", "Priya Nair", "South FST")
    small_service.send_pack("A01", ("FS-1",))
    figures = root_renewal.found_anew(small_service.central).figures
    pack = packs.make_pack(small_service.central, "A01", small_service.folder).path
    screen = place(laptop, "importer", ImportScreen)
    chosen(qtbot, screen, [pack])
    assert "your service's certificate was replaced by another" in words_of(screen)
    check_screen(screen)
    button(screen, f"Compare figures of {pack.name}").click()
    settle(qtbot, screen)
    assert figures in words_of(screen) and "lost or stolen" in words_of(screen) and len(laptop.roots()) == 1
    check_screen(screen)
    button(screen, "The figures match, add it").click()
    settle(qtbot, screen)
    assert laptop.roots()[0] == small_service.central.roots()[0]
    button(screen, "Import 1 file").click()
    settle(qtbot, screen)
    assert laptop.roots() == small_service.central.roots()


def test_a_pack_for_somebody_else_brings_no_certificate(small_service, place, qtbot):  # noqa: F811
    small_service.admit("A01", "Priya Nair", "South FST")
    pack = small_service.send_pack("A01", ("FS-1",))
    other = small_service.admit("A02", "Sam Hassan", "North FST")
    with other.store.write():
        other.keep("root", None)
    screen = place(other, "importer", ImportScreen)
    chosen(qtbot, screen, [pack])
    assert "made for somebody else" in words_of(screen) and not screen.trust.yes.isVisible()


def test_a_file_that_is_no_certificate_is_refused_in_place(small_service, place, tmp_path):  # noqa: F811
    laptop = small_service.admit("A01", "Priya Nair", "South FST")
    with laptop.store.write():
        laptop.keep("root", None)
    screen = place(laptop, "importer", ImportScreen)
    (tmp_path / "root.pem").write_text("-----BEGIN NONSENSE-----")
    screen.trust.show_certificate(tmp_path / "root.pem")
    assert "holds no certificate" in words_of(screen) and not screen.trust.yes.isVisible()


def test_many_files_show_those_that_need_somebody_first(cycle, files, place, qtbot, tmp_path):  # noqa: F811
    bad = [spoiled(files[0], f"bad-{n:03d}.qabundle", lambda _, n=n: b"nonsense %d" % n) for n in range(60)]
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), [*files, *bad])
    assert "63 files checked" in words_of(screen) and "60 not safe" in words_of(screen)
    assert "and 3 more files" in words_of(screen)
    assert len(screen.chosen()) == 3


def test_hostile_file_names_stay_words_and_the_page_keeps_its_width(cycle, place, qtbot, app, themed):  # noqa: F811
    odd = cycle.folder / ("<b>" + "x" * 180 + "\u202egpj.qabundle")
    odd.write_bytes(b"nothing")
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), [odd])
    assert "<b>xxx" in words_of(screen)

    def again() -> ImportScreen:
        made = ImportScreen(screen._desk, screen._window, files=(odd,))
        while not made.plans:
            app.processEvents()
        return made

    check_scales(app, again)


def test_files_taken_in_together_are_undone_together(cycle, files, place, qtbot):  # noqa: F811
    before = soundness.state_digest(cycle.central)
    imports.take_in(cycle.central, import_plans.plan_files(cycle.central, files), back_up=False)
    screen = place(cycle.central, "importer", ImportScreen)
    shown = words_of(screen)
    assert "3 files" in shown and "7 audits" in shown
    check_screen(screen)
    (undo,) = [b for b in screen.findChildren(Button) if b.words == "Undo"]
    undo.click()
    settle(qtbot, screen)
    assert "Taken back" in words_of(screen) and soundness.state_digest(cycle.central) == before


def test_an_import_that_was_built_on_is_undone_only_after_a_warning(cycle, files, place, qtbot, monkeypatch):  # noqa: F811
    central = cycle.central
    imports.take_in(central, import_plans.plan_files(central, files), back_up=False)
    corrections.note(central, ledger.forms(central)[0].digest, "Talked over with the team.")
    asked = []
    monkeypatch.setattr(
        Ask, "ask", classmethod(lambda cls, parent, title, words, *rest, **more: asked.append(words))
    )
    screen = place(central, "importer", ImportScreen)
    button(screen, "Undo").click()
    settle(qtbot, screen)
    assert asked[0].startswith("1 entry of it has a note.") and len(ledger.forms(central)) == 7
    monkeypatch.setattr(Ask, "ask", classmethod(lambda cls, *args, **more: True))
    button(screen, "Undo").click()
    settle(qtbot, screen)
    assert ledger.forms(central) == []


def test_receipts_are_offered_at_once_after_an_import(cycle, files, place, qtbot, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: tmp_path))
    screen = chosen(qtbot, place(cycle.central, "importer", ImportScreen), files[:2])
    button(screen, "Import 2 files").click()
    settle(qtbot, screen)
    assert "Tell 2 people that their files came?" in words_of(screen)
    check_screen(screen)
    button(screen, "Write 2 receipts").click()
    settle(qtbot, screen)
    assert "2 receipts, written, read back, checked." in words_of(screen)
    (path,) = tmp_path.glob("receipt-A01*.qabundle")
    laptop = cycle.laptop("A01")
    other = chosen(qtbot, place(laptop, "importer", ImportScreen), [path])
    button(other, "Import 1 file").click()
    settle(qtbot, other)
    assert "1 receipt imported." in words_of(other)
    assert [one.state for one in receipts.sent(laptop)] == ["received"]


def test_the_comparison_fits_at_every_text_size(cycle, twice, place, qtbot, app, themed):  # noqa: F811
    screen = place(cycle.central, "importer", ImportScreen)

    def again() -> ImportScreen:
        made = ImportScreen(screen._desk, screen._window, files=(twice,))
        while not made.plans:
            app.processEvents()
        made._compare(made.plans[0])
        while not any(b.words == "Import and keep ours" for b in made.findChildren(Button)):
            app.processEvents()
        return made

    check_scales(app, again)
