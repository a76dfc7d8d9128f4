"""Every screen and dialogue in every palette, at every size of letters and of the window. Some minutes."""

from __future__ import annotations

from collections import defaultdict

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui import accessible, every_screen
from ui import theme, tokens

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(1_200)]
SIZES = ((1180, 700), (1366, 768))
FITS = {"cut": accessible.cut, "sideways": accessible.sideways}
PAINTED = {"faint": accessible.faint, "letters": accessible.letters}
LOOKS = [
    *((theme.Theme(scale=scale), FITS) for scale in theme.SCALES),
    *((theme.Theme(palette), PAINTED) for palette in tokens.PALETTES),
    *(
        (theme.Theme(palette, theme.SCALES[-1]), FITS | PAINTED)
        for palette in tokens.PALETTES
        if palette != "light"
    ),
    (theme.Theme(scale=theme.SCALES[-1], letters="atkinson"), FITS),
]


@pytest.fixture(scope="module")
def stage(app, tmp_path_factory):
    return every_screen.play(tmp_path_factory.mktemp("service"))


def said(look: tuple[theme.Theme, dict]) -> str:
    chosen, checks = look
    return f"{chosen.palette} {chosen.scale:.0%} {chosen.letters} {' and '.join(checks)}"


@pytest.mark.parametrize("look", LOOKS, ids=said)
def test_checks_8_to_11_every_screen_fits_and_can_be_read_in_this_look(look, app, stage, themed, tmp_path):
    chosen, checks = look
    themed(chosen)
    found: dict[str, list[str]] = defaultdict(list)
    sizes = SIZES if "cut" in checks else SIZES[1:]

    def see(view: str, window: QWidget) -> None:
        own = (window.width(), window.height())  # of a dialogue
        for width, height in (own,) if own[0] < SIZES[0][0] else sizes:
            for name, faults in accessible.at_size(window, width, height, checks).items():
                found[name] += [f"{view}: {fault}" for fault in faults]

    every_screen.walk(stage, see)
    every_screen.covers(stage, tmp_path, see)
    every_screen.dialogs(see)
    assert {name: faults for name, faults in found.items() if faults} == {}
