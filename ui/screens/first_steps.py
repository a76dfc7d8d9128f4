"""The steps of the first start, one widget each. The recovery key’s step serves Settings as well."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import entries, files, keys, passphrases, profiles, roles
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Me, Workspace
from ui.kit import (
    Banner,
    Button,
    Card,
    Combo,
    Field,
    LineBox,
    Muted,
    PassphraseField,
    StatusRow,
    Text,
    announce,
    column,
    row,
)
from ui.screens.pick import Pick
from ui.screens.request import save_request
from ui.screens.second_lead import SecondLead
from ui.screens.unlock import new_hint

ROLES = ("team_manager", "service_manager", "head_of_service", "practice_lead", "partner_auditor")


class Step(QWidget):
    """One step. `ready` shows what is missing and gives whether to go on."""

    title = ""
    words = ""

    def ready(self) -> bool:
        return True

    def first_focus(self) -> QWidget:
        raise NotImplementedError


class Who(Step):
    title = tr("Who you are")
    words = tr("This is what your practice lead and your signed audits will show.")

    def __init__(self, resources: Path, parent: QWidget):
        super().__init__(parent)
        self._resources = resources
        names = {role.code: role.name for role in roles.roles(resources)}
        self.name, self.code = LineBox(parent=self), LineBox(parent=self)
        self.role = Combo(tr("Role"), [(code, names[code]) for code in ROLES if code in names], self)
        self.team, self.organisation = LineBox(parent=self), LineBox(parent=self)  # Tab follows this order
        self.fields = (
            Field(tr("Your name"), self.name, parent=self),
            Field(
                tr("Staff code"),
                self.code,
                tr("Letters and figures, as your service uses it. For example A01."),
                parent=self,
            ),
            Field(tr("Role"), self.role, parent=self),
            Field(tr("Team"), self.team, parent=self),
            Field(tr("Organisation"), self.organisation, parent=self),
        )
        self.second = SecondLead(self)
        self.setLayout(column(*self.fields, row(self.second, margins=(4, 4, 4, 0)), gap=10))
        self.role.changed.connect(self._role)
        self._role()

    def first_focus(self) -> QWidget:
        return self.name

    @Slot()
    def _role(self, _role: object = None) -> None:
        self.second.setVisible(self._leads())

    @property
    def root(self) -> bytes | None:
        """The certificate of the service that a second practice lead joins."""
        return self.second.root if self._leads() else None

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
            0: "" if 0 < len(me.name) <= 64 else tr("Type your name, in at most 64 characters."),
            1: "" if _is_code(me) else tr("Type your staff code: letters and figures, no spaces."),
            3: "" if me.team or self._leads() else tr("Type the name of your team."),
            4: ""
            if 0 < len(me.organisation) <= 64
            else tr("Type the name of your organisation, in at most 64 characters."),
        }
        for number, words in wrong.items():
            self.fields[number].set_problem(words)
        first = next((number for number, words in wrong.items() if words), None)
        if first is not None:
            self.fields[first].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, wrong[first])
        return first is None and (not self._leads() or self.second.ready())


def _is_code(me: Me) -> bool:
    try:
        entries.Person(code=me.code, name=me.name or "?", role=me.role)
    except ValidationError:
        return False
    return True


class Where(Step):
    title = tr("Where your work is kept")
    words = tr(
        "On this laptop only, encrypted. A folder that copies itself to a cloud or a server would mix up two copies."
    )

    def __init__(self, folder: Path, may_choose: bool, parent: QWidget):
        super().__init__(parent)
        self.folder = folder
        self.box = LineBox(parent=self)
        self.box.setReadOnly(True)
        self.choose = Button(tr("Choose another folder"), icon="folder-open", parent=self)
        self.choose.setVisible(may_choose)
        self.choose.clicked.connect(self._choose)
        self.field = Field(tr("Folder"), self.box, parent=self)
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
        chosen = Pick.folder(self, tr("Choose where your work is kept"), str(self.folder.parent))
        if chosen:
            self.show_folder(chosen)
            self.ready()


class Passphrase(Step):
    title = tr("Your passphrase")
    words = tr("It locks your work and signs your audits. Nobody can look it up or reset it for you.")

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.one = PassphraseField(tr("Passphrase"), new_hint(), self)
        self.two = PassphraseField(tr("Passphrase again"), parent=self)
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
        self.strength.setText("" if not text else why or tr("Long enough. Longer is harder still to guess."))
        self.strength.set_tone("muted" if why else "ok")

    def ready(self) -> bool:
        why = keys.weak(self.one.text()) or ""
        differ = "" if self.one.text() == self.two.text() else tr("The two are not the same. Type it again.")
        self.one.set_problem(why)
        self.two.set_problem("" if why else differ)
        if why or differ:
            (self.one if why else self.two).first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, why or differ)
        return not (why or differ)


class Recovery(Step):
    """Shows the key once. Only its part that is typed back proves that it is on paper."""

    title = tr("Your recovery key")
    words = tr(
        "If you forget your passphrase, only this opens your work. It is shown once: print it or write it down."
    )

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.key = ""
        self.card = Card(tr("Recovery key"), parent=self, sunken=True)
        self.shown = Text("", "h2", parent=self.card)
        self.print_button = Button(
            tr("Print"), icon="printer", name=tr("Print the recovery key"), parent=self.card
        )
        self.save_button = Button(
            tr("Save to a stick"), icon="save", name=tr("Save the recovery key to a stick"), parent=self.card
        )
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.said = Muted(tr("Keep it away from this laptop, and not in an e-mail."), parent=self.card)
        self.card.add(self.shown, self.said)
        self.card.body.addLayout(row(self.print_button, self.save_button, None))
        self.box = LineBox(parent=self)
        self.field = Field(
            tr("Type the sixth group of four"), self.box, tr("To be sure that it is on paper."), parent=self
        )
        self.setLayout(column(self.card, self.field, gap=16))

    def first_focus(self) -> QWidget:
        return self.box

    def show_key(self, key: str) -> None:
        self.key = key
        self.shown.setText(key)

    def ready(self) -> bool:
        right = passphrases.same_recovery_part(self.key, self.box.text())
        self.field.set_problem(
            "" if right else tr("This is not the sixth group. Look at what you wrote down.")
        )
        if not right:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.field.problem.text())
        return right

    def _page(self) -> str:
        return tr(
            "Has the Help Helped?\nRecovery key\n\n{key}\n\nKeep this paper locked away, not with the laptop.\n",
            key=self.key,
        )

    def _print(self) -> None:
        from PySide6.QtGui import QTextDocument

        printer = Pick.printer(self)
        if printer is not None:
            page = QTextDocument()
            page.setPlainText(self._page())
            page.print_(printer)
            self.said.setText(tr("Sent to the printer. Check that the paper came out."))

    def _save(self) -> None:
        name = Pick.save(self, tr("Save the recovery key"), "recovery-key.txt", tr("Text (*.txt)"))
        if not name:
            return
        try:
            files.write_whole(name, self._page().encode())
            self.said.setText(tr("Saved as {name}. Keep it away from this laptop.", name=name))
        except QaError as error:
            self.said.setText(str(error))


class Finished(Step):
    title = tr("Your laptop is ready")

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self._box = column(gap=12)
        self.setLayout(self._box)
        self.save: Button | None = None
        self._said: Banner | None = None

    def first_focus(self) -> QWidget:
        return self.save or self

    def show_for(self, workspace: Workspace, second: bool = False) -> None:
        """`second`: a practice lead who joins a service, and is admitted like anybody else."""
        if not second and roles.may(workspace.world.resources, workspace.me.role, "admit_people"):
            words = tr(
                "This laptop now keeps the service’s own certificate. Admit your auditors under Packs and returns."
            )
            able = tr("You can admit people and make packs")
            self._box.addWidget(StatusRow("shield-check", "ok", able, text=words, parent=self))
            return
        words = tr(
            "One thing is left: send a request file to your practice lead. The pack that comes back lets you sign. "
            "You can also do this later, from Home."
        )
        if second:
            words = tr(
                "One thing is left: send a request file to the practice lead who keeps the service’s certificate. They "
                "admit you and send you an archive: import it, and you see what they see. Only they can admit people."
            )
        self._box.addWidget(Text(words, parent=self))
        self.save = Button(tr("Save request file"), "secondary", "save", parent=self)
        self.save.clicked.connect(lambda: self._save(workspace))
        self._box.addLayout(row(self.save, None, margins=(4, 4, 4, 4)))

    def _save(self, workspace: Workspace) -> None:
        again = workspace.again()
        try:
            saved = save_request(self, again)
        finally:
            again.close()
        if saved is None:
            return
        if self._said:
            self._said.hide()
            self._said.deleteLater()
        self._said = saved.banner(self)
        self._box.addWidget(self._said)
        announce(self, self._said.accessibleName())
