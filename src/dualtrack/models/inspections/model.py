"""Room: models. Inspections: what the random inspections of an option's measures find, need, miss and cost.
Imports errors, numpy, its own modules and the chances of `verification` only.

Valid for
    Items chosen at random that look alike from outside; measures that find independently of each other.

References
    As `sampling` and `schedule`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from dualtrack.errors import OutsideValidity
from dualtrack.models.inspections.sampling import detection_probability, sample_size
from dualtrack.models.inspections.schedule import detection_by_year, time_to_detect_together
from dualtrack.models.verification.chances import Array, at_least_one, measured, whole


def answer(  # noqa: PLR0913  one array per declared input
    *,
    population: ArrayLike,
    violations: ArrayLike,
    sensitivity_percent: ArrayLike,
    false_alarm_percent: ArrayLike,
    confidence_percent: ArrayLike,
    inspection_cost: ArrayLike,
    false_alarm_cost: ArrayLike,
    schedule: ArrayLike,
) -> Mapping[str, Array]:
    """What inspections find and cost, seven arrays [draw]: chances [percent], times [months], numbers and costs [USD million].

    `population` and `violations` [items], the percentages, and the costs of an inspection and of a false alarm [USD million] are
    [measures, draws]; `schedule` [inspections] is [measures, years]. Several measures find independently; the strictest of their goals
    counts. Raises OutsideValidity for figures that are unknown, negative, over 100 percent or of unequal shape, for no measure or no
    year, and for more violations than items.

    Valid for: random inspections, measures independent of each other. References: as `sampling`.
    """
    items = measured(population, "number of items open to inspection", "items")
    forbidden = measured(violations, "number of violations", "items")
    reveals = measured(sensitivity_percent, "chance of recognising a violation", "percent", 100.0) / 100.0
    alarm = measured(false_alarm_percent, "chance of a false alarm", "percent", 100.0) / 100.0
    goals = measured(confidence_percent, "wanted chance of detection", "percent", 100.0) / 100.0
    cost = measured(inspection_cost, "cost of an inspection", "USD million")
    alarm_cost = measured(false_alarm_cost, "cost of a false alarm", "USD million")
    _same_shape(items, forbidden, reveals, alarm, goals, cost, alarm_cost)
    quotas = _quotas(schedule, len(items))
    goal = goals.max(axis=0)
    by_year = at_least_one(detection_by_year(items, forbidden, quotas[:, None, :], reveals))
    first = quotas[:, :1]
    return {
        "inspection_detection": 100.0 * by_year[:, 0],
        "inspection_detection_by_end": 100.0 * by_year[:, -1],
        "inspection_time": time_to_detect_together(items, forbidden, quotas, goal, reveals),
        "inspections_needed": sample_size(items, forbidden, goal, reveals).exact.min(axis=0),
        "inspection_gain": _gain(items, forbidden, first, reveals),
        "inspection_false_alarms": (first * alarm).sum(axis=0),
        "inspection_cost_first_year": (first * (cost + alarm * alarm_cost)).sum(axis=0),
    }


def _same_shape(*arrays: Array) -> None:
    if len({array.shape for array in arrays}) > 1:
        raise OutsideValidity("the figures of inspections differ in shape; give every figure for every measure and draw")


def _quotas(schedule: ArrayLike, measures: int) -> Array:
    quotas = whole(schedule, "inspections")
    if quotas.ndim != 2 or len(quotas) != measures or not quotas.shape[1]:
        raise OutsideValidity("the schedule of inspections needs the axes measure and year, a row for every measure and at least one year")
    return quotas


def _gain(items: Array, forbidden: Array, first: Array, reveals: Array) -> Array:
    """What one more inspection adds [percentage points], [draws], at the measure where it adds most."""
    missed = 1.0 - detection_probability(items, forbidden, first, reveals)
    with_more = 1.0 - detection_probability(items, forbidden, first + 1.0, reveals)
    gains = [np.delete(missed, row, axis=0).prod(axis=0) * (missed[row] - with_more[row]) for row in range(len(missed))]
    gain: Array = 100.0 * np.maximum(np.max(gains, axis=0), 0.0)
    return gain
