"""Room: runs. Beside the rates: the three outcomes and the break of July 2025, the association with salvo size, stated over-claims."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.models.interception import Counts, Posterior, after_over_claim, fit, predict, split_r_hat
from dualtrack.runs.rates_counts import BREAK, Daily, daily, period_of, resampled
from dualtrack.runs.rates_row import Row
from dualtrack.runs.rates_types import BY_ID

Array = NDArray[np.float64]

DRONES = "geran-2"
AROUND = datetime.timedelta(days=60)
OVER_CLAIMS = (0.0, 0.05, 0.10, 0.20)
SALVOES = (1, 3, 10, 30, 100, 300)
ENOUGH = 20
ASSOCIATION = (
    "An association in the records, not an effect: large salvoes come with other types, times, places and defences than small ones, "
    "and small ones are reported otherwise. No rate at a salvo size that was not sent can be read from it."
)


def break_of(rows: Sequence[Row], seed: int, draws: int) -> dict[str, Any] | None:
    """What the break of the night of 23/24 July 2025 did to the drones' outcomes; None where the rows do not reach across it.

    The 60 days before and after, as reported; the dated jump of destroyed among stopped in logits; the three outcomes by period.
    """
    told = [row for row in rows if row.types == (DRONES,) and (row.not_reached is not None or row.day >= BREAK) and row.resolved]
    before, after = [row for row in told if row.day < BREAK], [row for row in told if row.day >= BREAK]
    if not any(row.day > BREAK - AROUND for row in before) or not any(row.day < BREAK + AROUND for row in after):
        return None
    periods = tuple(dict.fromkeys(_side(row.day) for row in sorted(told, key=lambda row: row.day)))
    cells = [each for each in daily(told) if each.stopped > 0 and abs(each.day - BREAK) <= AROUND]
    drawn = fit(_destroyed_among_stopped(cells), seed=seed, warm_up=min(300, 2 * draws), draws=2 * draws)
    jump = drawn.logit[:, :, 1, 0] - drawn.logit[:, :, 0, 0]
    low, middle, high = np.quantile(jump, (0.05, 0.5, 0.95))
    return {
        "first_attack_day": str(BREAK),
        "days_each_side": AROUND.days,
        "before": _around(before, "before"),
        "after": _around(after, "after"),
        "jump_of_destroyed_among_stopped": {"low": float(low), "middle": float(middle), "high": float(high), "unit": "logit"},
        "r_hat": float(split_r_hat(jump)),
        "outcomes": [_outcomes(told, period) for period in periods],
        "first_told": str(min(row.day for row in told)),
    }


def _side(day: datetime.date) -> str:
    period = period_of(day, "half-year")
    if period != period_of(BREAK, "half-year"):
        return period if day < BREAK else f"{period} after"
    return f"{period} before" if day < BREAK else f"{period} after"


def _destroyed_among_stopped(cells: Sequence[Daily]) -> Counts:
    """Destroyed of what was stopped, before and after the break as two series, each with its own spread from day to day."""
    nothing = np.zeros(0)
    return Counts(
        ("before", "after"),
        ("around the break",),
        np.array([each.day >= BREAK for each in cells], dtype=np.int64),
        np.zeros(len(cells), dtype=np.int64),
        np.array([each.stopped for each in cells], dtype=np.float64),
        np.array([each.destroyed for each in cells], dtype=np.float64),
        nothing.astype(np.int64),
        nothing,
        nothing,
        np.zeros((0, 1, 2)),
        _usual(cells),
    )


def _usual(cells: Sequence[Daily]) -> Array:
    sides = [[np.log2(each.stopped) for each in cells if (each.day >= BREAK) == after] for after in (False, True)]
    return np.array([float(np.mean(side)) if side else 0.0 for side in sides])


def _around(rows: Sequence[Row], name: str) -> dict[str, Any]:
    near = [row for row in rows if abs(row.day - BREAK) <= AROUND]
    cells = daily(near)
    launched, stopped, destroyed = (
        np.array([getattr(each, what) for each in cells], dtype=np.float64) for what in ("launched", "stopped", "destroyed")
    )
    found: dict[str, Any] = {"launched": int(launched.sum()), "days": len(cells)}
    for what, counted in (("destroyed", destroyed), ("stopped", stopped)):
        low, high = resampled(launched, counted, f"break/{name}/{what}")
        rate = float(100.0 * counted.sum() / launched.sum()) if launched.sum() else None
        found[what] = {"rate": rate, "low_90": 100.0 * low, "high_90": 100.0 * high} if rate is not None else None
    return found


def _outcomes(rows: Sequence[Row], period: str) -> dict[str, Any]:
    mine = [row for row in rows if _side(row.day) == period]
    launched = sum(row.resolved for row in mine)
    parts = {
        "destroyed": sum(row.destroyed for row in mine),
        "not_reached": sum(row.not_reached or 0 for row in mine),
        "leaked": sum(row.resolved - row.stopped for row in mine),
    }
    return {"period": period, "launched": launched} | {name: 100.0 * count / launched for name, count in parts.items()} | {"counts": parts}


def salvo_sizes(cells: Sequence[Daily], counts: Counts, posterior: Posterior, kinds: Sequence[str]) -> dict[str, Any]:
    """By how many of a type were launched in an attack day: the rate reported, and what the model, which knows no size, would say."""
    made = predict(counts, posterior, name="salvo").counts
    entries = []
    for kind in kinds:
        at = counts.kind == counts.types.index(kind)
        launched = counts.launched
        edges = [*SALVOES, np.inf]
        for least, above in itertools.pairwise(edges):
            those = at & (launched >= least) & (launched < above)
            if launched[those].sum() < ENOUGH or those.sum() < 3:
                continue
            total = launched[those].sum()
            low, middle, high = np.quantile(made[:, those].sum(axis=1) / total, (0.05, 0.5, 0.95))
            entries.append(
                {
                    "type": kind,
                    "title": BY_ID[kind].title,
                    "launched_in_a_day": f"{least:g} and more" if above == np.inf else f"{least:g} to {above - 1:g}",
                    "days": int(those.sum()),
                    "launched": int(total),
                    "reported": float(100.0 * counts.stopped[those].sum() / total),
                    "as_fitted": {"low_90": 100.0 * float(low), "middle": 100.0 * float(middle), "high_90": 100.0 * float(high)},
                }
            )
    return {"meaning": ASSOCIATION, "days": len(cells), "entries": entries}


def over_claims(rows: Sequence[Row], kind: str, share: Array) -> dict[str, Any]:
    """The rate over the whole window when a stated part of the kills claimed did not happen [percent], for each of OVER_CLAIMS.

    Kills are the part of the stopped that is called destroyed; `share` [draws] is the modelled share stopped.
    """
    alone = [row for row in rows if kind in row.types]
    stopped, destroyed = sum(row.stopped for row in alone), sum(row.destroyed for row in alone)
    part = destroyed / stopped if stopped else 1.0
    found = {}
    for claim in OVER_CLAIMS:
        left = after_over_claim(destroyed=share * part, not_reached=share * (1.0 - part), over_claim=claim)
        low, middle, high = (float(100.0 * np.quantile(left, level)) for level in (0.05, 0.5, 0.95))
        found[f"{100 * claim:.0f}"] = {"low_90": low, "middle": middle, "high_90": high}
    return {"type": kind, "title": BY_ID[kind].title, "destroyed_among_stopped": part, "by_percent_over_claimed": found}
