"""Room: facts. Dates as public sources give them: a day, a month or a year."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month (`day` is 0) or the year (`month` and `day` are 0)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2019`, `2019-08` or `2019-08-02`; raises ValueError for anything else or for a day that does not exist."""
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date; write 2019, 2019-08 or 2019-08-02")
        date = cls(*(int(part or 0) for part in match.groups()))
        try:
            datetime.date(*(1 if part is None else int(part) for part in match.groups()))
        except ValueError as error:
            raise ValueError(f"{text!r} is no day of the calendar; write 2019, 2019-08 or 2019-08-02") from error
        return date

    def earliest(self) -> datetime.date:
        """The first day this date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> datetime.date:
        """The last day this date can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text
