"""Fuzzing guided by coverage (atheris): which branches an input reaches decides what is tried next.

By hand, on Linux, for atheris is neither in the lock file nor built for Windows:

    uv run --with atheris python -m tests.faults.guided bundle 10
    uv run --with atheris python -m tests.faults.guided pdf 10
    uv run --with atheris python -m tests.faults.guided lists 10

The second word is minutes. It prints one JSON object and exits 1 where an input ended in anything but something read
or a sentence of ours, took over ten seconds (everything is some ten times slower here) or grew over 2 GB; that input
is kept in the folder that it names. `test_fuzz` and `mutate` spoil real files without it, at each push.
"""

from __future__ import annotations

import importlib
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage

KINDS = ("bundle", "pdf", "lists")
WATCHED = ["qa_desktop", "pyhanko", "asn1crypto", "openpyxl", "defusedxml", "csv"]
"""Packages whose branches are watched. Those written in C or Rust are not seen into."""
FIRST = (
    "asn1crypto.cms", "asn1crypto.tsp", "csv", "openpyxl", "openpyxl.reader.excel", "pyhanko.sign.validation",
    "qa_desktop.cli", "qa_desktop.pdf_hanko", "qa_desktop.pdf_sign", "qa_desktop.verifying",
)  # fmt: skip
LIMITS = ("-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1")
Try = Callable[[bytes], None]


class NoSentence(Exception):
    """What was said is not fit for a person."""


def bundle(folder: Path, seeds: Path) -> Try:
    """The first byte says at which door the rest knocks: the file, what age held, the lines behind a good
    signature, or the body of an entry that was rightly sealed."""
    from qa_desktop import entries, import_plans
    from qa_desktop.bundles import ENTRIES
    from tests.faults import mutate, template
    from tests.small import bundle_of, forge

    made = template.made(folder)
    ws = mutate.profile(made)
    signer, to = made.signer(), pyrage.x25519.Recipient.from_str(made.recipient)
    kinds = sorted(entries.BODIES)
    plain = bytes(pyrage.decrypt(made.data, [pyrage.x25519.Identity.from_str(made.secret)]))
    lines = zipfile.ZipFile(io.BytesIO(plain)).read(ENTRIES)
    for n, seed in enumerate((b"\0" + made.data, b"\1" + plain, b"\2" + lines, *_bodies(made, kinds))):
        (seeds / str(n)).write_bytes(seed)
    laptop = _laptop(folder)

    def packed(data: bytes) -> bytes:
        door, rest = data[0] % 4, data[1:]
        if door == 0:
            return rest
        if door == 1:
            return bytes(pyrage.encrypt(rest, [to]))
        if door == 2:
            return _packed(rest.split(b"\n"), laptop, made.recipient)
        kind = kinds[rest[0] % len(kinds)] if rest else "note"
        body = rest[1:].decode("utf-8", "replace").encode()  # others a line cannot hold
        return bundle_of([forge(signer, body, kind=kind)], laptop, ws)

    def once(data: bytes) -> None:
        if data:
            plan = import_plans.plan(ws, "file", packed(data))
            if plan.status == "not_safe" and not plan.words.endswith((".", ")")):
                raise NoSentence(plan.words)

    return once


def _bodies(made: object, kinds: list[str]) -> list[bytes]:
    from tests.faults.template import Template

    assert isinstance(made, Template)
    found = []
    for one in made.sealed:
        kind = json.loads(one.header)["kind"]
        if kind in kinds and one.body is not None:
            found.append(bytes([3, kinds.index(kind)]) + one.body)
    return found


def _laptop(folder: Path):  # type: ignore[no-untyped-def]  # a Workspace, imported only in the child
    from qa_desktop import profiles
    from qa_desktop.world import World

    return profiles.open_workspace(World.real(folder / "laptop"), "demo")


def _packed(lines: list[bytes], laptop, recipient: str) -> bytes:  # type: ignore[no-untyped-def]
    from qa_desktop import bundles
    from qa_desktop.errors import WriteFailed

    signer, me = laptop.signer(), laptop.me
    sender = bundles.Sender(
        code=me.code, name=me.name, role=me.role, log=laptop.log, fingerprint=signer.fingerprint
    )
    said = bundles.Manifest(
        kind="return", bundle="b", number=1, previous=None, to_name="Central", at="2026-11-20T09:00:00Z",
        made_with="0.1.0", counts={}, sender=sender,
    )  # fmt: skip
    try:
        return bundles.pack([one for one in lines if one], said, signer, recipient)
    except WriteFailed:
        return b"-"  # no laptop of ours would make it


