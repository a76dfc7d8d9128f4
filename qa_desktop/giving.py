"""Giving work out fairly, in a way that anyone can check: who does which piece.

How it works, version give-1. You need the list of pieces and people (the frame), the seed, and `sha256sum`.

1. Set aside each piece that cannot be given, with its reason: there is an audit of it already; it is not known who
   worked with the family; nobody on the list may take it.
2. What somebody was given before stays with them, unless it has come out since that they may not do it.
3. Where people take turns (supervision audits), as many are taken as are owed and not yet given: first those that
   were never done, then those done longest ago; between equals the smallest ticket, the SHA-256 of the seed, a
   colon and the piece's name.
4. Share what is left among the people: `draw_assign.share_out` says how, in one paragraph. It is the sharing of
   the draw: nobody gets what is about themself or a family they worked with, another team comes before one's own,
   loads are evened, lots decide between equals.
5. A change by hand carries its reason and keeps the same rules; one that is taken out gives place to the next in turn.

Same frame, same seed and same changes give the same on every machine; `problems` makes it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qa_desktop.draw import ticket
from qa_desktop.draw_assign import share_out
from qa_desktop.draw_frame import Auditor
from qa_desktop.errors import NotAllowed
from qa_desktop.giving_frame import Change, Frame, Given, Giving, NotGiven, Piece, Why

ALGORITHM = "give-1"


def give(frame: Frame, seed: str, changes: Iterable[Change] = ()) -> Giving:
    """Share, then make each change in turn. Raises NotAllowed for a change that the rules do not let be made."""
    hand = _Hand(frame, seed)
    hand.begin()
    made = tuple(changes)
    for one in made:
        hand.change(one)
    return Giving(
        algorithm=ALGORITHM,
        seed=seed,
        frame_digest=frame.digest,
        frame=frame,
        given=tuple(
            Given(piece=p.id, to=hand.owner[p.id], ticket=ticket(seed, p.id))
            for p in frame.pieces
            if p.id in hand.owner
        ),
        not_given=tuple(
            NotGiven(piece=p.id, why=hand.why[p.id]) for p in frame.pieces if p.id not in hand.owner
        ),
        changes=made,
    )


def may_do(piece: Piece, code: str) -> bool:
    """Never what is about oneself or a family one has worked with; an agency's return only by that agency."""
    return code not in piece.not_for and (piece.only_for is None or code in piece.only_for)


@dataclass
class _Hand:
    """The pieces as they are given out. Each piece has an owner, or a reason why not."""

    frame: Frame
    seed: str
    owner: dict[str, str] = field(default_factory=dict)
    why: dict[str, Why] = field(default_factory=dict)

    def begin(self) -> None:
        for piece in self.frame.pieces:
            if piece.kept is not None and may_do(piece, piece.kept):
                self.owner[piece.id] = piece.kept
            elif piece.why_not is not None:
                self.why[piece.id] = piece.why_not
            elif not any(may_do(piece, p.code) for p in self.frame.people):
                self.why[piece.id] = "nobody_may"
        self._share(self._taken())

    def _free(self) -> list[Piece]:
        return [p for p in self.frame.pieces if p.id not in self.owner and p.id not in self.why]

    def _taken(self) -> list[Piece]:
        """What is to be shared now: all that stands alone, and of each turn as many as are owed still."""
        found = [p for p in self._free() if not p.turn]
        for turn in sorted({p.turn for p in self._free()} - {""}):
            held = sum(p.turn == turn and p.id in self.owner for p in self.frame.pieces)
            line = sorted(
                (p for p in self._free() if p.turn == turn),
                key=lambda p: (p.last or "", ticket(self.seed, p.id)),
            )
            owed = max(self.frame.turns.get(turn, 0) - held, 0)
            found += line[:owed]
            self.why |= {p.id: "not_in_turn" for p in line[owed:]}
        return found

    def _share(self, pieces: list[Piece]) -> None:
        by_id = {p.id: p for p in pieces}
        shared = share_out(
            self.seed,
            list(by_id),
            self._loaded(),
            lambda name, person: may_do(by_id[name], person.code),
            lambda name, person: bool(by_id[name].team) and by_id[name].team == person.team,
        )
        for name, to in shared.items():
            if to is None:
                self.why[name] = "no_room"
            else:
                self.owner[name] = to

    def _loaded(self) -> list[Auditor]:
        """The people with what this has given them so far; what they keep stands in `has` already."""
        kept = {p.id: p.kept for p in self.frame.pieces if p.kept}
        given = [to for name, to in self.owner.items() if kept.get(name) != to]
        gone = [code for name, code in kept.items() if self.owner.get(name) != code]
        return [
            p.model_copy(update={"has": max(p.has + given.count(p.code) - gone.count(p.code), 0)})
            for p in self.frame.people
        ]

    def change(self, one: Change) -> None:
        piece = next((p for p in self.frame.pieces if p.id == one.piece), None)
        if piece is None or (piece.id not in self.owner and self.why[piece.id] == "answered"):
            raise NotAllowed(f"{one.piece} is not among what is to be given out, so nothing was changed.")
        if one.to is not None:
            self._move(piece, one.to)
        elif piece.id not in self.owner:
            raise NotAllowed(f"{one.piece} was not given to anybody, so it cannot be taken out.")
        else:
            self._take_out(piece)

    def _move(self, piece: Piece, to: str) -> None:
        self.owner.pop(piece.id, None)
        person = next((p for p in self._loaded() if p.code == to), None)
        if person is None:
            raise NotAllowed(f"{to} is not among the people to give work to, so nothing was changed.")
        if not may_do(piece, to):
            raise NotAllowed(
                f"{to} may not do {piece.id}: it is about them or a family they worked with, or it is for others. "
                "Nothing was changed; choose somebody else."
            )
        if person.has >= person.most:
            raise NotAllowed(
                f"{to} has as much as they can take, so nothing was changed. Choose somebody else."
            )
        self.owner[piece.id] = to
        self.why.pop(piece.id, None)

    def _take_out(self, piece: Piece) -> None:
        del self.owner[piece.id]
        self.why[piece.id] = "taken_out"
        if piece.turn:
            for name in [p.id for p in self.frame.pieces if p.turn == piece.turn]:
                if self.why.get(name) == "not_in_turn":
                    del self.why[name]
            self._share(self._taken())


def problems(made: Giving) -> list[str]:
    """Make it again from its own frame, seed and changes, and name each difference. Empty: it is the same."""
    if made.algorithm != ALGORITHM:
        return [
            f"It was given out by {made.algorithm}, and this program knows {ALGORITHM}. Use a newer version."
        ]
    found = []
    if made.frame.digest != made.frame_digest:
        found.append("The list of work is not the one whose digest was printed.")
    try:
        again = give(made.frame, made.seed, made.changes)
    except NotAllowed as error:
        return [*found, f"One of its changes could not have been made: {error}"]
    if again.given != made.given:
        found.append("Who does what is not what this list and seed give.")
    if again.not_given != made.not_given:
        found.append("What was not given, or the reasons, is not what this list and seed give.")
    return found
