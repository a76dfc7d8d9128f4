"""A report on paper, as HTML and in sheets: the same figures, readable by programs and by people, and nothing to run."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from qa_desktop import report_docx, report_html, report_pdf, report_rows, report_sheet
from qa_desktop.charts import ChartCell, ChartColumn, ChartSpec
from qa_desktop.pdf_blocks import Table as Grid
from qa_desktop.pdf_compose import LONG_CELL
from qa_desktop.report_values import (
    Behind,
    Chart,
    Figure,
    Report,
    Section,
    Space,
    Table,
    Words,
    figures,
    numbers,
)

DIGESTS = tuple(f"{n:064x}" for n in range(1, 8))
FORMULAS = (
    "=1+1",
    "+44 20 7974 4444",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "＝1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
)


def figure(code: str, shown: str = "yes", **said: object) -> Figure:
    plain = {"label": f"What {code} says", "kind": "share", "n": 7, "value": 4, "of": 7, "digests": DIGESTS}
    if shown != "yes":
        plain |= {"value": None, "of": None, "digests": (), "n": 2}
    return Figure(code=code, shown=shown, **(plain | said))  # type: ignore[arg-type]


def report(*names: str) -> Report:
    """A report with one of everything; each name is a line of its table."""
    rows = tuple((name, figure(f"XX-1.{n}a"), figure(f"XX-1.{n}b", "few")) for n, name in enumerate(names, 1))
    average = figure("XX-2.1a", kind="average", average=Fraction(29, 10), value=None, of=None)
    none = figure("XX-2.1b", "none", kind="average", n=0)
    cells = (ChartCell("2.9", 7, "yes", 2.9, "2.9"), ChartCell("No data", 0, "none", None, "none"))
    spec = ChartSpec("By team", "A note", ("Relationship",), ("P1",), (ChartColumn("North", 7), ChartColumn("All", 7, True)), (cells,), ends=("1 Little", "4 Strong"))  # fmt: skip
    return Report(
        pack="xx",
        title="Example pack",
        who="Everybody",
        service="Early help",
        period="2026-11",
        period_title="November 2026",
        classification="OFFICIAL-SENSITIVE",
        author="Marta Trent",
        built=datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
        cover=(("For", "Everybody"),),
        notes=("One return never came.",),
        sections=(
            Section(
                1, "Answers & more", (Table("Overall <b>", "A note", ("Answer", "Now", "12 months"), rows),)
            ),
            Section(
                2,
                "Teams: by [principle]",
                (Chart(spec, ((average, none),)), Words("Some words"), Space("Write here", 3)),
            ),
        ),
        behind=tuple(Behind(n, digest, "RFP deep audit") for n, digest in enumerate(DIGESTS, 1)),
    )


class Page(HTMLParser):
    """What a screen reader is told: headings, headers of cells, links and where they lead."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scopes: list[str] = []
        self.headings: list[str] = []
        self.language = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.ids += [told["id"]] if told.get("id") else []
        self.links += [told["href"]] if told.get("href") else []
        self.scopes += [told["scope"]] if told.get("scope") else []
        self.headings += [tag] if re.fullmatch("h[1-6]", tag) else []
        self.language = self.language or told.get("lang") or ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_html_is_sound_named_and_each_link_leads_somewhere():
    page = Page()
    page.feed(report_html.render(report("Good", "Poor")).decode())
    assert page.language == "en-GB" and not page.open
    assert len(set(page.ids)) == len(page.ids)
    assert page.links and all(link[0] == "#" and link[1:] in page.ids for link in page.links)
    assert {"col", "row"} == set(page.scopes) and page.headings[:2] == ["h1", "h2"]


def test_every_table_of_the_html_has_a_name():
    made = report_html.render(report("Good", "Poor")).decode()
    tables = re.findall(r"<table( aria-labelledby='(\w+)')?><(\w+)", made)
    assert len(tables) == 4 and all(
        inside == "caption" or f"id='{name}'" in made for _, name, inside in tables
    )
    assert made.count("<main>") == 1 and "<nav aria-label='Sections'>" in made


def test_the_letter_of_a_column_is_not_left_alone_on_a_line():
    blocks = report_pdf.document(report("Good")).blocks
    assert next(b for b in blocks if isinstance(b, Grid)).head == (
        "Code", "Answer", "a\u00a0Now", "b\u00a012\u00a0months",
    )  # fmt: skip


def test_the_html_shows_words_and_runs_nothing():
    made = report_html.render(report("<script>alert(1)</script>", "a\x00b")).decode()
    assert "<script" not in made and "&lt;script&gt;" in made and "\x00" not in made
    assert not re.search(r"\b(src|href)='(?!#)", made)


