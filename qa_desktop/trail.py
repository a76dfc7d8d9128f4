"""The trail of a profile: who did what when, by codes only, each line signed and naming the one before it.

A line is written in the transaction of what it tells, so neither is ever there alone. What was signed stands in the
chain of entries, which is a trail of its own; each line here names that chain's tip too. Reading is not noted, opening
is. A line that is cut out, moved or changed breaks the chain. A cut at the end breaks nothing by itself: so the tip
goes out with every bundle and comes back with its receipt, and others remember the highest they have seen.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from db.store import TrailRow
from qa_desktop import answer_types, canonical, counting, files, identity, plain_csv
from qa_desktop.errors import FileRefused
from qa_desktop.templates import Code, Digest, Model
from qa_desktop.workdays import Moment
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

LINE, SIGN = b"qa/trail/1\0", b"qa/trail/sig/1\0"
What = Literal[
    "made", "opened", "sent", "numbers", "imported", "undone", "backup", "restored", "setting", "hold", "release",
    "proposed", "approved", "declined", "purged", "keys", "root", "rebuilt", "report", "data", "access", "trail",
    "admitted", "revoked", "given_back", "let_in", "renewed", "new_key", "trusted", "guest", "passphrase",
    "recovery_key", "locked", "pdf", "paper", "printed", "lost", "older",
]  # fmt: skip
WORDS: Mapping[str, str] = {
    "made": "Made the profile",
    "opened": "Opened the profile",
    "sent": "Wrote a bundle",
    "numbers": "Wrote case numbers",
    "imported": "Imported",
    "undone": "Took an import back",
    "backup": "Made a backup",
    "restored": "Restored a backup",
    "setting": "Changed a setting",
    "hold": "Held back from deletion",
    "release": "Let a hold go",
    "proposed": "Proposed a purge",
    "approved": "Approved a purge",
    "declined": "Declined a purge",
    "purged": "Removed what a purge names",
    "keys": "Wrote the key file",
    "root": "Renewed the service's certificate",
    "rebuilt": "Built the profile again",
    "report": "Wrote a report",
    "data": "Wrote data out",
    "access": "Wrote out all that is held on somebody",
    "trail": "Wrote the trail out",
    "admitted": "Admitted a laptop",
    "revoked": "Revoked a key",
    "given_back": "Gave a key back",
    "let_in": "Let files of a revoked key in",
    "renewed": "Renewed a certificate",
    "new_key": "Took a new key",
    "trusted": "Took the service's certificate",
    "guest": "Let somebody sign on this laptop",
    "passphrase": "Changed the passphrase",
    "recovery_key": "Made a new recovery key",
    "locked": "Locked",
    "pdf": "Wrote a PDF that is not encrypted",
    "paper": "Put work on paper",
    "printed": "Printed",
    "lost": "Wrote the report on a lost laptop",
    "older": "Opened an older copy that was put back by hand",
}
Short = Annotated[str, Field(max_length=120)]


class Event(Model):
    """One line. `of` holds codes, digests and counts: never a name, a case number or free text."""

    v: Literal[1] = 1
    log: Short  # the laptop's
    number: Annotated[int, Field(ge=1)]
    prev: Digest | None
    at: Moment  # this laptop's clock
    who: Code
    what: Short
    of: dict[Code, Short] = Field(default_factory=dict)
    tip: tuple[int, Digest | None]  # of the laptop's chain of entries, as it then was
    key: Digest  # SHA-256 of the public key it is signed with


@dataclass(frozen=True, slots=True)
class Line:
    """One line as lists show it."""

    number: int
    digest: str
    event: Event

    @property
    def words(self) -> str:
        said = {name: value[:12] if len(value) == 64 else value for name, value in self.event.of.items()}
        more = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in said.items())
        return f"{WORDS.get(self.event.what, self.event.what)}{f': {more}' if more else ''}"

    @property
    def when(self) -> str:
        return f"{answer_types.day_words(self.event.at)}, {self.event.at[11:16]}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a trail is whole. `faults` are sentences."""

    lines: int
    faults: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.faults


def note(ws: Workspace, what: What, at: str | None = None, **of: object) -> None:
    """Add a line. Call inside the `write()` of what it tells; `of`: codes, digests and counts only."""
    secret = ws.store.setting("signing_key")
    if secret is None:  # a profile half made
        return
    key = identity.key_from_der(secret)
    number, prev = ws.store.trail_tip()
    tip = ws.store.tip(ws.log)
    event = Event(
        log=ws.log, number=number + 1, prev=prev, at=at or stamp(ws.world.now()), who=ws.me.code, what=what,
        of={name: str(value)[:120] for name, value in sorted(of.items())},
        tip=(tip.seq, tip.digest) if tip else (0, None), key=hashlib.sha256(identity.public_der(key)).hexdigest(),
    )  # fmt: skip
    line = canonical.dumps(event.model_dump(mode="json"))
    digest = hashlib.sha256(LINE + line).hexdigest()
    ws.store.put_trail(TrailRow(number + 1, line, digest, identity.sign(key, SIGN + bytes.fromhex(digest))))


