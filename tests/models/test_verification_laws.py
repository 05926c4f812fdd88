"""Laws of the verification models: monotone where they must be, exact against whole-number arithmetic, indifferent to order."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dualtrack.errors import OutsideValidity
from dualtrack.models import national_means, portal
from dualtrack.models.inspections import (
    answer,
    detection_by_year,
    detection_probability,
    detection_with_replacement,
    false_alarms,
    first_detection,
    gain_of_each,
    iaea_sample_size,
    one_more,
    positive_predictive_value,
    quota,
    sample_size,
    time_to_detect,
)
from dualtrack.models.national_means import months_to_first_sighting, seen_with_random_passes, seen_with_regular_passes
from dualtrack.models.portal import portal_detection
from dualtrack.models.verification import answer as together

SHARE = st.floats(0, 1)
ITEMS = st.integers(1, 300)


@st.composite
def samples(draw: st.DrawFn, most: int = 300) -> tuple[int, int, int]:
    """Items, violations among them, and how many are inspected."""
    items = draw(st.integers(1, most))
    return items, draw(st.integers(0, items)), draw(st.integers(0, items))


@given(samples())
def test_it_is_the_hypergeometric_distribution(sample: tuple[int, int, int]) -> None:
    items, violations, inspected = sample
    exact = 1 - Fraction(math.comb(items - violations, inspected), math.comb(items, inspected))
    assert abs(float(detection_probability(items, violations, inspected)) - float(exact)) < 1e-12


@given(samples(most=7), SHARE)
def test_it_is_what_counting_every_sample_gives(sample: tuple[int, int, int], sensitivity: float) -> None:
    items, violations, inspected = sample
    chosen = list(combinations(range(items), inspected))
    missed = sum((1 - sensitivity) ** sum(item < violations for item in each) for each in chosen) / len(chosen)
    assert abs(float(detection_probability(items, violations, inspected, sensitivity)) - (1 - missed)) < 1e-12


@given(samples(), SHARE)
def test_more_inspections_violations_and_sensitivity_never_find_less(sample: tuple[int, int, int], sensitivity: float) -> None:
    items, violations, inspected = sample
    found = float(detection_probability(items, violations, inspected, sensitivity))
    assert float(detection_probability(items, violations, inspected + 1, sensitivity)) >= found - 1e-12
    assert float(detection_probability(items, min(violations + 1, items), inspected, sensitivity)) >= found - 1e-12
    assert float(detection_probability(items, violations, inspected, min(1.0, sensitivity + 0.1))) >= found - 1e-12
    assert float(detection_probability(items + 1, violations, inspected, sensitivity)) <= found + 1e-12
    assert float(one_more(items, violations, inspected, sensitivity)) >= 0


@given(samples(), SHARE)
def test_without_replacement_finds_at_least_as_much(sample: tuple[int, int, int], sensitivity: float) -> None:
    items, violations, inspected = sample
    exact = float(detection_probability(items, violations, inspected, sensitivity))
    assert exact >= float(detection_with_replacement(items, violations, inspected, sensitivity)) - 1e-9


@given(ITEMS, st.data(), st.floats(0.01, 0.999))
def test_the_sample_size_is_the_smallest_that_reaches_the_goal(items: int, data: st.DataObject, goal: float) -> None:
    violations = data.draw(st.integers(1, items))
    size = sample_size(items, violations, goal)
    number = int(size.exact)
    assert bool(size.achievable)
    assert float(detection_probability(items, violations, number)) >= goal - 1e-9
    assert number == 0 or float(detection_probability(items, violations, number - 1)) < goal


@given(st.integers(10, 2000), st.data(), st.sampled_from([0.2, 0.5, 0.9, 0.95, 0.99]))
def test_the_exact_size_lies_at_most_three_below_the_formula(items: int, data: st.DataObject, goal: float) -> None:
    """The abstract of JNMM 44(3) says so for the cases safeguards meet: the agency's own goals."""
    violations = data.draw(st.integers(1, max(1, items // 2)))
    exact, formula = int(sample_size(items, violations, goal).exact), int(iaea_sample_size(items, violations, goal))
    assert formula - 3 <= exact <= formula


@given(ITEMS, st.floats(0.1, 0.9), st.floats(0.01, 0.99))
def test_a_goal_above_what_inspecting_everything_finds_is_not_achievable(items: int, sensitivity: float, goal: float) -> None:
    size = sample_size(items, 1, goal, sensitivity)
    assert bool(size.achievable) == (sensitivity >= goal - 1e-12)
    assert math.isinf(float(size.exact)) != bool(size.achievable)


@given(st.integers(1, 60), st.data())
def test_the_first_detection_has_the_mean_of_its_chances(items: int, data: st.DataObject) -> None:
    violations = data.draw(st.integers(1, items))
    found = first_detection(items, violations)
    places = np.arange(1, found.chances.size + 1)
    assert abs(found.chances.sum() - 1) < 1e-9
    assert abs((found.chances * places).sum() - found.mean) < 1e-6
    assert abs(float(detection_probability(items, violations, 1)) - found.chances[0]) < 1e-12


@given(st.integers(5, 100), st.data(), st.floats(0.05, 0.99))
def test_the_goal_is_reached_in_the_year_the_chance_passes_it(items: int, data: st.DataObject, goal: float) -> None:
    violations, schedule = data.draw(st.integers(1, items)), quota([[2, 6], [3, 3]])
    by_year = detection_by_year(items, violations, schedule)
    months = float(time_to_detect(items, violations, schedule, goal))
    assert (np.diff(by_year) >= -1e-12).all()
    if math.isinf(months):
        assert by_year[-1] < goal
    else:
        year = math.ceil(months / 12 - 1e-9)
        assert by_year[year - 1] >= goal - 1e-9
        assert year == 1 or by_year[year - 2] < goal


@given(SHARE, st.integers(0, 50))
def test_false_alarms_are_expected_in_proportion(chance: float, inspections: int) -> None:
    found = false_alarms(inspections, chance)
    assert float(found.expected) == inspections * chance
    assert float(found.at_least_one) <= float(found.expected) + 1e-12


@given(st.floats(0.01, 0.99), st.floats(0.01, 1), st.floats(0.001, 1))
def test_an_alarm_is_believed_more_where_a_violation_was_likelier(prior: float, detection: float, false_alarm: float) -> None:
    low, high = (float(positive_predictive_value(p, detection, false_alarm)) for p in (prior / 2, prior))
    assert 0 <= low <= high <= 1
    assert (high >= prior - 1e-12) == (detection >= false_alarm) or abs(detection - false_alarm) < 1e-9


@given(st.integers(0, 100), SHARE, SHARE)
def test_a_portal_finds_more_of_more(items: int, share: float, sensitivity: float) -> None:
    found = float(portal_detection(items, share, sensitivity))
    assert 0 <= found <= float(portal_detection(items + 1, share, sensitivity)) + 1e-12
    assert found <= float(portal_detection(items, 1.0, sensitivity)) + 1e-12


@given(st.floats(0, 500), st.floats(0.1, 500), SHARE)
def test_regular_passes_see_at_least_as_much_as_random_ones(stay: float, interval: float, recognised: float) -> None:
    random, regular = (float(seen(stay, interval, recognised)) for seen in (seen_with_random_passes, seen_with_regular_passes))
    assert 0 <= random <= regular + 1e-12
    assert regular <= 1


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3))
def test_the_parts_together_find_at_least_what_the_best_finds(percents: list[float]) -> None:
    first, second, third = percents
    found = together(inspection_percent=first, portal_percent=second, means_percent=third, inspection_cost=1, portal_cost=2)
    assert max(percents) - 1e-9 <= found["violation_detection"][0] <= min(100.0, sum(percents)) + 1e-9
    again = together(inspection_percent=third, portal_percent=first, means_percent=second, inspection_cost=2, portal_cost=1)
    assert abs(again["violation_detection"][0] - found["violation_detection"][0]) < 1e-9
    assert again["verification_cost"][0] == found["verification_cost"][0] == 3


def test_the_order_of_measures_does_not_matter() -> None:
    figures = {
        "population": [[100, 120], [30, 40]],
        "violations": [[5, 5], [2, 3]],
        "sensitivity_percent": [[90, 95], [80, 85]],
        "false_alarm_percent": [[1, 2], [3, 4]],
        "confidence_percent": [[90, 90], [90, 90]],
        "inspection_cost": [[0.1, 0.2], [0.3, 0.4]],
        "false_alarm_cost": [[1, 1], [2, 2]],
    }
    schedule = [[20.0, 10.0], [5.0, 0.0]]
    there = answer(**{name: np.array(rows, dtype=float) for name, rows in figures.items()}, schedule=np.array(schedule))
    back = answer(**{name: np.array(rows[::-1], dtype=float) for name, rows in figures.items()}, schedule=np.array(schedule[::-1]))
    for question, values in there.items():
        np.testing.assert_allclose(values, back[question], rtol=1e-12)


@given(samples(most=120), st.fractions(0, 1, max_denominator=64))
def test_imperfect_inspections_agree_with_whole_number_arithmetic(sample: tuple[int, int, int], sensitivity: Fraction) -> None:
    items, violations, inspected = sample
    ways = range(max(0, inspected - items + violations), min(violations, inspected) + 1)
    missed = sum(math.comb(violations, k) * math.comb(items - violations, inspected - k) * (1 - sensitivity) ** k for k in ways)
    exact = 1 - Fraction(missed) / math.comb(items, inspected)
    assert abs(float(detection_probability(items, violations, inspected, float(sensitivity))) - float(exact)) < 1e-12


@pytest.mark.parametrize(("violations", "inspected"), [(5, 40_000), (50, 1_000), (300, 300), (50_000, 3), (50_000, 20_000), (99_990, 5)])
def test_a_hundred_thousand_items_are_exact_too(violations: int, inspected: int) -> None:
    few, many, items = min(violations, inspected), max(violations, inspected), 100_000
    exact = -math.expm1(math.fsum(math.log1p(-many / (items - place)) for place in range(few)))
    assert abs(float(detection_probability(items, violations, inspected)) - exact) < 1e-12


@given(samples())
def test_inspecting_everything_finds_with_certainty(sample: tuple[int, int, int]) -> None:
    assert float(detection_probability(*sample[:2], sample[0])) == float(sample[1] > 0)


@given(st.integers(1, 2000), st.data(), st.floats(0.01, 0.98))
def test_up_to_98_percent_the_formula_is_never_more_than_three_above(items: int, data: st.DataObject, goal: float) -> None:
    violations = data.draw(st.integers(1, items))
    exact, formula = int(sample_size(items, violations, goal).exact), int(iaea_sample_size(items, violations, goal))
    assert formula - 3 <= exact <= formula


def test_where_the_formula_lies_further_above() -> None:
    """Nearly everything violates and almost certainty is wanted: one inspection is enough, and the formula asks for -ln(beta)."""
    size = sample_size([16, 1000, 1000], [16, 1000, 1000], [0.99, 0.99, 0.99999])
    assert (size.exact.tolist(), size.iaea.tolist()) == ([1, 1, 1], [5, 5, 12])


def test_a_size_that_is_a_whole_number_is_not_rounded_up_by_a_hair() -> None:
    items = np.arange(20, 2001, 20)
    for sizes in (iaea_sample_size(items, 1, 0.95), sample_size(items, 1, 0.95).exact):
        assert sizes.tolist() == (items * 19 // 20).tolist()


@given(samples(most=60), SHARE)
def test_the_gains_add_up_to_the_chance(sample: tuple[int, int, int], sensitivity: float) -> None:
    items, violations, inspected = sample
    whole = 100 * float(detection_probability(items, violations, inspected, sensitivity))
    assert abs(gain_of_each(items, violations, inspected, sensitivity).sum() - whole) < 1e-9


def test_months_run_to_the_inspection_that_reaches_the_goal() -> None:
    """One violation among ten items, five inspections a year: each finds it with a tenth, the second year starts at a half."""
    assert time_to_detect(10, 1, [5, 5], [0.0, 0.1, 0.15, 0.5, 0.55, 0.75, 0.76]) == pytest.approx(
        [0, 12 / 5, 24 / 5, 12, 12 + 12 / 5, 24, np.inf]
    )
    assert time_to_detect(10, 1, [5, 0, 5], 0.55) == pytest.approx(24 + 12 / 5)


def test_an_answer_worked_by_hand() -> None:
    """Two measures: one violation among ten, five inspections; one among four, two inspections, each missing half of what it sees."""
    rows = {"population": [10, 4], "violations": [1, 1], "sensitivity_percent": [100, 50], "false_alarm_percent": [10, 0]}
    rows |= {"confidence_percent": [60, 50], "inspection_cost": [1, 2], "false_alarm_cost": [4, 0]}
    columns = {name: np.array(values, dtype=float)[:, None] for name, values in rows.items()}
    found = {name: float(values[0]) for name, values in answer(**columns, schedule=np.array([[5.0, 5.0], [2.0, 0.0]])).items()}
    assert found == pytest.approx(
        {
            "inspection_detection": 100 * (1 - 0.5 * 0.75),
            "inspection_detection_by_end": 100 * (1 - 0.25 * 0.75),
            "inspection_time": 12.0,
            "inspections_needed": 6.0,
            "inspection_gain": 100 * 0.1 * 0.75,
            "inspection_false_alarms": 0.5,
            "inspection_cost_first_year": 5 * 1 + 2 * 2 + 0.5 * 4,
        }
    )


@given(st.floats(0, 100), st.floats(0, 100))
def test_parts_that_are_absent_change_nothing(percent: float, cost: float) -> None:
    found = together(inspection_percent=np.full(3, percent), portal_percent=0.0, means_percent=0.0, inspection_cost=cost, portal_cost=0.0)
    assert found["violation_detection"] == pytest.approx(np.full(3, percent), abs=1e-12)
    assert found["violation_missed"] == pytest.approx(np.full(3, 100 - percent), abs=1e-12)
    assert found["verification_cost"].tolist() == [cost] * 3


MEANS = {"revisit_interval": 24, "time_in_open": 6, "exposures_per_year": 4, "clear_view_percent": 50, "recognition_percent": 40}
PORTAL = ("violations", "share_percent", "sensitivity_percent", "false_alarm_percent", "throughput")


def test_a_year_from_above_worked_by_hand() -> None:
    found = national_means.answer(**{name: np.array([[value]]) for name, value in MEANS.items()}, violations=np.array([[2]]))
    chance = 1 - math.exp(-0.25 * 0.2)
    assert found["means_detection"] == pytest.approx([100 * (1 - (1 - chance) ** 8)])
    assert found["means_detection_periodic"] == pytest.approx([100 * (1 - 0.95**8)])
    assert found["means_time"] == pytest.approx([12 / (8 * chance)])
    assert months_to_first_sighting([0, 0.5], [4, 4]).tolist() == [math.inf, 6.0]


REFUSALS = [
    (lambda: detection_probability(0, 0, 0), "items are open"),
    (lambda: detection_with_replacement(5, 6, 1), "at most as many"),
    (lambda: sample_size(-1, 0, 0.9), "zero or more"),
    (lambda: one_more(5, 1, math.nan), "finite"),
    (lambda: detection_probability(2e6, 1, 1), "1 to 1,000,000"),
    (lambda: detection_probability(5, 1, 1, 1.1), "write a fraction"),
    (lambda: first_detection(5, 0), "no violation to come upon"),
    (lambda: quota([[3, 2.5]]), "list of phases"),
    (lambda: detection_by_year(5, 1, []), "at least one year"),
    (lambda: positive_predictive_value(0.5, 0, 0), "no alarm can be raised"),
    (lambda: together(inspection_percent=101, portal_percent=0, means_percent=0, inspection_cost=0, portal_cost=0), "0 to 100"),
    (lambda: national_means.answer(**dict.fromkeys(MEANS, ((1.0,),)), violations=[[2, 3]]), "differ in shape"),
    (lambda: national_means.answer(**dict.fromkeys(MEANS, np.empty((0, 1))), violations=np.empty((0, 1))), "without a measure"),
    (lambda: portal.answer(**dict.fromkeys(PORTAL, ((1.0,),)), cost=[[1], [2]]), "differ in shape"),
]


@pytest.mark.parametrize(("ask", "words"), REFUSALS)
def test_refusals_in_words(ask: Callable[[], object], words: str) -> None:
    with pytest.raises(OutsideValidity, match=words):
        ask()
