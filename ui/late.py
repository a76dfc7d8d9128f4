"""How late something is, in words that many screens say."""

from __future__ import annotations

from qa_desktop.words import tr


def days_late(days: int) -> str:
    return tr("1 day late") if days == 1 else tr("{n} days late", n=days)
