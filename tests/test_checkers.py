"""Where `make test` has installed the independent programs, the tests that need them may not quietly stay away."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAMS = ("pdfsig", "pdfdetach", "sha256sum", "pdftotext", "certutil", "age", "openssl", "unzip", "java")


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_program_that_checks_our_files_is_here(program):
    here = shutil.which(program) is not None
    assert here or "QA_CHECKERS" not in os.environ, (
        f"{program} is missing: run `make test`, which installs it"
    )


def test_preflight_can_be_run_from_its_source():
    if "QA_CHECKERS" in os.environ:
        jars = sorted(Path("/usr/share/java").glob("pdfbox*.jar")) + sorted(
            Path("/usr/share/java").glob("preflight*.jar")
        )
        assert jars, "PDFBox is missing: run `make test`, which installs it"
        done = subprocess.run(["java", "--list-modules"], capture_output=True, text=True, check=True)
        assert "jdk.compiler" in done.stdout
