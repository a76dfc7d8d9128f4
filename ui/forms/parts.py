"""Editors for a question of several parts, and for lines of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QGroupBox, QWidget

from qa_desktop.answer_types import asked_parts, is_empty
from qa_desktop.errors import Problem
from qa_desktop.templates import Part, Question
from qa_desktop.words import tr
from ui import theme
from ui.forms.editor import Asking, Editor, Need, inset
from ui.forms.written import WordsEditor
from ui.kit import Muted, Text, column, row

BESIDE = {"YN": 170, "NUM": 110}  # types whose answer stands at the right of its label, and its width (px)


class PartBox(QGroupBox):
    """One part: its label, hint, editor and what it still needs."""

    def __init__(self, part: Part, editor: Editor, parent: QWidget):
        super().__init__(parent)
        self.part, self.editor = part, editor
        editor.setParent(self)
        words = part.ask.rstrip(".") + ("" if part.required else tr(" (optional)"))
        self.setAccessibleName(words)
        label = Text(words, "strong", parent=self)
        hint = Muted(part.hint, parent=self)
        hint.setVisible(bool(part.hint))
        said = column(label, hint, gap=0)
        if part.type in BESIDE:
            editor.setFixedWidth(theme.px(BESIDE[part.type] + 8))
            line = row(said, editor, gap=16, margins=(4, 0, 0, 0))
            line.setStretch(0, 1)
            self.setLayout(column(line, gap=0))
        else:
            self.setLayout(column(inset(said), editor, gap=4))


class PartsEditor(Editor):
    """Several parts as one value: a dictionary. A part that does not apply is not shown."""

    def __init__(
        self,
        field: Question,
        asking: Asking,
        parent: QWidget | None = None,
        *,
        parts: Sequence[Part] = (),
        limits: Mapping[str, int] | None = None,
    ):
        self._parts, self._limits = tuple(parts) or field.part, limits or {}
        super().__init__(field, asking, parent)

    def build(self) -> None:
        from ui.forms.registry import (
            editor_for,  # a part is asked by an editor of its own: the two know each other
        )

        self._held: dict[str, Any] = {}
        self.boxes: dict[str, PartBox] = {}
        layout = column(gap=14)
        for part in self._parts:
            editor = self._editor(part, editor_for)
            editor.changed.connect(lambda value, name=part.id: self._part_changed(name, value))
            self.boxes[part.id] = PartBox(part, editor, self)
            self.needs[part.id] = next(iter(editor.needs.values()), Need(None, self))
            layout.addWidget(self.boxes[part.id])
        self.setLayout(layout)
        self._show_asked()

    def _editor(self, part: Part, editor_for) -> Editor:
        if part.type == "LTX":
            limit = self._limits.get(part.id)
            extra = {"limit": limit} if limit else {}
            return WordsEditor(part, self.asking, self, rows=3 if limit else 4, rules=not limit, **extra)
        return editor_for(part, self.asking, self)

    def _part_changed(self, name: str, value: Any) -> None:
        self._held[name] = value
        self._show_asked()
        self.changed.emit(self.value())

    def _show_asked(self) -> None:
        asked = {part.id for part in asked_parts(self._parts, self._held)}
        for name, box in self.boxes.items():
            box.setVisible(name in asked)

    def value(self) -> Any:
        return {name: value for name, value in self._held.items() if value is not None} or None

    def set_value(self, value: Any) -> None:
        self._held = dict(value) if isinstance(value, dict) else {}
        for name, box in self.boxes.items():
            box.editor.set_value(self._held.get(name))
        self._show_asked()

    def flush(self) -> None:
        for box in self.boxes.values():
            box.editor.flush()

    def first_focus(self, part: str = "") -> QWidget:
        shown = [box for box in self.boxes.values() if not box.isHidden()]
        box = self.boxes.get(part) or next(
            (b for b in shown if is_empty(self._held.get(b.part.id))), shown[0]
        )
        return box.editor.first_focus()

    def set_read_only(self) -> None:
        for box in self.boxes.values():
            box.editor.set_read_only()

    def set_problems(self, problems: Sequence[Problem], red: bool = False) -> None:
        super().set_problems([p for p in problems if p.part in self.needs], red)


class GroupEditor(PartsEditor):
    """GROUP."""
