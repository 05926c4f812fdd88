"""Laws of quantities: overlap, bounds, units."""

from __future__ import annotations

import math

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dualtrack.facts import Quantity
from dualtrack.facts.quantity import EXACT

NUMBERS = st.integers(-50, 50).map(float)


@st.composite
def quantities(draw: st.DrawFn, unit: str = "km") -> Quantity:
    """Any quantity on a small grid, so that ends often meet."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    closed = draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                Quantity.exactly(low, unit),
                Quantity.between(low, high, unit),
                Quantity.above(low, unit, closed),
                Quantity.below(low, unit, closed),
            ]
        )
    )


def holds(quantity: Quantity, number: float) -> bool:
    above = number > quantity.low or (number == quantity.low and quantity.low_closed)
    return above and (number < quantity.high or (number == quantity.high and quantity.high_closed))


@given(quantities(), quantities())
def test_overlap_is_symmetric(first: Quantity, second: Quantity) -> None:
    assert first.overlaps(second) == second.overlaps(first)


@given(quantities(), quantities())
def test_overlap_means_that_some_number_is_in_both(first: Quantity, second: Quantity) -> None:
    grid = [number / 4 for number in range(-205, 206)]
    assert first.overlaps(second) == any(holds(first, number) and holds(second, number) for number in grid)


@given(quantities())
def test_every_quantity_overlaps_itself(quantity: Quantity) -> None:
    assert quantity.overlaps(quantity)


@given(quantities(), NUMBERS, st.booleans())
def test_all_above_and_all_below_exclude_each_other(quantity: Quantity, bound: float, closed: bool) -> None:
    assert not (quantity.all_above(bound, closed) and quantity.all_below(bound, not closed))


@given(quantities(), NUMBERS, st.booleans())
def test_all_above_says_what_every_value_says(quantity: Quantity, bound: float, closed: bool) -> None:
    grid = [number / 4 for number in range(-205, 206) if holds(quantity, number / 4)]
    assert quantity.all_above(bound, closed) == all(number > bound or (closed and number == bound) for number in grid)


@given(quantities(), st.sampled_from(["m", "mile", "nautical_mile"]))
def test_a_conversion_there_and_back_changes_nothing(quantity: Quantity, unit: str) -> None:
    back = quantity.to(unit).to("km")
    assert back.form == quantity.form
    for end, was in ((back.low, quantity.low), (back.high, quantity.high)):
        assert end == was or math.isclose(end, was, rel_tol=1e-12, abs_tol=1e-9)


def test_beyond_500_and_up_to_500_do_not_meet_but_at_least_500_and_up_to_500_do() -> None:
    up_to = Quantity.below(500, "km", closed=True)
    assert not Quantity.above(500, "km").overlaps(up_to)
    assert Quantity.above(500, "km", closed=True).overlaps(up_to)


def test_a_mach_number_is_an_interval_of_speeds_and_overlap_works_both_ways() -> None:
    mach, speed = Quantity.exactly(5, "mach"), Quantity.exactly(1600, "m/s")
    found = mach.to("m/s")
    assert (found.low, found.high) == pytest.approx((1475.5, 1701.5))
    assert mach.overlaps(speed)
    assert speed.overlaps(mach)
    assert not Quantity.exactly(2000, "m/s").overlaps(mach)
    assert not mach.overlaps(Quantity.exactly(2000, "m/s"))
    assert mach.overlaps(Quantity.exactly(5.2, "mach")) is False
    assert mach.to("km/h").low == pytest.approx(1475.5 * 3.6)


@pytest.mark.parametrize(
    ("quantity", "form", "words"),
    [
        (Quantity.exactly(480, "km"), "exactly", "480 km"),
        (Quantity.between(2000, 2350, "km"), "between", "2,000-2,350 km"),
        (Quantity.above(500, "km"), "above", "above 500 km"),
        (Quantity.above(500, "km", closed=True), "at least", "at least 500 km"),
        (Quantity.below(480, "km"), "below", "below 480 km"),
        (Quantity.below(480, "km", closed=True), "at most", "at most 480 km"),
    ],
)
def test_forms_and_words(quantity: Quantity, form: str, words: str) -> None:
    assert (quantity.form, str(quantity)) == (form, words)
    assert quantity.is_bounded == (form in ("exactly", "between"))


def test_an_interval_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="write the smaller number as low"):
        Quantity.between(500, 480, "km")


@pytest.mark.parametrize(("unit", "wanted"), [("km", "month"), ("USD million", "EUR million"), ("furlongs", "missiles"), ("m/s", "mach")])
def test_what_cannot_be_converted_says_so(unit: str, wanted: str) -> None:
    with pytest.raises(ValueError, match="cannot be turned into"):
        Quantity.exactly(1, unit).to(wanted)


@pytest.mark.parametrize(("units", "factor"), EXACT.items())
def test_factors_written_out_are_those_of_pint(units: tuple[str, str], factor: float) -> None:
    assert pint.UnitRegistry().Quantity(1.0, units[0]).to(units[1]).magnitude == pytest.approx(factor, rel=1e-15)
