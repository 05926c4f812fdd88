"""Room: runs. One row of the Ukrainian Air Force records: checked field by field, read, or set aside with its reason in words."""

from __future__ import annotations

import ast
import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dualtrack.errors import nearest
from dualtrack.runs.rates_types import REPORTED, UNCOUNTED, named_in, type_of

NUMBERS = (
    *("launched", "destroyed", "not_reach_goal", "still_attacking", "is_shahed", "num_hit_location", "num_fall_fragment_location"),
    *("turbojet", "turbojet_destroyed"),
)
NATIONAL = ("kpszsu", "GeneralStaff.ua", "CinCAFU", "t.me/kpszsu", "t.me/ChiefUkrDIU")
"""The Air Force, the General Staff, the Commander-in-Chief and the head of defence intelligence: bodies that report for the country."""
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?")
_REGIONAL = re.compile(r"pvk", re.IGNORECASE)
NOON = 12
MOST = 10_000
LONGEST_DAYS = 3


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is not counted: its line, the key of the reason, what was found, and the objects it speaks of."""

    number: int
    reason: str
    words: str
    launched: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A row that was read with allowance, and what was made of it."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that counts. `day` is the attack day (noon to noon, named for its end), times are Kyiv local, `types` ids without repeats,
    `not_reached` None where the report does not say, `in_air` still flying when it was written, `split` launched by type if stated."""

    number: int
    day: datetime.date
    starts: datetime.datetime
    ends: datetime.datetime
    types: tuple[str, ...]
    launched: int
    destroyed: int
    not_reached: int | None
    in_air: int
    split: Mapping[str, int]
    real_drones: int | None
    reporter: str
    post: str
    places: str
    all_destroyed: bool = False

    @property
    def resolved(self) -> int:
        """Launched, without those whose end the report does not know."""
        return self.launched - self.in_air

    @property
    def stopped(self) -> int:
        """Destroyed or reported as not reached."""
        return self.destroyed + (self.not_reached or 0)

    @property
    def sameness(self) -> tuple[object, ...]:
        """What two reports of one event share."""
        return (self.starts, self.ends, self.types, self.launched, self.destroyed, self.not_reached, self.in_air, self.places)


class _Fault(Exception):
    """Why a row cannot be counted."""

    def __init__(self, reason: str, words: str) -> None:
        self.reason, self.words = reason, words
        super().__init__(words)


def row_from(number: int, cells: Mapping[str, str]) -> tuple[Row | Aside, list[Note]]:
    """The row of a line, or why it is set aside; with notes on what was read with allowance."""
    notes: list[Note] = []
    launched = 0
    try:
        starts, ends = _window(number, cells, notes)
        types = _types(cells["model"])
        counts = {name: _count(name, cells.get(name, "")) for name in NUMBERS}
        launched = counts["launched"] or 0
        split = _split(cells.get("launched_details", ""), types, launched)
        _check_parts(counts)
        reporter, post = _reporter(cells["source"])
        _check_reporter(reporter, types)
    except _Fault as fault:
        return Aside(number, fault.reason, fault.words, launched), notes
    day = starts.date() + datetime.timedelta(days=starts.hour >= NOON)
    destroyed, not_reached = counts["destroyed"], counts["not_reach_goal"]
    assert destroyed is not None
    where = "|".join(cells.get(name, "") for name in ("launch_place", "target", "target_main"))
    row = Row(
        number=number, day=day, starts=starts, ends=ends, types=types, launched=launched, destroyed=destroyed,
        not_reached=not_reached, in_air=counts["still_attacking"] or 0, split=split, real_drones=counts["is_shahed"],
        reporter=reporter, post=post, places=where,
    )  # fmt: skip
    return row, notes


