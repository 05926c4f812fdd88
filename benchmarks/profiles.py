"""Flights with drag and their altitude profiles: the compiled kernel side by side with scipy's solve_ivp, at equal error.

Both fly the same flights (burnout at 30 to 80 km, 1.5 to 6.5 km/s, a notional band of ballistic coefficients) to the ground and give
heights at 64 times. The oracle is solve_ivp with DOP853 at rtol 1e-12. Each method of scipy gets the loosest permitted error whose worst
time and range on the checked flights are no worse than the kernel's. Pinned to one core, except where two threads are named.
`--quick` flies fewer. Nothing is asserted about time; the errors are printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TIMES = 64
CHECKED = 200
RTOL = 1e-6
METHODS = ("RK45", "DOP853", "LSODA")
COARSE, FINE = 0.5, 0.1
"""Steps [powers of ten] in which the permitted error of scipy is tuned."""


@dataclass(frozen=True, slots=True)
class Found:
    """Ground [km], time [s], apogee [km], all [flights], heights [km, flights x times], and how long it took [s]."""

    ground: Array
    time: Array
    apogee: Array
    heights: Array
    seconds: float

    def errors(self, oracle: Found) -> tuple[float, float, float]:
        """Worst differences of time [s], ground and heights [km] from the oracle, over its flights."""
        count = oracle.time.size
        pairs = ((self.time, oracle.time), (self.ground, oracle.ground), (self.heights, oracle.heights))
        worst = [float(np.abs(mine[:count] - exact).max()) for mine, exact in pairs]
        return worst[0], worst[1], worst[2]


def starts(count: int) -> Array:
    """Burnout height [km], speed [km/s], angle [degrees] and ballistic coefficient [kg/m2], [flights, 4]; the same first ones each time."""
    draw = np.random.default_rng(2026).random((count, 4))
    return np.array([30.0, 1.5, 20.0, 2000.0]) + draw * np.array([50.0, 5.0, 30.0, 8000.0])


def by_kernel(given: Array, mode: str | None, threads: int) -> Found:
    from dualtrack.models.drag_flight import fly

    begin = time.perf_counter()
    found = fly(*given.T, profile=True, rtol=RTOL, mode=mode, threads=threads)  # type: ignore[arg-type]
    seconds = time.perf_counter() - begin
    assert found.altitude_km is not None
    return Found(found.ground_km, found.time_s, found.apogee_km, found.altitude_km, seconds)


def equations(coefficient: float) -> Callable[[float, Any], list[float]]:
    drag = 500.0 * 1.225 / coefficient

    def rates(_: float, state: Any) -> list[float]:
        height, _, climb, along = state.tolist()
        radius = 6371.0 + height
        air = drag * math.exp(min(-height / 7.2, 1.0)) * math.sqrt(climb * climb + along * along)
        turn = along / radius
        return [climb, 6371.0 * turn, turn * along - 398_600.4418 / (radius * radius) - air * climb, -turn * climb - air * along]

    return rates


def ground_level(_: float, state: Any) -> float:
    return float(state[0])


def crest(_: float, state: Any) -> float:
    return float(state[2])


ground_level.terminal, ground_level.direction = True, -1  # type: ignore[attr-defined]
crest.direction = -1  # type: ignore[attr-defined]


def by_scipy(given: Array, method: str, rtol: float) -> Found:
    from scipy.integrate import solve_ivp

    ground, taken, apogee, heights = np.empty(len(given)), np.empty(len(given)), np.empty(len(given)), np.empty((len(given), TIMES))
    begin = time.perf_counter()
    with np.errstate(all="ignore"):  # steps that are tried, end deep in the ground and are refused
        for number, (height, speed, angle, coefficient) in enumerate(given.tolist()):
            steep = math.radians(angle)
            first = [height, 0.0, speed * math.sin(steep), speed * math.cos(steep)]
            settings = {"rtol": rtol, "atol": rtol, "first_step": 1.0, "events": (ground_level, crest), "dense_output": True}
            flown = solve_ivp(equations(coefficient), (0.0, 1e5), first, method=method, **settings)
            taken[number], ground[number] = flown.t_events[0][0], flown.y_events[0][0][1]
            apogee[number] = flown.y_events[1][0][0] if len(flown.y_events[1]) else height
            heights[number] = flown.sol(np.linspace(0.0, taken[number], TIMES))[0]
    return Found(ground, taken, apogee, heights, time.perf_counter() - begin)


def tuned(method: str, given: Array, oracle: Found, allowed: tuple[float, float, float]) -> float:
    """The loosest permitted error at which a method of scipy is no worse than the kernel in time and range."""

    def good(power: float) -> bool:
        worst = by_scipy(given, method, 10.0**power).errors(oracle)
        return worst[0] <= allowed[0] and worst[1] <= allowed[1]

    power = -4.0
    while not good(power):
        power -= COARSE
    for finer in np.arange(power + COARSE - FINE, power, -FINE).tolist():
        if good(finer):
            return float(10.0**finer)
    return float(10.0**power)


def pinned(cores: int) -> int:
    """Run on the first so many cores from here on, where the system can pin; how many there are."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    chosen = sorted(ALL_CORES)[:cores]
    os.sched_setaffinity(0, chosen)
    return len(chosen)


ALL_CORES = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


def best(work: Callable[[], Found], repeats: int = 3) -> Found:
    return min((work() for _ in range(repeats)), key=lambda found: found.seconds)


