"""`make build`, its second half: try the built program as somebody would who has no Python, and say how large and how fast.

    tools/built.py dist/qa-desktop            in an empty environment, with a PATH that leads nowhere
    tools/built.py dist/qa-desktop --root R   the same inside the bare system at R (packaging/debian/bare.sh)

It plays the demonstration, fills in, signs and verifies a form, opens profiles of every schema there has been, and opens
the window under a screen of its own until it can be used, with a second start that hands it a file; then it closes it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qa_desktop import VERSION, canonical, demo, forms, ledger, profiles  # noqa: E402
from qa_desktop.world import World  # noqa: E402
from tests import kept_profiles  # noqa: E402
from tests.small import filled  # noqa: E402
from tools import contents  # noqa: E402

PATIENCE_S = 180  # for one command, on a busy machine
LOOK_S = 0.005
STARTS = 5  # the quickest of them counts: what else the machine does only ever adds
UNLOCK = "Unlock - "


class NotGood(Exception):
    """The built program does not do what it should. Said as it is."""


@dataclass(frozen=True)
class Built:
    """The program as it is tried: where it lies, and where it sees its files."""

    folder: Path
    work: Path  # a folder for what it writes, as this process sees it
    root: Path | None = None  # of a bare system to run it in

    def _inside(self, path: Path) -> str:
        return f"/{path.relative_to(self.root)}" if self.root else str(path)

    def words(self, program: str, *words: str | Path) -> list[str]:
        """The whole command line; paths as the program will see them."""
        said = [
            self._inside(one) if isinstance(one, Path) else one for one in (self.folder / program, *words)
        ]
        return ["chroot", str(self.root), *said] if self.root else said

    def around(self, **more: str) -> dict[str, str]:
        """Nothing of this machine's environment: no Python on the path, nor any other program."""
        nowhere = "/nonexistent" if self.root is None else "/usr/bin:/bin"
        told = {"HOME": self._inside(self.work), "PATH": nowhere, "LANG": "C.UTF-8"}
        if sys.platform == "win32":  # without these no program starts there
            told |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "LOCALAPPDATA")}
        return told | {"QA_PASSPHRASE": demo.PASSPHRASE} | more

    def do(self, *words: str | Path, code: int = 0) -> Any:
        """Run one verb; gives its object."""
        command = self.words(contents.CONSOLE, *words, "--json")
        env = self.around()
        if self.root:  # chroot itself is found by our own path
            command = [str(shutil.which(command[0])), *command[1:]]
        done = subprocess.run(
            command, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
        if done.returncode != code:
            raise NotGood(
                f"{' '.join(map(str, words))}: left with {done.returncode}, not {code}: {done.stderr.strip()}"
            )
        return json.loads(done.stdout)


# What it must do


def says_its_version(built: Built) -> str:
    said = built.do("version")
    if (said["version"], said["built"]) != (VERSION, True) or len(said["parts"]) < 40:
        raise NotGood(f"The program says it is {said['version']}, with {len(said['parts'])} parts.")
    texts = [path for path in (built.folder / "_internal" / contents.LICENCES).rglob("*") if path.is_file()]
    return (
        f"{said['version']}, schema {said['schema']}, SQLCipher {said['cipher']}; {len(texts)} licence texts"
    )


def plays_the_demonstration(built: Built) -> str:
    said = built.do(
        "demo", "--out", built.work / "demo", "--auditors", "2", "--cases", "2", "--until", "returns"
    )
    returns = sorted((built.work / "demo" / "returns").glob("*.qabundle"))
    took = built.do("import", *returns, "--data", built.work / "demo" / "central")
    if took["added"].get("form") != said["audits"]:
        raise NotGood(f"{said['audits']} audits were signed and {took['added']} came in.")
    built.do(
        "report",
        "practice-mirror",
        "--period",
        "2026-6",
        "--out",
        built.work,
        "--data",
        built.work / "demo" / "central",
    )
    return f"{said['audits']} audits signed, returned, imported and reported"


def signs_and_verifies(built: Built) -> str:
    mine, trust = built.work / "demo" / "laptops" / "A01", built.work / "demo" / "trust" / "root.pem"
    doc = built.do("form", "start", "RFP", "--data", mine)["doc"]
    answers = built.work / "answers.json"
    answers.write_bytes(_whole_answers(mine, doc))
    built.do("form", "answer", doc, "--file", answers, "--data", mine)
    digest = built.do("form", "sign", doc, "--data", mine)["digest"]
    pdf = built.work / "signed.pdf"
    built.do("form", "pdf", digest, "--out", pdf, "--data", mine)
    built.do("verify", pdf, "--trust", trust, "--data", built.work / "none")
    spoiled = built.work / "spoiled.pdf"
    data = bytearray(pdf.read_bytes())
    data[len(data) // 3] ^= 1
    spoiled.write_bytes(data)
    built.do("verify", spoiled, "--trust", trust, "--data", built.work / "none", code=1)
    return f"a form filled in, signed and verified; one changed bit is noticed{_by_pdfsig(pdf)}"


def _whole_answers(folder: Path, doc: str) -> bytes:
    ws = profiles.open_workspace(World.real(folder), demo.PASSPHRASE)
    try:
        draft = forms.draft(ws, doc)
        template = ledger.template(ws, draft.template)
        return canonical.dumps(filled(template, 3, dict(draft.answers) | {"A04": "FS-1"}))
    finally:
        ws.close()


def _by_pdfsig(pdf: Path) -> str:
    """An independent program's word, where it is installed."""
    tool = shutil.which("pdfsig")
    if not tool:
        return ""
    said = subprocess.run(
        [tool, "-nocert", str(pdf)], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    ).stdout
    if "Signature is Valid." not in said or "Total document signed" not in said:
        raise NotGood(f"pdfsig does not find the signature good:\n{said}")
    return "; pdfsig agrees"


def opens_every_schema(built: Built) -> str:
    """As an update does: a profile that an older program left, with all its work, and a copy of it as it was."""
    found = kept_profiles.kept()
    for kept in found:
        about = json.loads((kept / kept_profiles.ABOUT).read_text("utf-8"))
        folder = kept_profiles.copied(kept, built.work)
        said = built.do("status", "--data", folder)
        same = (said["state_digest"], said["entries"], said["drafts"]) == (
            about["state_digest"], about["entries"], len(about["drafts"]))  # fmt: skip
        copies = list((folder / "backups").glob("before-m*"))
        if not same or said["integrity"] or bool(copies) != (kept != found[-1]):
            raise NotGood(f"The profile of schema {kept.name} came out otherwise: {said}")
    return f"profiles of schema {found[0].name} to {found[-1].name}"


# The window


@contextmanager
def screen() -> Iterator[str]:
    """An X screen of our own; its name."""
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1400x900x24", "-noreset", "-nolisten", "tcp"],
        pass_fds=(writes,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writes)
    try:
        number = os.read(reads, 16).decode().strip()
        if not number:
            raise NotGood("Xvfb did not start.")
        yield f":{number}"
    finally:
        os.close(reads)
        server.terminate()
        server.wait()


@contextmanager
def window(
    command: list[str], env: dict[str, str], display: str
) -> Iterator[tuple[float, subprocess.Popen[bytes]]]:
    """Start a program; gives the seconds until its window is to be seen. Closes it as a person would."""
    from tools.x_windows import Screen

    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=env | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}, stderr=subprocess.PIPE
    )
    looks = Screen(display)
    try:
        while not (found := looks.titled(UNLOCK)):
            if process.poll() is not None or time.perf_counter() - began > PATIENCE_S:
                assert process.stderr is not None
                process.kill()
                raise NotGood(f"No window came: {process.stderr.read().decode()}")
            time.sleep(LOOK_S)
        yield time.perf_counter() - began, process
        looks.close(found)
        if process.wait(PATIENCE_S) != 0:
            raise NotGood(f"The window left with {process.returncode}.")
    finally:
        looks.leave()
        if process.poll() is None:
            process.kill()
            process.wait()


