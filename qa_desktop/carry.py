"""A draft goes on with a new version of its template: what still fits is kept, the rest is shown and asked again.

Two questions are the same when all that a person reads and may answer is the same. Nothing moves by itself,
and what is signed never moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from qa_desktop import canonical, entries, forms, ledger, slips, template_words, versions
from qa_desktop.answer_types import Value, is_empty
from qa_desktop.errors import NotAllowed
from qa_desktop.templates import SCALED_TYPES, Part, Question, Template
from qa_desktop.workspace import Workspace

How = Literal["same", "wording", "scale", "meaning", "new", "gone"]
HOW_WORDS: dict[How, str] = {
    "same": "Unchanged",
    "wording": "Worded differently",
    "scale": "Answered differently",
    "meaning": "Means something else",
    "new": "New",
    "gone": "No longer asked",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One question that did not come across as it was. `answered`: it had an answer, which is kept in `Draft.old`."""

    question: str
    name: str
    how: How
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What moving a draft did, question by question."""

    kept: tuple[str, ...]  # answered before and still
    changed: tuple[Change, ...]  # to answer again
    gone: tuple[Change, ...]
    new: tuple[Change, ...]

    @property
    def words(self) -> str:
        again = sum(one.answered for one in self.changed)
        told = (
            (len(self.kept), "answer kept", "answers kept"),
            (again, "to answer again", "to answer again"),
            (len(self.gone), "question no longer asked", "questions no longer asked"),
            (len(self.new), "new question", "new questions"),
        )
        return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in told) + "."


# Comparing two versions


def compare(old: Template, new: Template) -> dict[str, How]:
    """For each question of either version how it changed, in the order of the new one; those gone come last.

    The first that holds: “meaning”, it stands for another standard or is somebody else's to answer; “scale”, it
    is answered otherwise; “wording”, anything else that is read beside it.
    """
    found: dict[str, How] = {
        q.id: _how(old, new, old.by_id[q.id], q) if q.id in old.by_id else "new" for q in new.questions
    }
    return found | {q.id: "gone" for q in old.questions if q.id not in new.by_id}


def _how(old: Template, new: Template, was: Question, now: Question) -> How:
    if was.standard != now.standard or old.section_of[was.id].by != new.section_of[now.id].by:
        return "meaning"
    return how_answered(old, new, was, now)


def how_answered(old: Template, new: Template, was: Question, now: Question) -> How:
    """How the answers to two questions that mean the same differ: “same”, “wording” or “scale”."""
    if _answered_on(old, was) != _answered_on(new, now) or not _sources_kept(old, new, now):
        return "scale"
    said = template_words.elsewhere(old, was) == template_words.elsewhere(new, now)
    return "same" if was == now and said else "wording"


def _answered_on(template: Template, field: Question | Part) -> list[Any]:
    """All that decides which answers there are: the type, what may be chosen, and the same of its parts."""
    held: list[Any] = [field.type, field.choices]
    if field.type in SCALED_TYPES:
        scale = template.scale_of(field)
        held += [scale.point, scale.seen, scale.comment_min]
    if isinstance(field, Question):
        held += [field.minimum, field.maximum, field.min_rows, field.max_rows]
        held += [(part.id, _answered_on(template, part)) for part in field.part]
    return held


def _sources_kept(old: Template, new: Template, question: Question) -> bool:
    """Whether evidence that was noted can still be read: every source it may name is there, by the same name."""
    if question.type not in ("EV", "EVD"):
        return True
    here = {(s.code, s.label) for s in new.source}
    return all((s.code, s.label) in here for s in old.source)


# Newer versions


def version_key(template: Template) -> tuple[int, ...]:
    """Version labels in their order: “2” before “10”, “2026-11” after “2026-6”."""
    return tuple(int(figures) for figures in re.findall(r"\d+", template.version))


def newer(draft: forms.Draft, known: Iterable[Template]) -> Template | None:
    """The newest version of a draft's template among these, if its label is higher than that of the draft's."""
    found = {t.digest: t for t in known}
    mine = found.get(draft.template)
    if mine is None:
        return None
    later = [t for t in found.values() if t.code == mine.code and version_key(t) > version_key(mine)]
    return max(later, key=lambda t: (version_key(t), t.digest), default=None)


def why_not(ws: Workspace, draft: forms.Draft) -> str:
    """Why a draft stays on its template; "" where it may move."""
    if draft.replaces:
        return "This audit was signed on its own version of the form and keeps it, so its change does too."
    if draft.only or draft.repeats:
        return "A re-audit asks again what an earlier audit asked, so it stays on the version it was given out with."
    if draft.part is not None:
        return "This is one part of somebody’s form, so it stays on the version that they use."
    if draft.parts or slips.state(ws, draft) == "asked":
        return "The worker was asked for their part on this version of the form, so the audit stays on it."
    return ""


def offers(ws: Workspace) -> dict[str, Template]:
    """The newer version that each draft here may move to, by document. Nothing moves by itself."""
    drafts, known = forms.drafts(ws), {t.digest: t for t in ledger.known_templates(ws)}
    offered = ledger.offered(ws) if drafts else []
    found = {}
    for draft in drafts:
        mine = known.get(draft.template)
        later = newer(draft, [*offered, mine]) if mine else None
        if later and not why_not(ws, draft):
            found[draft.doc] = later
    return found


def preview(ws: Workspace, draft: forms.Draft, new: Template) -> Report:
    """What moving this draft would do. Changes nothing."""
    return report(ledger.template(ws, draft.template), new, draft.answers)


def report(old: Template, new: Template, answers: Mapping[str, Value]) -> Report:
    """What moving these answers from one version to another would do."""
    return _report(old, new, compare(old, new), answers)


def was_moved(ws: Workspace, draft: forms.Draft) -> bool:
    """Whether `undo` has a move to take back."""
    return any(s.question == forms.MOVED and not s.undone for s in ws.store.draft_steps(draft.doc))


def version_words(ws: Workspace) -> dict[str, str]:
    """For each draft that may move, or was moved, one sentence for lists."""
    found = {}
    for draft in forms.drafts(ws):
        if was_moved(ws, draft) and (mine := ledger.template_or_none(ws, draft.template)):
            found[draft.doc] = f"Moved to version {mine.version}."
    return found | {doc: f"Version {new.version} of the form is here." for doc, new in offers(ws).items()}


def answered_since(ws: Workspace, draft: forms.Draft) -> bool:
    """Whether something was answered after the last move: `undo` would take that back too."""
    steps = [step for step in ws.store.draft_steps(draft.doc) if not step.undone]
    return bool(steps) and steps[-1].question != forms.MOVED


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer that was given on an earlier version of the form and does not fit this one. `name` of the question."""

    question: str
    name: str
    words: str


