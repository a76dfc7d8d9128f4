"""The fonts of our PDFs: Inter first, then the bundled ones by script; shaping where letters join."""

from __future__ import annotations

import re
import struct
import threading
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from qa_desktop.world import resources_folder

MAIN = {"regular": "Inter_400Regular", "strong": "Inter_600SemiBold"}
# Zero-width joiner and non-joiner, and the variation selectors that choose text or emoji.
JOINERS = re.compile("[\u200c\u200d\ufe0e\ufe0f]")
PRIVATE = 0x100000  # glyphs that no single character names get codes from here up; they never leave the font

# Font file, and the ranges of characters for which it is asked. First match that has the character wins.
FALLBACKS: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = (
    ("NotoSansArabic_400Regular", ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFEFC))),
    ("NotoSansHebrew_400Regular", ((0x590, 0x5FF), (0xFB1D, 0xFB4F))),
    ("NotoSansBengali_400Regular", ((0x980, 0x9FF), (0x951, 0x965))),
    ("NotoSansDevanagari_400Regular", ((0x900, 0x97F), (0xA830, 0xA8FF), (0x1CD0, 0x1CFF))),
    ("NotoSansGurmukhi_400Regular", ((0xA00, 0xA7F),)),
    ("NotoSansGujarati_400Regular", ((0xA80, 0xAFF),)),
    ("NotoSansTamil_400Regular", ((0xB80, 0xBFF),)),
    ("NotoSansThai_400Regular", ((0xE00, 0xE7F),)),
    ("NotoSansEthiopic_400Regular", ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB01, 0xAB2F))),
    ("NotoEmoji_400Regular", ((0x200D, 0x200D), (0x20D0, 0x3299), (0xFE0E, 0xFE0F), (0x1F000, 0x1FAFF))),
    ("NotoSansMath_400Regular_cut", ((0x2000, 0x2BFF), (0x1D400, 0x1D7FF), (0x1EE00, 0x1EEFF))),
    ("NotoSansSymbols_400Regular", ((0x300, 0x36F), (0x2000, 0x2BFF), (0x1F100, 0x1F7FF))),
    ("NotoSansSymbols2_400Regular_cut", ((0x2000, 0x2BFF), (0x1F000, 0x1FBFF))),
    (
        "NotoSansSC_400Regular_common",
        ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF)),
    ),
)
SHAPED = frozenset(
    {
        "NotoSansArabic_400Regular",
        "NotoSansHebrew_400Regular",
        "NotoSansBengali_400Regular",
        "NotoSansDevanagari_400Regular",
        "NotoSansGurmukhi_400Regular",
        "NotoSansGujarati_400Regular",
        "NotoSansTamil_400Regular",
        "NotoSansThai_400Regular",
        "NotoEmoji_400Regular",
    }
)
_MIRROR = dict(zip("()[]{}<>«»‹›⟨⟩", ")(][}{><»«›‹⟩⟨", strict=True))
_lock = threading.Lock()


class Glyph(NamedTuple):
    """One placed glyph: offsets and advance in ems, `silent` when another glyph says its text."""

    code: str
    across: float
    up: float
    advance: float
    silent: bool


@dataclass(frozen=True, slots=True)
class Shaped:
    """Glyphs in the order they stand on the page, and their width in ems."""

    glyphs: tuple[Glyph, ...]
    width: float


class PdfFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font that knows what its nameless glyphs say, and says it in the PDF's Unicode map."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), asciiReadable=False)
        self._put_widths_right()
        self.says: dict[int, str] = {}
        self._codes: dict[tuple[int, str], int] = {}

    def _put_widths_right(self) -> None:
        """Glyphs past the end of the width table share its last width; reportlab takes that one scaled."""
        listed = struct.unpack(">H", self.face.get_table("hhea")[34:36])[0]
        metrics = self.face.hmetrics
        metrics[listed:] = [(metrics[listed - 1][0], bearing) for _, bearing in metrics[listed:]]

    def code(self, glyph: int, says: str, advance: float) -> str:
        """A private character that draws this glyph and reads as `says`. `advance` in 1/1000 em."""
        with _lock:
            code = self._codes.get((glyph, says))
            if code is None:
                code = self._codes[glyph, says] = PRIVATE + len(self._codes)
                self.face.charToGlyph[code] = glyph
                self.face.charWidths[code] = advance
                self.says[code] = says
        return chr(code)

    def addObjects(self, doc: Any) -> None:
        """As the base does, then put right its Unicode map, which knows neither emoji nor joined letters."""
        subsets = list(self.state[doc].subsets)
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("ascii")
            doc.idToObject["toUnicodeCMap:" + name].content = self._unicode_map(name, subset)

    def _unicode_map(self, name: str, subset: list[int]) -> str:
        pairs = [
            f"<{place:02X}> <{self.says.get(code, chr(code)).encode('utf-16-be').hex().upper()}>"
            for place, code in enumerate(subset)
            if code  # 0 is "no such letter", which says nothing
        ]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        chars = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
            f"/CMapName /{name} def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
            f"{chars}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        )


