"""Room: law. Whether a treaty was in force on a day, who had suspended it, and up to which day conduct is judged."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dualtrack.law.treaty import Event, Treaty


@dataclass(frozen=True, slots=True)
class Standing:
    """`code` is not-yet-in-force, in-force, suspended or ended; `sentence` says since when and by whom."""

    code: str
    sentence: str
    judged_on: datetime.date


def judged_on(treaty: Treaty, on: datetime.date) -> datetime.date:
    """The last day up to which conduct is judged: the day asked about, or the day the treaty ended. Facts should hold on it."""
    ended = treaty.first("terminated")
    return min(on, ended.on) if ended else on


def standing_on(treaty: Treaty, on: datetime.date) -> Standing:
    """How the treaty stood on a day. The day it ended is the last one it covers: conduct up to that day is judged."""
    day = judged_on(treaty, on)
    started, ended = treaty.first("in-force"), treaty.first("terminated")
    if started is None or on < started.on:
        return Standing("not-yet-in-force", _not_yet(treaty, started), day)
    since = f"In force since {started.on}"
    if ended and on > ended.on:
        return Standing("ended", f"No treaty is in force since {ended.on}: {_how_it_ended(treaty, ended)}.", day)
    suspended = [event for event in treaty.events if event.event == "suspended" and event.on <= on]
    by_actor = {event.by: event for event in sorted(suspended, key=lambda event: event.on, reverse=True)}
    parts = [since]
    if by_actor:
        who = " and ".join(f"by {event.by} on {event.on}" for event in sorted(by_actor.values(), key=lambda event: event.on))
        parts.append(f"suspended {who}, so that the verdict stands for conduct before that and is contested after it")
    if ended and on == ended.on:
        parts.append(f"it ends on this day, {ended.on}: {_how_it_ended(treaty, ended)}")
    return Standing("suspended" if by_actor else "in-force", "; ".join(parts) + ".", day)


def _not_yet(treaty: Treaty, started: Event | None) -> str:
    signed = treaty.first("signed")
    parts = [f"signed {signed.on}" if signed else "", f"in force from {started.on}" if started else "never in force"]
    return f"Not yet in force: {', '.join(part for part in parts if part)}."


def _how_it_ended(treaty: Treaty, ended: Event) -> str:
    notice = treaty.first("withdrawal-notice")
    if notice:
        return f"notice of withdrawal by {notice.by} on {notice.on}"
    return ended.says or "terminated"
