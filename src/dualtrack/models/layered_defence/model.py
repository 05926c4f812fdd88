"""Room: models. Layered defence: what rounds and layers of rounds leave over, in closed form. Imports errors and numpy only.

Every formula takes rounds as independent: whether one misses says nothing about the next. What fails together (a decoy that fools every
round, a fault in every seeker, a radar that is down) makes the true numbers worse, and the more rounds, the worse. The simulation in
`models/raid` puts common failures, channels and magazines back in; with none of them it gives what stands here.

Valid for
    Arguments about orders of size, with the assumption of independence printed beside the number.

References
    D. A. Wilkening, "A Simple Model for Calculating Ballistic Missile Defense Effectiveness", Science and Global Security 8, 2000
    (recalled); L. Grego, Union of Concerned Scientists, 2017 (four rounds at one half; read in a text that cites it); Congressional
    Budget Office, letter of 2025-05-05 (cost of space-based interceptors).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]

NOT_ACHIEVABLE: Literal["not achievable"] = "not achievable"
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Shots:
    """Rounds needed at each threat: as the formula has it, and as a whole number or "not achievable" whatever the number of rounds."""

    exact: float
    whole: int | Literal["not achievable"]


@dataclass(frozen=True, slots=True)
class Spread:
    """A stock spread evenly: rounds at each arrival [arrivals], the chance that all are destroyed, and how many leak on average."""

    rounds: NDArray[np.int64]
    all_destroyed: float
    leakers: float


@dataclass(frozen=True, slots=True)
class Looks:
    """Shoot, look and shoot again: rounds spent on average at one threat, and the chance that it is destroyed."""

    rounds: Array
    kill: Array


def layer_kill(single_shot_kill: ArrayLike, rounds: ArrayLike, track: ArrayLike = 1.0) -> Array:
    """The chance that one layer destroys a threat: track x (1 - (1 - single-shot kill)^rounds); shapes broadcast.

    `track` is the chance that the layer sees, tracks and tells the threat at all; a threat not tracked meets no round.

    Valid for: rounds independent of each other. References: Wilkening 2000.
    """
    kill, count, seen = _share(single_shot_kill, "a kill probability"), _count(rounds, "rounds"), _share(track, "a track probability")
    return np.asarray(seen * (1.0 - (1.0 - kill) ** count))


def layers_kill(kills: ArrayLike) -> Array:
    """The chance that layers one behind the other destroy a threat: 1 - product of (1 - kill), over the first axis of [layers, ...].

    Valid for: layers independent of each other, each with rounds enough. References: Wilkening 2000.
    """
    return np.asarray(1.0 - (1.0 - _share(kills, "a kill probability")).prod(axis=0))


def no_leak(kill: ArrayLike, threats: ArrayLike) -> Array:
    """The chance that none of `threats` gets through: kill^threats; shapes broadcast.

    Valid for: threats met independently. References: Wilkening 2000.
    """
    return np.asarray(_share(kill, "a kill probability") ** _count(threats, "threats"))


def leaking(kill: float, threats: int) -> Array:
    """The chance that 0, 1, ... `threats` get through [threats + 1]: binomial.

    Valid for: threats met independently. References: Wilkening 2000.
    """
    chance, count = float(_share(kill, "a kill probability")), int(_count(threats, "threats"))
    through = np.arange(count + 1)
    if chance in {0.0, 1.0}:
        return np.asarray(through == (count if chance == 0.0 else 0), dtype=np.float64)
    ways = np.array([math.lgamma(count + 1) - math.lgamma(each + 1) - math.lgamma(count - each + 1) for each in through.tolist()])
    return np.asarray(np.exp(ways + through * math.log1p(-chance) + (count - through) * math.log(chance)))


def kill_needed(no_leak_chance: ArrayLike, threats: ArrayLike) -> Array:
    """The chance to destroy each threat with which none of `threats` gets through with this chance: chance^(1 / threats).

    Valid for: threats met independently. References: Wilkening 2000.
    """
    return np.asarray(_share(no_leak_chance, "the chance of no leak") ** (1.0 / np.maximum(_count(threats, "threats"), 1.0)))


def shots_needed(no_leak_chance: float, threats: int, single_shot_kill: float, track: float = 1.0) -> Shots:
    """Rounds at each threat with which none of `threats` gets through with this chance, in one layer.

    No number of rounds makes up for a threat that is not tracked: where the chance needed is not below `track`, the answer is "not
    achievable" (and so for certainty, and for rounds that never kill).

    Valid for: rounds independent of each other. References: Wilkening 2000.
    """
    needed = float(kill_needed(no_leak_chance, threats))
    kill, seen = float(_share(single_shot_kill, "a kill probability")), float(_share(track, "a track probability"))
    if needed == 0.0:
        return Shots(0.0, 0)
    if kill == 1.0 and needed <= seen:
        return Shots(1.0, 1)
    if needed >= seen or kill == 0.0:
        return Shots(math.inf, NOT_ACHIEVABLE)
    exact = math.log1p(-needed / seen) / math.log1p(-kill)
    return Shots(exact, math.ceil(exact - 1e-9))


def spread(interceptors: int, arrivals: int, single_shot_kill: float) -> Spread:
    """A stock of interceptors spread as evenly as whole numbers allow over arrivals, all launched at once.

    Valid for: rounds independent of each other; nothing kept back. References: Grego 2017.
    """
    stock, count = int(_count(interceptors, "interceptors")), int(_count(arrivals, "arrivals"))
    if count < 1:
        raise OutsideValidity("a stock is spread over one arrival or more, found none; write how many arrive")
    least, more = divmod(stock, count)
    rounds = np.full(count, least, dtype=np.int64)
    rounds[:more] += 1
    missed = (1.0 - _share(single_shot_kill, "a kill probability")) ** rounds
    return Spread(rounds, float((1.0 - missed).prod()), float(missed.sum()))


def shoot_look_shoot(single_shot_kill: ArrayLike, salvo: ArrayLike, looks: int) -> Looks:
    """Salvos of `salvo` rounds at one threat, up to `looks` of them, the next only if the last missed; shapes broadcast.

    Valid for: time to look and shoot again, looks without fault, rounds independent of each other. References: none needed.
    """
    kill, rounds = _share(single_shot_kill, "a kill probability"), _count(salvo, "rounds of a salvo")
    times = int(_count(looks, "looks"))
    missed = (1.0 - kill) ** rounds
    reached = missed[..., None] ** np.arange(times)
    return Looks(np.asarray(rounds * reached.sum(axis=-1)), np.asarray(1.0 - missed**times))


def cost_cut_percent(before: ArrayLike, after: ArrayLike) -> Array:
    """By how many percent a cost falls from `before` to `after`, in one unit and one price year; below zero where it rises.

    Valid for: costs above zero on one basis. References: CBO 2025 (264 to 161 and 831 to 542, USD billion of 2025: "30 to 40 percent").
    """
    old, new = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    if not ((old > 0.0).all() and np.isfinite(old).all() and (new >= 0.0).all() and np.isfinite(new).all()):
        raise OutsideValidity("a cut in cost needs a cost above zero before and a finite one after; an unknown cost is not zero")
    return np.asarray(100.0 * (1.0 - new / old))


def _share(value: ArrayLike, what: str) -> Array:
    given = np.asarray(value, dtype=np.float64)
    wrong = ~((given >= 0.0) & (given <= 1.0))
    if wrong.any():
        raise OutsideValidity(f"{what} lies between 0 and 1, found {given[wrong].flat[0]:g}; write a share, 70 percent as 0.7")
    return given


def _count(value: ArrayLike, what: str) -> Array:
    given = np.asarray(value, dtype=np.float64)
    wrong = ~((given >= 0.0) & (given <= MOST) & (given == np.floor(given)))
    if wrong.any():
        raise OutsideValidity(f"the {what} are a whole number from 0 to {MOST:,}, found {given[wrong].flat[0]:g}; write whole {what}")
    return given
