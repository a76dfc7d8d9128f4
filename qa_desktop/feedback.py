"""Supervision feedback that is really anonymous: answers without author, time or order.

An answer set is put down as drafts without a time, under names made by chance; all that wait are laid down
afresh each time, sorted by what they say, so that neither a name nor a place in the file tells who came when.
Comments are kept apart from the ratings from the first moment. A round is sealed as one entry of the
collector's, its groups already too large to tell anybody apart (`feedback_figures`).

What this cannot do: a backup made half way through a round shows what had come by then, and a slip's file
carries whatever the folder it lies in notes of its writer.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyrage

from db.errors import Busy
from db.store import DraftRow
from qa_desktop import canonical, entries, files, forms, ledger, templates, walk
from qa_desktop.answer_types import Value, is_empty
from qa_desktop.errors import FileRefused, NotAllowed, NotReady, QaError
from qa_desktop.feedback_figures import HELD, POOLED, is_coded, is_words, may_see, minimum, pooled
from qa_desktop.feedback_figures import FeedbackFigure as FeedbackFigure
from qa_desktop.feedback_figures import FeedbackReport as FeedbackReport
from qa_desktop.feedback_figures import TooFew as TooFew
from qa_desktop.feedback_figures import report as report
from qa_desktop.feedback_figures import services as services
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace
from qa_desktop.world import World

SLIP_SUFFIX = ".qaslip"
SLIP_SIZE = 32 * 1024  # bytes before encryption, however much or little was written
MAX_SLIP = 2 * SLIP_SIZE  # bytes
SLIP_FORMAT = "qa-feedback-slip-1"
NO_DAY = 315_532_800  # seconds: 1 January 1980, on every slip, so that no clock shows
FORMS, WAYS, SLIPS = "feedback_form_", "feedback_ways", "feedback_slips"  # names of settings
Way = Literal["kiosk", "slip"]


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing a round did. Fewer than `minimum` answers are never sealed: they wait."""

    digests: tuple[str, ...]
    sealed: int  # answers
    waiting: int  # answers
    minimum: int

    @property
    def words(self) -> str:
        if not self.sealed:
            return f"There are fewer than {self.minimum} answers, so nothing was sealed. They wait for the next round."
        rest = f" {self.waiting} wait for the next round." if self.waiting else ""
        return f"Sealed {self.sealed} answers as one round.{rest}"


@dataclass(frozen=True, slots=True)
class SlipsTaken:
    """What reading a batch of slips did. `again`: slips that were taken in before."""

    taken: int
    again: int
    refused: tuple[tuple[str, str], ...]  # file name, why


# Collecting


def collect(ws: Workspace, template: Template, answers: Mapping[str, Value]) -> None:
    """Keep one person's answers from the shared screen. Gives nothing back that could be followed.

    Raises NotReady with what is missing; NotAllowed where the form asks for more than may be known.
    """
    may_see(ws)
    kept = _checked(template, answers)
    with ws.write():
        _lay(ws, template, [kept], "kiosk")


def waiting(ws: Workspace) -> int:
    """How many answer sets wait to be sealed."""
    return sum("answers" in _body(row) for row in _rows(ws))


def _rows(ws: Workspace) -> list[DraftRow]:
    return [row for row in ws.store.drafts() if not row.changed]


def _body(row: DraftRow) -> dict[str, Any]:
    held: dict[str, Any] = canonical.loads(row.body, "an anonymous answer")
    return held


def _checked(template: Template, answers: Mapping[str, Value]) -> dict[str, Value]:
    """The answers that count, without anything that says when or who."""
    for question in template.questions:
        chosen = not question.fact and (is_words(question) or is_coded(template, question))
        if not chosen and not (question.fact in HELD and question.type in ("ONE", "TXT")):
            raise NotAllowed(
                f"{template.title} asks for “{question.name}”, so its answers would not be anonymous. "
                "Nothing was kept; use a form that asks for choices and comments only."
            )
    cycle = {q.id for q in template.questions if q.fact == "cycle"}  # said when the round is closed
    found = walk.blocking(walk.problems(template, answers))
    if missing := [problem for problem in found if problem.question not in cycle]:
        raise NotReady(missing)
    live = walk.live_answers(template, answers)
    kept = {q: value for q, value in live.items() if q not in cycle and not is_empty(value)}
    try:
        canonical.dumps(kept)
    except canonical.NotCanonical as error:
        raise NotAllowed(
            f"These answers cannot be kept because {error.why}. Change the comment and send it again."
        ) from error
    return kept


