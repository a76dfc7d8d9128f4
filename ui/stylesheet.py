"""The one stylesheet of the program, made from the tokens. Widgets choose by class, `kind` and `look`."""

from __future__ import annotations

import re

from ui.tokens import CONTROL_HEIGHT, RADIUS, TYPE

_LOOKS = "\n".join(
    f'QLabel[look="{name}"] {{ font-size: {size}px; font-weight: {weight}; }}'
    for name, (size, weight) in TYPE.items()
)

_BASE = """
QWidget { font-family: "$family"; font-size: 14px; color: $text; }
QMainWindow, QDialog, QStackedWidget#places { background: $bg; }
QLabel { background: transparent; border: none; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="info"] { color: $info; }
QLabel[tone="link"] { color: $link; }
QLabel:disabled { color: $muted; }
QToolTip { background: $text; color: $surface; border: 1px solid $text; padding: 4px 8px; font-size: 13px; }
QFrame#rule { background: $line; border: none; }
"""

_BUTTONS = """
QPushButton {
    background: $surface; color: $text; border: 1px solid $line_strong; border-radius: $field_px;
    padding: 0px 16px; min-height: $control_px; font-weight: 600; text-align: center; outline: none;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $select; }
QPushButton:disabled { color: $muted; background: $sunken; border: 1px dashed $line_strong; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border: 1px solid $primary; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
    background: $primary_hover; border-color: $primary_hover;
}
QPushButton[kind="primary"]:disabled { color: $muted; background: $sunken; border: 1px dashed $line_strong; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_soft; }
QPushButton[kind="link"] {
    background: transparent; color: $link; border: 1px solid transparent; padding: 0px 5px; min-height: 26px;
    text-align: left;
}
QPushButton[kind="link"][tight="true"] { min-height: 22px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:pressed { color: $text; }
QPushButton[kind="link"]:disabled { color: $muted; border: 1px solid transparent; }
QPushButton[kind="link"][centred="true"] { text-align: center; }
QPushButton[kind="problem"] {
    background: transparent; color: $bad; border: none; padding: 0px; min-height: 26px; text-align: left;
    text-decoration: underline;
}
QPushButton[kind="problem"]:hover { color: $text; }
QPushButton[kind="icon"] {
    background: transparent; border: 1px solid transparent; padding: 0px;
    min-width: 32px; max-width: 32px; min-height: 32px; max-height: 32px;
}
QPushButton[kind="icon"]:hover { background: $hover; border-color: $line_strong; }
QPushButton[kind="icon"]:checked { background: $select; }
QPushButton[kind="nav"] {
    background: transparent; border: none; border-radius: $field_px; padding: 0px; min-height: 24px;
}
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"][here="true"] { background: $select; }
QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: $field_px; padding: 4px;
}
QToolButton:hover { background: $hover; border-color: $line_strong; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {
    background: $surface; color: $text; border: 1px solid $line_strong; border-radius: $field_px;
    selection-background-color: $primary; selection-color: $on_primary;
    placeholder-text-color: $muted;
}
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: $control_px; padding: 0px 11px; }
QPlainTextEdit, QTextEdit { padding: 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid $primary;
}
QLineEdit:focus, QSpinBox:focus { padding: 0px 10px; min-height: $control_less_px; }
QComboBox:focus { padding: 0px 10px; min-height: $control_less_px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 7px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] { border: 2px solid $bad; }
QLineEdit[invalid="true"], QComboBox[invalid="true"] { padding: 0px 10px; min-height: $control_less_px; }
QPlainTextEdit[invalid="true"] { padding: 7px; }
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only { background: $sunken; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $muted; background: $sunken; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url(tinted:$palette/chevron-down-text.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $line_strong; padding: 4px; outline: none;
    selection-background-color: $select; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: 30px; padding: 0px 8px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; background: transparent; width: 26px; }
QSpinBox::up-arrow { image: url(tinted:$palette/chevron-up-text.svg); width: 14px; height: 14px; }
QSpinBox::down-arrow { image: url(tinted:$palette/chevron-down-text.svg); width: 14px; height: 14px; }
QCheckBox, QRadioButton { spacing: 10px; min-height: 28px; background: transparent; }
QCheckBox::indicator {
    width: 18px; height: 18px; border: 1px solid $line_strong; border-radius: $tag_px; background: $surface;
}
QCheckBox::indicator:hover { background: $hover; border: 1px solid $text; }
QCheckBox::indicator:checked {
    background: $primary; border: 1px solid $primary; image: url(tinted:$palette/check-on_primary.svg);
}
QRadioButton::indicator {
    width: 18px; height: 18px; border: 1px solid $line_strong; border-radius: 9px; background: $surface;
}
QRadioButton::indicator:hover { background: $hover; border: 1px solid $text; }
QRadioButton::indicator:checked {
    width: 8px; height: 8px; border: 6px solid $primary; background: $on_primary; border-radius: 9px;
}
"""

