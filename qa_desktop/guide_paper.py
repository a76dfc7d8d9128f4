"""The auditor's guide on paper: the topics that were looked for, or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from qa_desktop import files
from qa_desktop.errors import NotAllowed
from qa_desktop.guide import Passage, Topic
from qa_desktop.pdf_blocks import Block, Bullets, Document, Heading, Paragraph, Title
from qa_desktop.workspace import Workspace

TITLE = "Guide to auditing"
FILE_NAME = f"{TITLE}.pdf"


def document(topics: Iterable[Topic], created: datetime) -> Document:
    """Each group of topics is a part, each topic a section."""
    blocks: list[Block] = [Title(TITLE, "Has the Help Helped?")]
    group = ""
    for topic in topics:
        if topic.group != group:
            group = topic.group
            blocks.append(Heading(1, group))
        blocks.append(Heading(2, topic.title))
        if topic.intro:
            blocks.append(Paragraph(topic.intro))
        for passage in topic.passages:
            blocks += _passage(passage)
    return Document(
        title=TITLE,
        subject="How to audit, and what good looks like",
        author="",
        reference=TITLE,
        classification="Guide",
        blocks=tuple(blocks),
        created=created,
    )


def _passage(passage: Passage) -> list[Block]:
    found: list[Block] = [Heading(3, passage.heading)] if passage.heading else []
    if passage.tone != "plain" or len(passage.lines) > 1:
        return [*found, Bullets(passage.lines)]
    return [*found, *(Paragraph(line) for line in passage.lines)]


def write(ws: Workspace, topics: Iterable[Topic], path: Path) -> tuple[Path, int]:
    """Print these topics to a PDF at `path`. Returns where it is, and how many pages. Raises WriteFailed, NotAllowed."""
    from qa_desktop import pdf  # reportlab takes a fifth of a second to load

    held = tuple(topics)
    if not held:
        raise NotAllowed(
            "Nothing in the guide holds these words, so nothing was printed. Try fewer or other words."
        )
    made = pdf.render(document(held, ws.world.now()))
    path = path if path.suffix else path.with_suffix(".pdf")
    files.write_whole(path, made.pdf)
    return path, made.pages
