"""Room: facts. A perspective is an ordered list of claimants; it picks one claim, or says why it cannot."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from dualtrack.facts.claim import Claim, State, Unknown, Value
from dualtrack.facts.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Perspective:
    """Whose word is taken, first to last. If none of them spoke the value is unknown: there is no silent fallback."""

    id: str
    name: str
    claimants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a perspective makes of an attribute: the value, the claims it rests on, and those it leaves aside."""

    value: Value
    claims: tuple[Claim, ...]
    others: tuple[Claim, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return not isinstance(self.value, Unknown)


def visible(claims: Iterable[Claim], known_by: datetime.date | None, holds_on: datetime.date | None) -> tuple[Claim, ...]:
    """The claims surely public by `known_by` that are said to hold on `holds_on`; a missing date shuts nothing out.

    A month or year counts as public on its last day, and as holding from its first.
    """
    kept = []
    for claim in claims:
        if known_by and claim.made_public and claim.made_public.latest() > known_by:
            continue
        if holds_on and claim.as_of and claim.as_of.earliest() > holds_on:
            continue
        if holds_on and claim.until and claim.until.earliest() <= holds_on:
            continue
        kept.append(claim)
    return tuple(kept)


def compatible(first: Value, second: Value) -> bool:
    """Whether both values can hold at once."""
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        try:
            return first.overlaps(second)
        except ValueError:
            return False
    if isinstance(first, State) and isinstance(second, State):
        return first.text == second.text
    return isinstance(first, Unknown) or isinstance(second, Unknown)


def resolve(claims: Sequence[Claim], perspective: Perspective) -> Resolved:
    """What the perspective takes from claims already limited to its dates.

    The first claimant who spoke counts, with the latest `as_of`; a tie that cannot all hold is unknown, with the claims shown.
    An assumption of ours stands only where none of the claimants spoke.
    """
    for claimant in perspective.claimants:
        spoken = [claim for claim in claims if claim.claimant == claimant and not claim.assumed]
        if not spoken:
            continue
        latest = max(_held_from(claim) for claim in spoken)
        chosen = tuple(claim for claim in spoken if _held_from(claim) == latest)
        others = tuple(claim for claim in claims if claim not in chosen)
        if all(compatible(first.value, second.value) for first, second in combinations(chosen, 2)):
            return Resolved(_narrowest(chosen), chosen, others)
        return Resolved(Unknown(f"{claimant} gave values for the same date that cannot all hold"), chosen, others)
    assumed = tuple(claim for claim in claims if claim.assumed)
    if assumed:
        return Resolved(assumed[-1].value, assumed[-1:], tuple(claim for claim in claims if claim not in assumed[-1:]))
    reason = "no claim was public by then" if not claims else f"none of {', '.join(perspective.claimants)} gave a value"
    return Resolved(Unknown(reason), (), tuple(claims))


def _held_from(claim: Claim) -> datetime.date:
    return claim.as_of.earliest() if claim.as_of else datetime.date.min


def _narrowest(claims: Sequence[Claim]) -> Value:
    """The value that leaves least open; of two bounds the stricter one, whatever the order of the claims."""

    def openness(claim: Claim) -> tuple[float, float, float, str]:
        value = claim.value
        if not isinstance(value, Quantity):
            return 0.0, 0.0, 0.0, str(value)
        unit = next(found.value.unit for found in claims if isinstance(found.value, Quantity))
        same = value.to("m/s" if unit == "mach" else unit)
        return same.high - same.low, -same.low, same.high, str(value)

    return min(claims, key=openness).value
