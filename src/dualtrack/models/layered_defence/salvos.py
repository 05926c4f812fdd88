"""Room: models. Exchanges of salvos between two forces, as arithmetic: what is launched less what is stopped. Imports errors and numpy.

Hughes' equation takes averages for certain: a salvo within the defence's power does nothing, and beyond it every missile counts.
Armstrong's keeps the chances: each missile may miss, each defensive round may miss, so that a salvo within the defence's power still does
some harm.

Valid for
    One exchange of salvos at one moment between forces of like units; numbers of units and missiles, nothing about where they are.

References
    W. P. Hughes, "A salvo model of warships in missile combat used to evaluate their staying power", Naval Research Logistics 42, 1995
    (recalled); M. J. Armstrong, "A stochastic salvo model for naval surface combat", Operations Research 53(5), 2005 (recalled).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]

SURE_DEVIATIONS = 2.0
LEAST_MISSILES = 5.0
MOST_MISSILES = 2000


@dataclass(frozen=True, slots=True)
class Exchange:
    """Units that each side loses in one exchange; shapes of the inputs."""

    first_loss: Array
    second_loss: Array


@dataclass(frozen=True, slots=True)
class StochasticLoss:
    """Units lost to one salvo.

    `mean` and `variance` [units, units squared] are those of the normal approximation, which knows no ends: below no loss or beyond all
    units it is nonsense. `exact_mean` and `exact_variance` are those of the same chances counted out, no loss and all units being the
    ends. `approximation_fails` says in words why not to trust the first two, or is empty.
    """

    mean: float
    variance: float
    exact_mean: float
    exact_variance: float
    approximation_fails: str


def salvo_exchange(  # noqa: PLR0913  two sides, each with three powers
    *,
    first: ArrayLike,
    second: ArrayLike,
    first_striking: ArrayLike,
    second_striking: ArrayLike,
    first_defensive: ArrayLike,
    second_defensive: ArrayLike,
    first_staying: ArrayLike = 1.0,
    second_staying: ArrayLike = 1.0,
) -> Exchange:
    """One exchange between `first` and `second` units, both salvos launched before either arrives; shapes broadcast.

    A unit strikes with `striking` good missiles in a salvo, stops `defensive` of them, and is lost to `staying` hits. A side's loss is
    (striking of the other - defensive of its own) / staying, no less than nothing and no more than all its units.

    Valid for: as the module says. References: Hughes 1995.
    """
    a, b = _amount(first, "units"), _amount(second, "units")
    powers = (first_striking, second_striking, first_defensive, second_defensive)
    strike_a, strike_b, stop_a, stop_b = (_amount(each, "missiles of a unit") for each in powers)
    stay_a, stay_b = (_amount(each, "hits that a unit takes") for each in (first_staying, second_staying))
    if not ((stay_a > 0.0).all() and (stay_b > 0.0).all()):
        raise OutsideValidity("a unit is lost to more than no hit; write a staying power above zero")
    first_loss = np.clip((strike_b * b - stop_a * a) / stay_a, 0.0, a)
    return Exchange(first_loss, np.clip((strike_a * a - stop_b * b) / stay_b, 0.0, b))


def stochastic_loss(*, units: int, missiles: int, hit: float, interceptors: int, stop: float, staying: float = 1.0) -> StochasticLoss:
    """What a salvo of `missiles`, each good with chance `hit`, costs `units` with `interceptors` in all, each stopping one with `stop`.

    A good missile that is not stopped is worth 1 / `staying` units. Good missiles and stops are binomial; their difference is taken as
    normal, and beside it counted out exactly. The normal form fails unless the middle of that difference lies two deviations or more
    inside both ends: where the salvo is about as strong as the defence or weaker, or about as strong as what finishes all units or
    stronger; and where few missiles are good. There the exact figures are the ones to use.

    Valid for: as the module says; missiles and rounds independent of each other. References: Armstrong 2005.
    """
    for value, what in ((hit, "the chance of a good missile"), (stop, "the chance of a stop")):
        if not 0.0 <= value <= 1.0:
            raise OutsideValidity(f"{what} lies between 0 and 1, found {value:g}; write a share, 70 percent as 0.7")
    for count, what in ((missiles, "missiles"), (interceptors, "interceptors"), (units, "units")):
        if not (0 <= count <= MOST_MISSILES and count == int(count)):
            raise OutsideValidity(f"the {what} are a whole number from 0 to {MOST_MISSILES:,}, found {count:g}")
    if not 0.0 < staying < math.inf:
        raise OutsideValidity(f"a unit is lost to more than no hit, found {staying:g}; write a staying power above zero")
    middle = (missiles * hit - interceptors * stop) / staying
    deviation = math.sqrt(missiles * hit * (1.0 - hit) + interceptors * stop * (1.0 - stop)) / staying
    net = np.convolve(_binomial(int(missiles), hit), _binomial(int(interceptors), stop)[::-1])
    lost = np.clip((np.arange(net.size) - interceptors) / staying, 0.0, units)
    exact = float(net @ lost)
    why = _why_it_fails(middle, deviation, units, missiles * hit)
    return StochasticLoss(middle, deviation**2, exact, float(net @ (lost - exact) ** 2), why)


def _why_it_fails(middle: float, deviation: float, units: float, good: float) -> str:
    if good < LEAST_MISSILES:
        return "fewer than five good missiles are expected, too few for a normal form"
    if middle < SURE_DEVIATIONS * deviation:
        return "the salvo is about as strong as the defence, or weaker: the loss piles up at none"
    if units - middle < SURE_DEVIATIONS * deviation:
        return "the salvo is about as strong as it takes to finish all units, or stronger: the loss piles up at all"
    return ""


def _binomial(count: int, chance: float) -> Array:
    if chance in {0.0, 1.0}:
        return np.asarray(np.arange(count + 1) == (count if chance == 1.0 else 0), dtype=np.float64)
    ways = [math.lgamma(count + 1) - math.lgamma(each + 1) - math.lgamma(count - each + 1) for each in range(count + 1)]
    each = np.arange(count + 1)
    return np.asarray(np.exp(np.array(ways) + each * math.log(chance) + (count - each) * math.log1p(-chance)))


def _amount(value: ArrayLike, what: str) -> Array:
    given = np.asarray(value, dtype=np.float64)
    wrong = ~((given >= 0.0) & np.isfinite(given))
    if wrong.any():
        raise OutsideValidity(f"{what} are a number, zero or more, found {given[wrong].flat[0]:g}; write zero or more")
    return given