def tip(ws: Workspace) -> tuple[int, str] | None:
    """Number and digest of the last line."""
    number, digest = ws.store.trail_tip()
    return (number, digest) if digest else None


def opening(ws: Workspace) -> What:
    """What this opening is: a profile that goes on under another log than its last line was put back from a backup."""
    last = ws.store.trail_line(ws.store.trail_tip()[0])
    return "restored" if last is not None and event(last.line).log != ws.log else "opened"


def lines(ws: Workspace, search: str = "") -> list[Line]:
    """The trail, newest first; with `search` the lines that hold all of its words."""
    found = [Line(row.number, row.digest, event(row.line)) for row in ws.store.trail()]
    wanted = search.casefold().split()
    return [one for one in found[::-1] if all(word in _searched(one) for word in wanted)]


def _searched(one: Line) -> str:
    return f"{one.words} {one.when} {one.event.at} {one.event.who} {one.digest}".casefold()


def event(line: bytes) -> Event:
    return Event.model_validate(canonical.loads(line, "a line of the trail"))


# Checking


def verify(ws: Workspace) -> Verdict:
    """Check this profile's own trail, line by line, and against what others have confirmed of it; and whether the
    tips that others sent here ever went back."""
    certificates = ws.store.certificates().values()
    secret = ws.store.setting("signing_key")
    own = [identity.public_der(identity.key_from_der(secret))] if secret else []
    keys = {
        hashlib.sha256(key).hexdigest(): key for key in [*own, *map(identity.public_der_of, certificates)]
    }
    rows = ws.store.trail()
    seen = [(number, digest) for log, number, digest in _confirmed(ws) if log == ws.log]
    return Verdict(len(rows), tuple([*_faults(rows, keys, seen), *_untold(ws, rows), *gone_back(ws)]))


def _untold(ws: Workspace, rows: Sequence[TrailRow]) -> list[str]:
    """Files that this profile's own lists hold and the trail does not tell of, though it had begun."""
    told = [
        one
        for one in (_said(row.line) for row in rows)
        if one.get("what") in ("sent", "imported", "made", "rebuilt")
    ]
    whole = bool(rows) and _said(rows[0].line).get("what") == "made"
    sent = {int(one["of"].get("number", 0)) for one in told if one["what"] == "sent"}
    first = 0 if whole else min(sent, default=None)
    numbers = {row.number for row in ws.store.exports()} if first is not None else set()
    found = [
        f"Bundle {n} was written here, and no line tells of it."
        for n in sorted(numbers - sent)
        if n >= (first or 0)
    ]
    came = Counter(one["of"].get("file") for one in told if one["what"] == "imported" and "file" in one["of"])
    listed = Counter(row.file_digest for row in ws.store.imports()) if whole else Counter()
    lost = sum((listed - came).values())
    return [*found, *([f"{lost} imports that are listed here are in no line."] if lost else [])]


def _faults(
    rows: Sequence[TrailRow], keys: Mapping[str, bytes], seen: Iterable[tuple[int, str]]
) -> list[str]:
    found, prev = [], None
    for n, row in enumerate(rows, 1):
        if row.number != n:
            found.append(f"Line {n} is missing, or the lines stand in another order.")
            break
        why = _fault(row, prev, keys)
        if why:
            found.append(f"Line {n} {why}.")
            break  # what follows hangs on it
        prev = row.digest
    by_number = {row.number: row.digest for row in rows}
    for number, digest in sorted(set(seen)):
        if number not in by_number:
            found.append(
                f"Line {number} was confirmed by somebody else and is not here: the end was cut off."
            )
        elif by_number[number] != digest:
            found.append(f"Line {number} is not the one that somebody else has confirmed.")
    return found


def _fault(row: TrailRow, prev: str | None, keys: Mapping[str, bytes]) -> str:
    try:
        event = Event.model_validate(canonical.loads_exact(row.line, "a line"))
    except (ValidationError, canonical.NotCanonical):
        return "is not a line of a trail"
    if hashlib.sha256(LINE + row.line).hexdigest() != row.digest:
        return "was changed"
    if event.number != row.number or event.prev != prev:
        return "does not follow the line before it"
    key = keys.get(event.key)
    if key is None:
        return "was signed with a key that nobody here knows"
    if not identity.verify_with(key, row.signature, SIGN + bytes.fromhex(row.digest)):
        return "was not signed as it stands"
    return ""


def _confirmed(ws: Workspace) -> list[tuple[str, int, str]]:
    """What receipts say of trails: laptop's log, number and digest."""
    found = []
    good = counting.good_row(ws)
    for row in ws.store.entries("receipt"):
        if not good(row):
            continue
        said = canonical.loads(row.body, "a receipt") if row.body is not None else {}
        if said.get("trail") and row.log != ws.receipts_log:
            found.append((said["log"], said["trail"][0], said["trail"][1]))
    return found


def seen_of_others(ws: Workspace) -> dict[tuple[str, str], list[tuple[int, int, str]]]:
    """The tips that came with bundles: by sender (code, log) the bundle's number, and the tip's number and digest."""
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for row in ws.store.imports():
        held = json.loads(row.outcome)
        if held.get("trail"):
            number, digest = held["trail"]
            found.setdefault((held["code"], held["log"]), []).append((held["number"], number, digest))
    return {who: sorted(set(tips)) for who, tips in found.items()}


