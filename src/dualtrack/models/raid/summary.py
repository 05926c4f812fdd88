"""Room: models. What many replications of a raid come to: distributions, means with intervals, people covered and costs.
Imports errors, numpy and its own folder.

Valid for
    Outcomes of `model.simulate`. The interval is that of the simulation alone: it says nothing about the chances put into it.

References
    The normal interval of a mean and the rule of three (J. A. Hanley and A. Lippman-Hand, JAMA 249, 1983; recalled).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models import engine
from dualtrack.models.raid.forces import FLIGHT_CLASSES, Batteries, Raid, make_batteries, make_raid
from dualtrack.models.raid.model import WORTH_COMPILING, Outcome, simulate

Array = NDArray[np.float64]

NORMAL_95 = 1.959963984540054
RULE_OF_THREE = 3.0


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over replications, its 95 percent interval from `low` to `high`, half the width of that, and how many there were."""

    mean: float
    low: float
    high: float
    half_width: float
    replications: int


@dataclass(frozen=True, slots=True)
class Played:
    """Replications played until the mean of the leakers was sure enough, or no more were allowed.

    `sure` says which; `ending` says it in words.
    """

    outcome: Outcome
    leakers: Mean
    sure: bool
    ending: str


@dataclass(frozen=True, slots=True)
class OneArea:
    """Over replications: leakers on average, rounds spent on average, and the share in which nothing leaked."""

    leakers: float
    rounds: float
    none_leaked: float


def distribution(counts: ArrayLike) -> Array:
    """The share of replications with 0, 1, 2 ... of something [largest count + 1], from `counts` [replications].

    Valid for: whole numbers, zero or more. References: none needed.
    """
    whole = np.asarray(counts)
    if whole.ndim != 1 or whole.size == 0 or not (np.isfinite(whole) & (whole >= 0) & (whole == np.floor(whole))).all():
        raise OutsideValidity(f"a distribution needs a list of whole numbers, zero or more, found shape {whole.shape}")
    return np.bincount(whole.astype(np.int64)) / whole.size


def mean_with_interval(values: ArrayLike) -> Mean:
    """The mean of `values` [replications] and its 95 percent interval, 1.96 standard errors to either side.

    Where every replication gave the same, the interval goes by the rule of three: 3 over the replications, for a difference of one.

    Valid for: some hundreds of independent replications or more. References: Hanley and Lippman-Hand 1983.
    """
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 1 or given.size < 2 or not np.isfinite(given).all():
        raise OutsideValidity(f"a mean with an interval needs two replications or more with finite values, found shape {given.shape}")
    mean, spread = float(given.mean()), float(given.std(ddof=1))
    half = NORMAL_95 * spread / math.sqrt(given.size) if spread > 0.0 else RULE_OF_THREE / given.size
    return Mean(mean, mean - half, mean + half, half, given.size)


def play_until(  # noqa: PLR0913  as `simulate`, and when to stop
    raid: Raid,
    batteries: Batteries,
    kill: ArrayLike,
    *,
    seed: int,
    tolerance: float,
    at_most: int = 100_000,
    block: int = 1000,
    recognised: float = 0.0,
    ready_s: ArrayLike = -np.inf,
    mode: engine.Mode | None = None,
    threads: int | None = None,
) -> Played:
    """Play blocks of replications until the half-width of the 95 percent interval of the mean leakers is at most `tolerance`.

    Stops at `at_most` replications, or where `kill` [kinds, classes, replications] or `ready_s` [batteries, replications] ends, sure or
    not. The rule looks after each block, so that the same seed, tolerance and block end at the same replication wherever it runs. The
    rest is as for `model.simulate`.

    Valid for: as `model.simulate`. Looking again and again makes the interval a little too narrow; the more so, the smaller the block.
    References: as the module says.
    """
    if not (tolerance > 0.0 and at_most >= block >= 2):
        raise OutsideValidity(
            f"replications are played in blocks of two or more until a tolerance above zero, found a tolerance of {tolerance:g}, blocks of "
            f"{block} and at most {at_most}"
        )
    chances, times = np.asarray(kill, dtype=np.float64), np.asarray(ready_s, dtype=np.float64)
    most = min([at_most, *(each.shape[-1] for each, dims in ((chances, 3), (times, 2)) if _changes(each, dims))])
    done: list[Outcome] = []
    leakers, needed = np.empty(0), 0.0
    while True:
        first, count = leakers.size, min(block, most - leakers.size)
        part, ready = (each[..., first : first + count] if _changes(each, dims) else each for each, dims in ((chances, 3), (times, 2)))
        chosen = mode or engine.mode_for(raid.count * (needed - first), WORTH_COMPILING)
        how: dict[str, Any] = {"recognised": recognised, "ready_s": ready, "first": first, "mode": chosen, "threads": threads}
        done.append(simulate(raid, batteries, part, replications=count, seed=seed, **how))
        leakers = np.concatenate([leakers, done[-1].total_leakers])
        found = mean_with_interval(leakers)
        sure = found.half_width <= tolerance
        needed = min(float(most), leakers.size * (found.half_width / tolerance) ** 2)
        if sure or leakers.size >= most:
            break
    asked = f"the half-width asked for is {tolerance:g}"
    ending = f"{leakers.size:,} replications: the mean is known to {found.half_width:.3g} either way, and {asked}"
    return Played(_joined(done), found, sure, ending if sure else f"{ending}; more replications were not allowed")


