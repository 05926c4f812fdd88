"""A raid of 60 against 8 batteries, 100,000 times: the kernel side by side with the same model written with SimPy.

Needs numba and SimPy (`pip install simpy`; nothing else of dualtrack does). SimPy's 2,000 replications must give the same leakers,
rounds and times of empty magazines, replication by replication. Its time is taken with the same counter-based draws and with Python's own
`random`. One core is the processor's time, two cores are time on the wall: run it on an idle machine. Then: growth
in threats and in replications, and what one raid takes as a whole process. Moments are multiples of 1/64 s, so that both programs add
them without rounding and see the same ones as equal; the lower number goes first then. Nothing is asserted about
time; unequal results end the script.
"""

from __future__ import annotations

import heapq
import importlib.util
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from dualtrack.models import engine
from dualtrack.models.raid import Batteries, Outcome, Raid, kernels, make_batteries, make_raid, simulate

SEED, RECOGNISED = 7, 0.3
REPLICATIONS, BY_SIMPY = 100_000, 2_000
COVERED = [0, 1, 4, 5]
NEVER = math.inf
ALL_CORES = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


def even(seconds: Any) -> Any:
    return np.round(64.0 * seconds) / 64.0


def a_raid(arrivals: int = 60, seconds: float | None = None) -> tuple[Raid, Batteries]:
    """Arrivals of four classes over four areas, one in ten a decoy, against 8 batteries of two kinds; both grow with the raid."""
    draw = np.random.default_rng(1)
    times = even(np.sort(draw.uniform(0.0, seconds or 10.0 * arrivals, arrivals)))
    raid = make_raid(times, draw.choice(COVERED, arrivals), draw.integers(0, 4, arrivals), draw.random(arrivals) < 0.1)
    opens = np.full((8, 6, 4), np.nan)
    for battery in range(8):
        for area in {battery % 4, (battery + battery // 4) % 4}:
            opens[battery, COVERED, area] = even(draw.uniform(60.0, 200.0, 4))
    batteries = make_batteries(
        opens_s=opens,
        closes_s=10.0,
        engagement_s=even(draw.uniform(15.0, 40.0, (8, 6))),
        channels=4,
        magazine=8 * max(arrivals // 60, 1),
        kind=[0] * 4 + [1] * 4,
        looks=3,
        reload_s=300.0,
        reload_rounds=8,
        fails=0.05,
        kind_fails=[0.02, 0.02],
        available=0.95,
        track=0.95,
    )
    return raid, batteries


class Battery:
    """A battery in SimPy's version: channels by when they are free, rounds, and when it can launch next."""

    __slots__ = ("channels", "empty", "free", "kept", "loaded", "magazine", "ready", "reload_s", "salvo", "spent")

    def __init__(self, given: Batteries, number: int, works: bool) -> None:
        self.channels = [-NEVER] * int(given.channels[number])
        self.magazine = self.ready = int(given.magazine[number])
        self.kept, self.reload_s = int(given.reload_rounds[number]), float(given.reload_s[number])
        self.salvo, self.spent, self.empty = int(given.salvo[number]), 0, NEVER
        self.loaded, self.free = -NEVER, -NEVER if works else NEVER

    def launch(self, begin: float, until: float) -> int:
        rounds = min(self.salvo, self.ready)
        self.ready -= rounds
        self.spent += rounds
        heapq.heapreplace(self.channels, until)
        if self.ready == 0 and self.kept == 0:
            self.free, self.empty = NEVER, begin
            return rounds
        if self.ready == 0:
            self.ready = min(self.magazine, self.kept)
            self.kept -= self.ready
            self.loaded = begin + self.reload_s
        self.free = max(self.channels[0], self.loaded)
        return rounds


class BySimPy:
    """The same model as processes of SimPy, one for each arrival; written from the words of docs/models/raid.md."""

    def __init__(self, raid: Raid, batteries: Batteries, kill: Any) -> None:
        import simpy

        self.environment = simpy.Environment
        self.batteries, self.kill = batteries, kill.tolist()
        self.decoy, self.codes = raid.decoy.tolist(), raid.flight_class.tolist()
        self.cells = list(zip(self.codes, raid.area.tolist(), strict=True))
        self.pairs: list[list[tuple[float, float, float, int, float, int]]] = []
        for when, (code, area) in zip(raid.time_s.tolist(), self.cells, strict=True):
            reach = []
            for number in range(batteries.count):
                opens, binds = float(batteries.opens_s[number, code, area]), float(batteries.engagement_s[number, code])
                closes = max(float(batteries.closes_s[number, code, area]), binds)
                if opens >= closes:
                    sure = float(batteries.track[batteries.kind[number], code])
                    reach.append((when - opens, when - closes, binds, number, sure, int(batteries.looks[number])))
            self.pairs.append(reach)

    def play(self, draw: Callable[[int, int], float], replication: int) -> tuple[dict[tuple[int, int], int], list[Battery]]:
        given = self.batteries
        kinds = [draw(kernels.KIND_OBJECT + kind, 0) >= chance for kind, chance in enumerate(given.kind_fails.tolist())]
        works = ((1.0 - given.fails) * given.available).tolist()
        made = [
            Battery(given, number, kinds[kind] and draw(kernels.BATTERY_OBJECT + number, 0) < works[number])
            for number, kind in enumerate(given.kind.tolist())
        ]
        leaked: dict[tuple[int, int], int] = {}
        start = min(pair[0] for reach in self.pairs for pair in reach)
        environment = self.environment(start)
        for number in range(len(self.pairs)):
            environment.process(self.arrival(environment, number, draw, made, leaked, replication))
        environment.run()
        return leaked, made

    def at(self, environment: Any, moment: float, number: int) -> Any:
        """A timeout that, among those of one moment, goes by the number of the arrival."""
        event = environment.event()
        event._ok, event._value = True, None
        environment.schedule(event, priority=number + 1, delay=moment - environment.now)
        return event

    def arrival(
        self, environment: Any, number: int, draw: Callable[[int, int], float], made: list[Battery], leaked: Any, replication: int
    ) -> Iterator[Any]:
        reach, code, shots, used = self.pairs[number], self.codes[number], 0, {}
        tracked = [pair for pair in reach if draw(number, kernels.TRACK_DRAW + pair[3]) < pair[4]]
        now = min((pair[0] for pair in reach), default=environment.now)
        yield self.at(environment, now, number)
        while True:
            starts = [
                (max(opens, now, made[battery].free), place)
                for place, (opens, closes, _, battery, _, looks) in enumerate(tracked)
                if used.get(battery, 0) < looks and max(opens, now, made[battery].free) <= closes
            ]
            if not starts:
                if not self.decoy[number]:
                    leaked[self.cells[number]] = leaked.get(self.cells[number], 0) + 1
                return
            begin, best = min(starts)
            opens, _, binds, battery, _, _ = tracked[best]
            if opens > now:
                now = opens
            elif self.decoy[number] and draw(number, kernels.LOOK_DRAW + shots) < RECOGNISED:
                return
            else:
                used[battery] = used.get(battery, 0) + 1
                before, now = shots, begin + binds
                shots += made[battery].launch(begin, now)
                chance = self.kill[int(self.batteries.kind[battery])][code][replication]
                if any(draw(number, shot) < chance for shot in range(before, shots)):
                    return
            yield self.at(environment, now, number)


def counter_based(replication: int) -> Callable[[int, int], float]:
    keys = kernels._keys(SEED, replication)
    return lambda number, draw: kernels._draw(keys[0], keys[1], number, draw)


def assert_equal(found: Outcome, leaked: dict[tuple[int, int], int], made: list[Battery], replication: int) -> None:
    expected = np.zeros(found.leakers.shape[1:], np.int32)
    for (code, area), count in leaked.items():
        expected[code, area] = count
    same = (found.leakers[replication] == expected).all()
    same = same and found.spent[replication].tolist() == [battery.spent for battery in made]
    if not (same and found.empty_s[replication].tolist() == [battery.empty for battery in made]):
        raise SystemExit(f"replication {replication} differs from SimPy's")


def seconds(work: Callable[[], object], repeats: int = 5, clock: Callable[[], float] = time.process_time) -> float:
    """The shortest of some runs [s], by default of the processor, so that others on the machine do not count."""
    taken = []
    for _ in range(repeats):
        begin = clock()
        work()
        taken.append(clock() - begin)
    return min(taken)


def pin(cores: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(ALL_CORES)[:cores])


def compiled(raid: Raid, batteries: Batteries, kill: Any, replications: int, threads: int) -> Outcome:
    how = {"recognised": RECOGNISED, "mode": "compiled", "threads": threads}
    return simulate(raid, batteries, kill, replications=replications, seed=SEED, **how)


def print_side_by_side(kill: Any) -> None:
    raid, batteries = a_raid()
    found = compiled(raid, batteries, kill, REPLICATIONS, 1)
    other = BySimPy(raid, batteries, kill[:, :, :BY_SIMPY])
    pin(1)
    for replication in range(BY_SIMPY):
        assert_equal(found, *other.play(counter_based(replication), replication), replication)
    print(f"SimPy and the kernel give the same in each of {BY_SIMPY:,} replications: leakers, rounds, times of empty magazines\n")
    own = random.Random(1)
    same = seconds(lambda: [other.play(counter_based(each), each) for each in range(BY_SIMPY)], 1) / BY_SIMPY
    quick = seconds(lambda: [other.play(lambda *_: own.random(), each) for each in range(BY_SIMPY)], 2) / BY_SIMPY
    plain = {"recognised": RECOGNISED, "mode": "python"}
    python = seconds(lambda: simulate(raid, batteries, kill[:, :, :1000], replications=1000, seed=SEED, **plain), 3) / 1000
    one = seconds(lambda: compiled(raid, batteries, kill, REPLICATIONS, 1)) / REPLICATIONS
    pin(2)
    both = seconds(lambda: compiled(raid, batteries, kill, REPLICATIONS, 2)) / REPLICATIONS
    two = seconds(lambda: compiled(raid, batteries, kill, REPLICATIONS, 2), 15, time.perf_counter) / REPLICATIONS
    pin(len(ALL_CORES) or 1)
    print(f"{'a raid of 60, 8 batteries':<34}{'replications/s':>15}{'100,000 take [s]':>18}{'kernel, 1 core':>16}{'2 cores':>10}")
    rows = {"SimPy, the same draws": same, "SimPy, Python's random": quick, "dualtrack, plain Python": python}
    for name, each in (rows | {"dualtrack, compiled, 1 core": one, "dualtrack, compiled, 2 cores": two}).items():
        print(f"{name:<34}{1.0 / each:>15,.0f}{each * REPLICATIONS:>18.2f}{each / one:>15.1f}x{each / two:>9.1f}x")
    print(f"two threads take {both / one:.2f} times the processor's time of one; {one / two:.2f} times as many replications a second")


def print_growth(kill: Any) -> None:
    print(f"\n{'threats':>8}{'us a replication':>18}{'us a threat':>13}{'/ log2 n':>10}{'in the same 10 minutes [us]':>29}")
    for threats in (60, 120, 240, 480, 960):
        count = 20_000 * 60 // threats
        usual, dense = a_raid(threats), a_raid(threats, 600.0)
        taken = 1e6 * seconds(lambda usual=usual, count=count: compiled(*usual, kill[:, :, :count], count, 1)) / count
        crowd = 1e6 * seconds(lambda dense=dense, count=count: compiled(*dense, kill[:, :, :count], count, 1)) / count
        print(f"{threats:>8}{taken:>18.1f}{taken / threats:>13.3f}{taken / threats / math.log2(threats):>10.4f}{crowd:>29.1f}")
    print(f"\n{'replications':>13}{'seconds':>9}{'us each':>9}")
    for count in (1_000, 10_000, 100_000):
        taken = seconds(lambda count=count: compiled(*a_raid(), kill[:, :, :count], count, 1))
        print(f"{count:>13,}{taken:>9.4f}{1e6 * taken / count:>9.2f}")


COLD = """
import sys; sys.path.insert(0, sys.argv[1])
import numpy as np
from raid import RECOGNISED, SEED, a_raid, simulate
mode = None if sys.argv[2] == "chosen" else sys.argv[2]
simulate(*a_raid(), np.full((2, 6), 0.6), replications=int(sys.argv[3]), seed=SEED, recognised=RECOGNISED, mode=mode)
"""


def print_cold_start() -> None:
    here = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
    print(f"\n{'whole processes, seconds':<34}{'chosen':>9}{'python':>9}{'cold':>9}{'warm':>9}")
    for count in (1_000, 10_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            told = os.environ | {"NUMBA_CACHE_DIR": folder}

            def once(mode: str, told: dict[str, str] = told, count: int = count) -> float:
                command = [sys.executable, "-c", COLD, here, mode, str(count)]
                return seconds(lambda: subprocess.run(command, check=True, env=told), 1, time.perf_counter)

            python = once("python") if count <= 10_000 else math.nan
            cold, warm = once("compiled"), min(once("compiled") for _ in range(3))
            chosen = min(once("chosen") for _ in range(3))
            print(f"one raid of 60, {count:>8,} replications{chosen:>9.2f}{python:>9.2f}{cold:>9.2f}{warm:>9.2f}")


def main() -> None:
    if not engine.can_compile():
        raise SystemExit("this benchmark needs numba: pip install 'dualtrack[fast]'")
    if importlib.util.find_spec("simpy") is None:
        raise SystemExit("this benchmark needs SimPy: pip install simpy")
    kill = np.random.default_rng(2).uniform(0.4, 0.8, (2, 6, REPLICATIONS))
    print_side_by_side(kill)
    print_growth(kill)
    print_cold_start()


if __name__ == "__main__":
    main()
