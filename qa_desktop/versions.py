"""Two versions of one form: what differs, question by question, and the choice of one that ends it.

Nothing is chosen by a clock. A person's choice is an entry that replaces both versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_desktop import (
    answer_types,
    canonical,
    counting,
    entries,
    families,
    identity,
    ledger,
    roles,
    soundness,
    walk,
)
from qa_desktop.answer_types import Value, day_words, is_empty
from qa_desktop.errors import NotAllowed
from qa_desktop.import_plans import FilePlan
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace

NOTHING = "Not answered"


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that the two versions answer differently. `name` is as lists show it, “M3. Supervision …”."""

    question: str
    name: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Side:
    """One version: who signed it and when, by their laptop's clock."""

    digest: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one form. `other` came later to this profile, or is still in a file."""

    doc: str
    title: str
    one: Side
    other: Side
    differences: tuple[Difference, ...]


def differences(
    template: Template, one: Mapping[str, Value], other: Mapping[str, Value]
) -> tuple[Difference, ...]:
    """The questions that two sets of answers answer differently, in the order of the form."""
    left, right = walk.live_answers(template, one), walk.live_answers(template, other)
    found = []
    for question in template.questions:
        a, b = left.get(question.id), right.get(question.id)
        if a != b and not (is_empty(a) and is_empty(b)):
            said = in_full(template, question, a), in_full(template, question, b)
            found.append(Difference(question.id, f"{question.id}. {question.name}", *said))
    return tuple(found)


def in_full(template: Template, question: Question, value: Value) -> str:
    """All that an answer says, a line for each part."""
    if is_empty(value):
        return NOTHING
    if question.type == "EV" and isinstance(value, dict):
        return "\n".join(_rated(template, question, value))
    if question.type == "EVD" and isinstance(value, list):
        return "\n".join(_evidence(template, value))
    if question.type == "ROWS" and isinstance(value, list):
        rows = (row for row in value if isinstance(row, dict))
        return "\n".join(
            " · ".join(
                answer_types.words(template, part, row[part.id])
                for part in question.part
                if not is_empty(row.get(part.id))
            )
            for row in rows
        )
    return answer_types.words(template, question, value)


def _rated(template: Template, question: Question, value: Mapping[str, Value]) -> Iterator[str]:
    yield answer_types.words(template, question, value)
    seen = answer_types.seen_of(template.scale_of(question), value.get("seen"))
    if seen:
        yield f"Seen: {seen.label}"
    for part in ("reason", "comment"):
        if not is_empty(value.get(part)):
            yield str(value[part])
    rows = value.get("evidence")
    yield from _evidence(template, rows if isinstance(rows, list) else [])


def _evidence(template: Template, rows: list[Value]) -> Iterator[str]:
    sources = {s.code: s.label for s in template.source}
    for row in rows:
        if isinstance(row, dict):
            source, day = str(row.get("source") or ""), row.get("date")
            told = (
                sources.get(source, source),
                day_words(day) if day else "",
                row.get("label"),
                row.get("note"),
            )
            yield "Evidence: " + " · ".join(str(part) for part in told if part)


def standing(ws: Workspace) -> list[Comparison]:
    """Every form that stands here in more than one version; its first two are compared."""
    found = []
    for doc, digests in ledger.clashes(ws).items():
        if taken := _withdrawn_and_changed(ws, doc, digests):
            found.append(taken)
            continue
        one, other = (ledger.form(ws, digest) for digest in digests[:2])
        template = ledger.template_or_none(ws, one.template)
        if template:
            sides = _side(ws, one.digest, one.signer, one.at), _side(ws, other.digest, other.signer, other.at)
            told = differences(template, one.body.answers, other.body.answers)
            found.append(Comparison(doc, _title(ws, template, one.body.answers), *sides, told))
    return found


def _withdrawn_and_changed(ws: Workspace, doc: str, digests: Sequence[str]) -> Comparison | None:
    """A form that was changed in one place and withdrawn in another. None where all its versions are forms."""
    rows = {row.kind: row for row in (ws.store.entry(digest) for digest in digests) if row}
    gone, here = rows.get("withdrawal"), rows.get("form")
    if gone is None or here is None or gone.body is None:
        return None
    form = ledger.form_of(here)
    template = ledger.template_or_none(ws, form.template)
    reason = entries.Withdrawal.model_validate(canonical.loads(gone.body, "the withdrawal")).reason
    return Comparison(
        doc,
        _title(ws, template, form.body.answers) if template else "Audit",
        _side(ws, form.digest, form.signer, form.at),
        _side(ws, gone.digest, gone.signer, gone.at),
        (Difference("", "Does it count?", form.body.reason or "It stands", f"Withdrawn: {reason}"),),
    )


def incoming(ws: Workspace, plan: FilePlan) -> list[Comparison]:
    """What a file brings that differs from the version here. Changes nothing."""
    found = []
    clashing = set(plan.clashing)
    for one in plan.incoming:
        here = [form for form in ledger.forms(ws) if form.doc == one.header.doc]
        if one.digest not in clashing or not here or one.sealed.body is None or one.header.kind != "form":
            continue
        template = ledger.template_or_none(ws, one.header.template or "")
        if template is None:
            continue
        mine = here[0]
        theirs = ledger.form_of(entries.row_of(one.sealed, one.header))
        sides = (
            _side(ws, mine.digest, mine.signer, mine.at),
            Side(theirs.digest, plan.sender, day_words(theirs.at)),
        )
        told = differences(template, mine.body.answers, theirs.body.answers)
        found.append(Comparison(mine.doc, _title(ws, template, mine.body.answers), *sides, told))
    return found


def _side(ws: Workspace, digest: str, signer: str, at: str) -> Side:
    who = counting.signed_by(ws, signer)
    return Side(digest, who.name if who else "Somebody unknown", day_words(at))


def title_of(ws: Workspace, digest: str) -> str:
    """A sealed form as lists name it."""
    form = ledger.form(ws, digest)
    template = ledger.template_or_none(ws, form.template)
    return _title(ws, template, form.body.answers) if template else "Audit"


def _title(ws: Workspace, template: Template, answers: Mapping[str, Value]) -> str:
    return families.numbers(ws).titled(template.title, families.case_of(template, answers))


def stands(ws: Workspace, doc: str, digest: str) -> bool:
    """Whether this version is one of several that stand."""
    return digest in ledger.clashes(ws).get(doc, [])


def settle(ws: Workspace, doc: str, keep: str) -> str:
    """Choose the version `keep`: seals it again as one that replaces every other. Returns the new digest.

    All versions stay in the ledger. Raises NotAllowed where there is nothing to choose between.
    """
    if not roles.may(ws.world.resources, ws.me.role, "allocate_and_draw"):
        raise NotAllowed("Only practice leads choose between two versions of an audit.")
    heads = ledger.clashes(ws).get(doc, [])
    if keep not in heads:
        raise NotAllowed("This audit is no longer here in two versions, so there is nothing to choose.")
    row = ws.store.entry(keep)
    if row is not None and row.kind == "withdrawal" and row.body is not None:
        if not counting.may_withdraw(ws, identity.subject(ws.signer().certificate), {""}):
            raise NotAllowed("Your role cannot withdraw an audit. Ask a practice lead to choose.")
        with ws.write():
            return ws.seal("withdrawal", doc, row.body, tuple(heads), about=row.about, template=row.template)
    form = ledger.form(ws, keep)
    body = form.body.model_copy(update={"reason": "Two versions were compared and this one was kept."})
    with ws.write():
        digest = ws.seal(
            "form", doc, body.model_dump(exclude_none=True), tuple(heads), about=keep, template=form.template
        )
        soundness.index(ws, [digest])
    return digest
