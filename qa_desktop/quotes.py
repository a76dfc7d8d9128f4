"""Quotes for report packs: short words of one finding with what could name somebody taken out, and their second look.

A quote reaches a pack only when somebody else than wrote it, whose role may, has checked the very version that stands,
and nothing in it looks like a name that nobody decided about. Any doubt (two versions, two checks that differ, a finding
that is gone) keeps it out. Source: content.md s16.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import ValidationError

from db.store import EntryRow
from qa_desktop import collate, counting, ledger, people, quote_marks, theme_findings, themes
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.ledger import SealedForm
from qa_desktop.people import Alias
from qa_desktop.quote_marks import Known
from qa_desktop.theme_entries import MOST_WORDS, Quote, QuoteCheck, Side, Voice
from qa_desktop.theme_findings import Key
from qa_desktop.workspace import Workspace

State = Literal["to_check", "checked", "back", "settle", "twice", "gone"]
STATE: dict[State, str] = {
    "to_check": "To check",
    "checked": "Checked",
    "back": "Sent back",
    "settle": "To hide or keep",
    "twice": "In two versions",
    "gone": "Finding is gone",
}


@dataclass(frozen=True, slots=True)
class Stands:
    """One quote as it stands. `form`: the version of the audit that counts; empty where the finding is gone."""

    digest: str
    doc: str
    key: Key
    form: str
    body: Quote
    state: State
    writer: str  # name
    mine: bool  # I wrote it, so somebody else checks it
    checkers: tuple[str, ...] = ()  # names
    why: str = ""  # it went back
    left: tuple[quote_marks.Detail, ...] = ()  # looks like a name, and nobody decided about it
    also: tuple[str, ...] = ()  # documents of quotes that say the same, which this one stands for


def write(
    ws: Workspace,
    form: str,
    question: str,
    path: str,
    words: str,
    theme: str,
    side: Side,
    voice: Voice,
    keep: tuple[str, ...] = (),
    instead_of: str = "",
) -> str:
    """Seal a quote for somebody else to check. `keep`: what looks like a name and is to stay. Returns the digest.

    `instead_of`: the document of a quote that this is a new version of. Raises NotAllowed for anybody but a practice
    lead, for words that are not in the finding or too long, and as long as a detail is neither hidden nor kept.
    """
    themes.need(ws, "makes quotes")
    held, place = themes.finding(ws, form, question, path)
    said = " ".join(words.split())
    if problem := problem_of(said, place.text):
        raise NotAllowed(f"{problem} Nothing was kept.")
    if theme not in theme_findings.themes(ws.world.resources):
        raise NotKnown(f"There is no theme “{theme}”. They run from T01 to T42. Nothing was kept.")
    known = quote_marks.known(ws)
    kept = tuple(sorted({one.text for one in known.find(said)} & set(keep)))
    if left := known.unsettled(said, kept):
        raise NotAllowed(f"{settle_words(left)} Nothing was kept.")
    try:
        body = Quote(question=question, path=path, words=said, theme=theme, side=side, voice=voice, kept=kept)
    except ValidationError as error:
        raise NotKnown(
            "A quote is a strength or an area, in the voice of family, child, worker or auditor. Nothing was kept."
        ) from error
    key = place.key(held.doc)
    doc = instead_of or themes.doc_of(ws, "quote", form, key, said.casefold())
    if instead_of and key not in {one.key for one in standing(ws) if one.doc == instead_of}:
        raise NotAllowed("The quote that this changes is not of this finding. Nothing was kept.")
    return _seal(ws, doc, body, form)


def _seal(ws: Workspace, doc: str, body: Quote, about: str) -> str:
    said = body.model_dump(mode="json", exclude_defaults=True)
    with ws.write():
        stands = ledger.heads(ws, "quote", doc)
        if len(stands) == 1 and stands[0].body and Quote.model_validate_json(stands[0].body) == body:
            return stands[0].digest
        return ws.seal("quote", doc, said, tuple(row.digest for row in stands), about=about)


def problem_of(words: str, text: str) -> str:
    """What is wrong with the words of a quote, as a sentence; empty where nothing is."""
    if not words.strip():
        return "A quote needs words."
    if len(words) > MOST_WORDS:
        return f"A quote has at most {MOST_WORDS} characters; this has {len(words)}. Leave words out with … instead."
    if not quote_marks.is_from(words, text):
        return "A quote is word for word. Put what you change in square brackets, and … where you leave words out."
    return ""


def settle_words(left: tuple[quote_marks.Detail, ...]) -> str:
    """What is still to be hidden or kept, as a sentence."""
    named = ", ".join(f"“{one.text}”, which looks like {one.looks_like}" for one in left[:3])
    more = f" and {len(left) - 3} more" if len(left) > 3 else ""
    return f"Hide or keep {named}{more}."


def take_back(ws: Workspace, quote: str) -> str:
    """Take a quote out of use. Its entry stays, and it reaches no pack any more. Returns the digest."""
    themes.need(ws, "takes quotes back")
    one = get(ws, quote)
    row = ws.store.entry(one.digest)
    return _seal(ws, one.doc, one.body.model_copy(update={"taken_back": True}), (row and row.about) or "")


def merge(ws: Workspace, quote: str, into: str) -> str:
    """Say that a quote says the same as another, which stands for both from now on. Returns the digest.

    Raises NotAllowed for anybody but a practice lead, for the same quote twice, and for one that is gone.
    """
    themes.need(ws, "merges quotes")
    one, other = get(ws, quote), get(ws, into)
    if one.doc == other.doc:
        raise NotAllowed("These are one quote already. Choose two. Nothing was kept.")
    if "gone" in (one.state, other.state) or "twice" in (one.state, other.state):
        raise NotAllowed("One of the two has to be put right first. Nothing was kept.")
    row = ws.store.entry(one.digest)
    body = one.body.model_copy(update={"same_as": other.doc})
    return _seal(ws, one.doc, body, (row and row.about) or "")


def part(ws: Workspace, quote: str) -> int:
    """Let every quote that was merged into this one stand for itself again, to be checked anew. Returns how many."""
    themes.need(ws, "parts quotes")
    one, parted = get(ws, quote), 0
    for doc in (one.doc, *one.also):
        for row in ledger.heads(ws, "quote", doc):
            body = Quote.model_validate_json(row.body or b"")
            if body.same_as:
                _seal(ws, doc, body.model_copy(update={"same_as": ""}), row.about or "")
                parted += 1
    return parted


def check(ws: Workspace, quote: str, good: bool, words: str = "") -> str:
    """Say of a quote that somebody else wrote that it may be used, or send it back and say why.

    Raises NotAllowed for the writer, and where the quote waits for something else first. Returns the digest.
    """
    themes.need_check(ws, "checks quotes")
    one = get(ws, quote)
    if one.mine:
        raise NotAllowed(f"You wrote this quote, so {themes.other_checkers(ws)}. Nothing was kept.")
    if good and one.state in ("settle", "twice", "gone"):
        raise NotAllowed(f"{_first(one)} Nothing was kept.")
    if not good and len(words.strip()) < 3:
        raise NotAllowed("Say in a few words why it goes back. Nothing was kept.")
    body = QuoteCheck(good=good, words="" if good else " ".join(words.split())[:300])
    doc = f"check-{one.digest[:32]}-{ws.me.code}"[:80]
    with ws.write():
        stands = ledger.heads(ws, "quote_check", doc)
        said = body.model_dump(mode="json", exclude_defaults=True)
        return ws.seal("quote_check", doc, said, tuple(row.digest for row in stands), about=one.digest)


def _first(one: Stands) -> str:
    """What has to come before a quote can be found good."""
    if one.state == "settle":
        return settle_words(one.left)
    if one.state == "twice":
        return "This quote is here in two versions. Write it again, then have it checked."
    return "The words that this quotes are no longer in the audit. Take the quote back."


def get(ws: Workspace, name: str) -> Stands:
    """A quote by its document, its digest or the beginning of one. Raises NotKnown."""
    held = standing(ws) if name else []
    found = [one for one in held if name in (one.doc, *one.also) or one.digest.startswith(name)]
    if len({one.doc for one in found}) != 1:
        raise NotKnown(f"“{name}” names no quote, or more than one. See `themes quotes`.")
    return found[0]


# What stands


def standing(ws: Workspace) -> list[Stands]:
    """Every quote that was not taken back, those to check first, then by the audit and its words."""
    alias, known = people.same(ws), quote_marks.known(ws)
    checks = _checks(ws)
    forms = {form.doc: form for form in collate.winners(ws)}
    by_doc: dict[str, list[tuple[EntryRow, Key]]] = defaultdict(list)
    for row, key in themes.with_keys(ws, "quote"):
        by_doc[row.doc].append((row, key))
    here = _here(
        ws, [forms[doc] for doc in {key[0] for rows in by_doc.values() for _, key in rows} & forms.keys()]
    )
    found = []
    for rows in by_doc.values():
        made = [_stands(ws, row, key, known, alias, checks.get(row.digest, [])) for row, key in rows]
        if len({one.body for one in made}) > 1:
            made = [_with(one, "twice") for one in made]
        else:  # two leads wrote the same: the one that is checked, else either
            made = [min(made, key=lambda one: (one.state != "checked", one.mine, one.digest))]
        for one in made:
            if not one.body.taken_back:
                counts = one.key in here
                form = forms[one.key[0]].digest if counts else ""
                found.append(_with(one, one.state if counts else "gone", form))
    order = {state: n for n, state in enumerate(STATE)}
    return sorted(_merged(found), key=lambda one: (order[one.state], one.doc, one.digest))


def _merged(found: list[Stands]) -> list[Stands]:
    """One of all quotes that somebody said are the same: a checked one first, then one that others were put to.

    A link to a quote that was taken back, or whose finding is gone, joins nothing: both stand for themselves again.
    """
    group = {one.doc: {one.doc} for one in found if one.state not in ("gone", "twice")}
    for one in found:
        if one.doc in group and one.body.same_as in group:
            joined = group[one.doc] | group[one.body.same_as]
            group |= dict.fromkeys(joined, joined)
    kept = [one for one in found if one.doc not in group]
    for docs in {id(docs): docs for docs in group.values()}.values():
        own = [one for one in found if one.doc in docs]
        first = min(own, key=lambda one: (one.state != "checked", bool(one.body.same_as), one.doc))
        kept.append(replace(first, also=tuple(sorted(docs - {first.doc}))))
    return kept


def _with(one: Stands, state: State, form: str = "") -> Stands:
    return replace(one, state=state, form=form)


def _here(ws: Workspace, forms: Iterable[SealedForm]) -> set[Key]:
    """What the findings of these forms are known by."""
    found: set[Key] = set()
    for form in forms:
        template = ledger.template_or_none(ws, form.template)
        if template:
            found |= {one.key(form.doc) for one in theme_findings.places(template, form)}
    return found


def _checks(ws: Workspace) -> Mapping[str, list[tuple[str, QuoteCheck]]]:
    """Digest of a quote -> who (staff code) says what of it."""
    found: dict[str, list[tuple[str, QuoteCheck]]] = defaultdict(list)
    for row in sorted(ledger.heads(ws, "quote_check"), key=lambda row: row.digest):
        who = counting.signed_by(ws, row.signer)
        if row.about and row.body is not None and who:
            found[row.about].append((who.code, QuoteCheck.model_validate_json(row.body)))
    return found


def _stands(
    ws: Workspace, row: EntryRow, key: Key, known: Known, alias: Alias, said: list[tuple[str, QuoteCheck]]
) -> Stands:
    body = Quote.model_validate_json(row.body or b"")
    who = counting.signed_by(ws, row.signer)
    writer = alias.person(who.code) if who else ""
    others = [(alias.person(code), one) for code, one in said if alias.person(code) != writer]
    left = known.unsettled(body.words, body.kept)
    bad = [one for _, one in others if not one.good]
    state: State = "settle" if left else "back" if bad else "checked" if others else "to_check"
    return Stands(
        digest=row.digest,
        doc=row.doc,
        key=key,
        form="",
        body=body,
        state=state,
        writer=who.name if who else "Somebody unknown",
        mine=alias.person(ws.me.code) == writer,
        checkers=tuple(sorted({people.name_of(ws, code) for code, _ in others})),
        why=" / ".join(sorted({one.words for one in bad if one.words})),
        left=left,
    )
