from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from qa_desktop.errors import Problem
from tests.ui.conftest import check_scales, check_screen, no_words_are_cut, role, spoken
from ui import kit, theme
from ui.kit import (
    RATINGS,
    WHERE_SEEN,
    Ask,
    Banner,
    Bar,
    Button,
    Card,
    Check,
    Combo,
    DropZone,
    ElideLabel,
    EmptyState,
    ErrorSummary,
    Field,
    FocusRing,
    Group,
    Heading,
    IconButton,
    LineBox,
    LinkButton,
    Page,
    PassphraseField,
    ProgressPanel,
    RatingChoice,
    RowsCard,
    SaveState,
    SearchBox,
    SegmentedChoice,
    StatusRow,
    Table,
    Tag,
    TaskRow,
    Text,
    TextBox,
    column,
    row,
)  # fmt: skip
from ui.rows_model import Column, RowsModel

ROWS = [("Write to school", "D. Walsh", "Overdue"), ("Ask the family", "M. Trent", "Open")]
COLUMNS = [
    Column("Action", lambda r: r[0]),
    Column("Owner", lambda r: r[1]),
    Column("Status", lambda r: r[2], lambda r: "bad" if r[2] == "Overdue" else "neutral"),
]
LONG = "The file has been changed since it was signed, so nothing was read from it. Ask for it again."
MANY = f"{LONG} " * 4


def gallery() -> Page:
    """One of everything."""
    page = Page("Your quality assurance work", "South Family Support Team · cycle November to December 2026")
    page.head(Button("Start something new", icon="plus"))
    page.add(Banner("info", "A pack is waiting.", "Practice leads sent 2 cases for you.", "Check and import"))
    group, rows = Group("Overdue", 1, "bad"), RowsCard("Overdue work")
    rows.add_row(TaskRow("eye", "RFP deep audit: case FS-2041", "Worker J. Okafor", "Due Fri 20 Nov · 2 days late", True, (79, 121, "79 of 121 answered")))  # fmt: skip
    rows.add_row(StatusRow("octagon-alert", "bad", "R. Osei", "osei.qabundle", LONG, ("Not safe", "bad"), (Button("Copy details"),)))  # fmt: skip
    group.add(rows)
    rating, seen = RatingChoice("Your rating"), SegmentedChoice("Where did you see it?", WHERE_SEEN)
    rating.set_value("2")
    page.add(group, DropZone("Drop return files here", "or choose them"), rating, seen)
    page.add(
        Field("Your full name", LineBox(), "As on your badge"), PassphraseField("Your signing passphrase")
    )
    page.add(
        Field("Team", Combo(options=[("s", "South"), ("n", "North")])), Field("What you found", TextBox())
    )
    page.add(SearchBox("Search actions"), Check("I have read & understood it"))
    page.body.addLayout(
        row(IconButton("pencil", "Edit M3"), LinkButton("Next unanswered"), Tag("Ready", "ok"), None)
    )
    page.add(_table(), EmptyState("package", "Nothing to send", "Signed work appears here.", "Import"))
    side = Card("This cycle", 2, "ok")
    side.add(Bar("Deep audits", 1, 2))
    page.add_side(side)
    return page


def _table() -> Table:
    table = Table("Actions")
    table.setModel(RowsModel(ROWS, COLUMNS, table))
    table.fit(0)
    table.draw_tags(2)
    table.setMinimumHeight(theme.px(140))
    return table


def test_everything_in_the_kit_passes_the_checks_for_screens(shown):
    check_screen(shown(gallery()))


def test_everything_in_the_kit_fits_at_the_four_text_sizes(app, themed):
    check_scales(app, gallery)


def test_the_name_of_every_class_can_be_imported_from_the_kit():
    assert [name for name in kit.__all__ if not hasattr(kit, name)] == []


@pytest.mark.parametrize(("width", "columns"), [(900, 6), (420, 3), (300, 2), (150, 1)])
def test_rating_cards_reflow_by_width(shown, width, columns):
    choice = shown(RatingChoice("Your rating"), width, 400)
    tops = [button.y() for button in choice.buttons.values()]
    assert tops.count(tops[0]) == columns


def test_nothing_is_chosen_at_the_start_and_showing_a_value_is_silent(shown, qtbot):
    choice = shown(RatingChoice("Your rating"))
    assert choice.value() is None
    with qtbot.assertNotEmitted(choice.changed):
        choice.set_value("3")
    assert choice.value() == "3"
    choice.set_value("no such code")
    assert choice.value() is None


