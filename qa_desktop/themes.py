"""Themes that practice leads give findings, beside those that auditors named: tagging, and what counts of it.

What counts is a view of the entries. Where two leads tagged one finding without knowing of each other, themes that
both name count; what only one of them names is shown as unsure, and counts once somebody has tagged it again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from db.store import EntryRow
from qa_desktop import counting, ledger, roles, theme_findings
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.ledger import SealedForm
from qa_desktop.theme_entries import AUTHORITY, OF_FINDING, Side, Tag
from qa_desktop.theme_findings import Key, Place
from qa_desktop.workspace import Workspace

NOT_THERE = (
    "This finding is not in the audit as it counts now. Open the audit again, then choose the finding."
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """What stands of one finding. `unsure`: themes that only one of two leads names."""

    strengths: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    unsure: tuple[tuple[Side, str], ...] = ()
    other: str = ""
    by: tuple[str, ...] = ()  # names

    def of(self, side: Side) -> tuple[str, ...]:
        return self.strengths if side == "strengths" else self.areas


CAPABILITY = AUTHORITY["tag"]


def may(ws: Workspace) -> bool:
    """Whether this person tags findings and writes quotes."""
    return roles.may(ws.world.resources, ws.me.role, CAPABILITY)


def may_check(ws: Workspace) -> bool:
    """Whether this person checks what others quoted."""
    return ws.me.role in roles.quote_checkers(ws.world.resources)


def checkers(ws: Workspace) -> str:
    """Who may check, as it stands in a sentence."""
    able = roles.quote_checkers(ws.world.resources)
    return roles.one_of([roles.name(ws.world.resources, one) for one in able])


def other_checkers(ws: Workspace) -> str:
    """“another practice lead checks it, or a head of service”."""
    first, *rest = (roles.name(ws.world.resources, one) for one in roles.quote_checkers(ws.world.resources))
    also = f", or a {roles.one_of(rest)}" if rest else ""
    return f"another {roles.one_of([first])} checks it{also}"


def need_check(ws: Workspace, what: str) -> None:
    if not may_check(ws):
        raise NotAllowed(f"Only a {checkers(ws)} {what}. Nothing was kept; ask one of them.")


def need(ws: Workspace, what: str) -> None:
    if not may(ws):
        able = roles.one_of(roles.who_may(ws.world.resources, AUTHORITY["tag"]))
        raise NotAllowed(f"Only a {able} {what}. Nothing was kept; ask one of them.")


def finding(ws: Workspace, form: str, question: str, path: str) -> tuple[SealedForm, Place]:
    """A finding of the version of an audit that stands. Raises NotAllowed where it is not there."""
    found = ledger.form(ws, form)
    if found.digest not in {row.digest for row in ledger.heads(ws, "form", found.doc)}:
        raise NotAllowed(
            "This audit was changed or withdrawn since, so nothing was kept. Open it as it stands now."
        )
    place = theme_findings.place(ws, found, question, path)
    if place is None:
        raise NotAllowed(f"{NOT_THERE} Nothing was kept.")
    return found, place


def tag(
    ws: Workspace,
    form: str,
    question: str,
    path: str,
    strengths: Iterable[str] = (),
    areas: Iterable[str] = (),
    other: str = "",
) -> str:
    """Say which themes a finding is about; with none, that it is about none. Replaces what stood. Returns the digest.

    Raises NotAllowed for anybody but a practice lead and for a finding there is not, NotKnown for a theme there is not.
    """
    need(ws, "tags findings with themes")
    held, place = finding(ws, form, question, path)
    body = Tag(
        question=question,
        path=path,
        strengths=_known(ws, strengths),
        areas=_known(ws, areas),
        other=" ".join(other.split())[:300],
    )
    needs = [t for t in (*body.strengths, *body.areas) if theme_findings.themes(ws.world.resources)[t].text]
    if needs and not body.other:
        raise NotAllowed("Say in a few words which other theme it is. Nothing was kept.")
    key = place.key(held.doc)
    before = {row.doc for row, other in with_keys(ws, "tag") if other == key}  # also of an older version
    docs = sorted(before) or [doc_of(ws, "tag", form, key)]
    with ws.write():
        sealed = [_seal(ws, doc, body, form) for doc in docs]
    return sealed[0]


def _seal(ws: Workspace, doc: str, body: Tag, form: str) -> str:
    stands = ledger.heads(ws, "tag", doc)
    if len(stands) == 1 and stands[0].body and _of(stands[0]) == body:
        return stands[0].digest
    said = body.model_dump(mode="json", exclude_defaults=True)
    return ws.seal("tag", doc, said, tuple(row.digest for row in stands), about=form)


def _known(ws: Workspace, codes: Iterable[str]) -> tuple[str, ...]:
    wanted, known = sorted(set(codes)), theme_findings.themes(ws.world.resources)
    if strange := [code for code in wanted if code not in known]:
        raise NotKnown(f"There is no theme “{strange[0]}”. They run from T01 to T42. Nothing was kept.")
    return tuple(wanted)


def doc_of(ws: Workspace, kind: str, form: str, key: Key, *more: str) -> str:
    """The document of a tag, or of a quote, of one finding: the same on every laptop that holds this version.

    The form's salt is in it, which goes when the form is purged: nobody can then try words until one fits the name.
    """
    row = ws.store.entry(form)
    name = "\0".join((*key, *more)).encode()
    return f"{kind}-{hashlib.sha256(((row and row.salt) or b'') + name).hexdigest()[:24]}"


# What counts


def standing(ws: Workspace) -> dict[Key, Tagged]:
    """Every tagged finding, by what it is known by."""
    rows: dict[Key, list[EntryRow]] = defaultdict(list)
    for row, key in with_keys(ws, "tag"):
        rows[key].append(row)
    return {key: _merged(ws, held) for key, held in rows.items()}


def with_keys(ws: Workspace, kind: str) -> Iterator[tuple[EntryRow, Key]]:
    """The entries of a kind that stand, each with the finding it is about, where that is here."""
    seen: dict[str, dict[tuple[str, str], Key]] = {}
    for row in sorted(ledger.heads(ws, kind), key=lambda row: row.digest):
        if row.body is None or row.about is None:
            continue
        if row.about not in seen:
            seen[row.about] = _keys(ws, row.about)
        said = OF_FINDING[kind].model_validate_json(row.body)
        if key := seen[row.about].get((said.question, said.path)):
            yield row, key


def _keys(ws: Workspace, digest: str) -> dict[tuple[str, str], Key]:
    """Question and path -> what the finding is known by, in this version of a form."""
    row = ws.store.entry(digest)
    if row is None or row.kind != "form" or row.body is None or row.template is None:
        return {}
    form, template = ledger.form_of(row), ledger.template_or_none(ws, row.template)
    found = theme_findings.places(template, form) if template else iter(())
    return {(one.question, one.path): one.key(form.doc) for one in found}


def _of(row: EntryRow) -> Tag:
    return Tag.model_validate_json(row.body or b"")


def _merged(ws: Workspace, rows: list[EntryRow]) -> Tagged:
    said = [_of(row) for row in rows]
    sides: dict[Side, list[set[str]]] = {
        "strengths": [{*one.strengths} for one in said],
        "areas": [{*one.areas} for one in said],
    }
    sure = {side: set.intersection(*many) for side, many in sides.items()}
    unsure = [(side, code) for side, many in sides.items() for code in sorted(set.union(*many) - sure[side])]
    names = {who.name for row in rows if (who := counting.signed_by(ws, row.signer))}
    return Tagged(
        strengths=tuple(sorted(sure["strengths"])),
        areas=tuple(sorted(sure["areas"])),
        unsure=tuple(unsure),
        other=" / ".join(sorted({one.other for one in said if one.other})),
        by=tuple(sorted(names)),
    )


def counted(ws: Workspace, forms: Iterable[SealedForm]) -> Mapping[str, frozenset[tuple[Side, str]]]:
    """Digest of each of these forms that has tags -> side and theme, each once."""
    by_doc: dict[str, dict[Key, Tagged]] = defaultdict(dict)
    for key, one in standing(ws).items():
        by_doc[key[0]][key] = one
    found = {}
    for form in forms:
        if form.doc not in by_doc:
            continue
        template = ledger.template_or_none(ws, form.template)
        keys = {one.key(form.doc) for one in theme_findings.places(template, form)} if template else set()
        here = [one for key, one in by_doc[form.doc].items() if key in keys]
        said: set[tuple[Side, str]] = set()
        for one in here:
            said |= {("strengths", code) for code in one.strengths}
            said |= {("areas", code) for code in one.areas}
        if said:
            found[form.digest] = frozenset(said)
    return found
