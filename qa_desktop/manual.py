"""The user guides: plain Markdown in docs/, shown in the window, searched, and printed.

Only so much Markdown as the guides use: headings, paragraphs, lists, pictures, blocks of commands, **bold**, *slanted*
and `code`. The same text is read on the web pages of the project, so nothing in it is ours alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from qa_desktop import files, pdf_blocks
from qa_desktop.workspace import Workspace

Kind = Literal["heading", "paragraph", "number", "bullet", "code", "picture"]
PAGES = ("guide-auditor.md", "guide-supervisor.md", "guide-lead.md", "when-things-go-wrong.md")
FIRST: dict[str, str] = {"lead": "guide-lead.md", "auditor": "guide-auditor.md"}
MAX_PAGE = 256 * 1024  # bytes
_LINK, _MARKS = re.compile(r"\[([^\]]+)\]\([^)]+\)"), re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|`")
_PICTURE = re.compile(r"^!\[([^\]]*)\]\(([^)]+)\)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a section. `text` still has its marks; `path` is of a picture."""

    kind: Kind
    text: str
    path: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One task: what a reader looks up."""

    title: str
    page: str  # the title of its page
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return plain(f"{self.title} {' '.join(piece.text for piece in self.pieces)}")


@dataclass(frozen=True, slots=True)
class Page:
    """One guide."""

    file: str
    title: str
    sections: tuple[Section, ...]


def folder(resources: Path) -> Path:
    """Where the guides lie: beside the content, in the source as in the built program."""
    return resources.parent / "docs"


def load(resources: Path, first: str = "auditor") -> tuple[Page, ...]:
    """Every guide, the one for this side of the window first. Raises FileRefused."""
    wanted = sorted(PAGES, key=lambda name: (name != FIRST.get(first), PAGES.index(name)))
    return tuple(read(folder(resources) / name) for name in wanted)


def read(path: Path) -> Page:
    """One guide: its title, and a section for each heading of the second level."""
    text = files.read_bounded(path, MAX_PAGE).decode("utf-8")
    before, *parts = re.split(r"^## ", text, flags=re.M)
    title = before.partition("\n")[0].removeprefix("# ").strip()
    sections = [Section(title, title, tuple(_pieces(before.partition("\n")[2])))]
    for part in parts:
        head, _, rest = part.partition("\n")
        sections.append(Section(head.strip(), title, tuple(_pieces(rest))))
    return Page(path.name, title, tuple(sections))


def search(pages: Iterable[Page], wanted: str) -> list[Section]:
    """The sections that hold every word wanted, whatever its case. Nothing wanted: all of them."""
    words = wanted.casefold().split()
    held = [section for page in pages for section in page.sections]
    return [one for one in held if all(word in one.text.casefold() for word in words)]


def plain(text: str) -> str:
    """Without marks."""
    return _MARKS.sub("", _LINK.sub(r"\1", text))


def spans(text: str) -> list[tuple[str, bool]]:
    """The words of a paragraph, and whether they are bold."""
    parts = re.split(r"\*\*(.+?)\*\*", text)
    return [(plain(part), n % 2 == 1) for n, part in enumerate(parts) if part]


def _pieces(text: str) -> Iterator[Piece]:
    for block in _blocks(text):
        if block.startswith("```"):
            lines = block.splitlines()
            yield Piece("code", "\n".join(line.strip() for line in lines[1:] if not line.startswith("```")))
        elif found := _PICTURE.match(block):
            yield Piece("picture", found[1], found[2])
        elif block.startswith("### "):
            yield Piece("heading", block[4:])
        elif numbered := re.match(r"^(\d+)\. (.+)$", block):
            yield Piece("number", numbered[2], number=int(numbered[1]))
        elif block.startswith("- "):
            yield Piece("bullet", block[2:])
        else:
            yield Piece("paragraph", block)


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, list items and pictures on one line each; blocks of commands as they are."""
    held: list[str] = []
    fenced = False
    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith("```"):
            if not fenced and held:
                yield " ".join(held)
                held = []
            held.append(bare)
            if fenced:
                yield "\n".join(held)
                held = []
            fenced = not fenced
        elif fenced:
            held.append(bare)
        elif not bare or re.match(r"^(\d+\. |- |!\[|### )", bare):
            if held:
                yield " ".join(held)
            held = [bare] if bare else []
        else:
            held.append(bare)
    if held:
        yield " ".join(held)


# On paper


def document(page: Page, created: datetime) -> pdf_blocks.Document:
    """One guide to print. Pictures stay on the screen: their words are printed."""
    blocks: list[pdf_blocks.Block] = [pdf_blocks.Title(page.title, "Has the Help Helped?")]
    for number, section in enumerate(page.sections):
        if number:
            blocks.append(pdf_blocks.Heading(1, section.title))
        blocks += [_on_paper(piece) for piece in section.pieces]
    return pdf_blocks.Document(
        title=f"Has the Help Helped? {page.title}",
        subject="User guide",
        author="",
        reference=page.title,
        classification="User guide",
        blocks=tuple(blocks),
        created=created,
    )


def write(ws: Workspace, page: Page, path: Path) -> Path:
    """Print one guide to a PDF at `path`. Returns where it is. Raises WriteFailed."""
    from qa_desktop import pdf  # reportlab takes a fifth of a second to load

    path = path if path.suffix else path.with_suffix(".pdf")
    files.write_whole(path, pdf.render(document(page, ws.world.now())).pdf)
    return path


def _on_paper(piece: Piece) -> pdf_blocks.Block:
    words = plain(piece.text)
    if piece.kind == "heading":
        return pdf_blocks.Heading(2, words)
    if piece.kind == "bullet":
        return pdf_blocks.Bullets((words,))
    if piece.kind == "number":
        return pdf_blocks.Paragraph(f"{piece.number}. {words}")
    if piece.kind == "picture":
        return pdf_blocks.Paragraph(f"On the screen: {words}.", "muted")
    return pdf_blocks.Paragraph(piece.text if piece.kind == "code" else words)
