"""Every command that has a name: one table from which the menu, Find, the keys and the keyboard list come."""

from __future__ import annotations

from dataclasses import dataclass

from qa_desktop.words import tr

EVERYWHERE, QUESTIONS, LISTS, MOVING = (
    tr("Everywhere"),
    tr("Answering questions"),
    tr("Lists"),
    tr("Moving about"),
)


@dataclass(frozen=True, slots=True)
class Action:
    """`keys` are portable key names; the first is the one shown. No two actions may share a key."""

    id: str
    words: str
    keys: tuple[str, ...]
    icon: str = ""
    where: str = EVERYWHERE
    shown_keys: str = ""  # where the first key does not read well

    @property
    def keys_shown(self) -> str:
        return self.shown_keys or self.keys[0].replace("Return", "Enter")


ACTIONS: tuple[Action, ...] = (
    Action("continue", tr("Save and continue"), ("Ctrl+Return", "Ctrl+Enter"), "arrow-right", QUESTIONS),
    Action("previous", tr("Previous question"), ("Alt+Left",), "arrow-left", QUESTIONS, tr("Alt+Left arrow")),
    Action("next", tr("Next question"), ("Alt+Right",), "arrow-right", QUESTIONS, tr("Alt+Right arrow")),
    Action("unanswered", tr("Next unanswered"), ("Ctrl+U",), "circle-dashed", QUESTIONS),
    Action("rate4", tr("Rating 4"), ("Ctrl+4",), "", QUESTIONS),
    Action("rate3", tr("Rating 3"), ("Ctrl+3",), "", QUESTIONS),
    Action("rate2", tr("Rating 2"), ("Ctrl+2",), "", QUESTIONS),
    Action("rate1", tr("Rating 1"), ("Ctrl+1",), "", QUESTIONS),
    Action("rate_na", tr("Does not apply"), ("Ctrl+0",), "", QUESTIONS),
    Action("rate_uj", tr("Cannot judge"), ("Ctrl+9",), "", QUESTIONS),
    Action("seen1", tr("Where seen: clear on the record"), ("Alt+1",), "", QUESTIONS),
    Action("seen2", tr("Where seen: thin on the record"), ("Alt+2",), "", QUESTIONS),
    Action("seen3", tr("Where seen: told, not recorded"), ("Alt+3",), "", QUESTIONS),
    Action("seen4", tr("Where seen: nowhere"), ("Alt+4",), "", QUESTIONS),
    Action("come_back", tr("Come back to this"), ("Ctrl+B",), "bookmark", QUESTIONS),
    Action("evidence", tr("Add evidence"), ("Ctrl+E",), "plus", QUESTIONS),
    Action("action", tr("Add action"), ("Ctrl+Shift+A",), "list-checks", QUESTIONS),
    Action("guide", tr("Show or hide guide"), ("F1",), "book-open", QUESTIONS),
    Action("undo_answer", tr("Undo the last answer"), ("Ctrl+Shift+Z",), "undo-2", QUESTIONS),
    Action("risk", tr("Child at risk now?"), ("Ctrl+Shift+R",), "octagon-alert"),
    Action("save", tr("Save now and say so"), ("Ctrl+S",), "save"),
    Action("pdf", tr("PDF preview"), ("Ctrl+P",), "file-text"),
    Action("search", tr("Search this list"), ("Ctrl+F",), "search", LISTS),
    Action("find", tr("Find or go to"), ("Ctrl+K",), "search"),
    Action("home", tr("Home"), ("Alt+Home",), "house"),
    Action("pane", tr("Next pane"), ("F6",)),
    Action("pane_back", tr("Previous pane"), ("Shift+F6",)),
    Action("larger", tr("Larger text"), ("Ctrl++", "Ctrl+="), "plus", EVERYWHERE, tr("Ctrl+plus")),
    Action("smaller", tr("Smaller text"), ("Ctrl+-",), "minus", EVERYWHERE, tr("Ctrl+minus")),
    Action("keyboard", tr("Keyboard list"), ("Ctrl+/",), "keyboard"),
    Action("help", tr("Help"), ("Shift+F1",), "circle-help"),
    Action("tour", tr("Take the tour"), ("Ctrl+F1",)),
    Action("practise", tr("Practise with made-up families"), ("Ctrl+Shift+F1",)),
    Action("leave_practice", tr("Leave practice"), ("Ctrl+Shift+L",)),
    Action("lock", tr("Lock"), ("Ctrl+L",), "lock"),
    Action("close", tr("Close panel"), ("Esc",)),
)