def test_a_rating_is_chosen_with_the_mouse_and_with_the_arrows(shown, qtbot):
    choice, seen = shown(RatingChoice("Your rating")), []
    choice.changed.connect(seen.append)
    qtbot.mouseClick(choice.buttons["4"], Qt.MouseButton.LeftButton)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert seen == ["4", "3"] and choice.value() == "3"
    assert QAccessible.queryAccessibleInterface(choice.buttons["3"]).state().checked
    assert role(choice.buttons["3"]) == QAccessible.Role.RadioButton
    assert spoken(choice.buttons["3"]) == "Clear"


def test_delete_clears_a_choice(shown, qtbot):
    choice, seen = shown(SegmentedChoice("Where", WHERE_SEEN)), []
    choice.changed.connect(seen.append)
    choice.choose("T")
    QTest.keyClick(choice.buttons["T"], Qt.Key.Key_Delete)
    assert seen == ["T", None] and choice.value() is None


def test_a_fixed_choice_cannot_be_changed(shown):
    choice, seen = shown(RatingChoice("Your rating")), []
    choice.set_value("1")
    choice.changed.connect(seen.append)
    choice.set_read_only(True)
    choice.choose("4")
    assert choice.value() == "1" and seen == []


def test_the_chosen_card_looks_chosen(shown):
    choice = shown(RatingChoice("Your rating"), 900, 120)
    before = choice.buttons["2"].grab().toImage()
    choice.set_value("2")
    after = choice.buttons["2"].grab().toImage()
    middle = (before.width() - 12, before.height() // 2)
    assert before.pixelColor(*middle).name() == theme.colour("surface").name()
    assert after.pixelColor(*middle).name() == theme.colour("rating2_soft").name()


def test_every_rating_has_a_badge_and_a_word():
    assert all(choice.badge and choice.label for choice in RATINGS)


PROBLEMS = [
    Problem("M6", "M6 Work checked: choose a rating", "rating"),
    Problem("M4", "M4: add what you found", "comment"),
]


def test_the_error_summary_takes_the_focus_and_begins_with_problem(shown):
    page, summary = QWidget(), ErrorSummary()
    page.setLayout(column(summary, LineBox("Other")))
    shown(page)
    assert not summary.isVisible()
    summary.show_problems(PROBLEMS, "Finish these 2 things before you sign.")
    assert summary.hasFocus() and spoken(summary).startswith("Problem")
    assert role(summary) == QAccessible.Role.Grouping
    assert [link.words for link in summary.links] == [problem.words for problem in PROBLEMS]
    assert all(link.height() >= 24 for link in summary.links)


def test_each_line_of_the_error_summary_gives_its_problem(shown, qtbot):
    summary, chosen = shown(ErrorSummary()), []
    summary.chosen.connect(chosen.append)
    summary.show_problems(PROBLEMS)
    for link in summary.links:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert chosen == PROBLEMS
    summary.show_problems([])
    assert not summary.isVisible() and summary.links == []


def test_a_problem_is_said_in_the_same_words_beside_its_field(shown):
    field = shown(Field("Your team", LineBox(), "The team you manage"))
    field.set_problem("Choose a team.")
    assert field.problem.isVisible() and field.problem.text() == "Choose a team."
    assert "Choose a team." in field.editor.accessibleDescription()
    assert spoken(field.editor) == "Your team"
    field.set_problem("")
    assert not field.problem.isVisible() and field.editor.accessibleDescription() == "The team you manage"


def test_the_save_state_says_all_four_states(shown):
    state = shown(SaveState())
    state.saved(datetime(2026, 11, 20, 14, 2, tzinfo=UTC))
    assert state.words.text() == "Saved on this laptop at 14:02"
    state.failed("Not saved: the disk is full. Keep this window open.")
    buttons = [button for button in state.findChildren(Button) if button.isVisible()]
    assert [button.words for button in buttons] == ["Try again", "Copy answers"]
    state.read_only("Read only: signed on 20 Nov")
    assert state.words.text() == "Read only: signed on 20 Nov" and not buttons[0].isVisible()


def test_saving_is_said_only_when_it_takes_long(shown, qtbot):
    state = shown(SaveState())
    state.saving()
    state.saved(datetime(2026, 11, 20, 14, 2, tzinfo=UTC))
    assert not state._soon.isActive()
    state.saving()
    assert state.words.text() != "Saving…"
    qtbot.waitUntil(lambda: state.words.text() == "Saving…")


def test_tab_leaves_a_text_box(shown):
    page, box, after = QWidget(), TextBox("Notes"), LineBox("After")
    page.setLayout(column(box, after))
    shown(page)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert after.hasFocus() and box.text() == ""


def test_showing_text_is_silent(shown, qtbot):
    box = shown(TextBox("Notes"))
    with qtbot.assertNotEmitted(box.textChanged):
        box.set_text("Seen at home.")
    assert box.text() == "Seen at home."


@pytest.mark.parametrize("make", [LineBox, TextBox])
def test_our_keys_work_from_inside_a_box(shown, qtbot, make):
    page, box = QWidget(), make("Notes")
    page.setLayout(column(box))
    shown(page)
    box.setFocus()
    for key in ("Ctrl+K", "Ctrl+U", "Ctrl+E"):  # where these edit text, the box would swallow them
        shortcut = QShortcut(QKeySequence(key), page)
        with qtbot.waitSignal(shortcut.activated):
            QTest.keySequence(box, QKeySequence(key))


def test_a_passphrase_can_be_shown_and_hidden(shown, qtbot):
    field = shown(PassphraseField("Your passphrase"))
    assert field.box.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(field.show_button, Qt.MouseButton.LeftButton)
    assert field.box.echoMode() == QLineEdit.EchoMode.Normal
    assert spoken(field.show_button) == "Hide your passphrase"


def test_caps_lock_is_noticed(shown):
    field = shown(PassphraseField("Your passphrase"))
    QTest.keyClick(field.box, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert not field.caps.isVisible()
    QTest.keyClick(field.box, "A", Qt.KeyboardModifier.NoModifier)
    assert field.caps.isVisible() == (field.text()[-1] == "A")


def test_a_wheel_that_passes_over_a_combo_does_not_change_it(shown):
    combo = shown(Combo("Team", [("s", "South"), ("n", "North")]))
    combo.set_value("s")
    combo.clearFocus()
    QTest.wheelEvent(combo.windowHandle(), QPointF(5, 5), QPoint(0, -240))
    assert combo.value() == "s"


def test_typing_narrows_once_it_has_stopped_and_escape_clears(shown, qtbot):
    box, asked = shown(SearchBox("Search actions")), []
    box.changed.connect(asked.append)
    qtbot.keyClicks(box, "school")
    qtbot.waitUntil(lambda: asked == ["school"])
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked == ["school", ""])


def test_only_files_of_ours_can_be_dropped(shown):
    zone, seen = shown(DropZone("Drop return files here")), []
    zone.dropped.connect(seen.append)
    for name in ("walsh.qabundle", "photo.jpg"):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(Path("/stick") / name))])
        zone.dropEvent(_drop(data))
    assert seen == [[Path("/stick/walsh.qabundle")]]


