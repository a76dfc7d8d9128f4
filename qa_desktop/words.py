"""What the program says, in the language of whoever reads it. English stands in the code and needs no catalogue."""

from __future__ import annotations

from collections.abc import Callable

ENGLISH = "en"
Catalogue = Callable[[str], str]
"""From the English to what is said instead; "" where it says nothing of it."""


def _english(text: str) -> str:
    return text


_catalogue: Catalogue = _english
_language = ENGLISH


def speak(catalogue: Catalogue = _english, language: str = ENGLISH) -> None:
    """From now on say it so. Before the screens are loaded: many of their words are made when they are."""
    global _catalogue, _language  # one for the whole program, as the language of whoever sits at it is
    _catalogue, _language = catalogue, language


def language() -> str:
    """The code of the language that is spoken, as in `[text.cy]` of a template."""
    return _language


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
