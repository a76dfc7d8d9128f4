"""The command line as tests run it: here, or in a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa_desktop import cli
from qa_desktop.world import World

MAIN = Path(__file__).parents[1] / "main.py"
DONE, NOT_GOOD, USAGE, REFUSED, CANNOT_OPEN = range(5)


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def data(self):
        """The one object on stdout."""
        assert self.code in (DONE, NOT_GOOD, REFUSED), self.err
        return json.loads(self.out)


def run(*words, data=None, passphrase="demo", world=World.real):
    """`cli.main` with these words, here: a process each would take a second. `world`: another clock, say."""
    out, err = io.StringIO(), io.StringIO()
    said = [*(["--data", str(data)] if data else []), *map(str, words)]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "stdin", io.StringIO())
        patch.delenv("QA_PASSPHRASE", raising=False)
        if passphrase is not None:
            patch.setenv("QA_PASSPHRASE", passphrase)
        try:
            code = cli.main(said, world)
        except SystemExit as left:  # argparse
            code = left.code
    return Said(code, out.getvalue(), err.getvalue())


def process(*words, data=None, passphrase="demo"):
    """`main.py` with these words, in a process of its own."""
    env = {k: v for k, v in os.environ.items() if k != "QA_PASSPHRASE"} | {"PYTHONWARNINGS": "error"}
    env |= {"PYTHONIOENCODING": "utf-8"} | ({} if passphrase is None else {"QA_PASSPHRASE": passphrase})
    said = [sys.executable, str(MAIN), *(["--data", str(data)] if data else []), *map(str, words)]
    done = subprocess.run(
        said, env=env, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=120,
        check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, done.stdout, done.stderr)
