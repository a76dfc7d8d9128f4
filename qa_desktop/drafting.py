"""A template while it is being changed: brought in from its file, looked through, compared and tried out.

Drafts stay in the profile of whoever changes the template and never travel; what is put forward for approval does
(`approvals`).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from qa_desktop import canonical, carry, families, forms, ledger, people, returns, templates, trends, walk
from qa_desktop.answer_types import Value, day_words
from qa_desktop.errors import NotAllowed, Problem, TemplateRefused
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

MOST_BYTES = 2 * 1024 * 1024  # of a template file
MOST_DRAFTS = 50
KEPT = "template_drafts"  # where the profile keeps them
_EXAMPLE_SEED = 7
How = trends.How
OTHER_WORDS: dict[How, str] = {
    "same": "Unchanged",
    "wording": "Worded differently: a draft that moves asks it again",
    "meaning": "Answered in another way: a draft that moves asks it again",
    "new": "New",
    "gone": "No longer asked",
}


# The file


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where it stands, what it is, and how to mend it."""

    file: str
    line: int | None
    place: str  # the question, section or key; may be empty
    words: str
    mend: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A template file as it was brought in, and what it reads as. `template` is None where it has faults."""

    name: str  # of its file
    text: str
    at: str  # when it was brought in, by this laptop's clock
    template: Template | None
    faults: tuple[Fault, ...]


def bring_in(ws: Workspace, data: bytes, name: str) -> Draft:
    """Keep a template file as a draft, also one with faults. The same file name again replaces it.

    Raises NotAllowed for anybody but those who may change templates, TemplateRefused where it is no text at all.
    """
    from qa_desktop import approvals  # a view of the ledger: drafts are not

    if not approvals.may_propose(ws):
        raise NotAllowed("Only a practice lead changes templates. Nothing was kept; ask one of them.")
    if len(data) > MOST_BYTES:
        raise NotAllowed(
            f"{name} is larger than any template, so it was not brought in. Choose another file."
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = f"{name}, line {line}: it is not UTF-8 text. Save the file as UTF-8."
        raise TemplateRefused(name, [told]) from error
    held = _held(ws)
    if len(held) >= MOST_DRAFTS and name not in held:
        raise NotAllowed(f"{MOST_DRAFTS} drafts are kept already. Take one away, then bring {name} in again.")
    with ws.write():
        _keep(ws, held | {name: {"text": text, "at": stamp(ws.world.now())}})
    return draft(ws, name)


def drafts(ws: Workspace) -> list[Draft]:
    """Every draft kept here, by file name."""
    shared = templates.shared_parts(ws.world.resources)
    return [_read(name, one, shared) for name, one in sorted(_held(ws).items())]


def draft(ws: Workspace, name: str) -> Draft:
    """Raises NotAllowed where no draft has this name."""
    held = _held(ws)
    if name not in held:
        raise NotAllowed(f"There is no draft “{name}” here. See `template draft`.")
    return _read(name, held[name], templates.shared_parts(ws.world.resources))


def take_away(ws: Workspace, name: str) -> None:
    """Forget a draft. The file it came from stays where it is."""
    draft(ws, name)
    with ws.write():
        _keep(ws, {key: one for key, one in _held(ws).items() if key != name})


def sound(ws: Workspace, name: str) -> Template:
    """The template of a draft. Raises TemplateRefused with every fault."""
    found = draft(ws, name)
    if found.template is None:
        raise TemplateRefused(name, [fault_words(one) for one in found.faults])
    return found.template


def fault_words(fault: Fault) -> str:
    """A fault as one line, as compilers write them."""
    where = ", ".join(x for x in (fault.file, f"line {fault.line}" if fault.line else "", fault.place) if x)
    return f"{where}: {fault.words} {fault.mend}".rstrip()


def _held(ws: Workspace) -> dict[str, dict[str, str]]:
    kept = ws.text(KEPT)
    return dict(canonical.loads(kept.encode(), "the drafts of templates")) if kept else {}


def _keep(ws: Workspace, held: Mapping[str, object]) -> None:
    ws.keep(KEPT, canonical.dumps(dict(held)))


def _read(name: str, held: Mapping[str, str], shared: Mapping[str, object]) -> Draft:
    try:
        template = templates.load(held["text"].encode(), name, shared)
    except TemplateRefused as error:
        told = sorted((_fault(name, one) for one in error.faults), key=lambda one: one.line or 0)
        return Draft(name, held["text"], held["at"], None, tuple(told))
    return Draft(name, held["text"], held["at"], template, ())


def _fault(name: str, told: str) -> Fault:
    """“file, line 12, P1.1: what is wrong. How to mend it.” in its pieces."""
    where, _, words = told.removeprefix(name).lstrip(", ").partition(": ")
    if not words:  # nothing but words after the file's name
        where, words = "", where.lstrip(": ")
    found = re.match(r"(?:line (\d+))?(?:, )?(.*)", where)
    line, place = (found[1], found[2]) if found else (None, where)
    line = line or (m[1] if (m := re.search(r"at line (\d+)", words)) else None)
    what, _, mend = words.rpartition(". ")
    return Fault(name, int(line) if line else None, place, f"{what}." if what else mend, mend if what else "")


# What is in use


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of an instrument that work may begin on."""

    template: Template
    newest: bool
    published: (
        str  # the day it was first sealed here, by that laptop's clock; empty: it only came with the program
    )


