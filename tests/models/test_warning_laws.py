"""Laws of the warning side: horizons, barriers, profiles, viewsheds and warning times, over random inputs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dualtrack.errors import OutsideValidity
from dualtrack.models import bounded_altitude, equilibrium_glide, free_flight
from dualtrack.models.radar_horizon import barrier, horizon_km, lowest_seen_m
from dualtrack.models.viewshed import lowest_visible
from dualtrack.models.warning import answer
from dualtrack.models.warning.detection import between, distance_km

HEIGHTS = st.floats(1.0, 20_000.0)
KM = st.floats(50.0, 5_000.0)


@given(HEIGHTS, HEIGHTS, st.floats(1.0, 5_000.0))
def test_a_higher_sensor_or_flight_is_seen_from_further(sensor: float, flight: float, more: float) -> None:
    here = horizon_km(sensor, flight)
    assert horizon_km(sensor + more, flight) > here
    assert horizon_km(sensor, flight + more) > here
    assert horizon_km(flight, sensor) == pytest.approx(here)


@given(HEIGHTS, st.floats(1.0, 1_000.0))
def test_the_lowest_height_in_view_is_just_over_the_horizon(sensor: float, distance: float) -> None:
    lowest = float(lowest_seen_m(sensor, distance))
    if lowest > 0.01:
        assert float(horizon_km(sensor, lowest)) == pytest.approx(distance, rel=1e-6)
    else:
        assert float(horizon_km(sensor, 0.02)) >= distance * (1.0 - 1e-3)


@given(st.floats(100.0, 20_000.0), st.floats(0.0, 3.0), st.floats(150.0, 300.0))
def test_a_barrier_keeps_its_notice(perimeter: float, notice: float, speed: float) -> None:
    try:
        found = barrier(perimeter, 30.0, 100.0, notice_minutes=notice, speed_m_s=speed)
    except OutsideValidity:
        assert notice * 60.0 * speed >= 63_000.0
        return
    assert found.notice_minutes >= notice - 1e-9
    assert found.sensors * found.spacing_km == pytest.approx(perimeter)
    if found.sensors > 1:
        wider = perimeter / (found.sensors - 1)
        depth = math.sqrt(max(found.sight_km**2 - wider**2 / 4.0, 0.0)) if wider < 2.0 * found.sight_km else 0.0
        assert depth * 1000.0 / speed / 60.0 <= notice + 1e-6


@given(st.floats(100.0, 10_000.0), st.floats(0.0, 1.0))
def test_a_point_of_the_arc_lies_on_it(distance: float, share: float) -> None:
    height, since = free_flight.height_along(np.array([0.0, share, 1.0]), distance)
    arc = free_flight.minimum_energy(distance)
    assert height[1] <= float(arc.apogee_km) + 1e-6
    assert -1e-6 <= since[1] <= float(arc.time_s) + 1e-6
    assert since[2] == pytest.approx(float(arc.time_s))
    mirrored, _ = free_flight.height_along(1.0 - share, distance)
    assert float(mirrored) == pytest.approx(float(height[1]), abs=1e-6)


def test_the_allowance_of_the_reported_tests_is_two_and_a_half_to_nearly_five_minutes() -> None:
    least, most = free_flight.reported_allowance_minutes()
    assert least.min() == pytest.approx(2.5, abs=0.3) and most.max() == pytest.approx(4.7, abs=0.3)
    low, high = free_flight.allowance_minutes(6.5)
    assert 2.0 < float(low) < float(high) < 5.0
    assert free_flight.is_calibrated(6.5) and not free_flight.is_calibrated(2.0)


@given(st.floats(300.0, 3_000.0), st.floats(1_500.0, 3_500.0), st.floats(0.5, 0.95))
def test_a_bounded_flight_takes_longer_further_and_slower(distance: float, speed: float, share: float) -> None:
    apogee = float(free_flight.minimum_energy(distance).apogee_km) / 2.0
    time = float(bounded_altitude.flown_at_share_of_top_speed(distance, apogee, speed, share))
    assert time == pytest.approx(distance * 1000.0 / (speed * share))
    assert float(bounded_altitude.flown_at_share_of_top_speed(distance, apogee, speed, share / 2.0)) > time
    with pytest.raises(OutsideValidity, match="is ballistic"):
        bounded_altitude.flown_at_share_of_top_speed(distance, apogee * 2.01, speed, share)


def test_a_flat_arc_that_needs_more_than_the_claimed_speed_is_refused() -> None:
    assert float(bounded_altitude.depressed_arc(300.0, 60.0, 2_500.0)) > 0.0
    with pytest.raises(OutsideValidity, match="lift carries this flight"):
        bounded_altitude.depressed_arc(900.0, 50.0, 2_500.0)


@given(st.floats(500.0, 10_000.0), st.floats(2.0, 4.0), st.floats(0.0, 0.2))
def test_a_glide_reaches_the_range_its_entry_speed_is_for(distance: float, lift: float, loss: float) -> None:
    entry = equilibrium_glide.entry_speed_for_range(distance, lift, pull_up_loss=loss)
    assert float(equilibrium_glide.glide(entry, lift).range_km) == pytest.approx(distance / (1.0 - loss), rel=1e-6)
    speed, time = equilibrium_glide.speed_along(np.linspace(0.0, 1.0, 9), distance, lift)
    assert (np.diff(speed) < 0.0).all() and (np.diff(time) > 0.0).all()
    assert speed[-1] == pytest.approx(2.0, rel=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(1.0, 60.0))
def test_a_viewshed_is_symmetric_lower_for_a_higher_eye_and_the_horizon_on_flat_ground(seed: int, eye: float) -> None:
    hills = np.random.default_rng(seed).uniform(0.0, 300.0, (41, 41)).astype(np.float32)
    seen = lowest_visible(hills, cell_m=500.0, sensor_height_m=eye, mode="python")
    assert (lowest_visible(hills, cell_m=500.0, sensor_height_m=eye + 10.0, mode="python") <= seen + 0.01).all()
    for turned in (np.flipud, np.fliplr, np.transpose):
        again = lowest_visible(turned(hills), cell_m=500.0, sensor_height_m=eye, mode="python")
        np.testing.assert_allclose(turned(again), seen, atol=0.05)
    flat = lowest_visible(np.zeros((81, 81), dtype=np.float32), cell_m=1_000.0, sensor_height_m=eye, mode="python")
    np.testing.assert_allclose(flat[40, 41:], lowest_seen_m(eye, np.arange(1, 41)), atol=1.5, rtol=0.05)


def test_compiled_and_plain_kernels_see_the_same() -> None:
    pytest.importorskip("numba")
    hills = np.random.default_rng(7).uniform(0.0, 800.0, (101, 101)).astype(np.float32)
    plain, compiled = (lowest_visible(hills, cell_m=250.0, sensor_height_m=20.0, range_m=11_000.0, mode=mode) for mode in MODES)
    np.testing.assert_array_equal(plain, compiled)
    assert np.isinf(plain[0, 0]) and plain[50, 50] == 0.0


MODES = ("python", "compiled")


def test_a_viewshed_refuses_what_it_cannot_sweep() -> None:
    for wrong, says in (
        (np.zeros((4, 4)), "odd side"),
        (np.zeros((3, 5)), "odd side"),
        (np.full((3, 3), np.nan), "without a height"),
    ):
        with pytest.raises(OutsideValidity, match=says):
            lowest_visible(wrong, cell_m=100.0, sensor_height_m=10.0)
    with pytest.raises(OutsideValidity, match="above zero"):
        lowest_visible(np.zeros((3, 3)), cell_m=0.0, sensor_height_m=10.0)


@given(st.floats(-80.0, 80.0), st.floats(-170.0, 170.0), st.floats(-80.0, 80.0), st.floats(-170.0, 170.0))
def test_points_between_two_places_divide_the_way(a: float, b: float, c: float, d: float) -> None:
    whole = float(distance_km(a, b, c, d))
    if not 1.0 < whole < 19_000.0:
        return
    latitude, longitude = between(np.float64(a), np.float64(b), (np.array([c]), np.array([d])), np.array([0.25]))
    assert float(distance_km(a, b, latitude, longitude)[0]) == pytest.approx(whole / 4.0, rel=1e-4, abs=0.1)


def _inputs(**changed: Any) -> Mapping[str, Any]:
    """A cruise flight over flat ground to a capital with one radar near it, two draws."""
    draws = 2
    same = dict.fromkeys(
        ("top_speed_m_s", "average_share", "apogee_km", "allowance_place", "powered_share", "lift_to_drag", "glide_place",
         "glide_height_km", "pull_up_loss", "powered_minutes"), np.zeros(draws),
    )  # fmt: skip
    radar = {
        "sensor_kinds": [0.0], "sensor_latitudes": [54.0], "sensor_longitudes": [20.0], "sensor_heights": [[30.0] * draws],
        "sensor_ranges": [[400.0] * draws], "sensor_delays": [[0.0] * draws], "sensor_bearings": [math.nan], "sensor_sectors": [360.0],
    }  # fmt: skip
    return same | radar | {
        "launch_latitudes": [54.0, 50.0], "launch_longitudes": [35.0, 40.0], "capital_latitudes": [54.2, 52.0],
        "capital_longitudes": [19.0, 21.0], "range_km": [2_000.0] * draws, "profile": [3.0], "cruise_speed_m_s": [220.0, 250.0],
        "cruise_height_m": [50.0, 100.0], "skip_km": [700.0] * draws, "terrain_heights": np.zeros((3, 3)),
        "terrain_corner": [70.0, 0.0, 30.0],
    } | changed  # fmt: skip


def test_more_sensors_never_leave_less_warning_and_their_order_does_not_matter() -> None:
    one = answer(**_inputs())
    two = {
        "sensor_kinds": [1.0, 0.0], "sensor_latitudes": [53.0, 54.0], "sensor_longitudes": [24.0, 20.0],
        "sensor_heights": [[9_000.0] * 2, [30.0] * 2], "sensor_ranges": [[400.0] * 2] * 2, "sensor_delays": [[0.0] * 2] * 2,
        "sensor_bearings": [math.nan] * 2, "sensor_sectors": [360.0] * 2,
    }  # fmt: skip
    more = answer(**_inputs(**two))
    turned = answer(**_inputs(**{name: values[::-1] for name, values in two.items()}))
    assert (more["warning_time"] >= one["warning_time"]).all()
    assert (more["warning_time"] > one["warning_time"]).any()
    for name in more:
        np.testing.assert_allclose(more[name], turned[name], atol=1e-9)


def test_warning_is_at_most_the_flight_and_shorter_from_a_nearer_view() -> None:
    found = answer(**_inputs())
    assert (found["warning_time"] <= found["flight_duration"]).all()
    assert (found["warning_time"][:, 0] > 0.0).all()
    assert (np.diff(found["detected_by_share"], axis=0) >= 0.0).all()
    near = answer(**_inputs(sensor_ranges=[[20.0, 20.0]]))
    assert (near["warning_time"] <= found["warning_time"]).all()


def test_a_sector_that_looks_away_sees_nothing() -> None:
    away = answer(**_inputs(sensor_bearings=[180.0], sensor_sectors=[60.0]))
    assert (away["warning_time"] == 0.0).all() and (away["first_seen_share"] == 1.0).all()


def test_hills_hide_a_low_flight() -> None:
    ridge = np.zeros((200, 400))
    ridge[:, 105:107] = 1_500.0
    hidden = answer(**_inputs(terrain_heights=ridge, terrain_corner=[60.0, 10.0, 0.1]))
    assert (hidden["warning_time"] <= answer(**_inputs())["warning_time"]).all()
    assert hidden["unseen_share"][:, 0].min() > answer(**_inputs())["unseen_share"][:, 0].min()


def test_a_launch_seen_from_space_counts_for_rockets_and_not_for_cruise() -> None:
    space = {"sensor_kinds": [3.0], "sensor_ranges": [[math.inf] * 2], "sensor_delays": [[60.0] * 2], "sensor_heights": [[0.0] * 2]}
    assert (answer(**_inputs(**space))["warning_time"] == 0.0).all()
    rocket = answer(**_inputs(**space, profile=[0.0]))
    np.testing.assert_allclose(rocket["warning_time"], rocket["flight_duration"] - 1.0)
    assert (rocket["radar_warning_time"] == 0.0).all()


def test_out_of_range_is_endless_and_no_sensor_is_refused() -> None:
    found = answer(**_inputs(range_km=[100.0, 1_200.0]))
    assert np.isinf(found["warning_time"][0]).all() and np.isfinite(found["warning_time"][1]).any()
    assert np.isfinite(found["way_latitude"]).all()
    with pytest.raises(OutsideValidity, match="no sensor of the alliance"):
        answer(**_inputs(sensor_kinds=[], sensor_latitudes=[], sensor_longitudes=[], sensor_heights=np.empty((0, 2))))