@dataclass(frozen=True, slots=True)
class Held:
    """What the widget that has the focus does with a key by itself. `keys` are portable key names."""

    id: str
    words: str
    keys: tuple[str, ...]
    shown_keys: str
    where: str = QUESTIONS

    keys_shown = property(lambda self: self.shown_keys)


HELD: tuple[Held, ...] = (
    Held("undo", tr("Take back the last answer, or the last words in a text box"), ("Ctrl+Z",), "Ctrl+Z"),
    Held("redo", tr("Put back what was taken back"), ("Ctrl+Y",), "Ctrl+Y"),
    Held("clear", tr("Clear a choice"), ("Del", "Backspace"), tr("Delete")),
    Held("letters", tr("Answer a line of a checklist"), (), tr("First letter of the answer")),
    Held("figures", tr("Choose a card of an observation"), (), tr("Figure on the card, or 0")),
    Held("shut", tr("Close the line that is being written, or empty a search"), ("Esc",), tr("Esc")),
    Held("open", tr("Open the row that is chosen"), ("Return", "Enter", "Space"), tr("Enter"), LISTS),
    Held(
        "rows", tr("From row to row, or line to line"), ("Up", "Down", "Left", "Right"), tr("Arrows"), LISTS
    ),
    Held(
        "along", tr("To the next thing, or the one before"), ("Tab", "Backtab"), tr("Tab, Shift+Tab"), MOVING
    ),
    Held(
        "press",
        tr("Press a button, or tick a box"),
        ("Space", "Return", "Enter"),
        tr("Space, or Enter"),
        MOVING,
    ),
    Held(
        "among",
        tr("Choose another of a group, or another tab"),
        ("Up", "Down", "Left", "Right"),
        tr("Arrows"),
        MOVING,
    ),
    Held("scroll", tr("Move a page up or down"), ("PgUp", "PgDown"), tr("Page up, Page down"), MOVING),
)
"""Keys that are no command: they are in the keyboard list, and a test finds any that a widget answers to unlisted."""


def held_keys(name: str) -> tuple[str, ...]:
    """The keys of one of `HELD`, for the widget that binds them."""
    return next(held.keys for held in HELD if held.id == name)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go from the left of the window. `foot` puts it at the bottom."""

    id: str
    words: str
    icon: str
    foot: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """A screen that is not on the left, so that Find can go to it. `beside`: places of which one has to be listed."""

    place: str
    words: str
    beside: tuple[str, ...]
    also: str = ""  # other words that people look for it by


DOORS: tuple[Door, ...] = (
    Door("importer", tr("Import returned files"), ("packs",), tr("return undo history inbox")),
    Door("importer", tr("Import a pack"), ("transfer",), tr("receive undo history")),
    Door("draw", tr("Draw cases"), ("schedule",), tr("sample random allocate")),
    Door("give", tr("Give out work"), ("schedule",), tr("allocate assign")),
    Door("agreement", tr("Agreement and calibration"), ("release",), tr("kappa moderation round")),
    Door("action_rows", tr("Make actions from findings"), ("packs",), "propose"),
    Door("verify", tr("Verify a file"), ("home",), tr("signature check")),
    Door("about", tr("About this program"), ("home",), tr("version licences help")),
    Door("help", tr("User guides"), ("home",), tr("help manual how")),
    Door("start", tr("Start something new"), ("home",), tr("begin form audit")),
)
