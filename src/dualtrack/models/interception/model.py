"""Room: models. Interception rates: a rate with its denominator, window and types; what may be compared; a stated over-claim.

Valid for
    Counts that a report states. Nothing here says why a rate is what it is.

References
    The cases of rates with unlike denominators: cases 34 and 35 in `cases.yaml`, with their sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]

DENOMINATORS = {
    "all launched": "everything launched, of every type",
    "launched": "what was launched of the types named",
    "resolved": "what was launched of the types named, without what was still in the air when the report was written",
    "arriving": "what arrived over the defended area: not what failed, fell short or was lost on the way",
    "not stated": "a denominator that the source does not state",
}
NUMERATORS = {
    "destroyed": "destroyed",
    "stopped": "destroyed or not reached (lost, jammed, fell short)",
    "leaked": "neither destroyed nor reported as not reached",
    "hits": "hits on the ground",
    "not stated": "a numerator that the source does not state",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate [percent] that somebody stated or that counts give: of what, over what, when, of which types, on whose word.

    `numerator` and `denominator` are counts (None when the source gives the percentage alone); `counted` and `over` are keys of
    NUMERATORS and DENOMINATORS; `window` is two days, `2023-12-01/2023-12-31`, or empty when it is not stated.
    """

    name: str
    counted: str
    over: str
    window: str = ""
    types: tuple[str, ...] = ()
    numerator: float | None = None
    denominator: float | None = None
    stated_percent: float | None = None

    @property
    def percent(self) -> float:
        """The rate [percent]: from its counts where there are any, as stated otherwise."""
        if self.numerator is not None and self.denominator is not None:
            return rate_percent(self.numerator, self.denominator)
        if self.stated_percent is None:
            raise OutsideValidity(f"the rate {self.name!r} has neither counts nor a stated percentage; give one of them")
        return self.stated_percent


def rate_percent(numerator: float, denominator: float) -> float:
    """`numerator` of `denominator` [percent]. Raises OutsideValidity where the first is more than the second, or there is none.

    Valid for: counts of the same objects. References: a ratio; no publication needed.
    """
    if not (np.isfinite(numerator) and np.isfinite(denominator)) or denominator <= 0 or not 0 <= numerator <= denominator:
        raise OutsideValidity(f"{numerator:g} of {denominator:g} is no rate: a part is counted from a whole of at least one object")
    return float(100.0 * numerator / denominator)


def hits_by_denominator(*, hits: float, all_launched: float, launched: float, arriving: float) -> Mapping[str, float]:
    """The same hits over three denominators [percent]: everything launched, launched of the type that hit, and arriving of it.

    Valid for: nested counts, arriving <= launched <= all_launched. References: case 35.
    """
    if not arriving <= launched <= all_launched:
        raise OutsideValidity(f"{arriving:g} arriving of {launched:g} launched of {all_launched:g} in all: each must hold the one before")
    return {
        "of_all_launched": rate_percent(hits, all_launched),
        "of_launched": rate_percent(hits, launched),
        "of_arriving": rate_percent(hits, arriving),
    }


def compared(first: Rate, second: Rate) -> tuple[str, ...]:
    """Why two rates cannot be set side by side, in words; empty when nothing stands against it.

    Valid for: any two rates. References: case 34.
    """
    found = []
    if first.counted != second.counted:
        found.append(f"{first.name} counts {NUMERATORS[first.counted]}; {second.name} counts {NUMERATORS[second.counted]}.")
    if first.over != second.over:
        found.append(
            f"Unlike denominators: {first.name} is over {DENOMINATORS[first.over]}; {second.name} over {DENOMINATORS[second.over]}."
        )
    elif first.over == "not stated":
        found.append(f"Neither {first.name} nor {second.name} states its denominator.")
    if not first.types or not second.types:
        silent = first.name if not first.types else second.name
        found.append(f"{silent} does not say which types it covers.")
    elif set(first.types) != set(second.types):
        found.append(f"Unlike types: {first.name} covers {', '.join(first.types)}; {second.name} covers {', '.join(second.types)}.")
    if first.window != second.window or not first.window:
        found.append(
            f"Unlike windows: {first.name} {first.window or 'does not state one'}; {second.name} {second.window or 'does not state one'}."
        )
    return tuple(found)


def unlike(*, counted: str, over: str, other_counted: str, other_over: str) -> str:
    """The warning for two kinds of rate of the same types and window, empty when they are alike.

    Valid for: the keys of NUMERATORS and DENOMINATORS. References: cases 34 and 35.
    """
    first = Rate("the first", counted, over, "one", ("one",))
    return " ".join(compared(first, Rate("the second", other_counted, other_over, "one", ("one",))))


def after_over_claim(*, destroyed: ArrayLike, not_reached: ArrayLike, over_claim: ArrayLike) -> Array:
    """Share stopped [1] when a stated part [1] of the kills claimed did not happen and those objects came through; arrays broadcast.

    Valid for: a part given by the user; nothing here estimates it. References: a definition; no publication needed.
    """
    part = np.asarray(over_claim, dtype=np.float64)
    if ((part < 0.0) | (part > 1.0) | ~np.isfinite(part)).any():
        raise OutsideValidity("an over-claim is the part of the kills claimed that did not happen: give 0 to 1")
    found: Array = np.asarray(destroyed, dtype=np.float64) * (1.0 - part) + np.asarray(not_reached, dtype=np.float64)
    return found
