"""What is sealed before another version of an instrument counts: what is put forward, and what a second person says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qa_desktop.templates import Code, Digest, Model

Words = Annotated[str, Field(min_length=3, max_length=20_000)]
Label = Annotated[str, Field(min_length=1, max_length=200)]


class Proposal(Model):
    """A template that somebody asks approval for. It travels whole in here, and is no template yet."""

    template: Digest  # of `content`
    code: Code
    title: Label
    version: Label
    against: Digest | None = None  # the version it was compared with; None: a new instrument
    why: Words
    content: Annotated[str, Field(min_length=2, max_length=8_000_000)]  # canonical


class Approval(Model):
    """What a second person says to it. `about` names the proposal."""

    template: Digest
    says: Literal["approved", "refused"]
    words: Words | None = None


KINDS: dict[str, type[Model]] = {"template_proposal": Proposal, "template_approval": Approval}
AUTHORITY = {"template_proposal": "edit_content"}
"""Whose proposals count. An approval counts only from a role whose scope in the same capability is `approve`."""
SENT = ("template_approval",)
"""Kinds that go back to the practice lead."""
