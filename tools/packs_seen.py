"""`make pack-pictures`: every report pack of an empty, a thin and a full period, in every format, as pictures to look at.

Each PDF is drawn by poppler. Each sheet and each document is opened by LibreOffice and drawn as it shows it; each sheet
is written by it once more, and must hold the same. The full period is of the tests' year, played once into the folder.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from openpyxl import load_workbook  # noqa: E402
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter  # noqa: E402

from qa_desktop import files, profiles, report_files, reports  # noqa: E402
from qa_desktop.workspace import Workspace  # noqa: E402
from tests import reporting, year  # noqa: E402
from tests.conftest import PASSPHRASE, made_up_world  # noqa: E402

DOTS = 90  # of an inch: words of nine points are still read
ACROSS, DOWN, GAP = 2, 2, 8  # pages of a picture; pixels between them
FIRST, MIDDLE, LAST_FEW = 48, 4, 4  # pages drawn of a long file: what ends it is one list of entries
THIN = {("RFP", "2026-6"): {"North": 3}, ("SUD", "2026-6"): {"South": 1}, ("OBS", "2026-6"): {"North": 2}}
LAST = datetime(2027, 4, 20, 9, tzinfo=UTC)  # of the tests' year


def periods(folder: Path) -> Iterator[tuple[str, Workspace, str, str]]:
    """Name, ledger, period, and the team that its team sheet is of."""
    yield "empty", reporting.lead(folder / "empty"), "2026-6", "North"
    yield "thin", reporting.play(folder / "thin", THIN), "2026-6", "North"
    if not (folder / "year").exists():
        (folder / "year").mkdir()
        year.play(folder / "year")
    full = profiles.open_workspace(made_up_world(folder / "year" / "L01", LAST), PASSPHRASE)
    yield "full", full, "2026-04-to-2027-03", "Alder"


def write(ws: Workspace, period: str, team: str, folder: Path) -> None:
    """Every pack in every format it comes in."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in reports.packs(ws.world.resources):
        if one.elsewhere:
            continue
        made = reports.build(ws, one.code, period, team if one.team else "")
        for form in report_files.formats(ws, one.code):
            report_files.save(ws, made, folder / f"{one.code}.{form}", form)


def opened(paths: Iterable[Path], to: str, out: Path) -> None:
    """Open these in LibreOffice and write them anew, all in one call. Raises where it cannot."""
    out.mkdir(parents=True, exist_ok=True)
    home = f"-env:UserInstallation=file://{out.resolve()}/.office"
    words = ["soffice", home, "--headless", "--convert-to", to, "--outdir", str(out), *map(str, paths)]
    subprocess.run(words, check=True, capture_output=True)


def cells(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Sheet -> rows, without what is empty at their ends."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        rows = [tuple(cell for cell in row) for row in sheet.iter_rows(values_only=True)]
        found[sheet.title] = [row for row in rows if any(cell is not None for cell in row)]
    return found


def draw(pdf: Path, out: Path) -> list[Path]:
    """The pages of a PDF, four in a picture; of a long one its first, some of its middle and its last."""
    pages = out / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    for old in pages.glob(f"{pdf.stem}-*.png"):
        old.unlink()
    for first, last in _spans(pdf):
        span = ["-f", str(first), "-l", str(last)]
        subprocess.run(
            ["pdftoppm", "-r", str(DOTS), *span, "-png", str(pdf), str(pages / pdf.stem)], check=True
        )
    drawn = sorted(pages.glob(f"{pdf.stem}-*.png"))
    made = []
    for start in range(0, len(drawn), ACROSS * DOWN):
        some = drawn[start : start + ACROSS * DOWN]
        made.append(out / some[0].name)
        _together([QImage(str(path)) for path in some]).save(str(made[-1]))
    return made


def _spans(pdf: Path) -> list[tuple[int, int]]:
    """First and last of each run of pages to draw."""
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    count = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pages:"))
    if count <= FIRST + MIDDLE + LAST_FEW:
        return [(1, count)]
    middle = (FIRST + count) // 2
    return [(1, FIRST), (middle, middle + MIDDLE - 1), (count - LAST_FEW + 1, count)]


def _together(some: list[QImage]) -> QImage:
    across = min(ACROSS, len(some))
    down = -(-len(some) // across)
    wide, high = max(p.width() for p in some) + GAP, max(p.height() for p in some) + GAP
    sheet = QImage(across * wide, down * high, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#888888"))
    painter = QPainter(sheet)
    for number, page in enumerate(some):
        painter.drawImage(number % across * wide, number // across * high, page)
    painter.end()
    return sheet


def main(folder: Path) -> None:
    app = QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for name, ws, period, team in periods(folder):
        out = folder / "packs" / name
        write(ws, period, team, out)
        ws.close()
        for pdf in sorted(out.glob("*.pdf")):
            print(*draw(pdf, out / "pictures"), sep="\n", flush=True)
    for out in sorted((folder / "packs").iterdir()):
        in_office(out)
    app.processEvents()


def in_office(out: Path) -> None:
    """Draw what LibreOffice makes of the sheets and the documents in this folder, and read its sheets again."""
    sheets, documents = sorted(out.glob("*.xlsx")), sorted(out.glob("*.docx"))
    opened(sheets, "xlsx", out / "again")
    for path in sheets:
        again = cells(files.read_bounded(out / "again" / path.name, 10**8))
        assert again == cells(path.read_bytes()), f"LibreOffice reads {path} differently"
    for some in (sheets, documents):
        drawn = out / f"as-{some[0].suffix[1:]}"
        opened(some, "pdf", drawn)
        for pdf in sorted(drawn.glob("*.pdf")):
            print(*draw(pdf, drawn / "pictures"), sep="\n", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "pack-pictures"))
