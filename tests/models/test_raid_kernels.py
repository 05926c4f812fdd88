"""The kernels of the raid: a second program plays the same replications, and the bytes are the same however they are played."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dualtrack.models import engine
from dualtrack.models.raid import FLIGHT_CLASSES, Batteries, Outcome, Raid, kernels, make_batteries, make_raid, simulate, u01

CLASSES = len(FLIGHT_CLASSES)
FIELDS = ("leakers", "spent", "empty_s")
SURE = 4.0
"""Standard errors that a figure may be off; by luck alone one check in 16,000 would."""
PINNED = [0.018206106731668115, 0.7119053069036454]
"""Two draws, written down: a change of the hash changes every result."""


def small_world(seed: int, arrivals: int = 24, count: int = 5) -> tuple[Raid, Batteries, NDArray[np.float64]]:
    """Arrivals of every class over three areas against batteries of two kinds, with everything switched on; times in whole seconds."""
    draw = np.random.default_rng(seed)
    raid = make_raid(
        draw.integers(0, 120, arrivals), draw.integers(0, CLASSES, arrivals), draw.integers(0, 3, arrivals), draw.random(arrivals) < 0.2
    )
    opens = np.where(draw.random((count, CLASSES, 3)) < 0.6, draw.integers(20, 150, (count, CLASSES, 3)), np.nan)
    batteries = make_batteries(
        opens_s=opens,
        closes_s=draw.integers(0, 20, (count, CLASSES, 3)),
        engagement_s=draw.integers(1, 30, (count, CLASSES)),
        channels=draw.integers(1, 4, count),
        magazine=draw.integers(1, 7, count),
        kind=draw.integers(0, 2, count),
        salvo=draw.integers(1, 4, count),
        looks=draw.integers(1, 4, count),
        reload_s=draw.integers(0, 60, count),
        reload_rounds=draw.integers(0, 6, count),
        fails=0.1,
        available=0.9,
        kind_fails=[0.1, 0.05],
        track=draw.uniform(0.6, 1.0, (2, CLASSES)),
    )
    return raid, batteries, draw.uniform(0.2, 0.9, (2, CLASSES, 50))


def ready_of(world: int, count: int = 5) -> NDArray[np.float64]:
    """From when the batteries of a small world are ready [batteries, replications, s]: always, some time into the raid, or never."""
    draw = np.random.default_rng(world + 1)
    return np.where(
        draw.random((count, 50)) < 0.4, draw.integers(-60, 120, (count, 50)), draw.choice([-np.inf, np.inf], (count, 50), p=[0.9, 0.1])
    )


def by_hand(  # noqa: PLR0912, PLR0915, PLR0917
    raid: Raid, batteries: Batteries, kill: Any, ready_s: Any, seed: int, recognised: float, replication: int
) -> tuple[Any, Any, Any]:
    """The model once more, by looking through a list of who asks when; shares nothing with the kernels but the draws."""
    draw = lambda number, shot: u01(seed, replication, number, shot)  # noqa: E731
    each = range(batteries.count)
    broken = [draw(kernels.KIND_OBJECT + kind, 0) < chance for kind, chance in enumerate(batteries.kind_fails)]
    fit = (1.0 - batteries.fails) * batteries.available
    works = [not broken[batteries.kind[b]] and draw(kernels.BATTERY_OBJECT + b, 0) < fit[b] for b in each]
    channels = [[-np.inf] * int(batteries.channels[b]) for b in each]
    ready, kept = batteries.magazine.tolist(), batteries.reload_rounds.tolist()
    loaded, empty, spent = ready_s[:, replication].tolist(), [np.inf] * len(each), [0] * len(each)
    leakers = np.zeros((CLASSES, batteries.areas), int)
    pairs: dict[int, dict[int, list[float]]] = {}
    asking: list[tuple[float, int]] = []
    for number in range(raid.count):
        code, area, when = raid.flight_class[number], raid.area[number], raid.time_s[number]
        pairs[number] = {}
        for b in each:
            opens, binds = batteries.opens_s[b, code, area], batteries.engagement_s[b, code]
            closes = max(batteries.closes_s[b, code, area], binds)
            if opens >= closes:
                pairs[number][b] = [when - opens, when - closes, binds, batteries.looks[b]]
        asking.append((min((pair[0] for pair in pairs[number].values()), default=-np.inf), number))
        for b in list(pairs[number]):
            if draw(number, kernels.TRACK_DRAW + b) >= batteries.track[batteries.kind[b], code] or not works[b]:
                del pairs[number][b]
    shots = dict.fromkeys(range(raid.count), 0)
    while asking:
        now, number = min(asking)
        asking.remove((now, number))
        code = raid.flight_class[number]
        can = []
        for b, (opens, closes, _, looks) in pairs[number].items():
            start = max(now, opens, min(channels[b]), loaded[b])
            if looks > 0 and ready[b] > 0 and start <= closes:
                can.append((start, b))
        if not can:
            leakers[code, raid.area[number]] += not raid.decoy[number]
            continue
        begin, b = min(can)
        pair = pairs[number][b]
        if pair[0] > now:
            asking.append((pair[0], number))
        elif not (raid.decoy[number] and draw(number, kernels.LOOK_DRAW + shots[number]) < recognised):
            rounds = min(int(batteries.salvo[b]), ready[b])
            hit = any(draw(number, shots[number] + shot) < kill[batteries.kind[b], code, replication] for shot in range(rounds))
            shots[number] += rounds
            spent[b] += rounds
            ready[b] -= rounds
            pair[3] -= 1
            channels[b].remove(min(channels[b]))
            channels[b].append(begin + pair[2])
            if ready[b] == 0 and kept[b] > 0:
                ready[b] = min(int(batteries.magazine[b]), kept[b])
                kept[b] -= ready[b]
                loaded[b] = begin + batteries.reload_s[b]
            elif ready[b] == 0:
                empty[b] = begin
            if not hit:
                asking.append((begin + pair[2], number))
    return leakers, spent, empty


@settings(max_examples=25, deadline=None)
@given(world=st.integers(0, 10_000), seed=st.integers(0, 2**62), recognised=st.sampled_from([0.0, 0.4, 1.0]))
def test_a_second_program_plays_the_same_replications(world: int, seed: int, recognised: float) -> None:
    (raid, batteries, kill), ready_s = small_world(world), ready_of(world)
    found = simulate(raid, batteries, kill, replications=50, seed=seed, recognised=recognised, ready_s=ready_s, mode="python")
    for replication in (0, 1, 17, 49):
        leakers, spent, empty = by_hand(raid, batteries, kill, ready_s, seed, recognised, replication)
        assert found.leakers[replication].tolist() == leakers.tolist()
        assert found.spent[replication].tolist() == spent
        assert found.empty_s[replication].tolist() == empty


def same(first: Outcome, second: Outcome) -> bool:
    return all(getattr(first, name).tobytes() == getattr(second, name).tobytes() for name in FIELDS)


@pytest.mark.parametrize("world", range(4))
def test_python_and_compiled_kernels_give_the_same_bytes_on_any_number_of_threads(world: int) -> None:
    raid, batteries, kill = small_world(world)
    how: dict[str, Any] = {"replications": 50, "seed": 2**61 + world, "recognised": 0.3, "ready_s": ready_of(world)}
    plain = simulate(raid, batteries, kill, **how, mode="python")
    modes: list[engine.Mode] = ["python", "compiled"] if engine.can_compile() else ["python"]
    for mode in modes:
        for threads in (1, 2, 8):
            assert same(plain, simulate(raid, batteries, kill, **how, mode=mode, threads=threads))


def test_a_replication_is_the_same_in_whatever_block() -> None:
    raid, batteries, kill = small_world(7)
    ready_s = ready_of(7)
    whole = simulate(raid, batteries, kill, replications=50, seed=3, ready_s=ready_s)
    part = simulate(raid, batteries, kill[:, :, 20:35], replications=15, seed=3, first=20, ready_s=ready_s[:, 20:35])
    assert same(part, Outcome(*(getattr(whole, name)[20:35] for name in FIELDS)))
    assert not same(simulate(raid, batteries, kill, replications=50, seed=4), whole)


def test_draws_are_even_and_know_nothing_of_their_neighbours() -> None:
    numbers = np.array([[[u01(1, k, n, s) for s in range(20)] for n in range(20)] for k in range(50)])
    counts, _ = np.histogram(numbers, bins=50, range=(0.0, 1.0))
    expected = numbers.size / 50
    assert ((counts - expected) ** 2 / expected).sum() < 49 + SURE * np.sqrt(98)
    for axis in range(3):
        near, far = (np.take(numbers, range(start, numbers.shape[axis] + start - 1), axis).ravel() for start in (0, 1))
        assert abs(np.corrcoef(near, far)[0, 1]) < SURE / np.sqrt(near.size)
    assert [u01(1, 2, 3, 4), u01(2**62, 2**31 - 1, 7, 0)] == PINNED
