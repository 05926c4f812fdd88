"""Room: catalogue. What a treaty record may hold beside its claims: parties, events, provisions with their conditions, quotas.

The schema only; the law room turns the accepted values into a treaty (`dualtrack.law.treaty_from`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dualtrack.catalogue.conditions import ConditionFields, Name
from dualtrack.catalogue.schema import Closed, DayText, Id, Number, RecordFields, Text
from dualtrack.catalogue.yaml_file import Path

Read = Literal["seen", "secondhand", "recalled"]
EventName = Literal[
    "proposed",
    "adopted",
    "signed",
    "provisionally-applied",
    "in-force",
    "extended",
    "suspended",
    "resumed",
    "withdrawal-notice",
    "withdrawn",
    "expired",
    "terminated",
    "noted",
]
Kind = Literal[
    "definition",
    "listing",
    "range-rule",
    "counting-rule",
    "exclusion",
    "exception",
    "imputation",
    "obligation",
    "limit",
    "duty",
    "duration",
]
Judges = Literal["systems", "transfers", "deployments", "exercises", "parties", "stationings"]
Nature = Literal["legally-binding", "politically-binding", "export-guidelines", "unilateral", "draft"]


class PartyFields(Closed):
    """An actor bound by the treaty, from when and as what."""

    actor: Id
    start: DayText = Field(alias="from")
    role: Text | None = Field(None, alias="as")
    source: Id


class EventFields(Closed):
    """What happened to the treaty on a day, who did it, and the last day in force where the text puts it before that day."""

    event: EventName
    on: DayText
    last_day: DayText | None = None
    by: Id | None = None
    says: Text | None = None
    source: Id


class ProvisionFields(Closed):
    """One paragraph in our own words, whether it was read, and the condition under which it applies."""

    id: Id
    article: Text
    kind: Kind
    title: Text
    says: Text
    checked: Read
    source: Id
    note: Text | None = None
    defines: Id | None = None
    when: ConditionFields | None = None
    range_from: list[Name] | None = None
    at_least_from: list[Name] | None = None
    derives: Name | None = None
    adds: dict[Name, Number] = Field(default_factory=dict)
    unit: Text | None = None
    to: list[Id] = Field(default_factory=list)
    must_be_claimed: bool = False
    binds: list[Id] = Field(default_factory=list)
    binds_from: DayText | None = None
    forbids: Text | None = None
    requires: Text | None = None
    met: ConditionFields | None = None
    disputed_by: Id | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> ProvisionFields:
        if (self.kind == "range-rule") != bool(self.range_from):
            raise ValueError("a range-rule, and no other provision, says `range_from:` which attributes the range is taken from")
        if (self.kind == "counting-rule") != bool(self.derives and self.adds and self.unit):
            raise ValueError("a counting-rule, and no other provision, says `derives:`, `adds:` and `unit:`")
        if (self.kind == "exception") != bool(self.to):
            raise ValueError("an exception, and no other provision, says `to:` which provisions it takes away")
        if self.must_be_claimed and self.kind not in ("exception", "exclusion", "definition"):
            raise ValueError("only an exception, exclusion or definition can be one that `must_be_claimed:`")
        if self.kind in ("listing", "exclusion", "exception", "obligation", "limit", "duty") and self.when is None:
            raise ValueError(f"a provision of kind {self.kind} needs `when:`")
        if self.defines and self.when is None:
            raise ValueError("a defined term needs `when:`")
        if self.kind in ("obligation", "limit") and not self.forbids:
            raise ValueError(f"a provision of kind {self.kind} says `forbids:` which conduct breaks it")
        if (self.kind == "duty") != bool(self.requires) or (self.met and self.kind != "duty"):
            raise ValueError("a duty, and no other provision, says `requires:` what must be done, and `met:` when it is done")
        return self

    def conditions(self) -> Iterator[tuple[Path, ConditionFields]]:
        """Every condition it holds and every part of one, with its place in the provision."""
        for key, found in (("when", self.when), ("met", self.met)):
            if found:
                yield from found.walk((key,))


class DeadlineFields(Closed):
    """A day counted in calendar months from an event."""

    id: Id
    article: Text
    what: Text
    months: int = Field(gt=0)
    after: EventName
    checked: Read
    source: Id


class LimitFields(Closed):
    """What the items of each kind may carry by a deadline [warheads], by kind."""

    article: Text
    warheads: dict[Id, Annotated[int, Field(gt=0)]] = Field(min_length=1)
    deadline: Id
    checked: Read
    source: Id


class PhaseFields(Closed):
    """Part of a quota's schedule: so many years or until a day, each with a number or a share of the party's full number."""

    years: Annotated[int, Field(gt=0)] | None = None
    until: DayText | None = None
    each_year: Annotated[int, Field(gt=0)] | None = None
    share: Annotated[float, Field(gt=0, le=1)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> PhaseFields:
        if self.years and self.until:
            raise ValueError("a phase runs `years:` or `until:` a day, not both; without either it has no end")
        if (self.each_year is None) == (self.share is None):
            raise ValueError("a phase has `each_year:` a number, or a `share:` of each party's full number")
        return self


class QuotaFields(Closed):
    """Inspections, flights or visits a year, in phases after entry into force; `full` by party where parties differ."""

    id: Id
    article: Text
    what: Text
    unit: Text
    phases: list[PhaseFields] = Field(min_length=1)
    full: dict[Id, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    checked: Read
    source: Id
    note: Text | None = None

    @model_validator(mode="after")
    def _shares_of_something(self) -> QuotaFields:
        if any(phase.share is not None for phase in self.phases) and not self.full:
            raise ValueError("a share needs `full:` with each party's number")
        return self


class DeclaresFields(Closed):
    """Which figures the parties declare, and the days of a year on which they are due (month-day)."""

    article: Text
    attributes: list[Name] = Field(min_length=1)
    due: list[Annotated[str, Field(pattern=r"^[01][0-9]-[0-3][0-9]$")]] = Field(min_length=1)


class PositionFields(Closed):
    """What one actor says in a counter-claim."""

    actor: Id
    says: Text
    source: Id


class CounterClaimFields(Closed):
    """A charge that was denied and never decided: the articles invoked, what it is about and since when, both positions."""

    id: Id
    title: Text
    articles: list[Text] = Field(min_length=1)
    about: list[Id] = Field(default_factory=list)
    status: Text
    since: DayText | None = None
    positions: list[PositionFields] = Field(min_length=2)


class ReadsFields(Closed):
    """Which terms answer what a verdict needs: what is covered, and the class it falls in, with each class in words."""

    covered: Id
    classes: dict[Id, Id] = Field(default_factory=dict)
    undivided: Id | None = None
    words: dict[Id, Text] = Field(default_factory=dict)


class TreatyFields(RecordFields):
    """A treaty record; `check_treaty.py` sees that its parts fit each other, and that its conditions ask what can be answered."""

    judges: Judges = "systems"
    nature: Nature = "legally-binding"
    reads: ReadsFields | None = None
    parties: list[PartyFields] = Field(default_factory=list)
    events: list[EventFields] = Field(min_length=1)
    provisions: list[ProvisionFields] = Field(min_length=1)
    deadlines: list[DeadlineFields] = Field(default_factory=list)
    limits: list[LimitFields] = Field(default_factory=list)
    quotas: list[QuotaFields] = Field(default_factory=list)
    declares: DeclaresFields | None = None
    counter_claims: list[CounterClaimFields] = Field(default_factory=list)
