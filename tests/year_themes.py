"""What the practice leads of the made-up year make of its findings, at its end: themes, quotes that another lead has
checked, what followed of children at risk, and what a partnership round taught."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from qa_desktop import profiles
from qa_desktop.workspace import Me
from tests.conftest import QUICK
from tests.year_stage import LEAD, Stage

SECOND = "L02"
YEAR = "2026-04-to-2027-03"
DAY = date(2027, 4, 12)
LEARNED = "Schools hear of a plan when it is made.\n\nWho leads is said at the first meeting."
VOICES = ("family", "child", "worker", "auditor")
TAGS = (("--strength", "T24"), ("--strength", "T26"), ("--area", "T25"), ("--area", "T24"), ("--strength", "T11"),
        ("--area", "T38"))  # fmt: skip


def themes(stage: Stage) -> None:
    stage.at(DAY, _tag, stage)
    stage.at(DAY, _quote, stage)
    stage.at(DAY, _followed, stage)
    stage.at(DAY, _learned, stage)
    stage.at(DAY + timedelta(days=1), _check, stage)


def _findings(stage: Stage) -> list[dict[str, Any]]:
    return stage.run(LEAD, "themes", "list", "--period", YEAR)["findings"]


def _tag(stage: Stage) -> None:
    """Each theme is given to findings of three audits."""
    rng, found = Random(11), _findings(stage)
    audits = sorted({one["form"] for one in found})
    for side, theme in TAGS:
        for audit in rng.sample(audits, 3):
            finding = rng.choice([one["finding"] for one in found if one["form"] == audit])
            stage.run(LEAD, "themes", "tag", finding, side, theme)


def _quote(stage: Stage) -> None:
    """Two quotes of each voice, with everything hidden that could name somebody; the same words are quoted once."""
    left = dict.fromkeys(VOICES, 2)
    quoted: set[str] = set()
    for one in _findings(stage):
        words, voice = " ".join(one["words"].split()), one["voice"]
        if words not in quoted and 20 < len(words) <= 300 and left[voice]:
            told = stage.run(LEAD, "themes", "quote", one["finding"])
            hidden = [word for detail in told["details"] for word in ("--hide", detail["text"])]
            words_of = ("--words", words, "--theme", "T12", "--side", "strengths")
            stage.run(LEAD, "themes", "quote", one["finding"], *words_of, *hidden)
            quoted.add(words)
            left[voice] -= 1


def _followed(stage: Stage) -> None:
    """Of the first that are watched; of every third of these nothing is noted."""
    for n, one in enumerate(stage.run(LEAD, "form", "watched")["watched"][:18]):
        if n % 3:
            on = date.fromisoformat(one["since"]) + timedelta(days=n % 4)
            safe = ("yes", "yes", "no", "unsure")[n % 4]
            said = ("--on", f"{min(on, DAY)}", "--safe", safe, "--text", "A manager has seen to it")
            stage.run(LEAD, "form", "followed", one["form"], *said)


def _learned(stage: Stage) -> None:
    said = ("--period", "2026-04-to-2026-09")
    stage.run(LEAD, "report", "words", "partnership", *said, "--key", "learning", "--words", LEARNED)
    stage.run(LEAD, "report", "final", "partnership", *said, "--names-nobody")


def _check(stage: Stage) -> None:
    """The second practice lead is given everything, finds all quotes but the last one good, and gives it back."""
    me = Me(SECOND, "Ida Moor", "practice_lead", "", "Example Council")
    root = x509.load_pem_x509_certificate((stage.folder / "root.pem").read_bytes())
    der = root.public_bytes(Encoding.DER)
    profiles.create(stage.world(stage.folder / SECOND), me, "demo", cost=QUICK, root=der)[0].close()
    asked = stage.run(SECOND, "people", "request", "--out", stage.folder / "files")
    stage.run(LEAD, "people", "admit", asked["path"], "--number", asked["number"])
    out = ("--out", stage.folder / "packs")
    given = stage.run(LEAD, "bundle", "archive", "--to", SECOND, *out)
    stage.run(SECOND, "import", given["path"])
    for one in stage.run(SECOND, "themes", "quotes", "--state", "to_check")["quotes"][:-1]:
        stage.run(SECOND, "themes", "check", one["digest"])
    back = stage.run(SECOND, "bundle", "archive", "--to", LEAD, *out)
    stage.run(LEAD, "import", back["path"])
