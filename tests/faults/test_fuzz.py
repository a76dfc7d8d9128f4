"""Any bytes at any door end in something read or in a sentence of ours, never in any other error.

Hypothesis spoils real files as sticks and gateways do (`mutants`), which reaches further than bytes from nowhere.
"""

from __future__ import annotations

import io
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qa_desktop import import_plans, lists, looks, paper, templates, verifying
from qa_desktop.errors import QaError
from tests.faults import mutants, mutate, template
from tests.small import TINY, sealed, shared

DOORS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
NUMBER = st.integers(0, 2**32)
COLUMNS = (
    lists.Column("code", ("code", "id")),
    lists.Column("name", ("name",)),
    lists.Column("day", ("date",), kind="day"),
)


def spoiled(data: bytes, number: int) -> bytes:
    return mutants.spoiled(data, Random(number))


def words_of(error: QaError) -> None:
    said = str(error)
    assert all(getattr(error, "faults", ["said"]))
    assert said and said[-1] in ".)" and "Traceback" not in said


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    """A receiver, a bundle for it and a signed PDF."""
    from qa_desktop import profiles
    from qa_desktop.world import World

    folder = tmp_path_factory.mktemp("doors")
    made = template.made(folder)
    laptop = profiles.open_workspace(World.real(folder / "laptop"), "demo")
    pdf = paper.signed_pdf(laptop, sealed(laptop))
    laptop.close()
    ws = mutate.profile(made)
    yield ws, made, pdf
    ws.close()


@DOORS
@given(NUMBER, st.sampled_from(["bundle", "pdf", "neither"]), st.binary(max_size=400))
def test_no_file_whatever_stops_the_import_or_the_check(door, number, kind, noise):
    ws, made, pdf = door
    good = {"bundle": made.data, "pdf": pdf, "neither": noise or b"x"}[kind]
    data = spoiled(good, number)
    plan = import_plans.plan(ws, "file", data)
    assert plan.status in ("ready", "already", "check", "not_safe") and plan.words
    looks.looks_like(data)
    try:
        assert verifying.check("file", data, None, ws).words
    except QaError as error:
        words_of(error)


def workbook() -> bytes:
    book = Workbook()
    for row in (("Code", "Name", "Date"), ("A01", "Priya", "2026-11-20"), ("A02", "=1+1", 46000)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LISTS = {"xlsx": workbook(), "csv": 'Code,Name,Date\nA01,Zoë,20/11/2026\nA02,"x\ny",2026-11-20\n'.encode()}


@DOORS
@given(NUMBER, st.sampled_from(sorted(LISTS)), st.booleans())
def test_no_list_whatever_stops_its_reading(number, kind, twice):
    data = spoiled(LISTS[kind], number)
    data = spoiled(data, number + 1) if twice and data else data
    for read in (lambda: lists.look(data, "the list"), lambda: lists.read(data, "the list", COLUMNS)):
        try:
            read()
        except QaError as error:
            words_of(error)


@DOORS
@given(NUMBER, st.text(max_size=60), st.integers(0, 2000))
def test_no_template_whatever_stops_its_loading(number, text, at):
    whole = TINY[:at] + text + TINY[at:]
    for data in (spoiled(TINY.encode(), number), whole.encode("utf-8", "replace")):
        try:
            templates.load(data, "a.toml", shared())
        except QaError as error:
            words_of(error)
