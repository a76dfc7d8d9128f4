"""The editor for a checklist line: the worker's answer and the supervisor's side by side, note and date where needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from qa_desktop import recording
from qa_desktop.answer_types import LINE_SIDES, is_empty, line_needs, point_of
from qa_desktop.errors import Problem
from qa_desktop.templates import Part, Point, Question
from qa_desktop.words import tr
from ui import theme
from ui.forms import dates
from ui.forms.chosen import question_name
from ui.forms.editor import Asking, Editor, fix_words
from ui.kit import Choice, FocusRing, LineBox, Muted, SegmentedChoice, Tag, Text, column, row
from ui.kit.choices import Segment

SIDE_WIDTH, GAP, MARGIN = 260, 16, 20  # px at 100 %
STACKED_BELOW = 880  # px at 100 %: narrower than this, the two answers stand under the line
FIX_BY_WIDTH = 150  # px at 100 %
USUAL_NAMES = {"worker": tr("Worker"), "supervisor": tr("Supervisor")}
LABELS = {"differ": (tr("Different"), "warn"), "note": (tr("Note"), "neutral")}


def short_choice(point: Point) -> Choice:
    """A point of the scale as a box of the row: what does not apply is two letters."""
    return Choice(
        point.code, point.label if point.placed else tr("N/A"), help="" if point.placed else point.label
    )


def key_of(point: Point) -> str:
    """The letter that chooses it: the first of its label; A for what does not apply, as N is No."""
    return point.label[0].upper() if point.placed else "A"


class _SideBox(Segment):
    """Leaves to its row the keys that lead about the table."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.parent().keyPressEvent(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def sizeHint(self):
        words = QFontMetrics(theme.font("tag")).horizontalAdvance(self.choice.label)
        hint = super().sizeHint()
        hint.setWidth(words + theme.px(21))
        return hint

    minimumSizeHint = sizeHint


