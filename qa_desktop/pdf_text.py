"""Text for a page: a font for every character, what cannot be shown made visible, lines in reading order.

There is no markup anywhere on this road, so nothing a person types can become an instruction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from qa_desktop.pdf_fonts import (
    JOINERS,
    SHAPED,
    Glyph,
    char_width,
    covers,
    font_for,
    is_combining,
    mirrored,
    shape,
)

Weight = Literal["regular", "strong"]

BREAKS = re.compile("\r\n|[\r\n\u2028\u2029]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Between two of these a line may end although there is no space.
_WIDE = "\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_TOKEN = re.compile(f" +|[{_WIDE}]|[^ {_WIDE}]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks. `size` and `leading` in points, `colour` as #RRGGBB."""

    size: float = 9.5
    leading: float = 13.5
    weight: Weight = "regular"
    colour: str = "#13232B"


@dataclass(frozen=True, slots=True)
class Span:
    """Some text in one style. A paragraph is one or several of them."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one font, in the order it is drawn. `width` in points.

    `glyphs` is empty for plain text; otherwise each is placed by itself, and `actual` is what they say.
    """

    font: str
    style: Style
    codes: str
    width: float
    glyphs: tuple[Glyph, ...] = ()
    actual: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, broken and in visual order. `width` in points."""

    runs: tuple[Run, ...]
    width: float
    from_right: bool = False


_Token = tuple[str, Style, float]


@dataclass(slots=True)
class Typesetter:
    """Sets the text of one document and remembers which characters no font has."""

    lacking: dict[str, None] = field(default_factory=dict)
    _shown: dict[int, int | str] = field(default_factory=dict)
    _widths: dict[tuple[str, Weight], float] = field(default_factory=dict)

    def visible(self, text: str) -> str:
        """The text with every character that cannot be printed written out, as in ⟨U+4E2D⟩."""
        shown = text.replace("\t", "    ").translate(_Missing(self))
        return JOINERS.sub(self._joiner, shown) if JOINERS.search(shown) else shown

    def lines(self, spans: Sequence[Span], width: float) -> list[Line]:
        """The spans as lines no wider than `width` points. Never raises, whatever the text."""
        lines: list[Line] = []
        for hard in _hard_lines(spans):
            tokens = [token for span in hard for token in self._tokens(span, width)]
            from_right = _starts_right("".join(text for text, _, _ in tokens))
            lines += [_line(filled, from_right) for filled in _fill(tokens, width)]
        return lines

    def width(self, text: str, style: Style) -> float:
        """How wide the text would be on one line, in points."""
        return self._em(text, style.weight) * style.size

    def _tokens(self, span: Span, width: float) -> Iterator[_Token]:
        for word in _TOKEN.findall(self.visible(span.text)):
            wide = self.width(word, span.style)
            if wide <= width or word[0] == " ":
                yield word, span.style, wide
            else:
                yield from self._broken(word, span.style, width)

    def _broken(self, word: str, style: Style, width: float) -> Iterator[_Token]:
        """A word wider than the line, cut into pieces that fit, never between a letter and its marks."""
        start, used = 0, 0.0
        for place, char in enumerate(word):
            wide = char_width(char, style.weight) * style.size
            if used + wide > width and place > start and not is_combining(char):
                yield word[start:place], style, used
                start, used = place, 0.0
            used += wide
        yield word[start:], style, used

    def _em(self, text: str, weight: Weight) -> float:
        known = self._widths.get((text, weight))
        if known is None:
            known = sum(_measure(font, part) for font, part in _by_font(text, weight))
            if len(text) < 40:
                self._widths[text, weight] = known
        return known

    def _joiner(self, found: re.Match[str]) -> str:
        """Joiners and variation marks do work inside Arabic, Bengali or emoji; elsewhere they hide things."""
        before = found.string[found.start() - 1 : found.start()]
        useful = before and (
            before in "0123456789#*©®" or 0x590 <= ord(before) < 0x2000 or ord(before) > 0x206F
        )
        return found.group() if useful else self._written(found.group())

    def _written(self, char: str) -> str:
        name = f"U+{ord(char):04X}"
        self.lacking[name] = None
        return f"⟨{name}⟩"


class _Missing(dict[int, int | str]):
    """A translation table that fills itself as characters turn up."""

    def __init__(self, setter: Typesetter) -> None:
        super().__init__(setter._shown)
        self._setter = setter

    def __missing__(self, code: int) -> int | str:
        char = chr(code)
        known: int | str = code
        if code in (0x0A, 0x0D, 0x2028, 0x2029) or JOINERS.match(char):
            return code
        if (
            unicodedata.category(char)[0] == "C"
            or char in "\u3164\u115f\u2060"
            or font_for(char, "regular") is None
        ):
            known = self._setter._written(char)
        elif unicodedata.category(char) == "Zs" and code != 0xA0:
            known = " "
        self[code] = self._setter._shown[code] = known
        return known


def _hard_lines(spans: Sequence[Span]) -> list[list[Span]]:
    """The spans cut where the person pressed Enter."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = BREAKS.split(span.text)
        lines[-1].append(Span(first, span.style))
        lines += [[Span(text, span.style)] for text in rest]
    return lines


