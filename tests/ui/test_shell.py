import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.conftest import check_screen, spoken
from ui import theme
from ui.kit import Banner, Button, LineBox, Page, TextBox, column
from ui.shell import ACTIONS, MainWindow, Place

PLACES = (
    Place("home", "Home", "house"),
    Place("audits", "Case audits", "clipboard-check"),
    Place("actions", "Actions", "list-checks"),
    Place("settings", "Settings", "settings", foot=True),
)


class Home(Page):
    def __init__(self) -> None:
        super().__init__("Your quality assurance work")
        self.add(Button("Start something new"))


class Audit(QWidget):
    """A full-window screen with two panes and an answer that may fail to save."""

    full_window, nav, place_words = True, "audits", "Case audits"
    title_changed = Signal()

    def __init__(self, case: str, saves: bool = True):
        super().__init__()
        self.case, self.saves, self.flushed, self.done = case, saves, 0, []
        self.left, self.right = QWidget(self), QWidget(self)
        self.first, self.second, self.notes = Button("First"), Button("Second"), TextBox("Notes")
        self.left.setLayout(column(self.first, self.second, margins=(8, 8, 8, 8)))
        self.right.setLayout(column(self.notes, margins=(8, 8, 8, 8)))
        self.setLayout(column(self.left, self.right))

    def title(self) -> str:
        return f"case {self.case}"

    def flush(self) -> bool:
        self.flushed += 1
        return self.saves

    def first_focus(self) -> QWidget:
        return self.notes

    def panes(self) -> list[QWidget]:
        return [self.left, self.right]

    def acts(self) -> dict:
        return {
            "unanswered": lambda: self.done.append("unanswered"),
            "rate4": lambda: self.done.append("rate4"),
        }


def make_window(load=dict, save=lambda kept: None) -> MainWindow:
    window = MainWindow(PLACES, "Priya Nair", "Team manager", load, save)
    window.register("home", Home)
    window.register("audits", Home)
    window.register("actions", Home)
    window.register("settings", Home)
    window.register("audit", Audit)
    return window


@pytest.fixture
def window(shown):
    window = make_window()
    window.start()
    return shown(window)


def test_the_window_passes_the_checks_for_screens(window):
    window.set_count("actions", 2)
    check_screen(window)


def test_the_narrow_window_passes_the_checks_too(window, app):
    window.resize(900, 560)
    app.processEvents()
    assert window.nav.compact and window.nav.width() == 68
    check_screen(window)


def test_it_starts_at_its_usual_size_and_will_not_go_below_its_least(app, qtbot):
    window = make_window()
    qtbot.addWidget(window)
    assert (window.width(), window.height()) == (1180, 700)
    window.resize(100, 100)
    assert (window.width(), window.height()) == (900, 560)


def test_the_title_says_place_thing_and_program(window):
    assert window.windowTitle() == "Home - Has the Help Helped?"
    window.go("audit", case="FS-2041")
    assert window.windowTitle() == "Case audits - case FS-2041 - Has the Help Helped?"
    window.showing.case = "FS-1988"
    window.showing.title_changed.emit()
    assert "FS-1988" in window.windowTitle()
    window.showing.has_problem = True
    window.retitle()
    assert window.windowTitle().startswith("Problem: ")


def test_going_somewhere_focuses_its_first_thing_and_lights_its_place(window):
    assert QApplication.focusWidget() is window.showing.heading
    window.go("audit", case="FS-2041")
    assert QApplication.focusWidget() is window.showing.notes
    assert [item.place.id for item in window.nav.items.values() if item.is_here] == ["audits"]
    assert window.nav.items["audits"].accessibleDescription() == "You are here"


def test_a_full_window_screen_hides_the_places_and_leaving_brings_them_back(window):
    window.go("audit", case="FS-2041")
    assert not window.nav.isVisible()
    window.back()
    assert window.nav.isVisible() and window.place == "home"


def test_a_screen_that_cannot_save_is_not_left(window):
    window.go("audit", case="FS-2041", saves=False)
    screen = window.showing
    assert not window.go("home") and not window.back() and not window.close()
    assert window.showing is screen and screen.flushed == 3
    screen.saves = True
    assert window.go("home")


def test_back_goes_the_way_one_came_and_ends_at_the_first_place(window):
    window.go("actions")
    window.go("audit", case="FS-2041")
    window.reload()  # building again is not going somewhere
    assert window.back() and window.place == "actions"
    assert window.back() and window.place == "home"
    assert window.back() and window.place == "home"


def test_a_place_is_gone_to_by_pressing_it(window, qtbot):
    with qtbot.waitSignal(window.went, check_params_cb=lambda place: place == "actions"):
        qtbot.mouseClick(window.nav.items["actions"], Qt.MouseButton.LeftButton)
    assert window.place == "actions"


def test_a_count_is_said_with_the_place(window):
    window.set_count("actions", 2)
    assert spoken(window.nav.items["actions"]) == "Actions, 2"
    window.set_count("actions", 0)
    assert spoken(window.nav.items["actions"]) == "Actions"


def test_no_two_actions_share_a_key_or_a_name():
    keys = [QKeySequence(key).toString() for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys)) and all(keys)
    assert len({action.id for action in ACTIONS}) == len({action.words for action in ACTIONS}) == len(ACTIONS)


