"""What practice leads seal about findings: themes, quotes with what could name somebody taken out, and the check of a quote.

Each is `about` something: a tag and a quote about the form that the finding stands in, a check about one version of a
quote. A finding is named by its question and the path within it, as `privacy` has it: "words", "comment", "3.words".
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from qa_desktop.templates import Code, Model

MOST_WORDS = 300  # characters of a quote: short, or it tells the family's story
Side = Literal["strengths", "areas"]
Voice = Literal["family", "child", "worker", "auditor"]
Path = Annotated[str, Field(max_length=80, pattern=r"^([A-Za-z0-9_.-]*)$")]
Line = Annotated[str, Field(max_length=300)]


class OfFinding(Model):
    """Something about one finding of the form that the header names."""

    question: Code
    path: Path = ""


class Tag(OfFinding):
    """The themes of one finding, as one practice lead sees them. Both empty: it has none."""

    strengths: tuple[Code, ...] = ()  # sorted, so that two who agree seal the same
    areas: tuple[Code, ...] = ()
    other: Line = ""  # what “Other” is

    @model_validator(mode="after")
    def _is_in_order(self) -> Tag:
        for held in (self.strengths, self.areas):
            if tuple(sorted(set(held))) != held:
                raise ValueError("themes stand in order, each once")
        return self


class Quote(OfFinding):
    """Somebody's words as they may be read by others. What is hidden stands in square brackets."""

    words: Annotated[str, Field(min_length=1, max_length=MOST_WORDS)]
    theme: Code
    side: Side
    voice: Voice
    kept: tuple[Line, ...] = ()  # what looks like a name or a date, and was decided to be none that tells
    taken_back: bool = False
    same_as: Annotated[str, Field(max_length=80)] = (
        ""  # document of a quote that says the same, and stands for both
    )


class QuoteCheck(Model):
    """A second look at one version of a quote, by another practice lead than wrote it."""

    good: bool
    words: Line = ""  # why it goes back


OF_FINDING: dict[str, type[OfFinding]] = {"tag": Tag, "quote": Quote}
KINDS: dict[str, type[Model]] = {**OF_FINDING, "quote_check": QuoteCheck}
AUTHORITY = dict.fromkeys(OF_FINDING, "admit_people")
"""Only practice leads have this capability. Who may check a quote is a list of roles in `resources/roles.toml`."""
SENT = ("quote_check",)
"""Kinds that go back to the practice lead."""