def instruments(ws: Workspace) -> list[Instrument]:
    """Every version that work may begin on, by title, the newest of each first."""
    sealed: dict[str, str] = {}
    for row in ws.store.entries("template"):
        day = row.at[:10]
        sealed[row.template or ""] = min(day, sealed.get(row.template or "", day))
    known = sorted(
        forms.template_choices(ws).values(), key=lambda t: (carry.version_key(t), t.digest), reverse=True
    )
    met: set[str] = set()
    found = []
    for one in sorted(known, key=lambda t: (t.title, t.code)):
        found.append(Instrument(one, one.code not in met, sealed.get(one.digest, "")))
        met.add(one.code)
    return found


# What changes


@dataclass(frozen=True, slots=True)
class Change:
    """What a new version does to one question."""

    question: str
    name: str
    rated: bool  # a trend follows it
    how: How
    words: str


def newest(ws: Workspace, template: Template) -> Template | None:
    """The newest version of the same instrument that may be begun on here, other than this one."""
    known = [t for t in forms.template_choices(ws).values() if t.code == template.code]
    others = [t for t in known if t.digest != template.digest]
    return max(others, key=lambda t: (carry.version_key(t), t.digest), default=None)


def changes(old: Template | None, new: Template) -> tuple[Change, ...]:
    """Every question of either version, in the order of the new one; those that are gone come last."""
    if old is None:
        return tuple(_change(q, "new") for q in new.questions)
    trend: dict[str, How] = {one.standard: one.how for one in trends.classify(old, new)}
    ends = {standard for standard, how in trend.items() if how == "gone"}
    found = []
    for question, how in carry.compare(old, new).items():
        now = (new if question in new.by_id else old).by_id[question]
        told: How = "meaning" if how == "scale" else how
        if now.type == "EV" and now.standard in trend:
            told = trend[now.standard]
            if how == "gone" and told != "gone":
                continue  # asked under another number now, and told of there
            ends.discard(now.standard)
        found.append(_change(now, told))
    # a question may stand under the same number for something else: what it stood for before is no longer asked
    return (*found, *(_change(q, "gone") for standard, q in old.standards() if standard in ends))


def _change(question: Question, how: How) -> Change:
    rated = question.type == "EV" and bool(question.standard)
    words = trends.HOW_WORDS if rated else OTHER_WORDS
    return Change(question.id, question.name, rated, how, words[how])


def counted(found: tuple[Change, ...]) -> str:
    """“2 worded differently, 1 new, 40 unchanged.”"""
    many = Counter(one.how for one in found)
    told: dict[How, str] = {
        "meaning": "changed in meaning",
        "wording": "worded differently",
        "new": "new",
        "gone": "no longer asked",
        "same": "unchanged",
    }
    return ", ".join(f"{many[how]} {words}" for how, words in told.items() if many[how]) + "."


# What publishing affects


@dataclass(frozen=True, slots=True)
class InHand:
    """A draft on this laptop that could move to the new version, and what the move would do."""

    doc: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Out:
    """Work of one cycle that somebody holds on an earlier version and has not sent back."""

    cycle: str
    auditor: str
    name: str
    pieces: int
    pack: str  # the day their newest pack was made here; empty: none yet


