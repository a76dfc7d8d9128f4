"""Any template on paper: a clean form to fill in by hand, and an example that shows one filled in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from qa_desktop import demo, forms, paper, pdf, roles, templates
from qa_desktop.pdf_blocks import (
    Ask,
    Blanks,
    Block,
    Bullets,
    Checklist,
    Document,
    Facts,
    Grid,
    Heading,
    Note,
    Paragraph,
    RuledLines,
    SmallPrint,
    TickBoxes,
    Title,
)
from qa_desktop.templates import Condition, Part, Point, Question, Scale, Section, Template

CLASSIFICATION = f"{paper.CLASSIFICATION} once filled in"
WHOSE = {
    "worker": "The worker fills this in, in their own words.",
    "family": "The family answers this, in their own words.",
}
NEEDS = {
    "comment": "a comment",
    "evidence": "evidence",
    "reason": "a reason",
    "note": "a note",
    "fix_by": "a date to fix it by",
}
BLANK_ROWS = 4  # of a table to write in; a template that wants more, or allows fewer, says so
SHARES = {"DATE": 2, "NUM": 1, "YN": 1, "ONE": 2, "MULTI": 3, "TXT": 4, "LTX": 5}
_EXAMPLE_SEED = 11

Answer = tuple[TickBoxes | RuledLines | Blanks | Grid | SmallPrint, ...]


def blank_document(
    template: Template, created: datetime, who: Sequence[str] = (), guide: bool = False
) -> Document:
    """A form to fill in by hand. `who`: the roles that may; `guide`: help beside the questions, in small print."""
    blocks: list[Block] = [*_cover(template, who)]
    for section in template.section:
        blocks += _section(template, section, guide)
    blocks += _signatures(template)
    return Document(
        title=f"{template.title}: blank form",
        subject=template.purpose or template.title,
        author="",
        reference=f"{template.code} version {template.version}",
        classification=CLASSIFICATION,
        blocks=tuple(blocks),
        created=created,
        footer="Blank form",
    )


def worked_document(template: Template, resources: Path, created: datetime) -> Document:
    """The same form filled in by a made-up auditor about a made-up family, and marked so. Always the same answers."""
    script = tomllib.loads((resources / "demo.toml").read_text("utf-8"))
    facts = {
        "case": f"FS-{script['cycle'][0]['first_case']}",
        "service": script["service"],
        "team": script["teams"][0],
        "worker": "W01",
        "supervisor": "S01",
        "auditor": "A01",
        "auditor_role": "team_manager",
        "cycle": script["cycle"][0]["code"],
    }
    names = {"W01": script["workers"][0], "S01": script["supervisors"][0], "A01": script["auditors"][0]}
    answers = demo.made_up(template, _EXAMPLE_SEED, script, forms.known(template, facts))
    about = paper.About(reference=f"case {facts['case']}", names=names, example=True)
    return paper.document(template, answers, about, created)


def printed(
    resources: Path, template: Template, created: datetime, *, example: bool, guide: bool
) -> pdf.Rendered:
    """The blank form, or the worked example, as a PDF."""
    if example:
        return pdf.render(worked_document(template, resources, created))
    return pdf.render(blank_document(template, created, who_may(resources, template), guide))


def who_may(resources: Path, template: Template) -> tuple[str, ...]:
    """The names of the roles that may start this form. Empty: anybody."""
    if template.capability is None:
        return ()
    return roles.who_may(resources, template.capability)


def listed(words: Sequence[str], last: str = "or") -> str:
    """ "Worker, team manager or service manager"."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


# The first page


def _cover(template: Template, who: Sequence[str]) -> Iterator[Block]:
    yield Title(template.title, f"{template.code} · version {template.version} · blank form")
    may = roles.one_of(who)
    facts = [("Who fills it in", may[:1].upper() + may[1:])] if who else []
    facts += [("What for", template.purpose)] if template.purpose else []
    facts += [("Time", time_words(template.minutes))] if template.minutes[1] else []
    status = template.principles.status if template.principles else template.status
    yield Facts((*facts, ("Status of the wording", status)))
    if template.standing:
        yield Note(template.standing)
    if template.house_rules:
        yield Heading(2, "When you write")
        yield Bullets(template.house_rules)
    yield from _keys(template)


def time_words(minutes: tuple[int, int]) -> str:
    """ "3 to 4 hours", "60 to 75 minutes"."""
    least, most = minutes
    unit = "minute"
    if least % 60 == 0 and most % 60 == 0:
        least, most, unit = least // 60, most // 60, "hour"
    some = f"{least} to {most}" if least and least != most else f"{most}"
    return f"{some} {unit}{'' if some == '1' else 's'}"


