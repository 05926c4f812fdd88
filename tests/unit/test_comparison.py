"""Differences from hold, regret, and which disputed claim flips which answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import run_of, small_run

from dualtrack.comparison import (
    Regret,
    difference,
    flips,
    moved,
    option_questions,
    regrets,
    scalar_questions,
    summarise,
    unmoved_questions,
)
from dualtrack.law import Verdict
from dualtrack.runs import Cell, Ending

VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20).map(np.array)


def cell(values: object, ending: Ending = Ending.VALUE, step: str = "step") -> Cell:
    return Cell(None if values is None else np.array(values, dtype=float), ending, step)


@given(VALUES)
def test_a_summary_is_in_order_and_made_of_values_that_were_drawn(values: np.ndarray) -> None:
    found = summarise(cell(values))
    assert found.low <= found.middle <= found.high
    assert {found.low, found.middle, found.high} <= set(values.tolist())
    assert found.is_certain == (found.low == found.high)


def test_one_place_of_an_answer_by_place_is_summed_up_alone() -> None:
    assert summarise(cell([[1, 5], [3, 5], [2, 5]]), 0).middle == 2
    assert summarise(cell([[1, 5], [3, 5], [2, 5]]), 1).is_certain


def test_an_answer_without_a_number_keeps_its_ending_and_its_reason() -> None:
    found = summarise(Cell(None, Ending.UNKNOWN, "", "nobody said"))
    assert (found.ending, found.has_value, found.because) == (Ending.UNKNOWN, False, "nobody said")


@given(VALUES)
def test_nothing_differs_from_itself(values: np.ndarray) -> None:
    assert difference(cell(values), cell(values.copy(), step="other")).same


def test_a_difference_is_taken_draw_by_draw() -> None:
    found = difference(cell([1.0, 2.0, 9.0]), cell([2.0, 3.0, 10.0]))
    assert not found.same
    assert found.delta is not None
    assert (found.delta.low, found.delta.high) == (-1.0, -1.0)
    gone = difference(cell([0.0, 0.0], Ending.NOTHING_DEPLOYED), cell([4.0, 4.0]))
    assert gone.delta is not None
    assert gone.delta.middle == -4.0


def test_two_bounds_have_no_difference_to_state() -> None:
    found = difference(cell([1.0], Ending.AT_LEAST), cell([2.0], Ending.AT_LEAST))
    assert (found.delta, found.same, found.is_open) == (None, False, True)
    assert difference(cell([2.0], Ending.AT_LEAST), cell([2.0], Ending.AT_LEAST)).same
    assert not difference(cell([2.0], Ending.VALUE), cell([2.0], Ending.AT_LEAST)).same


def test_unknown_against_unknown_is_no_change_and_against_a_number_is_one() -> None:
    unknown = cell(None, Ending.UNKNOWN)
    assert difference(unknown, unknown).same
    found = difference(cell([1.0]), unknown)
    assert (found.same, found.delta, found.is_open) == (False, None, False)


def test_distances_without_end_on_both_sides_do_not_differ() -> None:
    found = difference(cell([np.inf, 2.0]), cell([np.inf, 1.0]))
    assert found.delta is not None
    assert (found.delta.low, found.delta.high) == (0.0, 1.0)


def test_options_without_a_patch_differ_from_hold_in_nothing() -> None:
    found = small_run()
    for question in scalar_questions(found):
        assert {key[0] for key in moved(found, question)} <= {"moratorium"}
        for option in ("hold", "defence", "nuclear"):
            for view in ("nato", "russia", "independent"):
                cells = (found.system_answers[name, view, "9m729"][question] for name in (option, "hold"))
                change = difference(*cells)
                assert change.same
                assert change.delta is None or change.delta.middle == 0


def test_the_moratorium_moves_who_is_in_reach_only_where_the_range_is_held_to_be_long() -> None:
    changes = moved(small_run(), "people_reached")
    assert set(changes) == {("moratorium", "nato", "9m729"), ("moratorium", "independent", "9m729")}
    assert changes["moratorium", "nato", "9m729"].is_open
    independent = changes["moratorium", "independent", "9m729"]
    assert independent.delta is not None
    assert independent.delta.high < 0


def test_questions_about_options_and_about_systems_are_told_apart() -> None:
    assert set(option_questions(small_run())) >= {"package_cost", "package_delay"}
    assert not set(option_questions(small_run())) & set(scalar_questions(small_run()))


@pytest.mark.parametrize("question", ["capitals_reached", "people_reached", "towns_reached"])
def test_regret_is_never_below_zero_and_zero_for_the_best(question: str) -> None:
    found = regrets(small_run(), question)
    assert {regret.option for regret in found} == {"hold", "moratorium", "defence", "nuclear"}
    assert all(regret.value >= 0 for regret in found)
    assert min(regret.value for regret in found) == 0
    by_option = {regret.option: regret for regret in found}
    assert by_option["moratorium"].value == 0
    assert by_option["hold"].value == by_option["defence"].value == by_option["nuclear"].value
    assert by_option["hold"].unanswered == ("nato",)
    assert by_option["hold"].perspective == "independent"


def with_answers(values: dict[str, list[float]], better: str) -> tuple[Regret, ...]:
    """The regrets of a run whose answers on one question are put in by hand, under one perspective."""
    base = run_of(2, perspectives=["independent"])
    question = "capitals_reached" if better == "lower" else "cruise_flight_time"
    assert base.outputs()[question].better == better
    answers = {
        key: {**cells, question: cell(values[key[0]])} if key[0] in values else {**cells, question: cell(None, Ending.UNKNOWN)}
        for key, cells in base.system_answers.items()
    }
    return regrets(replace(base, system_answers=answers), question)


def test_regret_is_the_mean_of_what_was_lost_in_each_draw_in_the_questions_own_direction() -> None:
    values = {"hold": [4.0, 1.0], "moratorium": [2.0, 3.0], "defence": [4.0, 3.0]}
    lower = {regret.option: regret.value for regret in with_answers(values, "lower")}
    assert lower == {"hold": 1.0, "moratorium": 1.0, "defence": 2.0}
    higher = {regret.option: regret.value for regret in with_answers(values, "higher")}
    assert higher == {"hold": 1.0, "moratorium": 1.0, "defence": 0.0}


def test_regret_over_flights_that_never_arrive_is_no_nan() -> None:
    found = {regret.option: regret.value for regret in with_answers({"hold": [5.0], "moratorium": [np.inf], "defence": [np.inf]}, "higher")}
    assert found == {"hold": np.inf, "moratorium": 0.0, "defence": 0.0}


def test_a_question_without_a_better_direction_has_no_regret() -> None:
    neither = [question for question, output in small_run().outputs().items() if output.better == "neither"]
    assert neither
    assert all(regrets(small_run(), question) == () for question in neither)


def test_flips_are_exactly_the_answers_that_differ_between_the_claims_of_a_dispute() -> None:
    found = small_run()
    expected = set()
    for system, attribute in {(claim.subject, claim.attribute) for claim in found.claims.values()}:
        ids = [claim.id for claim in found.claims.values() if (claim.subject, claim.attribute) == (system, attribute)]
        for question in scalar_questions(found):
            answers = {summarise(found.claim_answers[claim_id][question]) for claim_id in ids}
            if len({(answer.ending, answer.low, answer.high) for answer in answers}) > 1:
                expected.add((system, attribute, question))
        words = {word(found.claim_verdicts[claim_id, "inf"]) for claim_id in ids}
        if len(words) > 1:
            expected.add((system, attribute, "verdict:inf"))
    assert {(flip.system, flip.attribute, flip.question) for flip in flips(found)} == expected
    assert ("9m729", "range_max", "verdict:inf") in expected
    assert ("9m729", "range_max", "people_reached") in expected


def word(verdict: Verdict) -> str:
    return (verdict.conduct or verdict.outcome).value


def test_each_claim_is_taken_at_its_word_and_none_is_averaged() -> None:
    (verdict,) = (flip for flip in flips(small_run()) if flip.question == "verdict:inf" and flip.attribute == "range_max")
    by_value = {str(claim.value): answer for claim, answer in verdict.answers}
    assert by_value["476 km"] == by_value["480 km"] == "not-covered"
    assert by_value["above 500 km"] == by_value["2,350 km"] == by_value["2,500 km"] == "prohibited"
    assert [claim.number for claim, _ in verdict.answers] == sorted(claim.number for claim, _ in verdict.answers)


def test_without_a_dispute_on_record_nothing_flips() -> None:
    assert flips(run_of(2, as_of="2015-01-01", options=None)) == ()


def test_unmoved_questions_are_those_no_option_moves() -> None:
    found = small_run()
    still = unmoved_questions(found)
    assert set(still) == {question for question in scalar_questions(found) if not moved(found, question)}
    assert "people_reached" not in still
    nothing = run_of(2, options=None)
    assert unmoved_questions(nothing) == scalar_questions(nothing)
