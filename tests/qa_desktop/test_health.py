"""What to know about the laptop: an old backup, a full disk, a clock that went back."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qa_desktop import backups, forms, health, revoking
from tests.small import bring, held_by


def on(ws, moment):
    return replace(ws, world=replace(ws.world, now=lambda: moment))


def test_a_laptop_in_order_warns_of_nothing(service):
    assert health.warnings(service.laptop("A01")) == ()


def test_a_backup_of_last_week_is_said_with_its_days(service):
    ws = service.laptop("A01")
    made, now = backups.make(ws), datetime(2026, 11, 20, 9, tzinfo=UTC)
    for days, titles in ((7, []), (9, ["The last backup is 9 days old."])):
        then = (now - timedelta(days=days)).timestamp()
        os.utime(made, (then, then))
        assert [w.title for w in health.warnings(on(ws, now))] == titles


def test_a_clock_earlier_than_the_last_save_is_said(service, rfp):
    ws = service.laptop("A01")
    forms.start(ws, rfp)
    assert [w.title for w in health.warnings(on(ws, datetime(2026, 10, 1, tzinfo=UTC)))] == [
        "This laptop’s clock has gone back."
    ]


def test_a_disk_that_is_nearly_full_is_said_first(service, monkeypatch):
    usage = shutil.disk_usage(service.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=42 * 1024 * 1024))
    found = health.warnings(service.laptop("A01"))
    assert found[0].title == "The disk is nearly full." and found[0].words.startswith("42 MB are left.")


def test_how_the_work_is_kept_is_said_in_a_line():
    now = datetime(2026, 11, 20, 14, tzinfo=UTC)
    assert health.kept_words(None, now) == "Encrypted. No backup yet."
    assert health.kept_words(now.replace(hour=8, minute=55), now) == "Encrypted. Last backup today, 08:55."
    assert "yesterday" in health.kept_words(now - timedelta(days=1), now)
    assert "3 days ago" in health.kept_words(now - timedelta(days=3), now)


@pytest.mark.parametrize(("days", "said"), [(600, ""), (680, "ends on"), (740, "ended on")])
def test_a_certificate_that_ends_is_said_sixty_days_ahead(service, days, said):
    for ws in (service.laptop("A01"), service.central):
        now = ws.world.now
        later = replace(ws, world=replace(ws.world, now=lambda now=now: now() + timedelta(days=days)))
        found = [one for one in health.warnings(later) if "ertificate" in one.title]
        assert len(found) == (0 if not said else 1 if ws is not service.central else 3)
        assert all(said in one.title and "enew" in one.words for one in found)


def test_somebody_whose_key_was_revoked_is_told_what_that_means(service):
    laptop = service.laptop("A01")
    revoking.revoke(service.central, "A01", "lost_laptop")
    bring(laptop, service.central, *held_by(service.central))
    (told,) = [one for one in health.warnings(laptop) if "revoked" in one.title]
    assert "because your laptop was lost" in told.words and "new request file" in told.words
