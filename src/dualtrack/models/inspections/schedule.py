"""Room: models. A schedule of inspections: what it finds year by year, when it has found enough, and what one more would add.
Imports errors, numpy, `sampling` and the chances of `verification` only.

Every year draws a new random sample of that year's quota, whatever was inspected before; the inspections of a year are spread evenly
over it, the i-th of n taking place after i/n of the year. The violation stays as it is until it is found.

Valid for
    Random choice without replacement within a year, and years that do not depend on each other.

References
    As `sampling`. The quotas of the INF Treaty: history of the On-Site Inspection Agency, chapter 8.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from dualtrack.errors import OutsideValidity
from dualtrack.models.inspections.sampling import ROUNDING, detection_probability
from dualtrack.models.verification.chances import Array, at_least_one, fraction, whole

MONTHS = 12.0
"""Months in a year."""


def quota(phases: Sequence[Sequence[float]] | Array) -> Array:
    """Inspections a year [inspections], [years], from phases of (years, inspections each year).

    Raises OutsideValidity for numbers that are negative, not whole or not finite, and without a year.

    Valid for: any quota that is the same within each phase. References: none needed.
    """
    pairs = np.asarray(phases, dtype=np.float64)
    if pairs.ndim != 2 or pairs.shape[1] != 2 or not (np.isfinite(pairs) & (pairs >= 0.0) & (pairs == np.floor(pairs))).all():
        raise OutsideValidity("a quota is a list of phases, each with whole numbers of years and of inspections each year")
    years = np.repeat(pairs[:, 1], pairs[:, 0].astype(np.int64))
    if not years.size:
        raise OutsideValidity("a quota needs at least one year")
    return years


def quota_total(phases: Sequence[Sequence[float]] | Array, years: int | None = None) -> float:
    """Inspections [inspections] that a quota allows in all its years, or in the first `years`; raises OutsideValidity as `quota`.

    Valid for: any quota that is the same within each phase. References: none needed.
    """
    return float(quota(phases)[:years].sum())


def detection_by_year(population: ArrayLike, violations: ArrayLike, schedule: ArrayLike, sensitivity: ArrayLike = 1.0) -> Array:
    """The chance [fraction] that a violation has been found by the end of each year, [..., years].

    `schedule` [inspections] has the years on its last axis, [years] or [..., 1, years]; the others broadcast to the axes before.
    Raises OutsideValidity as `detection_probability` does, and without a year.

    Valid for: a new random sample every year. References: as `detection_probability`.
    """
    quotas = whole(schedule, "inspections")
    if quotas.ndim == 0 or quotas.shape[-1] == 0:
        raise OutsideValidity("a schedule of inspections needs at least one year")
    items, forbidden, reveals = (np.asarray(array, dtype=np.float64)[..., None] for array in (population, violations, sensitivity))
    distinct, places = np.unique(quotas.reshape(-1, quotas.shape[-1]), axis=1, return_inverse=True)
    chances = detection_probability(items, forbidden, distinct.reshape(*quotas.shape[:-1], -1), reveals)
    found: Array = 1.0 - np.multiply.accumulate(1.0 - chances[..., np.ravel(places)], axis=-1)
    return found


def time_to_detect(
    population: ArrayLike, violations: ArrayLike, schedule: ArrayLike, confidence: ArrayLike, sensitivity: ArrayLike = 1.0
) -> Array:
    """Months until the chance of having found a violation reaches a wanted one, `confidence` [fraction]; shapes broadcast.

    `schedule` [inspections], [years]. The month is that of the inspection with which the chance is reached; infinite where the
    schedule ends before. Raises OutsideValidity as `detection_by_year` does, and for a confidence outside 0 to 1.

    Valid for: a new random sample every year, inspections spread evenly over it. References: as `detection_probability`.
    """
    arrays = np.broadcast_arrays(*(np.asarray(array, dtype=np.float64) for array in (population, violations, sensitivity, confidence)))
    items, forbidden, reveals, wanted = (array.reshape(1, -1) for array in arrays)
    months = time_to_detect_together(items, forbidden, np.atleast_2d(schedule), wanted[0], reveals)
    return months.reshape(arrays[0].shape)


def time_to_detect_together(
    population: ArrayLike, violations: ArrayLike, schedule: ArrayLike, confidence: ArrayLike, sensitivity: ArrayLike
) -> Array:
    """As `time_to_detect` for several regimes side by side, found by whichever comes first: months, [draws].

    `population`, `violations` and `sensitivity` are [measures, draws], `schedule` [measures, years], `confidence` [draws].

    Valid for: regimes that find independently of each other. References: as `detection_probability`.
    """
    items, forbidden, reveals = (np.asarray(array, dtype=np.float64) for array in (population, violations, sensitivity))
    quotas = whole(schedule, "inspections")
    wanted = fraction(confidence, "a confidence") - ROUNDING
    found = at_least_one(detection_by_year(items, forbidden, quotas[:, None, :], reveals))
    before = np.concatenate((np.zeros((len(found), 1)), found[:, :-1]), axis=1)
    reached = found >= wanted[:, None]
    year = reached.argmax(axis=1)
    months = np.where(wanted <= 0.0, 0.0, np.inf)
    for number in np.unique(year[reached.any(axis=1) & (wanted > 0.0)]):
        rows = reached.any(axis=1) & (wanted > 0.0) & (year == number)
        left = (1.0 - wanted[rows]) / (1.0 - before[rows, number])
        moment = _moment(items[:, rows], forbidden[:, rows], quotas[:, number], left, reveals[:, rows])
        months[rows] = MONTHS * (number + moment)
    return months


def one_more(population: ArrayLike, violations: ArrayLike, inspected: ArrayLike, sensitivity: ArrayLike = 1.0) -> Array:
    """What one inspection more adds to the chance of finding a violation [percentage points]; shapes broadcast.

    Zero once everything is inspected. Raises OutsideValidity as `detection_probability` does.

    Valid for: random choice without replacement. References: as `detection_probability`.
    """
    now = whole(inspected, "inspections")
    more = detection_probability(population, violations, now + 1.0, sensitivity)
    gain: Array = 100.0 * np.maximum(more - detection_probability(population, violations, now, sensitivity), 0.0)
    return gain


def gain_of_each(population: ArrayLike, violations: ArrayLike, inspections: int, sensitivity: ArrayLike = 1.0) -> Array:
    """What the first, second ... inspection of a year each adds to the chance [percentage points], [..., inspections].

    Raises OutsideValidity as `detection_probability` does.

    Valid for: random choice without replacement. References: as `detection_probability`.
    """
    numbers = np.arange(float(whole(inspections, "inspections")))
    items, forbidden, reveals = (np.asarray(array, dtype=np.float64)[..., None] for array in (population, violations, sensitivity))
    return one_more(items, forbidden, numbers, reveals)


def _moment(items: Array, forbidden: Array, quotas: Array, left: Array, reveals: Array) -> Array:
    """The part of the year [fraction], [draws], after which the chance that all miss it [measures, draws] is down to `left`."""
    moments = np.unique(np.concatenate([np.arange(1.0, number + 1.0) / number for number in quotas if number > 0.0]))
    done = np.floor(moments * quotas[:, None] + 1e-9)
    low, high = np.zeros(left.shape, dtype=np.int64), np.full(left.shape, len(moments) - 1)
    while (low < high).any():
        middle = (low + high) // 2
        enough = 1.0 - at_least_one(detection_probability(items, forbidden, done[:, middle], reveals)) <= left
        low, high = np.where(enough, low, np.minimum(middle + 1, high)), np.where(enough, middle, high)
    moment: Array = moments[high]
    return moment
