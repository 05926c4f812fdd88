"""Room: runs. Fit up to a period, predict the next, and see how often what came lay in the interval: the test the model can fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dualtrack.models.interception import covered, fit, next_period, predict
from dualtrack.runs.rates_counts import Length, counts_of, period_of, periods_of, types_of
from dualtrack.runs.rates_records import Records
from dualtrack.runs.rates_types import BY_ID, UNCOUNTED

LEAST_DAYS = 20


def next_period_predicted(records: Records, length: Length, number: int, seed: int, draws: int = 300) -> dict[str, Any]:
    """Fit every period before `number` and predict that one: coverage by day and type, and each type's total with its interval."""
    periods = periods_of(records.rows, length)
    past = [row for row in records.rows if periods.index(period_of(row.day, length)) < number]
    coming = [row for row in records.rows if period_of(row.day, length) == periods[number]]
    types = types_of(past)
    known = counts_of(past, types, periods[:number], lambda day: period_of(day, length))
    posterior = fit(known, seed=seed, warm_up=min(300, 2 * draws), draws=min(300, draws))
    counts = counts_of(coming, types, periods[number : number + 1], lambda day: period_of(day, length), known.middle_size)
    seen = predict(counts, next_period(posterior, seed=seed), seed=seed, name=f"next/{number}")
    totals = []
    for place, kind in enumerate(types):
        at = counts.kind == place
        if kind == UNCOUNTED or not at.any():
            continue
        launched, stopped, made = counts.launched[at].sum(), counts.stopped[at].sum(), seen.counts[:, at].sum(axis=1)
        low, high = np.quantile(made, (0.05, 0.95), method="inverted_cdf")
        totals.append(
            {
                "type": kind,
                "title": BY_ID[kind].title,
                "days": int(at.sum()),
                "launched": int(launched),
                "reported": float(100.0 * stopped / launched),
                "low_90": float(100.0 * low / launched),
                "high_90": float(100.0 * high / launched),
                "held": bool(low <= stopped <= high),
                "days_held": covered(seen.place[at]),
            }
        )
    return {
        "fitted_to": f"{periods[0]} to {periods[number - 1]}" if number > 1 else periods[0],
        "predicted": periods[number],
        "days": int(counts.kind.size),
        "days_held": covered(seen.place) if counts.kind.size else None,
        "totals_held": sum(each["held"] for each in totals),
        "totals": totals,
    }


def last_period_predicted(records: Records, length: Length, seed: int, draws: int) -> dict[str, Any] | None:
    """The prediction of the last period with enough days from all before it; None where there is none."""
    periods = periods_of(records.rows, length)
    for number in range(len(periods) - 1, 0, -1):
        days = {row.day for row in records.rows if period_of(row.day, length) == periods[number]}
        if len(days) >= LEAST_DAYS:
            found = next_period_predicted(records, length, number, seed, draws)
            return found if found["days"] else None
    return None


def every_origin(records: Records, *, seed: int, length: Length = "half-year") -> Iterator[str]:
    """Lines that tell how each period was predicted from those before it."""
    held = days = totals = right = 0.0
    for number in range(1, len(periods_of(records.rows, length))):
        found = next_period_predicted(records, length, number, seed)
        yield f"{found['predicted']} from {found['fitted_to']}: {100 * (found['days_held'] or 0):.0f} % of {found['days']} days, " + (
            f"{found['totals_held']} of {len(found['totals'])} totals"
        )
        for each in found["totals"]:
            if not each["held"]:
                yield f"    missed: {each['title']}, {each['reported']:.0f} %, predicted {each['low_90']:.0f} to {each['high_90']:.0f} %"
        held, days = held + (found["days_held"] or 0) * found["days"], days + found["days"]
        totals, right = totals + len(found["totals"]), right + found["totals_held"]
    yield f"all: {100 * held / max(days, 1):.1f} % of {days:.0f} days, {right:.0f} of {totals:.0f} totals"
