"""Room: runs. The strict reader of the Ukrainian Air Force records (the column layout of "Massive Missile Attacks on Ukraine").

Nothing is dropped in silence: every row is used, or set aside with its line, reason and words. Times are Kyiv local (a re-publisher's
"UTC" is wrong) and stay so. An attack day runs from noon to noon and is named for the date on which it ends: the unit of resampling,
since several rows share one post. Rows of regional commands state kills and not launches; they are set aside by who reports, never by what
was reported, because a rule that looks at the outcome would bend every rate.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dualtrack.errors import RecordError, UserError, nearest
from dualtrack.runs.rates_row import Aside, Note, Row, row_from

NEEDED = ("time_start", "time_end", "model", "launched", "destroyed", "not_reach_goal", "still_attacking", "source")
ALSO_KNOWN = (
    *("launch_place", "target", "target_main", "border_crossing", "is_shahed", "num_hit_location", "num_fall_fragment_location"),
    *("carrier", "turbojet", "turbojet_destroyed", "affected region", "destroyed_details", "launched_details", "launch_place_details"),
)
LARGEST = 50_000_000
REASONS = {
    "fields": "wrong number of fields",
    "time": "a time that cannot be read",
    "count": "a count that is no whole number of objects",
    "missing": "launched or destroyed not stated",
    "impossible": "parts that exceed the launched",
    "censored": "no outcome known: everything was still in the air when the report was written",
    "type": "a type nobody knows",
    "split": "a split of the launched that does not add up",
    "duplicate": "the same row again",
    "regional": "regional command: states kills, not launches, so there is no denominator",
    "unofficial": "not a national body's report",
    "as-asked": "a national post that says launched = destroyed throughout, left out as asked",
    "uncounted": "a kind whose launches nobody counts",
}


@dataclass(frozen=True, slots=True)
class Records:
    """The rows to count, those set aside with why, what was read with allowance, and the file's name and fingerprint."""

    name: str
    fingerprint: str
    read: int
    rows: tuple[Row, ...]
    aside: tuple[Aside, ...]
    notes: tuple[Note, ...]
    overlaps: tuple[Note, ...] = field(default=())

    def set_aside(self) -> Mapping[str, int]:
        """How many rows were set aside, by reason, in the order of REASONS."""
        counted = Counter(each.reason for each in self.aside)
        return {reason: counted[reason] for reason in REASONS if counted[reason]}

    def without_all_destroyed(self) -> Records:
        """The same without national posts in which every row says launched = destroyed, which are set aside as asked."""
        out = [Aside(row.number, "as-asked", f"{row.destroyed} of {row.launched}", row.launched) for row in self.rows if row.all_destroyed]
        aside = tuple(sorted((*self.aside, *out), key=lambda each: each.number))
        return replace(self, rows=tuple(row for row in self.rows if not row.all_destroyed), aside=aside)


def read_records(path: Path | str, *, strict: bool = False) -> Records:
    """Read a file of records; raises UserError for a file or columns that cannot be used, and, if `strict`, for any faulty row."""
    name = str(path)
    text, fingerprint = _text(Path(path), name)
    lines = list(_lines(text, name))
    columns = [cell.strip() for cell in lines[0][1]]
    _check_columns(columns, name)
    rows: list[Row] = []
    aside: list[Aside] = []
    notes: list[Note] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in lines[1:]:
        if len(cells) != len(columns):
            aside.append(Aside(number, "fields", f"{len(cells)} fields under {len(columns)} column names"))
            continue
        if tuple(cells) in seen:
            aside.append(Aside(number, "duplicate", f"the same as row {seen[tuple(cells)]} in every column"))
            continue
        seen[tuple(cells)] = number
        found, mended = row_from(number, dict(zip(columns, cells, strict=True)))
        notes += mended
        if isinstance(found, Aside):
            aside.append(found)
        else:
            rows.append(found)
    rows, repeated = _without_repeats(rows)
    aside = sorted((*aside, *repeated), key=lambda each: each.number)
    if strict:
        _refuse_faults(aside, name)
    return Records(name, fingerprint, len(lines) - 1, tuple(_marked(rows)), tuple(aside), tuple(notes), tuple(_overlaps(rows)))


def _text(path: Path, name: str) -> tuple[str, str]:
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"{name}: the file is too large; give at most {LARGEST:,} bytes")
        raw = path.read_bytes()
        return raw.decode("utf-8-sig"), hashlib.sha256(raw).hexdigest()
    except UnicodeDecodeError as error:
        raise UserError(f"{name}: byte {error.start} is not UTF-8 text; save the table as CSV in UTF-8") from error
    except OSError as error:
        raise UserError(f"{name}: cannot be read ({error.strerror}); give a CSV file of the records") from error


def _lines(text: str, name: str) -> Iterable[tuple[int, list[str]]]:
    """Each record with the line it begins on; blank lines are none."""
    reader = csv.reader(io.StringIO(text), strict=True)
    begins, found = 1, 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found += 1
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UserError(f"{name}: line {begins}: no CSV ({error}); check the quotation marks") from error
    if not found:
        raise UserError(f"{name}: the file is empty; the first line names the columns: {', '.join(NEEDED)}, ...")


def _check_columns(columns: Sequence[str], name: str) -> None:
    known = (*NEEDED, *ALSO_KNOWN)
    wrong = []
    for column in columns:
        if column not in known:
            close = nearest(column, known, 1)
            wrong.append(f"unknown column {column!r}" + (f", did you mean {close[0]!r}?" if close else ""))
    wrong += [f"column {column!r} twice" for column, times in Counter(columns).items() if times > 1]
    wrong += [f"column {column!r} is missing" for column in NEEDED if column not in columns]
    if wrong:
        raise UserError(f"{name}: line 1: " + "; ".join(wrong) + f". The columns are {', '.join(known)}")


def _refuse_faults(aside: Sequence[Aside], name: str) -> None:
    from dualtrack.errors import Problem

    faults = [each for each in aside if each.reason in ("fields", "time", "count", "missing", "impossible", "type", "split", "duplicate")]
    if faults:
        raise RecordError([Problem(name, each.number, "", f"{REASONS[each.reason]}: {each.words}") for each in faults])


def _without_repeats(rows: Sequence[Row]) -> tuple[list[Row], list[Aside]]:
    """Rows but those that another post repeats: same window, types, counts and places."""
    first: dict[tuple[object, ...], Row] = {}
    kept, repeated = [], []
    for row in rows:
        before = first.setdefault(row.sameness, row)
        if before is not row and before.post != row.post:
            repeated.append(Aside(row.number, "duplicate", f"the same event as row {before.number}, in another post", row.launched))
        else:
            kept.append(row)
    return kept, repeated


def _marked(rows: Sequence[Row]) -> Iterable[Row]:
    """Rows, marked where their whole post says launched = destroyed: whether launches were counted cannot be told from it."""
    partly = {row.post for row in rows if row.launched != row.destroyed}
    return (replace(row, all_destroyed=row.post not in partly) for row in rows)


def _overlaps(rows: Sequence[Row]) -> Iterable[Note]:
    """Pairs of rows of one type from different posts whose windows overlap: perhaps one event counted twice; kept, and said."""
    ordered = sorted(rows, key=lambda row: (row.types, row.starts, row.number))
    for place, row in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.types != row.types or other.starts >= row.ends:
                break
            if other.post != row.post and min(row.ends, other.ends) - other.starts > datetime.timedelta(0):
                yield Note(other.number, f"window overlaps that of row {row.number} ({', '.join(row.types)}); both are counted")
