"""Room: models. The cost of interceptors spent: rounds of each kind times the price of one. Imports errors and numpy only.

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


def answer(*, rounds_by_kind: ArrayLike, prices: ArrayLike) -> Mapping[str, Array]:
    """`raid_cost_of_rounds` [USD million], [draw], from rounds [draw, kinds] and prices [kinds, USD million], 0 where nobody gave one.

    Raises OutsideValidity for shapes that do not fit and prices below zero. Valid for: public prices. References: none needed.
    """
    rounds, each = np.asarray(rounds_by_kind, dtype=np.float64), np.asarray(prices, dtype=np.float64)
    if rounds.ndim != 2 or each.shape != rounds.shape[1:] or (each < 0.0).any():
        raise OutsideValidity(f"rounds have shape {rounds.shape} and prices {each.shape}; give one price, zero or more, for every kind")
    return {"raid_cost_of_rounds": rounds @ each}
