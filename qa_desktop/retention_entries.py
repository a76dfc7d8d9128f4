"""What keeping and deleting seals: how long, a hold, a proposal to purge, and the answer to it. None of them holds a name."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qa_desktop.templates import Code, Digest, Model
from qa_desktop.workdays import Day

Doc = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
Reason = Annotated[str, Field(min_length=10, max_length=2_000)]
Of = Literal["doc", "case", "person"]
MOST = 50_000  # documents in one proposal
MOST_MONTHS = 1_200


class Hold(Model):
    """Nothing about this document, family (by code) or member of staff may be purged, until a newer version lets go."""

    of: Of
    what: Doc
    held: bool
    reason: Reason


class Purge(Model):
    """Asks that what these documents say be removed for good. Counts once a head of service has agreed.

    `digests` are the versions that were known, and what is about them; `docs` reaches those that come later too.
    """

    rule: Code  # of resources/retention.toml, or “request”
    months: Annotated[int, Field(ge=0, le=MOST_MONTHS)]  # the period as it was set; 0 for a request
    on: Day  # the day that was reckoned from
    docs: Annotated[tuple[Doc, ...], Field(min_length=1, max_length=MOST)]
    digests: Annotated[tuple[Digest, ...], Field(max_length=4 * MOST)] = ()
    families: Annotated[
        tuple[Doc, ...], Field(max_length=MOST)
    ] = ()  # of whom nothing remains: numbers go too
    reason: Annotated[str, Field(max_length=2_000)] = ""


class PurgeAnswer(Model):
    """What the head of service says to a proposal. Its `about` names it too."""

    purge: Digest
    agreed: bool
    on: Day
    reason: Annotated[str, Field(max_length=2_000)] = ""


class Period(Model):
    """How long one kind is kept from now on; a newer version replaces it."""

    rule: Code  # of resources/retention.toml
    months: Annotated[int, Field(ge=0, le=MOST_MONTHS)]  # 0: not set, so nothing of it is ever due


KINDS: dict[str, type[Model]] = {
    "hold": Hold,
    "purge": Purge,
    "purge_answer": PurgeAnswer,
    "retention_period": Period,
}
AUTHORITY = dict.fromkeys(KINDS, "retention")
