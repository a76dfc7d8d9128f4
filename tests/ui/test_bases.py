"""What a base class leaves open, every class that is really made must answer."""

import importlib
import inspect
import pkgutil

from PySide6.QtWidgets import QWidget

import ui


def of_ours() -> set[type]:
    """Every class of ours under QWidget, wherever in ui it stands."""
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(found.name)
    known, left = set(), [QWidget]
    while left:
        below = left.pop().__subclasses__()
        left += below
        known |= {c for c in below if c.__module__.startswith("ui.")}
    return known


def left_open(made: type) -> set[str]:
    functions = inspect.getmembers(made, inspect.isfunction)
    return {name for name, found in functions if "NotImplementedError" in found.__code__.co_names}


def test_every_widget_that_is_made_answers_what_its_bases_leave_open(app):
    classes = of_ours()
    assert len(classes) > 100
    bases = {c for c in classes if left_open(c)}
    assert {c.__name__ for c in bases} == {
        "Editor", "_ChoiceEditor", "LinesEditor", "Step", "ListScreen", "ActCard", "ReasonCard", "ReadCard", "WordsCard",
    }  # fmt: skip
    assert [c for c in bases if not any(issubclass(one, c) and one is not c for one in classes)] == []