_VIEWS = """
QListView, QTableView, QTreeView {
    background: $surface; border: 1px solid $line; border-radius: $card_px; outline: none; gridline-color: $line;
    selection-background-color: $select; selection-color: $text; alternate-background-color: $surface;
}
QListView[kind="plain"], QTableView[kind="plain"] { border: none; background: transparent; border-radius: 0px; }
QListView::item { min-height: 34px; padding: 0px 10px; border-radius: $field_px; color: $text; }
QTableView::item { padding: 0px 10px; border-bottom: 1px solid $line; color: $text; }
QListView::item:hover, QTableView::item:hover { background: $hover; color: $text; }
QListView::item:selected, QTableView::item:selected { background: $select; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $line_strong;
    padding: 8px 10px; font-size: 13px; font-weight: 600; text-align: left;
}
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow { image: url(tinted:$palette/chevron-up-text.svg); width: 14px; height: 14px; }
QHeaderView::down-arrow { image: url(tinted:$palette/chevron-down-text.svg); width: 14px; height: 14px; }
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $line_strong; }
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0px; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $line_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabWidget::pane { border: none; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $muted; border: none; border-bottom: 3px solid transparent;
    padding: 8px 14px; font-weight: 600;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $primary; border-bottom: 3px solid $primary; }
QSplitter::handle { background: $line; }
QProgressBar {
    background: $neutral_soft; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; text-align: center;
}
QProgressBar::chunk { background: $primary; border-radius: 3px; }
QMenu { background: $surface; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: $tag_px; }
QMenu::item:selected { background: $select; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $surface; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 6px 10px; background: transparent; }
QMenuBar::item:selected { background: $select; }
QMenu::indicator:checked { image: url(tinted:$palette/check-text.svg); width: 14px; height: 14px; }
QMenu::right-arrow { image: url(tinted:$palette/chevron-right-text.svg); width: 14px; height: 14px; }
"""

_KIT = """
Page { background: $bg; border: none; }
QGroupBox { border: none; margin: 0px; padding: 0px; background: transparent; }
Card { background: $surface; border: 1px solid $line; border-radius: $card_px; }
Card[kind="sunken"] { background: $sunken; border: none; }
Banner { border: 1px solid $line; border-left: 4px solid $info; border-radius: $field_px; background: $info_soft; }
Banner[kind="ok"] { border-left-color: $ok; background: $ok_soft; }
Banner[kind="warn"] { border-left-color: $warn; background: $warn_soft; }
Banner[kind="bad"] { border-left-color: $bad; background: $bad_soft; }
Banner[kind="neutral"] { border-left-color: $neutral; background: $neutral_soft; }
ErrorSummary { background: $surface; border: 3px solid $bad; border-radius: $field_px; }
DropZone { background: $surface; border: 2px dashed $line_strong; border-radius: $card_px; }
DropZone[over="true"] { background: $select; border-color: $primary; }
NavRail { background: $surface; border-right: 1px solid $line; }
TopBar { background: $surface; border-bottom: 1px solid $line; }
PracticeBar { background: $info_soft; border-bottom: 2px solid $info; }
TourPanel { background: $surface; border-top: 3px solid $primary; }
BottomBar { background: $surface; border-top: 1px solid $line; }
SidePanel { background: $sunken; border-left: 1px solid $line; }
ListPanel { background: $surface; border-right: 1px solid $line; }
RowsCard { background: $surface; border: 1px solid $line; border-radius: $card_px; }
"""

_INKS = {kind: kind for kind in ("ok", "warn", "bad", "info", "neutral")} | {
    kind: f"{kind}_ink" for kind in ("rating4", "rating3", "rating2", "rating1", "na")
}
_TAGS = """
Tag, Chip { border-radius: $tag_px; padding: 2px 11px; font-size: 13px; font-weight: 600; min-height: 16px; }
Tag[iconed="true"] { padding-left: 28px; }
""" + "\n".join(
    f'Tag[kind="{kind}"], Chip[kind="{kind}"] {{ background: ${kind}_soft; color: ${ink}; }}'
    for kind, ink in _INKS.items()
)

_LENGTH = re.compile(r"(?<![\w#.])(\d+)px")
_FIXED = {"1px", "2px", "3px"}  # hairlines and edges do not grow with the text


def stylesheet(tokens: dict[str, str], scale: float, family: str, palette: str) -> str:
    """The whole stylesheet for one palette, text scale and family. Every length but hairlines is scaled."""
    words = {**tokens, "family": family, "palette": palette, "control_px": f"{CONTROL_HEIGHT}px"}
    words["control_less_px"] = f"{CONTROL_HEIGHT - 2}px"
    words |= {f"{name}_px": f"{size}px" for name, size in RADIUS.items()}
    text = re.sub(
        r"\$(\w+)", lambda m: words[m[1]], _BASE + _LOOKS + _BUTTONS + _FIELDS + _VIEWS + _KIT + _TAGS
    )
    return _LENGTH.sub(lambda m: m[0] if m[0] in _FIXED else f"{round(int(m[1]) * scale)}px", text)
