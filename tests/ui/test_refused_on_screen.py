"""The sentence that refuses a signer who may not sign stands on the screen of Import, and nothing of the file comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.test_refused_signers import CASES, LATER, made
from tests.ui.rooms import button, place, words_of  # noqa: F401  fixtures
from ui.screens.importer import ImportScreen


@pytest.mark.parametrize(("what", "kind"), CASES)
def test_who_may_not_sign_is_told_on_the_screen_and_nothing_comes_in(service, place, qtbot, what, kind):  # noqa: F811
    data, _ = made(service, what, kind)
    central, now = service.central, service.central.world.now
    ahead = LATER if what == "expired" else timedelta(0)
    here = replace(central, world=replace(central.world, now=lambda: now() + ahead))
    path = service.folder / f"file.{'pdf' if kind == 'pdf' else 'qabundle'}"
    path.write_bytes(data)
    before = here.store.digests()
    screen = place(here, "importer", ImportScreen, files=[path])
    said = CASES[what, kind]
    qtbot.waitUntil(lambda: said in " ".join(words_of(screen).replace("\u200b", "").split()), timeout=20_000)
    assert "1 not safe" in words_of(screen) and not button(screen, "Import").isEnabled()
    assert here.store.digests() == before
