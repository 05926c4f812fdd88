"""Room: models. Chances of the parts of a verification regime: checked, and combined as independent.
Imports errors and numpy only.

Valid for
    Chances between zero and one of events that do not depend on each other.

References
    None needed: the chance that at least one of several independent events happens.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]


def at_least_one(chances: ArrayLike, axis: int = 0) -> Array:
    """The chance [fraction] that at least one of independent events happens, along one axis of their chances [fraction].

    No event at all gives zero. Raises OutsideValidity for a chance outside zero to one.

    Valid for: events that do not depend on each other. References: none needed.
    """
    together: Array = 1.0 - np.prod(1.0 - fraction(chances, "a chance"), axis=axis)
    return together


def fraction(values: ArrayLike, what: str) -> Array:
    """The values [fraction] as an array, any shape; raises OutsideValidity naming `what` for one outside zero to one.

    Valid for: chances and shares. References: none needed.
    """
    array = np.asarray(values, dtype=np.float64)
    wrong = ~((array >= 0.0) & (array <= 1.0))
    if wrong.any():
        raise OutsideValidity(f"{what} of {array[wrong].flat[0]:g} is not possible; write a fraction from 0 to 1")
    return array


def measured(values: ArrayLike, what: str, unit: str, at_most: float = np.inf) -> Array:
    """A figure of each measure [its unit], [measures, draws], from zero to `at_most`.

    Raises OutsideValidity, naming the measure, for a figure that is not finite (an unknown is not zero) or outside, for other axes,
    and when there is no measure: a part that no measure has is not modelled, and its answer is not zero.

    Valid for: the figures of measures that share a part of a regime. References: none needed.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 2:
        raise OutsideValidity(f"the {what} needs the axes measure and draw, found {array.ndim} axes")
    if not len(array):
        raise OutsideValidity(f"no measure gives the {what}; without a measure this part of a regime is not modelled")
    for number, row in enumerate(array, start=1):
        if not np.isfinite(row).all():
            raise OutsideValidity(f"measure {number} has no finite {what} [{unit}]; an unknown {what} is not zero: give an interval")
        if row.size and not (row.min() >= 0.0 and row.max() <= at_most):
            limits = "zero or more" if np.isinf(at_most) else f"0 to {at_most:g}"
            found = row.min() if row.min() < 0.0 else row.max()
            raise OutsideValidity(f"measure {number} has a {what} of {found:g} [{unit}]; write {limits}")
    return array


def whole(values: ArrayLike, what: str) -> Array:
    """Counts rounded to the nearest whole number, halves up, any shape.

    Raises OutsideValidity naming `what` for a count that is negative or not finite.

    Valid for: counts of things that come whole. References: none needed.
    """
    array = np.asarray(values, dtype=np.float64)
    wrong = ~(np.isfinite(array) & (array >= 0.0))
    if wrong.any():
        raise OutsideValidity(f"the number of {what} is {array[wrong].flat[0]:g}; write a finite number, zero or more")
    rounded: Array = np.floor(array + 0.5)
    return rounded


def in_trials(chance: ArrayLike, trials: ArrayLike) -> Array:
    """The chance [fraction] of at least one success in so many independent trials, each with a chance [fraction]; shapes broadcast.

    The number of trials may be a mean and need not be whole. Raises OutsideValidity for a chance outside zero to one and a number
    that is negative or not finite.

    Valid for: trials that do not depend on each other. References: none needed.
    """
    each = fraction(chance, "a chance")
    number = np.asarray(trials, dtype=np.float64)
    if not (np.isfinite(number) & (number >= 0.0)).all():
        raise OutsideValidity("the number of trials must be finite, zero or more")
    certain = each >= 1.0
    found: Array = np.where(certain, number > 0.0, -np.expm1(number * np.log1p(-np.where(certain, 0.0, each))))
    return found
