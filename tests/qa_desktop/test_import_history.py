"""What was taken in before: one line a go, taken back whole, and what stands on it said first."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_desktop import (
    collate,
    collation_report,
    corrections,
    forms,
    import_history,
    import_plans,
    imports,
    ledger,
    packs,
    soundness,
    work,
)
from qa_desktop.errors import NotAllowed
from tests.rounds import TODAY, amend, cycle, returned, small_service  # noqa: F401  fixtures


@pytest.fixture
def files(cycle) -> list[Path]:  # noqa: F811
    return [returned(cycle.laptop(code), cycle.folder / "returns") for code in ("A01", "A02")]


def taken(ws, *paths):
    return imports.take_in(ws, import_plans.plan_files(ws, paths), back_up=False)


def test_files_taken_in_together_are_one_go_and_go_together(cycle, files):  # noqa: F811
    central = cycle.central
    before = soundness.state_digest(central)
    taken(central, *files)
    (go,) = import_history.goes(central)
    assert [one.file_name for one in go.files] == [path.name for path in files]
    assert go.forms == 6 and not go.undone
    assert import_history.undo(central, go.ids) == go.new
    assert soundness.state_digest(central) == before and import_history.goes(central)[0].undone


def test_two_goes_stand_apart_newest_first(cycle, files):  # noqa: F811
    for path in files:
        taken(cycle.central, path)
    assert [go.files[0].file_name for go in import_history.goes(cycle.central)] == [
        path.name for path in reversed(files)
    ]


def test_a_go_of_which_one_part_cannot_go_stays_whole(cycle, files):  # noqa: F811
    taken(cycle.central, *files)
    (go,) = import_history.goes(cycle.central)
    state = soundness.state_digest(cycle.central)
    with pytest.raises(NotAllowed):
        import_history.undo(cycle.central, (*go.ids, "no-such-import"))
    assert soundness.state_digest(cycle.central) == state


def test_an_import_that_nothing_stands_on_goes_without_a_word(cycle, files):  # noqa: F811
    taken(cycle.central, *files)
    assert import_history.stands_on(cycle.central, import_history.goes(cycle.central)[0].ids) == []


def test_what_was_noted_changed_and_reported_is_told_before_it_goes(cycle, files):  # noqa: F811
    central = cycle.central
    taken(central, files[0])
    (go,) = import_history.goes(central)
    first, second, _ = (form.digest for form in ledger.forms(central))
    corrections.note(central, first, "Talked over with the team.")
    amend(central, second, "4")
    found = collate.collate(central, "SMALL", "2026-6", "2026-11-25")
    collation_report.write(central, found, cycle.folder / "report.pdf")
    told = import_history.stands_on(central, go.ids)
    assert told[:2] == [
        "1 entry of it was changed or answered since.",
        "1 entry of it has a note.",
    ]
    assert told[2].startswith("The collation of November to December 2026 of Mon 2 Nov 2026 was made with 2 ")


def test_what_came_in_two_files_is_not_lost_with_one_of_them(cycle, files):  # noqa: F811
    central, laptop = cycle.central, cycle.laptop("A01")
    taken(central, files[0])
    corrections.note(central, ledger.forms(central)[0].digest, "Talked over.")
    digests = [form.digest for form in ledger.forms(laptop)]
    again = packs.make_return(laptop, cycle.folder / "returns", again=digests)
    taken(central, again.path)
    first = import_history.goes(central)[-1]
    assert import_history.stands_on(central, first.ids) == []


def test_an_auditor_is_told_of_drafts_and_audits_that_their_pack_led_to(small_service):  # noqa: F811
    laptop = small_service.admit("A01", "Priya Nair", "South FST")
    small_service.send_pack("A01", ("FS-1", "FS-2"))
    draft = work.start_task(laptop, work.tasks(laptop, TODAY)[0])
    (go,) = import_history.goes(laptop)
    assert import_history.stands_on(laptop, go.ids) == ["1 draft was begun from it."]
    forms.drop(laptop, draft)
    assert import_history.stands_on(laptop, go.ids) == []
