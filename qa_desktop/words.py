"""What the program says, in the language of whoever reads it. English stands in the code and needs no catalogue."""

from __future__ import annotations

from collections.abc import Callable

Catalogue = Callable[[str], str]
"""From the English to what is said instead; "" where it says nothing of it."""


def _english(text: str) -> str:
    return text


_catalogue: Catalogue = _english


def speak(catalogue: Catalogue = _english) -> None:
    """From now on say it so. Before the screens are loaded: many of their words are made when they are."""
    global _catalogue  # one for the whole program, as the language of whoever sits at it is
    _catalogue = catalogue


def tr(text: str, /, **values: object) -> str:
    """`text`, which is a literal so that Qt Linguist finds it, in the language chosen; `values` go into its braces.

    Where a translation has other braces than the English, the English is said.
    """
    said = _catalogue(text) or text
    if not values:
        return said
    try:
        return said.format(**values)
    except (LookupError, ValueError, AttributeError, TypeError):
        return text.format(**values)
