"""Laws and refusals of the flight and package models."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dualtrack.errors import OutsideValidity
from dualtrack.models import free_flight, package, straight_flight
from dualtrack.models.free_flight import (
    apogee_for_time,
    classify_flight,
    equivalent_range,
    judge_flight_time,
    lofted,
    minimum_energy,
    range_for_speed,
    range_for_time,
)

GROUND = st.floats(50.0, 20_000.0)


@given(first=GROUND, second=GROUND)
def test_minimum_energy_time_rises_with_distance(first: float, second: float) -> None:
    assume(abs(first - second) > 0.01)
    assert (minimum_energy(first).time_s < minimum_energy(second).time_s) == (first < second)


@given(ground=GROUND, share=st.floats(1.05, 50.0))
def test_a_lofted_flight_takes_longer_and_more_energy(ground: float, share: float) -> None:
    least = minimum_energy(ground)
    assume(least.apogee_km > 1.0)
    high = lofted(share * least.apogee_km, ground)
    assert high.time_s > least.time_s
    assert high.speed_km_s > least.speed_km_s
    assert high.angle_deg > least.angle_deg


@given(ground=GROUND)
def test_range_comes_back_from_speed_and_from_time(ground: float) -> None:
    arc = minimum_energy(ground)
    assert float(range_for_speed(arc.speed_km_s)) == pytest.approx(ground, rel=1e-6, abs=0.01)
    assert float(range_for_time(arc.time_s)) == pytest.approx(ground, rel=1e-6)
    assert float(arc.angle_deg) == pytest.approx(45.0 - np.degrees(ground / 6371.0) / 4.0, abs=1e-4)


@given(ground=st.floats(100.0, 15_000.0), share=st.floats(1.0, 20.0))
def test_apogee_comes_back_from_time(ground: float, share: float) -> None:
    apogee = share * float(minimum_energy(ground).apogee_km)
    time = lofted(apogee, ground).time_s
    assert float(apogee_for_time(time, ground)) == pytest.approx(apogee, rel=1e-5)


def test_apogee_peaks_near_ten_thousand_kilometres() -> None:
    ground = np.arange(100.0, 20_000.0, 10.0)
    assert ground[minimum_energy(ground).apogee_km.argmax()] == pytest.approx(10_000.0, abs=20.0)


def test_reported_lofted_times_exceed_free_flight_by_the_boost() -> None:
    reported = np.array([37.0, 47.2, 54.0, 68.9, 66.0])
    computed = lofted([2802, 3724.9, 4500, 6040.9, 5768], [933, 998, 960, 999.2, 989]).minutes
    assert ((reported - computed > 2.4) & (reported - computed < 4.8)).all()


def test_published_equivalent_ranges_lie_in_the_interval() -> None:
    flights = [(2802.0, 933.0, 6700, 7000), (3724.9, 998, 10_400, 11_000), (4500, 960, 13_000, None)]
    flights += [(5768, 989, 14_000, 14_000), (6040.9, 999.2, 15_000, None)]
    for apogee, ground, low, high in flights:
        found = equivalent_range(apogee, ground)
        assert found.low_km <= low and (high is None or high <= found.high_km)
        assert found.low_km <= found.same_energy_km <= found.high_km
        assert "energy" in found.method
    observed = equivalent_range(800.0, 801.0)
    assert observed.high_km > 2 * 801.0


@pytest.mark.parametrize(
    ("apogee", "ground", "kind"),
    [(217, 900, "minimum-energy"), (150, 900, "depressed"), (90, 900, "quasi-ballistic/aerodynamic"), (300, 900, "lofted")],
)
def test_classes_of_flight(apogee: float, ground: float, kind: str) -> None:
    assert classify_flight(apogee, ground) == kind


def test_words_of_the_pershing_dispute() -> None:
    six = judge_flight_time(1800, 6, 6)
    assert six.sentence.startswith("Only under about 600 km or on a depressed arc")
    counting_boost = judge_flight_time(1800, 6, 6, (1.0, 2.0))
    assert six.fits_below_km is not None and counting_boost.fits_below_km is not None
    assert counting_boost.fits_below_km < six.fits_below_km
    assert judge_flight_time(1800, 20, 25).verdict == "too long"
    assert judge_flight_time(1800, 12, 15).fits_below_km is None


def test_answers_pass_on_that_nothing_is_deployed() -> None:
    found = free_flight.answer(capital_distance_km=[1800.0, np.inf])
    assert found["ballistic_flight_time"] == pytest.approx([11.0, np.inf], rel=0.001)
    assert np.isposinf(straight_flight.minutes(np.inf, 250.0))


@pytest.mark.parametrize("ground", [0.0, -5.0, float("nan"), 20_100.0])
def test_impossible_distances_are_refused(ground: float) -> None:
    with pytest.raises(OutsideValidity, match=r"distance above zero|no two places"):
        free_flight.answer(capital_distance_km=[ground])


def test_refusals_of_free_flight() -> None:
    with pytest.raises(OutsideValidity, match="depressed"):
        apogee_for_time(300.0, 1800.0)
    with pytest.raises(OutsideValidity, match="apogee above"):
        apogee_for_time(1e7, 1800.0)
    with pytest.raises(OutsideValidity, match="between 0 and"):
        range_for_time(5000.0)
    for apogee in (0.0, -1.0):
        with pytest.raises(OutsideValidity, match="apogee above zero"):
            lofted(apogee, 900.0)
        with pytest.raises(OutsideValidity, match="apogee above zero"):
            classify_flight(apogee, 900.0)
    with pytest.raises(OutsideValidity, match="burnout speed above zero"):
        range_for_speed(0.0)
    with pytest.raises(OutsideValidity, match="write the shorter first"):
        judge_flight_time(1800, 15, 12)
    with pytest.raises(OutsideValidity, match="zero or more"):
        straight_flight.minutes(-1.0, 250.0)


def test_a_package_without_measures_adds_nothing() -> None:
    found = package.answer(costs=np.empty((0, 3)), delays=np.empty((0, 3)))
    assert found["package_cost"].tolist() == [0.0, 0.0, 0.0]
    assert found["package_delay"].tolist() == [0.0, 0.0, 0.0]


def test_refusals_of_a_package() -> None:
    with pytest.raises(OutsideValidity, match="unknown delay is not zero"):
        package.answer(costs=[[1.0]], delays=[[np.inf]])
    with pytest.raises(OutsideValidity, match="zero or more"):
        package.answer(costs=[[1.0]], delays=[[-1.0]])
    with pytest.raises(OutsideValidity, match="axes measure and draw"):
        package.answer(costs=[1.0], delays=[[1.0]])
    with pytest.raises(OutsideValidity, match="give both"):
        package.answer(costs=[[1.0, 2.0]], delays=[[1.0]])
