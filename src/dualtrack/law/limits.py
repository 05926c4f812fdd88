"""Room: law. Days counted from a treaty's events and numbers its limits allow; calendar arithmetic only."""

from __future__ import annotations

import calendar
import datetime

from dualtrack.law.treaty import Deadline, Treaty


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many calendar months later, or the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def deadline_on(treaty: Treaty, deadline: Deadline) -> datetime.date | None:
    """The day a deadline falls on; None while the event it counts from has not happened."""
    event = treaty.first(deadline.after)
    return add_months(event.on, deadline.months) if event else None


def permitted_units(limit_warheads: int, warheads_each: int) -> int:
    """How many whole items stay within a limit [warheads] when each counts `warheads_each` [warheads]."""
    return limit_warheads // warheads_each


def years_months_days(start: datetime.date, end: datetime.date) -> tuple[int, int, int]:
    """Whole years, months and days from `start` to `end`; raises ValueError when they are the wrong way round."""
    if end < start:
        raise ValueError(f"{end} lies before {start}; write the earlier day first")
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return months // 12, months % 12, (end - add_months(start, months)).days
