"""The mark of what is made up: it stands in the name of a practice service, and so in every certificate of it.

What a practice workspace seals and sends is told from real work by its bytes alone. Neither ever takes in the other's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_desktop import identity
from qa_desktop.errors import FileRefused, NotAllowed, QaError

if TYPE_CHECKING:
    from qa_desktop.pdf_blocks import Document
    from qa_desktop.workspace import Workspace

MARK = "Made up: "  # begins the name of a practice service, which nobody else may use
LABEL = "MADE UP, FOR PRACTICE"  # at the foot of every page, where the classification of a real one stands
FILE_MARK = "made-up "
REAL_MEETS_PRACTICE = (
    "comes from a practice workspace: nothing in it is real, so nothing was taken in. "
    "Delete it, and ask for the file that was meant."
)
PRACTICE_MEETS_REAL = (
    "is real work, and this is a practice workspace, so nothing was taken in. "
    "Leave practice, then open it in your own profile."
)


def named(organisation: str) -> str:
    """The name of a made-up service."""
    return f"{MARK}{organisation}"


def marked(organisation: str) -> bool:
    """Whether this is the name of a made-up service, however it is written."""
    return " ".join(organisation.split()).casefold().startswith(MARK.strip().casefold())


def is_made_up(ws: Workspace) -> bool:
    return marked(ws.me.organisation)


def refuse_name(organisation: str, practice: bool) -> None:
    """Only a practice workspace may be called made up, and it must be. Raises NotAllowed."""
    if marked(organisation) != practice:
        raise NotAllowed(
            f"“{MARK.strip()}” begins the names of made-up services only, so no profile was made. Type the name of "
            "your organisation; to try the program out, practise with made-up families instead."
        )


def refuse_certificate(ours: str, certificate: identity.Certificate, what: str) -> None:
    """A certificate of the other world, by the name of our organisation. Raises NotAllowed, FileRefused if unreadable."""
    theirs = identity.subject(certificate).organisation
    if marked(theirs) != marked(ours):
        raise NotAllowed(f"{what} {PRACTICE_MEETS_REAL if marked(ours) else REAL_MEETS_PRACTICE}")


def refuse_file(ws: Workspace, certificate: identity.Certificate, name: str) -> None:
    """As `refuse_certificate`, for a file signed with it. Raises FileRefused."""
    try:
        refuse_certificate(ws.me.organisation, certificate, name)
    except NotAllowed as error:
        raise FileRefused(str(error)) from error


def refuse_request(ws: Workspace, asked: identity.Request) -> None:
    """Nobody real is admitted to practice, and nobody made up to a service. Raises NotAllowed."""
    if marked(asked.organisation) != is_made_up(ws):
        raise NotAllowed(
            f"The request of {asked.name} comes from {'a real profile' if is_made_up(ws) else 'a practice workspace'}, "
            f"and this is {'a practice workspace' if is_made_up(ws) else 'a real profile'}, so nobody was admitted. "
            "Ask for the request file that was meant."
        )


def is_of_another_world(ws: Workspace, certificate: identity.Certificate) -> bool:
    """Whether one of us is made up and the other is not. A certificate that cannot be read is of neither."""
    try:
        return marked(identity.subject(certificate).organisation) != is_made_up(ws)
    except QaError:
        return False


def file_name(ws: Workspace, name: str) -> str:
    """The name of a file that this workspace writes."""
    return f"{FILE_MARK}{name}" if is_made_up(ws) else name


def on_paper(ws: Workspace, document: Document) -> Document:
    """The same document, with the mark on every page where it comes from a practice workspace."""
    return replace(document, classification=LABEL) if is_made_up(ws) else document


def label(ws: Workspace, real: str) -> str:
    """The classification of a report: the service's own, or the mark."""
    return LABEL if is_made_up(ws) else real
