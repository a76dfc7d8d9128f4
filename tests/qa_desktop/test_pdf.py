"""Printing: every answer is on the paper, nothing typed breaks it, and the file is what it claims to be."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from qa_desktop import pdf, pdf_fonts
from qa_desktop.pdf import (
    Bullets,
    Document,
    Facts,
    Finding,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    SignatureField,
    Spread,
    Table,
    Title,
)
from qa_desktop.pdf_blocks import Ask, RuledLines

ROOT = Path(__file__).resolve().parents[2]
WHEN = datetime(2026, 11, 20, 14, 20, tzinfo=UTC)
JARS = [
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api",
    )
]  # fmt: skip
SENTENCE = "The worker visited within three days and wrote down what the children said. "
NAUGHTY = [
    "=1+1", "+44 20 7946 0000", "@SUM(A1)", "＝1+1", "<b>bold</b>", "<img src='file:///etc/passwd'>", "</para>",
    "&amp; &lt; ]]>", "<script>alert(1)</script>", "{{7*7}} %s{0} ${x}", "..\\..\\CON", "M123/456:*?.pdf", "null",
    "007", "1E5", "O'Brien-Núñez", "İstanbul ß ẞ", "Nu\u0301n\u0303ez", "a\u202etxt.exe", "\u2066x\u2069",
    "zero\u200bwidth", "soft\u00adhyphen", "nb\u00a0space", "nul\x00in it", "bell\x07", "line\u2028para\u2029graph",
    "lone \ud800 surrogate", "\ufffe\uffff", "Z\u0334\u0327\u0301a\u0335l\u0338go", "\u0301leading mark", "😀👍🏽👨‍👩‍👧🇬🇧1️⃣",
    "مرحبا (بالعالم) 12", "כָּל הָאָדָם", "আমার সোনার বাংলা", "中文姓名" * 300, "ภาษาไทย", "ひらがなカタカナ", "한국어",
    "x" * 5000, "https://example.org/" + "a" * 5000, "\n".join(map(str, range(500))), "\t tab", "", " ", "\n\n\n",
    "\u200d\u200d", "\ufeffbom", "𝐁𝐨𝐥𝐝", "(((((", "\\) Tj ET", "endstream endobj", "\r\n\r\r\n",
]  # fmt: skip


def document(*blocks: pdf.Block, **changes: object) -> Document:
    plain = Document(
        title="Deep audit FS-2041", subject="Audit of one case", author="Priya Nair", reference="QA-2026-0147",
        classification="Official-Sensitive", blocks=blocks, created=WHEN,
    )  # fmt: skip
    return replace(plain, **changes)


def full_document(sections: int = 3) -> Document:
    """One of everything."""
    blocks: list[pdf.Block] = [
        Title("Deep audit", "Case FS-2041"),
        Facts((("Auditor", "Priya Nair"), ("Principles", "Working set"), ("Long", SENTENCE * 12))),
        Note("These are professional judgements."),
        Heading(1, "Overall"),
        Spread((("4 Strong", 12, "rating4"), ("3 Clear", 41, "rating3"), ("Does not apply", 0, "na"))),
        Table(("Section", "Judgement"), tuple((f"Section {n}", "3 Good") for n in range(60))),
        Table(("Section", "What"), (("Whole family", SENTENCE * 20),)),
        Bullets(("Visits kept their rhythm.", SENTENCE * 3)),
        PageBreak(),
    ]
    for number in range(sections):
        blocks += [
            Heading(1, f"Section {number + 1}"),
            Heading(3, "Relationship"),
            Finding("M1", "The start was guided", "3 Clear", "rating3", "Clear on the record", SENTENCE * 4),
            Finding("M2", "Was the plan working " * 5, "1 Little or none", "rating1", "Nowhere", SENTENCE,
                    (("R", "Tue 3 Nov", "Supervision note"), ("T", "Worker")), "No sign was found.", True),
            Finding("M3", "An open question", SENTENCE * 3, "neutral"),
        ]  # fmt: skip
    fields = (
        SignatureField("Auditor", "Auditor"),
        SignatureField("Worker", "Worker"),
        SignatureField("Moderator", "Moderator"),
    )
    return document(
        *blocks, Paragraph("The end", "strong"), signature_fields=fields, footer="Has the help helped?"
    )


def words_of(printed: bytes, *order: str) -> str:
    """The text as another program reads it, without spaces and direction marks."""
    found = subprocess.run(
        ["pdftotext", *order, "-enc", "UTF-8", "-", "-"], input=printed, capture_output=True, check=True
    )
    text = re.sub(r"QA-2026-0147 · Official-Sensitive · page \d+ of \d+", "", found.stdout.decode())
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\ufe0f]", "", text)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\ufe0f]", "", text)


def test_the_same_document_gives_the_same_bytes_whatever_was_printed_before() -> None:
    first = pdf.render(full_document())
    pdf.render(document(Paragraph("مرحبا আমার 👨‍👩‍👧 中文 (שלום)")))
    assert pdf.render(full_document()).pdf == first.pdf
    assert not first.cause


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    made = "from tests.qa_desktop.test_pdf import *; import hashlib; print(hashlib.sha256(pdf.render(full_document()).pdf).hexdigest())"
    hashes = set()
    for seed in ("1", "2"):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"Etc/GMT+{seed}"}
        ran = subprocess.run(
            [sys.executable, "-c", made],
            cwd=ROOT,
            env=surroundings,
            capture_output=True,
            text=True,
            check=True,
        )
        hashes.add(ran.stdout)
    assert len(hashes) == 1


def test_the_file_says_what_it_is() -> None:
    printed = pdf.render(full_document())
    reader = PdfReader(io.BytesIO(printed.pdf))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Deep audit FS-2041", "Priya Nair")
    assert reader.metadata.creation_date == WHEN
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert [str(one["/T"]) for one in root["/AcroForm"]["/Fields"]] == ["Auditor", "Worker", "Moderator"]
    assert len(reader.pages) == printed.pages
    assert b"<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in printed.pdf
    attached = pdf.render(full_document(), with_attachment=True)
    assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in attached.pdf


def test_headings_are_bookmarks() -> None:
    reader = PdfReader(io.BytesIO(pdf.render(full_document(2)).pdf))
    names = [one.title for one in reader.outline if not isinstance(one, list)]
    assert names == ["Overall", "Section 1", "Section 2"]


def test_every_mark_on_a_page_belongs_to_the_structure_or_is_decoration() -> None:
    reader = PdfReader(io.BytesIO(pdf.render(full_document()).pdf))
    parents = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        content = page.get_contents().get_data().decode("latin-1")
        assert page["/StructParents"] == number == parents[2 * number]
        marks = [int(mark) for mark in re.findall(r"/MCID (\d+)", content)]
        assert marks == list(range(len(parents[2 * number + 1])))
        opened = len(re.findall(r"\bB[DM]C\b", content))
        assert opened == len(re.findall(r"\bEMC\b", content)) > 0
        outside = re.sub(r"(?s)\bB[DM]C\b.*?\bEMC\b", "", re.sub(r"(?s)/Span <<.*?EMC", "", content))
        assert "Tj" not in outside


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_nothing_a_person_types_stops_the_printing(text: str) -> None:
    printed = pdf.render(
        document(
            Title(text, text), Heading(2, text), Paragraph(text), Note(text), Bullets((text,)), Facts(((text, text),)),
            Finding(text, text, text, "na", text, text, ((text, text),), text, True),
            Table((text, "b"), ((text, text),)), Spread(((text, 1, "na"),)),
            title=text, subject=text, author=text, reference=text, classification=text, footer=text,
            signature_fields=(SignatureField("Auditor", text),),
        )
    )  # fmt: skip
    assert printed.cause == ""
    assert len(PdfReader(io.BytesIO(printed.pdf)).pages) == printed.pages


def test_what_cannot_be_printed_is_shown_by_number_and_named() -> None:
    printed = pdf.render(document(Paragraph("a\u202eb c\x07 한 中 \ud800")))
    assert printed.lacking == ("U+202E", "U+0007", "U+D55C", "U+D800")
    text = words_of(printed.pdf)
    assert "a⟨U+202E⟩bc⟨U+0007⟩⟨U+D55C⟩中⟨U+D800⟩" in text
    assert "4characterscouldnotbeprinted" in text
    assert pdf.render(document(Paragraph("plain"))).lacking == ()


@pytest.mark.parametrize(
    "typed",
    [
        "Mum said مرحبا بالعالم and left",
        "שלום לכולם",
        "قالت الأم نحن بخير والحمد لله",
        "আমার সোনার বাংলা কিন্তু ক্ষমা",
        "中文姓名 ひらがな ትግርኛ हिन्दी ภาษาไทย ਪੰਜਾਬੀ ગુજરાતી தமிழ்",
        "İstanbul Łódź Núñez Ελλάδα Київ ½ £ € ≤ → ✓ ✔ ☎ ★",
        "👨‍👩‍👧 👍🏽 😀 🇬🇧 ❤️",
    ],
)
def test_other_scripts_can_be_read_back(typed: str) -> None:
    printed = pdf.render(document(Paragraph(typed)))
    text = words_of(printed.pdf)
    assert printed.lacking == ()
    assert [word for word in typed.split() if squeezed(word) not in text] == []


def test_long_answers_are_all_there_and_quick() -> None:
    monsters = {
        "comment": "".join(f"Visit {n}: the worker 👩 wrote {n * 7}. مرحبا 中文{n} " for n in range(900))[
            :40_000
        ],
        "word": "".join(chr(97 + n * n % 26) for n in range(5_000)),
        "lines": "\n".join(f"line {n}" for n in range(20_000)),
        "control": "".join(f"{n}\x00\x1b\u200b" for n in range(3_000)),
        "chinese": "中文姓名家庭工作" * 5_000,
    }
    for name, typed in monsters.items():
        started = time.perf_counter()
        printed = pdf.render(
            document(Title("Long"), Finding("M1", "Ask", "3 Clear", "rating3", comment=typed))
        )
        spent = time.perf_counter() - started
        print(f"{name}: {printed.pages} pages in {spent:.2f} s")
        assert (printed.cause, spent < 10) == ("", True), name  # 1 s here; a busy machine may take longer
        shown = re.sub("[\x00\x1b\u200b]", lambda hit: f"⟨U+{ord(hit.group()):04X}⟩", typed)
        if name == "comment":  # text both ways: the order on a line is the reader's own affair
            text = words_of(printed.pdf)
            assert [word for word in shown.split() if word not in text] == []
        else:
            assert squeezed(shown) in words_of(printed.pdf, "-raw"), name


def test_a_question_and_a_fact_of_any_length_flow_over_pages() -> None:
    long = " ".join(f"word{n}" for n in range(9_000))
    printed = pdf.render(
        document(Facts(((long, long),)), Finding(long, long, long), Table(("a",), ((long,),)))
    )
    assert printed.cause == ""
    assert words_of(printed.pdf).count("word8999") >= 5


def test_no_heading_is_left_alone_at_the_foot_of_a_page() -> None:
    for filler in range(40, 60):
        lines = "\n".join("x" for _ in range(filler))
        pages = PdfReader(
            io.BytesIO(pdf.render(document(Paragraph(lines), Heading(1, "Alone"), Paragraph("After"))).pdf)
        ).pages
        home = [page.extract_text() for page in pages if "Alone" in page.extract_text()]
        assert len(home) == 1 and "After" in home[0]


def test_a_declaration_stays_with_the_places_to_sign() -> None:
    fields = (SignatureField("Auditor", "Sign here"),)
    for filler in range(35, 55):
        lines = Paragraph("\n".join("x" for _ in range(filler)))
        made = document(lines, Heading(1, "Signatures"), Paragraph("I declare"), signature_fields=fields)
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.render(made).pdf)).pages]
        assert [("Signatures" in page, "I declare" in page, "Sign here" in page) for page in pages][-1] == (
            True,
        ) * 3


def test_headings_of_a_table_come_again_on_each_page() -> None:
    rows = tuple((f"Section {n}", "Good") for n in range(120))
    pages = PdfReader(io.BytesIO(pdf.render(document(Table(("Place", "Judgement"), rows))).pdf)).pages
    assert len(pages) > 2
    assert all("Judgement" in page.extract_text() for page in pages)


def test_no_empty_page_follows_a_table_that_fills_the_last() -> None:
    for rows in range(20, 60):
        printed = pdf.render(document(Table(("Number",), (("1",),) * rows))).pdf
        assert PdfReader(io.BytesIO(printed)).pages[-1].extract_text().count("1") > 2


def test_a_figure_stays_on_one_line_and_its_heading_goes_over_several() -> None:
    period = "October to November 2026"
    heads = (
        f"Average, {period}",
        f"Clear or strong, {period}",
        "Average, 12 months",
        "Clear or strong, 12 months",
    )
    row = (
        "PM-2.5",
        "Child at the centre",
        "2.8 (n 9)",
        "15 of 24 (n 9)",
        "2.8 (n 56)",
        "81 of 126 (64%) (n 56)",
    )
    printed = pdf.render(document(Table(("Code", "Principle", *heads), (row,)))).pdf
    placed = re.findall(r'yMin="([\d.]+)"[^>]*>([^<]+)<', words_of(printed, "-bbox"))
    ours = placed[[word for _, word in placed].index("PM-2.5") :][: len(" ".join(row).split())]
    assert [word for _, word in ours] == " ".join(row).split() and len({y for y, _ in ours}) == 1


def test_a_letter_that_is_tied_to_its_heading_takes_room_with_it_and_parts_no_word() -> None:
    tied = tuple(f"{letter}\u00a0Forbearance" for letter in "abcde")
    row = ("SM-1.11", "Quarterly report to the senior management team of the service", *"01234")
    said = words_of(pdf.render(document(Table(("Code", "Method", *tied), (row,)))).pdf, "-bbox")
    assert said.count("Forbearance<") == 5


def test_the_cell_that_names_its_row_is_told_as_its_heading() -> None:
    rows = tuple((f"PM-{n}", f"Line {n}", "4 of 7") for n in range(1, 4))
    printed = pdf.render(document(Table(("Code", "Line", "Now"), rows, named=1))).pdf
    root = PdfReader(io.BytesIO(printed)).trailer["/Root"]["/StructTreeRoot"]
    scopes = Counter(str(one["/A"]["/Scope"]) for one in elements(root) if one.get("/S") == "/TH")
    assert scopes == {"/Column": 3, "/Row": 3}


def elements(node: object) -> Iterator[DictionaryObject]:
    """Every element of the structure under this one."""
    held = node.get_object() if isinstance(node, PdfObject) else node
    if isinstance(held, ArrayObject):
        for one in held:
            yield from elements(one)
    if isinstance(held, DictionaryObject):
        yield held
        yield from elements(held.get("/K"))


def test_room_to_write_without_a_code_begins_where_the_words_above_it_do() -> None:
    asks = (Paragraph("Above"), Ask("", "Beside", answer=(RuledLines(3, wide=True),)))
    coded = Ask("B1", "Inset", answer=(RuledLines(3),))
    boxes = words_of(pdf.render(document(*asks, coded)).pdf, "-bbox")
    left = {word: x for x, word in re.findall(r'xMin="([\d.]+)".*?>(\w+)</word>', boxes)}
    assert left["Above"] == left["Beside"] == left["B1"] and float(left["Inset"]) > float(left["B1"]) + 30


def test_a_fault_in_the_layout_gives_the_plain_print_and_says_why() -> None:
    strange = document(
        Paragraph("kept words"), object(), signature_fields=(SignatureField("Auditor", "Auditor"),)
    )  # type: ignore[arg-type]
    printed = pdf.render(strange)
    assert printed.cause == "TypeError: no way to print object"
    assert "keptwords" in words_of(printed.pdf)
    reader = PdfReader(io.BytesIO(printed.pdf))
    assert [str(one["/T"]) for one in reader.trailer["/Root"]["/AcroForm"]["/Fields"]] == ["Auditor"]
    assert b"pdfaid" not in printed.pdf


def test_the_plain_print_holds_every_answer() -> None:
    printed = pdf.plain(
        document(*(Paragraph(text) for text in NAUGHTY), Finding("M1", "Ask", "3 Clear", comment=SENTENCE))
    )
    text = words_of(printed.pdf)
    assert "x" * 90 in text and squeezed(SENTENCE) in text
    assert "<U+D55C>" in text and "U+D55C" in printed.lacking
    assert (
        printed.pdf
        == pdf.plain(
            document(
                *(Paragraph(text) for text in NAUGHTY), Finding("M1", "Ask", "3 Clear", comment=SENTENCE)
            )
        ).pdf
    )


def test_every_font_is_there_with_its_licence() -> None:
    names = [*pdf_fonts.MAIN.values(), *(name for name, _ in pdf_fonts.FALLBACKS)]
    for name in names:
        assert pdf_fonts.font(name).face.charToGlyph
        folder = "fonts" if name.startswith("Inter") else "pdf_fonts"
        assert (ROOT / "resources" / folder / f"LICENSE_FONT.{name.split('_')[0]}.txt").is_file()


if shutil.which("java") and all(jar.exists() for jar in JARS):  # CI installs them

    @pytest.mark.parametrize("which", ["one of everything", "every script"])
    def test_preflight_finds_pdf_a_1b(which: str, tmp_path: Path) -> None:
        scripts = " ".join(text for text in NAUGHTY if len(text) < 200)
        wanted = {
            "one of everything": full_document(),
            "every script": document(Title("All"), Paragraph(scripts)),
        }
        (tmp_path / "printed.pdf").write_bytes(pdf.render(wanted[which]).pdf)
        verdict = preflight(tmp_path / "printed.pdf")
        print(which, verdict)
        assert verdict == ["valid=true"]


def preflight(path: Path) -> list[str]:
    """What PDFBox Preflight says, line by line."""
    tool = ROOT / "tests" / "tools" / "Preflight.java"
    run = ["java", "-cp", os.pathsep.join(map(str, JARS)), str(tool), str(path)]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout.splitlines()
