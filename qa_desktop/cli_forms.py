"""The verbs of the command line for one form: start, answer, sign, amend, print."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from qa_desktop import answer_types, files_out, forms, ledger, privacy, walk, work
from qa_desktop.cli_answer import Answer, file_at, find_template, open_profile, read_json
from qa_desktop.errors import FileRefused, NotAllowed, NotKnown
from qa_desktop.workspace import Workspace


def form_list(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        today = ws.world.now().date()
        tasks = work.tasks(ws, today)
        signed = [
            {"digest": f.digest, "doc": f.doc, "template": f.template, "at": f.at} for f in ledger.forms(ws)
        ]
        titles = {t.digest: t.title for t in ledger.known_templates(ws)}
    data = {"tasks": [asdict(t) for t in tasks], "signed": signed}
    mine = {t.digest for t in tasks if t.digest}
    # what stands first is what `form show` and the other verbs take
    rows = [f"{_named(t)}  {t.title}  {_state(t)}" for t in tasks] + [
        f"{s['digest'][:16]}  {titles.get(s['template'], 'Form')}  signed {s['at'][:10]}"
        for s in signed
        if s["digest"] not in mine
    ]
    return Answer("\n".join(rows) or "Nothing is due. Nothing is begun.", data)


def _named(task: work.Task) -> str:
    return (task.digest or "")[:16] or task.doc or task.allocation or task.slip or task.blind or ""


def _state(task: work.Task) -> str:
    return "signed, a new version begun" if task.amends else task.state.replace("_", " ")


def form_start(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if wanted_id := args.allocation or args.slip:
            found = work.tasks(ws, ws.world.now().date())
            wanted = [t for t in found if wanted_id in (t.allocation, t.slip)]
            if not wanted:
                raise NotKnown(f"There is no allocation “{wanted_id}” here. See `form list`.")
            draft = work.start_task(ws, wanted[0])
        elif args.template:
            known = forms.template_choices(ws)
            try:
                draft = forms.start(ws, find_template(known, args.template))
            except NotKnown as error:
                if all(args.template != t.allocation for t in work.tasks(ws, ws.world.now().date())):
                    raise
                raise NotKnown(
                    f"“{args.template}” is work that was given to you. Begin it with `form start --allocation {args.template}`."
                ) from error
        else:
            raise NotKnown("Name a template, or an allocation with --allocation.")
    return Answer(draft.doc, {"doc": draft.doc, "template": draft.template})


def _find(ws: Workspace, name: str) -> forms.Draft | ledger.SealedForm:
    for draft in forms.drafts(ws):
        if draft.doc == name:
            return draft
    for form in ledger.forms(ws):
        if name in (form.doc, form.digest) or (len(name) >= 8 and form.digest.startswith(name)):
            return form
    raise NotKnown(f"There is no form “{name}” here. See `form list`.")


def _draft(ws: Workspace, name: str) -> forms.Draft:
    return forms.draft(ws, name)


def _signed(ws: Workspace, name: str) -> ledger.SealedForm:
    found = _find(ws, name)
    if isinstance(found, forms.Draft):
        raise NotAllowed("This is a draft. Sign it first.")
    return found


def form_show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = _find(ws, args.form)
        if isinstance(found, forms.Draft):
            answers, template = found.answers, forms.template_of(ws, found)
        else:
            answers, template = found.body.answers, ledger.template(ws, found.template)
        progress = walk.progress(template, answers)
        rows = [f"{template.title}: {progress.done} of {progress.total} answered"]
        for question in walk.asked(template, answers):
            rows.append(f"{question.id:6} {answer_types.words(template, question, answers.get(question.id))}")
        data = {
            "doc": found.doc,
            "signed": not isinstance(found, forms.Draft),
            "answers": dict(answers),
            "done": progress.done,
            "total": progress.total,
        }
    return Answer("\n".join(rows), data)


def form_answer(args: argparse.Namespace) -> Answer:
    held = read_json(args.file)
    if not isinstance(held, dict):
        raise FileRefused(f"{args.file.name} does not hold answers. It must be an object: question to value.")
    with open_profile(args) as ws:
        draft = _draft(ws, args.form)
        template = ledger.template(ws, draft.template)
        if unknown := sorted(set(held) - set(template.by_id)):
            raise FileRefused(
                f"{args.file.name} answers {', '.join(unknown)}, not in this template. Nothing was changed."
            )
        with ws.write():
            for question, value in held.items():
                draft = forms.answer(ws, draft, question, value)
        left = walk.blocking(forms.problems(ws, draft))
    unfinished = [f"{p.question}: {p.words}" for p in left if p.question in held]
    return Answer(
        "\n".join([f"{len(held)} answered, {len(left)} still to finish.", *unfinished]),
        {"doc": draft.doc, "answered": len(held), "problems": len(left)},
    )


def form_problems(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        draft = _draft(ws, args.form)
        found = forms.problems(ws, draft)
    rows = [f"{p.question}: {p.words}{' (look again)' if p.severity == 'warn' else ''}" for p in found]
    blocked = bool(walk.blocking(found))
    return Answer(
        "\n".join(rows) or "Nothing is missing.",
        {"problems": [asdict(p) for p in found]},
        code=1 if blocked else 0,
    )


def form_settle(args: argparse.Namespace) -> Answer:
    """Keep or hide details that could name somebody, by their words."""
    with open_profile(args) as ws:
        draft = _draft(ws, args.form)
        template, rules = ledger.template(ws, draft.template), privacy.Rules.load(ws.world.resources)
        found = privacy.in_form(template, draft.answers, rules)
        wanted: dict[str, privacy.Choice] = {w: "keep" for w in args.keep} | {w: "hide" for w in args.hide}
        if strange := sorted(set(wanted) - {f.mark.text for f in found}):
            raise NotAllowed(f"Nothing is marked as “{strange[0]}” in this form. See `form problems`.")
        with ws.write():
            for key, words in {f.key: f.mark.text for f in found}.items():
                if words in wanted:
                    draft = forms.settle_privacy(ws, draft, key, wanted[words])
        left = len(privacy.unsettled(template, draft.answers, draft.privacy, rules))
    said = f"{len(wanted)} settled, {left} still to keep or hide."
    return Answer(said, {"doc": draft.doc, "settled": len(wanted), "left": left})


def form_sign(args: argparse.Namespace) -> Answer:
    from qa_desktop import paper

    with open_profile(args) as ws:
        digest = paper.sign_off(ws, _draft(ws, args.form), args.passphrase(), ws.me.name)
    return Answer(f"Signed and locked. Entry {digest}", {"digest": digest})


def form_amend(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        draft = forms.amend(ws, _signed(ws, args.form).digest, args.reason)
    return Answer(draft.doc, {"doc": draft.doc, "replaces": list(draft.replaces)})


def form_pdf(args: argparse.Namespace) -> Answer:
    from qa_desktop import paper

    with open_profile(args) as ws:
        digest = _signed(ws, args.form).digest
        row = ws.store.entry(digest)
        assert row is not None
        path = file_at(args.out, paper.pdf_name(ws, row))
        sha256 = files_out.save(ws, path, paper.signed_pdf(ws, digest), "pdf", kind="signed", form=digest)
    return Answer(
        f"Written, read back and checked: {path}", {"path": path, "sha256": sha256, "digest": digest}
    )
