"""Whatever call the disk refuses: a sentence, nothing half done, and trying again works."""

import pytest

from tests.command_line import CANNOT_OPEN, DONE, NOT_GOOD, run
from tests.faults.bench import Bench, sealed_form
from tests.faults.run import program

PAGE = 4096


@pytest.mark.timeout(300)
def test_each_call_that_fails_is_said_changes_nothing_and_can_be_tried_again():
    found = program("errors", "few")
    assert found["faults"] == []
    assert set(found["said"]) == {"export", "PDF", "backup", "import"}
    assert found["said"]["import"] > 30 and found["said"]["export"] > 30


def test_a_page_that_goes_bad_is_a_sentence_on_the_command_line_and_never_a_traceback(tmp_path):
    bench = Bench(tmp_path)
    ws = bench.open("laptop")
    for n in range(3):
        sealed_form(ws, bench.template, n)
    ws.close()
    path = tmp_path / "laptop" / "profile.sqlite"
    whole = path.read_bytes()
    codes = set()
    for page in range(1, len(whole) // PAGE, 3):
        at = page * PAGE + 100
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        for words in (("form", "list"), ("status",)):
            said = run(*words, data=tmp_path / "laptop")
            assert said.code in (DONE, NOT_GOOD, CANNOT_OPEN) and "Traceback" not in said.err
            assert said.code == DONE or (said.err or said.out).strip()
            codes.add((words[0], said.code))
    assert ("form", CANNOT_OPEN) in codes and ("status", DONE) not in codes
