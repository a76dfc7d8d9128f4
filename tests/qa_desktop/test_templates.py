"""Templates are read strictly, say every fault with its place, and are named by what they say."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_desktop import templates
from qa_desktop.errors import TemplateRefused
from tests.conftest import RESOURCES
from tests.small import TINY, read, tiny


def faults(text: str) -> list[str]:
    with pytest.raises(TemplateRefused) as refused:
        read(text)
    return refused.value.faults


def with_question(text: str) -> str:
    """The small template with one more question at its end."""
    return f"{TINY}\n[[section.question]]\n{text}"


def line_of(text: str, words: str) -> int:
    """The last line that holds these words, from 1."""
    return max(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(words))


LATE = 'id = "late"\nask = "Later"\ntype = "YN"\n'
BROKEN = {
    "an unknown key": (LATE + 'asky_if = "y"', "unknown key “asky_if”. Correct the spelling or take it out."),
    "a condition that points nowhere": (
        LATE + 'ask_if = [{ nowhere = ["y"] }]',
        "ask_if names “nowhere”, which is not in this template. Correct the name.",
    ),
    "a condition on a part that is not there": (
        LATE + 'ask_if = [{ "visited.when" = ["y"] }]',
        "ask_if names “visited.when”, which is not in this template. Correct the name.",
    ),
    "a condition on itself": (
        LATE + 'ask_if = [{ late = ["y"] }]',
        "ask_if names “late”, which comes later. Move one of them.",
    ),
    "a value nobody can choose": (
        LATE + 'ask_if = [{ visited = ["maybe"] }]',
        "ask_if waits for visited = “maybe”, which cannot be chosen. Use one of n, y.",
    ),
    "a condition without a value": (
        LATE + "ask_if = [{ visited = [] }]",
        "ask_if gives no value for “visited”. Add at least one.",
    ),
    "the same for what is required": (
        LATE + 'required = false\nrequired_if = [{ visited = ["maybe"] }]',
        "required_if waits for visited = “maybe”, which cannot be chosen. Use one of n, y.",
    ),
    "an id that stands twice": (
        'id = "visit"\nask = "Again"\ntype = "YN"',
        "the question “visit” stands 2 times. Give each its own.",
    ),
    "a standard that stands twice": (
        LATE + 'standard = "there"',
        "the standard “there” stands 2 times. Give each its own.",
    ),
    "a missing scale": (
        'id = "late"\nask = "Agree?"\ntype = "AG5"',
        "type AG5 needs its scale. Add “AG5” to scales.",
    ),
    "a rating without a standard": (
        'id = "late"\nask = "Rated"\ntype = "EV"',
        "a rated question needs a standard, so that trends can follow it. Add standard.",
    ),
    "nothing to choose from": (
        'id = "late"\nask = "Which?"\ntype = "ONE"',
        "“late” has nothing to choose from. Add choices.",
    ),
    "a choice that stands twice": (
        'id = "late"\nask = "Which?"\ntype = "ONE"\n'
        'choices = [{ code = "a", label = "A" }, { code = "a", label = "B" }]',
        "the choice “a” stands 2 times. Give each its own code.",
    ),
    "parts where none belong": (
        LATE + 'part = [{ id = "p", ask = "P", type = "TXT" }]',
        "parts belong to GROUP and ROWS, and those need at least one. Correct type or part.",
    ),
    "a group without parts": (
        'id = "late"\nask = "All"\ntype = "GROUP"',
        "parts belong to GROUP and ROWS, and those need at least one. Correct type or part.",
    ),
    "a part that waits for a stranger": (
        'id = "late"\nask = "All"\ntype = "GROUP"\n'
        'part = [{ id = "p", ask = "P", type = "TXT", ask_if = [{ visited = ["y"] }] }]',
        "part p depends on “visited”, which is not a part beside it. Correct the name.",
    ),
    "a prompt's question without prompts": (
        LATE + "ask_on_prompt = true",
        "ask_on_prompt, but the template has no prompts. Add prompts or take it out.",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_found_with_file_line_place_and_how_to_mend_it(name):
    text, words = BROKEN[name]
    whole = with_question(text)
    found = faults(whole)
    assert len(found) == 1 and found[0].endswith(words)
    line = int(re.match(r"small\.toml, line (\d+), ", found[0])[1])
    wanted = {"standard": 'standard = "there"', "unknown": "[[section.question]]"}.get(
        words.split()[1] if words.startswith("the ") else words.split()[0], "id = "
    )
    assert line == line_of(whole, wanted)


def test_a_condition_on_a_later_question_is_found():
    text = TINY.replace('id = "case"\n', 'id = "case"\nask_if = [{ visited = ["y"] }]\n')
    line = line_of(text, 'id = "case"')
    assert faults(text) == [
        f"small.toml, line {line}, case: ask_if names “visited”, which comes later. Move one of them."
    ]


def test_a_question_that_contradicts_its_own_way_there_is_found_two_levels_down():
    text = with_question(
        'id = "one"\nask = "One"\ntype = "YN"\nask_if = [{ visited = ["y"] }]\n'
        '[[section.question]]\nid = "two"\nask = "Two"\ntype = "YN"\nask_if = [{ one = ["y"] }]\n'
        '[[section.question]]\nid = "never"\nask = "Never"\ntype = "YN"\n'
        'ask_if = [{ two = ["y"], visited = ["n"] }]\n'
    )
    line = line_of(text, 'id = "never"')
    place = f"small.toml, line {line}, never"
    assert faults(text) == [f"{place}: no set of answers leads to this question. Change its ask_if."]
    reachable = text.replace('two = ["y"], visited = ["n"]', 'two = ["n"], visited = ["y"]')
    assert read(reachable).by_id["never"].ask == "Never"


def test_everything_below_an_unreachable_question_is_unreachable_too():
    text = with_question(
        'id = "never"\nask = "Never"\ntype = "YN"\nask_if = [{ visited = ["y"], "case" = ["x"] },'
        ' { visited = ["y"] }]\n'
    )
    assert read(text)  # one good way is enough
    text = with_question(
        'id = "one"\nask = "One"\ntype = "YN"\nask_if = [{ visited = ["y"] }]\n'
        '[[section.question]]\nid = "gone"\nask = "Gone"\ntype = "YN"\nask_if = [{ one = ["y"], visited = ["n"] }]\n'
        '[[section.question]]\nid = "below"\nask = "Below"\ntype = "YN"\nask_if = [{ gone = ["y"] }]\n'
    )
    assert [re.search(r", (\w+): no set", fault)[1] for fault in faults(text)] == ["gone", "below"]


def test_two_demands_on_a_question_of_many_choices_do_not_contradict():
    text = with_question(
        'id = "many"\nask = "Many"\ntype = "MULTI"\n'
        'choices = [{ code = "a", label = "A" }, { code = "b", label = "B" }]\n'
        '[[section.question]]\nid = "one"\nask = "One"\ntype = "YN"\nask_if = [{ many = ["a"] }]\n'
        '[[section.question]]\nid = "two"\nask = "Two"\ntype = "YN"\nask_if = [{ one = ["y"], many = ["b"] }]\n'
    )
    assert read(text).by_id["two"]


def test_all_faults_come_at_once():
    text = with_question(
        "\n[[section.question]]\n".join(
            [
                BROKEN[name][0].replace('"late"', f'"late{n}"')
                for n, name in enumerate(BROKEN)
                if name != "a condition on itself"
            ]
        )
    )
    found = faults(text)
    for name, (_, words) in BROKEN.items():
        if "late" not in words:
            assert any(fault.endswith(words) for fault in found), name
    assert len(found) == len(BROKEN) - 1
    with pytest.raises(
        TemplateRefused, match=rf"^small\.toml has {len(found)} faults, so it was not loaded\.$"
    ):
        read(text)


def test_values_of_the_wrong_kind_and_missing_ones_are_named():
    text = with_question('id = "late"\ntype = "MAYBE"\nstage = "two"')
    found = faults(text)
    assert len(found) == 3
    at = line_of(text, "[[section.question]]")
    assert all(fault.startswith(f"small.toml, line {at}, section.1.question.2.") for fault in found)
    assert any(fault.endswith("ask: “ask” is missing. Add it.") for fault in found)


def test_broken_toml_says_the_line():
    text = TINY.replace('version = "1"', 'version = "1')
    (fault,) = faults(text)
    assert fault.startswith("small.toml: ") and "at line 4" in fault and "Mend the TOML" in fault


def test_a_file_that_is_not_utf_8_says_the_line():
    data = TINY.encode().replace(b"Set up", b"Set \xff up")
    with pytest.raises(TemplateRefused) as refused:
        templates.load(data, "latin.toml", {})
    line = line_of(TINY, 'title = "Set up')
    assert refused.value.faults == [f"latin.toml, line {line}: it is not UTF-8 text. Save the file as UTF-8."]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"EV", "YN"', '"EV", "XX", "YN"', "scales names “XX”, which is not in scales.toml."),
        ('"EV", "YN"', '"EV", { a = 1 }, "YN"', "which is not in scales.toml."),
        (
            "scales =",
            'principles = "NONE"\nscales =',
            "principles names “NONE”, which is not in principles.toml.",
        ),
        ("scales =", 'process = "NONE"\nscales =', "process names “NONE”, which is not in process.toml."),
        ('scales = ["EV", "YN", "G4"]', 'scales = 5\nscale = "x"', "scales names “5”"),
        ('["EV", "YN", "G4"]', '["EV", "YN", "G4", "EV"]', "the scale “EV” stands 2 times"),
        ("minutes", "minutes", ""),
    ],
)
def test_shared_parts_that_do_not_exist_are_named(old, new, words):
    if words:
        assert any(words in fault for fault in faults(TINY.replace(old, new)))
    else:
        assert tiny().scales.keys() == {"EV", "YN", "G4"}


@pytest.mark.parametrize(
    ("prompts", "words"),
    [
        ('overall = "O9"\nreason = "visit"', "overall names “O9”, which is not in this template."),
        ('overall = "O1"\nreason = "O9"', "reason names “O9”, which is not in this template."),
        ('overall = "O1"\nreason = "visit"\nlimiting_at = ["0"]', "limiting_at waits for “0”"),
        ('overall = "O1"\nreason = "visit"\nwith_overall = ["5"]', "with_overall waits for “5”"),
    ],
)
def test_prompts_may_only_wait_for_what_can_happen(prompts, words):
    (fault,) = faults(f"{TINY}\n[prompts]\n{prompts}\n")
    assert fault.startswith("small.toml, prompts: ") and words in fault


def test_a_number_that_no_entry_can_hold_is_refused_when_the_file_is_read():
    (fault,) = faults(with_question(LATE + "stage = 99999999999999999999"))
    assert "number that is too large" in fault


def test_comments_order_of_keys_and_spaces_change_nothing_in_the_name_of_a_template():
    spaced = TINY.replace(" = ", "   =  ").replace("[[section]]", "# a remark\n\n[[section]]")
    turned = TINY.replace('code = "TINY"\ntitle = "Small check"', 'title = "Small check"\ncode = "TINY"')
    spelt = TINY.replace('type = "LTX"', 'type = "LTX"\nrequired = true\nhint = ""')
    assert {read(text).digest for text in (TINY, spaced, turned, spelt)} == {tiny().digest}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Small check", "Small Check"),
        ("Was there a visit?", "Was there a visit ?"),
        ('label = "Plan"', 'label = "The plan"'),
        ('type = "LTX"', 'type = "TXT"'),
        ('visited = ["y"]', 'visited = ["n"]'),
        ('use = "overall"', ""),
        ('scales = ["EV", "YN", "G4"]', 'scales = ["YN", "EV", "G4"]'),
    ],
)
def test_any_other_change_gives_a_template_another_name(old, new):
    assert old in TINY and read(TINY.replace(old, new, 1)).digest != tiny().digest


@pytest.mark.parametrize("code", sorted(templates.load_all(RESOURCES)))
def test_every_template_that_ships_comes_back_the_same_from_its_own_bytes(code):
    shipped = templates.load_all(RESOURCES)[code]
    again = templates.from_content(shipped.content)
    assert again == shipped and again.digest == shipped.digest
    assert hashlib.sha256(shipped.content).hexdigest() == shipped.digest


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=6)
IDS = st.sampled_from(["a", "b", "c", "a.p", "zz", "", "é", "x" * 50])
CODES = st.sampled_from(["y", "n", "1", "4", "zz"])
ROW = st.dictionaries(IDS, st.lists(CODES, max_size=2), max_size=2)
FIELD = {
    "id": IDS,
    "ask": WORDS,
    "type": st.sampled_from(["YN", "EV", "TXT", "MULTI", "ONE", "GROUP", "ROWS", "AG5", "NUM", "AUTO", "NO"]),
    "ask_if": st.lists(ROW, max_size=2),
    "choices": st.lists(st.fixed_dictionaries({"code": CODES, "label": WORDS}), max_size=2),
    "required": st.booleans(),
    "standard": IDS,
    "use": st.sampled_from(["", "overall", "headline", "other"]),
    "part": st.lists(
        st.fixed_dictionaries({"id": IDS, "ask": WORDS, "type": st.sampled_from(["YN", "TXT", "G4", "EV"])}),
        max_size=2,
    ),
    "extra": WORDS,
}
QUESTION = st.fixed_dictionaries({}, optional=FIELD) | st.fixed_dictionaries(
    {k: FIELD[k] for k in ("id", "ask", "type")},
    optional={k: v for k, v in FIELD.items() if k not in ("id", "ask", "type")},
)


def toml(value: object) -> str:
    """Any small value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(
    st.lists(QUESTION, max_size=4),
    st.lists(st.sampled_from(["EV", "YN", "G4", "AG5", "XX"]), max_size=3),
    st.booleans(),
)
def test_a_random_template_is_read_or_refused_with_places_and_never_crashes(questions, scales, prompts):
    text = f'code = "R"\ntitle = "R"\nversion = "1"\nstatus = "S"\nscales = {toml(scales)}\n'
    text += '[prompts]\noverall = "a"\nreason = "b"\n' if prompts else ""
    text += '[[section]]\nid = "S"\ntitle = "S"\n'
    for question in questions:
        text += "[[section.question]]\n" + "".join(f"{k} = {toml(v)}\n" for k, v in question.items())
    template, found = either(text)
    if template is None:
        assert found
        assert all(fault.startswith("small.toml") and fault.endswith(".") for fault in found)
    else:
        assert templates.from_content(template.content) == template


def either(text: str) -> tuple[templates.Template | None, list[str]]:
    try:
        return read(text), []
    except TemplateRefused as error:
        return None, error.faults
