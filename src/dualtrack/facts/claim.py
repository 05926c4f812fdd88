"""Room: facts. What somebody says of one attribute of one subject, and the disputes between such claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dualtrack.facts.dates import PartialDate
from dualtrack.facts.label import Label
from dualtrack.facts.quantity import Quantity


@dataclass(frozen=True, slots=True)
class State:
    """A value in words or a date in words: `ground`, `cruise`, `2019-08-02`, `not compliant`."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Place:
    """A town-level place: name, country (ISO 3166-1 alpha-3), latitude and longitude [degrees, at most two decimals]."""

    name: str
    country: str
    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value nobody gave, with the reason. Never zero and never blank."""

    reason: str

    def __str__(self) -> str:
        return f"unknown: {self.reason}"


Value = Quantity | State | Unknown


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one attribute of one subject: `as_of` when it is said to hold, `made_public` when it could be known.

    `until` ends what held (a suspended treaty, a withdrawn unit); `speaker` names the person who spoke for the claimant; `against` names
    the kinds of target that an engagement range or height is said for: none where the claim names none.
    An assumed value has no claimant and no source but `assumed`, the reason it is there.
    """

    subject: str
    attribute: str
    value: Value
    as_of: PartialDate | None = None
    made_public: PartialDate | None = None
    until: PartialDate | None = None
    claimant: str = ""
    source: str = ""
    speaker: str = ""
    assumed: str = ""
    note: str = ""
    against: tuple[str, ...] = ()
    number: int = 0

    @property
    def id(self) -> str:
        """`subject.attribute.number`, counted from one as written in the record."""
        return f"{self.subject}.{self.attribute}.{self.number}"

    @property
    def label(self) -> Label:
        """`assumed` for an assumption, else `reported`."""
        return Label.ASSUMED if self.assumed else Label.REPORTED


def differ(claims: Iterable[Claim]) -> bool:
    """Whether some claims give different values: one voice, or several that say the same, are no dispute."""
    return len({str(claim.value) for claim in claims}) > 1


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two or more claims that cannot all hold, and what the disagreement is about. Never averaged, never decided."""

    subject: str
    attribute: str
    text: str
    claims: tuple[Claim, ...]
