"""Room: runs. Records into counts by attack day for the interception model; periods; the bootstrap by day.

The counted outcome is destroyed + not reached over what was launched and no longer in the air when the report was written: the one outcome
that compares across the break of the reports of the night of 23/24 July 2025, from which on jammed and lost objects are in `destroyed`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dualtrack.models.interception import Counts, generator, possible_splits
from dualtrack.runs.rates_row import Row
from dualtrack.runs.rates_types import REPORTED

Array = NDArray[np.float64]
Length = Literal["half-year", "quarter"]

BREAK = datetime.date(2025, 7, 24)
"""The first attack day (noon 23 July to noon 24 July 2025, Kyiv) whose report no longer tells not reached from destroyed."""
RESAMPLES = 1000
SPLITS = 8


def period_of(day: datetime.date, length: Length) -> str:
    """The half-year or quarter a day lies in, `2025-H2` or `2025-Q3`."""
    return f"{day.year}-H{(day.month + 5) // 6}" if length == "half-year" else f"{day.year}-Q{(day.month + 2) // 3}"


def periods_of(rows: Iterable[Row], length: Length) -> tuple[str, ...]:
    """Every period from the first row's to the last's, those without a row too."""
    days = [row.day for row in rows]
    months = range(min(days).year * 12 + min(days).month - 1, max(days).year * 12 + max(days).month)
    return tuple(dict.fromkeys(period_of(datetime.date(month // 12, month % 12 + 1, 1), length) for month in months))


def types_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The types that rows name, in the order of the catalogue of types."""
    named = {kind for row in rows for kind in row.types}
    return tuple(each.id for each in REPORTED if each.id in named)


@dataclass(frozen=True, slots=True)
class Daily:
    """Rows of one type added up by attack day: `kind`, `launched` (resolved), `stopped` and the day of each cell."""

    kind: str
    day: datetime.date
    launched: int
    stopped: int
    destroyed: int


def daily(rows: Iterable[Row]) -> tuple[Daily, ...]:
    """Rows that name one type, added up by type and attack day, by type and then by day."""
    found: dict[tuple[str, datetime.date], list[int]] = {}
    for row in rows:
        if len(row.types) == 1 and row.resolved > 0:
            cell = found.setdefault((row.types[0], row.day), [0, 0, 0])
            for place, count in enumerate((row.resolved, row.stopped, row.destroyed)):
                cell[place] += count
    return tuple(Daily(kind, day, *counts) for (kind, day), counts in sorted(found.items()))


def counts_of(
    rows: Sequence[Row],
    types: tuple[str, ...],
    periods: tuple[str, ...],
    place: Callable[[datetime.date], str],
    sizes: Array | None = None,
) -> Counts:
    """The counts of rows: one cell per type and attack day, and every row that names several types as a mixture of them.

    `sizes` [types] are the usual salvo sizes to measure from, those of the rows themselves when not given.
    """
    cells = [each for each in daily(rows) if each.kind in types]
    mixed = [row for row in rows if len(row.types) > 1 and row.resolved > 0 and set(row.types) <= set(types)]
    usual = np.zeros(len(types))
    for each in cells:
        usual[types.index(each.kind)] += each.launched
    named = np.array([[kind in row.types for kind in types] for row in mixed], dtype=np.float64).reshape(-1, len(types))
    parts = possible_splits(named, usual, generator(1, "rates/splits"))
    for number, row in enumerate(mixed):
        if row.split:
            parts[number] = np.array([row.split.get(kind, 0) for kind in types]) / row.launched
    return Counts(
        types,
        periods,
        np.array([types.index(each.kind) for each in cells], dtype=np.int64),
        np.array([periods.index(place(each.day)) for each in cells], dtype=np.int64),
        np.array([each.launched for each in cells], dtype=np.float64),
        np.array([each.stopped for each in cells], dtype=np.float64),
        np.array([periods.index(place(row.day)) for row in mixed], dtype=np.int64),
        np.array([row.resolved for row in mixed], dtype=np.float64),
        np.array([row.stopped for row in mixed], dtype=np.float64),
        parts,
        usual_sizes(cells, types) if sizes is None else sizes,
    )


def usual_sizes(cells: Iterable[Daily], types: tuple[str, ...]) -> Array:
    """The usual size of a day's salvo of each type [log2 of objects], [types]: the mean over its days, one object without any."""
    found = {kind: [0.0] for kind in types}
    for each in cells:
        found[each.kind].append(float(np.log2(each.launched)))
    return np.array([sum(found[kind]) / max(len(found[kind]) - 1, 1) for kind in types])


def resampled(launched: Array, stopped: Array, name: str, level: float = 0.9) -> tuple[float, float]:
    """Interval [1] of the pooled rate when whole attack days are drawn again with replacement; `launched`, `stopped` [days]."""
    if launched.size == 0 or launched.sum() == 0:
        return float("nan"), float("nan")
    drawn = generator(1, f"rates/bootstrap/{name}").integers(0, launched.size, (RESAMPLES, launched.size))
    shares = stopped[drawn].sum(axis=1) / launched[drawn].sum(axis=1)
    low, high = np.quantile(shares, ((1 - level) / 2, (1 + level) / 2))
    return float(low), float(high)
