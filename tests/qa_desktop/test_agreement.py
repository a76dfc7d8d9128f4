"""Kappa and spreads, against cases worked by hand and against a plain calculation by matrices."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_desktop import agreement
from qa_desktop.agreement import Agreement

grades = st.integers(1, 4)
many_pairs = st.lists(st.tuples(grades, grades), min_size=1, max_size=40)


def plain_kappa(pairs):
    """The textbook way: a table of proportions, a table of weights, in floats."""
    n, points = len(pairs), range(1, 5)
    table = {(i, j): sum(p == (i, j) for p in pairs) / n for i in points for j in points}
    rows = {i: sum(table[i, j] for j in points) for i in points}
    columns = {j: sum(table[i, j] for i in points) for j in points}
    weight = {(i, j): 1 - abs(i - j) / 3 for i in points for j in points}
    seen = sum(weight[cell] * table[cell] for cell in table)
    chance = sum(weight[i, j] * rows[i] * columns[j] for i in points for j in points)
    return (seen - chance) / (1 - chance)


def test_kappa_is_one_where_all_agree_and_grades_vary():
    assert agreement.kappa([(1, 1), (2, 2), (3, 3)]) == 1


def test_kappa_is_nought_where_two_judges_have_nothing_to_do_with_each_other():
    # each of the four cells alike: agreement is exactly what chance gives
    assert agreement.kappa([(2, 2), (2, 3), (3, 2), (3, 3)]) == 0


def test_kappa_of_a_table_worked_by_hand():
    # originals: 2 at 4, 4 at 3; second: 2 at 4, 3 at 3, 1 at 2. Seen distance 1 + 1 + 1 = 3 of 6 pairs.
    pairs = [(4, 4), (4, 3), (3, 4), (3, 3), (3, 3), (3, 2)]
    # chance: 2*(2*0 + 3*1 + 1*2) + 4*(2*1 + 3*0 + 1*1) = 10 + 12 = 22, over 6: kappa = 1 - 6*3/22
    assert agreement.kappa(pairs) == Fraction(4, 22)


def test_kappa_of_two_grades_is_cohens_own_kappa():
    # the well-known example of 50 proposals: 20 both yes, 15 both no, 5 and 10 apart: kappa 0.4
    pairs = [(1, 1)] * 20 + [(1, 2)] * 5 + [(2, 1)] * 10 + [(2, 2)] * 15
    assert agreement.kappa(pairs) == Fraction(2, 5)


def test_kappa_punishes_two_steps_more_than_one():
    near = [(1, 1), (2, 2), (3, 3), (4, 4), (4, 3)]
    far = [(1, 1), (2, 2), (3, 3), (4, 4), (4, 2)]
    assert agreement.kappa(near) > agreement.kappa(far)


@given(many_pairs)
def test_kappa_is_what_a_plain_calculation_gives(pairs):
    found = agreement.kappa(pairs)
    if found is None:
        assert len({grade for pair in pairs for grade in pair}) == 1
    else:
        assert float(found) == pytest.approx(plain_kappa(pairs))


@given(many_pairs)
def test_kappa_is_the_same_whoever_is_called_first(pairs):
    assert agreement.kappa(pairs) == agreement.kappa([(b, a) for a, b in pairs])


@pytest.mark.parametrize("pairs", [[], [(3, 3)] * 30])
def test_there_is_no_kappa_without_pairs_or_where_every_judgement_is_the_same(pairs):
    assert agreement.kappa(pairs) is None


MIXED = [(1, 1), (1, 2), (2, 2), (2, 2), (3, 3), (3, 3), (3, 2), (3, 4), (4, 4), (4, 3), (2, 3), (3, 3)]


def test_the_interval_holds_the_kappa_and_is_the_same_again_in_any_order():
    shuffled = list(MIXED)
    Random(3).shuffle(shuffled)
    low, high = agreement.interval(MIXED)
    assert low < agreement.kappa(MIXED) < high
    assert agreement.interval(shuffled) == (low, high)


def test_the_interval_is_near_one_of_an_independent_bootstrap():
    chance, found = Random(99), []
    for _ in range(4000):
        again = [chance.choice(MIXED) for _ in MIXED]
        if len({grade for pair in again for grade in pair}) > 1:
            found.append(plain_kappa(again))
    found.sort()
    low, high = agreement.interval(MIXED)
    assert float(low) == pytest.approx(found[len(found) // 40], abs=0.05)
    assert float(high) == pytest.approx(found[-len(found) // 40], abs=0.05)


def test_the_interval_narrows_with_more_of_the_same_pairs():
    few, many = agreement.interval(MIXED), agreement.interval(MIXED * 8)
    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_no_interval_is_given_where_every_pair_agrees():
    found = agreement.agreement([(2, 2), (3, 3)] * 6)
    assert found.kappa == 1
    assert found.interval is None
    assert found.words == "Weighted kappa 1.00. No interval can be told from 12 pairs so alike."


def test_no_interval_is_given_where_too_many_samples_have_no_kappa():
    # one odd pair of twelve: a third of all samples leave it out, and then every judgement is the same
    assert agreement.interval([(3, 3)] * 11 + [(3, 2)]) is None


def test_the_interval_is_the_same_figure_in_every_version_of_the_program():
    assert agreement.interval(MIXED) == (Fraction(3, 17), Fraction(11, 13))


def test_no_interval_is_given_where_one_sample_in_eleven_has_no_kappa_but_it_is_where_one_in_thirty_has_none():
    assert agreement.interval([(3, 3)] * 4 + [(3, 2)] * 2) is None
    assert agreement.interval([(3, 3)] * 9 + [(3, 2)] * 3) is not None


def test_two_kinds_of_pair_are_enough_for_an_interval_and_one_kind_is_not():
    assert agreement.interval([(2, 2), (2, 3), (3, 3)] * 4) is not None
    assert agreement.interval([(2, 3), (3, 2)] * 6) is not None
    assert agreement.interval([(2, 3)] * 12) is None


def test_nine_pairs_are_too_few_and_ten_are_not():
    nine, ten = agreement.agreement(MIXED[:9]), agreement.agreement(MIXED[:10])
    assert (nine.kappa, nine.interval) == (None, None)
    assert nine.words == "Too few to say: 9 of the 10 pairs that it takes."
    assert ten.kappa == agreement.kappa(MIXED[:10])
    assert ten.words == "Weighted kappa 0.63, 95% interval 0.24 to 0.91, 10 pairs."


def test_judgements_that_are_all_the_same_say_why_nothing_can_be_told():
    assert agreement.agreement([(3, 3)] * 12).words.startswith("Cannot be told")


def test_the_counts_say_how_far_and_which_way():
    found = agreement.agreement([(1, 1), (2, 3), (4, 2), (1, 4)])
    assert found == Agreement(
        4, 1, 1, 2, 2, 1, None, None, "Too few to say: 4 of the 10 pairs that it takes."
    )


def test_each_count_is_of_its_own_kind_of_gap():
    found = agreement.agreement([(1, 1)] * 5 + [(1, 2)] * 2 + [(2, 1), (1, 3)])
    assert (found.same, found.one_apart, found.further) == (5, 3, 1)
    assert (found.higher, found.lower) == (3, 1)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(1, 3), "0.33"),
        (Fraction(1, 200), "0.01"),
        (Fraction(-1, 8), "-0.13"),
        (Fraction(-1, 900), "0.00"),
        (Fraction(1), "1.00"),
    ],
)
def test_two_places_round_halves_away_from_nought(value, words):
    assert agreement.two_places(value) == words


def test_the_item_that_is_rated_furthest_apart_comes_first():
    rated = {
        "A": {"P1": 4, "P2": 3, "P3": None},
        "B": {"P1": 1, "P2": 3, "P3": 2},
        "C": {"P1": 2, "P2": 4, "P3": None},
    }
    found = agreement.spreads(rated)
    assert [(one.item, one.spread) for one in found] == [("P1", 3), ("P2", 1), ("P3", None)]
    assert found[2].scores == {"A": None, "B": 2, "C": None}


def test_items_rated_equally_far_apart_come_by_name_and_those_that_nobody_can_compare_last():
    rated = {
        "B": {"P9": 1, "P3": 2, "P4": 2, "P5": 2, "P1": None, "P2": None, "P8": 4},
        "A": {"P9": 4, "P3": 2, "P4": 2, "P5": 2, "P1": 3, "P2": None, "P8": 3},
    }
    found = agreement.spreads(rated)
    assert [(one.item, one.spread) for one in found] == [
        ("P9", 3), ("P8", 1), ("P3", 0), ("P4", 0), ("P5", 0), ("P1", None), ("P2", None),
    ]  # fmt: skip
    assert all(list(one.scores) == ["A", "B"] for one in found)


def test_two_auditors_stand_in_the_same_order_whoever_was_read_first():
    (found,) = agreement.between({"B": {"P1": 1, "P2": 2, "P3": 3}, "A": {"P1": 1, "P2": 3, "P3": 1}})
    assert (found.one, found.other, found.items, found.same, found.within_one) == ("A", "B", 3, 1, 2)


def test_two_auditors_are_compared_over_what_both_scored():
    rated = {"A": {"P1": 4, "P2": 3, "P3": None}, "B": {"P1": 1, "P2": 3, "P3": 2}, "C": {"P2": 2}}
    found = {(one.one, one.other): (one.items, one.same, one.within_one) for one in agreement.between(rated)}
    assert found == {("A", "B"): (2, 1, 1), ("A", "C"): (1, 0, 1), ("B", "C"): (1, 0, 1)}


def test_two_auditors_have_a_kappa_from_ten_items_up():
    one = {f"P{n}": pair[0] for n, pair in enumerate(MIXED)}
    other = {f"P{n}": pair[1] for n, pair in enumerate(MIXED)}
    (found,) = agreement.between({"A": one, "B": other})
    assert found.kappa == agreement.kappa(MIXED)
    ten, nine = ({item: one[item] for item in list(one)[:n]} for n in (10, 9))
    assert agreement.between({"A": ten, "B": other})[0].kappa == agreement.kappa(MIXED[:10])
    assert agreement.between({"A": nine, "B": other})[0].kappa is None