def _fill(tokens: list[_Token], width: float) -> Iterator[list[_Token]]:
    """Greedy lines. Spaces at the end of a line are dropped; an empty line stays a line."""
    line: list[_Token] = []
    used = 0.0
    for token in tokens:
        if line and used + token[2] > width and token[0][0] != " ":
            yield _trimmed(line)
            line, used = [], 0.0
        if token[0][0] == " " and used + token[2] > width:
            continue
        line.append(token)
        used += token[2]
    yield _trimmed(line)


def _trimmed(line: list[_Token]) -> list[_Token]:
    while line and line[-1][0][0] == " ":
        line.pop()
    return line


def _line(tokens: list[_Token], from_right: bool) -> Line:
    parts = [
        ("".join(t[0] for t in same), style) for style, same in groupby(tokens, key=lambda token: token[1])
    ]
    if from_right or any(RIGHT_TO_LEFT.search(text) for text, _ in parts):
        runs = _both_ways(parts, 1 if from_right else 0)
    else:
        runs = [run for text, style in parts for run in _runs(text, style, False)]
    return Line(tuple(runs), sum(run.width for run in runs), from_right)


def _runs(text: str, style: Style, backwards: bool) -> Iterator[Run]:
    """The text cut by font and, where the script needs it, shaped."""
    for font, part in _by_font(text, style.weight):
        shaped = shape(font, part, backwards) if _needs_shape(font, part) else None
        if shaped is None:
            codes = mirrored(font, part) if backwards else part
            width = sum(char_width(char, style.weight) for char in part) * style.size
            yield Run(font, style, codes, width)
        else:
            actual = "" if backwards else part
            yield Run(font, style, "", shaped.width * style.size, shaped.glyphs, actual)


def _measure(font: str, text: str) -> float:
    """Width in ems of text in one font."""
    shaped = shape(font, text, bool(RIGHT_TO_LEFT.match(text))) if _needs_shape(font, text) else None
    if shaped is not None:
        return shaped.width
    weight: Weight = "strong" if "600" in font else "regular"
    return sum(char_width(char, weight) for char in text)


def _needs_shape(font: str, text: str) -> bool:
    return font in SHAPED or any(map(is_combining, text))


def _by_font(text: str, weight: Weight) -> Iterator[tuple[str, str]]:
    """The text cut into stretches of one font. Marks and joiners stay with the letter before them."""
    start, now = 0, ""
    for place, char in enumerate(text):
        if now and is_combining(char) and covers(now, char):
            continue
        font = font_for(char, weight) or font_for("?", weight) or ""
        if font != now:
            if now:
                yield now, text[start:place]
            start, now = place, font
    if now:
        yield now, text[start:]


def _starts_right(text: str) -> bool:
    """Whether the first letter with a direction runs from the right."""
    if not RIGHT_TO_LEFT.search(text):
        return False
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _both_ways(parts: list[tuple[str, Style]], base: int) -> list[Run]:
    """Runs of a line that has text from the right in it, in the order they stand on the page."""
    levels = iter(_levels("".join(text for text, _ in parts), base))
    pieces: list[tuple[int, str, Style]] = []
    for text, style in parts:
        marked = [(next(levels), char) for char in text]
        for level, same in groupby(marked, key=lambda pair: pair[0]):
            pieces.append((level, "".join(char for _, char in same), style))
    runs = [(level, run) for level, text, style in pieces for run in _runs(text, style, level % 2 == 1)]
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        runs = _reversed_from(runs, level)
    return [run for _, run in runs]


def _reversed_from(runs: list[tuple[int, Run]], level: int) -> list[tuple[int, Run]]:
    """Rule L2 of the bidirectional algorithm: turn round each stretch at this level or above."""
    turned: list[tuple[int, Run]] = []
    for deep, same in groupby(runs, key=lambda pair: pair[0] >= level):
        stretch = list(same)
        turned += stretch[::-1] if deep else stretch
    return turned


def _levels(text: str, base: int) -> list[int]:
    """The embedding level of each character (Unicode Annex 9), as python-bidi works it out."""
    from bidi import algorithm

    # It drops joiners, which would shift every place after them: let each copy the letter before it.
    stood_in = JOINERS.sub(lambda found: found.string[found.start() - 1 : found.start()] or " ", text)
    stood_in = JOINERS.sub(" ", stood_in)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(stood_in, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage, False)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [int(char["level"]) for char in storage["chars"]]
    return levels if len(levels) == len(text) else [base] * len(text)
