"""Room: runs. Interception rates by type and period from records, as plain values; the break, checks and sensitivities beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dualtrack.errors import UserError
from dualtrack.models.interception import (
    Counts,
    Posterior,
    covered,
    effective_draws,
    exact_interval,
    fit,
    pooled_share,
    predict,
    split_r_hat,
)
from dualtrack.runs.rates_counts import Daily, Length, counts_of, daily, period_of, periods_of, resampled, types_of
from dualtrack.runs.rates_outcomes import break_of, over_claims, salvo_sizes
from dualtrack.runs.rates_prediction import last_period_predicted
from dualtrack.runs.rates_records import REASONS, Records
from dualtrack.runs.rates_types import BY_ID, UNCOUNTED

QUANTILES = {"low_90": 0.05, "low_50": 0.25, "middle": 0.5, "high_50": 0.75, "high_90": 0.95}
SMALL = 5
"""With fewer stopped, fewer leaked or fewer days than this the exact binomial interval is printed, no bootstrap."""
DENOMINATOR = "launched of the type named, without those still in the air when the report was written; decoys included"
NUMERATOR = "destroyed + reported as not reached (lost, jammed)"
EXAMPLES = 3
WANTED_R_HAT, WANTED_DRAWS = 1.05, 100


@dataclass(frozen=True, slots=True)
class Fitted:
    """Records in the model's form, and its posterior."""

    records: Records
    length: Length
    counts: Counts
    posterior: Posterior

    @property
    def cells(self) -> tuple[Daily, ...]:
        """Counts by type and attack day."""
        return daily(self.records.rows)

    @property
    def shown(self) -> tuple[str, ...]:
        """The types whose rates are printed."""
        return tuple(kind for kind in self.counts.types if kind != UNCOUNTED)


def fitted(records: Records, length: Length, *, seed: int, draws: int) -> Fitted:
    """Fit the model to records; raises UserError when no row has a denominator."""
    if not records.rows:
        told = "; ".join(f"{count} {REASONS[reason]}" for reason, count in records.set_aside().items()) or "there are none"
        raise UserError(f"{records.name}: no row has a denominator ({told}); give national reports with launched and destroyed")
    types, periods = types_of(records.rows), periods_of(records.rows, length)
    counts = counts_of(records.rows, types, periods, lambda day: period_of(day, length))
    return Fitted(records, length, counts, fit(counts, seed=seed, warm_up=min(400, 2 * draws), draws=draws))


def rates(records: Records, *, length: Length = "half-year", seed: int = 1, draws: int = 700) -> dict[str, Any]:
    """Everything `dualtrack rates` prints, as plain values. Raises UserError when no row has a denominator."""
    found = fitted(records, length, seed=seed, draws=draws)
    return {
        "records": about(records),
        "numerator": NUMERATOR,
        "denominator": DENOMINATOR,
        "period_length": length,
        "seed": seed,
        "over_the_whole_window": [_whole(found, kind) for kind in found.shown],
        "rates": [entry for kind in found.shown for entry in _by_period(found, kind)],
        "break": break_of(records.rows, seed, draws),
        "salvo_size": salvo_sizes(found.cells, found.counts, found.posterior, found.shown),
        "over_claim": [
            over_claims(found.records.rows, kind, pooled_share(found.counts, found.posterior, found.counts.types.index(kind)))
            for kind in found.shown
        ],
        "checks": _checks(found, seed),
        "prediction": last_period_predicted(records, length, seed, draws),
    }


def about(records: Records) -> dict[str, Any]:
    """What was read, what counts, what was set aside and why, with the lines of the first of each kind."""
    rows = records.rows
    mixed = [row for row in rows if len(row.types) > 1]
    censored = [row for row in rows if row.in_air]
    sure = [row for row in rows if row.all_destroyed]
    drones = [row for row in rows if row.real_drones is not None]
    aside: dict[str, Any] = {}
    for reason, count in records.set_aside().items():
        those = [each for each in records.aside if each.reason == reason]
        told = [{"row": each.number, "found": each.words} for each in those]
        aside[reason] = {"rows": count, "objects": sum(each.launched for each in those), "because": REASONS[reason], "lines": told}
    return {
        "file": records.name,
        "sha256": records.fingerprint,
        "rows_read": records.read,
        "rows_counted": len(rows),
        "first_attack_day": str(min(row.day for row in rows)),
        "last_attack_day": str(max(row.day for row in rows)),
        "set_aside": aside,
        "read_with_allowance": [{"row": note.number, "found": note.words} for note in records.notes],
        "overlapping_windows": [{"row": note.number, "found": note.words} for note in records.overlaps],
        "mixed_rows": {
            "rows": len(mixed),
            "objects": sum(row.resolved for row in mixed),
            "with_split": sum(bool(row.split) for row in mixed),
        },
        "still_in_the_air": {"rows": len(censored), "objects": sum(row.in_air for row in censored)},
        "all_destroyed_posts": {"rows": len(sure), "objects": sum(row.resolved for row in sure)},
        "not_reached_stated": sum(row.not_reached is not None for row in rows),
        "drones_told_from_decoys": {
            "rows": len(drones),
            "launched": sum(row.launched for row in drones),
            "called_shahed": sum(row.real_drones or 0 for row in drones),
        },
    }