def opens_its_window(built: Built) -> str:
    mine = built.work / "demo" / "laptops" / "A01"
    pack = next((built.work / "demo" / "packs").glob("*.qabundle"))
    command = built.words(contents.WINDOW, "--data", mine)
    again = built.words(contents.WINDOW, "--data", mine, pack)
    if built.root:
        command, again = ([str(shutil.which(one[0])), *one[1:]] for one in (command, again))
    with screen() as display:
        with window(command, built.around(), display):
            env = built.around(DISPLAY=display, QT_QPA_PLATFORM="xcb")
            second = subprocess.run(again, env=env, timeout=PATIENCE_S, check=False)
            if second.returncode != 0:
                raise NotGood(f"A second start left with {second.returncode}.")
        took = _quickest(command, built.around(), display)
        if built.root:
            return f"in {took:.2f} s; a second start hands it a file; it closes"
        source = [str(ROOT / ".venv" / "bin" / "python"), str(ROOT / "main.py"), "--data", str(mine)]
        from_source = _quickest(source, built.around(), display)
    return (
        f"in {took:.2f} s, from its source in {from_source:.2f} s: {took / from_source:.2f} times; "
        "a second start hands it a file; it closes"
    )


def _quickest(command: list[str], env: dict[str, str], display: str) -> float:
    times = []
    for _ in range(STARTS):
        with window(command, env, display) as (took, _process):
            times.append(took)
    return min(times)


def has_a_size(built: Built) -> str:
    files = [path for path in built.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files)
    return f"{size / 1e6:.0f} MB in {len(files)} files"


TRIES: tuple[tuple[str, Callable[[Built], str]], ...] = (
    ("version", says_its_version),
    ("demo", plays_the_demonstration),
    ("sign", signs_and_verifies),
    ("update", opens_every_schema),
    ("window", opens_its_window),
    ("size", has_a_size),
)


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Try the built program.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--root", type=Path, help="a bare system that the folder lies in")
    asked = parser.parse_args(words)
    root = asked.root.resolve() if asked.root else None
    with tempfile.TemporaryDirectory(dir=root / "tmp" if root else None) as made:
        built = Built(asked.folder.resolve(), Path(made), root)
        for name, attempt in TRIES:
            if name == "window" and not shutil.which("Xvfb"):
                print("window    not tried: there is no Xvfb here")
                continue
            try:
                print(f"{name:9} {attempt(built)}", flush=True)
            except NotGood as error:
                print(f"{name:9} NOT GOOD. {error}", file=sys.stderr)
                return 1
    print("The built program is good.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
