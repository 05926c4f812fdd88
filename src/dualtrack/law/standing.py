"""Room: law. Whether a treaty bound a party on a day, who had suspended it, and up to which day conduct is judged."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from dualtrack.law.treaty import Event, Treaty

ENDINGS = ("expired", "terminated")
_STARTS = ("provisionally-applied", "in-force")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a treaty stood for a party on a day.

    `code` is not-yet-in-force, in-force, suspended, withdrawn or ended; `sentence` says since when and by whom; `suspended_by` names
    those who had suspended it; conduct is judged up to `judged_on`.
    """

    code: str
    sentence: str
    judged_on: datetime.date
    suspended_by: tuple[str, ...] = ()


def ending(treaty: Treaty, party: str = "") -> Event | None:
    """The event that ends the treaty for a party: its end for all, or the party's own withdrawal where that came first."""
    ends = [event for event in treaty.events if event.event in ENDINGS]
    ends += [event for event in treaty.events if event.event == "withdrawn" and party and event.by == party]
    return min(ends, key=lambda event: event.last_in_force, default=None)


def judged_on(treaty: Treaty, on: datetime.date, party: str = "") -> datetime.date:
    """The last day up to which conduct is judged: the day asked about, or the last day that bound. Facts should hold on it."""
    end = ending(treaty, party)
    return min(on, end.last_in_force) if end else on


def standing_on(treaty: Treaty, on: datetime.date, party: str = "") -> Standing:
    """How the treaty stood on a day, for a party where one is named. The last day in force is covered: conduct on it is judged."""
    day, end = judged_on(treaty, on, party), ending(treaty, party)
    started = min((event for event in treaty.events if event.event in _STARTS), key=lambda event: event.on, default=None)
    if started is None or on < started.on:
        return Standing("not-yet-in-force", _not_yet(treaty, started), day)
    if end and on > end.last_in_force:
        if end.event == "withdrawn":
            return Standing("withdrawn", f"{end.by} is not bound any more since {end.on}: {_how_it_ended(treaty, end)}.", day)
        return Standing("ended", f"No {_noun(treaty)} is in force since {end.on}: {_how_it_ended(treaty, end)}.", day)
    parts = [_since(treaty, started, on)]
    suspended = _suspended(treaty, on)
    if suspended:
        by_day = itertools.groupby(suspended, key=lambda event: event.on)
        who = _listed(f"by {_listed(event.by for event in events)} on {day}" for day, events in by_day)
        parts.append(f"suspended {who}, so that the verdict stands for conduct before that and is contested after it")
    if end and on == end.last_in_force:
        parts.append(f"it ends on this day, {on}: {_how_it_ended(treaty, end)}")
    gone = [event for event in treaty.events if event.event == "withdrawn" and event.last_in_force < on]
    if gone:
        parts.append("without " + " and ".join(f"{event.by}, which left on {event.on}" for event in sorted(gone, key=lambda each: each.on)))
    by = tuple(event.by for event in suspended)
    return Standing("suspended" if by else "in-force", "; ".join(parts) + ".", day, by)


def _since(treaty: Treaty, started: Event, on: datetime.date) -> str:
    whole = treaty.first("in-force")
    if whole is None or on < whole.on:
        return f"Applied provisionally since {started.on}"
    return f"{'In force' if treaty.nature == 'legally-binding' else 'In effect'} since {whole.on}"


def _suspended(treaty: Treaty, on: datetime.date) -> list[Event]:
    """The latest suspension of each actor that it had not taken back by the day, in the order of the days."""
    latest: dict[str, Event] = {}
    for event in sorted(treaty.events, key=lambda event: event.on):
        if event.event in ("suspended", "resumed", "withdrawn") and event.on <= on:
            latest.setdefault(event.by, event) if event.event == "suspended" else latest.pop(event.by, None)
    return sorted(latest.values(), key=lambda event: event.on)


def _listed(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _noun(treaty: Treaty) -> str:
    return {"legally-binding": "treaty", "export-guidelines": "regime", "draft": "treaty"}.get(treaty.nature, "commitment")


def _not_yet(treaty: Treaty, started: Event | None) -> str:
    first = min(
        (event for event in treaty.events if event.event in ("proposed", "adopted", "signed")), key=lambda event: event.on, default=None
    )
    said = f"{first.event}{f' by {first.by}' if first.by else ''} {first.on}" if first else ""
    parts = [said, f"in force from {started.on}" if started else "never in force"]
    return f"Not yet in force: {', '.join(part for part in parts if part)}."


def _how_it_ended(treaty: Treaty, end: Event) -> str:
    notice = treaty.first("withdrawal-notice", end.by) if end.by else None
    if notice:
        return f"notice of withdrawal by {notice.by} on {notice.on}"
    return (end.says or end.event).rstrip(".")