def _of(cells: Sequence[Daily], kind: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    mine = [each for each in cells if each.kind == kind]
    return np.array([each.launched for each in mine], dtype=float), np.array([each.stopped for each in mine], dtype=float)


def _mixed_objects(found: Fitted, kind: str, period: str = "") -> int:
    return sum(
        row.resolved
        for row in found.records.rows
        if len(row.types) > 1 and kind in row.types and (not period or period_of(row.day, found.length) == period)
    )


def _reported(launched: Any, stopped: Any, name: str) -> dict[str, Any]:
    """The pooled rate as reported [percent] with its bootstrap by day, and the exact interval where there are few."""
    total, count = int(launched.sum()), int(stopped.sum())
    if not total:
        return {"stopped": 0, "launched": 0, "days": 0, "reported": None, "by_day": None, "exact": None}
    low, high = resampled(launched, stopped, name)
    small = min(count, total - count, launched.size) < SMALL
    return {
        "stopped": count,
        "launched": total,
        "days": int(launched.size),
        "reported": 100.0 * count / total,
        "by_day": None if small else {"low_90": 100.0 * low, "high_90": 100.0 * high},
        "exact": dict(zip(("low_90", "high_90"), (100.0 * end for end in exact_interval(count, total)), strict=True)) if small else None,
    }


def _quantiles(draws: Any) -> dict[str, float]:
    return {name: float(100.0 * np.quantile(draws, level)) for name, level in QUANTILES.items()}


def _whole(found: Fitted, kind: str) -> dict[str, Any]:
    launched, stopped = _of(found.cells, kind)
    sure = _of(daily(found.records.without_all_destroyed().rows), kind)
    number = found.counts.types.index(kind)
    entry: dict[str, Any] = {"type": kind, "title": BY_ID[kind].title, "note": BY_ID[kind].note}
    entry |= _reported(launched, stopped, kind)
    entry["in_mixed_rows"] = _mixed_objects(found, kind)
    entry["modelled"] = _quantiles(pooled_share(found.counts, found.posterior, found.counts.types.index(kind)))
    entry["alike_within_a_day"] = float(np.median(found.posterior.alike[:, number]))
    entry["spread"] = _spread(launched, stopped, kind)
    entry["without_all_destroyed_posts"] = float(100.0 * sure[1].sum() / sure[0].sum()) if sure[0].sum() else None
    return entry


def _spread(launched: Any, stopped: Any, name: str) -> float | None:
    """How many times wider the bootstrap by day is than the binomial's own interval; None for few objects."""
    total, count = launched.sum(), stopped.sum()
    if min(count, total - count, launched.size) < SMALL:
        return None
    low, high = resampled(launched, stopped, name)
    rate = count / total
    return float((high - low) / (2 * 1.645 * np.sqrt(rate * (1 - rate) / total)))


def _by_period(found: Fitted, kind: str) -> list[dict[str, Any]]:
    number = found.counts.types.index(kind)
    entries = []
    for place, period in enumerate(found.counts.periods):
        mine = [each for each in found.cells if each.kind == kind and period_of(each.day, found.length) == period]
        launched, stopped = _of(mine, kind)
        in_mixed = _mixed_objects(found, kind, period)
        if not launched.sum() and not in_mixed:
            continue
        entry: dict[str, Any] = {"type": kind, "title": BY_ID[kind].title, "period": period}
        entry |= _reported(launched, stopped, f"{kind}/{period}")
        entry |= {"in_mixed_rows": in_mixed, "modelled": _quantiles(pooled_share(found.counts, found.posterior, number, place))}
        entries.append(entry)
    return entries


def _checks(found: Fitted, seed: int) -> Mapping[str, Any]:
    posterior = found.posterior
    chains = posterior.walk.shape
    printed = [pooled_share(found.counts, posterior, found.counts.types.index(kind), place) for kind, place in _printed(found)]
    measured = {
        "printed rates": np.stack(printed, axis=-1).reshape(*chains, -1),
        "slopes": posterior.slope,
        "correlations": posterior.correlation,
        "walk": posterior.walk[:, :, None],
    }
    mixing = {name: (float(split_r_hat(each).max()), float(effective_draws(each).min())) for name, each in measured.items()}
    seen = predict(found.counts, posterior, seed=seed)
    several = found.counts.launched >= 10
    worst, fewest = mixing["printed rates"]
    by_type = []
    for kind in found.shown:
        at = found.counts.kind == found.counts.types.index(kind)
        if at.any():
            gap = (found.counts.stopped[at] - seen.expected[at]) ** 2
            made = ((seen.counts[:, at] - seen.expected[at]) ** 2).sum(axis=1)
            by_type.append(
                {"type": kind, "days": int(at.sum()), "held": covered(seen.place[at]), "spread_chance": float((made >= gap.sum()).mean())}
            )
    return {
        "chains": posterior.walk.shape[0],
        "draws_a_chain": posterior.walk.shape[1],
        "mixing": {name: {"worst_r_hat": pair[0], "fewest_effective_draws": pair[1]} for name, pair in mixing.items()},
        "converged": worst <= WANTED_R_HAT and fewest >= WANTED_DRAWS,
        "walk": float(np.median(posterior.walk)),
        "cells": int(found.counts.kind.size),
        "held_by_90": covered(seen.place) if several.size else None,
        "held_by_90_of_10_or_more": covered(seen.place[several]) if several.any() else None,
        "by_type": by_type,
    }


def _printed(found: Fitted) -> list[tuple[str, int]]:
    """The types and periods whose rates are printed."""
    return [(entry["type"], found.counts.periods.index(entry["period"])) for kind in found.shown for entry in _by_period(found, kind)]
