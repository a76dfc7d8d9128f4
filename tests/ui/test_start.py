"""Starting anything: what this role may start, every draft, printing a form, and finding them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from qa_desktop import forms, templates
from qa_desktop.world import resources_folder
from tests.small import FULL, answered, sealed, tiny
from tests.ui.conftest import check_scales, check_screen, no_sideways_scroll
from tests.ui.places import rest
from tests.ui.rooms import button, words_of
from ui.desk import Desk
from ui.forms.ways import place_of
from ui.kit import Ask, Banner, Button, Heading
from ui.screens.audits import AuditsScreen
from ui.screens.find import FOUND, FindScreen
from ui.screens.guide import GuideScreen
from ui.screens.pick import Pick
from ui.screens.start import StartScreen
from ui.shell import MainWindow, Place

ALL = templates.load_all(resources_folder())


@pytest.fixture
def opened(app, qtbot):
    """Opens one of these screens in the real window, with every place that it may lead to."""
    desks: list[Desk] = []

    def go(ws, name: str, screen: type[QWidget], **args: object) -> QWidget:
        desks.append(Desk(ws))
        desk, window = desks[-1], MainWindow([Place("home", "Home", "house")])
        for other in ("home", "audit", "checklist", "observe", "kiosk", "start", "guide"):
            window.register(other, lambda **given: Blank(given))
        window.register(name, lambda **given: screen(desk, window, **given))
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.go(name, **args)
        quiet(qtbot, desk)
        return window.showing

    yield go
    for desk in desks:
        desk.close()


def quiet(qtbot, desk: Desk) -> None:
    """Waits until nothing is read or written, and the layout has come to rest."""
    for _ in range(2):
        qtbot.waitUntil(lambda: not desk.busy, timeout=20_000)
        rest()


class Blank(QWidget):
    def __init__(self, given: dict):
        super().__init__()
        self.given = given

    def title(self) -> str:
        return ""


def names(screen: QWidget) -> list[str]:
    return [b.accessibleName() for b in screen.buttons]


# What may be started


def test_a_team_manager_is_offered_what_a_team_manager_may_start(service, opened):
    screen = opened(service.laptop("A01"), "start", StartScreen)
    offered = {name.partition(",")[0].removeprefix("Start ") for name in names(screen)}
    assert {"RFP deep audit", "Practice observation", "Recording checklist at closure"} <= offered
    assert not offered & {"Supervision audit", "Step up / step down audit", "Returning families audit"}
    may = (t for t in ALL.values() if forms.may_start(service.laptop("A01"), t))
    assert offered == {t.title for t in may if t.way != "alert"}  # an alert has its own button everywhere


def test_forms_stand_under_the_way_they_are_worked(service, opened):
    screen = opened(service.laptop("A01"), "start", StartScreen)
    headings = [h.text().partition(" (")[0] for h in screen.findChildren(Heading) if h.isVisible()][1:]
    assert headings == ["Audits", "Practice observation", "Recording compliance", "Supervision feedback"]
    assert "About 3 to 4 hours" in " ".join(x.text() for x in screen.findChildren(QLabel))
    assert ALL["RFP"].purpose in words_of(screen)


@pytest.mark.parametrize(
    ("code", "goes"), [("RFP", "audit"), ("OBS", "observe"), ("REC-A", "checklist"), ("SFW", "kiosk")]
)
def test_each_form_opens_on_the_screen_of_its_way(code: str, goes: str, service, opened):
    screen = opened(service.laptop("A01"), "start", StartScreen)
    window, ws = screen._window, screen._desk.workspace
    start = next(b for b in screen.buttons if f"Start {ALL[code].title}," in b.accessibleName())
    start.click()
    assert window.place == goes == place_of(ALL[code])
    if goes == "kiosk":  # nothing is begun in anybody's name
        assert forms.drafts(ws) == []
    else:
        assert [d.doc for d in forms.drafts(ws)] == [window.showing.given["doc"]]


def test_a_role_that_may_start_nothing_is_told_where_its_work_comes_from(bare_service, opened):
    ws = bare_service.admit("D01", "Noor Iqbal", "South FST", role="data_officer")
    screen = opened(ws, "start", StartScreen)
    assert screen.buttons == []
    assert "Nothing that you can start yourself" in words_of(screen)


def test_the_start_screen_is_sound(service, opened, app, themed):
    screen = opened(service.laptop("A01"), "start", StartScreen)
    check_screen(screen)
    no_sideways_scroll(screen)


# Every draft


@pytest.fixture
def drafts(service, opened, qtbot):
    """The drafts of a laptop where a deep audit, a checklist and a finished small form are begun."""
    ws = service.laptop("A01")
    forms.start(ws, ALL["RFP"])
    forms.answer(ws, forms.start(ws, ALL["REC-A"]), "A04", "FS-9")
    answered(ws, forms.start(ws, tiny()), FULL)
    screen = opened(ws, "audits", AuditsScreen, tab="begun")
    quiet(qtbot, screen._desk)
    return screen


def test_every_draft_says_how_far_it_is(drafts):
    shown = words_of(drafts)
    assert "Recording checklist at assessment: case FS-9" in shown
    assert f"Small check: case {FULL['case']}" in shown and "6 of 6 answered, nothing left to finish" in shown
    assert "things to finish" in shown and "Saved " in shown
    assert drafts.tabs.tabText(1) == "Drafts (3)"


def test_a_draft_opens_where_it_is_worked(drafts):
    button(drafts, "Open Recording checklist at assessment: case FS-9").click()
    assert drafts._window.place == "checklist"


def test_throwing_a_draft_away_asks_and_says_that_it_cannot_be_undone(drafts, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(Ask, "ask", classmethod(lambda cls, *said, **rest: asked.append(said) or False))
    throw = f"Throw away Small check: case {FULL['case']}"
    button(drafts, throw).click()
    assert "cannot be brought back" in asked[0][2]
    assert len(forms.drafts(drafts._desk.workspace)) == 3
    monkeypatch.setattr(Ask, "ask", classmethod(lambda cls, *said, **rest: True))
    button(drafts, throw).click()
    quiet(qtbot, drafts._desk)
    assert "Small check" not in words_of(drafts)
    assert len(forms.drafts(drafts._desk.workspace)) == 2


def test_the_search_narrows_the_drafts(drafts, qtbot):
    drafts.search.setText("checklist")
    qtbot.waitUntil(lambda: "Small check" not in words_of(drafts) and "FS-9" in words_of(drafts))
    drafts.search.setText("nothing like it")
    qtbot.waitUntil(lambda: "Nothing found" in words_of(drafts))


def test_the_list_of_drafts_is_sound(drafts):
    check_screen(drafts)
    drafts.window().resize(1180, 700)
    rest()
    no_sideways_scroll(drafts)


# On paper


@pytest.fixture
def guide(service, opened, qtbot):
    screen = opened(service.laptop("A01"), "guide", GuideScreen)
    at = next(
        n
        for n in range(screen._model.rowCount())
        if "About this form, RFP deep audit"
        in str(screen._model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    )
    screen.list.setCurrentIndex(screen._model.index(at, 0))
    rest()
    return screen


def test_every_form_has_a_page_with_its_paper(guide):
    about = {t.template for t in guide._book.topics if t.title == "About this form"}
    assert about == set(guide._book.templates) and len(about) >= len(ALL)
    assert guide.printing is not None and guide.printing.blank.isVisible()
    check_screen(guide)


@pytest.mark.parametrize("example", [False, True])
def test_a_form_is_printed_where_the_user_says(example: bool, guide, tmp_path, qtbot, monkeypatch):
    offered = []
    path = tmp_path / "form.pdf"
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *said: offered.append(said[2]) or path))
    (guide.printing.example if example else guide.printing.blank).click()
    qtbot.waitUntil(lambda: guide.printing.progress is None, timeout=20_000)
    assert path.read_bytes().startswith(b"%PDF")
    assert offered == [f"RFP {'worked example' if example else 'blank form'}.pdf"]
    assert "form.pdf is written" in guide.printing.findChild(Banner).accessibleName()


def test_a_folder_that_is_not_there_is_said_in_place(guide, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *said: tmp_path / "gone" / "x" / "form.pdf"))
    guide.printing.blank.click()
    qtbot.waitUntil(lambda: guide.printing.progress is None, timeout=20_000)
    assert "The form was not printed." in guide.printing.findChild(Banner).accessibleName()


def test_nothing_happens_where_no_place_is_chosen(guide, monkeypatch):
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *said: None))
    guide.printing.blank.click()
    assert guide.printing.progress is None and guide.printing.findChild(Banner) is None


# Find


def found(screen: FindScreen) -> list[tuple[str, str]]:
    rows = (screen._model.index(n, 0).data(FOUND) for n in range(screen._model.rowCount()))
    return [(one.kind, one.words) for one in rows]


def test_find_offers_forms_drafts_and_what_is_signed(service, opened, qtbot):
    ws = service.laptop("A01")
    sealed(ws, {"case": "FS-77"})
    forms.answer(ws, forms.start(ws, tiny()), "case", "FS-78")
    screen = opened(ws, "find", FindScreen)
    for wanted, kind, words in (
        ("FS-77", "Signed", "Small check: case FS-77"),
        ("FS-78", "Case", "Small check: case FS-78"),
        ("observation", "Form", "Start Practice observation"),
        ("FS-2041", "Case", "RFP deep audit: case FS-2041"),
    ):
        screen.box.setText(wanted)
        assert (kind, words) in found(screen)
    screen.box.setText("start supervision audit")
    assert found(screen) == []


def test_a_form_that_was_found_is_ready_to_be_started(service, opened, qtbot):
    opened(service.laptop("A01"), "start", StartScreen, template=ALL["REC-R"].digest)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), Button))
    assert QApplication.focusWidget().accessibleName().startswith("Start Recording checklist at review")


def test_the_start_screen_keeps_its_width_at_every_size(service, app, themed):
    desk = Desk(service.laptop("A01"))
    check_scales(app, lambda: StartScreen(desk, None))
    desk.close()
