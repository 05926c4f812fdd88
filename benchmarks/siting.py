"""Exact siting: merged cells against cells as they are, greedy beside both.

A made-up country: cells lie anywhere in a square and weigh very differently, candidate sites are cells, and a site covers what lies
within its radius. The same problem is solved by `dualtrack.models.siting.most_covered` with and without merging the cells that the
same sites cover, each in a process that has HiGHS loaded already; scipy's `milp` (the same HiGHS, another interface) solves it unmerged
where scipy is installed. Greedy is timed alone. All answers are held against each other: a difference in value beyond the permitted gap,
or greedy below its known bound, is said in the last line and in the exit status. Times are printed and not asserted.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.models.siting import Siting, greedy_share, most_covered
from dualtrack.models.siting.cover import merged, pairs_of, weights_of
from dualtrack.models.siting.model import _greedy

SITES, CELLS, CHOOSE = 500, 20_000, 20
SIDE_KM, RADIUS_KM = 1000.0, 73.0
GAP = 1e-4
SECONDS = 120.0


def problem(seed: int = 1) -> dict[str, Any]:
    """Pairs, weights and sites of the made-up country."""
    draw = np.random.default_rng(seed)
    cells = draw.random((CELLS, 2)) * SIDE_KM
    sites = cells[draw.choice(CELLS, SITES, replace=False)]
    weight = np.round(draw.lognormal(0.0, 1.5, CELLS) * 100.0) + 1.0
    away = np.hypot(*(sites[:, None] - cells[None]).transpose(2, 0, 1))
    site, cell = np.nonzero(away <= RADIUS_KM)
    return {"site": site, "cell": cell, "weight": weight, "sites": SITES}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def by_scipy(country: dict[str, Any]) -> float:
    """The value that scipy's interface to HiGHS finds for the problem as it stands."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array, hstack, identity, vstack

    site, cell, weight = country["site"], country["cell"], country["weight"]
    cover = coo_array((np.ones(len(site)), (cell, site)), shape=(CELLS, SITES))
    number = coo_array(np.concatenate([np.ones(SITES), np.zeros(CELLS)])[None])
    rows = vstack([hstack([cover, -identity(CELLS)]), number]).tocsr()
    limits = LinearConstraint(rows, np.append(np.zeros(CELLS), -np.inf), np.append(np.full(CELLS, np.inf), CHOOSE))
    found = milp(
        -np.concatenate([np.zeros(SITES), weight]),
        integrality=np.concatenate([np.ones(SITES), np.zeros(CELLS)]),
        bounds=Bounds(0.0, 1.0),
        constraints=limits,
        options={"mip_rel_gap": GAP, "time_limit": SECONDS},
    )
    chosen: NDArray[np.intp] = np.flatnonzero(found.x[:SITES] > 0.5)
    return float(weight[np.unique(cell[np.isin(site, chosen)])].sum())


def line(way: str, seconds: float, first: float, found: tuple[float, float], rows: int) -> str:
    value, gap = found
    return f"{way:<36}{rows:>7,}{seconds:>10.2f}{seconds / first:>9.2f}x{value:>14,.0f}{100.0 * gap:>10.4f} %"


def main() -> int:
    country = problem()
    most_covered(site=[0, 1, 1], cell=[0, 0, 1], weight=[1, 1], sites=2, choose=1)  # HiGHS loaded before anything is timed
    print(f"{SITES} sites, {CELLS:,} cells, {len(country['site']):,} pairs, p = {CHOOSE}, gap {GAP:g}")
    print(f"{'way':<36}{'rows':>7}{'seconds':>10}{'ratio':>10}{'covered':>14}{'gap':>12}")
    fast, exact = timed(lambda: most_covered(**country, choose=CHOOSE, gap=GAP, seconds=SECONDS))
    print(line("most_covered, cells merged", fast, fast, (exact.value, exact.gap), exact.merged), flush=True)
    slow, apart = timed(lambda: most_covered(**country, choose=CHOOSE, gap=GAP, seconds=SECONDS, merge=False))
    print(line("most_covered, cells as they are", slow, fast, (apart.value, apart.gap), apart.merged), flush=True)
    values = [exact.value, apart.value]
    if importlib.util.find_spec("scipy"):
        other, value = timed(lambda: by_scipy(country))
        print(line("scipy.optimize.milp, as they are", other, fast, (value, GAP), CELLS))
        values.append(value)
    weights, none = weights_of(country["weight"], None)
    small = merged(pairs_of(country["site"], country["cell"], weights, SITES), ~none)
    quick, _ = timed(lambda: _greedy(small, CHOOSE))
    print(line("greedy alone, cells merged", quick, fast, (exact.greedy_value, 1.0 - exact.greedy_value / exact.bound), exact.merged))
    return verdict(exact, values)


def verdict(exact: Siting, values: list[float]) -> int:
    """Say whether the answers agree; the exit status."""
    share = exact.greedy_value / exact.value
    print(f"greedy reaches {100.0 * share:.2f} % of the best; its known bound is {100.0 * greedy_share(CHOOSE):.1f} %")
    agree = max(values) - min(values) <= GAP * max(values) and share >= greedy_share(CHOOSE)
    print("all agree within the gap" if agree else "THE ANSWERS DIFFER")
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
