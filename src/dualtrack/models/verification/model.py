"""Room: models. Verification: what the parts of an option's regime find and cost together in the first year.
Imports errors, numpy and its own `chances` only.

Valid for
    Parts that find a violation independently of each other.

References
    None needed: a product and a sum.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from dualtrack.errors import OutsideValidity
from dualtrack.models.verification.chances import Array, at_least_one


def answer(
    *,
    inspection_percent: ArrayLike,
    portal_percent: ArrayLike,
    means_percent: ArrayLike,
    inspection_cost: ArrayLike,
    portal_cost: ArrayLike,
) -> Mapping[str, Array]:
    """`violation_detection` and `violation_missed` [percent] and `verification_cost` [USD million], all [draw], in the first year.

    From the chance that inspections, portals and observation from above each find the violation [percent] and from what
    inspections and portals cost [USD million], each [draw] or one number. A part the option does not have comes as zero and changes
    nothing, by definition. Raises OutsideValidity for a chance outside 0 to 100 percent and for a cost that is negative or not finite.

    Valid for: parts that find the violation independently of each other. References: none needed.
    """
    percents = {"inspections": inspection_percent, "portals": portal_percent, "observation from above": means_percent}
    parts = np.broadcast_arrays(*(_percent(values, part) for part, values in percents.items()))
    costs = {"inspections": inspection_cost, "portals": portal_cost}
    found, cost = np.broadcast_arrays(100.0 * at_least_one(np.stack(parts) / 100.0), sum(_cost(*each) for each in costs.items()))
    return {"violation_detection": found.copy(), "violation_missed": 100.0 - found, "verification_cost": cost.copy()}


def _percent(values: ArrayLike, part: str) -> Array:
    array = np.atleast_1d(np.asarray(values, dtype=np.float64))
    wrong = ~((array >= 0.0) & (array <= 100.0))
    if wrong.any():
        raise OutsideValidity(f"the chance that {part} find the violation is {array[wrong][0]:g} percent; write 0 to 100")
    return array


def _cost(part: str, values: ArrayLike) -> Array:
    array = np.atleast_1d(np.asarray(values, dtype=np.float64))
    wrong = ~(np.isfinite(array) & (array >= 0.0))
    if wrong.any():
        raise OutsideValidity(f"the cost of {part} is {array[wrong][0]:g} USD million; an unknown cost is not zero, and none is negative")
    return array
