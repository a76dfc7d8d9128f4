"""Settings: you, how it looks, what keeps it safe, where it is kept, and what it is made of."""

from __future__ import annotations

import contextlib
import platform
from datetime import datetime

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qa_desktop import VERSION, backups, files, health, identity, keys, locking, passphrases, roles, switches
from qa_desktop.errors import QaError, WrongPassphrase
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui import languages, theme
from ui.desk import Desk
from ui.kit import (
    Button,
    Card,
    Check,
    Choice,
    Combo,
    Field,
    Muted,
    Page,
    PassphraseField,
    SegmentedChoice,
    Text,
    announce,
    column,
    row,
)
from ui.screens.backup_list import BackupsCard
from ui.screens.first_steps import Recovery
from ui.screens.keep_apart import KeepApart
from ui.screens.pick import CERTIFICATES, Pick
from ui.screens.request import save_request
from ui.screens.unlock import new_hint
from ui.shell import MainWindow

PALETTES = (
    Choice("light", tr("Light")),
    Choice("dark", tr("Dark")),
    Choice("contrast", tr("High contrast")),
    Choice("system", tr("As the computer")),
)
SIZES = tuple(Choice(str(scale), f"{round(scale * 100)}%") for scale in theme.SCALES)
LETTERS = (Choice("inter", tr("Usual")), Choice("atkinson", tr("Easier to read letters")))