def _keys(template: Template) -> Iterator[Block]:
    """How to read each scale that ratings are given on, once, before the first of them."""
    rated = [q for q in template.questions if q.type in ("EV", "LINE")]
    for code in dict.fromkeys(templates.scale_name(q) for q in rated):
        scale = template.scales[code]
        rows = tuple((_option(p), _meaning(p)) for p in scale.point if _meaning(p))
        if rows:
            yield Heading(2, "How to read the ratings")
            yield Facts(rows)
        if scale.seen:
            yield Heading(2, "Where you saw it")
            said = ((seen.label, _seen(scale, seen.words, seen.only_with)) for seen in scale.seen)
            yield Facts(tuple((label, words) for label, words in said if words))
    if template.source and any(q.type == "EV" and template.scale_of(q).seen for q in rated):
        yield Heading(2, "What evidence may come from")
        yield Paragraph(f"{', '.join(source.label for source in template.source)}.")


def _option(point: Point) -> str:
    return f"{point.code} {point.label}" if point.score is not None else point.label


def _meaning(point: Point) -> str:
    needs = f"Needs {listed([NEEDS[n] for n in point.needs], 'and')}." if point.needs else ""
    return " ".join(filter(None, [point.words, needs]))


def _seen(scale: Scale, words: str, only_with: Sequence[str]) -> str:
    labels = [_option(p) for p in scale.point if p.code in only_with]
    return " ".join(filter(None, [words, f"Only with {listed(labels)}." if labels else ""]))


# Sections and questions


def _section(template: Template, section: Section, guide: bool) -> Iterator[Block]:
    yield Heading(1, section.title)
    if section.by != "auditor":
        yield Paragraph(WHOSE[section.by], "strong", keep=True)
    if section.intro:
        yield Paragraph(section.intro, "muted", keep=True)
    first = section.question[0].ask_if
    shared = first if len(section.question) > 1 and all(q.ask_if == first for q in section.question) else ()
    if shared:
        yield Paragraph(f"Answer this section if {condition_words(template, shared)}.", "strong", keep=True)
    lines = tuple(q for q in section.question if q.type == "LINE" and q.ask_if == shared)
    for question in section.question:
        if question not in lines:
            yield _question(template, question, guide, shared)
        elif question is lines[0]:
            yield from _checklist(template, lines)


