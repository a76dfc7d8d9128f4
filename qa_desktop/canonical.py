"""One exact way to write a value as bytes (RFC 8785), and a reader that trusts nobody."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import rfc8785

from qa_desktop.errors import QaError

MAX_DEPTH = 32  # nested lists and objects; a value alone is depth 0
MAX_PARTS = 250_000  # values in one another: a million would take seconds and hundreds of megabytes to read
MAX_INTEGER = 2**53 - 1  # every JSON reader in the world agrees up to here

_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_BEGINS_PART = (b",", b"[", b"{")
_TOO_MANY = "it is made of more parts than anything this program writes"
_WRITER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


class NotCanonical(QaError):
    """A value or some bytes that our exact JSON does not allow. `what` names it, `why` says the fault."""

    def __init__(self, what: str, why: str):
        super().__init__(
            f"{what} cannot be used because {why}; nothing was kept of it, so ask for it to be made again."
        )
        self.what = what
        self.why = why


def dumps(value: object, what: str = "This entry", most_parts: int | None = None) -> bytes:
    """The one canonical form of str, int, bool, None, list, tuple and dict. Text is kept as it is, never normalised.

    Raises NotCanonical for anything else: floats (writers disagree on them), other types, half characters, and more
    than `most_parts` values in one another, which `loads` would not take either.
    """
    return _written(value, _check(value, what, most_parts))


def loads(data: bytes, what: str) -> Any:
    """The value in `data`, read strictly: what two readers could understand differently is refused.

    Raises NotCanonical, and nothing else, for any bytes at all.
    """
    value = _parsed(data, what)
    _check(value, what)
    return value


def loads_exact(data: bytes, what: str) -> Any:
    """As loads, and the bytes must be the canonical form itself, so that value and bytes name each other."""
    value = _parsed(data, what)
    if _written(value, _check(value, what)) != data:
        raise NotCanonical(what, "it is not written in the one exact form")
    return value


def _parsed(data: bytes, what: str) -> Any:
    def refuse(why: str) -> NoReturn:
        raise NotCanonical(what, why)

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        kept = dict(found)
        if len(kept) != len(found):
            left = iter(kept)
            refuse(f"it holds {_shown(next(name for name, _ in found if name != next(left, None)))} twice")
        return kept

    def integer(digits: str) -> int:
        # counted before converting: Python refuses to convert thousands of digits, with an error of its own
        if len(digits) > 17 or abs(int(digits)) > MAX_INTEGER:
            refuse("it holds a number that is too large")
        return int(digits)

    if _has_too_many_parts(data):
        refuse(_TOO_MANY)
    try:
        return json.loads(
            _text(data, what),
            object_pairs_hook=pairs,
            parse_int=integer,
            parse_float=lambda _: refuse("it holds a number with a decimal point or an exponent"),
            parse_constant=lambda _: refuse(
                "it holds something that is not a number where a number should be"
            ),
        )
    except RecursionError:
        refuse("it is nested too deeply")
    except json.JSONDecodeError as error:
        refuse(f"it is not complete and correct JSON (at character {error.pos + 1})")


def _has_too_many_parts(data: bytes) -> bool:
    """Counted before anything is made of them; exactly only where there could be too many."""
    if sum(map(data.count, _BEGINS_PART)) < MAX_PARTS:
        return False
    found = at = 0
    for text in _STRING.finditer(data):
        found += sum(data.count(sign, at, text.start()) for sign in _BEGINS_PART)
        at = text.end()
        if found >= MAX_PARTS:
            return True
    return found + sum(data.count(sign, at) for sign in _BEGINS_PART) >= MAX_PARTS


def _text(data: bytes, what: str) -> str:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise NotCanonical(what, "it starts with a byte order mark, so another program has saved it again")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotCanonical(what, f"byte {error.start + 1} is not UTF-8 text") from None


def _written(value: object, plain_keys: bool) -> bytes:
    # With ASCII keys the standard library writes the same bytes eight times as fast (a test compares them);
    # RFC 8785 sorts other keys by UTF-16, which only its own library does
    if plain_keys:
        return _WRITER.encode(value).encode("utf-8")
    return rfc8785.dumps(value)  # type: ignore[arg-type]


def _check(value: object, what: str, most_parts: int | None = None) -> bool:
    """Look at every part of `value`; gives back whether all keys are ASCII.

    Level by level and without recursion, so that depth cannot exhaust the stack. Nearly all parts are short texts.
    """
    plain_keys = True
    level: list[object] = [value]
    parts, depth = 1, 0
    while level:
        below: list[object] = []
        for part in level:
            if isinstance(part, str):
                if not part.isascii():
                    _check_text(part, what)
            elif part is None or isinstance(part, bool):
                continue
            elif isinstance(part, int):
                if abs(part) > MAX_INTEGER:
                    raise NotCanonical(what, "it holds a number that is too large")
            elif isinstance(part, (dict, list, tuple)):
                if depth == MAX_DEPTH:
                    raise NotCanonical(what, "it is nested too deeply")
                parts += 1 + len(part)
                if most_parts is not None and parts >= most_parts:
                    raise NotCanonical(what, _TOO_MANY)
                if isinstance(part, dict):
                    plain_keys = all([_plain(key, what) for key in part]) and plain_keys
                    below.extend(part.values())
                else:
                    below.extend(part)
            else:
                raise NotCanonical(what, f"it holds a {type(part).__name__}, which has no exact form")
        level, depth = below, depth + 1
    return plain_keys


def _plain(key: object, what: str) -> bool:
    """Whether a field's name is ASCII, which nearly all are. Raises NotCanonical where it cannot be one."""
    if isinstance(key, str) and key.isascii() and "\0" not in key:
        return True
    _check_key(key, what)
    return False


def _check_key(key: object, what: str) -> None:
    if not isinstance(key, str):
        raise NotCanonical(what, "it holds a field whose name is not text")
    if "\0" in key:
        raise NotCanonical(what, "it holds a field whose name has a NUL character in it")
    _check_text(key, what)


def _check_text(text: str, what: str) -> None:
    if text.isascii():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical(what, f"character {error.start + 1} of a text in it is half a character") from None


def _shown(name: str) -> str:
    return f"“{name[:40].encode('unicode_escape').decode('ascii')}”"
