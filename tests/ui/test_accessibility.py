"""The nineteen checks of an accessible window, each by its number, over every screen and dialogue of the program.

One walk goes everywhere and keeps what it finds; each test reads its own part. The same walk in every look and at every
size is `make check-desktop` (tests/desktop), where a screen reader's own way through a whole audit is, too.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui import accessible, every_screen
from tests.ui.conftest import role, spoken
from tests.ui.test_bases import of_ours
from ui import theme, tokens
from ui.actions import ACTIONS, HELD
from ui.keyboard import KeyboardScreen
from ui.kit import Ask, Dialog
from ui.practice import Leaving
from ui.rooms import ROOMS

pytestmark = [
    pytest.mark.desktop,  # the walk takes minutes; in `make test` each screen's own tests look at it by `check_screen`
    pytest.mark.timeout(1_200),
    pytest.mark.xdist_group("accessibility"),  # one process walks for all of them
]
ROOT = Path(__file__).resolve().parents[2]
SMALLEST_USUAL = (1180, 700)
LARGE = theme.Theme("dark", 1.5)
EVERY = 3  # of the ways in, for the sample in large and dark
ELSEWHERE = {
    18: "tests/desktop/test_screen_reader.py::test_check_18_a_screen_reader_takes_an_audit_from_the_passphrase_to_its_signature",
    19: "tests/ui/test_whole_audit.py::test_from_the_passphrase_to_a_signed_deep_audit_by_the_keyboard_alone",
}
Found = dict[str, list[str]]


@pytest.fixture(scope="module")
def stage(app, tmp_path_factory):
    return every_screen.play(tmp_path_factory.mktemp("service"))


@pytest.fixture(scope="module")
def seen() -> list[str]:
    """The names of the views that were walked through."""
    return []


@pytest.fixture(scope="module")
def walked(stage, seen, tmp_path_factory) -> Found:
    """Everything that is wrong anywhere at the usual size and look, by check."""
    found: Found = defaultdict(list)

    def look(view: str, window: QWidget) -> None:
        seen.append(view)
        for name, check in accessible.STILL.items():
            found[name] += [f"{view}: {fault}" for fault in check(window)]
        for name, faults in vars(accessible.tab_round(window)).items():
            found[name] += [f"{view}: {fault}" for fault in faults]
        if window.minimumSize().width() < SMALLEST_USUAL[0] < window.width():
            fits = {"cut": accessible.cut, "sideways": accessible.sideways}
            for name, faults in accessible.at_size(window, *SMALLEST_USUAL, fits).items():
                found[name] += [f"{view}: {fault}" for fault in faults]
            window.resize(*every_screen.SIZE)

    every_screen.walk(stage, look)
    every_screen.covers(stage, tmp_path_factory.mktemp("covers"), look)
    every_screen.dialogs(look)
    return found


@pytest.fixture(scope="module")
def large(app, stage) -> Found:
    """What is wrong in a fair sample of screens in large letters and the dark."""
    found: Found = defaultdict(list)
    checks = {"cut": accessible.cut, "sideways": accessible.sideways, "faint": accessible.faint}

    def look(view: str, window: QWidget) -> None:
        for name, faults in accessible.at_size(window, *SMALLEST_USUAL, checks).items():
            found[name] += [f"{view}: {fault}" for fault in faults]

    theme.apply(app, LARGE)
    every_screen.walk(stage, look, EVERY, tabs=False)
    theme.apply(app, theme.Theme())
    return found


# That nothing is left out


def test_every_room_was_walked_into(walked, seen):
    been = {view.split(",")[0].split()[1] for view in seen if len(view.split(",")[0].split()) > 1}
    assert {room.id for room in ROOMS} <= been


def test_every_dialogue_was_looked_at():
    """A new kind of dialogue has to be shown by `every_screen.dialogs`."""
    assert {one for one in of_ours() if issubclass(one, Dialog)} == {Dialog, Ask, Leaving}


def test_each_of_the_nineteen_checks_has_a_test():
    here = ast.parse(Path(__file__).read_text("utf-8"))
    names = [one.name for one in here.body if isinstance(one, ast.FunctionDef)]
    numbered = {int(found[1]) for name in names if (found := re.match(r"test_check_(\d+)_", name))}
    assert numbered | set(ELSEWHERE) == set(range(1, 20))
    for where in ELSEWHERE.values():
        file, _, name = where.partition("::")
        assert f"def {name}(" in (ROOT / file).read_text("utf-8")


# The nineteen


def test_check_01_everything_tab_stops_at_has_a_name(walked):
    assert walked["names"] == []


def test_check_02_everything_tab_stops_at_has_a_role(walked):
    assert walked["roles"] == []


def test_check_03_no_two_buttons_on_a_screen_have_one_name(walked):
    assert walked["names of their own"] == []


def test_check_04_everything_that_is_pressed_is_large_enough(walked):
    assert walked["targets"] == []


def test_check_05_tab_reaches_everything_and_comes_round(walked):
    assert walked["missed"] == []


def test_check_06_the_ring_shows_where_the_keys_go_and_a_mouse_press_takes_it_away(walked):
    assert walked["without_ring"] == []
    assert walked["ring_stays"] == []


def test_check_07_the_ring_is_whole_everywhere(walked):
    assert walked["ring_cut"] == []


@pytest.mark.parametrize("palette", tokens.PALETTES)
def test_check_08_every_pair_of_colours_and_every_step_of_the_heat_map_can_be_read(palette):
    look = theme.Theme(palette)
    ratios = (
        (ink, on, theme.contrast(look.colour(ink), look.colour(on)), least) for ink, on, least in theme.PAIRS
    )
    assert [(ink, on, ratio) for ink, on, ratio, least in ratios if ratio < least] == []
    steps = [theme.heat(1 + n / 20, look) for n in range(61)]
    assert min(theme.contrast(look.colour("text"), step) for step in steps) >= accessible.LEAST_TEXT


def test_check_08_words_stand_out_as_they_are_painted_in_the_dark(large):
    assert large["faint"] == []


def test_check_09_the_letters_are_ours_and_are_drawn(walked):
    assert walked["letters"] == []


def test_check_10_no_words_are_cut(walked, large):
    assert walked["cut"] + large["cut"] == []


def test_check_11_nothing_scrolls_sideways_and_no_window_grows(walked, large):
    assert walked["sideways"] + large["sideways"] == []
    assert walked["grown"] + large["grown"] == []


@pytest.fixture
def rated(stage):
    """The page of a question that is rated, in the real window."""
    with every_screen.opened(stage.profile(every_screen.AUDITOR)) as program:
        assert program.window.go("audit", doc=stage.names["draft"], question="P1.1")
        every_screen.settle(program)
        yield program.window


def checked(button: QWidget) -> bool:
    return bool(QAccessible.queryAccessibleInterface(button).state().checked)


def test_check_12_ratings_are_chosen_by_key_and_arrow_and_say_that_they_are(rated, qtbot):
    buttons = rated.showing.page.editor.rating.buttons
    QTest.keySequence(rated, QKeySequence("Ctrl+3"))
    qtbot.waitUntil(lambda: checked(buttons["3"]))
    assert QApplication.focusWidget() is buttons["3"]
    QTest.keyClick(buttons["3"], Qt.Key.Key_Right)
    assert checked(buttons["2"]) and not checked(buttons["3"])
    assert role(buttons["2"]) == QAccessible.Role.RadioButton


def test_check_13_saving_now_says_so(rated):
    assert rated.do("save")
    assert rated.showing.save_state.words.text().startswith("Saved on this laptop at ")


def test_check_14_a_screen_is_read_in_the_order_in_which_tab_goes_and_the_eye(walked):
    assert walked["reading order"] == []
    assert walked["eye order"] == []


def test_check_14_f6_goes_to_every_pane(walked):
    assert walked["panes"] == []


def test_check_14_f6_leads_from_the_list_to_the_question_its_guide_and_the_foot(rated):
    panes, visited = rated.showing.panes(), []
    for _ in panes:
        QTest.keySequence(rated, QKeySequence("F6"))
        visited.append(
            next(
                p
                for p in panes
                if p is QApplication.focusWidget() or p.isAncestorOf(QApplication.focusWidget())
            )
        )
    assert set(visited) == set(panes) and len(panes) >= 4


def problem_of(field: QWidget | None) -> str:
    """What a screen reader says is wrong as the focus comes here: of the field, or of the group that it comes into."""
    while field is not None:
        said = QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Description)
        if said.startswith("Problem. "):
            return said
        field = field.parentWidget()
    return ""


def test_check_15_what_is_missing_takes_the_focus_and_each_line_leads_to_its_field(rated, stage):
    assert rated.go("check", doc=stage.names["draft"])
    rated.showing.sign()
    summary = rated.showing.problems
    assert QApplication.focusWidget() is summary and spoken(summary).startswith("Problem")
    said = summary.links[0].words
    summary.links[0].click()
    told = problem_of(QApplication.focusWidget())
    assert told and told.removeprefix("Problem. ").rstrip(".").casefold() in said.casefold()


def test_check_16_no_key_is_bound_twice_in_a_window(walked):
    assert walked["same keys"] == []


def test_check_17_headings_and_groups_say_that_they_are(walked):
    assert walked["headings and groups"] == []


# Beyond the nineteen


def test_every_row_of_a_list_or_table_says_something(walked):
    assert walked["rows"] == []


def test_every_key_that_is_bound_is_in_the_keyboard_list(walked):
    assert walked["keys not listed"] == []


def test_every_key_that_a_widget_answers_to_is_in_the_keyboard_list():
    """`Key_Return` somewhere in ui/ that no line of the list names would be a key nobody can find."""
    named = {key.rpartition("+")[2] for listed in (*ACTIONS, *HELD) for key in listed.keys}
    spelt = {"Escape": "Esc", "Delete": "Del", "PageUp": "PgUp", "PageDown": "PgDown"}
    used = {
        found
        for file in (ROOT / "ui").rglob("*.py")
        for found in re.findall(r"Qt\.Key\.Key_(\w+)", file.read_text("utf-8"))
    }
    assert {key for key in used if spelt.get(key, key) not in named} == set()


def test_the_keyboard_list_says_every_key_there_is(shown):
    screen = shown(KeyboardScreen())
    words = {label.text() for label in screen.findChildren(QLabel)}
    assert {listed.words for listed in (*ACTIONS, *HELD)} <= words
    assert {listed.keys_shown for listed in (*ACTIONS, *HELD)} <= words


def test_the_keyboard_list_opens_with_its_key_from_wherever_one_is(rated, qtbot):
    QTest.keySequence(rated, QKeySequence("Ctrl+/"))
    qtbot.waitUntil(lambda: rated.place == "keyboard")
