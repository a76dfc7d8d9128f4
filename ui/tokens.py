"""Colours, type, space and corners as plain data: the one place a value of the look is written.

Ratios are checked in tests/ui/test_theme.py for every pair in PAIRS and every palette.
"""

from __future__ import annotations

LIGHT = {
    "bg": "#F3F6F6",
    "surface": "#FFFFFF",
    "sunken": "#EAF0F0",
    "hover": "#EEF4F4",
    "select": "#DCEDEE",
    "line": "#D5DEE0",
    "line_strong": "#6A7B82",
    "handle": "#AEBBC0",
    "text": "#13232B",
    "muted": "#4A5B64",
    "primary": "#0B5B68",
    "primary_hover": "#084853",
    "on_primary": "#FFFFFF",
    "link": "#0B5B68",
    "ok": "#17603A",
    "ok_soft": "#E3F3E9",
    "warn": "#7A4A00",
    "warn_soft": "#FFF1D6",
    "bad": "#A3231F",
    "bad_soft": "#FCE8E6",
    "info": "#1D4F91",
    "info_soft": "#E5EEF9",
    "neutral": "#46555E",
    "neutral_soft": "#E9EEF0",
    "rating4": "#0B5B68",
    "on_rating4": "#FFFFFF",
    "rating4_ink": "#084853",
    "rating4_soft": "#D5EBEC",
    "rating3": "#5FA777",
    "on_rating3": "#0C2416",
    "rating3_ink": "#17603A",
    "rating3_soft": "#E3F3E9",
    "rating2": "#F0B341",
    "on_rating2": "#2E1D00",
    "rating2_ink": "#7A4A00",
    "rating2_soft": "#FFF1D6",
    "rating1": "#B5372F",
    "on_rating1": "#FFFFFF",
    "rating1_ink": "#A3231F",
    "rating1_soft": "#FCE8E6",
    "na": "#DCE3E6",
    "on_na": "#35444C",
    "na_ink": "#46555E",
    "na_soft": "#E9EEF0",
    "ring_inner": "#13232B",
    "ring_outer": "#FFC83D",
}

DARK = {
    "bg": "#10191D",
    "surface": "#18242A",
    "sunken": "#131E23",
    "hover": "#203038",
    "select": "#1E3F45",
    "line": "#2C3B43",
    "line_strong": "#8FA1A9",
    "handle": "#4A5C65",
    "text": "#EAF1F3",
    "muted": "#B1C0C6",
    "primary": "#7CCBD3",
    "primary_hover": "#98D8DE",
    "on_primary": "#06262B",
    "link": "#8AD3DA",
    "ok": "#8FD6A8",
    "ok_soft": "#173526",
    "warn": "#F3C66E",
    "warn_soft": "#3A2C10",
    "bad": "#FF9E96",
    "bad_soft": "#43201E",
    "info": "#9CC3F5",
    "info_soft": "#1A2F4A",
    "neutral": "#B9C6CC",
    "neutral_soft": "#26343B",
    "rating4": "#4FB3BE",
    "on_rating4": "#04211F",
    "rating4_ink": "#8AD3DA",
    "rating4_soft": "#143B41",
    "rating3": "#6DBB88",
    "on_rating3": "#06230F",
    "rating3_ink": "#8FD6A8",
    "rating3_soft": "#173526",
    "rating2": "#E7AE45",
    "on_rating2": "#2A1B00",
    "rating2_ink": "#F3C66E",
    "rating2_soft": "#3A2C10",
    "rating1": "#E0695F",
    "on_rating1": "#230300",
    "rating1_ink": "#FF9E96",
    "rating1_soft": "#43201E",
    "na": "#33434B",
    "on_na": "#D5DFE3",
    "na_ink": "#B9C6CC",
    "na_soft": "#26343B",
    "ring_inner": "#10191D",
    "ring_outer": "#FFC83D",
}

CONTRAST = {
    **LIGHT,
    "bg": "#FFFFFF",
    "sunken": "#FFFFFF",
    "hover": "#E6E6E6",
    "select": "#FFE680",
    "line": "#000000",
    "line_strong": "#000000",
    "handle": "#000000",
    "text": "#000000",
    "muted": "#000000",
    "primary": "#003C46",
    "primary_hover": "#000000",
    "link": "#003C46",
    "ok": "#00401F",
    "bad": "#7D0000",
    "info": "#00317A",
    "neutral": "#000000",
    "rating1": "#8C0A0A",
    "rating1_ink": "#7D0000",
    "na_ink": "#000000",
    "ring_inner": "#000000",
}

PALETTES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

TEXT_RATIO, EDGE_RATIO = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for edges and icons

_ON = ("bg", "surface", "sunken", "hover", "select")
_KINDS = ("ok", "warn", "bad", "info", "neutral")
_RATINGS = ("rating4", "rating3", "rating2", "rating1", "na")
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, ground, TEXT_RATIO) for ink in ("text", "muted") for ground in _ON),
    *(
        (ink, ground, TEXT_RATIO)
        for ink in ("link", "primary")
        for ground in ("bg", "surface", "sunken", "select")
    ),
    *((kind, f"{kind}_soft", TEXT_RATIO) for kind in _KINDS),
    *(("text", f"{kind}_soft", TEXT_RATIO) for kind in _KINDS),
    *(
        (kind, ground, TEXT_RATIO)
        for kind in ("ok", "warn", "bad", "info")
        for ground in ("bg", "surface", "sunken")
    ),
    *((f"on_{rating}", rating, TEXT_RATIO) for rating in _RATINGS),
    *((f"{rating}_ink", f"{rating}_soft", TEXT_RATIO) for rating in _RATINGS),
    ("on_primary", "primary", TEXT_RATIO),
    ("on_primary", "primary_hover", TEXT_RATIO),
    ("line_strong", "surface", EDGE_RATIO),
    ("line_strong", "bg", EDGE_RATIO),
    ("line_strong", "sunken", EDGE_RATIO),
    ("ring_inner", "ring_outer", EDGE_RATIO),
)
"""(ink, ground, least ratio): every pair of colours that may meet on a screen."""

TYPE: dict[str, tuple[int, int]] = {
    "caption": (12, 400),
    "small": (13, 400),
    "tag": (13, 600),
    "body": (14, 400),
    "strong": (14, 600),
    "lead": (16, 400),
    "h3": (17, 600),
    "h2": (20, 600),
    "h1": (26, 700),
    "figure": (30, 600),
}
"""Name -> (pixels at 100 %, weight)."""

SPACE = (2, 4, 8, 12, 16, 24, 32)
RADIUS = {"tag": 4, "field": 6, "card": 10}
CONTROL_HEIGHT = 34  # px: least height of a button or field, inside its border
TARGET = 24  # px: least side of anything you can press
LINE_LENGTH = 860  # px: longest line of reading text
SCALES = (1.0, 1.15, 1.3, 1.5)
FAMILIES = {"inter": "Inter", "atkinson": "Atkinson Hyperlegible Next"}
HEAT_SOFTEN = {"light": 0.42, "dark": 0.56, "contrast": 0.42}  # share of surface mixed into a heat cell