def print_rates(flights: int) -> dict[str, float]:
    """Flights a second on one core at equal error; gives back the permitted error of each method of scipy."""
    pinned(1)
    given, many = starts(CHECKED), starts(flights)
    oracle = by_scipy(given, "DOP853", 1e-12)
    by_kernel(given, "compiled", 1)
    kernel = best(lambda: by_kernel(many, "compiled", 1))
    plain = best(lambda: by_kernel(given, "python", 1), 2)
    allowed = kernel.errors(oracle)
    print(f"one core, flights with {TIMES} heights; errors over {CHECKED} flights against DOP853 at rtol 1e-12")
    print(f"{'method':<26}{'rtol':>9}{'flights/s':>11}{'kernel is':>11}{'time [s]':>10}{'range [km]':>12}{'height [km]':>13}")
    rate = flights / kernel.seconds

    def row(name: str, rtol: float, found: Found) -> None:
        own = found.time.size / found.seconds
        seconds, ground, height = found.errors(oracle)
        print(f"{name:<26}{rtol:>9.1e}{own:>11,.0f}{rate / own:>10.1f}x{seconds:>10.5f}{ground:>12.5f}{height:>13.5f}", flush=True)

    row("dualtrack, compiled", RTOL, kernel)
    row("dualtrack, plain Python", RTOL, plain)
    limits = {}
    for method in METHODS:
        limits[method] = tuned(method, given, oracle, allowed)
        row(f"scipy {method}, tuned", limits[method], best(lambda m=method: by_scipy(given, m, limits[m]), 2))  # type: ignore[misc]
    row("scipy DOP853, oracle", 1e-12, oracle)
    return limits


def whole_process(engine: str, count: int, cache: str, rtol: float) -> float:
    """Seconds [s] from the start of an interpreter to the heights of so many flights and its end."""
    command = [sys.executable, __file__, "--fly", engine, "--count", str(count), "--rtol", repr(rtol)]
    begin = time.perf_counter()
    subprocess.run(command, env={**os.environ, "NUMBA_CACHE_DIR": cache}, check=True)
    return time.perf_counter() - begin


def print_whole_processes(limits: dict[str, float], counts: tuple[int, ...]) -> None:
    """Seconds of whole processes; `chosen` leaves the mode to the number of flights, with compiled code kept from an earlier run."""
    pinned(1)
    print("\nwhole processes on one core, seconds (best of 3 up to 1,000 flights; cold: no compiled code kept, once)")
    heads = "".join(f"{name:>9}" for name in ("cold", "warm", "Python", "chosen", *METHODS))
    print(f"{'flights':>8}{heads}{'best scipy / cold':>19}{'/ warm':>9}{'/ chosen':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            repeats, cache = 3 if count < 5000 else 1, f"{folder}/{count}"
            ours = [whole_process("compiled", count, cache, RTOL)]
            ours += [min(whole_process(mode, count, cache, RTOL) for _ in range(repeats)) for mode in ("compiled", "python", "chosen")]
            theirs = [min(whole_process(method, count, cache, limits[method]) for _ in range(repeats)) for method in METHODS]
            seconds = "".join(f"{each:>9.2f}" for each in ours + theirs)
            print(
                f"{count:>8,}{seconds}{min(theirs) / ours[0]:>18.1f}x{min(theirs) / ours[1]:>8.1f}x{min(theirs) / ours[3]:>9.1f}x",
                flush=True,
            )


def print_growth(counts: tuple[int, ...]) -> None:
    """Seconds and flights a second by number of flights and threads, compiled and warm."""
    print("\ngrowth with the number of flights and threads, compiled, inside one process")
    print(f"{'flights':>8}{'1 thread [s]':>14}{'flights/s':>11}{'2 threads [s]':>15}{'flights/s':>11}{'gain':>7}{'same bytes':>12}")
    for count in counts:
        given = starts(count)
        pinned(1)
        one = best(lambda: by_kernel(given, "compiled", 1), 7)  # noqa: B023  called at once
        if pinned(2) < 2:
            print(f"{count:>8,}{one.seconds:>14.3f}{count / one.seconds:>11,.0f}   one core here: no second thread")
            continue
        two = best(lambda: by_kernel(given, "compiled", 2), 7)  # noqa: B023  called at once
        same = one.ground.tobytes() == two.ground.tobytes() and one.heights.tobytes() == two.heights.tobytes()
        left = f"{count:>8,}{one.seconds:>14.4f}{count / one.seconds:>11,.0f}{two.seconds:>15.4f}{count / two.seconds:>11,.0f}"
        print(f"{left}{one.seconds / two.seconds:>6.2f}x{'yes' if same else 'NO':>12}", flush=True)


def main() -> None:
    """Print three tables; `--fly` is how the script calls itself for whole processes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="fewer flights")
    options.add_argument("--fly", choices=("compiled", "python", "chosen", *METHODS), help=argparse.SUPPRESS)
    options.add_argument("--count", type=int, default=1000, help=argparse.SUPPRESS)
    options.add_argument("--rtol", type=float, default=RTOL, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.fly:
        given = starts(asked.count)
        found = (
            by_scipy(given, asked.fly, asked.rtol)
            if asked.fly in METHODS
            else by_kernel(given, None if asked.fly == "chosen" else asked.fly, 1)
        )
        assert np.isfinite(found.heights).all()
        return
    missing = [name for name in ("numba", "scipy") if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(f"this comparison needs {' and '.join(missing)}, not installed here; pip install {' '.join(missing)}")
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores")
    limits = print_rates(10_000 if asked.quick else 100_000)
    print_whole_processes(limits, (100, 1000) if asked.quick else (100, 1000, 10_000))
    print_growth((1000, 10_000) if asked.quick else (1000, 10_000, 100_000))


if __name__ == "__main__":
    main()
