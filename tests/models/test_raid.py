"""The raid: against the formulas where they hold, the directions theory gives where they do not, one raid by hand, and summaries."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models import layered_defence
from dualtrack.models.raid import (
    FLIGHT_CLASSES,
    Batteries,
    Outcome,
    Raid,
    batteries_in_reach,
    covered_population,
    defence_cost,
    distribution,
    make_batteries,
    make_raid,
    mean_with_interval,
    play_until,
    raid_cost,
    simulate,
)

CLASSES = len(FLIGHT_CLASSES)
SURE = 4.0
"""Standard errors that a mean may be off; by luck alone one check in 16,000 would."""


def same(first: Outcome, second: Outcome) -> bool:
    return all(getattr(first, name).tobytes() == getattr(second, name).tobytes() for name in ("leakers", "spent", "empty_s"))


def one_place(count: int = 1, arrivals: int = 20, **other: Any) -> tuple[Raid, Batteries]:
    """Arrivals at one area ten seconds apart, and batteries with ten minutes to launch, as much as they like unless told otherwise."""
    given = {"channels": 10**6, "magazine": 10**6, "engagement_s": 10.0, **other}
    return make_raid(10.0 * np.arange(arrivals), 1), make_batteries(opens_s=np.full((count, CLASSES, 1), 600.0), **given)


def flat(chance: float, kinds: int = 1) -> NDArray[np.float64]:
    return np.full((kinds, CLASSES), chance)


def test_it_is_wilkenings_formula_where_nothing_is_scarce() -> None:
    rounds, track, replications = 3, 0.97, 20_000
    found = simulate(*one_place(salvo=rounds, track=track), flat(0.6), replications=replications, seed=5)
    kill = float(layered_defence.layer_kill(0.6, rounds, track))
    expected = layered_defence.leaking(kill, 20)
    shares = distribution(found.total_leakers)
    for leaked, share in enumerate(shares):
        error = np.sqrt(expected[leaked] * (1.0 - expected[leaked]) / replications)
        assert share == pytest.approx(expected[leaked], abs=SURE * error + 1.0 / replications)
    tracked = replications * 20 * track
    assert found.spent.sum() == pytest.approx(rounds * tracked, abs=SURE * rounds * np.sqrt(tracked * (1.0 - track)))
    assert np.isinf(found.first_empty_s).all()


def test_layers_multiply_what_they_leave_over() -> None:
    found = mean_with_interval(simulate(*one_place(3, salvo=2), flat(0.4), replications=5_000, seed=6).total_leakers)
    left = 1.0 - float(layered_defence.layers_kill([layered_defence.layer_kill(0.4, 2)] * 3))
    assert found.mean == pytest.approx(20 * left, abs=SURE / 1.96 * found.half_width)


@pytest.mark.parametrize(("salvo", "looks"), [(1, 2), (2, 2), (4, 1), (1, 4)])
def test_it_is_shoot_look_shoot_where_there_is_time(salvo: int, looks: int) -> None:
    found = simulate(*one_place(salvo=salvo, looks=looks), flat(0.7), replications=4_000, seed=8)
    expected = layered_defence.shoot_look_shoot(0.7, salvo, looks)
    for values, per_threat in ((found.spent[:, 0], expected.rounds), (found.total_leakers, 1.0 - expected.kill)):
        mean = mean_with_interval(values)
        assert mean.mean == pytest.approx(20 * float(per_threat), abs=SURE / 1.96 * mean.half_width)


def test_a_stock_spread_evenly_is_two_batteries_of_unlike_salvos() -> None:
    opens = np.full((2, CLASSES, 2), np.nan)
    opens[0, :, 0] = opens[1, :, 1] = 600.0
    batteries = make_batteries(opens_s=opens, engagement_s=10.0, channels=12, magazine=[32, 12], salvo=[4, 3])
    raid = make_raid(10.0 * np.arange(12), 1, [0] * 8 + [1] * 4)
    found = simulate(raid, batteries, flat(0.5), replications=10_000, seed=9)
    expected = layered_defence.spread(44, 12, 0.5)
    none = float((found.total_leakers == 0).mean())
    assert none == pytest.approx(expected.all_destroyed, abs=SURE * np.sqrt(0.35 * 0.65 / 10_000))
    assert found.total_leakers.mean() == pytest.approx(expected.leakers, abs=SURE * found.total_leakers.std() / 100.0)
    assert (found.spent == [32, 12]).all()


@pytest.mark.parametrize(
    ("scarce", "amounts"), [("channels", (1, 2, 3, 5, 20)), ("magazine", (2, 5, 10, 20, 60)), ("looks", (1, 2, 3, 4, 5))]
)
def test_less_of_anything_never_lets_fewer_through(scarce: str, amounts: tuple[int, ...]) -> None:
    plenty = {"channels": 4, "magazine": 30, "looks": 2, "engagement_s": 150.0} | ({"engagement_s": 40.0} if scarce == "looks" else {})
    means = []
    for amount in amounts:
        raid, batteries = one_place(2, **(plenty | {scarce: amount}))
        means.append(mean_with_interval(simulate(raid, batteries, flat(0.5), replications=1_500, seed=10).total_leakers))
    for more, less in zip(means[1:], means, strict=False):
        assert more.mean <= less.mean + less.half_width
    assert means[-1].mean < means[0].mean - 3.0 * means[0].half_width
    raid, batteries = one_place(2, looks=2)
    unlimited = simulate(raid, batteries, flat(0.5), replications=1_500, seed=10)
    assert means[0].mean > unlimited.total_leakers.mean()


@settings(max_examples=60, deadline=None)
@given(
    times=st.lists(st.integers(0, 300), min_size=1, max_size=25),
    channels=st.integers(1, 5),
    magazine=st.integers(1, 25),
    binds=st.integers(1, 90),
)
def test_with_sure_rounds_one_more_channel_or_round_never_hurts(times: list[int], channels: int, magazine: int, binds: int) -> None:
    raid = make_raid(times, 0)

    def leaked(channels: int, magazine: int) -> int:
        opens = np.full((1, CLASSES, 1), 120.0)
        batteries = make_batteries(opens_s=opens, engagement_s=binds, channels=channels, magazine=magazine)
        return int(simulate(raid, batteries, flat(1.0), replications=1, seed=0, mode="python").total_leakers[0])

    assert leaked(channels + 1, magazine) <= leaked(channels, magazine)
    assert leaked(channels, magazine + 1) <= leaked(channels, magazine)
    assert leaked(channels, magazine) >= max(len(times) - magazine, 0)


def test_what_fails_together_spreads_the_outcome_at_the_same_mean() -> None:
    opens = np.full((6, CLASSES, 6), np.nan)
    for battery in range(6):
        opens[battery, :, battery] = 600.0
    raid = make_raid(10.0 * np.arange(30), 1, np.arange(30) % 6)
    how: dict[str, Any] = {"opens_s": opens, "engagement_s": 10.0, "channels": 30, "magazine": 100, "salvo": 2}
    apart = simulate(raid, make_batteries(fails=0.2, **how), flat(0.7), replications=4_000, seed=11).total_leakers
    sensors = simulate(raid, make_batteries(available=0.8, **how), flat(0.7), replications=4_000, seed=11).total_leakers
    together = simulate(raid, make_batteries(kind_fails=0.2, **how), flat(0.7), replications=4_000, seed=11).total_leakers
    means = [mean_with_interval(each) for each in (apart, together)]
    assert means[0].mean == pytest.approx(means[1].mean, abs=SURE / 1.96 * np.hypot(means[0].half_width, means[1].half_width))
    assert together.var() > 3.0 * apart.var()
    assert apart.tolist() == sensors.tolist()
    assert (together == 30).mean() == pytest.approx(0.2, abs=SURE * 0.4 / np.sqrt(4_000))


@pytest.mark.parametrize("recognised", [0.0, 0.5, 1.0])
def test_decoys_never_lower_the_leakers(recognised: float) -> None:
    _, batteries = one_place(2, channels=3, magazine=25, looks=2, engagement_s=60.0, salvo=1)
    means = []
    for decoys in (0, 10, 30):
        times = np.concatenate([10.0 * np.arange(20), np.linspace(1.0, 191.0, decoys)])
        raid = make_raid(times, 1, 0, np.arange(20 + decoys) >= 20)
        found = simulate(raid, batteries, flat(0.6), replications=1_500, seed=12, recognised=recognised)
        means.append(mean_with_interval(found.total_leakers))
    assert all(more.mean >= less.mean - less.half_width for less, more in itertools.pairwise(means))
    if recognised == 1.0:
        assert means[0].mean == means[2].mean
    else:
        assert means[2].mean > means[0].mean + 3.0 * means[0].half_width
        assert means[2].mean <= 20.0


def test_the_same_battery_does_better_against_what_gives_it_time() -> None:
    opens = np.full((1, CLASSES, 1), np.nan)
    opens[0, 0], opens[0, 1] = 180.0, 30.0
    batteries = make_batteries(opens_s=opens, engagement_s=[20.0, 12.0, 1, 1, 1, 1], channels=2, magazine=40, looks=3)
    kill = np.full((1, CLASSES), 0.6)
    leaked = [simulate(make_raid(15.0 * np.arange(16), code), batteries, kill, replications=1_000, seed=13) for code in (0, 1, 4)]
    cruise, ballistic, glide = (mean_with_interval(each.total_leakers) for each in leaked)
    assert cruise.high < ballistic.low < glide.mean == 16.0
    assert leaked[0].leakers[:, 1:].sum() == 0 and (leaked[1].leakers.sum(axis=(1, 2)) == leaked[1].leakers[:, 1, 0]).all()


def test_one_raid_by_hand() -> None:
    """Sure rounds, one channel bound for 30 s, two rounds and two more after 100 s; launches from 60 s to 30 s before arrival."""
    batteries = make_batteries(
        opens_s=np.full((1, CLASSES, 1), 60.0), engagement_s=30.0, channels=1, magazine=2, reload_s=100.0, reload_rounds=2
    )
    raid = make_raid([100.0, 110.0, 120.0, 130.0, 240.0, 250.0, 400.0], 1)
    found = simulate(raid, batteries, flat(1.0), replications=1, seed=0)
    # Launches at 40 and 70 (the second waits from 50); the third could go at 100 but the battery loads from 70 to 170, past 90; the fifth
    # asks at 180, the sixth at 190 and waits until 210; nothing is left for the last.
    assert found.spent.tolist() == [[4]]
    assert found.empty_s.tolist() == found.first_empty_s[None].tolist() == [[210.0]]
    assert found.total_leakers.tolist() == [3]


def test_a_battery_fires_from_when_it_is_ready_and_one_always_ready_is_as_before() -> None:
    raid, batteries = one_place(2, channels=3, engagement_s=60.0)
    how: dict[str, Any] = {"replications": 400, "seed": 12}
    plain = simulate(raid, batteries, flat(0.5), **how)
    assert same(plain, simulate(raid, batteries, flat(0.5), **how, ready_s=[-np.inf, -1e6]))
    assert same(simulate(raid, batteries, flat(0.5), **how, ready_s=np.inf), simulate(raid, batteries, flat(0.5), **how, ready_s=1e4))
    assert (simulate(raid, batteries, flat(0.5), **how, ready_s=np.inf).total_leakers == 20).all()
    # Sure rounds and channels enough: an arrival is met when it comes 60 s or more after the battery is ready, so 14 of 20 are.
    sure = simulate(*one_place(1, engagement_s=60.0), flat(1.0), replications=1, seed=0, ready_s=0.0)
    assert sure.total_leakers.tolist() == [6]
    late = [float(simulate(raid, batteries, flat(0.5), **how, ready_s=when).total_leakers.mean()) for when in (-np.inf, 0.0, 60.0, 120.0)]
    assert late == sorted(late) and late[0] < late[-1]


@pytest.mark.parametrize("ready_s", [[0.0] * 3, np.zeros((2, 7)), np.nan])
def test_readiness_that_fits_no_battery_is_refused(ready_s: Any) -> None:
    with pytest.raises(OutsideValidity, match="ready_s has shape"):
        simulate(*one_place(2), flat(0.5), replications=5, seed=1, ready_s=ready_s)


def test_the_rule_stops_when_sure_and_says_when_not_allowed() -> None:
    raid, batteries = one_place(channels=3, engagement_s=60.0)
    played = play_until(raid, batteries, flat(0.6), seed=14, tolerance=0.15, block=200)
    assert played.sure and played.leakers.half_width <= 0.15
    count = played.leakers.replications
    assert count % 200 == 0 and 400 <= count < 10_000
    assert same(played.outcome, simulate(raid, batteries, flat(0.6), replications=count, seed=14))
    before = mean_with_interval(played.outcome.total_leakers[:-200])
    assert before.half_width > 0.15
    stopped = play_until(raid, batteries, np.full((1, CLASSES, 500), 0.6), seed=14, tolerance=1e-6, block=200)
    assert not stopped.sure and stopped.leakers.replications == 500
    assert stopped.ending.endswith("the half-width asked for is 1e-06; more replications were not allowed")
    assert play_until(raid, batteries, flat(0.6), seed=14, tolerance=1e-6, block=200, at_most=300).leakers.replications == 300


def test_an_interval_holds_the_mean_nineteen_times_in_twenty() -> None:
    raid, batteries = one_place(salvo=2)
    held = 0
    for seed in range(120):
        mean = mean_with_interval(simulate(raid, batteries, flat(0.7), replications=100, seed=seed).total_leakers)
        held += mean.low <= 20 * 0.09 <= mean.high
    assert 0.95 - SURE * np.sqrt(0.95 * 0.05 / 120) <= held / 120
    assert mean_with_interval(np.zeros(300)).high == pytest.approx(0.01)


def test_people_covered_and_costs() -> None:
    raid, batteries = make_raid([0.0, 1.0, 2.0], [0, 0, 1], [0, 1, 0], [False, True, False]), one_place(2)[1]
    opens = np.full((2, CLASSES, 2), np.nan)
    opens[:, 0, 0], opens[0, 1, 1], opens[1, 2, 0] = 60.0, 5.0, 9.0
    batteries = make_batteries(opens_s=opens, engagement_s=6.0, channels=1, magazine=1)
    assert batteries_in_reach(batteries)[:3].tolist() == [[2, 0], [0, 0], [1, 0]]
    assert covered_population(batteries, [300.0, 70.0]).tolist() == [300.0, 0.0, 300.0, 0.0, 0.0, 0.0]
    assert covered_population(batteries, [300.0, 70.0], least=2)[2] == 0.0
    found = simulate(raid, batteries, flat(1.0), replications=3, seed=0)
    assert defence_cost(found, [4.0, 1.0]).tolist() == [4.0, 4.0, 4.0]
    assert raid_cost(raid, [2.0, 3.0, 0, 0, 0, 0], decoy_cost=0.5) == 5.5


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"opens_s": np.zeros((2, 5, 1))}, r"opens_s has shape \(2, 5, 1\); give \[batteries, 6 classes, areas\]"),
        ({"channels": 0}, "channels holds whole numbers from 1 to 1,000,000; found"),
        ({"magazine": 2.5}, "magazine holds whole numbers"),
        ({"fails": 2.0}, "fails holds chances between 0 and 1; found"),
        ({"engagement_s": -1.0}, "engagement_s holds seconds, zero or more"),
        ({"salvo": [1, 2, 3]}, r"salvo has shape \(3,\); give one that broadcasts to \(1,\)"),
    ],
)
def test_a_defence_that_is_none_is_refused(change: dict[str, Any], told: str) -> None:
    given = {"opens_s": np.full((1, CLASSES, 1), 60.0), "engagement_s": 10.0, "channels": 1, "magazine": 1} | change
    with pytest.raises(OutsideValidity, match=told):
        make_batteries(**given)


def test_a_raid_that_is_none_is_refused() -> None:
    raid, batteries = one_place()
    refused: list[tuple[str, Any]] = [
        ("each with a finite time", lambda: make_raid([0.0, np.nan], 0)),
        ("flight_class holds whole numbers from 0 to 5", lambda: make_raid([0.0], 6)),
        (r"area 2, and opens_s has 1 areas", lambda: simulate(make_raid([0.0], 0, 2), batteries, flat(0.5), replications=1, seed=0)),
        (r"kill has shape \(6,\)", lambda: simulate(raid, batteries, flat(0.5)[0], replications=1, seed=0)),
        ("kill probability lies between 0 and 1", lambda: simulate(raid, batteries, flat(70.0), replications=1, seed=0)),
        ("seed from 0 to", lambda: simulate(raid, batteries, flat(0.5), replications=0, seed=0)),
        ("recognise a decoy", lambda: simulate(raid, batteries, flat(0.5), replications=1, seed=0, recognised=2.0)),
        ("a tolerance above zero", lambda: play_until(raid, batteries, flat(0.5), seed=0, tolerance=0.0)),
        ("two replications or more", lambda: mean_with_interval([1.0])),
        ("an unknown cost is not zero", lambda: raid_cost(raid, np.nan)),
        ("give the people of each of the 1 areas", lambda: covered_population(batteries, [1.0, 2.0])),
    ]
    for told, call in refused:
        with pytest.raises(OutsideValidity, match=told):
            call()
