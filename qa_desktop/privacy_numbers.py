"""Dates of birth, postcodes, telephone, NHS and National Insurance numbers, email and street addresses in a text.

Every pattern has limits and every look around is a fixed number of characters, so time grows with the text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa_desktop.privacy_rules import Mark, Rules

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?![\d/-])"
    r"|(?<![\d/-])\d{4}-\d{2}-\d{2}(?!\d)"
    rf"|(?<![\d/.-])\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b\.?(?:,? (?:\d{{4}}|'?\d{{2}})(?!\d))?"
    rf"|\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}(?!\d)"
    rf"|\b{_MONTH}\.?,? \d{{4}}(?!\d)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?<![\w\[])(?:born|d\.o\.b\.?|dobs?|dates? of birth|birth ?date|birthday|b'?day|turned \w{2,10})(?!\w)",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(
    r"[ ,:(–-]{0,3}(?:(?:is|was|as|given|recorded|shown|written) ){0,3}"
    r"(?:(?:the|her|his|their|child's|child’s|a) ){0,2}(?:d\.?o\.?b|date of birth|birth ?date|birthday)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(r"(?:child|sibling|baby|twin) [a-z0-9]$", re.IGNORECASE)
_LINK = re.compile(r"(?: and |, and |, ?| ?& ?| ?/ ?)")
_BREAK = re.compile(r"[.!?;]\s|\n|\[|\b(?:and|but|then|since|review|meeting|visit)\b", re.IGNORECASE)
BACK, AHEAD = 48, 48  # characters looked at before and after a date
WORDS_BETWEEN = 4

_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{1,2})\d[A-Za-z0-9]?[ \u00a0]{0,2}\d([A-Za-z]{2})(?![A-Za-z0-9])"
)
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_NOT_INWARD = frozenset("CIKMOV")

_NI = re.compile(
    r"(?<![A-Za-z0-9])([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D](?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NOT_NI = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})

_RUN = re.compile(r"[0-9]+")
_GAP = re.compile(r"[ \u00a0().-]{1,3}")
_CALL = re.compile(r"(?:tel|phone|telephone|mobile|landline|ring|call|text)\b[^.\d]{0,12}$", re.IGNORECASE)
_NHS = re.compile(r"\bNHS\b[^.\d]{0,20}$", re.IGNORECASE)
MOST_RUNS = 7  # groups of digits in one number

_LOCAL = re.compile(r"[\w.+'-]{1,64}$")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def marks(text: str, rules: Rules, names: Sequence[Mark] = ()) -> Iterator[Mark]:
    """All that is not a name. `names`: a date in brackets after a name is taken for a date of birth."""
    yield from _emails(text)
    yield from (_mark("address", text, *m.span()) for m in rules.streets.finditer(text))
    yield from _postcodes(text, rules)
    yield from _insurance(text)
    dates = [m.span() for m in _DATE.finditer(text)]
    yield from _births(text, dates, {mark.end for mark in names})
    yield from _digits(text, dates)


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Where every date with a day or a year stands, of birth or not."""
    return (m.span() for m in _DATE.finditer(text))


def _mark(kind: str, text: str, start: int, end: int) -> Mark:
    return Mark(kind, start, end, text[start:end])  # type: ignore[arg-type]


def _births(text: str, dates: Sequence[tuple[int, int]], after_names: set[int]) -> Iterator[Mark]:
    last = -1  # where the date of birth before ended
    for n, (start, end) in enumerate(dates):
        linked = n and last == dates[n - 1][1] and _LINK.fullmatch(text, last, start)
        if linked or _said_before(text, start, dates[n - 1][1] if n else 0) or _said_after(text, end):
            found = True
        else:
            opened = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
            owner = start - 2 if text[start - 2 : start] == " (" else start - 1
            found = opened and (owner in after_names or bool(_CHILD.search(text[max(0, owner - 9) : owner])))
        if found:
            last = end
            yield _mark("birth", text, start, end)