def _drop(data: QMimeData) -> QDropEvent:
    none = Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)


def test_markup_in_an_answer_is_shown_as_it_was_written(shown):
    for widget in (Heading("<b>x</b>"), kit.Text("<b>x</b>"), ElideLabel("<b>x</b>"), Tag("<b>x</b>")):
        assert widget.textFormat() == Qt.TextFormat.PlainText


def test_an_ampersand_is_a_letter_and_not_a_shortcut(app):
    button = Button("Health & safety")
    assert button.text() == "Health && safety" and spoken(button) == "Health & safety"
    assert button.shortcut().isEmpty()


def test_a_long_line_is_cut_but_said_whole(shown):
    label = shown(ElideLabel("Worker T. Adeyemi, supervisor D. Walsh, and a good many more"), 120, 40)
    assert label.toolTip() == label.text() == spoken(label)


def test_the_side_column_drops_below_when_the_page_is_narrow(shown, app):
    page = shown(gallery(), 1200, 700)
    assert page._side_box.x() > page._main_box.x()
    page.resize(700, 700)
    app.processEvents()
    assert page._side_box.x() == page._main_box.x() and page._side_box.y() > page._main_box.y()


def test_the_ring_is_for_the_keyboard_only(shown, app):
    page, one, two = QWidget(), Button("One"), Button("Two")
    page.setLayout(column(one, two, margins=(8, 8, 8, 8)))
    shown(page)
    ring = FocusRing.install(app)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert ring.shown_on is two
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    assert ring.shown_on is None
    two.setFocus()  # by the program, after a mouse
    assert ring.shown_on is None