def _window(number: int, cells: Mapping[str, str], notes: list[Note]) -> tuple[datetime.datetime, datetime.datetime]:
    found = []
    for name in ("time_start", "time_end"):
        text = cells[name]
        match = _TIME.fullmatch(text.strip())
        if match is None:
            zone = " (times are Kyiv local and carry no zone)" if re.search(r"(Z|UTC|[+-]\d\d:?\d\d)$", text.strip()) else ""
            raise _Fault("time", f"{name} is {text!r}{zone}; write 2025-07-23 or 2025-07-23 22:40")
        try:
            moment = datetime.datetime.fromisoformat(match[1]).replace(hour=int(match[2] or 0), minute=int(match[3] or 0))
        except ValueError as error:
            raise _Fault("time", f"{name} is {text!r}, which is no moment of the calendar") from error
        if text != text.strip() or (match[2] is not None and len(match[2]) == 1):
            notes.append(Note(number, f"{name} {text!r} read as {moment:%Y-%m-%d %H:%M}"))
        if name == "time_end" and match[2] is None:
            moment += datetime.timedelta(days=1)
        found.append(moment)
    starts, ends = found
    if ends < starts:
        raise _Fault("time", f"the window ends at {cells['time_end']!r}, before it starts at {cells['time_start']!r}")
    if ends - starts > datetime.timedelta(days=LONGEST_DAYS):
        raise _Fault("time", f"the window {cells['time_start']!r} to {cells['time_end']!r} is longer than {LONGEST_DAYS} days")
    return starts, ends


def _types(cell: str) -> tuple[str, ...]:
    names = named_in(cell)
    if not names:
        raise _Fault("type", "model is empty")
    found = []
    for name in names:
        known = type_of(name)
        if known is None:
            close = nearest(name, [spelling for each in REPORTED for spelling in each.names], 1)
            raise _Fault("type", f"model names {name!r}" + (f"; the nearest known is {close[0]!r}" if close else ""))
        found.append(known)
    return tuple(dict.fromkeys(found))


def _count(name: str, text: str) -> int | None:
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0 or value != int(value) or value > MOST:
        raise _Fault("count", f"{name} is {text!r}; a whole number from 0 to {MOST:,} is needed")
    return int(value)


def _check_parts(counts: Mapping[str, int | None]) -> None:
    launched, destroyed = counts["launched"], counts["destroyed"]
    if launched is None or destroyed is None:
        raise _Fault("missing", " and ".join(name for name in ("launched", "destroyed") if counts[name] is None) + " not stated")
    if launched == 0:
        raise _Fault("count", "launched is 0: there is no denominator")
    parts = {name: counts[name] or 0 for name in ("destroyed", "not_reach_goal", "still_attacking")}
    if sum(parts.values()) > launched:
        told = " + ".join(f"{name} {value}" for name, value in parts.items() if value)
        raise _Fault("impossible", f"{told} exceed launched {launched}")
    if parts["still_attacking"] == launched:
        raise _Fault("censored", f"all {launched} were still in the air")
    for part, whole in (("is_shahed", "launched"), ("turbojet", "launched"), ("turbojet_destroyed", "turbojet")):
        most = counts[whole]
        if most is not None and (counts[part] or 0) > most:
            raise _Fault("impossible", f"{part} {counts[part]} exceeds {whole} {counts[whole]}")


def _split(text: str, types: tuple[str, ...], launched: int) -> Mapping[str, int]:
    if not text.strip():
        return {}
    try:
        told = ast.literal_eval(text.strip())
        pairs = [(type_of(str(name)), float(count)) for name, count in told.items()]
    except (ValueError, SyntaxError, AttributeError, TypeError) as error:
        raise _Fault("split", f"launched_details is {text!r}; counts by type are needed") from error
    found: dict[str, int] = {}
    for kind, count in pairs:
        if kind not in types or not math.isfinite(count) or count < 1 or count != int(count):
            raise _Fault("split", f"launched_details {text!r} names what model does not")
        found[kind] = found.get(kind, 0) + int(count)
    if sum(found.values()) != launched:
        raise _Fault("split", f"launched_details add up to {sum(found.values())}, launched is {launched}")
    return found


def _reporter(source: str) -> tuple[str, str]:
    post = source.strip()
    parts = [part for part in re.sub(r"^https?://(?:www\.)?(?:facebook\.com/)?", "", post).split("/") if part]
    if not parts:
        return "", post
    return ("/".join(parts[:2]) if parts[0] == "t.me" else parts[0]), post


def _check_reporter(reporter: str, types: tuple[str, ...]) -> None:
    if _REGIONAL.match(reporter):
        raise _Fault("regional", f"reported by {reporter}")
    if reporter.casefold() not in {name.casefold() for name in NATIONAL}:
        raise _Fault("unofficial", f"reported by {reporter or 'nobody named'}")
    if types == (UNCOUNTED,):
        raise _Fault("uncounted", "reconnaissance, small or unnamed drones")
