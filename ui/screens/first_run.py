"""The first start: who you are, where your work is kept, a passphrase, and the recovery key on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QWidget

from qa_desktop import entries, files, identity, keys, packs, passphrases, people, profiles, roles
from qa_desktop.errors import QaError
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World
from ui.desk import Jobs
from ui.kit import (
    Banner,
    Button,
    Card,
    Combo,
    Field,
    LineBox,
    LinkButton,
    Muted,
    PassphraseField,
    StatusRow,
    Text,
    announce,
    column,
    row,
)
from ui.screens.pick import Pick
from ui.screens.unlock import NEW_HINT, CentredPage

ROLES = ("team_manager", "service_manager", "head_of_service", "practice_lead", "partner_auditor")
STEPS = 4


class _Step(QWidget):
    """One step. `ready` shows what is missing and gives whether to go on."""

    title = ""
    words = ""

    def ready(self) -> bool:
        return True

    def first_focus(self) -> QWidget:
        raise NotImplementedError


class Who(_Step):
    title = "Who you are"
    words = "This is what your practice lead and your signed audits will show."

    def __init__(self, resources: Path, parent: QWidget):
        super().__init__(parent)
        self._resources = resources
        names = {role.code: role.name for role in roles.roles(resources)}
        self.name, self.code, self.team = LineBox(parent=self), LineBox(parent=self), LineBox(parent=self)
        self.organisation = LineBox(parent=self)
        self.role = Combo("Role", [(code, names[code]) for code in ROLES if code in names], self)
        self.fields = (
            Field("Your name", self.name, parent=self),
            Field(
                "Staff code",
                self.code,
                "Letters and figures, as your service uses it. For example A01.",
                parent=self,
            ),
            Field("Role", self.role, parent=self),
            Field("Team", self.team, parent=self),
            Field("Organisation", self.organisation, parent=self),
        )
        self.setLayout(column(*self.fields, gap=10))

    def first_focus(self) -> QWidget:
        return self.name

    def _leads(self) -> bool:
        """A practice lead is in no team."""
        return roles.may(self._resources, str(self.role.value()), "admit_people")

    def me(self) -> Me:
        texts = (box.text().strip() for box in (self.code, self.name, self.team, self.organisation))
        code, name, team, organisation = texts
        return Me(code, name, str(self.role.value()), team, organisation)

    def ready(self) -> bool:
        me = self.me()
        wrong = {
            0: "" if 0 < len(me.name) <= 64 else "Type your name, in at most 64 characters.",
            1: "" if _is_code(me) else "Type your staff code: letters and figures, no spaces.",
            3: "" if me.team or self._leads() else "Type the name of your team.",
            4: ""
            if 0 < len(me.organisation) <= 64
            else "Type the name of your organisation, in at most 64 characters.",
        }
        for number, words in wrong.items():
            self.fields[number].set_problem(words)
        first = next((number for number, words in wrong.items() if words), None)
        if first is not None:
            self.fields[first].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, wrong[first])
        return first is None


def _is_code(me: Me) -> bool:
    try:
        entries.Person(code=me.code, name=me.name or "?", role=me.role)
    except ValidationError:
        return False
    return True


class Where(_Step):
    title = "Where your work is kept"
    words = "On this laptop only, encrypted. A folder that copies itself to a cloud or a server would mix up two copies."

    def __init__(self, folder: Path, may_choose: bool, parent: QWidget):
        super().__init__(parent)
        self.folder = folder
        self.box = LineBox(parent=self)
        self.box.setReadOnly(True)
        self.choose = Button("Choose another folder", icon="folder-open", parent=self)
        self.choose.setVisible(may_choose)
        self.choose.clicked.connect(self._choose)
        self.field = Field("Folder", self.box, parent=self)
        self.setLayout(column(self.field, row(self.choose, None, margins=(4, 0, 4, 4)), gap=10))
        self.show_folder(folder)

    def first_focus(self) -> QWidget:
        return self.box

    def show_folder(self, folder: Path) -> None:
        self.folder = folder
        self.box.setText(str(folder))
        self.field.set_problem("")

    def ready(self) -> bool:
        try:
            profiles.check_place(self.folder)
        except QaError as error:
            self.field.set_problem(str(error))
            announce(self, str(error))
            return False
        return True

    def _choose(self) -> None:
        chosen = Pick.folder(self, "Choose where your work is kept", str(self.folder.parent))
        if chosen:
            self.show_folder(chosen)
            self.ready()


class Passphrase(_Step):
    title = "Your passphrase"
    words = "It locks your work and signs your audits. Nobody can look it up or reset it for you."

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.one = PassphraseField("Passphrase", NEW_HINT, self)
        self.two = PassphraseField("Passphrase again", parent=self)
        self.strength = Muted("", parent=self)
        self.one.box.textChanged.connect(self._say)
        self.problem = Text("", tone="bad", parent=self)
        self.problem.hide()
        self.setLayout(column(self.one, self.strength, self.two, self.problem, gap=10))
        self.strength.setContentsMargins(4, 0, 4, 0)

    def first_focus(self) -> QWidget:
        return self.one.first_focus()

    def _say(self, text: str) -> None:
        why = keys.weak(text)
        self.strength.setText("" if not text else why or "Long enough. Longer is harder still to guess.")
        self.strength.set_tone("muted" if why else "ok")

    def ready(self) -> bool:
        why = keys.weak(self.one.text()) or ""
        differ = "" if self.one.text() == self.two.text() else "The two are not the same. Type it again."
        self.one.set_problem(why)
        self.two.set_problem("" if why else differ)
        if why or differ:
            (self.one if why else self.two).first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, why or differ)
        return not (why or differ)


class Recovery(_Step):
    """Shows the key once. Only its part that is typed back proves that it is on paper."""

    title = "Your recovery key"
    words = "If you forget your passphrase, only this opens your work. It is shown once: print it or write it down."

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.key = ""
        self.card = Card("Recovery key", parent=self, sunken=True)
        self.shown = Text("", "h2", parent=self.card)
        self.print_button = Button("Print", icon="printer", name="Print the recovery key", parent=self.card)
        self.save_button = Button(
            "Save to a stick", icon="save", name="Save the recovery key to a stick", parent=self.card
        )
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.said = Muted("Keep it away from this laptop, and not in an e-mail.", parent=self.card)
        self.card.add(self.shown, self.said)
        self.card.body.addLayout(row(self.print_button, self.save_button, None))
        self.box = LineBox(parent=self)
        self.field = Field(
            "Type the sixth group of four", self.box, "To be sure that it is on paper.", parent=self
        )
        self.setLayout(column(self.card, self.field, gap=16))

    def first_focus(self) -> QWidget:
        return self.box

    def show_key(self, key: str) -> None:
        self.key = key
        self.shown.setText(key)

    def ready(self) -> bool:
        right = passphrases.same_recovery_part(self.key, self.box.text())
        self.field.set_problem("" if right else "This is not the sixth group. Look at what you wrote down.")
        if not right:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.field.problem.text())
        return right

    def _page(self) -> str:
        return f"Has the Help Helped?\nRecovery key\n\n{self.key}\n\nKeep this paper locked away, not with the laptop.\n"

    def _print(self) -> None:
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            page = QTextDocument()
            page.setPlainText(self._page())
            page.print_(printer)
            self.said.setText("Sent to the printer. Check that the paper came out.")

    def _save(self) -> None:
        name = Pick.save(self, "Save the recovery key", "recovery-key.txt", "Text (*.txt)")
        if not name:
            return
        try:
            files.write_whole(name, self._page().encode())
            self.said.setText(f"Saved as {name}. Keep it away from this laptop.")
        except QaError as error:
            self.said.setText(str(error))


class Finished(_Step):
    title = "Your laptop is ready"

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self._box = column(gap=12)
        self.setLayout(self._box)
        self.save: Button | None = None

    def first_focus(self) -> QWidget:
        return self.save or self

    def show_for(self, workspace: Workspace) -> None:
        if roles.may(workspace.world.resources, workspace.me.role, "admit_people"):
            words = "This laptop now keeps the service’s own certificate. Admit your auditors under Packs and returns."
            self._box.addWidget(
                StatusRow(
                    "shield-check", "ok", "You can admit people and make packs", text=words, parent=self
                )
            )
            return
        self._box.addWidget(
            Text(
                "One thing is left: send this request file to your practice lead. The pack that comes back lets you sign.",
                parent=self,
            )
        )
        again = workspace.again()
        try:
            figures = identity.short_fingerprint(people.request(again))
        finally:
            again.close()
        card = Card("Figures to read out", parent=self, sunken=True)
        self._box.addWidget(card)
        card.add(
            Text(figures, "h3", parent=card),
            Muted("Your practice lead rings you and compares them before letting you in.", parent=card),
        )
        self.said = Banner("ok", "Saved.", "", parent=self)
        self.said.hide()
        self.save = Button("Save request file", "secondary", "save", parent=self)
        self.save.clicked.connect(lambda: self._save(workspace))
        self._box.addLayout(row(self.save, None, margins=(4, 4, 4, 4)))
        self._box.addWidget(self.said)

    def _save(self, workspace: Workspace) -> None:
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Pick.folder(self, "Choose where to save the request file", start)
        if not folder:
            return
        again = workspace.again()
        try:
            path = packs.request_file(again, folder)
            self.said.text.setText(f"{path} holds no secret. Send it to your practice lead.")
            self.said.text.show()
        except QaError as error:
            self.said.title.setText("Not saved.")
            self.said.text.setText(str(error))
        finally:
            again.close()
        self.said.show()
        announce(self, f"{self.said.title.text()} {self.said.text.text()}")


class FirstRun(CentredPage):
    """Four steps, back allowed until the profile is made. `opened` gives a closed workspace: `again` opens it."""

    opened = Signal(object)
    demo_wanted = Signal()
    placed = Signal(object)  # the folder, where it is not the usual one

    def __init__(
        self,
        world: World,
        jobs: Jobs,
        may_choose: bool = True,
        cost: keys.Cost | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__("", most=680, parent=parent)
        self._world, self._jobs, self._cost = world, jobs, cost
        self._workspace: Workspace | None = None
        self.who, self.where = Who(world.resources, self), Where(world.data_dir, may_choose, self)
        self.passphrase, self.recovery, self.finished = Passphrase(self), Recovery(self), Finished(self)
        self.steps: tuple[_Step, ...] = (self.who, self.where, self.passphrase, self.recovery, self.finished)
        self.lead = Text("", parent=self)
        self.problem = Banner("bad", "This was not done.", "", parent=self)
        self.problem.text.show()
        self.problem.hide()
        self.back = Button("Back", icon="arrow-left", parent=self)
        self.next = Button("Continue", "primary", parent=self)
        self.back.clicked.connect(self._back)
        self.next.clicked.connect(self._next)
        self.demo = LinkButton("Look around in a made-up service first", parent=self)
        self.demo.clicked.connect(self._look_around)
        card = Card(parent=self)
        card.add(*self.steps)
        self.add(self.lead, self.problem, card)
        self.body.addLayout(row(self.back, self.demo, None, self.next, margins=(4, 0, 4, 4)))
        for box in (
            self.who.name,
            self.who.code,
            self.who.team,
            self.who.organisation,
            self.where.box,
            self.recovery.box,
        ):
            box.returnPressed.connect(self._next)
        self.passphrase.two.entered.connect(self._next)
        self.passphrase.one.entered.connect(lambda: self.passphrase.two.first_focus().setFocus())
        self._show(0)

    def first_focus(self) -> QWidget:
        return self.steps[self.at].first_focus()

    def _show(self, number: int) -> None:
        self.at = number
        for each, step in enumerate(self.steps):
            step.setVisible(each == number)
        step = self.steps[number]
        left = "" if number == len(self.steps) - 1 else f"step {number + 1} of {STEPS}"
        self.set_title(step.title, f"Welcome · {left}" if left else "Welcome")
        self.lead.setText(step.words)
        self.lead.setVisible(bool(step.words))
        self.problem.hide()
        self.demo.setVisible(number == 0)
        self.back.setVisible(0 < number < 3)  # once the profile is made there is no way back
        self.next.set_words({2: "Make my profile", 4: "Open"}.get(number, "Continue"))
        self.next.setEnabled(True)
        step.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{step.title}, {left}" if left else step.title)
        self.verticalScrollBar().setValue(0)

    def _look_around(self) -> None:
        self.demo.setEnabled(False)
        self.next.setEnabled(False)
        self.demo.set_words("Making the service…")
        self.demo_wanted.emit()

    def refuse_demo(self, error: QaError) -> None:
        self.demo.setEnabled(True)
        self.demo.set_words("Look around in a made-up service first")
        self._say_problem(error)

    def _say_problem(self, error: QaError) -> None:
        self.next.setEnabled(True)
        self.problem.text.setText(str(error))
        self.problem.show()
        announce(self, str(error))

    def _back(self) -> None:
        self._show(self.at - 1)

    def _next(self) -> None:
        if not self.next.isEnabled() or not self.steps[self.at].ready():
            return
        if self.at == 2:
            self._make()
        elif self.at == 4:
            self.opened.emit(self._workspace)
        else:
            if self.at == 3:
                self.finished.show_for(self._workspace)
            self._show(self.at + 1)

    def _make(self) -> None:
        world, me = replace(self._world, data_dir=self.where.folder), self.who.me()
        words, cost = self.passphrase.one.text(), self._cost

        def make(_tell: object) -> tuple[Workspace, str]:
            workspace, key = profiles.create(world, me, words, cost=cost)
            workspace.close()
            return workspace, key

        self.next.setEnabled(False)
        self.back.setEnabled(False)
        self.next.set_words("Making…")
        self._jobs.run(make, self._made, self._not_made)

    def _made(self, made: tuple[Workspace, str]) -> None:
        self._workspace, key = made
        if self.where.folder != self._world.data_dir:
            self.placed.emit(self.where.folder)
        for field in (self.passphrase.one, self.passphrase.two):
            field.clear()
        self.recovery.show_key(key)
        self._show(3)

    def _not_made(self, error: QaError) -> None:
        self._show(2)
        self.back.setEnabled(True)
        self._say_problem(error)
