"""Short dialogs. A question is asked only when there is a real reason, and its buttons say the act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from qa_desktop.words import tr
from ui import theme
from ui.kit.buttons import Button
from ui.kit.layout import column, may_wrap, row
from ui.kit.text import Heading, Text


class Dialog(QDialog):
    """A dialog with a heading, content in `body` and buttons on the right. Esc closes it without acting."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 460):
        super().__init__(parent)
        self.setWindowTitle(tr("{title} - Has the Help Helped?", title=title))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.setMinimumWidth(theme.px(width))
        self.heading = Heading(title, 2, self)
        self.body = column(gap=12)
        self._foot = row(None, gap=8)
        self.setLayout(column(self.heading, self.body, 4, self._foot, gap=12, margins=(24, 20, 24, 20)))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        width = max(hint.width(), self.minimumWidth())
        return QSize(width, max(hint.height(), self.layout().heightForWidth(width)))

    def event(self, event: QEvent) -> bool:
        """Grows where its buttons took another line for their words."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.resize(self.width(), max(self.height(), self.layout().totalHeightForWidth(self.width())))
        return done

    def buttons(self, *buttons: Button) -> None:
        """From left to right; the last is the one that acts."""
        for button in buttons:
            may_wrap(button)
            self._foot.addWidget(button)


class Ask(Dialog):
    """One question with two answers. Use `Ask.ask`; tests replace that."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        words: str,
        yes: str,
        no: str = tr("Cancel"),
        danger: bool = False,
    ):
        super().__init__(title, parent)
        self.body.addWidget(Text(words, parent=self))
        self.no = Button(no, parent=self)
        self.yes = Button(yes, "danger" if danger else "primary", parent=self)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self.accept)
        self.buttons(self.no, self.yes)
        (self.no if danger else self.yes).setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        words: str,
        yes: str,
        no: str = tr("Cancel"),
        danger: bool = False,
    ) -> bool:
        """True if the user chose `yes`; False for `no`, Esc or closing. The buttons say the act."""
        dialog = cls(parent, title, words, yes, no, danger)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()
