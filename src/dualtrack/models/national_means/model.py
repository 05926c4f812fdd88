"""Room: models. National means: observation from above, as the time between looks against the time an item is in the open.
Imports errors, numpy and the chances of `verification` only.

Valid for
    Items that come into the open without regard to when somebody looks.

References
    The uniform and the exponential waiting time; see `seen_with_regular_passes` and `seen_with_random_passes`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from dualtrack.errors import OutsideValidity
from dualtrack.models.verification.chances import Array, at_least_one, fraction, in_trials, measured, whole

MONTHS = 12.0
"""Months in a year."""


def seen_with_regular_passes(hours_in_open: ArrayLike, revisit_hours: ArrayLike, recognised: ArrayLike = 1.0) -> Array:
    """The chance [fraction] that an item is seen while it is in the open, with looks at even intervals; shapes broadcast.

    In the open for `hours_in_open` [hours] from a moment unrelated to the looks, one every `revisit_hours` [hours]: as many looks as
    whole intervals fit, and one more with the chance of what is left over, min(1, E/R) for a short stay. Each look sees and recognises
    the item with a chance `recognised` [fraction], independently. Raises OutsideValidity for a time that is negative or not finite, an
    interval that is not positive and finite, and a chance outside 0 to 1.

    Valid for: evenly spaced looks. References: the uniform waiting time.
    """
    looks, each = _looks(hours_in_open, revisit_hours), fraction(recognised, "a chance of recognition")
    certain = np.floor(looks)
    seen: Array = 1.0 - (1.0 - each) ** certain * (1.0 - each * (looks - certain))
    return seen


def seen_with_random_passes(hours_in_open: ArrayLike, revisit_hours: ArrayLike, recognised: ArrayLike = 1.0) -> Array:
    """The rival of `seen_with_regular_passes` for looks at random moments, one every so many hours on average; shapes broadcast.

    1 - exp(-recognised x E/R) [fraction]: looks come by a Poisson process and may bunch. Never above its rival. Raises OutsideValidity
    as it does.

    Valid for: looks at random moments, as from many satellites whose passes nobody plans together. References: the exponential
    waiting time.
    """
    seen: Array = -np.expm1(-_looks(hours_in_open, revisit_hours) * fraction(recognised, "a chance of recognition"))
    return seen


def months_to_first_sighting(chance: ArrayLike, exposures: ArrayLike) -> Array:
    """Months to be expected until the first sighting, 12 / (chance x exposures a year); shapes broadcast.

    `chance` [fraction] is that of seeing one exposure, `exposures` [times a year] how many there are. Infinite where nothing can be
    seen. Raises OutsideValidity for a chance outside 0 to 1 and a number that is negative or not finite.

    Valid for: exposures spread over the year, seen independently of each other. References: the geometric distribution.
    """
    number = np.asarray(exposures, dtype=np.float64)
    if not (np.isfinite(number) & (number >= 0.0)).all():
        raise OutsideValidity("the number of exposures a year must be finite, zero or more")
    return _months(fraction(chance, "a chance of a sighting") * number)


def answer(
    *,
    revisit_interval: ArrayLike,
    time_in_open: ArrayLike,
    exposures_per_year: ArrayLike,
    clear_view_percent: ArrayLike,
    recognition_percent: ArrayLike,
    violations: ArrayLike,
) -> Mapping[str, Array]:
    """`means_detection` and `means_detection_periodic` [percent] and `means_time` [months], all [draw], of observation from above.

    All inputs are [measures, draws]: hours between two looks and in the open each time [hours], exposures of an item in a year
    [times], share of looks that see the ground and chance that an item seen is recognised [percent], forbidden items [items]. The
    first and the last answer take looks at random moments. Measures find independently. Raises OutsideValidity for figures that are
    unknown, negative, over 100 percent or of unequal shape, an interval of zero, and for no measure.

    Valid for: items in the open without regard to the looks. References: as `seen_with_random_passes`.
    """
    interval = measured(revisit_interval, "time between two looks", "hours")
    opened = measured(time_in_open, "time in the open", "hours")
    times = measured(exposures_per_year, "number of exposures a year", "times")
    clear = measured(clear_view_percent, "share of looks that see the ground", "percent", 100.0) / 100.0
    recognised = measured(recognition_percent, "chance of recognising an item", "percent", 100.0) / 100.0
    forbidden = whole(measured(violations, "number of violations", "items"), "violations")
    if len({array.shape for array in (interval, opened, times, clear, recognised, forbidden)}) > 1:
        raise OutsideValidity("the figures of observation from above differ in shape; give every figure for every measure and draw")
    exposures = times * forbidden
    seen = clear * recognised
    at_random = seen_with_random_passes(opened, interval, seen)
    at_intervals = seen_with_regular_passes(opened, interval, seen)
    return {
        "means_detection": 100.0 * at_least_one(in_trials(at_random, exposures)),
        "means_detection_periodic": 100.0 * at_least_one(in_trials(at_intervals, exposures)),
        "means_time": _months((at_random * exposures).sum(axis=0)),
    }


def _looks(hours_in_open: ArrayLike, revisit_hours: ArrayLike) -> Array:
    opened, interval = np.asarray(hours_in_open, dtype=np.float64), np.asarray(revisit_hours, dtype=np.float64)
    if not (np.isfinite(opened) & (opened >= 0.0)).all():
        raise OutsideValidity("the time in the open must be finite; write hours, zero or more")
    if not (np.isfinite(interval) & (interval > 0.0)).all():
        raise OutsideValidity("the time between two looks must be finite and above zero hours; a look all the time is another model")
    looks: Array = opened / interval
    return looks


def _months(sightings: Array) -> Array:
    """Months to the first of so many sightings a year; infinite for none."""
    some = sightings > 0.0
    months: Array = np.where(some, MONTHS / np.where(some, sightings, 1.0), np.inf)
    return months
