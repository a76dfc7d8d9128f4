"""What the roster seals besides people: teams, and which code or name stands for another."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qa_desktop.templates import Code, Model

Name = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^\S(.*\S)?$")]
Of = Literal["person", "team"]


class Team(Model):
    """A team of the service. Its name is what audits and lists call it."""

    name: Name
    service: str = ""
    supervisor: Code | Literal[""] = ""  # staff code of whoever manages it


class Same(Model):
    """`code` is the same person (or team) as `into`. With `into` empty it stands for itself again.

    Nothing that was signed changes: every figure and list looks here when it reads a code or a team's name.
    """

    of: Of
    code: Name  # a staff code, or a team's name
    into: Name | Literal[""] = ""


KINDS: dict[str, type[Model]] = {"team": Team, "same": Same}
AUTHORITY = {"team": "admit_people", "same": "admit_people"}