def gone_back(ws: Workspace) -> list[str]:
    """Laptops whose trail is shorter, or other, in a later bundle than in an earlier one."""
    found = []
    for (code, log), tips in sorted(seen_of_others(ws).items()):
        highest = 0
        digests: dict[int, set[str]] = {}
        for bundle, number, digest in tips:
            digests.setdefault(number, set()).add(digest)
            if number < highest:
                found.append(
                    f"The trail of {code} (laptop {log[:8]}) is shorter in bundle {bundle} than before it."
                )
                break
            highest = number
        if any(len(one) > 1 for one in digests.values()):
            found.append(f"The trail of {code} (laptop {log[:8]}) was written in two ways.")
    return found


# Going out


class _File(Model):
    format: Literal["qa-trail"] = "qa-trail"
    code: Code
    log: Short
    keys: tuple[str, ...]  # base64 of the public keys (DER)
    certificates: tuple[str, ...]  # base64 DER
    lines: tuple[dict[Literal["line", "signature"], str], ...]


def export(ws: Workspace, path: Path) -> Path:
    """Write the whole trail: JSON, which `verify` checks without this profile, or CSV, which is for reading only.

    That it was written out is the last line in it. Raises FileRefused for another ending, WriteFailed.
    """
    if path.suffix.lower() not in (".json", ".csv"):
        raise FileRefused(f"{path.name} must end in .json or .csv, so nothing was written.")
    with ws.write():
        note(ws, "trail", kind=path.suffix.lower()[1:])
        if path.suffix.lower() == ".csv":
            files.write_whole(path, _as_csv(ws))
        else:
            files.write_whole(path, _as_json(ws))
    return path


def _as_csv(ws: Workspace) -> bytes:
    head = ("number", "at", "who", "what", "of", "digest")
    rows = [
        (str(one.number), one.event.at, one.event.who, one.event.what, one.words, one.digest)
        for one in lines(ws)[::-1]
    ]
    return plain_csv.written([head, *rows])


def _as_json(ws: Workspace) -> bytes:
    secret = ws.store.setting("signing_key")
    keys = [identity.public_der(identity.key_from_der(secret))] if secret else []
    mine = [der for der in ws.store.certificates().values() if identity.subject(der).code == ws.me.code]
    held = _File(
        code=ws.me.code,
        log=ws.log,
        keys=tuple(base64.b64encode(key).decode() for key in keys),
        certificates=tuple(base64.b64encode(der).decode() for der in sorted(mine)),
        lines=tuple(
            {"line": row.line.decode(), "signature": base64.b64encode(row.signature).decode()}
            for row in ws.store.trail()
        ),
    )
    return canonical.dumps(held.model_dump(mode="json"))


def is_file(data: bytes) -> bool:
    """Whether these bytes begin as our canonical trail file does."""
    return data.startswith(b'{"certificates":') and b'"format":"qa-trail"' in data[-400_000_000:]


def verify_file(data: bytes, name: str, roots: Iterable[bytes], ws: Workspace | None) -> tuple[str, Verdict]:
    """Check a trail that was written out: every line, whose keys, and where a profile is given the tips it has seen.

    Returns the code of whose it is, too. Raises FileRefused where it is no such file.
    """
    try:
        held = _File.model_validate(canonical.loads(data, name))
        rows = [_row(n, one) for n, one in enumerate(held.lines, 1)]
        certificates = [base64.b64decode(der, validate=True) for der in held.certificates]
    except (ValidationError, ValueError) as error:
        raise FileRefused(f"{name} is no trail that this program wrote, or it was changed.") from error
    trusted = [der for der in certificates if identity.chains_to(der, [identity.from_der(r) for r in roots])]
    mine = [der for der in trusted if identity.subject(der).code == held.code]
    keys = {hashlib.sha256(key).hexdigest(): key for key in map(identity.public_der_of, mine)}
    seen: list[tuple[int, str]] = []
    if ws is not None:
        seen = [(n, digest) for _, n, digest in seen_of_others(ws).get((held.code, held.log), ())]
        seen += [(n, d) for log, n, d in _confirmed(ws) if log == held.log]
    strangers = [
        one for one in rows if _said(one.line).get("who") != held.code
    ]  # the log changes with a restore
    faults = _faults(rows, keys, seen)
    faults += [f"Line {strangers[0].number} belongs to somebody else."] if strangers and not faults else []
    return held.code, Verdict(len(rows), tuple(faults))


def _row(n: int, one: Mapping[Any, str]) -> TrailRow:
    line = one["line"].encode()
    signature = base64.b64decode(one["signature"], validate=True)
    return TrailRow(n, line, hashlib.sha256(LINE + line).hexdigest(), signature)


def _said(line: bytes) -> dict[str, Any]:
    try:
        said = canonical.loads(line, "a line")
    except canonical.NotCanonical:
        return {}
    return said if isinstance(said, dict) else {}
