"""The first pack brings the service's certificate: whose it is, a person makes sure of by comparing its figures."""

from __future__ import annotations

from dataclasses import dataclass

from qa_desktop import bundles, identity, made_up, roles
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Introduced:
    """A service that a pack says it is from. Anybody can make one up: only the figures tell."""

    root: bytes  # DER
    sender: str
    organisation: str

    @property
    def figures(self) -> str:
        """What the practice lead reads out from their screen."""
        return identity.certificate_figures(self.root)


def introduced(ws: Workspace, data: bytes, name: str) -> Introduced:
    """The service's certificate in a pack that is locked to this laptop. Trusts nothing. Raises FileRefused."""
    root, opened = bundles.introduced(data, ws.age_secret, name)
    who = identity.subject(opened.sender_certificate)
    made_up.refuse_file(ws, root, name)
    if not roles.may(ws.world.resources, who.role, "allocate_and_draw"):
        raise FileRefused(
            f"{name} was not sent by a practice lead, so it cannot bring the service's certificate. Nothing was taken "
            "from it; open the pack from your practice lead first."
        )
    return Introduced(root, who.name, who.organisation)


def trust(ws: Workspace, found: Introduced, figures: str) -> None:
    """Take the service's certificate from a pack, if these are its figures as the practice lead read them out."""
    if "".join(figures.split()) != "".join(found.figures.split()):
        raise NotAllowed(
            "Those are not the figures of the certificate in this pack, so it was not taken in. Ring your practice "
            "lead on a number you know and have them read the figures out again; if they still differ, do not use it."
        )
    ws.trust(found.root)
