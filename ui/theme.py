"""The look in use: which palette, how large, which letters. Gives colours, sizes and fonts to widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QDir, QLocale, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from qa_desktop.world import resources_folder
from ui.stylesheet import stylesheet
from ui.tokens import FAMILIES, HEAT_SOFTEN, PAIRS, PALETTES, SCALES, TYPE

__all__ = [
    "PAIRS", "RESOURCES", "SCALES", "Theme", "apply", "colour", "contrast", "current", "font", "heat", "load_fonts",
    "px", "repolish",
]  # fmt: skip

RESOURCES = resources_folder()
PaletteName = Literal["light", "dark", "contrast", "system"]
Letters = Literal["inter", "atkinson"]


@dataclass(frozen=True, slots=True)
class Theme:
    """What the user chose under Settings, Appearance. "system" follows the computer."""

    palette: PaletteName = "light"
    scale: float = 1.0
    letters: Letters = "inter"

    @property
    def shown(self) -> str:
        """The palette really shown: "light", "dark" or "contrast"."""
        if self.palette != "system":
            return self.palette
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    @property
    def tokens(self) -> dict[str, str]:
        return PALETTES[self.shown]

    @property
    def family(self) -> str:
        return FAMILIES[self.letters]

    def colour(self, role: str) -> QColor:
        return QColor(self.tokens[role])

    def px(self, pixels: float) -> int:
        """A length at 100 % as it is at this text size."""
        return round(pixels * self.scale)

    def font(self, name: str = "body", weight: int | None = None) -> QFont:
        """A font of the type scale, for widgets that paint their own text."""
        size, usual = TYPE[name]
        made = QFont(self.family)
        made.setPixelSize(self.px(size))
        made.setWeight(QFont.Weight(weight or usual))
        return made

    def larger(self, steps: int = 1) -> Theme:
        """The theme `steps` text sizes up (or down, if negative), kept within the four sizes."""
        here = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self.scale))
        return Theme(self.palette, SCALES[max(0, min(len(SCALES) - 1, here + steps))], self.letters)

    def as_dict(self) -> dict[str, object]:
        return {"palette": self.palette, "scale": self.scale, "letters": self.letters}

    @classmethod
    def from_dict(cls, kept: dict[str, object]) -> Theme:
        """The theme kept in settings; anything missing or unknown falls back to the usual."""
        palette, letters, scale = kept.get("palette"), kept.get("letters"), kept.get("scale")
        return cls(
            palette if palette in (*PALETTES, "system") else "light",  # type: ignore[arg-type]
            float(scale) if scale in SCALES else 1.0,  # type: ignore[arg-type]
            letters if letters in FAMILIES else "inter",  # type: ignore[arg-type]
        )


def load_fonts() -> list[str]:
    """Registers the bundled fonts and gives their families. Without them a bare computer draws no text."""
    families: list[str] = []
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return sorted(set(families))


def current() -> Theme:
    """The theme last applied (the usual one before that)."""
    app = QApplication.instance()
    return (app.property("theme") if app else None) or Theme()


def apply(app: QApplication, theme: Theme) -> None:
    """Shows `theme` in every window. Costs about a millisecond a widget, so leave hidden pages unbuilt.

    Call once at start with the kept theme and again when the user chooses another.
    """
    if not app.property("theme_ready"):
        _prepare(app)
    hints = app.styleHints()
    if theme.palette == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if theme.palette == "dark" else Qt.ColorScheme.Light)
    app.setProperty("theme", theme)
    app.setFont(theme.font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(stylesheet(theme.tokens, theme.scale, theme.family, theme.shown))


def _prepare(app: QApplication) -> None:
    load_fonts()
    QDir.addSearchPath("tinted", str(RESOURCES / "icons" / "tinted"))
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, False)
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
    app.styleHints().colorSchemeChanged.connect(lambda _: _follow(app))
    app.setProperty("theme_ready", True)


def _follow(app: QApplication) -> None:
    theme = current()
    if theme.palette == "system" and app.property("theme_shown") != theme.shown:
        app.setPalette(_palette(theme))
        app.setStyleSheet(stylesheet(theme.tokens, theme.scale, theme.family, theme.shown))


def _palette(theme: Theme) -> QPalette:
    QApplication.instance().setProperty("theme_shown", theme.shown)
    roles = QPalette.ColorRole
    wanted = {
        roles.Window: "bg",
        roles.WindowText: "text",
        roles.Base: "surface",
        roles.AlternateBase: "sunken",
        roles.Text: "text",
        roles.PlaceholderText: "muted",
        roles.Button: "surface",
        roles.ButtonText: "text",
        roles.BrightText: "on_primary",
        roles.Highlight: "primary",
        roles.HighlightedText: "on_primary",
        roles.Link: "link",
        roles.LinkVisited: "link",
        roles.ToolTipBase: "text",
        roles.ToolTipText: "surface",
        roles.Mid: "line",
        roles.Dark: "line_strong",
        roles.Accent: "primary",
    }
    made = QPalette()
    for role, token in wanted.items():
        made.setColor(role, theme.colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("muted"))
    return made


def colour(role: str) -> QColor:
    return current().colour(role)


def px(pixels: float) -> int:
    return current().px(pixels)


def font(name: str = "body", weight: int | None = None) -> QFont:
    return current().font(name, weight)


def repolish(widget) -> None:
    """Makes a changed dynamic property show; the stylesheet does not notice by itself."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def heat(value: float, theme: Theme | None = None) -> QColor:
    """The ground of a heat map cell for an average rating from 1 to 4: a straight mix, softened by surface."""
    theme = theme or current()
    value = max(1.0, min(4.0, value))
    low = min(3, int(value))
    mixed = _mix(theme.colour(f"rating{low}"), theme.colour(f"rating{low + 1}"), value - low)
    return _mix(mixed, theme.colour("surface"), HEAT_SOFTEN[theme.shown])


def _mix(one: QColor, other: QColor, share: float) -> QColor:
    """`share` of `other` in `one`, from 0 to 1."""
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG contrast ratio of two colours, from 1 to 21."""

    def light(colour: QColor) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