def pdf(folder: Path, seeds: Path) -> Try:
    from qa_desktop import import_plans, paper, verifying
    from qa_desktop.errors import QaError
    from tests.faults import mutate, template
    from tests.small import sealed

    made = template.made(folder)
    laptop, ws = _laptop(folder), mutate.profile(made)
    (seeds / "0").write_bytes(paper.signed_pdf(laptop, sealed(laptop)))

    def once(data: bytes) -> None:
        data = data if data.startswith(b"%PDF-") else b"%PDF-" + data
        if not import_plans.plan(ws, "file", data).words:
            raise NoSentence("a plan without words")
        try:
            verifying.check("file", data, None, ws)
        except QaError as error:
            _said(error)

    return once


def lists(folder: Path, seeds: Path) -> Try:
    """The first byte: a CSV file, a workbook, or its first sheet, put into a workbook that is sound."""
    from qa_desktop import lists as lists_in
    from qa_desktop.errors import QaError
    from tests.faults.test_fuzz import COLUMNS, LISTS

    parts = {
        one.filename: zipfile.ZipFile(io.BytesIO(LISTS["xlsx"])).read(one)
        for one in zipfile.ZipFile(io.BytesIO(LISTS["xlsx"])).infolist()
    }
    sheet = "xl/worksheets/sheet1.xml"

    def book(content: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:  # stored, so that a changed byte is a changed byte
            for name, data in parts.items():
                made.writestr(name, content if name == sheet else data)
        return out.getvalue()

    for n, seed in enumerate((b"\0" + LISTS["csv"], b"\1" + book(parts[sheet]), b"\2" + parts[sheet])):
        (seeds / str(n)).write_bytes(seed)

    def once(data: bytes) -> None:
        if not data:
            return
        read = book(data[1:]) if data[0] % 3 == 2 else data[1:]
        for look in (lambda: lists_in.look(read, "it"), lambda: lists_in.read(read, "it", COLUMNS)):
            try:
                look()
            except QaError as error:
                _said(error)

    return once


def _said(error: Exception) -> None:
    if not str(error).endswith((".", ")")) or "Traceback" in str(error):
        raise NoSentence(str(error)) from error


def fuzz(kind: str, folder: Path, seeds: Path, more: list[str]) -> None:
    """In the child: ends the process."""
    import atheris  # type: ignore[import-not-found]  # by hand only

    with atheris.instrument_imports(include=WATCHED):
        for name in FIRST:  # before anything else brings them in
            importlib.import_module(name)
    once = {"bundle": bundle, "pdf": pdf, "lists": lists}[kind](folder, seeds)
    atheris.Setup([sys.argv[0], *more, str(seeds)], once)
    atheris.Fuzz()


def main(argv: list[str]) -> int:
    if argv[:1] == ["--child"]:
        fuzz(argv[1], Path(argv[2]), Path(argv[3]), argv[4:])
    kind, minutes = argv[0], float(argv[1]) if len(argv) > 1 else 10
    kept = Path(tempfile.mkdtemp(prefix=f"guided-{kind}-"))
    with tempfile.TemporaryDirectory() as name:
        places = Path(name) / "profiles", Path(name) / "seeds"
        for one in places:
            one.mkdir()
        limits = [*LIMITS, f"-max_total_time={round(minutes * 60)}", f"-artifact_prefix={kept}/"]
        child = [sys.executable, "-m", "tests.faults.guided", "--child", kind, *map(str, places), *limits]
        done = subprocess.run(child, capture_output=True, text=True, errors="replace", check=False)
    tried = re.search(r"number_of_executed_units:\s+(\d+)", done.stderr)
    reached = re.findall(r"cov: (\d+)", done.stderr)
    faults = sorted(str(one) for one in kept.iterdir())
    found = {
        "kind": kind,
        "tried": int(tried[1]) if tried else 0,
        "branches": int(reached[-1]) if reached else 0,
    }
    print(
        json.dumps(
            found | {"faults": faults, "said": (done.stdout + done.stderr)[-3000:] if done.returncode else ""}
        )
    )
    if not faults:
        kept.rmdir()
    return 1 if done.returncode or not tried else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
