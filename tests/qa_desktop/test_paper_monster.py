"""The longest audit anybody could write still prints, with every answer on the page."""

import re
import subprocess
from datetime import UTC, datetime
from random import Random

from qa_desktop import paper, pdf

LENGTH = 40_000  # characters in each comment
LONG_WORD = "abcdefghij" * 500
STRANGE = ("👨‍👩‍👧", "🙂", "مرحبا", "بالعائلة", "孩子们", "安全", "\x07", "\x1b", "한")


def _comment(code: str) -> tuple[str, list[str]]:
    """A comment of numbered words, with strange ones between; and the words to look for."""
    words, kept, length = [], [], 0
    name = code.replace(".", "x")
    while length < LENGTH - len(LONG_WORD):
        word = f"{name}w{len(kept)}"
        kept.append(word)
        words += [word, STRANGE[len(kept) % len(STRANGE)]]
        length += len(words[-2]) + len(words[-1]) + 2
    words.insert(len(words) // 2, LONG_WORD)
    return " ".join(words)[:LENGTH].ljust(LENGTH, "."), kept


def test_every_comment_of_forty_thousand_characters_is_on_the_page(rfp, tmp_path):
    rng, answers, wanted = Random(7), {}, {}
    for question in rfp.questions:
        if question.type == "EV":
            comment, kept = _comment(question.id)
            answers[question.id] = {"rating": rng.choice("4321"), "seen": "R", "comment": comment}
            wanted[question.id] = [word for word in kept if word in comment]
    # Everything is asked, so that every comment is printed.
    parts = {p.id: "y" for p in rfp.by_id["A19"].part}
    answers |= {"A12": {"status": "open", "ending": "y"}, "A14": "8", "A18": ["neglect"], "A19": parts}
    about = paper.About("case FS-1", {}, "Priya Nair", "Team manager", "Fri 20 Nov 2026", "0" * 64)
    printed = pdf.render(paper.document(rfp, answers, about, datetime(2026, 11, 20, tzinfo=UTC)))
    assert printed.cause == ""

    file = tmp_path / "monster.pdf"
    file.write_bytes(printed.pdf)
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    squeezed = re.sub(r"\s+", "", said)
    found = set(re.findall(r"[A-Z]\d*(?:x\w+?)?w\d+", said))
    for code, words in wanted.items():
        lost = [word for word in words if word not in found and word not in squeezed]
        assert not lost, f"{code}: {len(lost)} of {len(words)} words are missing, the first {lost[0]}"
    assert squeezed.count("abcdefghij") >= 490 * len(wanted)
    assert (
        {"U+D55C"} <= set(printed.lacking)
        and "⟨U+0007⟩" in squeezed
        and "孩子们" in squeezed
        and "🙂" in squeezed
    )
