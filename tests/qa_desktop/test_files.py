"""Files are whole or not there, whatever the drive does."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_desktop import files
from qa_desktop.errors import FileRefused, WriteFailed


def raising(error: OSError) -> Callable[..., Any]:
    def call(*_: Any, **__: Any) -> Any:
        raise error

    return call


def windows(number: int, code: int = errno.EACCES) -> OSError:
    error = OSError(code, "refused")
    error.winerror = number  # type: ignore[attr-defined]
    return error


def test_a_file_is_written_whole_and_only_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "return.qabundle"
    assert files.write_whole(path, b"all of it") == hashlib.sha256(b"all of it").hexdigest()
    assert path.read_bytes() == b"all of it"
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["return.qabundle"]


def test_a_check_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    seen = []

    def check(data: bytes) -> None:
        seen.append(data)
        raise FileRefused("no")

    with pytest.raises(FileRefused):
        files.write_whole(path, b"new", check)
    assert seen == [b"new"] and path.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1


SAID = [
    (OSError(errno.ENOSPC, "x"), "no room left"),
    (OSError(errno.EDQUOT, "x"), "no room left"),
    (OSError(errno.EROFS, "x"), "may not be written to"),
    (OSError(errno.EACCES, "x"), "may not be written to"),
    (windows(19), "may not be written to"),
    (OSError(errno.ENOENT, "x"), "not there any more"),
    (OSError(errno.ENODEV, "x"), "not there any more"),
    (OSError(errno.ENAMETOOLONG, "x"), "too long"),
    (windows(206, errno.ENOENT), "too long"),
    (windows(112, errno.ENOSPC), "no room left"),
    (windows(32), "open in another program"),
    (OSError(errno.EIO, "broken"), "The drive gave an error"),
]


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize(("error", "words"), SAID)
def test_a_fault_at_any_step_is_told_and_the_old_file_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: OSError, words: str
) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"old")
    with monkeypatch.context() as broken:
        broken.setattr(os, call, raising(error))
        with pytest.raises(WriteFailed, match=words) as failed:
            files.write_whole(path, b"new", waits=(0, 0))
    assert "pack.pdf" in str(failed.value)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["pack.pdf"]
    files.write_whole(path, b"new")  # trying again works
    assert path.read_bytes() == b"new"


def test_faults_made_by_the_real_system_are_told(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="not there any more"):
        files.write_whole(tmp_path / "stick" / "a", b"x")
    with pytest.raises(WriteFailed, match="too long"):
        files.write_whole(tmp_path / ("a" * 300), b"x")
    (tmp_path / "taken").mkdir()
    with pytest.raises(WriteFailed, match="already a folder"):
        files.write_whole(tmp_path / "taken", b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_a_drive_that_does_not_keep_what_was_written_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"neX")
    with pytest.raises(WriteFailed, match="did not keep"):
        files.write_whole(tmp_path / "a", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_virus_scanner_that_lets_go_in_time_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, held = os.replace, [windows(5), windows(32), windows(33)]

    def replace(part: Any, path: Any) -> None:
        if held:
            raise held.pop()
        really(part, path)

    monkeypatch.setattr(os, "replace", replace)
    files.write_whole(tmp_path / "a", b"new", waits=(0, 0, 0))
    assert held == [] and (tmp_path / "a").read_bytes() == b"new"


def test_a_stick_without_folder_sync_is_good_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.fsync

    def fsync(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.EINVAL, "no such thing here")
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    files.write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_process_killed_while_writing_leaves_one_whole_file(tmp_path: Path) -> None:
    program = (
        "import sys; from qa_desktop import files\n"
        "for n in range(100000): files.write_whole(sys.argv[1], bytes([n % 7]) * 3_000_000); print(n, flush=True)"
    )
    path = tmp_path / "a"
    for _ in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        for _ in range(4):
            child.stdout.readline()
        child.kill()
        child.communicate()
        data = path.read_bytes()
        assert len(data) == 3_000_000 and len(set(data)) == 1
    files.sweep(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_the_sweep_takes_only_what_we_left(tmp_path: Path) -> None:
    mine = tmp_path / (files.PART + "0123456789abcdef")
    others = [tmp_path / name for name in (".part-", ".part-notes.txt", "x.part-0123456789abcdef", "a.pdf")]
    for file in (mine, *others):
        file.write_bytes(b"x")
    assert files.sweep(tmp_path) == 1
    assert sorted(tmp_path.iterdir()) == sorted(others)
    assert files.sweep(tmp_path / "missing") == 0


def test_reading_gives_all_of_a_file_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a (1).qabundle.zip"
    path.write_bytes(b"12345")
    assert files.read_bounded(path, 5) == b"12345"
    with pytest.raises(FileRefused, match="too large"):
        files.read_bounded(path, 4)


def test_what_cannot_be_read_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "a").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("nowhere")
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(5 * 2**30)  # sparse: takes no room
    cases = [("empty", "is empty"), ("pipe", "not an ordinary file"), ("link", "not there"), ("no", "not there"),
             ("a\0b", "not there"), ("huge", "too large"), ("n" * 300, "not there"), ("empty/x", "not there")]  # fmt: skip
    for name, words in cases:
        with pytest.raises(FileRefused, match=words) as refused:
            files.read_bounded(tmp_path / name, 2**20)
        assert len(str(refused.value)) < 250 and str(refused.value).isprintable()
    with pytest.raises(FileRefused, match="is a folder"):
        files.read_bounded(tmp_path, 2**20)
    for error, words in [
        (OSError(errno.EACCES, "x"), "not allowed"),
        (windows(32), "open in another program"),
        (OSError(errno.EIO, "x"), "put it back"),
        (OSError(errno.ENOENT, "pulled"), "not there"),
    ]:
        with monkeypatch.context() as broken:
            broken.setattr(Path, "open", raising(error))
            with pytest.raises(FileRefused, match=words):
                files.read_bounded(tmp_path / "a", 10)


def test_a_file_that_is_still_growing_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"first part")
    about = path.stat()
    path.write_bytes(b"first part and more")
    monkeypatch.setattr(Path, "stat", lambda _self, **_: about)
    with pytest.raises(FileRefused, match="wait until the copy has finished"):
        files.read_bounded(path, 2**20)


NAMES = [
    ("Return November", "Return-November"), ("..\\..\\CON", "_CON"), ("M123/456:*?.pdf", "M123-456-.pdf"),
    ("nul.txt", "_nul.txt"), ("COM¹", "_COM¹"), ("", "file"), (". . .", "file"), ("a\0b\u202egpj.exe", "a-b-gpj.exe"),
    ("Zoë's pack ", "Zoë's-pack"), ("x" * 300, "x" * 80), ("\ud800", "file"), ("console", "console"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_any_text_becomes_a_name_that_every_system_takes(text: str, name: str) -> None:
    assert files.safe_name(text) == name


@given(st.text(max_size=120))
def test_safe_names_can_be_used_as_they_are(text: str) -> None:
    name = files.safe_name(text)
    assert 0 < len(name.encode()) <= files.MAX_NAME + 1
    assert not set(name) & set('<>:"/\\|?*\0') and name == name.strip(" .") and name.isprintable()
    assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
