"""Small widgets that every screen is made of. Names to assistive tools come from their arguments."""

from ui.kit.boxes import BottomBar, Card, Group, ListPanel, RowsCard, Rule, SidePanel, TopBar
from ui.kit.buttons import Button, IconButton, LinkButton
from ui.kit.choices import RATINGS, WHERE_SEEN, Choice, RatingChoice, SegmentedChoice
from ui.kit.dialogs import Ask, Dialog
from ui.kit.fields import Check, Combo, Field, LineBox, PassphraseField, SearchBox, TextBox
from ui.kit.files import DropZone
from ui.kit.layout import Flow, column, empty, row
from ui.kit.lists import TAG_KIND, ListBox, Table, TagDelegate
from ui.kit.marks import Bar, Chip, IconMark, RatingBadge, Tag, paint_badge
from ui.kit.notices import Banner, EmptyState, ErrorSummary, ProgressPanel, SaveState, word_count
from ui.kit.page import Page
from ui.kit.ring import FocusRing
from ui.kit.rows import StatusRow, TaskRow
from ui.kit.spoken import announce
from ui.kit.text import ElideLabel, Heading, Muted, Text

__all__ = [
    "RATINGS", "TAG_KIND", "WHERE_SEEN", "Ask", "Banner", "Bar", "BottomBar", "Button", "Card", "Check", "Chip", "Choice",
    "Combo", "Dialog", "DropZone", "ElideLabel", "EmptyState", "ErrorSummary", "Field", "Flow", "FocusRing", "Group", "Heading",
    "IconButton", "IconMark", "LineBox", "LinkButton", "ListBox", "ListPanel", "Muted", "Page", "PassphraseField",
    "ProgressPanel", "RatingBadge", "RatingChoice", "RowsCard", "Rule", "SaveState", "SearchBox", "SegmentedChoice",
    "SidePanel", "StatusRow", "Table", "Tag", "TagDelegate", "TaskRow", "Text", "TextBox", "TopBar", "announce", "column",
    "empty", "paint_badge", "row", "word_count",
]  # fmt: skip
