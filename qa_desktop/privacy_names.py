"""Likely names in a text, by rule: lists of names, capital letters, and the words around.

One pass over the words, each looked at with a few neighbours. It finds most names and some that are none;
a person decides. How well it does is measured in the tests.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_desktop.privacy_rules import Mark, Rules, fold

_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
_WORD = re.compile(rf"{_LETTERS}(?:['’‑-]{_LETTERS})*")
_OWNED = ("'s", "’s")
_SHAPE = re.compile(r"[OD]['’][A-ZÀ-Þ]|Ma?c[A-Z][a-z]|(?:La|De|Le|Da|Du|Jo)[A-Z][a-z]")
_MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")  # "WhatsApp", "PDFs"
_ENDS_SENTENCE = re.compile(r"[.!?:;\n•“”\"‘(–—]")
_CLOCK = re.compile(r"^\s*\d{1,2}[:.]\d{2}\b")  # a note taken at a time begins with it
_LINKS = frozenset({"and", "of", "the", "for", "with", "around", "in", "to"})
_AGE = re.compile(r" \((?:aged? )?\d{1,2}\)")


@dataclass(slots=True)
class _Word:
    start: int
    end: int  # without 's
    text: str
    low: str
    cap: bool
    caps: bool  # all in capitals
    owned: bool  # had 's
    opens: bool  # a sentence, a line or what follows a colon
    joined: bool  # only spaces stand between it and the word before
    dotted: bool  # only a full stop and a space do: "D. Walsh", "Mr. Ali"
    aged: bool  # an age in brackets follows
    inside: bool = False  # in the name of a place or a body
    name: bool = False


def marks(text: str, rules: Rules) -> list[Mark]:
    """Every likely name, first and last together as one."""
    words = list(_words(text))
    _bodies(words, rules)
    for n, word in enumerate(words):
        word.name = _is_name(words, n, rules)
    _spread(words, rules)
    return list(_spans(text, words))


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for m in _WORD.finditer(text):
        start, stop = m.span()
        gap = text[end:start]
        if (
            text[start - 1 : start].isdigit()
            or text[start - 1 : start] == "_"
            or text[stop : stop + 1].isdigit()
        ):
            end = stop
            continue
        said = m[0]
        owned = said.endswith(_OWNED)
        said = said[:-2] if owned else said
        yield _Word(
            start=start,
            end=start + len(said),
            text=said,
            low=fold(said),
            cap=said[0].isupper(),
            caps=len(said) > 1 and said.isupper(),
            owned=owned,
            opens=not _CLOCK.sub("", text[:start]).strip() if end == 0 else bool(_ENDS_SENTENCE.search(gap)),
            joined=end > 0 and bool(gap) and gap.strip(" ") == "",
            dotted=gap.strip(" ") == "." and end > 0,
            aged=text[stop : stop + 2] == " (" and _AGE.match(text, stop) is not None,
        )
        end = stop


def _bodies(words: Sequence[_Word], rules: Rules) -> None:
    """Find rows of capital words that end as places and bodies do: no part of them is a person."""
    first = 0
    for n in range(1, len(words) + 1):
        if n == len(words) or not (words[n].cap and words[n].joined and words[n - 1].cap):
            _body(words[first:n], rules)
            first = n


def _body(row: Sequence[_Word], rules: Rules) -> None:
    known = False
    for n, word in enumerate(row):
        ends = word.low in rules.institutions or (word.low in rules.place_ends and n and not known)
        if ends:
            for part in row[: n + 1]:
                part.inside = not (
                    part.owned and part.low in rules.first and row[0].low not in ("st", "saint")
                )
        known = known or word.low in rules.first
    if row and row[0].low in ("st", "saint") and len(row) > 1:
        row[1].inside = True


def _strong(word: _Word, rules: Rules) -> bool:
    """A name whatever stands around it."""
    if len(word.low) < 3 and not word.cap:
        return False
    if word.low in rules.first or word.low in rules.surname or word.low.replace("'", "") in rules.surname:
        return True
    if "-" in word.low and word.cap and word.text.rpartition("-")[2][:1].isupper():
        parts = word.low.split("-")
        return any(p in rules.first or p in rules.surname or p in rules.also_words for p in parts)
    return bool(_SHAPE.match(word.text))


def _plain(word: _Word, rules: Rules) -> bool:
    """A word that is no name by itself, capital or not."""
    return word.low in rules.plain


def _is_name(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    word = words[n]
    if len(word.low) < 2 or word.inside:
        return False
    if not word.cap:
        return _small(words, n, rules)
    if _titled(words, n, rules) and word.low not in rules.people:
        return True
    if _strong(word, rules):
        return not word.caps or len(word.low) > 3
    if word.caps:
        return False
    if _after_initial(words, n, rules) or _spoken_of(words, n, rules):
        return word.low in rules.also_words or not _plain(word, rules)
    if word.low in rules.also_words:
        return _also_word(words, n, rules)
    return not _plain(word, rules) and _unknown(words, n, rules)


def _before(words: Sequence[_Word], n: int) -> _Word | None:
    return words[n - 1] if n and words[n].joined else None


def _after(words: Sequence[_Word], n: int) -> _Word | None:
    if n + 1 < len(words) and words[n + 1].joined and not words[n].owned:
        return words[n + 1]
    return None


def _titled(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    close = n > 0 and (words[n].joined or words[n].dotted)
    return close and words[n - 1].low in rules.titles


def _spoken_of(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    """ "Auntie Bisi", "Sister Thandiwe", "a girl called May"."""
    before = _before(words, n)
    if before is None:
        return False
    if before.low in rules.called or before.low in rules.forms_of_address:
        return True
    if before.low in rules.people and (before.opens or not before.cap):  # "Parent Champions" is a title
        return True
    return _name_is(words, n, rules)


def _name_is(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    """ "whose name is …", "known as …"."""
    before = _before(words, n)
    return (
        before is not None and before.low in rules.name_is and n > 1 and words[n - 2].low in ("name", "known")
    )


def _after_initial(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    """ "D. Walsh"; not what follows "Child B."."""
    if (
        not n
        or not (words[n].dotted or words[n].joined)
        or len(words[n - 1].text) != 1
        or not words[n - 1].cap
    ):
        return False
    owner = _before(words, n - 1)
    return words[n - 1].low not in ("i", "a") and (owner is None or not _plain(owner, rules))


def _small(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    """A name in small letters: one that is no word, or one that is said to be a name."""
    word, before = words[n], _before(words, n)
    if _strong(word, rules) and not (word.low in rules.ordinary or "-" in word.low):
        return True
    listed = word.low in rules.also_words
    if before is None or word.low in rules.proper:
        return False
    if before.low in ("mr", "mrs", "ms") or _name_is(words, n, rules):
        return listed or (word.low not in rules.ordinary and word.low not in rules.people)
    if before.low in rules.called:
        someone = any(w.low in rules.people for w in words[max(0, n - 4) : n - 1])
        return someone and (listed or not _plain(word, rules))
    return False


def _does(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    """What follows is what people do."""
    after = words[n + 1] if n + 1 < len(words) and not words[n + 1].opens and not words[n].owned else None
    return words[n].aged or (after is not None and not after.cap and after.low in rules.does)


def _also_word(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    word, before, after = words[n], _before(words, n), _after(words, n)
    if (before and before.cap and before.low in rules.first) or (
        after and after.cap and not after.inside and _strong(after, rules)
    ):
        return True
    if _does(words, n, rules):
        return True
    if word.opens or word.low in rules.proper:
        if word.low in rules.things:
            return False
        acts = after is not None and (after.low in rules.is_ or after.low in rules.will)
        return acts or (word.low not in rules.proper and (word.owned or _and_another(words, n, rules)))
    return _stands_alone(words, n, rules)


def _and_another(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    """ "Rose and Daisy were seen"."""
    if n + 2 >= len(words) or words[n + 1].low != "and":
        return False
    other = words[n + 2]
    return other.cap and other.joined and (_strong(other, rules) or other.low in rules.also_words)


def _unknown(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    """A capital word on no list: a name inside a sentence; at its start only where it does what people do."""
    word = words[n]
    if word.opens:
        return _does(words, n, rules) or not word.text.isascii()
    return len(word.low) > 2 and not _MIXED.search(word.text) and _stands_alone(words, n, rules)


def _stands_alone(words: Sequence[_Word], n: int, rules: Rules) -> bool:
    """No part of a title in capitals: "Parent Champions", "Best Practice", "Stay and Play"."""
    before, after = _before(words, n), _after(words, n)
    if (
        before
        and before.low in _LINKS
        and (start := _before(words, n - 1))
        and start.cap
        and _plain(start, rules)
    ):
        return False
    if after and after.cap and _plain(after, rules):
        return False
    return not (before and before.cap and not before.opens and _plain(before, rules))


def _spread(words: Sequence[_Word], rules: Rules) -> None:
    """Take in the rest of a name: "Mohamed Abdi Farah", "Grace Okafor"."""
    for one, other in itertools.pairwise(words):
        if one.name and not one.owned and other.joined and _fits(other, rules):
            other.name = other.name or other.cap == one.cap
    for other, one in zip(reversed(words[:-1]), reversed(words), strict=False):
        if one.name and one.joined and not other.owned and _fits(other, rules):
            other.name = other.name or (other.cap and one.cap)


def _fits(word: _Word, rules: Rules) -> bool:
    if word.name:
        return True
    known = word.low in rules.also_words
    shouted = word.caps and not known
    return (
        word.cap
        and len(word.low) > 1
        and not word.inside
        and not shouted
        and (known or not _plain(word, rules))
        and word.low not in rules.titles
    )


def _spans(text: str, words: Sequence[_Word]) -> Iterator[Mark]:
    n = 0
    while n < len(words):
        if not words[n].name:
            n += 1
            continue
        last = n
        while (
            last + 1 < len(words)
            and words[last + 1].name
            and words[last + 1].joined
            and not words[last].owned
        ):
            last += 1
        yield Mark("name", words[n].start, words[last].end, text[words[n].start : words[last].end])
        n = last + 1
