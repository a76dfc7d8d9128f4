"""Which editor asks which type of answer. A new type is a new class and a new line here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from qa_desktop.templates import Part, Question
from ui.forms.chosen import JudgementEditor, ListEditor, MultiEditor, SegmentEditor, one_editor
from ui.forms.editor import Asking, Editor
from ui.forms.line import SidesEditor
from ui.forms.lines import EvidenceEditor, RowsEditor
from ui.forms.observed import ObservedEditor
from ui.forms.parts import GroupEditor
from ui.forms.rated import RatedEditor
from ui.forms.written import (
    AutoEditor,
    DateEditor,
    FactEditor,
    LineEditor,
    NumberEditor,
    UnknownEditor,
    WordsEditor,
)  # fmt: skip

Make = Callable[[Question | Part, Asking, QWidget | None], Editor]

REGISTRY: dict[str, Make] = {
    "EV": RatedEditor,
    "YPN": SegmentEditor,
    "YN": SegmentEditor,
    "ONE": one_editor,
    "MULTI": MultiEditor,
    "TXT": LineEditor,
    "LTX": WordsEditor,
    "DATE": DateEditor,
    "NUM": NumberEditor,
    "EVD": EvidenceEditor,
    "G4": JudgementEditor,
    "AG5": ListEditor,
    "GROUP": GroupEditor,
    "ROWS": RowsEditor,
    "LINE": SidesEditor,
    "AUTO": AutoEditor,
}


def editor_for(field: Question | Part, asking: Asking, parent: QWidget | None = None) -> Editor:
    """The editor for a question or a part. A type this program does not know is shown, never lost."""
    if field.type == "ONE" and not field.choices:
        return FactEditor(field, asking, parent)
    if field.type == "EV" and not asking.template.scale_of(field).seen:
        return ObservedEditor(field, asking, parent)
    return REGISTRY.get(field.type, UnknownEditor)(field, asking, parent)
