"""Room: catalogue. What a measure may hold: how it patches a scenario, what it would bring about, how it would be verified.

The schema only; figures are claims of the measure.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from dualtrack.catalogue.raid_schema import BatteryFields
from dualtrack.catalogue.schema import Closed, DateText, Id, Number, PlaceFields, RecordFields, Strand, Text


class RemoveFields(Closed):
    operator: Id
    systems: list[Id] = []
    west_of_longitude: Number | None = None
    where: dict[str, Any] | None = None


class AddFields(Closed):
    system: Id
    operator: Id
    place: PlaceFields


class StationFields(Closed):
    """A sensor set to watch from a place (for one in the air, the middle of its orbit), with the reason for choosing it."""

    sensor: Id
    place: PlaceFields
    assumed: Text


class PatchFields(Closed):
    """One change: a removal or an addition of missiles, a sensor of the alliance set to watch, or a battery set before a raid."""

    remove: RemoveFields | None = None
    add: AddFields | None = None
    station: StationFields | None = None
    battery: BatteryFields | None = None

    @model_validator(mode="after")
    def _one(self) -> PatchFields:
        if sum(part is not None for part in (self.remove, self.add, self.station, self.battery)) != 1:
            raise ValueError("a patch is one `remove:`, one `add:`, one `station:` or one `battery:`")
        return self


class DeploysFields(Closed):
    """What a measure would bring about, in the facts a treaty asks about; `judged_as` says which kind of subject it is."""

    by: Id
    judged_as: Literal["systems", "transfers", "deployments", "exercises", "parties", "stationings"] = Field("systems", alias="as")
    facts: dict[str, Any]


class YearsFields(Closed):
    """So many years of a schedule with so many inspections each."""

    years: Annotated[int, Field(gt=0, le=100)]
    each_year: Annotated[int, Field(ge=0)]


class RegimeFields(Closed):
    """What a verification regime consists of; its figures are claims of the measure. `inspections_by_year` is the quota's schedule."""

    parts: list[Literal["inspections", "portal", "national-means"]] = Field(min_length=1)
    inspections_by_year: list[YearsFields] = []
    of: Text
    source: Id | None = None
    assumed: Text | None = None

    @model_validator(mode="after")
    def _scheduled(self) -> RegimeFields:
        if (self.source is None) == (self.assumed is None):
            raise ValueError("a regime has a `source:` that it follows, or `assumed:` with the reason, and not both")
        if ("inspections" in self.parts) != bool(self.inspections_by_year):
            raise ValueError("a regime with `inspections`, and no other, needs `inspections_by_year:` with years and each_year")
        return self


class MeasureFields(RecordFields):
    track: Literal["deterrence", "arms-control"]
    strand: Strand
    proposed_by: Id | None = None
    on: DateText | None = None
    phrases: list[Text] = []
    needs_agreement_of: list[Id] = []
    patch: list[PatchFields] = []
    deploys: DeploysFields | None = None
    regime: RegimeFields | None = None
    not_modelled: list[Text] = []
