"""Room: models. Random sampling: the chance that inspecting some of the items finds a violation, and how many it takes.
Imports errors, numpy and the chances of `verification` only; pure functions over arrays, scalars welcome.

Counts are rounded to the nearest whole number, halves up. `population` is the number of items open to inspection, `violations` how
many of them are forbidden, `inspected` how many are chosen, `sensitivity` the chance that inspecting a forbidden one reveals it.

Valid for
    Items that look alike from outside, chosen at random, each at most once.

References
    The hypergeometric distribution; IAEA, Statistical Concepts and Techniques for IAEA Safeguards, IAEA-SG-SCT-5, 1998 (recalled).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models.verification.chances import Array, fraction, in_trials, whole

POPULATION_AT_MOST = 1_000_000
"""The largest number of items the sums are kept exact for [items]; the time they take grows with its square root."""
ROUNDING = 1e-12
"""A chance this far below a wanted one differs by rounding only."""

_DEVIATIONS, _MARGIN = 12.0, 40.0
"""How far from the likeliest number the sums go [standard deviations, items]; what is left out weighs less than 1e-24."""
_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many inspections reach a wanted chance: `exact` [inspections], and `iaea` by the agency's approximate formula [inspections].

    `exact` is infinite where `achievable` is false: inspecting everything falls short. Shapes as the inputs broadcast.
    """

    exact: Array
    iaea: Array
    achievable: NDArray[np.bool_]

    @property
    def ending(self) -> NDArray[np.str_]:
        """`reached`, or `not achievable` where even inspecting everything falls short of the wanted chance."""
        return np.where(self.achievable, "reached", "not achievable")


@dataclass(frozen=True, slots=True)
class FirstDetection:
    """When the first violating item turns up: `chances` [fraction] that it is inspection 1, 2 ..., [population - violations + 1].

    `mean` [inspections] is the expected one without replacement, `mean_with_replacement` [inspections] with it.
    """

    chances: Array
    mean: float
    mean_with_replacement: float


def detection_probability(population: ArrayLike, violations: ArrayLike, inspected: ArrayLike, sensitivity: ArrayLike = 1.0) -> Array:
    """The chance [fraction] that inspecting so many items [items], each once, finds at least one violation; shapes broadcast.

    With N items, D violations and n inspections it is 1 - C(N-D, n) / C(N, n); with an imperfect sensitivity q, one less the sum over
    k of the chance that k violations are in the sample times (1-q)^k. Good to 1e-12. From n = N on everything is inspected, once.
    Raises OutsideValidity for counts that are negative or not finite, no item or over a million, more violations than items, and a
    sensitivity outside 0 to 1.

    Valid for: random choice without replacement, misses independent of each other. References: the hypergeometric distribution.
    """
    items, forbidden, chosen, reveals = np.broadcast_arrays(
        *_items(population, violations), whole(inspected, "inspections"), fraction(sensitivity, "a sensitivity")
    )
    flat = [np.ravel(array) for array in (items, forbidden, np.minimum(chosen, items), reveals)]
    found = np.empty(flat[0].shape)
    step = _rows_at_once(*flat[:3])
    for start in range(0, len(found), step):
        found[start : start + step] = _detection(*(array[start : start + step] for array in flat))
    return found.reshape(items.shape)


def detection_with_replacement(population: ArrayLike, violations: ArrayLike, inspected: ArrayLike, sensitivity: ArrayLike = 1.0) -> Array:
    """The rival of `detection_probability` for items that may be chosen again: 1 - (1 - q D / N)^n [fraction]; shapes broadcast.

    Never above its rival while no more are inspected than there are items. Raises OutsideValidity as it does.

    Valid for: random choice with replacement; few inspections of many items. References: the binomial distribution.
    """
    items, forbidden = _items(population, violations)
    each = fraction(sensitivity, "a sensitivity") * forbidden / items
    return in_trials(each, whole(inspected, "inspections"))


def sample_size(population: ArrayLike, violations: ArrayLike, confidence: ArrayLike, sensitivity: ArrayLike = 1.0) -> SampleSize:
    """The fewest inspections whose chance of finding a violation reaches a wanted one, `confidence` [fraction]; shapes broadcast.

    Found by halving, as the chance never falls with the number inspected; 1e-12 below the wanted chance counts as reached. `iaea` is
    the formula for a sensitivity of one, whatever the sensitivity. Raises OutsideValidity as `detection_probability` does, and for a
    confidence outside 0 to 1.

    Valid for: random choice without replacement. References: as `iaea_sample_size`; the hypergeometric distribution.
    """
    formula = iaea_sample_size(population, violations, confidence)
    items, forbidden, wanted, reveals, formula = np.broadcast_arrays(
        *_items(population, violations), fraction(confidence, "a confidence"), fraction(sensitivity, "a sensitivity"), formula
    )
    wanted = wanted - ROUNDING
    achievable = detection_probability(items, forbidden, items, reveals) >= wanted
    low, high = np.zeros(items.shape), items.copy()
    while (low < high).any():
        middle = np.floor((low + high) / 2.0)
        enough = detection_probability(items, forbidden, middle, reveals) >= wanted
        low, high = np.where(enough, low, np.minimum(middle + 1.0, high)), np.where(enough, middle, high)
    return SampleSize(np.where(achievable, high, np.inf), formula.copy(), achievable)


