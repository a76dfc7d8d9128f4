"""`make pictures`: the picture of the layers, from the table of rooms in docs/architecture.md and the code as it stands."""

from __future__ import annotations

import fnmatch
import re
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
TARGET = ROOT / "docs" / "pictures" / "layers.svg"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]*`[^|]*) \|", re.MULTILINE)
WIDE, BOX_WIDE, BOX_HIGH, GAP, ACROSS = 1120, 255, 46, 12, 4
INK, QUIET, LINE, PAPER = "#14262E", "#50636B", "#9FB4B5", "#FFFFFF"
GROUND = {"ui": "#E3F1F0", "qa_desktop": "#EEF3F7", "db": "#F4EFE4"}
SAYS = {
    "ui": "the only package that imports Qt; no rule of the domain",
    "qa_desktop": "what the program knows and does; no Qt, no SQL",
    "db": "keeps bytes and rows; knows no audit",
}
OTHERS = {
    "ui": {"app, shell, desk": "ui/*.py", "kit: small widgets": "ui/kit/*.py", "forms: an editor for each answer": "ui/forms/*.py", "screens: a file for each place": "ui/screens/*.py"},
    "db": {"store: entries, drafts, sums": "db/*.py"},
}  # fmt: skip


def modules() -> set[str]:
    return {path.stem for path in (ROOT / "qa_desktop").glob("*.py")} - {"__init__"}


def rooms() -> dict[str, list[str]]:
    """Each room of the table, with the modules that stand in it."""
    found = {}
    for room, patterns in ROW.findall(PAGE.read_text("utf-8")):
        held = {
            m for pattern in re.findall(r"`([^`]+)`", patterns) for m in fnmatch.filter(modules(), pattern)
        }
        found[room] = sorted(held)
    return found


def lines_of(paths: list[Path]) -> int:
    return sum(len(path.read_text("utf-8").splitlines()) for path in paths)


def boxes() -> dict[str, list[tuple[str, str]]]:
    """For each layer its boxes: words, and how much stands behind them."""
    inside = {layer: [(words, _size(sorted(ROOT.glob(glob)))) for words, glob in held.items()] for layer, held in OTHERS.items()}  # fmt: skip
    domain = [
        (room, _size([ROOT / "qa_desktop" / f"{m}.py" for m in held])) for room, held in rooms().items()
    ]
    return {"ui": inside["ui"], "qa_desktop": domain, "db": inside["db"]}


def _size(paths: list[Path]) -> str:
    paths = [path for path in paths if path.name != "__init__.py"]
    modules = "1 module" if len(paths) == 1 else f"{len(paths)} modules"
    return f"{modules}, {lines_of(paths):,} lines"


def picture() -> str:
    parts, top = [], 12
    for number, (layer, held) in enumerate(boxes().items()):
        down = -(-len(held) // ACROSS)
        high = 44 + down * (BOX_HIGH + GAP)
        if number:
            parts.append(_arrow(top))
            top += 34
        parts.append(_rect(16, top, WIDE - 32, high, GROUND[layer]))
        parts.append(_text(32, top + 27, f"{layer}/", INK, 17, bold=True))
        parts.append(_text(32 + 12 * len(layer) + 14, top + 27, SAYS[layer], QUIET, 14))
        for place, (words, size) in enumerate(held):
            x = 32 + place % ACROSS * (BOX_WIDE + GAP)
            y = top + 40 + place // ACROSS * (BOX_HIGH + GAP)
            parts.append(_rect(x, y, BOX_WIDE, BOX_HIGH, PAPER))
            parts.append(_text(x + 12, y + 20, words, INK, 14))
            parts.append(_text(x + 12, y + 37, size, QUIET, 12))
        top += high
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {top + 12}" font-family="Inter, sans-serif">'
        f"<title>The layers, and what stands in each</title>"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(parts)}</svg>\n'
    )


def _rect(x: float, y: float, wide: float, high: float, ground: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="8" fill="{ground}" stroke="{LINE}"/>'


def _text(x: float, y: float, words: str, ink: str, size: int, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x}" y="{y}" fill="{ink}" font-size="{size}"{weight}>{escape(words)}</text>'


def _arrow(top: float) -> str:
    middle = WIDE / 2
    return (
        f'<path d="M{middle} {top + 6} V{top + 26} m-6 -8 l6 8 l6 -8" fill="none" stroke="{INK}" stroke-width="1.6"/>'
        + _text(middle + 14, top + 21, "calls", QUIET, 13)
    )


def main() -> None:
    TARGET.write_text(picture(), "utf-8")
    print(TARGET)


if __name__ == "__main__":
    sys.exit(main())
