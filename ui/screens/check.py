"""Check your answers before you sign: what is missing, every answer in short, and the signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import paper, walk
from qa_desktop.answer_types import day_words, point_of, seen_of
from qa_desktop.errors import NotReady, Problem, QaError, WrongPassphrase
from qa_desktop.walk import SectionProgress, Step
from qa_desktop.words import tr
from ui import theme
from ui.forms.chosen import shown_choice
from ui.forms.editor import sentence
from ui.forms.session import Session
from ui.forms.ways import place_of
from ui.icons import icon
from ui.kit import (
    Banner,
    Button,
    Card,
    ErrorSummary,
    Field,
    Heading,
    LineBox,
    LinkButton,
    Muted,
    Page,
    PassphraseField,
    ProgressPanel,
    Rule,
    SaveState,
    Tag,
    Text,
    TopBar,
    announce,
    column,
    empty,
    row,
)  # fmt: skip
from ui.order import follow_layout
from ui.screens import signed
from ui.screens.changes import ChangesCard
from ui.screens.privacy_panel import PrivacyPanel
from ui.screens.reading import soft

LISTED_MOST = 20  # problems listed one by one; the sections below show them all
SIDE, NAME_WIDTH = 370, 212  # px at 100 %
TEXT_SHOWN = 180  # characters of an answer


class AnswerRow(QWidget):
    """One answer in short, with a way to it."""

    def __init__(self, session: Session, step: Step, go: Callable[[str], None], parent: QWidget):
        super().__init__(parent)
        question = step.question
        label = tr("Section judgement") if question.use == "section_judgement" else question.name
        name = Text(walk.numbered(question, label, "  "), "strong", parent=self)
        name.setFixedWidth(theme.px(NAME_WIDTH))
        answered = step.state != "empty"
        verb = tr("Change") if answered else tr("Answer")
        change = LinkButton(verb, name=f"{verb} {session.called(question.id)}", parent=self)
        change.clicked.connect(lambda checked=False: go(question.id))
        grid = QGridLayout(self)
        grid.setContentsMargins(*(theme.px(m) for m in (20, 9, 14, 10)))
        grid.setHorizontalSpacing(theme.px(12))
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._said(session, step), 0, 1)
        grid.addWidget(change, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)

    def _said(self, session: Session, step: Step) -> QWidget:
        question, value = step.question, session.answers.get(step.question.id)
        box = column(gap=4)
        blocked = [sentence(p.words) for p in step.problems if p.severity == "block"]
        if question.type in ("EV", "G4"):
            tag, aside = judged(session, step)
            box.addLayout(row(tag, Muted(aside, parent=self), None, gap=8))
            text = str(value.get("comment") or value.get("reason") or "") if isinstance(value, dict) else ""
        elif step.state == "empty":
            text = ""
            box.addLayout(row(Tag(tr("Not answered"), "bad" if blocked else "neutral", parent=self), None))
        else:
            text = session.summary(question.id)
        if text:
            short = text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN].rstrip()}…"
            box.addWidget(Muted(soft(short), parent=self))
        if blocked and step.state != "empty":
            missing = Text(" ".join(blocked), "small", "bad", self)
            box.addWidget(missing)
        return box


def judged(session: Session, step: Step) -> tuple[Tag, str]:
    """A rating or judgement as a tag in its own colour, and where it was seen."""
    question, value = step.question, session.answers.get(step.question.id)
    scale = session.template.scale_of(question)
    code = value.get("rating") if isinstance(value, dict) else value
    point = point_of(scale, code)
    if point is None:
        return Tag(tr("Not answered"), "bad" if step.needed else "neutral"), ""
    seen = seen_of(scale, value.get("seen")) if isinstance(value, dict) and point.placed else None
    words = f"{point.code} {point.label}" if point.score is not None else point.label
    return Tag(words, shown_choice(point).kind), seen.label if seen else ""


class SectionCard(Card):
    """One section: its heading, how much is left, and its answers once they are wanted."""

    def __init__(
        self, session: Session, part: SectionProgress, shown: bool, go: Callable[[str], None], parent: QWidget
    ):
        super().__init__(parent=parent)
        self._session, self._go = session, go
        self._steps = [s for s in part.steps if s.question.type != "AUTO"]
        self._title = part.section.title
        self.setAccessibleName(self._title)
        left = sum(any(p.severity == "block" for p in s.problems) for s in self._steps)
        self.tag = (
            Tag(tr("{left} to finish", left=left), "bad", parent=self)
            if left
            else Tag(tr("Finished"), "ok", parent=self)
        )
        self.flip = LinkButton(tr("Show"), "chevron-right", parent=self)
        self.flip.clicked.connect(self.turn)
        heading = Heading(self._title, 3, self)
        heading.setWordWrap(False)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(row(heading, self.tag, None, self.flip, gap=8, margins=(20, 12, 14, 12)))
        self._rows = column(gap=0)
        self.body.addLayout(self._rows)
        self.open = False
        self._say()
        if shown:
            self.turn()

    def turn(self) -> None:
        """Show or hide the answers. They are made when first shown: a whole audit has more than a hundred."""
        self.open = not self.open
        empty(self._rows)
        if self.open:
            for step in self._steps:
                self._rows.addWidget(Rule(self))
                self._rows.addWidget(AnswerRow(self._session, step, self._go, self))
        follow_layout(self)
        self._say()

    def _say(self) -> None:
        verb = tr("Hide") if self.open else tr("Show")
        self.flip.setIcon(icon("chevron-down" if self.open else "chevron-right", "link"))
        self.flip.set_words(verb, tr("{verb} the answers of {title}", verb=verb, title=self._title))


class CheckScreen(QWidget):
    """The last page before signing. Sign is always there; pressing it with gaps says what they are."""

    full_window = True
    nav = "audits"
    place_words = tr("Check answers and sign")

    def __init__(self, desk, window, doc: str, sign: bool = False, parent: QWidget | None = None):
        """`sign`: begin at the passphrase, where nothing stands in the way."""
        super().__init__(parent)
        self._desk, self._window, self._to_sign = desk, window, sign
        self.session = Session(desk, doc, parent=self)
        self._stop: Callable[[], None] | None = None
        self.progress: ProgressPanel | None = None
        self._top()
        session = self.session
        done = tr("{done} of {total} answered", done=session.progress.done, total=session.progress.total)
        case = session.case
        about = " · ".join(
            x for x in (session.template.title, tr("case {case}", case=case) if case else "", done) if x
        )
        self.page = Page(tr("Check your answers before you sign"), about, self, side=SIDE, most=1400)
        self._fill()
        self.setLayout(column(self.top, self.page, gap=0))
        self.layout().setStretch(1, 1)

    @property
    def has_problem(self) -> bool:
        return not self.problems.isHidden()

    def title(self) -> str:
        case = self.session.case
        return tr("case {case}", case=case) if case else self.session.template.title

    def _top(self) -> None:
        self.top = TopBar(self)
        self.back = LinkButton(tr("Back to questions"), "arrow-left", parent=self.top)
        self.back.clicked.connect(lambda: self._go(""))
        self.save_state = SaveState(self.top)
        self.save_state.saved(self.session.changed_at())
        self.preview = Button(tr("Preview PDF"), icon="file-text", parent=self.top)
        self.preview.clicked.connect(self.open_preview)
        line = row(self.back, None, self.save_state, self.preview, gap=14, margins=(10, 4, 20, 4))
        self.top.setLayout(line)

    def _fill(self) -> None:
        self.problems = ErrorSummary(parent=self)
        self.problems.chosen.connect(self._put_right)
        self.page.add(self.problems)
        if self.session.draft.replaces:
            self.page.add(ChangesCard(self._desk, self.session.draft, self))
        self._look_again()
        self.privacy = PrivacyPanel(self.session, self._go, self)
        self.privacy.settled.connect(self._one_settled)
        self.page.add(self.privacy)
        found = self._blocking()
        first = found[0].question if found else ""
        self.sections: list[SectionCard] = []
        for part in self.session.progress.sections:
            if any(s.question.type != "AUTO" for s in part.steps):
                here = any(s.question.id == first for s in part.steps)
                self.sections.append(SectionCard(self.session, part, here, self._go, self))
                self.page.add(self.sections[-1])
        self._judgements()
        self._sign_card()
        if found:
            self._say_problems(found)

    # What is missing

    def _blocking(self) -> list[Problem]:
        missing = [p for p in self.session.all_problems() if p.severity == "block"]
        return missing + self.privacy.problems()

    def _put_right(self, problem: Problem) -> None:
        if not self.privacy.take(problem):
            self._go(problem.question, problem.part, True)

    def _one_settled(self) -> None:
        """A detail was kept or hidden: the answers below say so, and the summary no longer asks for it."""
        for card in self.sections:
            if card.open:
                card.turn()
                card.turn()
        if not self.problems.isHidden():
            self._say_problems(self._blocking(), focus=False)

    def _say_problems(self, found: list[Problem], focus: bool = True) -> None:
        named = [replace(p, words=self.session.named(p)) for p in found]
        many = "this" if len(named) == 1 else tr("these {named} things", named=len(named))
        lead = tr("Finish {many} before you sign.", many=many)
        if len(named) > LISTED_MOST:
            lead += tr(
                " The first {listed_most} are listed here; the sections below show all of them.",
                listed_most=LISTED_MOST,
            )
        self.problems.show_problems(named[:LISTED_MOST], lead, focus)
        if self._window.showing is self:
            self._window.retitle()

    def _look_again(self) -> None:
        """Prompts and warnings: they ask for a second look, and stop nobody."""
        for problem in self.session.all_problems():
            if problem.severity != "warn":
                continue
            rules = self.session.template.prompts
            prompt = rules is not None and problem.question == rules.overall
            goes = (
                rules.reason if rules and prompt and rules.reason in self.session.steps else problem.question
            )
            words = sentence(problem.words)
            words = words if prompt else f"{self.session.named(problem)}."
            note = Banner(
                "warn",
                tr("Look again"),
                words,
                tr("Your reason") if prompt else tr("Open {goes}", goes=goes),
                parent=self,
            )
            note.pressed.connect(lambda q=goes: self._go(q))
            self.page.add(note)

    # The side

    def _judgements(self) -> None:
        uses = ("section_judgement", "overall")
        steps = [s for s in self.session.steps.values() if s.question.use in uses and s.question.type == "G4"]
        if not steps:
            return
        card = Card(tr("Overall judgements"), parent=self)
        for step in steps:
            tag, _ = judged(self.session, step)
            words = tr("Overall") if step.question.use == "overall" else step.section.title
            line = row(Text(words, parent=card), tag, gap=8)
            line.setStretch(0, 1)
            card.body.addLayout(line)
        self.page.add_side(card)

    def _sign_card(self) -> None:
        what, statement = self.session.signs()
        self.sign_card = Card(tr("Sign {what}", what=what))
        if statement:
            self.sign_card.add(Text(statement, parent=self.sign_card))
        self.name = Field(tr("Your full name"), LineBox(), parent=self.sign_card)
        self.name.editor.setText(self._desk.workspace.me.name)
        self.passphrase = PassphraseField(tr("Your signing passphrase"), parent=self.sign_card)
        self.passphrase.entered.connect(self.sign)
        self.sign_button = Button(tr("Sign and lock"), "primary", "signature", parent=self.sign_card)
        self.sign_button.clicked.connect(self.sign)
        self.refused = Banner("bad", tr("This was not signed"), " ", parent=self.sign_card)
        self.refused.hide()
        after = tr(
            "After signing, answers cannot be changed. A change is made as a new version, with its reason."
        )
        self.sign_card.add(self.name, self.passphrase)
        self.sign_card.body.addLayout(column(self.sign_button, margins=(4, 0, 4, 0)))
        self._under = column(gap=8)
        self.sign_card.body.addLayout(self._under)
        self.sign_card.add(self.refused, Muted(after, parent=self.sign_card))
        self.page.add_side(self.sign_card)

    # Signing

    def sign(self) -> None:
        """Sign, or say what stands in the way."""
        self.refused.hide()
        self.passphrase.set_problem("")
        self.name.set_problem("")
        if self.progress is not None:
            return
        if found := self._blocking():
            self._say_problems(found)
            QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(self.problems, 0, 40))
            return
        if not self.name.editor.text().strip():
            self.name.set_problem(tr("Write your full name."))
            self.name.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.passphrase.text():
            return self._at_passphrase(tr("Write your passphrase."))
        self._start()

    def _start(self) -> None:
        draft, said, name = self.session.draft, self.passphrase.text(), self.name.editor.text()
        self.progress = ProgressPanel(tr("Signing and locking"), self.sign_card)
        self.progress.cancel.hide()  # half a second; there is no half a signature to stop at
        self._under.addWidget(self.progress)
        self.sign_button.setEnabled(False)
        self._desk.run(lambda ws, tell: paper.sign_off(ws, draft, said, name), self._signed, self._refused)

    def _ended(self) -> None:
        empty(self._under)
        self.progress = None
        self.sign_button.setEnabled(True)
        self.passphrase.clear()

    def _signed(self, digest: str) -> None:
        self._ended()
        done = signed.SignedPage(self._desk, self._window, digest, self)
        self.page.hide()
        self.preview.hide()
        self.back.hide()
        self.save_state.read_only(
            tr("Read only: signed on {today}", today=day_words(self.session.today.isoformat()))
        )
        self.layout().addWidget(done, 1)
        self.done = done
        self.problems.hide()
        self._window.retitle()
        done.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(done, done.heading.text())

    def _at_passphrase(self, problem: str) -> None:
        self.passphrase.set_problem(problem)
        self.passphrase.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(self.sign_button, 0, 24))

    def _refused(self, error: QaError) -> None:
        self._ended()
        if isinstance(error, WrongPassphrase):
            self._at_passphrase(str(error))
        elif isinstance(error, NotReady):
            self._say_problems(error.problems)
        else:
            self.refused.text.setText(str(error))
            self.refused.text.show()
            self.refused.setAccessibleName(tr("This was not signed. {error}", error=error))
            self.refused.show()

    # What the window asks

    def _go(self, question: str, part: str = "", red: bool = True) -> None:
        args = {"question": question, "part": part, "red": red and bool(question)} if question else {}
        self._window.go(place_of(self.session.template), doc=self.session.draft.doc, **args)

    def open_preview(self) -> None:
        self._window.go("preview", doc=self.session.draft.doc)

    def flush(self) -> bool:
        """Stays while a signature is being made: it takes half a second."""
        return self.progress is None

    def first_focus(self) -> QWidget:
        if not self.problems.isHidden():
            return self.problems
        return self.passphrase.first_focus() if self._to_sign else self.page.heading

    def panes(self) -> list[QWidget]:
        return [self.top, self.page]

    def acts(self) -> dict:
        return {"pdf": self.open_preview, "save": self.save_state.say, "previous": lambda: self._go("")}

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 320)
