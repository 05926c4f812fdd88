"""Flight with drag: one source in two modes, an independent integrator, Kepler's limit, and laws."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models import drag_flight, engine, free_flight
from dualtrack.models.drag_flight import PROFILE_TIMES, air_time_minutes, fly, kernels

Array = NDArray[np.float64]

# Burnout height [km], speed [km/s], angle [degrees], ballistic coefficient [kg/m2]: low and high, flat and steep, thick and thin air.
STARTS = np.array(
    [
        (0.0, 0.6, 45.0, 2000.0),
        (5.0, 1.0, 85.0, 500.0),
        (30.0, 1.5, 20.0, 2000.0),
        (50.0, 2.5, 43.0, 5000.0),
        (60.0, 3.9, 41.0, 10_000.0),
        (80.0, 5.0, 12.0, 3000.0),
        (70.0, 6.5, 60.0, 4000.0),
        (90.0, 7.0, 22.0, 8000.0),
        (400.0, 3.0, 0.0, 2000.0),
        (300.0, 2.0, -30.0, 2500.0),
        (100.0, 4.0, 90.0, 6000.0),
    ]
)
RANGE_KM, TIME_S, HEIGHT_KM = 0.01, 0.005, 0.01
"""What the default `rtol` of 1e-6 may cost against the oracle: ten metres and five milliseconds."""


def starts(count: int, seed: int) -> tuple[Array, Array, Array, Array]:
    draw = np.random.default_rng(seed)
    return draw.uniform(20, 90, count), draw.uniform(0.8, 6.8, count), draw.uniform(10, 80, count), draw.uniform(1500, 12_000, count)


def by_scipy(height: float, speed: float, angle: float, coefficient: float) -> tuple[float, float, float, Array]:
    """Ground [km], time [s], apogee [km] and profile [km] in cartesian coordinates: other equations, other code, another method."""
    from scipy.integrate import solve_ivp

    def rates(_: float, state: Any) -> list[float]:
        x, y, vx, vy = state
        radius, speed_km_s = math.hypot(x, y), math.hypot(vx, vy)
        density = 1.225 * math.exp(min(-(radius - 6371.0) / 7.2, 1.0))
        slow = 1000.0 * density * speed_km_s / (2.0 * coefficient)
        pull = 398_600.4418 / radius**3
        return [vx, vy, -pull * x - slow * vx, -pull * y - slow * vy]

    def over_ground(_: float, state: Any) -> float:
        return math.hypot(state[0], state[1]) - 6371.0

    def climbs(_: float, state: Any) -> float:
        return float(state[0] * state[2] + state[1] * state[3])

    over_ground.terminal, over_ground.direction = True, -1  # type: ignore[attr-defined]
    climbs.direction = -1  # type: ignore[attr-defined]
    steep = math.radians(angle)
    first = [0.0, 6371.0 + height, speed * math.cos(steep), speed * math.sin(steep)]
    found = solve_ivp(rates, (0.0, 1e5), first, method="DOP853", rtol=1e-10, atol=1e-10, events=(over_ground, climbs), dense_output=True)
    end, time = found.y_events[0][0], float(found.t_events[0][0])
    apogee = max([height, *(math.hypot(state[0], state[1]) - 6371.0 for state in found.y_events[1])])
    along = found.sol(np.linspace(0.0, time, PROFILE_TIMES))
    return 6371.0 * math.atan2(end[0], end[1]), time, apogee, np.hypot(along[0], along[1]) - 6371.0


def test_constants_are_those_of_free_flight() -> None:
    assert kernels.MU == free_flight.model.MU_KM3_S2
    assert kernels.RADIUS == free_flight.model.RADIUS_KM


@pytest.mark.parametrize("start", STARTS, ids=lambda start: "-".join(f"{each:g}" for each in start))
def test_an_independent_integrator_agrees(start: Array) -> None:
    ground, time, apogee, profile = by_scipy(*(float(each) for each in start))
    found = fly(*start, profile=True, mode="python")
    assert float(found.ground_km) == pytest.approx(ground, abs=RANGE_KM)
    assert float(found.time_s) == pytest.approx(time, abs=TIME_S)
    assert float(found.apogee_km) == pytest.approx(apogee, abs=HEIGHT_KM)
    assert found.altitude_km is not None
    np.testing.assert_allclose(found.altitude_km, profile, atol=HEIGHT_KM)


def test_a_smaller_permitted_error_comes_closer() -> None:
    ground, time, _, _ = by_scipy(*(float(each) for each in STARTS[3]))
    errors = []
    for rtol in (1e-4, 1e-6, 1e-8):
        found = fly(*STARTS[3], rtol=rtol, mode="python")
        errors.append(max(abs(float(found.ground_km) - ground), abs(float(found.time_s) - time)))
    assert errors[2] < errors[1] < errors[0]
    assert errors[2] < 1e-4


def test_python_and_compiled_kernels_agree() -> None:
    pytest.importorskip("numba")
    given_starts = starts(60, 1)
    plain, compiled = (fly(*given_starts, profile=True, mode=mode) for mode in ("python", "compiled"))
    for name in ("ground_km", "time_s", "apogee_km", "altitude_km"):
        np.testing.assert_allclose(getattr(plain, name), getattr(compiled, name), rtol=1e-9, atol=1e-9)
    assert plain.altitude_km is not None
    assert plain.altitude_km.shape == (60, PROFILE_TIMES)


@pytest.mark.parametrize("mode", ["python", "compiled"])
def test_neither_slices_nor_threads_change_the_answer(mode: engine.Mode) -> None:
    if mode == "compiled":
        pytest.importorskip("numba")
    given_starts = starts(37, 2)
    one = fly(*given_starts, profile=True, mode=mode, threads=1)
    for threads in (2, 5, 64):
        many = fly(*given_starts, profile=True, mode=mode, threads=threads)
        for name in ("ground_km", "time_s", "apogee_km", "altitude_km"):
            assert getattr(one, name).tobytes() == getattr(many, name).tobytes()


def test_size_decides_the_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[str] = []
    plain = engine.load(drag_flight.model.KERNELS, "python")
    monkeypatch.setattr(engine, "can_compile", lambda: True)
    monkeypatch.setattr(engine, "load", lambda _, mode: chosen.append(mode) or plain)
    fly(*starts(799, 3))
    fly(*starts(800, 3))
    assert chosen == ["python", "compiled"]


def test_without_air_it_is_keplers_arc() -> None:
    ranges = np.array([300.0, 1000.0, 1800.0, 5500.0, 10_000.0, 15_000.0, 19_000.0])
    arc = free_flight.minimum_energy(ranges)
    for coefficient in (np.inf, 1e12):
        found = fly(0.0, arc.speed_km_s, arc.angle_deg, coefficient, profile=True, mode="python")
        np.testing.assert_allclose(found.ground_km, ranges, rtol=1e-4)
        np.testing.assert_allclose(found.time_s, arc.time_s, rtol=1e-4)
        np.testing.assert_allclose(found.apogee_km, arc.apogee_km, rtol=1e-4)
        assert found.altitude_km is not None
        np.testing.assert_allclose(found.altitude_km, found.altitude_km[:, ::-1], atol=0.15)
    high = free_flight.lofted(4500.0, 960.0)
    found = fly(0.0, high.speed_km_s, high.angle_deg, np.inf)
    assert float(found.time_s) == pytest.approx(float(high.time_s), rel=1e-5)


@settings(max_examples=60, deadline=None)
@given(
    height=st.floats(0.0, 300.0),
    speed=st.floats(0.5, 7.0),
    angle=st.floats(3.0, 88.0),
    first=st.floats(200.0, 1e5),
    second=st.floats(200.0, 1e5),
)
def test_more_air_never_lengthens_the_range(height: float, speed: float, angle: float, first: float, second: float) -> None:
    thick, thin = sorted((first, second))
    found = fly(height, speed, angle, [thick, thin, np.inf], profile=True, mode="python")
    assert (np.diff(found.ground_km) >= -2.0 * RANGE_KM).all()
    assert (np.diff(found.apogee_km) >= -2.0 * HEIGHT_KM).all()
    assert found.altitude_km is not None
    assert found.altitude_km.max(axis=1) == pytest.approx(found.apogee_km, rel=0.05, abs=1.0)
    assert found.altitude_km[:, 0] == pytest.approx(height)
    assert found.altitude_km[:, -1] == pytest.approx(0.0, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(speed=st.floats(0.5, 6.5), angle=st.floats(5.0, 85.0), coefficient=st.floats(500.0, 20_000.0), more=st.floats(1.01, 1.15))
def test_a_faster_flight_goes_farther(speed: float, angle: float, coefficient: float, more: float) -> None:
    found = fly(40.0, [speed, speed * more], angle, coefficient, mode="python")
    assert found.ground_km[1] > found.ground_km[0]
    assert found.apogee_km[1] > found.apogee_km[0]


def test_shapes_broadcast() -> None:
    found = fly([[30.0], [60.0]], [2.0, 3.0, 4.0], 40.0, 5000.0, profile=True)
    assert found.ground_km.shape == found.time_s.shape == found.apogee_km.shape == (2, 3)
    assert found.altitude_km is not None and found.altitude_km.shape == (2, 3, PROFILE_TIMES)
    alone = fly(60.0, 3.0, 40.0, 5000.0)
    assert float(alone.ground_km) == found.ground_km[1, 1]
    assert alone.altitude_km is None
    assert fly([], 3.0, 40.0, 5000.0).ground_km.shape == (0,)


def test_re_entry_explains_less_than_the_calibrated_allowance() -> None:
    ranges = np.array([1000.0, 3000.0, 8000.0, 12_000.0])
    least, most = air_time_minutes(ranges)
    assert (least > 0.0).all() and (most > least).all()
    _, allowed = free_flight.allowance_minutes(free_flight.minimum_energy(ranges).speed_km_s)
    assert (most < allowed).all()
    assert isinstance(float(air_time_minutes(1000.0)[0]), float)
    assert air_time_minutes([[1000.0]])[0].shape == (1, 1)


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ((-1.0, 3.0, 45.0, 5000.0), "starts at a height from 0 to 100,000 km, found -1; write kilometres"),
        ((np.nan, 3.0, 45.0, 5000.0), "height from 0"),
        ((50.0, 0.0, 45.0, 5000.0), "speed above zero, found 0; write kilometres per second"),
        ((50.0, np.inf, 45.0, 5000.0), "speed above zero"),
        ((50.0, 3.0, 91.0, 5000.0), "between -90 and 90, found 91; write degrees"),
        ((0.0, 3.0, 0.0, 5000.0), "from the ground needs an angle above zero"),
        ((50.0, 3.0, 45.0, np.nan), "ballistic coefficient is at least 100"),
        (([50.0, 60.0], [3.0, 3.0, 3.0], 45.0, 5000.0), "do not fit together; give one of each"),
    ],
)
def test_refusals_say_what_to_write(start: tuple[Any, ...], told: str) -> None:
    with pytest.raises(OutsideValidity, match=told):
        fly(*start)


def test_a_permitted_error_that_is_none_is_refused() -> None:
    for rtol in (0.0, 0.1, np.nan):
        with pytest.raises(OutsideValidity, match="write for example 1e-6"):
            fly(50.0, 3.0, 45.0, 5000.0, rtol=rtol)


def test_a_flight_that_takes_too_long_is_refused_and_no_time_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "MOST_STEPS", 10)
    with pytest.raises(OutsideValidity, match="skims the air for too long"):
        fly(50.0, 3.0, 45.0, 5000.0, mode="python")
