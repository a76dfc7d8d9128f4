"""F6: from pane to pane, coming back to where one was in each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def focusable(widget: QWidget) -> bool:
    """Whether Tab stops here."""
    return bool(widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def first_in(pane: QWidget) -> QWidget | None:
    """The first thing in `pane` that Tab would stop at, in Tab order."""
    if focusable(pane):
        return pane
    here = pane.nextInFocusChain()
    while here is not pane:
        if pane.isAncestorOf(here) and focusable(here):
            return here
        here = here.nextInFocusChain()
    return None


def next_pane(panes: Sequence[QWidget], step: int) -> QWidget | None:
    """Puts the focus into the next pane (or the one before, for -1) that has something to focus on."""
    shown = [pane for pane in panes if pane.isVisible() and first_in(pane)]
    if not shown:
        return None
    focused = QApplication.focusWidget()
    here = next(
        (i for i, pane in enumerate(shown) if pane is focused or (focused and pane.isAncestorOf(focused))),
        None,
    )
    if here is not None:
        shown[here].setProperty("last_focus", focused)
    target = shown[(here + step) % len(shown) if here is not None else (0 if step > 0 else -1)]
    kept = target.property("last_focus")
    aim = (
        kept
        if isinstance(kept, QWidget) and target.isAncestorOf(kept) and focusable(kept)
        else first_in(target)
    )
    if aim:
        aim.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return aim
