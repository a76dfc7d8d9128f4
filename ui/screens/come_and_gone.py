"""What has not come back and why, whom to tell what came, and every file that was written: the lead's post book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import packs, people, receipts
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.receipts import Made, Missing, Owed, ToConfirm
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, Group, Muted, RowsCard, StatusRow, row
from ui.screens.pick import Pick
from ui.screens.reading import short

LAST_FOLDER = "folder.receipts"  # setting
MOST_SHOWN = 20
KINDS = {
    "pack": tr("Pack"),
    "archive": tr("Archive"),
    "receipt": tr("Receipt"),
    "numbers": tr("Numbers of families"),
}
ICONS = {"pack": "package", "archive": "database", "receipt": "file-check", "numbers": "key-round"}


@dataclass(frozen=True, slots=True)
class Post:
    """What came and went, read in one go."""

    owed: Mapping[str, tuple[Owed, ...]]
    missing: tuple[Missing, ...]
    confirm: tuple[ToConfirm, ...]
    made: tuple[Made, ...]
    names: Mapping[str, str]
    folder: str


def read(ws: Workspace) -> Post:
    names = {code: one.name for code, one in people.everyone(ws).items()}
    owed = {code: tuple(some) for code, some in receipts.owed(ws).items()}
    found = tuple(receipts.missing(ws)), tuple(receipts.to_confirm(ws)), tuple(receipts.made(ws))
    return Post(owed, *found, names, ws.text(LAST_FOLDER) or "")


def write(ws: Workspace, codes: Sequence[str], folder: Path, tell: Tell) -> list[packs.Written]:
    """A receipt for each of these people, in one folder that is offered again."""
    made = []
    for number, code in enumerate(codes):
        tell(number, len(codes))
        made.append(receipts.write(ws, code, folder))
    with ws.write():
        ws.keep(LAST_FOLDER, str(folder))
    return made


def written_words(made: Sequence[packs.Written]) -> str:
    n = len(made)
    return tr(
        "{receipt}, written, read back, checked. In {parent}. Send {which} to {made}.",
        receipt=tr("1 receipt") if n == 1 else tr("{n} receipts", n=n),
        parent=made[0].path.parent,
        which=tr("it") if n == 1 else tr("each"),
        made=", ".join(one.to for one in made),
    )


class Missed(Group):
    """A row for each person who owes work or whose file never came, with words to chase them."""

    done = Signal(str)

    def __init__(self, post: Post, parent: QWidget | None = None):
        codes = sorted({*post.owed, *(one.code for one in post.missing)}, key=lambda c: post.names.get(c, c))
        super().__init__(
            tr("Still to come"), len(codes), "warn" if post.missing else "neutral", parent=parent
        )
        sent = {one.code for one in post.made if one.kind == "pack"}
        if not codes:
            self.add(Muted(tr("Nothing is owed, and no file is missing."), "body", self))
            return
        rows = RowsCard(tr("Still to come"), self)
        for code in codes[:MOST_SHOWN]:
            gaps = [one for one in post.missing if one.code == code]
            name = post.names.get(code) or next((one.name for one in gaps), code)
            rows.add_row(self._row(name, post.owed.get(code, ()), gaps, code in sent))
        self.add(rows)
        if len(codes) > MOST_SHOWN:
            self.add(Muted(tr("and {codes} more", codes=len(codes) - MOST_SHOWN), parent=self))

    def _row(self, name: str, owed: Sequence[Owed], gaps: Sequence[Missing], sent: bool) -> StatusRow:
        n = len(owed)
        told = (
            [
                tr(
                    "{audit} owed, first due {due}",
                    audit=tr("1 audit") if n == 1 else tr("{n} audits", n=n),
                    due=day_words(owed[0].due),
                )
            ]
            if n
            else []
        )
        told += [one.words for one in gaps]
        copy = Button(
            tr("Copy words"), icon="copy", name=tr("Copy words to chase {name}", name=name), parent=self
        )
        words = receipts.reminder(name, owed, gaps)
        copy.clicked.connect(lambda: self._copy(words))
        icon = ("triangle-alert", "warn") if gaps else ("clock", "muted")
        tag = (tr("With auditor"), "neutral") if sent else (tr("No pack from here"), "neutral")
        tag = (tr("File missing"), "warn") if gaps else tag
        return StatusRow(*icon, short(name, 40), "", ". ".join(told) + ".", tag, (copy,), self)

    def _copy(self, words: str) -> None:
        Pick.copy(words)
        self.done.emit(tr("The words were copied. Paste them into a message. They name no family."))


class Receipts(Group):
    """Whom to tell that their file came; the next pack tells them too."""

    done = Signal(str)
    failed = Signal(object)  # QaError

    def __init__(self, desk: Desk, post: Post, parent: QWidget | None = None):
        super().__init__(tr("Receipts to send"), len(post.confirm), parent=parent)
        self._desk, self._folder = desk, post.folder
        if not post.confirm:
            self.add(Muted(tr("Everybody whose file came has been told so."), "body", self))
            return
        rows = RowsCard(tr("Receipts to send"), self)
        for one in post.confirm:
            make = Button(
                tr("Write receipt"), name=tr("Write a receipt for {name}", name=one.name), parent=self
            )
            make.clicked.connect(lambda checked=False, code=one.code: self.write([code]))
            words = tr("{words}. A receipt says so; their next pack does too.", words=one.words)
            rows.add_row(StatusRow("file-check", "info", short(one.name, 40), "", words, None, (make,), self))
        self.add(rows)
        if len(post.confirm) > 1:
            self.all = Button(
                tr("Write {confirm} receipts", confirm=len(post.confirm)), icon="file-check", parent=self
            )
            self.all.clicked.connect(lambda: self.write([one.code for one in post.confirm]))
            self.body.addLayout(row(self.all, None))

    def write(self, codes: Sequence[str]) -> None:
        folder = Pick.folder(self, tr("Where to put the receipts"), self._folder)
        if folder is not None:
            self._desk.run(lambda ws, tell: write(ws, codes, folder, tell), self._written, self._failed)

    def _written(self, made: Sequence[packs.Written]) -> None:
        self.done.emit(written_words(made))

    def _failed(self, error: QaError) -> None:
        self.failed.emit(error)


class ReceiptOffer(Banner):
    """Right after an import: whether to tell those whose files came."""

    done = Signal(str)
    failed = Signal(object)  # QaError

    def __init__(self, desk: Desk, codes: Sequence[str], parent: QWidget | None = None):
        n = len(codes)
        title = tr("Tell them that it came?") if n == 1 else tr("Tell {n} people that their files came?", n=n)
        words = tr("A receipt is a small file. Their next pack says the same.")
        super().__init__(
            "info",
            title,
            words,
            tr("Write receipt") if n == 1 else tr("Write {n} receipts", n=n),
            parent=parent,
        )
        self._desk, self._codes = desk, codes
        self.pressed.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        start, codes = self._desk.workspace.text(LAST_FOLDER) or "", self._codes
        folder = Pick.folder(self, tr("Where to put the receipts"), start)
        if folder is not None:
            self._desk.run(lambda ws, tell: write(ws, codes, folder, tell), self._written, self._not_written)

    def _written(self, made: Sequence[packs.Written]) -> None:
        self.done.emit(written_words(made))

    def _not_written(self, error: QaError) -> None:
        self.failed.emit(error)


class WrittenLog(Group):
    """Every pack, archive and receipt that was written here, and whether it was opened."""

    def __init__(self, made: Sequence[Made], parent: QWidget | None = None):
        super().__init__(tr("Files written"), len(made), parent=parent)
        if not made:
            self.add(Muted(tr("Packs, receipts and archives that you write are listed here."), "body", self))
            return
        rows = RowsCard(tr("Files written"), self)
        for one in made[:MOST_SHOWN]:
            words = tr(
                "{kinds} {number} for {to}, written {at}",
                kinds=KINDS[one.kind],
                number=one.number,
                to=short(one.to, 40),
                at=day_words(one.at),
            )
            tag = (tr("Opened"), "ok") if one.opened else (tr("Sent"), "neutral")
            rows.add_row(StatusRow(ICONS[one.kind], "muted", short(one.file), "", words, tag, (), self))
        self.add(rows)
        if len(made) > MOST_SHOWN:
            self.add(Muted(tr("and {made} earlier", made=len(made) - MOST_SHOWN), parent=self))
