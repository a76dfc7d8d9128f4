"""What one person has to do: allocations and drafts, by when they are due."""

from __future__ import annotations

from datetime import date

import pytest

from qa_desktop import forms, ledger, packs, work
from qa_desktop.errors import NotAllowed
from tests.small import amended, answered, filled, sealed, tiny

TODAY = date(2026, 11, 16)


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


def finish(laptop, rfp, task):
    draft = work.start_task(laptop, task)
    return forms.finish(laptop, answered(laptop, draft, filled(rfp, 2, dict(draft.answers))))


def test_each_allocation_of_mine_is_a_task_and_nobody_elses(laptop):
    tasks = work.tasks(laptop, TODAY)
    assert [(t.case, t.state, t.due, t.days_late) for t in tasks] == [
        ("FS-2041", "not_started", date(2026, 11, 20), 0),
        ("FS-2042", "not_started", date(2026, 11, 20), 0),
    ]
    assert tasks[0].title == "RFP deep audit: case FS-2041"
    assert tasks[0].who == "Worker J. Okafor · supervisor D. Walsh"
    assert tasks[0].minutes == (180, 240) and tasks[0].icon == "clipboard-check"


def test_a_task_goes_from_not_started_to_begun_to_signed(laptop, rfp):
    task = work.tasks(laptop, TODAY)[0]
    draft = work.start_task(laptop, task)
    (begun, _) = work.tasks(laptop, TODAY)
    assert (begun.state, begun.doc) == ("in_progress", draft.doc)
    assert begun.progress[0] > 0 and begun.progress[1] > 60
    assert work.start_task(laptop, begun) == draft  # opening it again goes on with it
    digest = forms.finish(laptop, answered(laptop, draft, filled(rfp, 2, dict(draft.answers))))
    (signed, other) = work.tasks(laptop, TODAY)
    assert (signed.state, signed.digest, other.state) == ("signed", digest, "not_started")
    with pytest.raises(NotAllowed, match="signed already"):
        work.start_task(laptop, signed)


def test_an_audit_that_is_being_amended_is_work_again(laptop, rfp):
    digest = finish(laptop, rfp, work.tasks(laptop, TODAY)[0])
    draft = forms.amend(laptop, digest, "A second look was needed")
    (task, _) = work.tasks(laptop, TODAY)
    assert (task.state, task.doc) == ("in_progress", draft.doc)
    assert draft.doc in {t.doc for t in work.board(laptop, TODAY).this_week}


def test_what_is_signed_is_not_late_and_is_named_while_a_new_version_of_it_is_begun(laptop, rfp):
    digest = finish(laptop, rfp, work.tasks(laptop, TODAY)[0])
    forms.amend(laptop, digest, "A second look was needed")
    late = date(2026, 12, 1)
    (task, other) = work.tasks(laptop, late)
    assert task.amends and not other.amends and (task.days_late, other.days_late) == (0, 11)
    (quota,) = work.board(laptop, late).quotas
    assert (quota.done, quota.total) == (1, 2)
    assert quota.words == (
        "Case FS-2042 still to do. Case FS-2041 is signed, and a new version of it is begun."
    )


def test_the_board_sorts_by_when_things_are_due(service, laptop):
    draft = forms.answer(laptop, forms.start(laptop, tiny()), "case", "FS-LOOSE")
    day = lambda d: work.board(laptop, d)  # noqa: E731
    early, week, late = day(date(2026, 11, 2)), day(TODAY), day(date(2026, 11, 23))
    assert [len(b) for b in (early.overdue, early.this_week, early.later)] == [0, 0, 3]
    assert [len(b) for b in (week.overdue, week.this_week, week.later)] == [0, 2, 1]
    assert [len(b) for b in (late.overdue, late.this_week, late.later)] == [2, 0, 1]
    assert {t.days_late for t in late.overdue} == {3}
    (loose,) = late.later
    assert (loose.doc, loose.due, loose.title) == (draft.doc, None, "Small check: case FS-LOOSE")
    assert (late.service, late.cycle) == ("Early help", "November to December 2026")


def test_quotas_count_what_is_signed_and_name_what_is_left(laptop, rfp):
    (quota,) = work.board(laptop, TODAY).quotas
    assert (quota.name, quota.done, quota.total, quota.words) == ("RFP deep audits", 0, 2, "2 still to do.")
    finish(laptop, rfp, work.tasks(laptop, TODAY)[0])
    (quota,) = work.board(laptop, TODAY).quotas
    assert (quota.done, quota.words) == (1, "Case FS-2042 still to do.")
    finish(laptop, rfp, work.tasks(laptop, TODAY)[1])
    assert work.board(laptop, TODAY).quotas[0].words == "All done in this cycle."


def test_signed_work_is_ready_to_go_back_until_it_went(service, laptop):
    sealed(laptop)
    assert work.board(laptop, TODAY).ready == ("Small check, F-FAM1Y-00001",)
    packs.make_return(laptop, service.folder)
    assert work.board(laptop, TODAY).ready == ()
    (form,) = ledger.forms(laptop)
    amended(laptop, form.digest, {"case": "FS-2042"})
    assert work.board(laptop, TODAY).ready == ("Small check, FS-2042",)


def test_work_taken_out_of_the_pack_cannot_be_begun(service, laptop):
    task = work.tasks(laptop, TODAY)[0]
    service.send_pack("A01", ("FS-2042",))
    assert [t.case for t in work.tasks(laptop, TODAY)] == ["FS-2042"]
    with pytest.raises(NotAllowed, match="no longer in your pack"):
        work.start_task(laptop, task)


def test_nothing_to_do_is_an_empty_board(bare_service):
    board = work.board(bare_service.central, TODAY)
    assert (board.overdue, board.this_week, board.later, board.quotas, board.ready) == ((), (), (), (), ())
    assert board.last_backup is None