@cache
def font(name: str) -> PdfFont:
    """The font of that file name, read once. Raises OSError or TTFError when the file is gone or damaged."""
    folder = "fonts" if name.startswith("Inter") else "pdf_fonts"
    loaded = PdfFont(name, resources_folder() / folder / f"{name}.ttf")
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def font_for(char: str, weight: Literal["regular", "strong"]) -> str | None:
    """The name of the first font that has this character, or None."""
    code = ord(char)
    if code in font(MAIN[weight]).face.charToGlyph:
        return MAIN[weight]
    for name, ranges in FALLBACKS:
        if any(low <= code <= high for low, high in ranges) and code in font(name).face.charToGlyph:
            return name
    return None


def mirrored(name: str, text: str) -> str:
    """The text backwards with its brackets turned, each still reading as the one that was typed."""
    face = font(name)
    codes = []
    for char in reversed(text):
        other = _MIRROR.get(char)
        glyph = face.face.charToGlyph.get(ord(other)) if other else None
        if other is None or glyph is None:
            codes.append(char)
        else:
            codes.append(face.code(glyph, char, face.face.charWidths[ord(other)]))
    return "".join(codes)


def covers(name: str, char: str) -> bool:
    """Whether this font can draw the character in its place. Joiners need no glyph."""
    return JOINERS.match(char) is not None or ord(char) in font(name).face.charToGlyph


@cache
def char_width(char: str, weight: Literal["regular", "strong"]) -> float:
    """The width of one character by itself, in ems."""
    name = font_for(char, weight)
    return float(font(name).face.charWidths.get(ord(char), 0)) / 1000 if name else 0.0


@cache
def is_combining(char: str) -> bool:
    """Whether the character belongs to the one before it: marks, joiners, skin tones."""
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or JOINERS.match(char) is not None
        or 0x1F3FB <= ord(char) <= 0x1F3FF
    )


@cache
def _harfbuzz(name: str) -> tuple[Any, int]:
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(font(name).face._ttf_data))
    return uharfbuzz.Font(face), int(face.upem)


@lru_cache(maxsize=20_000)
def shape(name: str, text: str, from_right: bool) -> Shaped | None:
    """The text as joined glyphs, or None when each character is simply its own glyph.

    Kerning is off: it moves Arabic letters so far that readers take the gap for a space.
    """
    import uharfbuzz

    hb_font, upem = _harfbuzz(name)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if from_right else "ltr"
    uharfbuzz.shape(hb_font, buffer, {"kern": False})
    placed = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    plain = [font(name).face.charToGlyph.get(ord(char)) for char in text]
    if (
        not from_right
        and plain == [info.codepoint for info, _ in placed]
        and not any(place.x_offset or place.y_offset for _, place in placed)
    ):
        return None
    glyphs = tuple(_glyphs(font(name), hb_font, upem, placed, text))
    return Shaped(glyphs, sum(glyph.advance for glyph in glyphs))


def _glyphs(face: PdfFont, hb_font: Any, upem: int, placed: list[Any], text: str) -> list[Glyph]:
    """One glyph of each cluster, its widest, says the cluster's whole text; the others are silent."""
    starts = sorted({info.cluster for info, _ in placed})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    speaks: dict[int, int] = {}
    for place, (info, at) in enumerate(placed):
        best = speaks.get(info.cluster)
        if best is None or at.x_advance > placed[best][1].x_advance:
            speaks[info.cluster] = place
    glyphs = []
    for place, (info, at) in enumerate(placed):
        silent = speaks[info.cluster] != place
        says = "\u200b" if silent else text[info.cluster : ends[info.cluster]]
        own = hb_font.get_glyph_h_advance(info.codepoint) * 1000 / upem
        code = face.code(info.codepoint, says, own)
        glyphs.append(Glyph(code, at.x_offset / upem, at.y_offset / upem, at.x_advance / upem, silent))
    return glyphs
