"""What the window says is in the catalogue of Qt Linguist, whole, and nothing that it says was forgotten."""

import ast
import re
import xml.etree.ElementTree as xml
from functools import cache

import pytest

from qa_desktop import words
from tools import words as catalogues

SENTENCE = re.compile(r"[A-Z][a-z’']*,? [a-z]|[a-z]{2,}[,.]? [a-z]{2,} [a-z]{2,}")
NOT_SAID = {"stylesheet.py", "tokens.py"}  # what Qt and the theme read
TAKES_CODES = {
    "startswith",
    "endswith",
    "partition",
    "TypeVar",
}  # looks for what the program itself wrote in English


@pytest.fixture
def german():
    said = {"Home": "Start", "{n} audits": "{n} Prüfungen", "{n} days": "{tage} Tage", "{n} packs": "{n"}
    words.speak(lambda text: said.get(text, ""))
    yield
    words.speak()


def test_without_a_catalogue_english_is_said():
    assert words.tr("Home") == "Home"
    assert words.tr("{n} audits", n=3) == "3 audits"
    assert words.tr("{at:%H:%M} {{}}", at=__import__("datetime").time(9, 5)) == "09:05 {}"


def test_a_catalogue_says_it_and_where_it_says_nothing_english_is_said(german):
    assert words.tr("Home") == "Start"
    assert words.tr("{n} audits", n=3) == "3 Prüfungen"
    assert words.tr("Settings") == "Settings"


def test_a_translation_with_other_braces_is_not_said(german):
    assert words.tr("{n} days", n=3) == "3 days"
    assert words.tr("{n} packs", n=3) == "3 packs"


@cache
def calls():
    """(where, the call) of every tr() in the program."""
    return [
        (f"{path.name}:{call.lineno}", call)
        for path in catalogues.modules()
        if re.search(r"\btr\(", text := path.read_text("utf-8"))
        for call in catalogues.marked(text)
    ]


def test_every_string_is_a_literal_and_is_given_what_its_braces_ask_for():
    wrong = []
    for where, call in calls():
        text = call.args[0]
        if len(call.args) != 1 or not isinstance(text, ast.Constant):
            wrong.append(where)
            continue
        given = {one.arg for one in call.keywords}
        if given != (catalogues.braces(text.value) if given or "{" in text.value else set()):
            wrong.append(where)
    assert wrong == []


def test_the_catalogue_holds_every_string_and_no_other():
    """`make words` brings it up to date."""
    said = {call.args[0].value for _, call in calls()}
    assert said == set(catalogues.sources(catalogues.SOURCE))


def _quiet(node, parents):
    """Whether a literal is not for anybody's eyes: a docstring, an argument of tr(), a key, something compared."""
    child = node
    for parent in parents:
        if isinstance(parent, ast.Expr | ast.Compare | ast.AnnAssign) and child is not getattr(
            parent, "value", None
        ):
            return True
        if isinstance(parent, ast.Expr) or (isinstance(parent, ast.Dict) and child in parent.keys):
            return True
        if isinstance(parent, ast.Call):
            name = getattr(parent.func, "attr", getattr(parent.func, "id", ""))
            return name in TAKES_CODES or (name == "tr" and child is parent.args[0])
        child = parent
    return False


def _literals(tree):
    """(the literal's own words, its line) of what may be read on a screen."""
    left = [(tree, ())]
    while left:
        node, parents = left.pop()
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "\0" for part in node.values)
            left += [(part, (node, *parents)) for part in node.values if not isinstance(part, ast.Constant)]
        else:
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            left += [(child, (node, *parents)) for child in ast.iter_child_nodes(node)]
        if text and not _quiet(node, parents):
            yield text, node.lineno


def test_no_sentence_of_the_window_was_forgotten():
    """Single words are found by the pseudo-locale (tests/ui/test_pseudo_locale.py)."""
    forgotten = []
    for path in sorted((catalogues.ROOT / "ui").rglob("*.py")):
        if path.name not in NOT_SAID:
            found = _literals(ast.parse(path.read_text("utf-8")))
            forgotten += [f"{path.name}:{line}: {text}" for text, line in found if SENTENCE.search(text)]
    assert forgotten == []


def test_a_pseudo_translation_keeps_braces_line_ends_and_kinds_of_file():
    assert catalogues.pseudo("Save") == "[Šàvé ~]"
    said = catalogues.pseudo(" {n} of {at:%H:%M} & more\nnow")
    assert catalogues.braces(said) == {"n", "at"} and "\n" in said and said.startswith(" [")
    assert "(*.csv)" in catalogues.pseudo("CSV files (*.csv)")


def test_a_translation_with_other_braces_is_told_when_the_catalogues_are_made(tmp_path):
    made = tmp_path / "qa_desktop_cy.ts"
    tree = xml.parse(catalogues.SOURCE)
    for message in tree.iter("message"):
        if message.findtext("source") in ("{n} audits", "Home"):
            message.find("translation").attrib.pop("type", None)
            message.find("translation").text = "Cartref {m}"
    tree.write(made, "utf-8")
    assert catalogues.wrong(made) == [
        "'Home' is translated as 'Cartref {m}'",
        "'{n} audits' is translated as 'Cartref {m}'",
    ]