def test_the_annex_is_a_table_however_much_stands_behind_a_figure():
    many = tuple(f"{n:064x}" for n in range(1, 200))
    some = [figure(f"XX-1.{n}", digests=many[n % 3 :: 2] if n % 2 else many[:3]) for n in range(1, 90)]
    made = report("Good")
    rows = tuple((one.code, one) for one in some)
    sections = (Section(1, "Answers", (Table("Long", "", ("Answer", "Now"), rows),)),)
    behind = tuple(Behind(n, digest, "RFP deep audit") for n, digest in enumerate(many, 1))
    blocks = report_pdf.document(replace(made, sections=sections, behind=behind)).blocks
    annex = next(b for b in blocks if isinstance(b, Grid) and b.head[0] == "Figures")
    assert max(len(cell) for row in annex.rows for cell in row) <= report_pdf.MOST_CELL < LONG_CELL
    told: dict[str, set[int]] = {}
    for codes, numbered in annex.rows:
        for code in _each(codes):
            told.setdefault(code, set()).update(_numbers(numbered))
    known = {digest: n for n, digest in enumerate(many, 1)}
    assert told == {one.code: {known[digest] for digest in one.digests} for one in some}


def _each(codes: str) -> list[str]:
    """“XX-1.2 to XX-1.4; XX-1.9” as the codes it means."""
    found = []
    for part in codes.split("; "):
        first, _, last = part.partition(" to ")
        start, end = (int(code.partition(".")[2]) for code in (first, last or first))
        found += [f"XX-1.{n}" for n in range(start, end + 1)]
    return found


def _numbers(words: str) -> set[int]:
    found: set[int] = set()
    for part in words.split(", "):
        first, _, last = part.partition(" to ")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_the_pdf_has_title_language_bookmarks_and_every_figure_with_its_code():
    printed = report_pdf.render(report("Good", "Poor"))
    reader = PdfReader(io.BytesIO(printed))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert reader.metadata.title == "Example pack, November 2026"
    names = [one.title for one in reader.outline if not isinstance(one, list)]
    assert names == ["1. Answers & more", "2. Teams: by [principle]", report_pdf.ANNEX, report_pdf.ENTRIES]
    words = " ".join(page.extract_text() for page in reader.pages)
    for said in (
        "XX-1.1",
        "a Now",
        "b 12 months",
        "4 of 7",
        "Too few",
        "2.9",
        "No data",
        "XX-2.1",
        "1 to 7",
        DIGESTS[0],
    ):
        assert said in words, said
    assert "OFFICIAL-SENSITIVE" in words and "One return never came." in words


def test_the_annex_of_the_pdf_names_each_shown_figure_once_with_what_is_behind_it():
    made = report("Good", "Fair", "Poor")
    found = dict(report_pdf.runs(made))
    assert found == {"XX-1.1 to XX-1.3, column a; XX-2.1a": "1 to 7"}


@pytest.mark.parametrize(
    ("of", "words"), [((0, 1, 2), "1 to 3"), ((0, 2, 3, 6), "1, 3 to 4, 7"), ((4,), "5"), ((), "")]
)
def test_entries_are_named_by_their_numbers_in_runs(of, words):
    assert numbers(report("Good"), tuple(DIGESTS[n] for n in of)) == words


# Sheets


def book(made: Report):
    return load_workbook(io.BytesIO(report_sheet.xlsx(made)))


def test_the_workbook_has_a_cover_a_sheet_for_each_section_an_annex_and_a_dictionary():
    held = book(report("Good"))
    assert held.sheetnames == [
        "Cover", "1 Answers & more", "2 Teams by principle", "Behind each figure", "Entries", "Data dictionary",
    ]  # fmt: skip
    assert held.properties.title == "Example pack, November 2026" and held.properties.language == "en-GB"
    explained = [row[0] for row in held["Data dictionary"].iter_rows(min_row=2, values_only=True)]
    assert tuple(explained) == report_rows.HEAD


def test_each_figure_is_a_row_with_its_parts_as_numbers():
    made = report("Good", "Poor")
    held = book(made)
    rows = [row for name in held.sheetnames[1:3] for row in held[name].iter_rows(min_row=2, values_only=True)]
    by_code = {row[0]: row for row in rows if row[0]}
    assert list(by_code) == [one.code for one in figures(made)]
    assert by_code["XX-1.1a"][1:12] == (
        "Overall <b>", "Good", "Now", "4 of 7", "Yes", 7, 4, 7, None, "What XX-1.1a says", "1 to 7",
    )  # fmt: skip
    assert by_code["XX-1.1b"][5:10] == ("Too few", 2, None, None, None)
    assert by_code["XX-2.1a"][9] == 2.9