def _lay(ws: Workspace, template: Template, some: Iterable[Mapping[str, Value]], way: Way) -> None:
    """Put answers with those that wait, all under new names and in the order of what they say."""
    made = [(row.template, row.body) for row in _rows(ws)]
    for answers in some:
        made += [(template.digest, canonical.dumps(part)) for part in _parts(template, answers)]
    for row in _rows(ws):
        ws.store.drop_draft(row.doc)
    names = sorted(ws.world.random_bytes(16).hex() for _ in made)
    for name, (digest, body) in zip(names, sorted(made, key=lambda one: one[1]), strict=True):
        ws.store.put_draft(name, digest, body, "")
    ws.keep(FORMS + template.digest, template.content)
    ways = {way, *(ws.text(WAYS) or "").split()}
    ws.keep(WAYS, " ".join(sorted(ways)))


def _parts(template: Template, answers: Mapping[str, Value]) -> list[dict[str, Any]]:
    """One part for the ratings and one for each comment, with nothing to join them by."""
    service = next((answers[q.id] for q in template.questions if q.fact == "service" and q.id in answers), "")
    coded = {q: v for q, v in answers.items() if is_coded(template, template.by_id[q])}
    words = [(q, v) for q, v in answers.items() if is_words(template.by_id[q])]
    held = {q.id for q in template.questions if q.fact in HELD}
    told = {q: v for q, v in coded.items() if q not in held}
    apart = [{"question": q, "words": v} for q, v in words if q not in held]
    return [{"service": service.strip(), "answers": told}, *apart]


# Closing


def close(ws: Workspace, cycle: str) -> Closed:
    """Seal what waits as one round of this cycle and let the drafts go. One transaction.

    Answers on an older form of the questions are a round of their own. Fewer than the minimum are not sealed.
    """
    may_see(ws)
    if not cycle.strip():
        raise NotAllowed("Say which cycle this round belongs to. Nothing was sealed.")
    least, sealed = minimum(ws), 0
    digests: list[str] = []
    by_form: dict[str, list[DraftRow]] = defaultdict(list)
    for row in _rows(ws):
        by_form[row.template].append(row)
    with ws.write():
        for digest, rows in sorted(by_form.items()):
            body = _round(cycle, digest, [_body(row) for row in rows], least, ws.text(WAYS) or "")
            if body is None:
                continue
            _seal(ws, digest, body, rows, digests)
            sealed += sum(len(group.answers) for group in body.groups)
        if digests and not _rows(ws):
            ws.keep(WAYS, None)
    if digests:
        with contextlib.suppress(Busy):  # somebody reads just now; freed pages are empty all the same
            ws.store.compact()
    return Closed(tuple(digests), sealed, waiting(ws), least)


def _round(
    cycle: str, template: str, held: Sequence[dict[str, Any]], least: int, ways: str
) -> entries.Feedback | None:
    """The body of one round, or None where there are too few. The same answers give the same bytes."""
    by_service: dict[str, list[dict[str, Any]]] = defaultdict(list)
    words: dict[str, list[str]] = defaultdict(list)
    for one in held:
        if "answers" in one:
            by_service[one["service"] or POOLED].append(one["answers"])
        else:
            words[one["question"]].append(one["words"])
    atoms = pooled(by_service, least)
    if not atoms:
        return None
    return entries.Feedback(
        template=template,
        cycle=cycle,
        ways=tuple(way for way in ("kiosk", "slip") if way in ways.split()),
        groups=tuple(
            entries.FeedbackGroup(service=service, answers=tuple(sorted(some, key=canonical.dumps)))
            for service, some in atoms.items()
        ),
        words={question: tuple(sorted(texts)) for question, texts in words.items()},
    )


