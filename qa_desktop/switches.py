"""Settings that leave a part of a form out. Of this profile only: a pack does not carry them yet."""

from __future__ import annotations

import tomllib
from pathlib import Path

from qa_desktop import roles, trail
from qa_desktop.errors import NotAllowed
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

FAMILY_FEEDBACK = "family_feedback_on"
_ON, _OFF = "yes", "no"


def is_on(ws: Workspace, setting: str) -> bool:
    """Whether a setting is on: as it was set here, else as the program ships it. One that nobody knows is on."""
    held = ws.text(f"switch.{setting}")
    return _shipped(ws.world.resources, setting) if held is None else held == _ON


def put(ws: Workspace, setting: str, on: bool) -> None:
    """Switch a setting for the forms that are started here from now on. Raises NotAllowed but for practice leads."""
    if not roles.may(ws.world.resources, ws.me.role, "admit_people"):
        raise NotAllowed("Only practice leads change what an audit asks. Nothing was changed.")
    with ws.write():
        ws.keep(f"switch.{setting}", _ON if on else _OFF)
        trail.note(ws, "setting", name=setting, value=_ON if on else _OFF)


def off(ws: Workspace, template: Template) -> tuple[str, ...]:
    """The settings that this template's sections hang on and that are off here."""
    named = {section.setting for section in template.section if section.setting}
    return tuple(sorted(one for one in named if not is_on(ws, one)))


def _shipped(resources: Path, setting: str) -> bool:
    held = tomllib.loads((resources / "settings.toml").read_text("utf-8"))["setting"]
    return bool(next((one["default"] for one in held if one["code"] == setting), True))
