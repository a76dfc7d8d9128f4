from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtSvg import QSvgRenderer

from ui import icons, theme, tokens
from ui.actions import ACTIONS

STEPS = [1 + i / 20 for i in range(61)]


@pytest.mark.parametrize("palette", tokens.PALETTES)
def test_every_pair_of_colours_can_be_read(palette):
    look = theme.Theme(palette)
    ratios = {(ink, on): theme.contrast(look.colour(ink), look.colour(on)) for ink, on, _ in theme.PAIRS}
    assert {pair: ratios[pair] for *pair_, least in theme.PAIRS if ratios[pair := tuple(pair_)] < least} == {}


@pytest.mark.parametrize("palette", tokens.PALETTES)
def test_text_can_be_read_on_every_step_of_the_heat_map(palette):
    look = theme.Theme(palette)
    assert min(theme.contrast(look.colour("text"), theme.heat(step, look)) for step in STEPS) >= 4.5


def test_heat_stays_within_the_four_ratings():
    look = theme.Theme()
    assert theme.heat(0.2, look) == theme.heat(1, look)
    assert theme.heat(9, look) == theme.heat(4, look)
    assert theme.heat(1, look) != theme.heat(4, look)


def test_every_palette_has_the_same_tokens():
    assert len({frozenset(palette) for palette in tokens.PALETTES.values()}) == 1


@pytest.mark.parametrize("letters", tokens.FAMILIES)
@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_bundled_letters_are_really_used(app, letters, weight):
    info = QFontInfo(theme.Theme(letters=letters).font("body", weight))
    assert info.family() == tokens.FAMILIES[letters]
    assert info.weight() == weight


def test_a_theme_comes_back_from_settings_as_it_was_kept():
    chosen = theme.Theme("dark", 1.3, "atkinson")
    assert theme.Theme.from_dict(chosen.as_dict()) == chosen
    assert theme.Theme.from_dict({"palette": "pink", "scale": 9, "letters": None}) == theme.Theme()


def test_larger_text_stops_at_the_largest():
    assert theme.Theme().larger().scale == 1.15
    assert theme.Theme(scale=1.5).larger().scale == 1.5
    assert theme.Theme().larger(-1).scale == 1.0


def test_following_the_computer_falls_back_to_light_where_it_says_nothing(app, themed):
    themed(theme.Theme("system"))
    assert theme.current().shown in tokens.PALETTES
    if QGuiApplication.styleHints().colorScheme().name == "Unknown":
        assert theme.current().shown == "light"


def test_applying_a_theme_reaches_every_window(app, themed):
    themed(theme.Theme("dark", 1.15))
    assert theme.current() == theme.Theme("dark", 1.15)
    assert app.palette().window().color() == theme.colour("bg")
    assert theme.px(100) == 115
    assert tokens.DARK["primary"] in app.styleSheet() and tokens.LIGHT["primary"] not in app.styleSheet()


def test_every_length_but_hairlines_grows_with_the_text(app, themed):
    themed(theme.Theme(scale=1.5))
    assert "font-size: 21px" in app.styleSheet() and "font-size: 14px" not in app.styleSheet()
    assert "border: 1px solid" in app.styleSheet()


def test_an_icon_takes_the_colour_of_the_theme_when_it_is_painted(app, themed):
    drawn = icons.icon("check", "primary")
    light = drawn.pixmap(32, 32).toImage()
    themed(theme.Theme("dark"))
    dark = drawn.pixmap(32, 32).toImage()
    assert _strongest(light) == theme.Theme("light").colour("primary").name()
    assert _strongest(dark) == theme.Theme("dark").colour("primary").name()


def _strongest(image) -> str:
    """The colour most of the solid pixels have."""
    seen = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = [colour.name() for colour in seen if colour.alpha() == 255]
    return max(set(solid), key=solid.count)


def test_a_wrong_icon_name_fails_where_it_is_written(app):
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_every_icon_file_can_be_drawn(app):
    files = list((theme.RESOURCES / "icons").glob("*.svg"))
    assert files and [file.name for file in files if not QSvgRenderer(str(file)).isValid()] == []
    assert [action.id for action in ACTIONS if action.icon and not _file(action.icon).exists()] == []


def _file(name: str) -> Path:
    return theme.RESOURCES / "icons" / f"{name}.svg"


@pytest.mark.parametrize("palette", tokens.PALETTES)
def test_tinted_copies_hold_the_colours_of_their_palette(palette):
    for file in (theme.RESOURCES / "icons" / "tinted" / palette).glob("*.svg"):
        token = file.stem.rsplit("-", 1)[1]
        assert tokens.PALETTES[palette][token] in file.read_text("utf-8"), file.name


def test_licences_lie_beside_fonts_and_icons():
    assert {file.name for file in theme.RESOURCES.rglob("LICENSE*")} >= {
        "LICENSE",
        "LICENSE_FONT.Inter.txt",
        "LICENSE_FONT.AtkinsonHyperlegibleNext.txt",
    }
