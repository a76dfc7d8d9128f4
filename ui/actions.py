"""Every command that has a name: one table from which the menu, Find, the keys and the keyboard list come."""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE, QUESTIONS, LISTS = "Everywhere", "Answering questions", "Lists"


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
    Action("continue", "Save and continue", ("Ctrl+Return", "Ctrl+Enter"), "arrow-right", QUESTIONS),
    Action("previous", "Previous question", ("Alt+Left",), "arrow-left", QUESTIONS, "Alt+Left arrow"),
    Action("next", "Next question", ("Alt+Right",), "arrow-right", QUESTIONS, "Alt+Right arrow"),
    Action("unanswered", "Next unanswered", ("Ctrl+U",), "circle-dashed", QUESTIONS),
    Action("rate4", "Rating 4", ("Ctrl+4",), "", QUESTIONS),
    Action("rate3", "Rating 3", ("Ctrl+3",), "", QUESTIONS),
    Action("rate2", "Rating 2", ("Ctrl+2",), "", QUESTIONS),
    Action("rate1", "Rating 1", ("Ctrl+1",), "", QUESTIONS),
    Action("rate_na", "Does not apply", ("Ctrl+0",), "", QUESTIONS),
    Action("rate_uj", "Cannot judge", ("Ctrl+9",), "", QUESTIONS),
    Action("seen1", "Where seen: clear on the record", ("Alt+1",), "", QUESTIONS),
    Action("seen2", "Where seen: thin on the record", ("Alt+2",), "", QUESTIONS),
    Action("seen3", "Where seen: told, not recorded", ("Alt+3",), "", QUESTIONS),
    Action("seen4", "Where seen: nowhere", ("Alt+4",), "", QUESTIONS),
    Action("come_back", "Come back to this", ("Ctrl+B",), "bookmark", QUESTIONS),
    Action("evidence", "Add evidence", ("Ctrl+E",), "plus", QUESTIONS),
    Action("action", "Add action", ("Ctrl+Shift+A",), "list-checks", QUESTIONS),
    Action("guide", "Show or hide guide", ("F1",), "book-open", QUESTIONS),
    Action("undo_answer", "Undo the last answer", ("Ctrl+Shift+Z",), "undo-2", QUESTIONS),
    Action("risk", "Child at risk now?", ("Ctrl+Shift+R",), "octagon-alert"),
    Action("save", "Save now and say so", ("Ctrl+S",), "save"),
    Action("pdf", "PDF preview", ("Ctrl+P",), "file-text"),
    Action("search", "Search this list", ("Ctrl+F",), "search", LISTS),
    Action("find", "Find or go to", ("Ctrl+K",), "search"),
    Action("home", "Home", ("Alt+Home",), "house"),
    Action("pane", "Next pane", ("F6",)),
    Action("pane_back", "Previous pane", ("Shift+F6",)),
    Action("larger", "Larger text", ("Ctrl++", "Ctrl+="), "plus", EVERYWHERE, "Ctrl+plus"),
    Action("smaller", "Smaller text", ("Ctrl+-",), "minus", EVERYWHERE, "Ctrl+minus"),
    Action("keyboard", "Keyboard list", ("Ctrl+/",), "keyboard"),
    Action("lock", "Lock", ("Ctrl+L",), "lock"),
    Action("close", "Close panel", ("Esc",)),
)


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
    Door("importer", "Import returned files", ("packs",), "return undo history inbox"),
    Door("importer", "Import a pack", ("transfer",), "receive undo history"),
    Door("draw", "Draw cases", ("schedule",), "sample random allocate"),
    Door("give", "Give out work", ("schedule",), "allocate assign"),
    Door("agreement", "Agreement and calibration", ("release",), "kappa moderation round"),
    Door("action_rows", "Make actions from findings", ("packs",), "propose"),
    Door("verify", "Verify a file", ("home",), "signature check"),
    Door("about", "About this program", ("home",), "version licences help"),
    Door("start", "Start something new", ("home",), "begin form audit"),
)