def _said_before(text: str, start: int, floor: int) -> bool:
    """Whether "born", "DOB" or the like stands shortly before, in the same clause."""
    window = text[max(floor, start - BACK) : start]
    cues = list(_BORN.finditer(window))
    if not cues:
        return False
    between = window[cues[-1].end() :]
    return not _BREAK.search(between.lstrip(".: ")) and len(between.split()) <= WORDS_BETWEEN


def _said_after(text: str, end: int) -> bool:
    return _BORN_AFTER.match(text, end, end + AHEAD) is not None


def _postcodes(text: str, rules: Rules) -> Iterator[Mark]:
    for m in _POSTCODE.finditer(text):
        area, inward = m[1].lower(), m[2]
        if area in rules.areas and inward not in _ORDINALS and not _NOT_INWARD & set(inward.upper()):
            yield _mark("postcode", text, *m.span())


def _insurance(text: str) -> Iterator[Mark]:
    for m in _NI.finditer(text):
        if m[1].upper() not in _NOT_NI:
            yield _mark("ni", text, *m.span())


def _emails(text: str) -> Iterator[Mark]:
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(text[max(0, at - 64) : at])
        domain = _DOMAIN.match(text, at + 1)
        if local and domain:
            yield _mark("email", text, at - len(local[0]), domain.end())
        at = text.find("@", at + 1)


def _digits(text: str, dates: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """Telephone and NHS numbers: groups of digits with little between them."""
    runs = [m.span() for m in _RUN.finditer(text)]
    dated = {at for start, end in dates for at in range(start, end)}
    n = 0
    while n < len(runs):
        found = None if runs[n][0] in dated else _number_from(text, runs, n)
        if found is None:
            n += 1
            continue
        mark, used = found
        yield mark
        n += used


def _number_from(text: str, runs: Sequence[tuple[int, int]], n: int) -> tuple[Mark, int] | None:
    """The longest number that begins with the group `n`, and how many groups it takes."""
    start = runs[n][0]
    before = text[max(0, start - 2) : start]
    if (
        before[-1:].isalnum()
        or before[-1:] in ("_", "/", "£", "$")
        or (before[-1:] == "-" and before[:1].isalnum())
    ):
        return None
    digits, best = "", None
    for used, (left, right) in enumerate(runs[n : n + MOST_RUNS], 1):
        if used > 1 and not _GAP.fullmatch(text, runs[n + used - 2][1], left):
            break
        digits += text[left:right]
        if len(digits) > 15:
            break
        after = text[right : right + 1]
        if not (after.isalnum() or after in ("_", "/", ":")) and (kind := _kind(text, start, digits)):
            best = _mark(kind, text, _opening(text, start, right), right), used
    return best


def _opening(text: str, start: int, end: int) -> int:
    """The number with its plus sign or its opening bracket."""
    if text[start - 1 : start] == "+":
        start -= 1
    if text[start - 1 : start] == "(" and ")" in text[start:end]:
        start -= 1
    return start


def _kind(text: str, start: int, digits: str) -> str | None:
    if text[start - 1 : start] == "+" or digits.startswith("00"):
        abroad = digits.removeprefix("00")
        if abroad.startswith("44"):
            return "phone" if len(abroad[2:].lstrip("0")) in (9, 10) else None
        return "phone" if 8 <= len(abroad) <= 14 else None
    if digits[0] == "0":
        long_enough = len(digits) == 11 or (len(digits) == 10 and digits[1] == "1")
        return "phone" if long_enough and digits[1] in "123578" else None
    near = text[max(0, start - 28) : start]
    if len(digits) == 10:
        return "nhs" if _checks(digits) or _NHS.search(near) else None
    return "phone" if len(digits) == 8 and _CALL.search(near) else None


def _checks(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of an NHS number (modulus 11)."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])
