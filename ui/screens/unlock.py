"""Opening the profile: at the start, and under the cover when the window is locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qa_desktop.words import tr
from ui.kit import (
    Banner,
    Button,
    Card,
    Field,
    Flow,
    IconMark,
    LineBox,
    LinkButton,
    Muted,
    Page,
    PassphraseField,
    Text,
    announce,
    column,
    row,
)


class CentredPage(Page):
    """A page in the middle of the window with the program's mark above it: before there is anything to go to."""

    def __init__(self, title: str, subtitle: str = "", most: int = 560, parent: QWidget | None = None):
        super().__init__(title, subtitle, parent, most=most)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        brand = row(
            IconMark("heart-handshake", "primary", 26, self),
            Text(tr("Has the Help Helped?"), "strong", parent=self),
            gap=10,
        )
        brand.setStretch(1, 1)
        self._main_box.layout().insertLayout(0, column(8, brand, 16, gap=0))


def new_hint() -> str:
    """What a passphrase must have."""
    from qa_desktop import keys  # not before the window is there

    return tr(
        "At least {min_chars} characters, or {min_words} different words.",
        min_chars=keys.MIN_CHARS,
        min_words=keys.MIN_WORDS,
    )


class Unlock(CentredPage):
    """Asks for the passphrase, or for the recovery key and a new one. Says what was typed; decides nothing."""

    tried = Signal(str)  # a passphrase
    going_back = Signal()  # to the backup that was offered
    reading = Signal()  # what is left of a damaged profile
    recovering = Signal(str, str)  # a recovery key, and the new passphrase it should give

    def __init__(self, name: str = "", locked: bool = False, parent: QWidget | None = None):
        title = tr("Locked") if locked else tr("Unlock")
        super().__init__(
            title, tr("Signed in as {name}", name=name) if locked and name else name, parent=parent
        )
        self.banner: Banner | None = None
        self._welcome: Banner | None = None
        self._card = Card(parent=self)
        self.passphrase = PassphraseField(tr("Passphrase"), parent=self._card)
        self.passphrase.entered.connect(self._try)
        self.open_button = Button(tr("Unlock"), "primary", "lock-open", parent=self._card)
        self.open_button.clicked.connect(self._try)
        self.forgotten = LinkButton(tr("I have forgotten it"), parent=self._card)
        self.forgotten.clicked.connect(lambda: self._show_recovery(True))
        self._first = QWidget(self._card)
        self._first.setLayout(
            column(self.passphrase, row(self.open_button, self.forgotten, None, gap=12, margins=(4, 4, 4, 4)))
        )
        self._second: QWidget | None = None  # made when it is asked for
        self._card.add(self._first)
        self.add(self._card)

    def _recovery(self) -> QWidget:
        part = QWidget(self._card)
        self.recovery_key = LineBox(parent=part)
        self.recovery = Field(
            tr("Recovery key"),
            self.recovery_key,
            tr("The letters and figures on paper, in groups of four."),
            parent=part,
        )
        self.new = PassphraseField(tr("New passphrase"), new_hint(), part)
        self.new_again = PassphraseField(tr("New passphrase again"), parent=part)
        self.new_again.entered.connect(self._recover)
        self.recover_button = Button(tr("Set the new passphrase"), "primary", "key-round", parent=part)
        self.recover_button.clicked.connect(self._recover)
        back = LinkButton(tr("I know my passphrase"), parent=part)
        back.clicked.connect(lambda: self._show_recovery(False))
        note = Muted(
            tr("Nobody can open your work without the passphrase or this key, your practice lead included."),
            parent=part,
        )
        buttons = Flow(self.recover_button, back, gap=12)
        part.setLayout(column(note, self.recovery, self.new, self.new_again, buttons))
        return part

    def first_focus(self) -> QWidget:
        return self.recovery_key if self._recovers() else self.passphrase.first_focus()

    def _recovers(self) -> bool:
        return self._second is not None and self._second.isVisibleTo(self)

    def wait(self) -> None:
        """While what was typed is being tried."""
        self._enable(False)

    def refuse(self, words: str, seconds: int = 0) -> None:
        """Say why not, where it was typed. Does not say which part of it was wrong. `seconds`: to wait before the next."""
        self._enable(True)
        if seconds:
            words = tr("{words} Wait {seconds} seconds first.", words=words, seconds=seconds)
            self.open_button.setEnabled(False)
            if self._second is not None:
                self.recover_button.setEnabled(False)
            QTimer.singleShot(seconds * 1000, self, self._waited)
        if self._recovers():
            self.recovery.set_problem(words)
        else:
            self.passphrase.set_problem(words)
            self.passphrase.clear()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words)

    def _waited(self) -> None:
        self._enable(True)
        announce(self, tr("You can try again now"))

    def say_damaged(self, words: str) -> None:
        """The profile itself cannot be opened: trying again would not help."""
        self._enable(True)
        if self.banner:
            self.banner.deleteLater()
        self.banner = Banner(
            "bad",
            tr("Your work could not be opened."),
            tr("{words} Nothing was changed.", words=words),
            parent=self,
        )
        self.body.insertWidget(0, self.banner)
        self.passphrase.clear()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.banner.accessibleName())

    def offer_backup(self, words: str) -> None:
        """Under what was said of the damage: what the newest backup would bring back."""
        title = tr("The newest backup is whole.")
        offer = Banner("info", title, words, tr("Go back to this backup"), parent=self)
        offer.pressed.connect(self.going_back)
        self.body.insertWidget(1, offer)
        announce(self, offer.accessibleName())

    def offer_reading(self, words: str) -> None:
        """Last of what was said of the damage: how much is whole all the same."""
        offer = Banner("info", tr("Some of it can be read."), words, tr("Open it to read only"), parent=self)
        offer.pressed.connect(self.reading)
        self.body.insertWidget(self.body.indexOf(self._card), offer)
        announce(self, offer.accessibleName())

    def welcome(self, title: str, words: str) -> None:
        """Something good to know before the passphrase, in place of what was said before."""
        if self._welcome:
            self._welcome.hide()
            self._welcome.deleteLater()
        self._welcome = Banner("ok", title, words, parent=self)
        self.body.insertWidget(0, self._welcome)
        announce(self, f"{title} {words}")

    def _enable(self, on: bool) -> None:
        for button in self._card.findChildren(Button):
            button.setEnabled(on)
        self.open_button.set_words(tr("Unlock") if on else tr("Opening…"))

    def _try(self) -> None:
        if not self.open_button.isEnabled():
            return
        self.passphrase.set_problem("")
        if not self.passphrase.text():
            self.refuse(tr("Type your passphrase."))
            return
        self.wait()
        self.tried.emit(self.passphrase.text())

    def _recover(self) -> None:
        if not self.recover_button.isEnabled():
            return
        for field in (self.recovery, self.new, self.new_again):
            field.set_problem("")
        from qa_desktop import keys

        if why := keys.weak(self.new.text()):
            self.new.set_problem(why)
            self.new.first_focus().setFocus()
        elif self.new.text() != self.new_again.text():
            self.new_again.set_problem(tr("The two are not the same. Type the new passphrase again."))
            self.new_again.first_focus().setFocus()
        else:
            self.wait()
            self.recovering.emit(self.recovery_key.text(), self.new.text())

    def _show_recovery(self, wanted: bool) -> None:
        if self._second is None:
            self._second = self._recovery()
            self._card.add(self._second)
        self._first.setVisible(not wanted)
        self._second.setVisible(wanted)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
