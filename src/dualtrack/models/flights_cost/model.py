"""Room: models. The cost of a raid's flights: numbers times the price of one. Imports errors and numpy only.

Valid for
    Public prices, whatever year they are of.

References
    None needed: a product and a sum.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]


def answer(*, numbers: ArrayLike, prices: ArrayLike) -> Mapping[str, Array]:
    """`raid_cost_of_flights` [USD million], [draw], from numbers [groups] and prices [groups, draws], 0 where nobody gave one.

    Raises OutsideValidity for shapes that do not fit and prices below zero. Valid for: public prices. References: none needed.
    """
    count, each = np.asarray(numbers, dtype=np.float64), np.asarray(prices, dtype=np.float64)
    if each.ndim != 2 or count.shape != each.shape[:1] or (each < 0.0).any():
        raise OutsideValidity(f"numbers have shape {count.shape} and prices {each.shape}; give prices, zero or more, for every group")
    return {"raid_cost_of_flights": count @ each}
