"""Files outlive the program: docs/formats.md, followed to the letter with public programs only."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from qa_desktop import identity, key_file, ledger, packs, paper, profiles, rebuilding
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.keeping import MARK, purge, send
from tests.small import amended, sealed, tiny

DOC = Path(__file__).parents[1] / "docs" / "formats.md"
LEAD = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")


@pytest.fixture
def kept(tmp_path):
    """A folder as somebody finds it: the lead's own copy, a signed PDF, the key file, and the service's certificate."""
    central, recovery = profiles.create(made_up_world(tmp_path / "central"), LEAD, PASSPHRASE, cost=QUICK)
    service = Service(tmp_path, central, tiny())
    packs.publish(central, tiny())
    head = service.admit("H01", "Hana Okoye", "", "head_of_service")
    laptop = service.admit("A01", "Priya Nair", "South FST")
    send(central, head)
    service.send_pack("A01", ("FS-2041",))
    gone = sealed(laptop, {"visited": "y", "visit": "what was purged"})
    digest = sealed(laptop, {"visited": "y", "visit": MARK})
    send(laptop, central)
    purge(central, head, gone)
    folder = tmp_path / "found"
    folder.mkdir()
    amended(laptop, digest, {"O1": "2"})
    send(laptop, central)
    rebuilding.keep_copy(central, tmp_path).path.rename(folder / "file.qabundle")
    (folder / "audit.pdf").write_bytes(paper.signed_pdf(laptop, digest))
    key_file.write(central, recovery, tmp_path).rename(folder / "keys.qakeys")
    (folder / "root.pem").write_bytes(identity.to_pem(central.roots()[0]))
    yield folder, recovery, central
    service.close()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL)


def type_in(command: list[str], folder: Path, secret: str) -> int:
    """Run a program that asks for a passphrase at the keyboard."""
    child, keyboard = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvp(command[0], command)
    asked = b""
    while b"passphrase" not in asked:
        asked += os.read(keyboard, 1024)
    os.write(keyboard, f"{secret}\n".encode())
    try:
        while os.read(keyboard, 1024):
            pass
    except OSError:  # how Linux says that the other side has gone
        pass
    _, status = os.waitpid(child, 0)
    os.close(keyboard)
    return os.waitstatus_to_exitcode(status)


def follow(line: str, folder: Path, recovery: str) -> str:
    words = line.split("#")[0].strip()
    if not words:
        return ""
    if words.startswith("age -d -o"):
        assert type_in(words.split(), folder, recovery) == 0
        return ""
    words = words.replace("python3", f"{sys.executable} -I -S")  # nothing but its own library
    done = subprocess.run(words, shell=True, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def test_a_stranger_reads_the_files_with_public_programs_and_this_page_alone(kept):
    folder, recovery, central = kept
    (folder / "read.py").write_text(blocks("python")[0])
    said = "".join(follow(line, folder, recovery) for block in blocks("sh") for line in block.splitlines())
    digest = re.search(r"^([0-9a-f]{64})  inside/entries.ndjson$", said, re.MULTILINE)[1]
    assert digest in (folder / "signed.json").read_text("utf-8")
    for name in ("from-bundle.txt", "from-pdf.txt"):
        rows = (folder / name).read_text("utf-8").splitlines()
        for row in rows:
            entry, kind, doc, at, body = row.split(" ", 4)
            held = central.store.entry(entry)
            assert (held.kind, held.doc, held.at) == (kind, doc, at) and (
                held.body or b"purged"
            ).decode() == body
        assert any(MARK in row for row in rows) and not any("what was purged" in row for row in rows)
    assert any(
        row.endswith(" purged") for row in (folder / "from-bundle.txt").read_text("utf-8").splitlines()
    )


def test_one_changed_letter_is_noticed_by_the_page_too(kept):
    folder, _, _ = kept
    (folder / "read.py").write_text(blocks("python")[0])
    subprocess.run("pdfdetach -save 1 -o e.ndjson audit.pdf", shell=True, cwd=folder, check=True)
    good = (folder / "e.ndjson").read_bytes()
    run = [sys.executable, "-I", "-S", "read.py", "root.pem", "e.ndjson"]
    assert subprocess.run(run, cwd=folder, capture_output=True).returncode == 0
    for before, after in ((MARK, MARK.replace("41", "42")), ('\\"seq\\":', '\\"sec\\":')):
        (folder / "e.ndjson").write_bytes(good.replace(before.encode(), after.encode()))
        assert subprocess.run(run, cwd=folder, capture_output=True).returncode != 0
    (folder / "root.pem").write_bytes(
        identity.to_pem(identity.new_authority("X", made_up_world(folder).now()).certificate)
    )
    (folder / "e.ndjson").write_bytes(good)
    assert subprocess.run(run, cwd=folder, capture_output=True).returncode != 0


def test_the_page_is_one_page_and_names_every_part_of_an_entry():
    text = DOC.read_text("utf-8")
    assert len(text.splitlines()) <= 110
    assert all(
        f"`{name}`" in text for name in ("header", "body", "salt", "signature", "certificate", "commit")
    )
    assert (
        ledger.entries.BODY_DOMAIN.decode()[:-1] in text and ledger.entries.SIGN_DOMAIN.decode()[:-1] in text
    )