@dataclass(frozen=True, slots=True)
class Effect:
    """All that publishing a version touches. Nothing of it moves by itself."""

    against: Template | None
    changes: tuple[Change, ...]
    drafts: tuple[InHand, ...]
    out: tuple[Out, ...]

    @property
    def breaks(self) -> tuple[Change, ...]:
        """Rated questions whose trend breaks or ends."""
        return tuple(one for one in self.changes if one.rated and one.how in ("meaning", "gone"))


def effect(ws: Workspace, template: Template) -> Effect:
    """What publishing this version would do to what is under way. Changes nothing."""
    against = newest(ws, template)
    known = {t.digest: t for t in ledger.known_templates(ws)}
    older = {t.digest for t in known.values() if t.code == template.code and t.digest != template.digest}
    in_hand = tuple(
        _in_hand(ws, one, known[one.template], template) for one in forms.drafts(ws) if one.template in older
    )
    return Effect(against, changes(against, template), in_hand, _out(ws, older))


def _in_hand(ws: Workspace, one: forms.Draft, old: Template, new: Template) -> InHand:
    case = one.answers.get(next((q.id for q in old.questions if q.fact == "case"), ""))
    title = f"{old.title}, {families.shown(ws, case)}" if isinstance(case, str) and case else old.title
    stays = carry.why_not(ws, one)
    if stays:
        return InHand(one.doc, title, stays)
    report = carry.report(old, new, one.answers)
    return InHand(
        one.doc, title, f"Stays on version {old.version} unless it is moved. If it moves: {report.words}"
    )


def _out(ws: Workspace, older: set[str]) -> tuple[Out, ...]:
    came = {form.body.allocation for form in ledger.forms(ws)}
    made: dict[str, str] = {}
    for export in ws.store.exports():
        if export.kind == "pack":
            made[export.receiver] = day_words(export.at)
    found = []
    for cycle in returns.cycles(ws):
        left = sum(one.template in older and one.id not in came for one in cycle.allocations)
        if left:
            name = people.name_of(ws, cycle.auditor)
            found.append(Out(cycle.title, cycle.auditor, name, left, made.get(cycle.auditor, "")))
    return tuple(sorted(found, key=lambda one: (one.cycle, one.name, one.auditor)))


# Trying it out


@dataclass(frozen=True, slots=True)
class Trial:
    """A form on a template that nobody keeps: it is in no ledger, no list and no figure."""

    template: Template
    answers: Mapping[str, Value]
    progress: walk.Progress
    problems: tuple[Problem, ...]

    @property
    def asked(self) -> tuple[Question, ...]:
        return walk.asked(self.template, self.answers)

    @property
    def never_asked(self) -> tuple[Question, ...]:
        """Questions that these answers do not lead to."""
        here = {q.id for q in self.asked}
        return tuple(q for q in self.template.questions if q.id not in here)


def trial(ws: Workspace, template: Template, answers: Mapping[str, Value]) -> Trial:
    """What the form would ask and still want with these answers. Keeps nothing."""
    today = ws.world.now().date()
    held = {q: value for q, value in answers.items() if q in template.by_id}
    progress = walk.progress(template, held, today)
    return Trial(template, held, progress, tuple(walk.problems(template, held, today)))


def made_up(ws: Workspace, template: Template) -> dict[str, Value]:
    """Made-up answers to all that a template asks. Always the same ones."""
    from qa_desktop import demo  # it plays whole services, so not before it is wanted

    script = tomllib.loads((ws.world.resources / "demo.toml").read_text("utf-8"))
    known = {"case": "FS-0000", "worker": "W01", "supervisor": "S01"} | {
        "auditor": ws.me.code,
        "auditor_role": ws.me.role,
        "team": script["teams"][0],
        "service": script["service"],
    }
    return demo.made_up(template, _EXAMPLE_SEED, script, forms.known(template, known))


# As data, for the command line


def effect_data(found: Effect) -> dict[str, object]:
    return {
        "against": found.against.digest if found.against else None,
        "against_version": found.against.version if found.against else None,
        "changes": [asdict(one) for one in found.changes],
        "breaks": [one.question for one in found.breaks],
        "drafts": [asdict(one) for one in found.drafts],
        "out": [asdict(one) for one in found.out],
    }
