"""Room: models. The covering problem as a mixed-integer programme for HiGHS (the `siting` extra), which is imported when it is needed."""

from __future__ import annotations

import importlib
import math
from typing import Any

import numpy as np

from dualtrack.errors import MissingExtra
from dualtrack.models.siting.cover import Cover, Numbers


def exactly(cover: Cover, choose: int, start: tuple[int, ...], *, gap: float, seconds: float) -> tuple[tuple[int, ...], float]:
    """The best sites and a bound on what any choice covers, by HiGHS from a first choice.

    Valid for: as `most_covered`. References: Church and ReVelle 1974 (recalled).
    """
    if not len(cover.weight) or choose == cover.sites:
        return tuple(range(choose)) if choose == cover.sites else start, float(cover.weight.sum())
    highs, unit, shared = _programme(cover, choose)
    for option, value in (("mip_rel_gap", gap), ("mip_abs_gap", 0.0), ("time_limit", seconds)):
        highs.setOptionValue(option, value)
    first = np.zeros(cover.sites + len(shared))
    first[list(start)] = 1.0
    reached = np.unique(cover.cell[np.isin(cover.site, np.array(start))])
    first[cover.sites :] = np.isin(shared, reached)
    highs.setSolution(len(first), np.arange(len(first), dtype=np.int32), first)
    highs.run()
    found = np.asarray(highs.getSolution().col_value[: cover.sites])
    bound = float(highs.getInfo().mip_dual_bound) * unit
    best = np.lexsort((np.arange(cover.sites), -np.round(found, 6)))[:choose] if found.size else np.array(start)
    return tuple(sorted(int(each) for each in best)), bound if math.isfinite(bound) else math.inf


def _programme(cover: Cover, choose: int) -> tuple[Any, float, Numbers]:
    """HiGHS with the programme in it; the weight that counts as one there; the cells that have a column, those of several sites."""
    highspy, highs = _quiet()
    sizes = np.bincount(cover.cell, minlength=len(cover.weight))
    shared = np.flatnonzero(sizes > 1)
    several = sizes[cover.cell] > 1
    unit = float(cover.weight.max())
    own = np.bincount(cover.site[~several], cover.weight[cover.cell[~several]], cover.sites)
    rows, columns = len(shared), cover.sites + len(shared)
    row_of = np.searchsorted(shared, cover.cell[several])
    starts = np.concatenate([[0], np.cumsum(sizes[shared] + 1)])
    index = np.empty(int(starts[-1]) + cover.sites, dtype=np.int32)
    value = np.ones(len(index))
    index[np.arange(len(row_of)) + row_of] = cover.site[several]
    index[starts[1:] - 1] = cover.sites + np.arange(rows)
    value[starts[1:] - 1] = -1.0
    index[starts[-1] :] = np.arange(cover.sites)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, rows + 1
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.concatenate([own, cover.weight[shared]]) / unit
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.row_lower_ = np.append(np.zeros(rows), -highspy.kHighsInf)
    model.row_upper_ = np.append(np.full(rows, highspy.kHighsInf), float(choose))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.append(starts, len(index)).astype(np.int32)
    model.a_matrix_.index_, model.a_matrix_.value_ = index, value
    model.integrality_ = [highspy.HighsVarType.kInteger] * cover.sites + [highspy.HighsVarType.kContinuous] * rows
    highs.passModel(model)
    return highs, unit, shared


def _quiet() -> tuple[Any, Any]:
    """The library of HiGHS and a solver that prints nothing: its callbacks print a banner unless output is off before them."""
    try:
        highspy: Any = importlib.import_module("highspy")
    except ImportError as missing:
        raise MissingExtra('exact siting needs HiGHS, which is not installed: pip install "dualtrack[siting]"') from missing

    class Quiet(highspy.Highs):  # type: ignore[misc]
        def enableCallbacks(self) -> None:  # noqa: N802  as HiGHS calls it
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    return highspy, Quiet()