def _checklist(template: Template, lines: Sequence[Question]) -> Iterator[Block]:
    """Lines that two people tick side by side, and one place for all their notes."""
    options = tuple(p.label for p in template.options(lines[0]))
    yield Checklist(tuple((q.id, q.ask) for q in lines), options, ("Worker", "Supervisor"))
    notes = Grid(("Line", "Note", "Fix by"), max(3, len(lines) // 3), (1, 6, 2))
    yield Ask(
        "", "Notes", ("Where the two differ or it is below yes; if no, the day it is put right.",), (notes,)
    )


def _question(template: Template, question: Question, guide: bool, shared: Condition) -> Ask:
    notes = []
    if question.ask_if and question.ask_if != shared:
        notes.append(f"Answer if {condition_words(template, question.ask_if)}.")
    if question.ask_on_prompt and template.prompts:
        overall = template.by_id[template.prompts.overall].name
        notes.append(f"Answer if {overall[:1].lower()}{overall[1:]} and the ratings point different ways.")
    if question.required_if:
        notes.append(f"Needed if {condition_words(template, question.required_if)}.")
    elif not question.required:
        notes.append("You can leave this empty.")
    notes += [question.hint] if question.hint else []
    if question.limiting:
        notes.append("Limiting item: give evidence whatever the rating.")
    if question.type == "MULTI":
        notes.append("Tick all that apply.")
    answer = _answer(template, question)
    help_ = _guide(question) if guide else ()
    return Ask(question.id, question.ask, tuple(notes), (*help_, *answer))


def _guide(question: Question) -> tuple[SmallPrint, ...]:
    told = (
        ("What good looks like", question.guide.good),
        ("Where to look", question.guide.look),
        ("Signs it is not good enough", question.guide.signs),
    )
    return tuple(SmallPrint(heading, lines) for heading, lines in told if lines)


def _answer(template: Template, question: Question) -> Answer:
    match question.type:
        case "AUTO":
            return (SmallPrint("The program fills this in.", ()),)
        case "EV":
            return _rating(template, question)
        case "LINE":
            options = tuple(p.label for p in template.options(question))
            return (
                TickBoxes(options, "Worker"),
                TickBoxes(options, "Supervisor"),
                Blanks(("Note", "Fix by")),
            )
        case "GROUP":
            return _parts(template, question)
        case "ROWS":
            return _rows(template, question)
        case "EVD":
            return (Grid(("Source", "Date", "Step or document", "Note"), BLANK_ROWS, (2, 2, 3, 5)),)
        case _:
            return _simple(template, question, "")


def _rating(template: Template, question: Question) -> Answer:
    scale = template.scale_of(question)
    ticks: list[TickBoxes | RuledLines] = [TickBoxes(tuple(_option(p) for p in scale.point))]
    if scale.seen:
        ticks.append(TickBoxes(tuple(seen.label for seen in scale.seen)))
    ticks.append(RuledLines(3, "What you found"))
    if scale.seen and template.source:
        ticks.append(RuledLines(2, "Evidence: source, date, step or document, note"))
    return tuple(ticks)


def _simple(template: Template, field: Question | Part, label: str) -> Answer:
    options = template.options(field)
    if options and field.type == "G4" and getattr(field, "use", "") == "overall":
        points = template.scale_of(field).point
        return (TickBoxes(tuple(_option(p) for p in points), label, tuple(p.words for p in points)),)
    if options:
        scored = field.type == "G4"
        said = (_option(o) if scored and isinstance(o, Point) else o.label for o in options)
        return (TickBoxes(tuple(said), label),)
    if field.type == "LTX":
        return (RuledLines(3 if label else 5, label),)
    if field.type == "TXT" and not field.fact:
        return (RuledLines(1, label),)
    usual = {"DATE": "Day, month, year", "NUM": "Number"}.get(field.type, "")
    return (Blanks((label or usual,)),)


def _parts(template: Template, question: Question) -> Answer:
    """The parts of a group; short ones share their lines."""
    made: list[TickBoxes | RuledLines | Blanks | Grid | SmallPrint] = []
    for part in question.part:
        label = part.ask.rstrip(".")
        if part.ask_if:
            label = f"{label}, if {_siblings(template, part.ask_if, question.part)}"
        for one in _simple(template, part, label):
            before = made[-1] if made else None
            if isinstance(one, Blanks) and isinstance(before, Blanks):
                made[-1] = Blanks((*before.labels, *one.labels))
            else:
                made.append(one)
    return tuple(made)


def _rows(template: Template, question: Question) -> Answer:
    """A table to write in, with what may be chosen in its columns said above it."""
    head = tuple(part.ask.rstrip("?.") for part in question.part)
    rows = max(question.min_rows, min(BLANK_ROWS, question.max_rows or BLANK_ROWS))
    shares = tuple(SHARES.get(part.type, 2) for part in question.part)
    chosen = tuple(
        f"{part.ask.rstrip('?.')}: {', '.join(o.label for o in template.options(part))}"
        for part in question.part
        if template.options(part)
    )
    help_ = (SmallPrint("To choose from", chosen),) if chosen else ()
    if len(head) > 5:  # too many columns to write in
        return (*help_, *(Blanks(head) for _ in range(min(rows, 2))))
    return (*help_, Grid(head, rows, shares))


def _signatures(template: Template) -> Iterator[Block]:
    if template.way == "kiosk":
        return
    yield Heading(1, "Signature")
    if template.statement:
        yield Paragraph(template.statement, keep=True)
    yield Blanks(("Signature", "Name and role", "Date"))


# Conditions in words


def condition_words(template: Template, condition: Condition) -> str:
    """When a condition holds: "A14 Furthest helping stage reached is Review or End"."""
    rows = (" and ".join(_meets(template, name, codes) for name, codes in row.items()) for row in condition)
    return "; or if ".join(rows)


def _meets(template: Template, name: str, codes: tuple[str, ...]) -> str:
    if name in template.by_id:
        question = template.by_id[name]
        part = (
            next((p for p in question.part if p.id == "choice"), None) if question.type == "GROUP" else None
        )
        return f"{name} {question.name.rstrip('?')} {_is(template, part or question, codes)}"
    owner, _, place = name.rpartition(".")
    question = template.by_id[owner]
    part = next(p for p in question.part if p.id == place)
    asked = part.ask.rstrip("?.")
    called = question.name.rstrip("?")
    named = f"{owner} {called}" if asked in (called, question.ask.rstrip("?.")) else f"{owner} “{asked}”"
    return f"{named} {_is(template, part, codes)}"


def _siblings(template: Template, condition: Condition, parts: Sequence[Part]) -> str:
    by_id = {part.id: part for part in parts}
    rows = (
        " and ".join(
            f"“{by_id[name].ask.rstrip('?.')}” {_is(template, by_id[name], codes)}"
            for name, codes in row.items()
        )
        for row in condition
    )
    return " or ".join(rows)


def _is(template: Template, field: Question | Part, codes: tuple[str, ...]) -> str:
    """ "is Yes", "is Understanding or any stage after it", "names anything but None seen"."""
    options = template.options(field)
    labels = [o.label for o in options if o.code in codes]
    others = [o.label for o in options if o.code not in codes]
    if not labels:
        return f"is {listed(codes)}"
    if len(labels) > 4 and len(others) == 1:
        verb = "names" if field.type == "MULTI" else "is"
        return f"{verb} anything but {others[0]}"
    in_order = all(o.code.isdecimal() for o in options)
    if in_order and len(labels) > 2 and [o.code for o in options][-len(labels) :] == list(codes):
        return f"is {labels[0]} or anything after it"
    return f"{'names' if field.type == 'MULTI' else 'is'} {listed(labels)}"
