"""Takes one audit from the passphrase to its signature as a person with a screen reader does.

Run by the system's Python, in another process than the program: all it knows is what the accessibility bus tells it,
and all it does are actions on things it found there by role and name. Writes what it heard and did as JSON.

    /usr/bin/python3 tests/desktop/screen_reader.py PASSPHRASE "Small audit: case FS-2041" OUT
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter(
    "ignore"
)  # Atspi calls its own older names deprecated; the newer ones are not in Debian 12
PROGRAM = "Has the Help Helped?"
LONGEST_S, ACTS_MOST, PAGES_MOST = 60, 40, 200
SENTENCE = "The plan was looked at twice with the mother, and changed."
BY_WORDS = (("For example, 19 Oct", "12/10/2026"), ("whole number", "2"))
"""What a box is given whose name or description holds these words; any other gets the sentence."""
CHOOSE = {"A child is at risk now": "No"}
RATHER = ("Clear", "Good")
PRESSES = ("Press", "Toggle", "Set Focus")
HEARS_AFTER_S = 0.4
NOTHING_CHOSEN = "Choose one"
DOWN = 0xFF54  # the key, as X calls it
State, Thing = Atspi.StateType, Any


class Gave(Exception):
    """The reader could not go on; the words say what it looked for."""


class Reader:
    """One window of one program, heard and acted on."""

    def __init__(self) -> None:
        Atspi.set_timeout(20_000, 30_000)  # the program may be busy; it is not gone
        self.said: list[str] = []
        self.chosen: list[dict[str, object]] = []
        self.written: list[str] = []
        self.pages: list[str] = []
        self._ear = Atspi.EventListener.new(self._hear)
        self._ear.register("object:announcement")
        self.program = self.wait(self._program, PROGRAM)

    def _hear(self, event: Thing) -> None:
        if isinstance(event.any_data, str):
            self.said.append(event.any_data)

    def listen(self, seconds: float = 0.05) -> None:
        end, loop = time.monotonic() + seconds, GLib.MainContext.default()
        while time.monotonic() < end:
            while loop.iteration(False):
                pass
            time.sleep(0.005)

    def wait(self, look: Callable[[], Any], what: str) -> Any:
        """Looks until there is something to be found."""
        end = time.monotonic() + LONGEST_S
        while time.monotonic() < end:
            try:
                if found := look():
                    return found
            except GLib.Error:
                pass  # it went away as it was looked at
            self.listen()
        raise Gave(f"There is no {what} in “{self.title}”.")

    # What there is

    def _program(self) -> Thing | None:
        desk = Atspi.get_desktop(0)
        here = (desk.get_child_at_index(n) for n in range(desk.get_child_count()))
        return next(
            (one for one in here if one and one.get_name() == PROGRAM and one.get_child_count()), None
        )

    @property
    def title(self) -> str:
        window = self.program.get_child_at_index(0)
        return window.get_name() if window else ""

    def things(self, root: Thing | None = None) -> Iterator[Thing]:
        """Everything that is shown, in reading order."""
        root = root or self.program
        for number in range(root.get_child_count()):
            child = root.get_child_at_index(number)
            if child is not None and child.get_state_set().contains(State.SHOWING):
                yield child
                yield from self.things(child)

    def find(self, role: str, name: str, starts: bool = False) -> Thing:
        """The thing of this role that is called so, once it can be used."""

        def look() -> Thing | None:
            for one in self.things():
                called = one.get_name().startswith(name) if starts else one.get_name() == name
                if called and one.get_role_name() == role and one.get_state_set().contains(State.ENABLED):
                    return one
            return None

        return self.wait(look, f"{role} “{name}”")

    # What is done

    def press(self, thing: Thing) -> None:
        acts = [thing.get_action_name(n) for n in range(thing.get_n_actions())]
        known = next((act for act in PRESSES if act in acts), None)
        if known is None:
            raise Gave(f"“{thing.get_name()}” cannot be pressed.")
        thing.do_action(acts.index(known))
        self.listen()

    def press_until(self, name: str, there: Callable[[], bool]) -> None:
        """Presses a button, and again if it was drawn anew under the finger, until something is there."""

        def pressed() -> bool:
            self.press(self.find("push button", name))
            self.listen(1.0)
            return there()

        self.wait(pressed, f"answer to “{name}”")

    def write(self, box: Thing, words: str) -> None:
        if not box.set_text_contents(words):
            raise Gave(f"Nothing can be written into “{box.get_name()}”.")
        self.listen()

    def heard(self, words: str, times: int = 1) -> str:
        """Waits until something that begins so is announced, for the first time or once more."""

        def look() -> str | None:
            found = [said for said in self.said if said.startswith(words)]
            return found[times - 1] if len(found) >= times else None

        return self.wait(look, f"announcement “{words}…”")

    # A page of questions

    def page(self) -> list[Thing]:
        """What stands between the heading of a question and the foot."""
        found, inside = [], False
        for one in self.things():
            role, name = one.get_role_name(), one.get_name()
            if role == "push button" and name == "Previous question":
                break
            if role == "push button" and name == "Come back to this":
                inside = True
            elif inside:
                found.append(one)
        return found

    def answer(self) -> None:
        """Does what there is to do on a page, as long as something new turns up."""
        done: set[str] = set()
        for _ in range(ACTS_MOST):
            if not self._one_act(done):
                self.listen(HEARS_AFTER_S)  # what an act brings up is heard of a moment later
                if not self._one_act(done):
                    return
        raise Gave(f"There is no end of things to answer in “{self.title}”.")

    def _one_act(self, done: set[str]) -> bool:
        page = self.page()
        for one in page:
            role, name = one.get_role_name(), one.get_name()
            key = f"{role} {one.get_parent().get_name()} {name}"
            if key in done:
                continue
            if role == "radio button" and self._choose(one, done):
                return True
            if role == "check box" and f"ticked {one.get_parent().get_name()}" not in done:
                done |= {key, f"ticked {one.get_parent().get_name()}"}
                self._tick(one)
                return True
            if role == "combo box" and name == NOTHING_CHOSEN:
                done.add(key)
                self._drop_down(one)
                return True
            if role == "text" and not (one.get_text(0, -1) if one.get_text_iface() else ""):
                done.add(key)
                self._fill(one)
                return True
            if (
                role == "push button"
                and name.startswith("Add ")
                and "finding" not in name
                and key not in done
            ):
                done.add(key)
                self.press(one)
                return True
        return False

    def _choose(self, one: Thing, done: set[str]) -> bool:
        """One of a group of which none is chosen."""
        group = one.get_parent()
        key = f"group {group.get_name()}"
        if key in done:
            return False
        done.add(key)
        radios = [r for r in self.things(group) if r.get_role_name() == "radio button"]
        if any(r.get_state_set().contains(State.CHECKED) for r in radios):
            return False
        wanted = CHOOSE.get(group.get_name())
        named = {r.get_name(): r for r in radios}
        self._tick(named.get(wanted) or next((named[w] for w in RATHER if w in named), radios[0]))
        return True

    def _tick(self, one: Thing) -> None:
        self.press(one)
        self.wait(lambda: one.get_state_set().contains(State.CHECKED), f"tick at “{one.get_name()}”")
        self.chosen.append({"group": one.get_parent().get_name(), "chose": one.get_name()})

    def _drop_down(self, box: Thing) -> None:
        """The one after what is chosen, by the key that a screen reader leaves to the program."""
        box.get_component_iface().grab_focus()
        self.wait(lambda: box.get_state_set().contains(State.FOCUSED), f"focus on “{box.get_name()}”")
        before = box.get_name()  # on Linux a list to choose from is called what is chosen in it
        Atspi.generate_keyboard_event(DOWN, None, Atspi.KeySynthType.SYM)
        self.wait(lambda: box.get_name() != before, f"other choice than “{before}”")
        self.chosen.append({"group": before, "chose": box.get_name()})

    def _fill(self, box: Thing) -> None:
        told = f"{box.get_name()} {box.get_description()}"
        words = next((words for sign, words in BY_WORDS if sign in told), SENTENCE)
        self.write(box, words)
        self.written.append(box.get_name())


def unlock(reader: Reader, passphrase: str) -> None:
    """A wrong passphrase is told; the right one opens Home."""
    window = reader.program.get_child_at_index(0)
    reader.wait(lambda: window.get_state_set().contains(State.ACTIVE), "window with the keys")
    reader.write(reader.find("password text", "Passphrase"), "not this one")
    reader.press(reader.find("push button", "Unlock"))
    reader.heard("This passphrase does not open the profile")
    reader.write(reader.find("password text", "Passphrase"), passphrase)
    reader.press(reader.find("push button", "Unlock"))
    reader.heard("Home")


def sign_too_early(reader: Reader) -> str:
    """What is missing takes the focus and is told; a line of it leads to its field, which says the same."""
    reader.press(reader.find("push button", "Check answers and sign"))
    reader.find("heading", "Check your answers before you sign")
    reader.press(reader.find("push button", "Sign", starts=True))
    told = reader.heard("Problem. ", times=2)  # as the check is opened, and again
    summary = reader.find("panel", "Problem. ", starts=True)
    reader.wait(lambda: summary.get_state_set().contains(State.FOCUSED), "focus on the problems")
    link = next(one for one in reader.things(summary) if one.get_role_name() == "push button")
    reader.press(link)
    reader.find("push button", "Come back to this")
    reader.wait(lambda: any(_told_wrong(t) for t in reader.things() if t.get_state_set().contains(State.FOCUSED)), "field that says what is wrong")  # fmt: skip
    return told


def _told_wrong(field: Thing | None) -> bool:
    """Of the field, or of the group that the focus comes into with it."""
    while field is not None and field.get_role_name() != "frame":
        if field.get_description().startswith("Problem. "):
            return True
        field = field.get_parent()
    return False


def fill_in(reader: Reader) -> None:
    """Every question, one after the other, until the check comes."""
    for _ in range(PAGES_MOST):
        title = next((t.get_name() for t in reader.page() if t.get_role_name() == "heading"), "")
        reader.pages.append(title)
        reader.answer()
        reader.press(reader.find("push button", "Save and continue"))
        reader.wait(lambda before=title: _moved(reader, before), "next page")
        if "Check answers and sign" in reader.title:
            return
    raise Gave("The audit has no end.")


def _moved(reader: Reader, before: str) -> bool:
    if "Check answers and sign" in reader.title:
        return True
    return next((t.get_name() for t in reader.page() if t.get_role_name() == "heading"), before) != before


def sign(reader: Reader, passphrase: str) -> None:
    reader.find("heading", "Check your answers before you sign")
    left = [t.get_name() for t in reader.things() if t.get_name().startswith("Problem. ")]
    if left:
        raise Gave(f"Something is still missing: {left}")
    reader.write(reader.find("password text", "Your", starts=True), passphrase)
    reader.press(reader.find("push button", "Sign", starts=True))
    reader.heard("Signed")


def main(passphrase: str, work: str, out: Path) -> int:
    reader, failed, told = Reader(), "", ""
    try:
        unlock(reader, passphrase)
        reader.press_until(f"Start {work}", lambda: not reader.title.startswith("Home"))
        reader.press(reader.find("push button", "Go on"))
        reader.find("push button", "Come back to this")
        told = sign_too_early(reader)
        fill_in(reader)
        sign(reader, passphrase)
    except (Gave, GLib.Error) as error:
        failed = str(error) or repr(error)
    shown = (
        []
        if not failed
        else [f"{t.get_role_name()} “{t.get_name()}” {t.get_description()}" for t in reader.things()]
    )
    kept = {
        "failed": failed, "shown": shown, "said": reader.said, "chosen": reader.chosen, "written": reader.written,
        "pages": reader.pages, "problem": told,
    }  # fmt: skip
    out.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
