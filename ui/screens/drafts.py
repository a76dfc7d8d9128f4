"""Everything that is begun and not signed, whatever it is a form of: how far it is, open it, or throw it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qa_desktop.answer_types import day_words
from qa_desktop.words import tr
from qa_desktop.work import Begun
from ui.kit import Button, EmptyState, RowsCard, StatusRow, column, empty


class DraftsList(QWidget):
    """One row for each draft. It asks nothing itself."""

    opened = Signal(object)  # Begun
    thrown = Signal(object)  # Begun
    versions_wanted = Signal(object)  # Begun: what a newer version of its form would change, or the way back

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._newer: Mapping[str, str] = {}
        self._rows = column(gap=0)
        self.setLayout(column(self._rows, None, gap=0))

    def show_drafts(
        self, found: Sequence[Begun], wanted: str = "", newer: Mapping[str, str] | None = None
    ) -> None:
        """Shows those that hold the words wanted. `newer`: what there is to say of a draft's version, by document."""
        self._newer = newer or {}
        empty(self._rows)
        shown = [one for one in found if wanted.casefold() in one.title.casefold()]
        if not shown:
            self._rows.addWidget(self._nothing(wanted if found else ""))
            return
        rows = RowsCard(tr("Drafts"), self)
        for one in shown:
            rows.add_row(self._row(one, sum(other.title == one.title for other in shown) > 1))
        self._rows.addWidget(rows)

    def _nothing(self, wanted: str) -> EmptyState:
        if wanted:
            return EmptyState(
                "search",
                tr("Nothing found for “{wanted}”", wanted=wanted),
                tr("Try a case or the name of a form."),
            )
        return EmptyState(
            "pencil", tr("Nothing is begun"), tr("What you start is kept here until it is signed.")
        )

    def _row(self, one: Begun, twice: bool) -> StatusRow:
        named = tr("{title}, begun {doc}", title=one.title, doc=one.doc[:8]) if twice else one.title
        open_it = Button(tr("Open"), name=tr("Open {named}", named=named), parent=self)
        open_it.clicked.connect(lambda checked=False: self.opened.emit(one))
        throw = Button(
            tr("Throw away"), "secondary", "trash-2", name=tr("Throw away {named}", named=named), parent=self
        )
        throw.clicked.connect(lambda checked=False: self.thrown.emit(one))
        left = (
            tr("nothing left to finish")
            if not one.left
            else tr("1 thing to finish")
            if one.left == 1
            else tr("{n} things to finish", n=one.left)
        )
        words = tr(
            "{done} of {total} answered, {left}. {saved_words}.",
            done=one.done,
            total=one.total,
            left=left,
            saved_words=saved_words(one.saved),
        )
        buttons = [throw, open_it]
        if one.doc in self._newer:
            words += f" {self._newer[one.doc]}"
            see = Button(
                tr("Version"),
                icon="git-compare",
                name=tr("Version of the form of {named}", named=named),
                parent=self,
            )
            see.clicked.connect(lambda checked=False: self.versions_wanted.emit(one))
            buttons.insert(0, see)
        made = StatusRow(one.icon, "primary", one.title, "", words, None, buttons)
        made.title.setWordWrap(True)
        made.aside.hide()
        return made


def saved_words(at: str) -> str:
    """ "Saved Fri 20 Nov, 14:20", in this laptop's own time."""
    if not at:
        return ""
    when = datetime.fromisoformat(at).astimezone()
    return tr("Saved {date}, {when:%H:%M}", date=day_words(when.date().isoformat(), year=False), when=when)