def test_behind_each_figure_stand_its_entries_and_behind_a_hidden_one_none():
    made = report("Good")
    rows = list(book(made)["Behind each figure"].iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in rows} == {"XX-1.1a", "XX-2.1a"}
    assert [row[3] for row in rows if row[0] == "XX-1.1a"] == list(DIGESTS)


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_the_workbook_is_a_formula_and_a_phone_number_still_reads_right(words):
    sheet = book(report(words))["1 Answers & more"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert words in [cell.value for cell in cells]


@pytest.mark.parametrize("words", FORMULAS)
def test_a_cell_of_the_csv_that_could_be_a_formula_has_a_quote_before_it(words):
    lines = list(csv.reader(io.StringIO(report_sheet.csv(report(words)).decode("utf-8-sig"), newline="")))
    assert lines[1][3] == f"'{words}"
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]


def test_words_that_no_cell_can_hold_are_shown_as_such_and_break_nothing():
    sheet = book(report("a\x00b\ud800c", "x" * 40_000))["1 Answers & more"]
    assert sheet["C2"].value == "a�b�c" and len(sheet["C4"].value) == report_sheet.MOST_CELL


def test_only_the_clock_of_the_report_is_in_the_workbook():
    made = report("Good")
    assert report_sheet.xlsx(made) == report_sheet.xlsx(made)
    later = replace(made, built=datetime(2027, 1, 1, tzinfo=UTC))
    assert report_sheet.xlsx(later) != report_sheet.xlsx(made)


def test_a_sheet_prints_across_a4_as_wide_as_the_page_with_its_headings_and_classification():
    for sheet in book(report("Good")).worksheets:
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToWidth) == (9, "landscape", 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == "$1:$1"
        assert sheet.oddFooter.left.text == "OFFICIAL-SENSITIVE"
        assert sum(one.width for one in sheet.column_dimensions.values()) <= report_sheet.ACROSS


def test_a_sheet_of_little_more_than_a_page_is_printed_on_one_and_a_long_one_on_many():
    many = report(*(f"Answer {n}" for n in range(60)))
    heights = {sheet.title: sheet.page_setup.fitToHeight for sheet in book(many).worksheets}
    assert (heights["Cover"], heights["1 Answers & more"]) == (1, 0)


def test_a_row_of_a_sheet_is_as_high_as_its_words_and_no_higher_than_a_program_shows():
    sheet = book(report("Good", "A word " * 60, "x" * 40_000))["1 Answers & more"]
    heights = [sheet.row_dimensions[n].height for n in (2, 4, 6)]
    assert heights[0] == report_sheet.LINE and 10 * report_sheet.LINE < heights[1] < heights[2]
    assert heights[2] == report_sheet.HIGHEST


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("What do we know about practice?", "1 What do we know"),
        ("Themes, and what changed as a result", "1 Themes, and what changed"),
        ("Donaudampfschifffahrtsgesellschaft", "1 Donaudampfschifffahrtsgesells"),
    ],
)
def test_the_name_of_a_sheet_ends_with_a_whole_word_that_leads_to_nothing_cut_off(title, named):
    made = replace(report("Good").sections[0], title=title)
    held = book(replace(report("Good"), sections=(made,)))
    assert held.sheetnames[1] == named


# Documents


def test_the_document_has_headings_tables_room_to_write_and_the_reports_own_clock():
    made = report("Good", "<b>=1+1")
    held = Document(io.BytesIO(report_docx.render(made)))
    core = held.core_properties
    assert (core.title, core.language, core.created) == (
        "Example pack, November 2026", "en-GB", datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
    )  # fmt: skip
    headings = [p.text for p in held.paragraphs if p.style.name.startswith("Heading 1")]
    assert headings == ["1. Answers & more", "2. Teams: by [principle]", report_pdf.ANNEX]
    cells = [[cell.text for cell in row.cells] for row in held.tables[0].rows]
    assert cells[0] == ["Code", "Answer", "a\u00a0Now", "b\u00a012\u00a0months"]
    assert cells[2] == ["XX-1.2", "<b>=1+1", "4 of 7", "Too few (n\u00a02)"]
    assert "Write here" in [p.text for p in held.paragraphs]
    assert report_docx.render(made) == report_docx.render(made)


def test_a_question_of_the_document_stays_with_the_room_under_it():
    held = Document(io.BytesIO(report_docx.render(report("Good")))).paragraphs
    place = next(n for n, line in enumerate(held) if line.text == "Write here")
    kept = [line.paragraph_format.keep_with_next for line in held[place : place + 3]]
    assert kept == [True, True, None]
