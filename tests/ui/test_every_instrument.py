"""Every instrument that ships runs from its start to a signed PDF: in the window, and on the command line."""

import importlib
import json
from functools import cache
from random import Random

import pytest

from qa_desktop import demo, forms, identity, ledger, pdf_sign, templates
from tests.command_line import run
from tests.conftest import RESOURCES
from tests.small import demo_script
from ui.desk import Desk
from ui.forms.ways import place_of
from ui.rooms import rooms
from ui.screens.pick import Pick
from ui.shell import MainWindow

ROLES = ("team_manager", "service_manager", "head_of_service", "partner_auditor", "practice_lead")


@cache
def shipped():
    return templates.load_all(RESOURCES)


SIGNED = sorted(
    code for code, one in shipped().items() if one.way != "kiosk"
)  # answers at a kiosk bear no signature


@pytest.fixture
def starter(bare_service):
    """A profile that may start a template."""

    def may(template):
        for n, role in enumerate(ROLES):
            ws = bare_service.central
            if role != "practice_lead":
                ws = bare_service.admit(f"X{n}", "Robin Hale", "South FST", role)
                bare_service.send_pack(f"X{n}", ("FS-1",))
            if forms.may_start(ws, template):
                return ws
        raise AssertionError(f"nobody may start {template.code}")

    return may


def test_what_ships_is_what_the_framework_asks_for():
    assert set(shipped()) == {
        "RFP", "RFP-S", "SUD", "RET", "MAA", "MAA-P", "SUP", "OBS", "REC-A", "REC-R", "REC-C", "SFW", "ALERT",
    }  # fmt: skip


@pytest.mark.parametrize("code", SIGNED)
def test_it_runs_in_the_window_to_a_signed_pdf(code, starter, app, shown, qtbot, tmp_path, monkeypatch):
    template = shipped()[code]
    ws = starter(template)
    draft = demo.fill(ws, forms.start(ws, template), template, Random(3), demo_script())
    desk = Desk(ws)
    window = MainWindow((), load=dict, save=lambda kept: None)
    for room in rooms():
        module, _, name = room.screen.partition(".")
        window.register(
            room.id,
            lambda m=module, n=name, **args: getattr(importlib.import_module(f"ui.screens.{m}"), n)(
                desk, window, **args
            ),
        )
    shown(window)
    place = place_of(template)
    assert window.go("audit" if place == "risk" else place, doc=draft.doc)
    assert window.go("check", doc=draft.doc)
    check = window.showing
    assert check.problems.isHidden()
    check.passphrase.box.setText("demo")
    check.sign()
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=20_000)
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *_: tmp_path / "signed.pdf"))
    check.done.pdf.button.click()
    qtbot.waitUntil(
        lambda: (tmp_path / "signed.pdf").exists() and check.done.pdf.progress is None, timeout=60_000
    )
    verdict = pdf_sign.verify(
        (tmp_path / "signed.pdf").read_bytes(), [identity.from_der(r) for r in ws.roots()]
    )
    assert verdict.ok and len(verdict.signatures) == 1
    desk.close()


@pytest.mark.parametrize("code", SIGNED)
def test_it_runs_on_the_command_line_to_a_signed_pdf(code, starter, tmp_path):
    template = shipped()[code]
    ws = starter(template)
    folder = ws.world.data_dir
    begun = run("form", "start", code, "--json", data=folder)
    doc = begun.data["doc"]
    known = dict(forms.draft(ws, doc).answers)
    made = demo.made_up(template, 3, demo_script(), known)
    (tmp_path / "answers.json").write_text(json.dumps(made))
    answered = run("form", "answer", doc, "--file", tmp_path / "answers.json", "--json", data=folder)
    assert answered.code == 0, answered.err
    left = run("form", "problems", doc, data=folder)
    assert left.code == 0, left.out
    signed = run("form", "sign", doc, "--json", data=folder)
    assert signed.code == 0, signed.err
    assert ledger.form(ws, signed.data["digest"]).template == template.digest
    written = run("form", "pdf", doc, "--out", tmp_path / "out.pdf", "--json", data=folder)
    assert written.code == 0, written.err
    (tmp_path / "root.pem").write_bytes(identity.to_pem(ws.roots()[0]))
    checked = run(
        "verify", tmp_path / "out.pdf", "--trust", tmp_path / "root.pem", data=tmp_path / "no profile"
    )
    assert checked.code == 0, checked.err
