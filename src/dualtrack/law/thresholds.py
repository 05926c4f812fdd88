"""Room: law. Whether every value a claim leaves open lies on one side of a threshold; the thresholds come from the record. Facts only."""

from __future__ import annotations

import math

from dualtrack.facts import Claim, Quantity, Resolved
from dualtrack.law.conditions import Truth


def side(value: Quantity, bound: float | None, closed: bool) -> Truth:
    """Whether the value lies above a lower threshold."""
    if bound is None or value.all_above(bound, closed):
        return Truth.YES
    return Truth.NO if value.all_below(bound, not closed) else Truth.UNKNOWN


def mirror(value: Quantity, bound: float | None, closed: bool) -> Truth:
    """Whether the value lies below an upper threshold."""
    if bound is None or value.all_below(bound, closed):
        return Truth.YES
    return Truth.NO if value.all_above(bound, not closed) else Truth.UNKNOWN


def all_claims(resolved: Resolved) -> tuple[Claim, ...]:
    """The claims behind a value and those it leaves aside."""
    return (*resolved.claims, *resolved.others)


def exceeds(claim: Claim, bound: float, unit: str) -> bool:
    """Whether somebody puts a quantity above a bound [unit], in full or in part."""
    if not isinstance(claim.value, Quantity):
        return False
    value = claim.value.to(unit)
    return value.low > bound or bound < value.high < math.inf