def one_area(  # noqa: PLR0913  a defence in a dozen numbers
    *,
    arrivals: int,
    single_shot_kill: float,
    layers: int = 1,
    salvo: int = 1,
    looks: int = 1,
    channels: int = 10**6,
    magazine: int = 10**6,
    track: float = 1.0,
    replications: int = 5_000,
    seed: int = 1,
) -> OneArea:
    """Arrivals ten seconds apart at one area with `layers` equal batteries, each with ten minutes to launch and ten seconds a launch.

    For first looks and for checks: with unlimited channels and magazines it is what the formulas of `layered_defence` say.

    Valid for: as `model.simulate`. References: as the module says.
    """
    raid = make_raid(10.0 * np.arange(int(arrivals)), 0)
    how = {"channels": channels, "magazine": magazine, "salvo": salvo, "looks": looks, "track": track}
    batteries = make_batteries(opens_s=np.full((int(layers), len(FLIGHT_CLASSES), 1), 600.0), engagement_s=10.0, **how)
    kill = np.full((1, len(FLIGHT_CLASSES)), single_shot_kill)
    found = simulate(raid, batteries, kill, replications=int(replications), seed=seed)
    none = float((found.total_leakers == 0).mean())
    return OneArea(float(found.total_leakers.mean()), float(found.spent.sum(axis=1).mean()), none)


def batteries_in_reach(batteries: Batteries) -> NDArray[np.int64]:
    """How many batteries can launch at all against each class over each area [classes, areas], were all of them working.

    Valid for: as `model.simulate`. References: none needed.
    """
    binds = batteries.engagement_s[:, :, None]
    covers = batteries.opens_s >= np.maximum(batteries.closes_s, binds)
    return np.asarray(covers.sum(axis=0), dtype=np.int64)


def covered_population(batteries: Batteries, population: ArrayLike, least: int = 1) -> Array:
    """The people in areas that at least `least` batteries cover [classes], from `population` [areas].

    Covered means that a battery may launch in time; it does not mean protected.

    Valid for: as `model.simulate`. References: none needed.
    """
    people = np.asarray(population, dtype=np.float64)
    if people.shape != (batteries.areas,) or not (people >= 0.0).all():
        raise OutsideValidity(f"population has shape {people.shape}; give the people of each of the {batteries.areas} areas, zero or more")
    return np.asarray((batteries_in_reach(batteries) >= least) @ people)


def defence_cost(outcome: Outcome, round_cost: ArrayLike) -> Array:
    """What the rounds spent cost in each replication [replications], in the unit of `round_cost` [batteries].

    Valid for: what is spent in one raid; what was bought and not spent is not in it. References: none needed.
    """
    return np.asarray(outcome.spent @ _costs(round_cost, outcome.spent.shape[1], "round_cost", "battery"))


def raid_cost(raid: Raid, class_cost: ArrayLike, decoy_cost: float = 0.0) -> float:
    """What the arrivals of a raid cost together, in the unit of `class_cost` [classes]; a decoy costs `decoy_cost` whatever its class.

    Valid for: what arrives; launches that fail on the way are not in the raid. References: none needed.
    """
    cost = _costs(class_cost, len(FLIGHT_CLASSES), "class_cost", "class of flight")
    return float(cost[raid.flight_class][~raid.decoy].sum() + decoy_cost * int(raid.decoy.sum()))


def _costs(cost: ArrayLike, count: int, name: str, each: str) -> Array:
    given = np.asarray(cost, dtype=np.float64)
    if given.shape not in {(), (count,)} or not np.isfinite(given).all():
        raise OutsideValidity(
            f"{name} has shape {given.shape}; give one finite cost for each {each} ({count}); an unknown cost is not zero"
        )
    return np.asarray(np.broadcast_to(given, (count,)))


def _changes(values: Array, dims: int) -> bool:
    """Whether an array holds a value for each replication, along its last axis."""
    return values.ndim == dims and values.shape[-1] > 1


def _joined(parts: list[Outcome]) -> Outcome:
    if len(parts) == 1:
        return parts[0]
    return Outcome(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("leakers", "spent", "empty_s")))