def _seal(
    ws: Workspace, digest: str, body: entries.Feedback, rows: Sequence[DraftRow], digests: list[str]
) -> None:
    content = ws.store.setting(FORMS + digest)
    assert content is not None
    ledger.need_template(ws, templates.from_content(content))
    doc = f"feedback-{ws.world.random_bytes(16).hex()}"
    digests.append(ws.seal("feedback", doc, body.model_dump(mode="json"), template=digest))
    for row in rows:
        ws.store.drop_draft(row.doc)
    ws.keep(FORMS + digest, None)


# Slips: answers from a laptop without a profile


def slip(template: Template, answers: Mapping[str, Value], to: str) -> bytes:
    """One person's answers as a file for whoever holds the age key of `to`. Always of the same size inside.

    Raises NotReady, or NotAllowed where it is too long or the key is none.
    """
    kept = _checked(template, answers)
    plain = canonical.dumps({"answers": kept, "format": SLIP_FORMAT, "template": template.digest})
    if len(plain) > SLIP_SIZE:
        raise NotAllowed("The comments are too long for a slip. Shorten them, then write it again.")
    try:
        receiver = pyrage.x25519.Recipient.from_str(to)
    except pyrage.RecipientError as error:
        raise NotAllowed(
            "There is no valid key to lock the slip to, so none was written. Ask your practice lead for it again."
        ) from error
    return bytes(pyrage.encrypt(plain.ljust(SLIP_SIZE, b" "), [receiver]))


def write_slip(world: World, folder: Path, template: Template, answers: Mapping[str, Value], to: str) -> Path:
    """Write a slip under a name made by chance, dated like every other slip. Raises WriteFailed too."""
    path = folder / f"{world.random_bytes(8).hex()}{SLIP_SUFFIX}"
    files.write_whole(path, slip(template, answers, to))
    os.utime(path, (NO_DAY, NO_DAY))
    return path


def take_slips(ws: Workspace, paths: Sequence[Path]) -> SlipsTaken:
    """Read a batch of slips, each once however often it comes, and keep their answers as `collect` does."""
    may_see(ws)
    known = forms.template_choices(ws)
    have = set(canonical.loads(ws.store.setting(SLIPS) or b"[]", "the list of slips"))
    before, again = len(have), 0
    refused: list[tuple[str, str]] = []
    came: dict[str, list[dict[str, Value]]] = defaultdict(list)
    for path in paths:
        try:
            data = files.read_bounded(path, MAX_SLIP)
            digest = hashlib.sha256(data).hexdigest()
            if digest in have:
                again += 1
                continue
            template, answers = _open_slip(data, ws.age_secret, known, path.name)
        except QaError as error:
            refused.append((path.name, str(error)))
            continue
        have.add(digest)
        came[template].append(answers)
    with ws.write():
        for template, some in sorted(came.items()):
            _lay(ws, known[template], some, "slip")
        ws.keep(SLIPS, canonical.dumps(sorted(have)))
    return SlipsTaken(len(have) - before, again, tuple(refused))


def _open_slip(
    data: bytes, secret: str, known: Mapping[str, Template], name: str
) -> tuple[str, dict[str, Value]]:
    try:
        plain = bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)]))
    except (pyrage.DecryptError, OSError) as error:
        raise FileRefused(
            f"{name} was not made for you, or was changed on its way. Nothing was taken from it; ask for it again."
        ) from error
    held = canonical.loads_exact(plain.rstrip(b" "), name)
    if not isinstance(held, dict) or held.get("format") != SLIP_FORMAT or len(plain) != SLIP_SIZE:
        raise FileRefused(f"{name} is not a slip of supervision feedback, so nothing was taken from it.")
    template, answers = str(held.get("template")), held.get("answers")
    if template not in known or not isinstance(answers, dict):
        raise FileRefused(
            f"{name} was filled in on a form that is not here. Nothing was taken from it; import the pack with that form."
        )
    return template, _checked(known[template], answers)
