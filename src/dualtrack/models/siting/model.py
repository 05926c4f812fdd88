"""Room: models. Siting: which so many of the candidate sites cover most, exactly, with the gap to what could still be better.
Imports errors and numpy; HiGHS (the `siting` extra) inside the function that needs it; pure functions over arrays.

The problem is the maximal covering location problem. With x_j one where site j is chosen and y_i one where cell i is covered:
maximise the sum of w_i y_i, with y_i at most the sum of x_j over the sites j that cover i, and p sites in all. Cells that the same
sites cover are one cell with the sum of their weights; cells of a single site are that site's own weight.

Valid for
    Defensive siting and coverage in general: a cell is covered or it is not, by any one site, and no site weakens another.

References
    R. Church and C. ReVelle, The maximal covering location problem, 1974 (recalled).
    G. Nemhauser, L. Wolsey and M. Fisher, An analysis of approximations for maximizing submodular set functions I, 1978: the first
    choice that adds most, again and again, reaches at least 1 - (1 - 1/p)^p of the best, and so 1 - 1/e (recalled).
    G. Cornuejols, G. Nemhauser and L. Wolsey, A canonical representation of simple plant location problems, 1980: the levels of
    `most_gained` (recalled).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dualtrack.errors import OutsideValidity
from dualtrack.models.siting.cover import Array, Cover, Numbers, merged, pairs_of, single, weights_of
from dualtrack.models.siting.exact import exactly

ROUNDING = 1e-9
"""What counts as no difference between two values, as a share of the larger."""


@dataclass(frozen=True, slots=True)
class Siting:
    """The sites chosen, as numbers of the candidates, the one that adds most first, and what they cover, in the unit of the weights.

    `value` is covered with them, `before` without any; `added` is what each adds after those before it [sites]. No choice of as many
    sites covers more than `bound`; `gap` is how far `value` may lie below the best, as a share of the bound: 0 is proven best.
    `greedy` and `greedy_value` are the choice of the site that adds most, again and again. `merged` cells were left of `cells`.
    """

    chosen: tuple[int, ...]
    added: tuple[float, ...]
    value: float
    before: float
    total: float
    bound: float
    gap: float
    greedy: tuple[int, ...]
    greedy_value: float
    cells: int
    merged: int


def greedy_share(choose: int) -> float:
    """The share of the best that greedy choice of so many sites reaches at least: 1 - (1 - 1/p)^p, above 1 - 1/e.

    Raises OutsideValidity for fewer than one site. Valid for: covering, where every further site adds less than it would have added
    before. References: Nemhauser, Wolsey and Fisher 1978 (recalled).
    """
    if choose < 1:
        raise OutsideValidity(f"{choose} sites are none to choose; write a whole number from 1 up")
    return 1.0 - (1.0 - 1.0 / choose) ** choose


def most_covered(  # noqa: PLR0913  one keyword for each part of the problem
    *,
    site: ArrayLike,
    cell: ArrayLike,
    weight: ArrayLike,
    sites: int,
    choose: int,
    already: ArrayLike | None = None,
    gap: float = 0.0,
    seconds: float = math.inf,
    merge: bool = True,
) -> Siting:
    """The `choose` of `sites` candidates that cover most weight, solved exactly.

    `site` and `cell` [pairs] say which candidate covers which cell, both counted from 0; `weight` [cells] what a cell is worth, in any
    unit; `already` [cells] which cells are covered without any. The search stops when `gap` (a share) is reached, or after `seconds`
    [s] with the best found and its gap. `merge` off leaves every cell by itself: the same answer, slower. Raises OutsideValidity for
    pairs that name no site or cell, weights below zero or without end, and numbers of sites that cannot be chosen; MissingExtra
    without HiGHS.

    Valid for: cells covered or not, by any one site, and weights that add up. References: Church and ReVelle 1974 (recalled).
    """
    weights, covered = weights_of(weight, already)
    cover = pairs_of(site, cell, weights, sites)
    _check(sites, choose, gap, seconds)
    useful = (weights > 0.0) & ~covered
    kept = merged(cover, useful) if merge else single(cover, useful)
    before = float(weights[covered].sum())
    greedy, greedy_added, ceiling = _greedy(kept, choose)
    chosen, bound = exactly(kept, choose, greedy, gap=gap, seconds=seconds)
    if _value(kept, chosen) < sum(greedy_added):
        chosen = greedy
    chosen, added = _in_order(kept, chosen)
    bound = max(min(bound, ceiling), sum(added))
    value = before + sum(added)
    left = (bound - sum(added)) / (before + bound) if bound > 0.0 else 0.0
    return Siting(
        chosen=chosen,
        added=added,
        value=value,
        before=before,
        total=float(weights.sum()),
        bound=before + bound,
        gap=left if left > ROUNDING else 0.0,
        greedy=greedy,
        greedy_value=before + sum(greedy_added),
        cells=len(weights),
        merged=len(kept.weight),
    )


def most_gained(  # noqa: PLR0913  as most_covered
    *,
    site: ArrayLike,
    cell: ArrayLike,
    gain: ArrayLike,
    weight: ArrayLike,
    sites: int,
    choose: int,
    already: ArrayLike | None = None,
    gap: float = 0.0,
    seconds: float = math.inf,
) -> Siting:
    """The `choose` of `sites` candidates with most weighted gain, where a cell has the gain of its best site alone.

    `gain` [pairs] is what a site gives a cell, in any unit (minutes of warning, for example); `already` [cells] what a cell has without
    any, 0 where not given. Every level of a cell's gain counts as a cell of its own, worth the step up to it and covered by the sites
    that give at least as much, so the problem stays linear and is solved as `most_covered` solves it. Values are in the unit of weight
    times gain. Raises OutsideValidity as there, and for gains below zero or without end.

    Valid for: gains of which the best counts, and none adds to another. References: Cornuejols, Nemhauser and Wolsey 1980 (recalled).
    """
    weights, _ = weights_of(weight, None)
    cover = pairs_of(site, cell, weights, sites)
    gains = np.asarray(gain, dtype=np.float64)
    has = np.zeros(len(weights)) if already is None else np.asarray(already, dtype=np.float64)
    if gains.shape != np.shape(site) or has.shape != weights.shape:
        raise OutsideValidity(f"{gains.size} gains for {np.size(site)} pairs and {has.size} for {weights.size} cells; give one for each")
    if not (np.isfinite(gains) & (gains >= 0.0)).all() or not (np.isfinite(has) & (has >= 0.0)).all():
        raise OutsideValidity("a gain is below zero or has no end; write numbers from 0 up, and no pair where a site gives nothing")
    gains = gains[np.lexsort((np.asarray(site, dtype=np.intp), np.asarray(cell, dtype=np.intp)))]
    sites_of, cells_of, steps = _levels(cover, gains, has)
    base = np.append(steps, weights * has)
    return most_covered(
        site=sites_of,
        cell=cells_of,
        weight=base,
        sites=sites,
        choose=choose,
        already=np.arange(len(base)) >= len(steps),
        gap=gap,
        seconds=seconds,
    )


def _levels(cover: Cover, gains: Array, has: Array) -> tuple[Numbers, Numbers, Array]:
    """Sites and cells [pairs] of the levels above what each cell has, and what the step up to each level is worth [levels]."""
    above = gains > has[cover.cell]
    sites, cells, heights = cover.site[above], cover.cell[above], gains[above]
    levels = sorted(set(zip(cells.tolist(), heights.tolist(), strict=True)))
    starts = np.searchsorted(cells, np.arange(len(has) + 1))
    found_sites: list[Numbers] = []
    found_cells: list[Numbers] = []
    steps = np.empty(len(levels))
    for number, (cell, height) in enumerate(levels):
        low = levels[number - 1][1] if number and levels[number - 1][0] == cell else has[cell]
        steps[number] = cover.weight[cell] * (height - low)
        pairs = slice(starts[cell], starts[cell + 1])
        reached = sites[pairs][heights[pairs] >= height]
        found_sites.append(reached)
        found_cells.append(np.full(len(reached), number, dtype=np.intp))
    nothing = [np.empty(0, dtype=np.intp)]
    return np.concatenate(found_sites or nothing), np.concatenate(found_cells or nothing), steps


def _greedy(cover: Cover, choose: int) -> tuple[tuple[int, ...], list[float], float]:
    """The sites that add most, one after another, the lower number of equals first; what each adds; what no choice can exceed."""
    is_open = np.ones(len(cover.weight), dtype=bool)
    chosen: list[int] = []
    added: list[float] = []
    ceiling = float(cover.weight.sum())
    for _ in range(choose):
        gains = cover.gains(is_open)
        ceiling = min(ceiling, sum(added) + float(np.sort(gains)[-choose:].sum()))
        gains[chosen] = -1.0
        best = int(gains.argmax())
        chosen.append(best)
        added.append(float(gains[best]))
        is_open[cover.cell[cover.site == best]] = False
    ceiling = min(ceiling, sum(added) / greedy_share(choose))
    return tuple(chosen), added, ceiling


def _in_order(cover: Cover, chosen: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The chosen sites with the one that adds most first, and what each adds after those before it."""
    inside = np.isin(cover.site, np.array(chosen))
    order, added, _ = _greedy(Cover(cover.site[inside], cover.cell[inside], cover.weight, cover.sites), len(chosen))
    rest = [each for each in sorted(chosen) if each not in order]
    used = [(each, gain) if each in chosen else (rest.pop(0), 0.0) for each, gain in zip(order, added, strict=True)]
    return tuple(each for each, _ in used), tuple(gain for _, gain in used)


def _value(cover: Cover, chosen: tuple[int, ...]) -> float:
    """What the chosen sites cover together."""
    return float(cover.weight[np.unique(cover.cell[np.isin(cover.site, np.array(chosen))])].sum())


def _check(sites: int, choose: int, gap: float, seconds: float) -> None:
    if not 1 <= choose <= sites:
        raise OutsideValidity(f"{choose} of {sites} sites cannot be chosen; write a whole number from 1 to {sites}")
    if not 0.0 <= gap < 1.0 or not seconds > 0.0:
        raise OutsideValidity(
            f"a search to a gap of {gap:g} within {seconds:g} s is none; write a share from 0 to below 1 and seconds above 0"
        )
