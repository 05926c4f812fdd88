"""Room: runs. Counter-based draws: draw k of an input depends on the seed, the input's name and k alone.

The same whatever the number of draws, workers or options; Philox is numpy's counter-based generator.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from dualtrack.facts import Quantity


def uniforms(seed: int, name: str, draws: int) -> NDArray[np.float64]:
    """Uniform numbers in [0, 1), [draws], for one named input."""
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    key = np.frombuffer(digest[:16], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key)).random(draws)


def sample(quantity: Quantity, seed: int, name: str, draws: int) -> NDArray[np.float64]:
    """Draws of a quantity in its own unit, [draws]: uniform in an interval, the value itself, or the known end of a bound."""
    if quantity.is_exact:
        return np.full(draws, quantity.low)
    if quantity.is_bounded:
        return quantity.low + (quantity.high - quantity.low) * uniforms(seed, name, draws)
    return np.full(draws, quantity.low if np.isfinite(quantity.low) else quantity.high)
