"""The blind second judgement: a copy of an audit without what it judges, for a moderator who has no part in it.

What is left in the copy: set-up and story, rated items with their comments and evidence, and the family's words. What
is taken out: every judgement of a section and the overall one, the reasons for them, strengths, areas and actions,
all free summaries beside a judgement, and the worker's own part, which may tell how they see the findings. The
signed audit itself is not in the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.store import EntryRow
from qa_desktop import (
    canonical,
    counting,
    families,
    files,
    forms,
    ledger,
    moderation_cases,
    packs,
    people,
    roles,
    walk,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.ledger import SealedForm
from qa_desktop.live import Value
from qa_desktop.moderation_entries import Blind
from qa_desktop.moderation_fit import refuse_unfit as refuse_unfit
from qa_desktop.moderation_fit import worked_with as worked_with
from qa_desktop.templates import Question, Section, Template
from qa_desktop.workspace import Workspace

JUDGEMENTS = ("section_judgement", "overall")
TELLING = (*JUDGEMENTS, "strengths", "areas", "actions")  # uses that tell what the auditor judged
RATED = ("EV", "LINE", "AG5")


@dataclass(frozen=True, slots=True)
class Asked:
    """A blind copy that came for this person. `template` is what the audit was answered on."""

    digest: str
    template: str
    body: Blind
    by: str = ""  # name of who asks


def blind_answers(template: Template, answers: Mapping[str, Value]) -> dict[str, Value]:
    """What a moderator sees of these answers."""
    live = walk.live_answers(template, answers)
    return {q.id: live[q.id] for q in template.questions if q.id in live and _shown(template, q)}


def _shown(template: Template, question: Question) -> bool:
    section = template.section_of[question.id]
    reason = template.prompts.reason if template.prompts else None
    if question.use in TELLING or question.id == reason or section.by == "worker":
        return False
    judged = {one.use for one in section.question} & set(JUDGEMENTS)
    if not judged or question.type in RATED:
        return True
    # Beside a judgement, other questions sum it up, unless they are items of their own.
    return "overall" not in judged and (bool(question.standard) or question.limiting)


# Out: somebody is asked


def assign(ws: Workspace, digest: str, moderator: str, due: str | None = None) -> str:
    """Seal the blind copy of an audit for a moderator; for somebody else than before, it replaces the first.

    Returns its digest. Raises NotAllowed where this person may not give out work, or the moderator may not judge it.
    """
    if not roles.may(ws.world.resources, ws.me.role, "allocate_and_draw"):
        may = roles.one_of(roles.who_may(ws.world.resources, "allocate_and_draw"))
        raise NotAllowed(
            f"Only a {may} may send an audit to a moderator. Nothing was changed; ask one of them."
        )
    form = ledger.form(ws, digest)
    if digest not in {row.digest for row in ledger.heads(ws, "form", form.doc)} or form.body.part:
        raise NotAllowed("A newer version of this audit is here, or it is withdrawn. Moderate what stands.")
    template = ledger.template(ws, form.template)
    if moderation_cases.overall_of(template) is None:
        raise NotAllowed(f"“{template.title}” carries no overall judgement, so there is nothing to moderate.")
    refuse_unfit(ws, form, moderator)
    body = Blind(to=moderator, answers=blind_answers(template, form.body.answers), due=due)
    doc = moderation_cases.doc_of("blind", digest)
    with ws.write():
        replaces = tuple(row.digest for row in ledger.heads(ws, "blind", doc))
        content = body.model_dump(mode="json", exclude_none=True)
        return ws.seal("blind", doc, content, replaces, about=digest, template=form.template)


def make_file(
    ws: Workspace, digest: str, moderator: str, folder: Path, due: str | None = None
) -> packs.Written:
    """Write the file with the blind copy of an audit, locked to the moderator. Raises NotAllowed as `assign`."""
    person = people.everyone(ws).get(moderator)
    if person is None or not person.age:
        name = person.name if person else moderator
        raise NotAllowed(
            f"{name} has no laptop that can open a file yet, so none was made. Admit them first."
        )
    with ws.write():
        blind = assign(ws, digest, moderator, due)
    row = ws.store.entry(blind)
    assert row is not None and row.template is not None
    facts = {one.fact: one.code for one in ws.store.facts([digest])}
    about = {facts.get(fact, "") for fact in ("worker", "supervisor")}
    rows = [row, *packs.approved_rows(ws, {row.template}), *_staff(ws, {moderator, *about})]
    return packs.send(ws, "pack", rows, person, folder, files.safe_name(f"moderate {moderator} {blind[:8]}"))


def make_case_file(ws: Workspace, digest: str, to: str, folder: Path) -> packs.Written:
    """Write the file with an audit, both judgements and what came of them: for whoever settles a disagreement.

    Raises NotAllowed where that person may not settle one, or has no laptop that can open a file.
    """
    person = people.everyone(ws).get(to)
    if person is None or not person.age or not roles.may(ws.world.resources, person.role, "settle"):
        may = roles.one_of(roles.who_may(ws.world.resources, "settle"))
        raise NotAllowed(f"The file is for a {may} who has been admitted. None was made; name one of them.")
    facts = {one.fact: one.code for one in ws.store.facts([digest])}
    about = {facts.get(fact, "") for fact in people.PERSON_FACTS}
    rows = [*case_rows(ws, digest), *_staff(ws, {to, *about})]
    return packs.send(ws, "pack", rows, person, folder, files.safe_name(f"settle {to} {digest[:8]}"))


def case_rows(ws: Workspace, digest: str) -> list[EntryRow]:
    """An audit with its blind copies, the judgements of them, and everything sealed about it."""
    found = packs.closure(ws, {ledger.form(ws, digest).doc})
    found += moderation_cases.rows_about(ws, [row.digest for row in found])
    needed = {row.template for row in found if row.template}
    return list({row.digest: row for row in (*found, *packs.approved_rows(ws, needed))}.values())


def _staff(ws: Workspace, codes: Collection[str]) -> list[EntryRow]:
    """These people, and those it takes to send the answer back: who asks, and the practice leads."""
    every = people.everyone(ws).values()
    may = (p.code for p in every if roles.may(ws.world.resources, p.role, "admit_people"))
    return people.rows_about(ws, {*codes, ws.me.code, *may} - {""})


def families_for(ws: Workspace, code: str) -> set[str]:
    """The families, by code, of the audits that this person was asked to judge, or may settle."""
    person = people.everyone(ws).get(code)
    settles = person is not None and roles.may(ws.world.resources, person.role, "settle")
    asked = {row.about for row in ledger.heads(ws, "blind") if _asks(row, code)}
    if settles:
        asked |= {one.form for one in moderation_cases.cases(ws) if one.status == "unresolved"}
    forms_ = [digest for digest in asked if digest]
    return {row.code for row in ws.store.facts(forms_) if row.fact == "case"} if forms_ else set()


def _asks(row: EntryRow, code: str) -> bool:
    return row.body is not None and canonical.loads(row.body, "the blind copy")["to"] == code


# On the moderator's laptop


def for_me(ws: Workspace) -> list[Asked]:
    """Blind copies that ask this person, newest version each, in order of document."""
    found = []
    for row in ledger.heads(ws, "blind"):
        if row.body is not None and row.template is not None:
            body = Blind.model_validate(canonical.loads(row.body, "the blind copy"))
            if body.to == ws.me.code:
                who = counting.signed_by(ws, row.signer)
                found.append(Asked(row.digest, row.template, body, who.name if who else ""))
    return found


def begun(ws: Workspace, blind: str) -> forms.Draft | None:
    copies = _versions(ws, blind)
    return next((draft for draft in forms.drafts(ws) if draft.slip in copies), None)


def judged(ws: Workspace, blind: str) -> SealedForm | None:
    """My signed judgement of this copy or of an earlier version of it, if there is one."""
    copies, me = _versions(ws, blind), ws.signer().fingerprint
    mine = (one for one in ledger.replies(ws) if one.about in copies and one.signer == me)
    return next(mine, None)


def _versions(ws: Workspace, blind: str) -> set[str]:
    row = ws.store.entry(blind)
    return {one.digest for one in ws.store.versions(row.doc)} if row else set()


def start(ws: Workspace, blind: str) -> forms.Draft:
    """Begin the judgement that a blind copy asks for, or go on with it.

    Raises NotAllowed once it is signed, or for somebody else.
    """
    body = ledger.blind(ws, blind)
    if body.to != ws.me.code:
        raise NotAllowed(
            f"This judgement is asked of {people.name_of(ws, body.to)}, so only they can give it."
        )
    if judged(ws, blind):
        raise NotAllowed("Your judgement is signed already. Open it to read it, or amend it.")
    row = ws.store.entry(blind)
    assert row is not None and row.template is not None
    template = ledger.template(ws, row.template)
    return begun(ws, blind) or forms.start_part(ws, template, "moderator", blind, body.due)


@dataclass(frozen=True, slots=True)
class Copy:
    """What a moderator reads: the form as it was asked, and the answers that judge nothing."""

    digest: str
    template: Template
    answers: Mapping[str, Any]
    due: str | None
    names: Mapping[str, str] = field(default_factory=dict)  # of people and families, by code

    def named(self, question: Question, answer: Any) -> Any:
        """The answer, or for one that names a person or a family what it is called here."""
        return self.names.get(answer, answer) if question.fact and isinstance(answer, str) else answer

    def found(self, section: Section) -> tuple[tuple[Question, Any], ...]:
        """What the auditor wrote in one section, in the order of the form."""
        held = ((q, self.answers[q.id]) for q in section.question if q.id in self.answers)
        return tuple((question, self.named(question, answer)) for question, answer in held)


def copy_of(ws: Workspace, blind: str) -> Copy:
    """Raises NotAllowed where the copy, or its template, is not here."""
    row, body = ws.store.entry(blind), ledger.blind(ws, blind)
    template = ledger.template(ws, row.template if row and row.template else "")
    names = dict(families.numbers(ws).by_code)
    names |= {code: person.name for code, person in people.everyone(ws).items()}
    return Copy(blind, template, body.answers, body.due, names)


def shown(ws: Workspace, blind: str) -> Iterator[tuple[Section, Question, Any]]:
    """What the moderator reads, in the order of the form: section, question, answer."""
    copy = copy_of(ws, blind)
    for section in copy.template.section:
        for question, answer in copy.found(section):
            yield section, question, answer
