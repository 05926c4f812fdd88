"""Room: models. How the places of the interception model lie: which may move together, and from when to when a type is seen.

Valid for
    The model of `fit.py`.

References
    None needed: bookkeeping.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dualtrack.models.interception.counts import Array, Counts, Whole

Flags = NDArray[np.bool_]

FEW_DAYS = 50
"""A type with fewer days is stretched with the scale of the walk; one with more holds its levels too firmly to follow."""


@dataclass(frozen=True, slots=True)
class Group:
    """Places (type, period) or types that move together: no two of them share a row."""

    places: Whole
    sites: Whole
    owner: Whole
    cells: Whole
    to_place: Array
    rows: Whole
    row_to_place: Array


@dataclass(frozen=True, slots=True)
class Life:
    """From a type's `first` period with a row to its `last`, both [types]; outside it the walk is drawn afterwards.

    `begins`, `alive` [types, periods]; `steps_in` [types, periods - 1] are steps of the walk inside it; `loose` [types] are seldom seen;
    `anchor` [types, periods] are weights that add up to one by type, by how often it is seen.
    """

    first: Whole
    last: Whole
    begins: Flags
    alive: Flags
    steps_in: Flags
    loose: Flags
    anchor: Array


def life_of(counts: Counts, site: Whole, times: Whole) -> Life:
    """The lives of the types; `site` [cells] is each cell's place, `times` how often it stands.

    Valid for: the model of `fit.py`. References: none needed.
    """
    types, periods = len(counts.types), len(counts.periods)
    seen = np.bincount(site, times, types * periods).reshape(types, periods).astype(np.float64)
    np.add.at(seen.T, counts.mixed_period, counts.parts.max(axis=1, initial=0.0))
    some = seen.any(axis=1)
    first = np.where(some, (seen > 0).argmax(axis=1), 0)
    last = np.where(some, periods - 1 - (seen > 0)[:, ::-1].argmax(axis=1), 0)
    columns = np.arange(periods)
    begins = columns == first[:, None]
    alive = (columns >= first[:, None]) & (columns <= last[:, None])
    anchor = np.where(alive, seen + 0.1, 0.0)
    steps_in = (alive & ~begins)[:, 1:]
    return Life(first, last, begins, alive, steps_in, seen.sum(axis=1) < FEW_DAYS, anchor / anchor.sum(axis=1, keepdims=True))


def colours(parts: Array, types: int) -> list[Whole]:
    """Types sorted into groups such that no two of a group are named in one row.

    Valid for: any rows. References: greedy colouring; none needed.
    """
    named = parts.max(axis=1, initial=0.0) > 0.0
    near: dict[int, set[int]] = {kind: set() for kind in range(types)}
    for row in named:
        for one, other in combinations(np.flatnonzero(row).tolist(), 2):
            near[one].add(other)
            near[other].add(one)
    groups: list[list[int]] = []
    for kind in sorted(near, key=lambda each: -len(near[each])):
        home = next((group for group in groups if not near[kind] & set(group)), None)
        if home is None:
            groups.append([kind])
        else:
            home.append(kind)
    return [np.array(group, dtype=np.int64) for group in groups]
