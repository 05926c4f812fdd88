"""Room: models. Records with a known truth, to see whether the model finds it: mixtures, spread from day to day, trend, many zeros.

Valid for
    Testing. The numbers are nobody's.

References
    None needed: the model of `fit.py` run forwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dualtrack.models.interception.counts import Array, Counts, generator, share_of

SPLITS = 8


@dataclass(frozen=True, slots=True)
class Truth:
    """The counts and what made them: `share` [types, periods] at the usual salvo size, `slope` alike, `correlation` [types]."""

    counts: Counts
    share: Array
    slope: Array
    correlation: Array


def simulate(*, seed: int, types: int = 5, periods: int = 4, days: int = 25, mixed_part: float = 0.25) -> Truth:
    """Draw a truth from the model's own assumptions, and records from it; `mixed_part` [1] of the days name two types in one row.

    Valid for: types 2 or more. References: see the module.
    """
    random = generator(seed, "interception/simulate")
    walk = np.abs(random.normal(0.0, 0.5))
    logit = np.cumsum(
        np.concatenate([random.normal(0.0, 1.75, (types, 1)), random.normal(0.0, walk, (types, periods - 1))], axis=1), axis=1
    )
    spread = np.abs(random.normal(0.0, 1.0))
    alike = share_of(random.normal(-2.5, 1.0) + spread * random.normal(size=types))
    slope = np.cumsum(np.concatenate([random.normal(0.0, 0.4, (types, 1)), random.normal(0.0, 0.15, (types, periods - 1))], axis=1), axis=1)
    single: list[tuple[int, int, int, int]] = []
    rows: list[tuple[int, int, int, Array]] = []
    usual = np.exp(random.normal(2.0, 1.0, types))
    usual[-1] = 1.0
    for period in range(periods):
        for _ in range(days):
            launched = 1 + random.poisson(usual * random.gamma(1.0, 1.0, types))
            share = share_of(logit[:, period] + slope[:, period] * (np.log2(launched) - np.log2(usual + 1.0)))
            stopped = [_day(random, int(n), share[kind], alike[kind]) for kind, n in enumerate(launched)]
            first, second = random.choice(types, 2, replace=False)
            pair = {int(first), int(second)} if random.random() < mixed_part else set()
            for kind in range(types):
                if kind not in pair and random.random() < 0.7:
                    single.append((kind, period, int(launched[kind]), stopped[kind]))
            if pair:
                named = np.isin(np.arange(types), list(pair))
                rows.append((period, int(launched[named].sum()), sum(stopped[kind] for kind in pair), named.astype(float)))
    return Truth(_counts(periods, single, rows, np.log2(usual + 1.0), random), share_of(logit), slope, alike)


def _day(random: np.random.Generator, launched: int, share: float, alike: float) -> int:
    weight = 1.0 / alike - 1.0
    return int(random.binomial(launched, random.beta(share * weight + 1e-9, (1.0 - share) * weight + 1e-9)))


def _counts(
    periods: int,
    single: list[tuple[int, int, int, int]],
    rows: list[tuple[int, int, int, Array]],
    middle_size: Array,
    random: np.random.Generator,
) -> Counts:
    types = middle_size.size
    table = np.array(single, dtype=np.int64).reshape(-1, 4)
    usual: Array = np.bincount(table[:, 0], table[:, 2], types).astype(np.float64) + 1.0
    mixed = np.array([row[:3] for row in rows], dtype=np.int64).reshape(-1, 3)
    return Counts(
        tuple(f"type {kind}" for kind in range(types)),
        tuple(f"period {period}" for period in range(periods)),
        table[:, 0],
        table[:, 1],
        table[:, 2].astype(float),
        table[:, 3].astype(float),
        mixed[:, 0],
        mixed[:, 1].astype(float),
        mixed[:, 2].astype(float),
        possible_splits(np.array([row[3] for row in rows], dtype=np.float64).reshape(-1, types), usual, random),
        middle_size,
    )


def possible_splits(named: Array, usual: Array, random: np.random.Generator) -> Array:
    """Drawn parts of each type in rows that name several, [rows, splits, types].

    `named` [rows, types] is 1 where a row names a type, `usual` [types] the objects of each type reported alone. The parts follow a
    Dirichlet law of weight 1 for each type named and 3 more shared out as `usual` is: wide, leaning to what is launched most.

    Valid for: each row names at least one type. References: a choice of this project, tested on simulated records.
    """
    weights = named * (usual + 1.0)
    weights = np.where(named > 0, 1.0 + 3.0 * weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9), 1e-9)
    drawn = random.standard_gamma(weights[:, None, :], (named.shape[0], SPLITS, named.shape[1])) * named[:, None, :]
    found: Array = drawn / np.maximum(drawn.sum(axis=2, keepdims=True), 1e-300)
    return found
