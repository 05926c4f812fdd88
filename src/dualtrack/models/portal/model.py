"""Room: models. Portal: continuous monitoring at the exits of a plant. Imports errors and the chances of `verification` only.

Valid for
    Forbidden items that leave one by one and are recognised or missed independently of each other.

References
    The binomial distribution. Portals under the INF Treaty: history of the On-Site Inspection Agency, chapter 5.
"""

from __future__ import annotations

from collections.abc import Mapping

from numpy.typing import ArrayLike

from dualtrack.errors import OutsideValidity
from dualtrack.models.verification.chances import Array, at_least_one, fraction, in_trials, measured, whole


def portal_detection(violations: ArrayLike, share: ArrayLike, sensitivity: ArrayLike) -> Array:
    """The chance [fraction] that a monitored exit finds at least one of the forbidden items made in a year; shapes broadcast.

    Each of `violations` [items, rounded to the nearest whole] leaves through the exit with a chance `share` [fraction] and is then
    recognised with a chance `sensitivity` [fraction]: 1 - (1 - share x sensitivity)^violations. Raises OutsideValidity for a number
    that is negative or not finite and a chance outside 0 to 1.

    Valid for: items that leave one by one, independently of each other. References: the binomial distribution.
    """
    each = fraction(share, "a share that passes the exit") * fraction(sensitivity, "a sensitivity")
    return in_trials(each, whole(violations, "violations"))


def answer(
    *,
    violations: ArrayLike,
    share_percent: ArrayLike,
    sensitivity_percent: ArrayLike,
    false_alarm_percent: ArrayLike,
    throughput: ArrayLike,
    cost: ArrayLike,
) -> Mapping[str, Array]:
    """`portal_detection` [percent], `portal_false_alarms` [false alarms] and `portal_cost_year` [USD million], all [draw], in a year.

    All inputs are [measures, draws]: forbidden items made in a year [items], the share of them that must pass the exit, the chance
    that a passing one is recognised and that a permitted item raises a false alarm [percent], permitted items that pass in a year
    [items], cost in a year [USD million]. Measures find independently. Raises OutsideValidity for figures that are unknown, negative,
    over 100 percent or of unequal shape, and for no measure.

    Valid for: as `portal_detection`. References: the binomial distribution.
    """
    forbidden = measured(violations, "number of violations", "items")
    share = measured(share_percent, "share that passes the exit", "percent", 100.0) / 100.0
    reveals = measured(sensitivity_percent, "chance of recognising an item at the exit", "percent", 100.0) / 100.0
    alarm = measured(false_alarm_percent, "chance of a false alarm at the exit", "percent", 100.0) / 100.0
    passing = measured(throughput, "number of items that pass the exit", "items")
    yearly = measured(cost, "cost of portal monitoring", "USD million")
    if len({array.shape for array in (forbidden, share, reveals, alarm, passing, yearly)}) > 1:
        raise OutsideValidity("the figures of portals differ in shape; give every figure for every measure and draw")
    return {
        "portal_detection": 100.0 * at_least_one(portal_detection(forbidden, share, reveals)),
        "portal_false_alarms": (passing * alarm).sum(axis=0),
        "portal_cost_year": yearly.sum(axis=0),
    }