def test_no_action_uses_alt_gr():
    assert [action.id for action in ACTIONS for key in action.keys if "Ctrl+Alt" in key] == []


def test_keys_work_only_where_something_answers_to_them(window, qtbot):
    assert not window.acts["rate4"].isEnabled()
    window.go("audit", case="FS-2041")
    QTest.keySequence(window.showing.notes, QKeySequence("Ctrl+4"))
    QTest.keySequence(window.showing.notes, QKeySequence("Ctrl+U"))
    qtbot.waitUntil(lambda: window.showing.done == ["rate4", "unanswered"])
    window.go("home")
    assert not window.acts["rate4"].isEnabled() and not window.do("rate4")


def test_find_lock_and_their_like_can_be_answered_for_every_screen(window):
    locked = []
    window.on("lock", lambda: locked.append(True))
    assert window.do("lock") and locked == [True]
    assert window.acts["lock"].isEnabled() and not window.acts["find"].isEnabled()


def test_find_is_offered_places_and_what_can_be_done_now(window):
    window.go("audit", case="FS-2041")
    commands = {command.id: command for command in window.commands()}
    assert {"home", "settings", "rate4", "keyboard"} <= set(commands) and "rate3" not in commands
    commands["rate4"].run()
    assert window.showing.done == ["rate4"]


def test_the_menu_holds_the_same_actions_as_the_keys(window):
    assert [action.text() for action in window.menu().actions()] == [
        "Keyboard list",
        "Larger text",
        "Smaller text",
    ]


def test_the_keyboard_list_holds_every_action_and_narrows(window, qtbot):
    window.do("keyboard")
    assert window.windowTitle() == "Keyboard list - Has the Help Helped?"
    assert {action.words for action in ACTIONS} <= _words(window.showing)
    qtbot.keyClicks(window.showing.search, "ctrl+u")
    qtbot.waitUntil(
        lambda: "Home" not in _words(window.showing) and "Next unanswered" in _words(window.showing)
    )
    assert "Home" not in _words(window.showing)


def _words(screen: QWidget) -> set[str]:
    return {label.text() for label in screen.findChildren(QLabel) if label.isVisible()}


def test_f6_goes_round_the_panes_and_comes_back_to_where_one_was(window):
    window.go("audit", case="FS-2041")
    screen = window.showing
    screen.second.setFocus()
    window.do("pane")
    assert QApplication.focusWidget() is screen.notes
    window.do("pane")
    assert QApplication.focusWidget() is screen.second
    window.do("pane_back")
    assert QApplication.focusWidget() is screen.notes


def test_f6_reaches_the_places_when_they_are_shown(window):
    window.do("pane")
    assert window.nav.isAncestorOf(QApplication.focusWidget())
    window.do("pane")
    assert window.showing.isAncestorOf(QApplication.focusWidget())


def test_another_theme_is_shown_kept_and_does_not_lose_the_place(shown, app, themed):
    kept = []
    window = make_window(save=kept.append)
    window.go("audit", case="FS-2041")
    shown(window)
    themed(theme.Theme())
    assert window.use_theme(theme.Theme("dark", 1.15))
    assert kept[-1]["theme"] == {"palette": "dark", "scale": 1.15, "letters": "inter"}
    assert window.showing.case == "FS-2041" and theme.current().palette == "dark"


def test_text_grows_with_a_key(window, themed, qtbot):
    themed(theme.Theme())
    QTest.keySequence(window, QKeySequence("Ctrl++"))
    qtbot.waitUntil(lambda: theme.current().scale == 1.15)
    window.do("smaller")
    assert theme.current().scale == 1.0


def test_the_window_comes_back_as_it_was_left(shown, app):
    kept = {}
    first = shown(make_window(save=kept.update), 1100, 640)
    first.start()
    first.go("actions")
    first.go("audit", case="FS-2041")
    assert first.close()
    assert "FS-2041" not in repr(kept)  # settings hold no case
    second = make_window(load=lambda: kept)
    second.start()
    assert second.place == "actions" and (second.width(), second.height()) == (1100, 640)
    second.deleteLater()


def test_a_cover_hides_the_work_its_title_and_its_keys(window):
    window.go("audit", case="FS-2041")
    unlock = LineBox("Passphrase")
    window.cover(unlock)
    assert window.windowTitle() == "Locked - Has the Help Helped?" and not window.showing.isVisible()
    assert unlock.hasFocus() and not window.do("rate4") and not window.acts["rate4"].isEnabled()
    window.uncover()
    assert window.showing.isVisible() and "FS-2041" in window.windowTitle() and window.do("rate4")


def test_a_strip_stays_over_every_screen_until_it_is_taken_away(window):
    strip = Banner("bad", "A child may be at risk.", "Finish what you started.", "Go to it")
    window.banner(strip)
    window.go("actions")
    assert strip.isVisible()
    window.banner(None)
    assert not strip.isVisible()


def test_another_person_can_take_over_the_window(window):
    window.set_person("Marta Trent", "Practice lead")
    window.set_places((Place("home", "Home", "house"), Place("collation", "Collation", "layout-grid")))
    assert spoken(window.nav.person) == "Marta Trent, Practice lead, menu"
    assert list(window.nav.items) == ["home", "collation"]