def iaea_sample_size(population: ArrayLike, violations: ArrayLike, confidence: ArrayLike) -> Array:
    """The agency's formula for a sample size [inspections], N (1 - (1 - confidence)^(1/D)) rounded up; shapes broadcast.

    Infinite where there is no violation and a chance above zero is wanted. A billionth above a whole number is rounding and is not
    rounded up. Raises OutsideValidity as `sample_size` does.

    Valid for: random choice, inspections that never miss. References: IAEA-SG-SCT-5, 1998 (recalled).
    """
    items, forbidden = _items(population, violations)
    wanted = fraction(confidence, "a confidence")
    certain = wanted >= 1.0
    missed = np.where(certain, 0.0, np.exp(np.log1p(-np.where(certain, 0.0, wanted)) / np.maximum(forbidden, 1.0)))
    size: Array = np.ceil(items * (1.0 - missed) - 1e-9)
    return np.where((forbidden == 0.0) & (wanted > 0.0), np.inf, np.maximum(size, 0.0))


def first_detection(population: float, violations: float) -> FirstDetection:
    """Which inspection is the first to come upon a violation, when items are chosen one after another and none is missed.

    The mean is (N+1)/(D+1) without replacement and N/D with it. Raises OutsideValidity as `detection_probability` does, and where
    there is no violation to find.

    Valid for: random choice, inspections that never miss. References: the negative hypergeometric and geometric distributions.
    """
    items, forbidden = (float(array) for array in _items(population, violations))
    if forbidden == 0.0:
        raise OutsideValidity("there is no violation to come upon; write at least one violating item")
    hazard = forbidden / (items - np.arange(items - forbidden + 1.0))
    unseen = np.concatenate(([1.0], np.cumprod(1.0 - hazard)[:-1]))
    return FirstDetection(hazard * unseen, (items + 1.0) / (forbidden + 1.0), items / forbidden)


def _items(population: ArrayLike, violations: ArrayLike) -> tuple[Array, Array]:
    items, forbidden = np.broadcast_arrays(whole(population, "items"), whole(violations, "violations"))
    wrong = ~((items >= 1.0) & (items <= POPULATION_AT_MOST))
    if wrong.any():
        raise OutsideValidity(f"{items[wrong].flat[0]:,.0f} items are open to inspection; write 1 to {POPULATION_AT_MOST:,}")
    more = forbidden > items
    if more.any():
        raise OutsideValidity(
            f"{forbidden[more].flat[0]:,.0f} violations among {items[more].flat[0]:,.0f} items are not possible; "
            "write at most as many violations as items"
        )
    return items, forbidden


def _span(items: Array, forbidden: Array, chosen: Array) -> tuple[Array, Array, Array]:
    """The likeliest number of violations in the sample, and how far the sums go above and below it; all [rows]."""
    fewest, most = np.maximum(chosen + forbidden - items, 0.0), np.minimum(chosen, forbidden)
    mode = np.clip(np.floor((chosen + 1.0) * (forbidden + 1.0) / (items + 2.0)), fewest, most)
    share = forbidden / items
    variance = chosen * share * (1.0 - share) * (items - chosen) / np.maximum(items - 1.0, 1.0)
    far = np.ceil(_DEVIATIONS * np.sqrt(variance) + _MARGIN)
    return mode, np.minimum(far, most - mode), np.minimum(far, mode - fewest)


def _rows_at_once(items: Array, forbidden: Array, chosen: Array) -> int:
    _, above, below = _span(items, forbidden, chosen)
    return max(1, int(_CELLS // (above.max(initial=0.0) + below.max(initial=0.0) + 1.0)))


def _detection(items: Array, forbidden: Array, chosen: Array, reveals: Array) -> Array:
    """Sums outward from the likeliest number of violations in the sample, by ratios of neighbours; all [rows]."""
    mode, above, below = _span(items, forbidden, chosen)
    forbidden, chosen, mode = forbidden[:, None], chosen[:, None], mode[:, None]
    free = items[:, None] - forbidden - chosen
    up, down = mode + np.arange(above.max(initial=0.0)), mode - np.arange(below.max(initial=0.0))
    rising = np.maximum((forbidden - up) * (chosen - up), 0.0) / ((up + 1.0) * (free + up + 1.0))
    falling = np.maximum(down * (free + down), 0.0) / ((forbidden - down + 1.0) * (chosen - down + 1.0))
    weights = np.concatenate((np.ones_like(mode), np.cumprod(rising, axis=1), np.cumprod(falling, axis=1)), axis=1)
    numbers = np.maximum(np.concatenate((mode, up + 1.0, down - 1.0), axis=1), 0.0)
    revealed = 1.0 - (1.0 - reveals[:, None]) ** numbers
    found: Array = (weights * revealed).sum(axis=1) / weights.sum(axis=1)
    return found
