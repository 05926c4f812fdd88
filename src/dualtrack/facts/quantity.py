"""Room: facts. A number with a unit as a public source gives it: a value, an interval or a bound."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

SOUND_M_S = (295.1, 340.3)
"""Speed of sound [m/s] between 11 km height and sea level in the standard atmosphere (ISO 2533): a Mach number is an interval."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """The set of values a source leaves open, between `low` and `high` in `unit`; infinite where the source gives no bound.

    `low_closed` and `high_closed` say whether the end itself is meant: "beyond 500 km" is open at 500, "up to 500 km" is closed.
    """

    low: float
    high: float
    unit: str
    low_closed: bool = True
    high_closed: bool = True

    @classmethod
    def exactly(cls, value: float, unit: str) -> Quantity:
        """One value."""
        return cls(value, value, unit)

    @classmethod
    def between(cls, low: float, high: float, unit: str) -> Quantity:
        """An interval with both ends; raises ValueError when they are the wrong way round."""
        if low > high:
            raise ValueError(f"low {low:g} is above high {high:g}; write the smaller number as low")
        return cls(low, high, unit)

    @classmethod
    def above(cls, bound: float, unit: str, closed: bool = False) -> Quantity:
        """More than the bound, or at least it when `closed`."""
        return cls(bound, math.inf, unit, low_closed=closed, high_closed=False)

    @classmethod
    def below(cls, bound: float, unit: str, closed: bool = False) -> Quantity:
        """Less than the bound, or at most it when `closed`."""
        return cls(-math.inf, bound, unit, low_closed=False, high_closed=closed)

    @property
    def is_exact(self) -> bool:
        """Whether this is one value."""
        return self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def form(self) -> str:
        """`exactly`, `between`, `above`, `at least`, `below` or `at most`."""
        if self.is_exact:
            return "exactly"
        if self.is_bounded:
            return "between"
        if math.isfinite(self.low):
            return "at least" if self.low_closed else "above"
        return "at most" if self.high_closed else "below"

    def all_above(self, bound: float, closed: bool) -> bool:
        """Whether every value it can be is above the bound (or equal to it when `closed`)."""
        return self.low > bound or (self.low == bound and (closed or not self.low_closed))

    def all_below(self, bound: float, closed: bool) -> bool:
        """Whether every value it can be is below the bound (or equal to it when `closed`)."""
        return self.high < bound or (self.high == bound and (closed or not self.high_closed))

    def overlaps(self, other: Quantity) -> bool:
        """Whether some value satisfies both; units are converted."""
        if self.unit == "mach" != other.unit:
            return other.overlaps(self)
        same = other.to(self.unit)
        return not (self.all_above(same.high, not same.high_closed) or self.all_below(same.low, not same.low_closed))

    def to(self, unit: str) -> Quantity:
        """The same quantity in another unit; raises ValueError when the units measure different things."""
        if unit == self.unit:
            return self
        if self.unit == "mach":
            in_metres = replace(self, low=self.low * SOUND_M_S[0], high=self.high * SOUND_M_S[1], unit="m/s")
            return in_metres.to(unit)
        factor = conversion(self.unit, unit)
        return replace(self, low=self.low * factor, high=self.high * factor, unit=unit)

    def __str__(self) -> str:
        if self.form in ("exactly",):
            return f"{self.low:,.10g} {self.unit}"
        if self.form == "between":
            return f"{self.low:,.10g}-{self.high:,.10g} {self.unit}"
        return f"{self.form} {self.low if math.isfinite(self.low) else self.high:,.10g} {self.unit}"


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry()


EXACT = {("mile", "km"): 1.609344, ("ft", "m"): 0.3048, ("min", "s"): 60.0, ("degrees", "degree"): 1.0}
"""Conversions of the shipped records, by definition: reading all of pint's units takes longer than answering a small question."""
CURRENCIES = ("EUR", "USD")


@cache
def conversion(unit: str, wanted: str) -> float:
    """What to multiply a number in `unit` by to get it in `wanted`; raises ValueError when that means nothing."""
    if (unit, wanted) in EXACT:
        return EXACT[unit, wanted]
    if unit[:3] in CURRENCIES or wanted[:3] in CURRENCIES:
        raise ValueError(f"{unit!r} cannot be turned into {wanted!r}: money is not changed here")
    import pint

    try:
        return float(_registry().Quantity(1.0, unit).to(wanted).magnitude)
    except (pint.PintError, AttributeError, ValueError, TypeError) as error:
        raise ValueError(f"{unit!r} cannot be turned into {wanted!r}") from error
