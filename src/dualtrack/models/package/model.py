"""Room: models. Package: the sum of costs and the longest delay of an option's measures. Imports errors and numpy only.

Valid for
    Measures that are independent in cost and start together.

References
    None needed: a sum and a maximum.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]


def answer(*, costs: ArrayLike, delays: ArrayLike) -> Mapping[str, Array]:
    """`package_cost` [USD million] and `package_delay` [months], both [draw], from `costs` and `delays`, both [measures, draws].

    Without a measure ([0, draws], the option `hold`) both are 0: holding adds nothing to what is spent and done already. That
    zero is a definition, not a finding. A saving is a negative cost. Raises OutsideValidity for an unknown cost or delay (an
    unknown is not zero) and for a negative delay.

    Valid for: measures independent in cost that start together. References: none needed.
    """
    cost = _measures(costs, "cost", "USD million")
    delay = _measures(delays, "delay", "months")
    if cost.shape != delay.shape:
        raise OutsideValidity(f"costs have shape {cost.shape} and delays {delay.shape}; give both for every measure and draw")
    if (delay < 0.0).any():
        raise OutsideValidity(f"a measure has a delay of {delay.min():g} months; write zero or more")
    return {"package_cost": cost.sum(axis=0), "package_delay": delay.max(axis=0, initial=0.0)}


def _measures(values: ArrayLike, what: str, unit: str) -> Array:
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 2:
        raise OutsideValidity(f"the {what}s of a package need the axes measure and draw, found {array.ndim} axes")
    unknown = ~np.isfinite(array).all(axis=1)
    if unknown.any():
        number = int(np.flatnonzero(unknown)[0]) + 1
        raise OutsideValidity(
            f"measure {number} has no finite {what} [{unit}]; an unknown {what} is not zero: give an interval or leave the {what} out"
        )
    return array
