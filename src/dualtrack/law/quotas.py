"""Room: law. How many inspections or flights a quota allows in a year; calendar arithmetic on the record's own numbers only."""

from __future__ import annotations

import datetime
import math

from dualtrack.law.limits import add_months
from dualtrack.law.treaty import Phase, Quota, Treaty


def phase_on(treaty: Treaty, quota: Quota, on: datetime.date) -> Phase | None:
    """The phase of a quota's schedule a day falls in; None before entry into force and after the last phase."""
    started = treaty.first("in-force")
    if started is None or on < started.on:
        return None
    since = started.on
    for phase in quota.phases:
        end = phase.until or (add_months(since, 12 * phase.years) - datetime.timedelta(days=1) if phase.years else None)
        if end is None or on <= end:
            return phase
        since = end + datetime.timedelta(days=1)
    return None


def quota_on(treaty: Treaty, quota: Quota, on: datetime.date, party: str = "") -> int | None:
    """What the quota allows in the year of a day [the quota's unit]; None where the text gives the party none."""
    phase = phase_on(treaty, quota, on)
    if phase is None:
        return None
    if phase.each_year:
        return phase.each_year
    full = quota.full.get(party)
    return math.floor(full * phase.share + 1e-9) if full is not None else None


def quota_total(quota: Quota, years: int | None = None) -> int:
    """The sum over the first `years` of a schedule in fixed numbers, or over the whole of it [the quota's unit]."""
    each_year = [phase.each_year for phase in quota.phases for _ in range(phase.years)]
    return sum(each_year[:years])
