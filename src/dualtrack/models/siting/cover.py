"""Room: models. Which site covers which cell: pairs checked, cells that the same sites cover merged. Imports errors and numpy only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]
Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Cover:
    """Which site covers which cell, pair by pair and sorted by cell, then site; the weight of each cell."""

    site: Numbers
    cell: Numbers
    weight: Array
    sites: int

    def gains(self, open_cells: NDArray[np.bool_]) -> Array:
        """What each site would add while so many cells are still open [sites]."""
        gains: Array = np.bincount(self.site, (self.weight * open_cells)[self.cell], self.sites).astype(np.float64)
        return gains


def single(cover: Cover, useful: NDArray[np.bool_]) -> Cover:
    """The cover of the useful cells [cells] that some site covers, numbered anew.

    Valid for: as `most_covered`. References: none needed.
    """
    left = useful[cover.cell]
    cells, numbers = np.unique(cover.cell[left], return_inverse=True)
    return Cover(cover.site[left], numbers.astype(np.intp), cover.weight[cells], cover.sites)


def merged(cover: Cover, useful: NDArray[np.bool_]) -> Cover:
    """The same with all cells that the same sites cover as one cell with the sum of their weights.

    Valid for: as `most_covered`; the answer is the same. References: none needed.
    """
    apart = single(cover, useful)
    starts = np.searchsorted(apart.cell, np.arange(len(apart.weight) + 1))
    found: dict[bytes, int] = {}
    group = np.empty(len(apart.weight), dtype=np.intp)
    for number in range(len(apart.weight)):
        group[number] = found.setdefault(apart.site[starts[number] : starts[number + 1]].tobytes(), len(found))
    if not found:
        return apart
    sets = [np.frombuffer(each, dtype=np.intp) for each in found]
    cells = np.repeat(np.arange(len(sets), dtype=np.intp), [len(each) for each in sets])
    weight: Array = np.bincount(group, apart.weight).astype(np.float64)
    return Cover(np.concatenate(sets), cells, weight, cover.sites)


def weights_of(weight: ArrayLike, already: ArrayLike | None) -> tuple[Array, NDArray[np.bool_]]:
    """The weight of each cell and whether it is covered without any site [cells]; raises OutsideValidity.

    Valid for: as `most_covered`. References: none needed.
    """
    weights = np.asarray(weight, dtype=np.float64)
    if weights.ndim != 1 or not (np.isfinite(weights) & (weights >= 0.0)).all():
        raise OutsideValidity("a cell weighs less than nothing or without end; write one number from 0 up for every cell")
    covered = np.zeros(len(weights), dtype=bool) if already is None else np.asarray(already, dtype=bool)
    if covered.shape != weights.shape:
        raise OutsideValidity(f"{covered.size} cells are said to be covered or not, found {weights.size}; say it of every cell")
    return weights, covered


def pairs_of(site: ArrayLike, cell: ArrayLike, weights: Array, sites: int) -> Cover:
    """The cover of pairs [pairs] of a site and a cell it covers, sorted by cell, then site; raises OutsideValidity.

    Valid for: as `most_covered`. References: none needed.
    """
    found_site, found_cell = np.asarray(site), np.asarray(cell)
    if found_site.ndim != 1 or found_site.shape != found_cell.shape:
        raise OutsideValidity(f"{found_site.size} sites and {found_cell.size} cells make no pairs; write one cell for every site")
    for what, found, count in (("site", found_site, sites), ("cell", found_cell, len(weights))):
        wrong = ~((found >= 0) & (found < count) & (found == np.floor(found))) if found.size else np.empty(0, dtype=bool)
        if wrong.any():
            raise OutsideValidity(f"a pair names {what} {found[wrong][0]:g}, found {count} of them; count them from 0")
    order = np.unique(found_cell.astype(np.intp) * sites + found_site.astype(np.intp))
    if len(order) != found_site.size:
        raise OutsideValidity(f"{found_site.size - len(order)} pairs of site and cell stand twice; write each once")
    return Cover(order % max(sites, 1), order // max(sites, 1), weights, sites)
