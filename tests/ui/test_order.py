"""Tab and screen readers go as the eye does, in whatever order the parts were made."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ui.kit import Button, column, row
from ui.order import follow_layout


def in_window(root: QWidget) -> QWidget:
    """A window with something before it: the order of Tab is a ring, and has to be read from somewhere."""
    window = QWidget()
    window.before = Button("Before", parent=window)
    window.setLayout(column(window.before, root))
    return window


def tabbed(root: QWidget) -> list[str]:
    before = root.parentWidget().before
    found, here = [], before.nextInFocusChain()
    while here is not before:
        if isinstance(here, Button) and root.isAncestorOf(here):
            found.append(here.words)
        here = here.nextInFocusChain()
    return found


def read(root: QWidget) -> list[str]:
    heard = QAccessible.queryAccessibleInterface(root)
    children = (heard.child(n) for n in range(heard.childCount()))
    return [child.text(QAccessible.Text.Name) for child in children]


def test_parts_that_were_made_in_another_order_follow_the_layout(shown):
    root = QWidget()
    last, second, first, third = (
        Button(words, parent=root) for words in ("Last", "Second", "First", "Third")
    )
    root.setLayout(column(first, row(second, third), last))
    shown(in_window(root))
    follow_layout(root)
    assert tabbed(root) == read(root) == ["First", "Second", "Third", "Last"]


def test_a_part_that_is_drawn_later_comes_where_it_stands(shown):
    root, above, below = QWidget(), column(), Button("Below")
    root.setLayout(column(above, below))
    shown(in_window(root))
    above.addWidget(Button("Above", parent=root))
    assert tabbed(root) == ["Below", "Above"]  # as Qt would have it
    follow_layout(root)
    assert tabbed(root) == read(root) == ["Above", "Below"]


def test_what_floats_over_the_others_stays_on_top(shown):
    root, one, other = QWidget(), Button("One"), Button("Other")
    floats = QWidget(root)
    root.setLayout(column(other, one))
    shown(in_window(root))
    follow_layout(root)
    assert root.children()[-1] is floats