class SettingsScreen(Page):
    """Everything takes effect at once; there is nothing to save."""

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(tr("Settings"), parent=parent, most=860)
        self._desk, self._window = desk, window
        self.said: dict[str, Text] = {}
        self.add(self._you(), self._appearance(), self._safety())
        if roles.may(desk.workspace.world.resources, desk.workspace.me.role, "admit_people"):
            self.add(self._audits())
        self.backups = BackupsCard(desk, self)
        self.backups.wanted.connect(lambda: window.do("restore"))
        self.apart = KeepApart(desk, self)
        self.add(self.backups, self.apart, self._keeping(), self._place(), self._about())

    def _card(self, title: str) -> Card:
        card = Card(title, parent=self)
        card.body.setSpacing(theme.px(12))
        return card

    def _line(self, card: Card, part: str) -> None:
        """An empty line at the foot of a card, where what was done or why not is said."""
        self.said[part] = Text("", parent=card)
        self.said[part].hide()
        card.add(self.said[part])

    def say(self, part: str, words: str, good: bool = True) -> None:
        line = self.said[part]
        line.setText(words)
        line.set_tone("ok" if good else "bad")
        line.show()
        announce(self, words)

    # You

    def _you(self) -> Card:
        me, card = self._desk.workspace.me, self._card(tr("You"))
        role = roles.name(self._desk.workspace.world.resources, me.role)
        for label, words in (
            (tr("Name"), me.name),
            (tr("Staff code"), me.code),
            (tr("Role"), role),
            (tr("Team"), me.team),
            (tr("Organisation"), me.organisation),
        ):
            if words:
                name = Muted(label, "body", card)
                name.setFixedWidth(theme.px(140))
                line = row(name, Text(words, parent=card), gap=12)
                line.setStretch(1, 1)
                card.body.addLayout(line)
        card.add(
            Muted(
                tr(
                    "These are part of your signature. To change them, ask your practice lead to admit you again."
                ),
                parent=card,
            )
        )
        buttons = []
        if roles.may(self._desk.workspace.world.resources, me.role, "admit_people"):
            buttons.append(Button(tr("Save the service’s certificate"), icon="shield-check", parent=card))
            buttons[0].clicked.connect(self._save_certificate)
        else:
            buttons.append(Button(tr("Save request file"), icon="save", parent=card))
            buttons[0].clicked.connect(self._save_request)
        card.body.addLayout(row(*buttons, None, margins=(4, 0, 4, 4)))
        self._line(card, "you")
        return card

    def _save_request(self) -> None:
        if saved := save_request(self, self._desk.workspace):
            self.say("you", f"{saved.title} {saved.words}", good=bool(saved.figures))

    def _save_certificate(self) -> None:
        roots = self._desk.workspace.roots()
        path = (
            Pick.save(self, tr("Save the service’s certificate"), "root.pem", CERTIFICATES) if roots else None
        )
        if path:
            try:
                files.write_whole(path, identity.to_pem(roots[0]))
                self.say(
                    "you",
                    tr(
                        "Saved as {path}. It holds no secret: auditors add it once, before their first pack.",
                        path=path,
                    ),
                )
            except QaError as error:
                self.say("you", str(error), good=False)

    # Appearance

    def _appearance(self) -> Card:
        card, now = self._card(tr("Appearance")), theme.current()
        self.palette_choice = SegmentedChoice(tr("Colours"), PALETTES, card)
        self.size_choice = SegmentedChoice(tr("Text size"), SIZES, card)
        self.letters_choice = SegmentedChoice(tr("Letters"), LETTERS, card)
        self.palette_choice.set_value(now.palette)
        self.size_choice.set_value(str(now.scale))
        self.letters_choice.set_value(now.letters)
        self.palette_choice.changed.connect(lambda code: self._show_in("palette", code))
        self.size_choice.changed.connect(lambda code: self._show_in("size", code))
        self.letters_choice.changed.connect(lambda code: self._show_in("letters", code))
        for words, choice in (
            (tr("Colours"), self.palette_choice),
            (tr("Text size"), self.size_choice),
            (tr("Letters"), self.letters_choice),
        ):
            card.add(Text(words, "strong", parent=card), choice)
        self.language = self._language(card)
        return card

    def _language(self, card: Card) -> Combo | None:
        """Nothing to choose where there is English alone."""
        world = self._desk.workspace.world
        offered = languages.offered(world.resources)
        if len(offered) == 1:
            return None
        choice = Combo(tr("Language"), offered, card)
        choice.set_value(languages.chosen(world.data_dir))
        choice.changed.connect(lambda code: self._window.keep("language", code))
        choice.setMaximumWidth(theme.px(240))
        card.add(Field(tr("Language"), choice, tr("From the next time the program is opened."), parent=card))
        return choice

    def _show_in(self, part: str, code: str | None) -> None:
        now = theme.current()
        wanted = theme.Theme(
            palette=code if part == "palette" and code else now.palette,
            scale=float(code) if part == "size" and code else now.scale,
            letters=code if part == "letters" and code else now.letters,
        )
        window = self._window
        if wanted != now and window.use_theme(wanted) and isinstance(window.showing, SettingsScreen):
            window.showing.focus_on(part)  # this screen is gone: the new one takes the focus where it was

    def focus_on(self, part: str) -> None:
        choice = {"palette": self.palette_choice, "size": self.size_choice, "letters": self.letters_choice}[
            part
        ]
        choice.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(choice)

    # Safety

    def _safety(self) -> Card:
        card = self._card(tr("Safety"))
        offered = locking.choices(self._desk.workspace.world.resources)
        self.lock_after = Combo(
            tr("Lock after"), [(one, tr("{which} minutes", which=one)) for one in offered], card
        )
        self.lock_after.set_value(self._desk.lock_after)
        self.lock_after.changed.connect(self._set_lock_after)
        field = Field(
            tr("Lock after"),
            self.lock_after,
            tr(
                "When no key and no button has been pressed; {offered} minutes at most. Ctrl+L locks at once.",
                offered=offered[-1],
            ),
            parent=card,
        )
        self.lock_after.setMaximumWidth(theme.px(240))
        card.add(field)
        self.change_button = Button(tr("Change passphrase"), icon="key-round", parent=card)
        self.renew_button = Button(tr("Make a new recovery key"), icon="key-round", parent=card)
        self.backup_button = Button(tr("Back up now"), icon="database", parent=card)
        self.change_button.clicked.connect(lambda: self._unfold(self.change_part))
        self.renew_button.clicked.connect(lambda: self._unfold(self.renew_part))
        self.backup_button.clicked.connect(self._back_up)
        card.body.addLayout(row(self.change_button, self.renew_button, None, margins=(4, 4, 4, 4)))
        self.change_part, self.renew_part = self._change_part(card), self._renew_part(card)
        self.recovery = Recovery(card)
        self.recovery_done = Button(tr("It is on paper"), "primary", parent=card)
        self.recovery_done.clicked.connect(self._renewed)
        for part in (self.change_part, self.renew_part, self.recovery, self.recovery_done):
            part.hide()
        card.add(self.change_part, self.renew_part, self.recovery)
        card.body.addLayout(row(self.recovery_done, None, margins=(4, 0, 4, 4)))
        self.kept = Muted(self._kept_words(), "body", card)
        card.add(self.kept)
        card.body.addLayout(row(self.backup_button, None, margins=(4, 0, 4, 4)))
        self._line(card, "safety")
        return card

    def _set_lock_after(self, minutes: int) -> None:
        try:
            self._desk.set_lock_after(minutes)
        except QaError as error:
            self.say("safety", str(error), good=False)

    def _kept_words(self) -> str:
        made = backups.last(self._desk.workspace.world.data_dir)
        return health.kept_words(made.astimezone() if made else None, datetime.now().astimezone())

    def _change_part(self, card: Card) -> QWidget:
        part = QWidget(card)
        self.old = PassphraseField(tr("Passphrase now"), parent=part)
        self.new = PassphraseField(tr("New passphrase"), new_hint(), part)
        self.again = PassphraseField(tr("New passphrase again"), parent=part)
        self.change = Button(tr("Set the new passphrase"), "primary", parent=part)
        self.change.clicked.connect(self._change)
        self.again.entered.connect(self._change)
        part.setLayout(column(self.old, self.new, self.again, row(self.change, None, margins=(4, 4, 4, 4))))
        return part

    def _renew_part(self, card: Card) -> QWidget:
        part = QWidget(card)
        self.renew_old = PassphraseField(
            tr("Your passphrase"), tr("The recovery key you have now will open nothing any more."), part
        )
        self.renew = Button(tr("Show a new recovery key"), "primary", parent=part)
        self.renew.clicked.connect(self._renew)
        self.renew_old.entered.connect(self._renew)
        part.setLayout(column(self.renew_old, row(self.renew, None, margins=(4, 4, 4, 4))))
        return part

    def _unfold(self, wanted: QWidget) -> None:
        for part in (self.change_part, self.renew_part):
            part.setVisible(part is wanted and not part.isVisible())
        if wanted.isVisible():
            first = self.old if wanted is self.change_part else self.renew_old
            first.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        why = keys.weak(self.new.text()) or ""
        differ = (
            "" if self.new.text() == self.again.text() else tr("The two are not the same. Type it again.")
        )
        self.old.set_problem("")
        self.new.set_problem(why)
        self.again.set_problem("" if why else differ)
        if why or differ:
            (self.new if why else self.again).first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        old, new = self.old.text(), self.new.text()
        self.change.setEnabled(False)

        def work_(ws: Workspace, _tell: Tell) -> None:
            passphrases.change(ws.world.data_dir, old, new)
            with contextlib.suppress(QaError):  # it is changed all the same
                passphrases.noted(ws, "passphrase")

        self._desk.run(work_, self._changed, self._not_changed)

    def _changed(self, _nothing: None) -> None:
        self.change.setEnabled(True)
        self.change_part.hide()
        for field in (self.old, self.new, self.again):
            field.clear()
        self.change_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.say("safety", tr("Your passphrase is changed. The recovery key stays as it was."))

    def _not_changed(self, error: QaError) -> None:
        self.change.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.old.set_problem(tr("This is not your passphrase. Check Caps Lock and type it again."))
            self.old.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.say("safety", str(error), good=False)

    def _renew(self) -> None:
        passphrase = self.renew_old.text()
        self.renew.setEnabled(False)

        def work(ws: Workspace, _tell: Tell) -> str:
            key = passphrases.renew_recovery(ws.world.data_dir, passphrase)
            with contextlib.suppress(QaError):  # the old key opens nothing any more: this one must be shown
                passphrases.noted(ws, "recovery_key")
            return key

        self._desk.run(work, self._have_key, self._no_key)

    def _have_key(self, key: str) -> None:
        self.renew.setEnabled(True)
        self.renew_old.clear()
        self.renew_part.hide()
        self.recovery.show_key(key)
        self.recovery.show()
        self.recovery_done.show()
        self.recovery.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_key(self, error: QaError) -> None:
        self.renew.setEnabled(True)
        self.renew_old.set_problem(str(error))
        self.renew_old.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _renewed(self) -> None:
        if self.recovery.ready():
            self.recovery.show_key("")
            self.recovery.hide()
            self.recovery_done.hide()
            self.say("safety", tr("The new recovery key is in use. Destroy the old paper."))

    def _back_up(self) -> None:
        self.backup_button.setEnabled(False)
        self._desk.run(lambda ws, _: backups.make(ws), self._backed_up, self._not_backed_up)

    def _backed_up(self, path: object) -> None:
        self.backup_button.setEnabled(True)
        self.kept.setText(self._kept_words())
        self.backups.refresh()
        self._desk.changed.emit(frozenset({"backups"}))
        self.say("safety", tr("Backed up and read back: {path}", path=path))

    def _not_backed_up(self, error: QaError) -> None:
        self.backup_button.setEnabled(True)
        self.say("safety", str(error), good=False)

    # What an audit asks

    def _audits(self) -> Card:
        card, ws = self._card(tr("Audits")), self._desk.workspace
        self.family = Check(tr("Families are asked as part of a deep audit"), parent=card)
        self.family.setChecked(switches.is_on(ws, switches.FAMILY_FEEDBACK))
        self.family.toggled.connect(self._switch_family)
        told = tr(
            "Off: audits started on this laptop from now on leave the family’s sections out. Those begun already stay "
            "as they are. It does not travel in packs yet, so other laptops go on asking."
        )
        card.add(self.family, Muted(told, "body", card))
        self._line(card, "audits")
        return card

    def _switch_family(self, on: bool) -> None:
        try:
            switches.put(self._desk.workspace, switches.FAMILY_FEEDBACK, on)
        except QaError as error:
            self.say("audits", str(error), good=False)
            return
        self.say(
            "audits",
            tr("Families are asked.") if on else tr("Families are not asked in audits started here."),
        )

    # Keeping and deleting, and the trail

    def _keeping(self) -> Card:
        card, ws = self._card(tr("What is kept, and what was done")), self._desk.workspace
        told = tr("Every deed in this profile is noted by code, signed, and can be checked.")
        buttons = [Button(tr("Trail"), icon="history", parent=card)]
        buttons[0].clicked.connect(lambda: self._window.go("trail"))
        if roles.may(ws.world.resources, ws.me.role, "retention"):
            buttons.insert(0, Button(tr("Keeping and deleting"), icon="hourglass", parent=card))
            buttons[0].clicked.connect(lambda: self._window.go("keeping"))
            told = tr("How long things are kept, what is held back, and what was removed. {told}", told=told)
        card.add(Muted(told, "body", card))
        card.body.addLayout(row(*buttons, None, margins=(4, 4, 4, 4)))
        return card

    # Place and program

    def _place(self) -> Card:
        card, folder = self._card(tr("Where it is kept")), self._desk.workspace.world.data_dir
        where = Text(str(folder), parent=card)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.add(
            where,
            Muted(
                tr("On this laptop only, encrypted. Backups are in the folder “backups” inside it."),
                "body",
                card,
            ),
        )
        show = Button(tr("Show folder"), icon="folder-open", parent=card)
        show.clicked.connect(lambda: Pick.show_folder(folder))
        card.body.addLayout(row(show, None, margins=(4, 0, 4, 4)))
        return card

    def _about(self) -> Card:
        card = self._card(tr("About"))
        card.add(Text(tr("Has the Help Helped? {version}", version=VERSION), "strong", parent=card))
        words = tr(
            "Python {python_version} · Qt {qt_version} · {system} {release}",
            python_version=platform.python_version(),
            qt_version=qt_version,
            system=platform.system(),
            release=platform.release(),
        )
        card.add(Muted(words, "body", card))
        more = Button(tr("Versions and licences"), icon="info", parent=card)
        more.clicked.connect(lambda: self._window.go("about"))
        check, keys_ = (
            Button(tr("Verify a file"), icon="shield-check", parent=card),
            Button(tr("Keyboard list"), icon="keyboard", parent=card),
        )
        check.clicked.connect(lambda: self._window.go("verify"))
        keys_.clicked.connect(lambda: self._window.go("keyboard"))
        card.body.addLayout(row(more, check, keys_, None, margins=(4, 4, 4, 4)))
        return card