def test_the_ring_stays_with_its_widget_when_the_page_scrolls(shown, app):
    page, ring = shown(gallery(), 1200, 500), FocusRing.install(app)
    page.findChild(SearchBox).setFocus()
    QTest.keyClick(app.focusWidget(), Qt.Key.Key_Tab)
    focused = app.focusWidget()
    page.verticalScrollBar().setValue(0)
    page.ensureWidgetVisible(focused)
    assert ring.shown_on is focused
    assert ring.frame.geometry().center() == focused.mapTo(ring.frame.parentWidget(), focused.rect().center())


def test_a_job_can_be_stopped_once(shown, qtbot):
    panel = shown(ProgressPanel("Importing files"))
    panel.step(3, 9)
    assert panel.count.text() == "3 of 9" and spoken(panel.bar) == "Importing files, 3 of 9"
    with qtbot.waitSignal(panel.stopped):
        qtbot.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    assert not panel.cancel.isEnabled()


def test_a_question_has_verbs_and_escape_means_no(shown):
    dialog = shown(
        Ask(None, "Remove this evidence?", "It cannot be brought back.", "Remove evidence", danger=True),
        460,
        200,
    )
    assert dialog.no.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == Ask.DialogCode.Rejected


def test_every_cell_says_its_column_and_sorting_keeps_rows_whole(app, qtmodeltester):
    model = RowsModel(ROWS, COLUMNS)
    qtmodeltester.check(model)
    cell = model.index(0, 1)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Owner: D. Walsh"
    kept = kit.lists.QPersistentModelIndex(cell)
    model.sort(0)
    assert [r[0] for r in model.rows()] == ["Ask the family", "Write to school"]
    assert model.row(kept)[1] == "D. Walsh"
    model.set_rows([])
    assert model.rowCount() == 0


def test_headings_speak_after_many_have_come_and_gone(shown, app):
    page = shown(QWidget())
    page.setLayout(column())
    for number in range(300):
        heading = Heading(f"Heading {number}", 3)
        page.layout().addWidget(heading)
        assert role(heading) == QAccessible.Role.Heading
        kit.empty(page.layout())
        if number % 50 == 0:
            app.sendPostedEvents(None, 52)  # deferred deletes
    last = Heading("The last", 2, page)
    assert (role(last), spoken(last)) == (QAccessible.Role.Heading, "The last")
    last.setText("Changed")
    assert spoken(last) == "Changed"


@pytest.mark.parametrize("width", [420, 900, 1366])
def test_boxes_are_as_tall_as_their_words_and_leave_the_rest_of_the_page_alone(shown, width):
    def boxes(parent):
        for box in (Card("A card", parent=parent), Group("A group", parent=parent), RowsCard("Rows", parent)):
            box.body.addWidget(Text(MANY, parent=box))
            yield box
        yield Banner("info", "Something to know", MANY, "Do it", parent=parent)
        yield DropZone("Drop files here", MANY, parent=parent)

    page = Page("Long words")
    held = list(boxes(page))
    page.add(*held)
    shown(page, width, 1400)
    no_words_are_cut(page)
    for box in held:
        assert box.height() <= box.layout().totalHeightForWidth(box.width()) + 2


def test_enter_presses_the_button_that_has_the_focus_and_no_other(shown, qtbot):
    box, pressed = QWidget(), []
    line, button = kit.LineBox("Name", box), Button("Remove", parent=box)
    box.setLayout(kit.column(line, button))
    button.clicked.connect(lambda: pressed.append("Remove"))
    shown(box)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert pressed == []
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert pressed == ["Remove", "Remove"]


def test_what_is_chosen_without_a_click_is_chosen(shown):
    """As assistive tools do it: they act on the thing itself, and a choice that only shows would be lost."""
    choice, seen = shown(RatingChoice("Your rating")), []
    choice.changed.connect(seen.append)
    choice.buttons["3"].toggle()
    choice.buttons["2"].toggle()
    assert seen == ["3", "2"] and choice.value() == "2"
    choice.set_value("4")
    assert seen == ["3", "2"] and choice.value() == "4"
