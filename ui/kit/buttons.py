"""Things to press. `name` is what assistive tools hear when the words alone would not be unique."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.icons import icon as themed_icon

_GAP = "\u2002"  # an en space: the stylesheet has no gap between icon and words
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_INK = {"primary": "on_primary", "danger": "bad", "link": "link", "problem": "bad"}


class _Pressed(QPushButton):
    """Enter presses it while it has the focus, as Space does; never from another widget, as a default button would."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and not held and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class Button(_Pressed):
    """A push button of kind primary, secondary, danger, link or problem. The words are a verb."""

    def __init__(
        self,
        text: str,
        kind: str = "secondary",
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
        *,
        icon_role: str = "",
    ):
        super().__init__(parent)
        self.setProperty("kind", kind)
        self._icon = icon
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon:
            self.setIcon(themed_icon(icon, icon_role or _INK.get(kind, "text")))
            self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.set_words(text, name)

    def set_words(self, text: str, name: str = "") -> None:
        self.words = text
        self._show_lines([text])
        self.setAccessibleName(name or text)
        if self.isVisible():
            self._fit()

    def _show_lines(self, lines: list[str]) -> None:
        gap = _GAP if self._icon else ""
        self.setText("\n".join(gap + line.replace("&", "&&") for line in lines))

    def _around(self) -> int:
        """The width of what is not words: padding and icon."""
        return super().sizeHint().width() - max(map(self._wide, self.text().split("\n")))

    def _wide(self, line: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, line).width()

    def sizeHint(self) -> QSize:
        """Wide enough for one line, and as high as the lines that are shown."""
        self.ensurePolished()
        hint = super().sizeHint()
        if "\n" in self.text():
            hint.setHeight(hint.height() + theme.px(6))
            hint.setWidth(self._around() + self._wide(self.text().replace("\n", " ")))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest word."""
        hint = self.sizeHint()
        return QSize(self._around() + max(map(self._wide, self.words.split()), default=0), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Words that have no room beside each other go into more lines: other languages are longer."""
        room, lines = self.width() - self._around(), [""]
        for word in self.words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._wide(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        if len(lines) != self.text().count("\n") + 1:
            self._show_lines(lines)


class LinkButton(Button):
    """Looks like a link, works like a button. With `elide` it gives way and ends in "…" """

    def __init__(
        self, text: str, icon: str = "", name: str = "", elide: bool = False, parent: QWidget | None = None
    ):
        self._elides = elide
        super().__init__(text, "link", icon, name, parent)
        policy = QSizePolicy.Policy.Preferred if elide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        if not self._elides:
            return super().sizeHint()
        self.ensurePolished()
        return QSize(
            self.fontMetrics().horizontalAdvance(self.words) + theme.px(14), super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        if not self._elides:
            return super().minimumSizeHint()
        return QSize(min(theme.px(80), self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._elides:
            super().resizeEvent(event)
        else:
            room = self.width() - theme.px(12)
            shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
            self.setText(shown.replace("&", "&&"))
            self.setToolTip(self.words if shown != self.words else "")


class IconButton(_Pressed):
    """An icon alone. `name` is required: it is the tooltip and what assistive tools hear."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None, *, icon_role: str = "text"):
        super().__init__(parent)
        self.setProperty("kind", "icon")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.setIcon(themed_icon(icon, icon_role))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAccessibleDescription(" ")  # else Qt repeats the tooltip as the description
