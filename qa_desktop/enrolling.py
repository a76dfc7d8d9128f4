"""The first pack brings the service's certificate: whose it is, a person makes sure of by comparing its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from qa_desktop import bundles, entries, identity, made_up, roles, succession, trail
from qa_desktop.bundles import BundleRefused, Reason
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Introduced:
    """A service that a pack says it is from. Anybody can make one up: only the figures tell."""

    root: bytes  # DER
    sender: str
    organisation: str
    replaces: bool = False  # it says that it follows the one that is trusted here

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
    follows = root in _replaces(ws, steps_in(opened.lines, name))
    return Introduced(root, who.name, who.organisation, follows)


SUCCESSION = b'\\"kind\\":\\"succession\\"'  # as it stands in a line, whose header is text in text
MOST_STEPS = 64  # roots that followed each other, in one file


def steps_in(lines: Iterable[bytes], name: str) -> list[bytes]:
    """What a file says of roots that followed each other. Each says itself who signed it."""
    found = []
    for line in islice((one for one in lines if SUCCESSION in one), MOST_STEPS):
        sealed = entries.from_line(line, name)
        if entries.admit(sealed, name).kind == "succession" and sealed.body is not None:
            found.append(sealed.body)
    return found


def unpack(ws: Workspace, data: bytes, name: str, roots: Iterable[bytes]) -> bundles.Bundle:
    """As `bundles.unpack`, also from somebody whom only a newer root certified, which the bundle itself brings.

    It counts if the root that is trusted here signed for the newer one; where it did not, a person is to compare
    figures. Raises BundleRefused.
    """
    try:
        return bundles.unpack(data, ws.age_secret, [identity.from_der(root) for root in roots], name=name)
    except BundleRefused as error:
        if error.reason is not Reason.UNKNOWN_SENDER:
            raise
        return _by_successor(ws, data, name, error)


def _by_successor(ws: Workspace, data: bytes, name: str, refused: BundleRefused) -> bundles.Bundle:
    try:
        opened = bundles.unverified(data, ws.age_secret, name)
        bodies = steps_in(opened.lines, name)
    except BundleRefused:
        raise refused from None  # of a stranger's file only that is said
    if ws.lineage(bodies).counts(opened.sender_certificate):
        return opened
    if _replaces(ws, bodies):
        words = (
            "says that your service's certificate was replaced by another, which nobody can prove to this laptop; "
            "nothing was taken from it. Ring your practice lead on a number you know, compare its figures, and only "
            "then take it on."
        )
        raise BundleRefused(Reason.REPLACED, name, words) from refused
    raise refused


def _replaces(ws: Workspace, bodies: Sequence[bytes]) -> set[bytes]:
    """Roots that say they follow one that is trusted here."""
    here = set(ws.lineage(bodies).roots)
    return {step.new for body in bodies if (step := succession.read(body)) and step.old in here} - here


def trust(ws: Workspace, found: Introduced, figures: str) -> None:
    """Take the service's certificate from a pack, if these are its figures as the practice lead read them out.

    Where one is in place already, only one that says it follows that.
    """
    if "".join(figures.split()) != "".join(found.figures.split()):
        raise NotAllowed(
            "Those are not the figures of the certificate in this pack, so it was not taken in. Ring your practice "
            "lead on a number you know and have them read the figures out again; if they still differ, do not use it."
        )
    take_root(ws, found.root, found.replaces)


def take_root(ws: Workspace, root: bytes, instead: bool = False) -> None:
    """As `Workspace.trust`, with a line of the trail: which root this laptop follows is what all else hangs on."""
    before = ws.store.setting("root")
    ws.trust(root, instead)
    if ws.store.setting("root") != before:
        with ws.write():
            trail.note(
                ws, "trusted", number=identity.certificate_figures(root), instead="yes" if instead else "no"
            )
