"""Room: catalogue. What a raid record may hold: arrivals that are given, defended areas, and the batteries that stand before them.

A raid is notional and says so: it is what a defence is measured against, never a plan. There is no field for an order of attack, an
aim point or a route beyond the place that flights come from. Figures that no record has are bands with the reason for them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from dualtrack.catalogue.schema import Closed, DateText, Id, Number, PlaceFields, RecordFields, Text

Flight = Literal["cruise", "ballistic", "quasi-ballistic", "aeroballistic", "boost-glide", "drone"]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Positive = Annotated[float, Field(gt=0.0)]


class BandFields(Closed):
    """An interval and where it comes from: `assumed` with the reason, or `evidence` by the id of a record."""

    low: Number
    high: Number
    assumed: Text | None = None
    evidence: Id | None = None

    @model_validator(mode="after")
    def _ordered(self) -> BandFields:
        if self.low > self.high:
            raise ValueError("a band has low and high, the smaller first")
        if (self.assumed is None) == (self.evidence is None):
            raise ValueError("a band says where it comes from: `assumed:` with the reason, or `evidence:` with a record's id")
        return self


class AreaFields(Closed):
    """A defended area: the towns within so many kilometres of a place."""

    id: Id
    place: PlaceFields
    radius_km: Positive


class ArrivalFields(Closed):
    """So many flights of one class at one area, spread evenly over some minutes; they come straight from a place."""

    flight: Flight
    number: Annotated[int, Field(gt=0, le=2000)]
    area: Id
    comes_from: PlaceFields
    system: Id | None = None
    speed_m_s: BandFields
    height_m: BandFields | None = None
    from_minutes: Annotated[float, Field(ge=0.0)] = 0.0
    over_minutes: Annotated[float, Field(ge=0.0)] = 0.0
    decoys: Share = 0.0


class AlertFields(Closed):
    """How a battery comes to be ready: the share of time it is on watch unwarned, and how long after a first detection it is otherwise."""

    on_watch: BandFields
    needs_minutes: BandFields


class AgainstFields(Closed):
    """What a battery can do against one class of flight: chance that one round destroys it, how far it reaches, time for one engagement."""

    flight: Flight
    kill: BandFields
    reach_km: BandFields
    engagement_s: BandFields


class BatteryFields(Closed):
    """Batteries of one system at one place: what they hold, how they fire, how surely they work."""

    system: Id
    number: Annotated[int, Field(gt=0, le=100)] = 1
    place: PlaceFields
    magazine: BandFields | None = None
    channels: BandFields
    salvo: Annotated[int, Field(gt=0, le=8)] = 1
    looks: Annotated[int, Field(gt=0, le=8)] = 1
    reload_minutes: BandFields | None = None
    reload_rounds: Annotated[int, Field(ge=0)] = 0
    antenna_m: BandFields
    alert: AlertFields | None = None
    works: BandFields
    fails_together: BandFields
    against: list[AgainstFields] = Field(min_length=1)
    assumed: Text


class RaidFields(RecordFields):
    """A notional raid, with what stands before it when nothing is changed."""

    notional: Text
    on: DateText
    areas: list[AreaFields] = Field(min_length=1)
    arrivals: list[ArrivalFields] = Field(min_length=1)
    recognised: BandFields
    batteries: list[BatteryFields] = []

    @model_validator(mode="after")
    def _known_areas(self) -> RaidFields:
        known = [area.id for area in self.areas]
        for arrival in self.arrivals:
            if arrival.area not in known:
                raise ValueError(f"arrivals come to {arrival.area!r}, which is no area of this raid; write {' or '.join(known)}")
        return self
