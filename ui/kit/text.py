"""Words on the screen. Always plain text: an answer or a file must not be able to inject markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from ui import theme
from ui.kit import spoken

LEAST_BESIDE = 110  # px at 100 %: narrower, and long words are cut


class Heading(spoken.SpokenLabel):
    """A heading of level 1 (the screen), 2 or 3. Screens put the focus here when nothing else is first."""

    def __init__(self, text: str, level: int = 2, parent: QWidget | None = None):
        spoken.install()
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", f"h{level}")
        _may_wrap(self)


class Text(QLabel):
    """A paragraph. `look` is a name of the type scale, `tone` one of muted, ok, warn, bad, info, link."""

    def __init__(self, text: str = "", look: str = "body", tone: str = "", parent: QWidget | None = None):
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", look)
        self.setProperty("tone", tone)
        _may_wrap(self)

    def set_tone(self, tone: str) -> None:
        self.setProperty("tone", tone)
        theme.repolish(self)


class Muted(Text):
    """A quieter paragraph: hints, who, when."""

    def __init__(self, text: str = "", look: str = "small", parent: QWidget | None = None):
        super().__init__(text, look, "muted", parent)


class _Beside(QLabel):
    """Stands beside other things: on one line while there is room, in more where there is none."""

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        margins = self.contentsMargins()
        wide = self.fontMetrics().horizontalAdvance(self.text()) + margins.left() + margins.right() + 1
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(theme.px(LEAST_BESIDE), hint.width()), hint.height())


class HeadingBeside(_Beside, Heading):
    """The heading of a card, with a count or a button at its side."""


class MutedBeside(_Beside, Muted):
    """A quiet line with buttons at its side."""


class ElideLabel(QLabel):
    """One line that ends in "…" when there is no room; assistive tools and the tooltip have all of it."""

    def __init__(self, text: str = "", look: str = "body", tone: str = "", parent: QWidget | None = None):
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(min(theme.px(60), self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setToolTip(self.text() if self.sizeHint().width() > self.width() else "")
        super().resizeEvent(event)

    def paintEvent(self, _event: object) -> None:
        option = QStyleOption()
        option.initFrom(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(option.palette.color(self.foregroundRole()))
        painter.drawText(
            self.contentsRect(), int(QStyle.visualAlignment(self.layoutDirection(), self.alignment())), shown
        )
        painter.end()


def _may_wrap(label: QLabel) -> None:
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