class SideChoice(SegmentedChoice):
    """One person's answer to a line. One stop for Tab; letters answer, arrows lead on."""

    button_class = _SideBox
    answered_by_key = Signal()
    left_by = Signal(object)  # Qt.Key: an arrow, or Enter for the note
    _ARROWS = (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    )

    def __init__(self, name: str, points: Sequence[Point], parent: QWidget | None = None):
        super().__init__(name, [short_choice(p) for p in points], parent)
        self._by_letter = {key_of(p): p.code for p in points}
        for point, button in zip(points, self.buttons.values(), strict=True):
            button.setAccessibleName(point.label)
            button.setToolTip("" if point.placed else point.label)
        self.setFixedWidth(theme.px(SIDE_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.buttonToggled.connect(lambda _button, on: self._rove() if on else None)
        self._rove()

    def _rove(self) -> None:
        """Only the chosen box, or the first, is a stop for Tab."""
        stop = self.first_focus()
        for button in self.buttons.values():
            here = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(here)

    def set_value(self, code: str | None) -> None:
        super().set_value(code)
        self._rove()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        code = self._by_letter.get(event.text().upper()) if not event.modifiers() else None
        if code is not None:
            FocusRing.install(QApplication.instance()).keys_used()
            self.buttons[code].click()
            self.answered_by_key.emit()
        elif event.key() in self._ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            FocusRing.install(QApplication.instance()).keys_used()
            self.left_by.emit(event.key())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            super().keyPressEvent(event)
            self._rove()
        else:
            event.ignore()


class _NoteRow(QWidget):
    """The note that a line needs, and the date to fix it by. Made when it is first needed."""

    def __init__(self, editor: SidesEditor):
        super().__init__(editor)
        called = editor.called
        self.tag = Tag(tr("Note"), parent=self)
        self.note = LineBox(tr("Note on {called}", called=called), self)
        self.fix_by = LineBox(tr("Fix {called} by", called=called), self)
        self.fix_by.setPlaceholderText(tr("19 Oct 2026"))
        self.fix_by.setFixedWidth(theme.px(FIX_BY_WIDTH))
        self.fix_words = Text(tr("Fix by"), "tag", "muted", self)
        self.fix_words.setWordWrap(False)
        line = row(self.tag, self.note, self.fix_words, self.fix_by, gap=10)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_needs(self, needs: frozenset[str], note: str, fix_by: str) -> None:
        self.tag.show_status(*LABELS["differ" if "differ" in needs else "note"])
        self.note.setPlaceholderText(tr("What you agree") if "differ" in needs else tr("What falls short"))
        dated = "fix_by" in needs or bool(fix_by)
        self.fix_by.setVisible(dated)
        self.fix_words.setVisible(dated)
        for box, held in ((self.note, note), (self.fix_by, dates.show(fix_by))):
            if not box.hasFocus() and box.text() != held:
                box.set_text(held)


class SidesEditor(Editor):
    """LINE. `wanted` tells the table where the keys lead; on a page of its own it stands by itself."""

    wanted = Signal(str, object)  # the side ("" from the note), and Qt.Key, or None for the next line

    def __init__(
        self, field: Question | Part, asking: Asking, parent: QWidget | None = None, *, number: str = "",
        names: Mapping[str, str] = USUAL_NAMES,
    ):  # fmt: skip
        self._number, self._names = number, names
        super().__init__(field, asking, parent)

    def build(self) -> None:
        self._held: dict[str, Any] = {}
        self._stacked: bool | None = None
        self._notes: _NoteRow | None = None
        self._hidden: set[str] = set()
        self._fixed: set[str] = set()
        self._read_only = self._opened = False
        self.called = self._number or question_name(self.field)
        ask = question_name(self.field)
        self.label = Text(f"{self._number}  {ask}" if self._number else "", "strong", parent=self)
        self.label.setVisible(bool(self._number))
        points = self.asking.template.scale_of(self.field).point
        self.sides: dict[str, SideChoice] = {}
        self.captions: dict[str, Muted] = {}
        for side in LINE_SIDES:
            made = SideChoice(f"{self._number} {ask}: {self._names[side]}".strip(), points, self)
            made.changed.connect(lambda code, s=side: self._chosen(s, code))
            made.answered_by_key.connect(lambda s=side: self.wanted.emit(s, None))
            made.left_by.connect(lambda key, s=side: self.wanted.emit(s, key))
            self.sides[side] = made
            self.captions[side] = Muted(self._names[side], "tag", self)
        self.need = self._need("note", None)
        for part in (*LINE_SIDES, "fix_by", ""):
            self.needs[part] = self.need
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(GAP))
        self._grid.setVerticalSpacing(theme.px(2))
        self._under = column(gap=4)
        around = MARGIN if self._number else 4
        self.setLayout(column(self._grid, self._under, self.need, gap=6, margins=(around, 12, around, 12)))
        self._arrange(False)

    # How it lies

    def _arrange(self, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        for item in (self.label, *self.sides.values(), *self.captions.values()):
            self._grid.removeWidget(item)
        alone = not self._number
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self.label, 0, 0, 1, 3 if stacked else 1, middle)
        for n, (side, box) in enumerate(self.sides.items()):
            caption = self.captions[side]
            caption.setVisible((stacked or alone) and side not in self._hidden)
            if stacked:
                self._grid.addWidget(caption, n + 1, 0, middle)
                self._grid.addWidget(box, n + 1, 1)
            else:
                self._grid.addWidget(caption, 1 if alone else 2, n + 1)
                self._grid.addWidget(box, 2 if alone else 0, n + 1, middle)
        self._grid.setColumnStretch(0, 0 if stacked or alone else 1)
        self._grid.setColumnStretch(3, 1 if stacked or alone else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(bool(self._number) and event.size().width() < theme.px(STACKED_BELOW))
        super().resizeEvent(event)

    def hide_side(self, side: str, hidden: bool) -> None:
        """Put one person's answers out of sight; what they are is kept."""
        (self._hidden.add if hidden else self._hidden.discard)(side)
        self.sides[side].setVisible(not hidden)
        self.captions[side].setVisible(not hidden and (bool(self._stacked) or not self._number))
        self._describe()
        self._show_notes()

    def fix_side(self, side: str, fixed: bool) -> None:
        """Let one person's answers be read and not changed."""
        (self._fixed.add if fixed else self._fixed.discard)(side)
        self.sides[side].set_read_only(fixed or self._read_only)

    def mark(self, here: bool) -> None:
        """Draw the ring of the chosen line."""
        if self.property("here") is not here:
            self.setProperty("here", here)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("here"):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("primary"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 3, -5, -3), theme.px(8), theme.px(8))
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down in the note: a box of one line leaves them to us."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._number and not event.modifiers():
            self.wanted.emit("", event.key())
        else:
            super().keyPressEvent(event)

    # The answer

    def _chosen(self, side: str, code: object) -> None:
        day = self.asking.today.isoformat()
        self._held = recording.with_answer(self._held, side, code, day) or {}
        self._describe()
        self._show_notes()
        self._settled()

    def _visible_value(self) -> dict[str, Any]:
        return {name: value for name, value in self._held.items() if name not in self._hidden}

    def _show_notes(self) -> None:
        """The note's row is there when a note is needed or there is one. Hidden answers must not show through it."""
        needs = line_needs(self.asking.template, self.field, self._visible_value())
        note, fix_by = str(self._held.get("note") or ""), str(self._held.get("fix_by") or "")
        shown = bool(needs & {"note", "fix_by"} or note or fix_by or self._opened)
        if shown and self._notes is None:
            self._notes = _NoteRow(self)
            for box in (self._notes.note, self._notes.fix_by):
                self._holds_words(box)
                box.returnPressed.connect(lambda: self.wanted.emit("", None))
            if self._read_only:
                self.set_read_only()
            self._under.addWidget(self._notes)
        if self._notes is not None:
            self._notes.setVisible(shown)
            self._notes.show_needs(needs, note, fix_by)

    def value(self) -> Any:
        if self._notes is not None:
            typed = self._notes.fix_by.text().strip()
            day = dates.read(typed)
            self._held["note"] = self._notes.note.text() or None
            self._held["fix_by"] = (day.isoformat() if day else typed) or None
        return {name: value for name, value in self._held.items() if not is_empty(value)} or None

    def set_value(self, value: Any) -> None:
        self._held = dict(value) if isinstance(value, dict) else {}
        for side, box in self.sides.items():
            code = self._held.get(side)
            box.set_value(code if isinstance(code, str) else None)
        self._describe()
        self._show_notes()

    def _describe(self) -> None:
        """Each side says what the other answered, for those who hear one at a time."""
        scale = self.asking.template.scale_of(self.field)
        for side, box in self.sides.items():
            others = (s for s in self.sides if s != side and s not in self._hidden)
            told = [(s, point_of(scale, self._held.get(s))) for s in others]
            box.setAccessibleDescription("; ".join(f"{self._names[s]}: {p.label}" for s, p in told if p))

    def open_note(self) -> QWidget:
        """The note's box, made if the line has none yet: anything may be noted."""
        self._opened = True
        self._show_notes()
        assert self._notes is not None
        return self._notes.note

    def first_focus(self, part: str = "") -> QWidget:
        if part in ("note", "fix_by") and self._notes is not None:
            return self._notes.fix_by if part == "fix_by" else self._notes.note
        side = part if part in self.sides else next(
            (s for s in self.sides if s not in self._fixed | self._hidden and not self._held.get(s)), "supervisor"
        )  # fmt: skip
        return self.sides[side].first_focus()

    def set_read_only(self) -> None:
        self._read_only = True
        for box in self.sides.values():
            box.set_read_only(True)
        if self._notes is not None:
            fix_words(self._notes.note)
            fix_words(self._notes.fix_by)

    def set_problems(self, problems: Sequence[Problem], red: bool = False) -> None:
        super().set_problems(problems, red)
        parts = {p.part for p in problems}
        if self._notes is not None:
            for name, box in (("note", self._notes.note), ("fix_by", self._notes.fix_by)):
                box.setProperty("invalid", red and name in parts)
                theme.repolish(box)
