"""Room: catalogue. What a record file may hold: closed pydantic schemas, one per folder of `data/`; plain types inside.

A field that is not here cannot be entered. Errors are turned into sentences by `problems.py`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from dualtrack.facts import PartialDate


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _date_text(value: str) -> str:
    return str(PartialDate.parse(value))


def _day_text(value: str) -> str:
    if PartialDate.parse(value).day == 0:
        raise ValueError(f"{value!r} is not a day; write it as 2019-08-02")
    return value


def _coarse(value: float) -> float:
    if round(value, 2) != value:
        raise ValueError("places are town level: at most two decimals")
    return value


def _no_truth(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError("float_type", "is not a number")
    return value


DateText = Annotated[str, BeforeValidator(_as_text), AfterValidator(_date_text)]
DayText = Annotated[str, BeforeValidator(_as_text), AfterValidator(_day_text)]
Text = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
ClaimKey = Annotated[str, Field(pattern=r"^[a-z_0-9]+\.[1-9][0-9]*$")]
StateCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Degrees = Annotated[float, AfterValidator(_coarse)]
Number = Annotated[float, BeforeValidator(_no_truth), Field(allow_inf_nan=False)]
Target = Literal["aircraft", "drones", "cruise-missiles", "ballistic-missiles", "satellites"]
"""What a defence engages, and what one of its figures may be said for."""
Strand = Literal[
    "presence",
    "air-and-missile-defence",
    "conventional-capabilities",
    "exercises",
    "intelligence",
    "arms-control",
    "nuclear-deterrence",
    "land-based-nuclear",
    "land-based-conventional",
]


class Closed(BaseModel):
    """A schema that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=False)


class Names(Closed):
    official: Text
    nato: Text | None = None
    aliases: list[Text] = []


class SourceFields(Closed):
    title: Text
    publisher: Text
    checked: Literal["seen", "secondhand", "recalled"]
    published: DateText | None = None
    accessed: DayText | None = None
    url: Text | None = None
    doi: Text | None = None
    page: Text | None = None
    read_in: Text | None = None
    licence: Text | None = None
    note: Text | None = None


class ValueFields(Closed):
    """One claim: exactly one form of value, its two dates, who says it and where, or why it is assumed."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    above: Number | None = None
    below: Number | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    state: Text | None = None
    date: DateText | None = None
    unit: Text | None = None
    as_of: DateText | None = None
    made_public: DateText | None = None
    until: DateText | None = None
    claimant: Id | None = None
    source: Id | None = None
    speaker: Text | None = None
    assumed: Text | None = None
    note: Text | None = None
    against: list[Target] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> ValueFields:
        forms = [name for name in ("value", "above", "below", "at_least", "at_most", "state", "date") if getattr(self, name) is not None]
        if self.low is not None or self.high is not None:
            forms.append("low and high")
        if len(forms) != 1:
            found = " and ".join(forms) or "none"
            raise ValueError(
                f"a claim has one form of value, found {found}; write value, low and high, above, below, at_least, at_most, state or date"
            )
        if "low and high" in forms and (self.low is None or self.high is None or self.low > self.high):
            raise ValueError("an interval has low and high, the smaller first; for one end write above, below, at_least or at_most")
        if self.assumed is None:
            missing = [name for name in ("as_of", "made_public", "claimant", "source") if getattr(self, name) is None]
            if missing:
                raise ValueError(f"a claim needs {', '.join(missing)}; or `assumed:` with the reason, when it is our assumption")
        elif self.claimant or self.source:
            raise ValueError("an assumed value is ours: it has neither claimant nor source")
        return self


class AttributeFields(Closed):
    """An attribute: its claims with the dispute between them, or why it is unknown."""

    dispute: Text | None = None
    values: list[ValueFields] = []
    unknown: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> AttributeFields:
        if bool(self.values) == bool(self.unknown):
            raise ValueError("write `values:` with at least one claim, or `unknown:` with the reason")
        return self


class PlaceFields(Closed):
    name: Text
    country: StateCode
    latitude: Annotated[Degrees, Field(ge=-90, le=90)]
    longitude: Annotated[Degrees, Field(ge=-180, le=180)]


class Sum(Closed):
    """Claims of this record that must add up, as `attribute.number`; a printed mismatch is kept and said in words."""

    total: ClaimKey
    parts: list[ClaimKey] = Field(min_length=2)
    within: Annotated[Number, Field(ge=0)] = 0
    mismatch: Text | None = None


class RecordFields(Closed):
    """What every record holds."""

    id: Id
    kind: Text
    names: Names
    summary: Text
    claims: dict[str, AttributeFields] = {}
    adds_up: list[Sum] = []
    sources: dict[Id, SourceFields] = {}


class SystemFields(RecordFields):
    pass


class SensorFields(RecordFields):
    place: PlaceFields | None = None


class Office(Closed):
    title: Text
    of: Id
    start: DateText = Field(alias="from")
    until: DateText | None = None
    source: Id


class Membership(Closed):
    state: StateCode
    start: DayText = Field(alias="from")
    until: DayText | None = None
    note: Text | None = None
    source: Id


class ActorFields(RecordFields):
    iso3: StateCode | None = None
    office: list[Office] = []
    members: list[Membership] = []
    founded: DayText | None = None


class PerspectiveFields(RecordFields):
    claimants: list[Id] = Field(min_length=1)


class DeploymentFields(RecordFields):
    system: Id
    operator: Id
    place: PlaceFields


class Meeting(Closed):
    body: Text
    start: DayText
    end: DayText
    place: Text
    format: Text


class RuledOut(Closed):
    strand: Strand
    source: Id


class ExerciseFields(RecordFields):
    by: list[Id] = Field(min_length=1)
    places: list[PlaceFields] = []


class PresenceFields(RecordFields):
    """Who is present with whom: the host states, who leads, and where."""

    by: Id
    hosts: list[Id] = Field(min_length=1)
    framework: Id | None = None
    places: list[PlaceFields] = []


class PledgeFields(RecordFields):
    by: Id
    on: DateText


class ArsenalFields(RecordFields):
    """Warheads of one state, or of one state in the host state."""

    subject: Id
    host: Id | None = None


class Change(Closed):
    """One claim that was corrected, by what it said before and says now; without `now` it was withdrawn."""

    record: Text
    attribute: Text
    was: Text
    now: Text | None = None


class CorrectionFields(RecordFields):
    """Why claims that had been published were changed."""

    on: DayText
    reason: Text
    changes: list[Change] = Field(min_length=1)


class DecisionFields(RecordFields):
    by: Id
    about: list[Id] = []
    on: DayText
    meeting: Meeting | None = None
    strands: list[Strand] = []
    rules_out: list[Strand] = []


class SeriesFields(RecordFields):
    subject: Id
    quantity: Text
    unit: Text
    basis: Text
    edition: Text
    points: dict[str, Number]
    source: Id
    made_public: DateText
    claimant: Id | None = None
