"""Room: models. The data of the interception model, draws from its posterior, and counter-based numbers.

Valid for
    Objects counted by attack day, with the number launched known.

References
    None needed: containers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts by attack day. `kind` and `period` [cells] index `types` and `periods`; `launched`, `stopped` [cells] are objects.

    Rows naming several types: `mixed_period`, `mixed_launched`, `mixed_stopped` [rows], and `parts` [rows, splits, types], each
    type's part of the row under each possible split (one and the same where it is reported). `middle_size` [types] is the usual size of a
    day's salvo, log2 of objects: sizes are told in doublings from it.
    """

    types: tuple[str, ...]
    periods: tuple[str, ...]
    kind: Whole
    period: Whole
    launched: Array
    stopped: Array
    mixed_period: Whole
    mixed_launched: Array
    mixed_stopped: Array
    parts: Array
    middle_size: Array

    @property
    def size(self) -> Array:
        """Size of each cell's salvo [doublings from the type's usual size], [cells]."""
        found: Array = np.log2(self.launched) - self.middle_size[self.kind]
        return found

    @property
    def mixed_size(self) -> Array:
        """The same for each type's part of each mixed row, [rows, splits, types]; a part below one object counts as one."""
        found: Array = np.log2(np.maximum(self.parts * self.mixed_launched[:, None, None], 1.0)) - self.middle_size
        return found


@dataclass(frozen=True, slots=True)
class Posterior:
    """Draws: `logit` [chains, draws, types, periods] at the usual salvo size, `slope` of the same shape: of the logit per doubling
    of the size; `correlation` [chains, draws, types], `walk` [chains, draws]."""

    logit: Array
    slope: Array
    correlation: Array
    walk: Array

    @property
    def share(self) -> Array:
        """Mean share stopped [1] by type and period at the usual salvo size, [draws of all chains, types, periods]."""
        return share_of(self.logits)

    @property
    def slopes(self) -> Array:
        """Slope of the logit per doubling of the salvo, [draws of all chains, types, periods]."""
        return self.slope.reshape(-1, *self.slope.shape[2:])

    @property
    def logits(self) -> Array:
        """Logit of the share, [draws of all chains, types, periods]."""
        return self.logit.reshape(-1, *self.logit.shape[2:])

    @property
    def alike(self) -> Array:
        """Correlation within an attack day [1] by type, [draws of all chains, types]."""
        return self.correlation.reshape(-1, self.correlation.shape[2])


def generator(seed: int, name: str) -> np.random.Generator:
    """A counter-based source of numbers for one named purpose.

    Valid for: any seed and name. References: Philox, as numpy has it.
    """
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=np.frombuffer(digest[:16], dtype=np.uint64)))


def share_of(logit: Array) -> Array:
    """The share [1] of a logit, any shape.

    Valid for: any number. References: the logistic function.
    """
    found: Array = 1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0)))
    return found
