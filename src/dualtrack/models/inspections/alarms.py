"""Room: models. False alarms of inspections, and how far an alarm can be believed. Imports errors, numpy and the chances of
`verification` only.

Valid for
    Alarms that do not depend on each other.

References
    The binomial distribution and the rule of Bayes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dualtrack.errors import OutsideValidity
from dualtrack.models.verification.chances import Array, fraction, in_trials, whole


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """False alarms: how many to `expect` [false alarms], and the chance of `at_least_one` [fraction]; shapes as the inputs broadcast."""

    expected: Array
    at_least_one: Array


def false_alarms(inspections: ArrayLike, probability: ArrayLike) -> FalseAlarms:
    """False alarms among so many inspections [inspections], each with a chance [fraction] of raising one; shapes broadcast.

    The number of inspections is rounded to the nearest whole. Raises OutsideValidity for a number that is negative or not finite and
    a chance outside 0 to 1.

    Valid for: alarms that do not depend on each other. References: the binomial distribution.
    """
    number, chance = np.broadcast_arrays(whole(inspections, "inspections"), fraction(probability, "a chance of a false alarm"))
    return FalseAlarms(number * chance, in_trials(chance, number))


def positive_predictive_value(prior: ArrayLike, detection: ArrayLike, false_alarm: ArrayLike) -> Array:
    """The chance [fraction] that an alarm is right; shapes broadcast.

    From the chance [fraction] thought of a violation before (`prior`), that a violation raises the alarm (`detection`), and that it
    is raised without one (`false_alarm`). Raises OutsideValidity for a chance outside 0 to 1, and where no alarm can be raised.

    Valid for: one alarm, chances known beforehand. References: the rule of Bayes.
    """
    before = fraction(prior, "a prior chance")
    right = before * fraction(detection, "a chance of detection")
    alarm = right + (1.0 - before) * fraction(false_alarm, "a chance of a false alarm")
    if not (alarm > 0.0).all():
        raise OutsideValidity("no alarm can be raised with these chances, so there is none to believe or doubt")
    value: Array = right / alarm
    return value