def earlier(ws: Workspace, draft: forms.Draft) -> dict[str, Earlier]:
    """What was answered before a draft moved, in words, by question: shown beside it, never signed."""
    found: dict[str, Earlier] = {}
    for step in ws.store.draft_steps(
        draft.doc
    ):  # a draft may have moved twice: the last answer of each is told
        if step.question != forms.MOVED or step.undone:
            continue
        held = canonical.loads((step.before or "").encode(), "the draft as it was")
        was = ledger.template_or_none(ws, held["template"])
        for question, value in held["answers"].items() if was else ():
            if was and question in was.by_id and draft.old.get(question) == value:
                asked = was.by_id[question]
                told = versions.in_full(was, asked, value)
                found[question] = Earlier(question, asked.name, told)
    return found


# Moving


def move(ws: Workspace, draft: forms.Draft, new: Template) -> tuple[forms.Draft, Report]:
    """Go on with a draft on another version of its template. `undo` takes it back, whole.

    Answers to unchanged questions are kept, what the allocation knows is filled in, and every other answer stands
    in `Draft.old`. Raises NotAllowed for another form, or a draft that must stay (`why_not`); nothing is changed then.
    """
    draft = forms.draft(ws, draft.doc)
    old = ledger.template(ws, draft.template)
    if why := why_not(ws, draft):
        raise NotAllowed(f"{why} Nothing was changed; finish it as it is.")
    if old.code != new.code or old.digest == new.digest:
        what = "is on that version already" if old.digest == new.digest else f"is no {new.title}"
        raise NotAllowed(f"This draft {what}, so nothing was changed. See `template list`.")
    how = compare(old, new)
    kept = {q: value for q, value in draft.answers.items() if how.get(q) == "same"}
    filled = forms.known(new, _facts(ws, draft))
    answers = {q: value for q, value in filled.items() if how[q] != "same"} | kept
    aside = {q: v for q, v in draft.answers.items() if answers.get(q) != v and not is_empty(v)}
    moved = replace(
        draft,
        template=new.digest,
        answers=answers,
        marks=tuple(mark for mark in draft.marks if mark in new.by_id),
        old={**draft.old, **aside},
    )
    with ws.write():
        ledger.need_template(ws, new)
        ws.store.push_step(draft.doc, forms.MOVED, _kept(draft), canonical.dumps(new.digest).decode())
        return forms.keep(ws, moved), _report(old, new, how, draft.answers)


def undo(ws: Workspace, draft: forms.Draft) -> forms.Draft:
    """Take the last move back: template, answers and marks are as they were, and what was answered since is gone.

    Raises NotAllowed where the draft was not moved.
    """
    with ws.write():
        draft = forms.draft(ws, draft.doc)
        if not was_moved(ws, draft):
            raise NotAllowed("This draft was not moved to another version, so there is nothing to take back.")
        step = None
        while step is None or step[0] != forms.MOVED:
            step = ws.store.undo_step(draft.doc)
            assert step is not None
        held = canonical.loads((step[1] or "").encode(), "the draft as it was")
        return forms.keep(ws, replace(draft, **held | {"marks": tuple(held["marks"])}))


def _kept(draft: forms.Draft) -> str:
    held = {
        "template": draft.template,
        "answers": dict(draft.answers),
        "marks": list(draft.marks),
        "privacy": dict(draft.privacy),
        "old": dict(draft.old),
    }
    return canonical.dumps(held).decode()


def _facts(ws: Workspace, draft: forms.Draft) -> dict[str, str]:
    """What the allocation knows, and who is at work: no answers of the auditor's."""
    cycles = ledger.bodies(ws, "cycle", entries.Cycle)
    own = (one for cycle in cycles for one in cycle.allocations if one.id == draft.allocation)
    known = next((dict(one.facts) for one in own), {})
    return known | {"auditor": ws.me.code, "auditor_role": ws.me.role}


def _report(old: Template, new: Template, how: Mapping[str, How], answers: Mapping[str, Value]) -> Report:
    changes = [
        Change(q, (new if q in new.by_id else old).by_id[q].name, kind, not is_empty(answers.get(q)))
        for q, kind in how.items()
    ]
    return Report(
        kept=tuple(one.question for one in changes if one.how == "same" and one.answered),
        changed=tuple(one for one in changes if one.how in ("wording", "scale", "meaning")),
        gone=tuple(one for one in changes if one.how == "gone"),
        new=tuple(one for one in changes if one.how == "new"),
    )
