"""A run: draws, steps, endings, and the same bytes for the same seed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import DRAWS, frozen, run_of, shipped, small_run

from dualtrack.errors import ScenarioError
from dualtrack.facts import Label, Quantity
from dualtrack.models import models
from dualtrack.runs import Cell, Ending, Run
from dualtrack.runs.draws import sample, uniforms
from dualtrack.runs.run import ordered_models, run

SCALARS = ("capitals_reached", "people_reached")


@given(st.integers(0, 2**31), st.text(max_size=20), st.integers(1, 40), st.integers(1, 40))
def test_draw_k_is_the_same_for_any_number_of_draws(seed: int, name: str, few: int, more: int) -> None:
    shared = min(few, more)
    assert np.array_equal(uniforms(seed, name, few)[:shared], uniforms(seed, name, more)[:shared])


def test_other_seeds_and_other_names_draw_otherwise() -> None:
    drawn = [tuple(uniforms(seed, name, 5)) for seed, name in ((1, "a"), (2, "a"), (1, "b"), (11, "a"))]
    assert len(set(drawn)) == 4


@given(st.floats(0, 1000), st.floats(0, 1000), st.integers(1, 30))
def test_samples_stay_in_the_interval_and_bounds_give_their_known_end(first: float, second: float, draws: int) -> None:
    low, high = sorted((first, second))
    found = sample(Quantity.between(low, high, "km"), 1, "x", draws)
    assert found.shape == (draws,)
    assert ((low <= found) & (found <= high)).all()
    assert (sample(Quantity.above(low, "km"), 1, "x", draws) == low).all()
    assert (sample(Quantity.below(high, "km"), 1, "x", draws) == high).all()


def test_a_run_of_more_draws_begins_with_the_same_ones() -> None:
    few, more = small_run(), small_run(draws=2 * DRAWS)
    compared = 0
    for key, cells in few.system_answers.items():
        for question, cell in cells.items():
            other = more.system_answers[key][question]
            assert cell.ending is other.ending
            if cell.array is not None and few.outputs()[question].dims[:1] == ("draw",):
                assert np.array_equal(cell.array, other.array[:DRAWS])  # type: ignore[index]
                compared += 1
    assert compared > 20


def test_another_seed_changes_what_is_sampled_and_nothing_else() -> None:
    one, two = (small_run(seed).system_answers["hold", "independent", "9m729"] for seed in (1, 2))
    assert np.array_equal(one["people_reached"].array, two["people_reached"].array)  # type: ignore[arg-type]
    assert not np.array_equal(one["cruise_flight_time"].array, two["cruise_flight_time"].array)  # type: ignore[arg-type]


def test_fewer_options_and_perspectives_change_no_answer() -> None:
    whole, part = small_run(), run_of(options=None, perspectives=["independent"])
    for question, cell in part.system_answers["hold", "independent", "9m729"].items():
        other = whole.system_answers["hold", "independent", "9m729"][question]
        assert (cell.ending, cell.step) == (other.ending, other.step)


def test_options_that_share_inputs_share_the_step_and_those_that_do_not_do_not() -> None:
    found = small_run()
    steps = {
        (option, view): found.system_answers[option, view, "9m729"]["capitals_reached"].step
        for option in ("hold", "defence", "moratorium")
        for view in ("nato", "russia", "independent")
    }
    for view in ("nato", "russia", "independent"):
        assert steps["hold", view] == steps["defence", view]
    assert steps["moratorium", "russia"] == steps["hold", "russia"]
    assert steps["moratorium", "nato"] != steps["hold", "nato"]
    assert len({steps["hold", view] for view in ("nato", "russia", "independent")}) == 3
    claimed = found.claim_answers["9m729.range_max.2"]["capitals_reached"].step
    assert claimed == steps["hold", "russia"]


def test_a_lower_bound_carries_over_and_is_never_passed_off_as_a_value() -> None:
    found = small_run().system_answers["hold", "nato", "9m729"]
    for question in SCALARS:
        assert found[question].ending is Ending.AT_LEAST
    assert found["capital_distance"].ending is Ending.VALUE
    known = small_run().system_answers["hold", "russia", "9m729"]
    for question in SCALARS:
        assert known[question].ending is Ending.VALUE
        assert (known[question].array <= found[question].array).all()  # type: ignore[operator]


def test_an_upper_bound_carries_over_too() -> None:
    assumed = [{"subject": "9m729", "attribute": "range_max", "at_most": 900, "unit": "km", "assumed": "for a test"}]
    found = run_of(as_of="2018-01-01", options=None, perspectives=["russia"], assumptions=assumed)
    cells = found.system_answers["hold", "russia", "9m729"]
    assert cells["people_reached"].ending is Ending.AT_MOST


def test_what_nobody_in_a_perspective_said_is_unknown_in_words_and_no_number() -> None:
    found = run_of(as_of="2018-01-01", options=None, perspectives=["russia"])
    cell = found.system_answers["hold", "russia", "9m729"]["people_reached"]
    assert (cell.array, cell.ending, cell.step) == (None, Ending.UNKNOWN, "")
    assert "no claim was public by then" in cell.because


def test_no_site_on_record_is_not_modelled_and_no_zero() -> None:
    found = run_of(as_of="2018-01-01", options=None, deployments=[])
    for view in ("nato", "russia", "independent"):
        for cell in found.system_answers["hold", view, "9m729"].values():
            assert (cell.array, cell.ending) != (None, Ending.VALUE)
            assert cell.array is None
    assert found.system_answers["hold", "nato", "9m729"]["capital_distance"].ending is Ending.NO_SITE


def test_a_system_whose_every_site_is_removed_reaches_nobody_and_says_so() -> None:
    found = run_of(deployments=["9m729-shuya", "9m729-mozdok"])
    cells = found.system_answers["moratorium", "nato", "9m729"]
    for question in SCALARS:
        assert cells[question].ending is Ending.NOTHING_DEPLOYED
        assert (cells[question].array == 0).all()  # type: ignore[union-attr]
    assert found.system_answers["moratorium", "russia", "9m729"]["people_reached"].ending is Ending.VALUE


def test_a_model_for_another_kind_of_flight_refuses_in_words() -> None:
    found = small_run().system_answers["hold", "nato", "9m729"]
    endings = {question: cell.ending for question, cell in found.items()}
    assert Ending.NOT_APPLICABLE in endings.values()
    refused = next(cell for cell in found.values() if cell.ending is Ending.NOT_APPLICABLE)
    assert refused.because
    assert refused.array is None


@pytest.mark.parametrize("draws", [0, -3])
def test_too_few_draws_are_refused(draws: int) -> None:
    with pytest.raises(ScenarioError, match=f"draws: {draws} is too few; write a whole number from 1 up"):
        run(frozen(), shipped(), 1, draws)


def _cells(found: Run) -> list[tuple[str, Cell]]:
    groups = [*found.system_answers.values(), *found.option_answers.values(), *found.claim_answers.values()]
    return [(question, cell) for cells in groups for question, cell in cells.items()]


@pytest.mark.parametrize("as_of", ["2020-02-11", "2018-01-01", "2016-01-01"])
def test_no_number_is_bare_nan_and_no_ending_without_value_has_a_number(as_of: str) -> None:
    found = small_run() if as_of == "2020-02-11" else run_of(as_of=as_of, options=None)
    for question, cell in _cells(found):
        assert (cell.array is not None) == cell.ending.has_value, question
        if cell.array is not None:
            assert not np.isnan(cell.array).any(), question
            assert cell.step in found.steps


def test_every_ending_has_its_own_code_word_and_advice() -> None:
    assert [Ending.of(ending.code) for ending in Ending] == list(Ending)
    assert len({ending.word for ending in Ending}) == len(list(Ending))
    assert all(ending.sentence.endswith(".") for ending in Ending)


def test_a_step_carries_its_weakest_label_and_the_input_that_caused_it() -> None:
    found = small_run()
    cells = found.system_answers["hold", "independent", "9m729"]
    flight, reached = (found.steps[cells[question].step] for question in ("cruise_flight_time", "people_reached"))
    assert (flight.label, reached.label) == (Label.ASSUMED, Label.MODELLED)
    assert flight.weakest_input is not None
    assert flight.weakest_input.input == "speed_m_s"
    assert any(use.sampled for use in flight.uses)
    assert reached.weakest_input is None


def test_progress_is_told_from_none_to_nearly_all() -> None:
    told: list[tuple[str, int, int]] = []
    run(frozen(options=None), shipped(), 1, 2, lambda what, done, total: told.append((what, done, total)))
    assert [done for _, done, _ in told] == list(range(len(told)))
    assert len({total for _, _, total in told}) == 1
    assert told[-1][1] < told[-1][2]


def test_models_run_after_those_they_need_and_every_model_runs() -> None:
    ordered = [*ordered_models("system"), *ordered_models("option")]
    assert {model.name for model in ordered} == {model.name for model in models()}
    made: set[str] = set()
    for model in ordered:
        needed = {port.attribute for port in model.inputs if port.subject == "question"}
        assert needed <= made
        made |= {output.question for output in model.outputs}


def test_the_people_in_reach_are_the_same_under_every_option_that_changes_no_site() -> None:
    found = small_run()
    people = {option: found.system_answers[option, "independent", "9m729"]["people_reached"].array for option in ("hold", "nuclear")}
    assert np.array_equal(people["hold"], people["nuclear"])  # type: ignore[arg-type]
    assert math.isfinite(float(people["hold"].max()))  # type: ignore[union-attr]
