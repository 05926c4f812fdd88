"""Room: scenarios. A scenario frozen at its dates: who, which systems and sites, which treaties, which options. May use the catalogue."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from dualtrack.catalogue import Catalogue, Dates, Record
from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.catalogue.load import misfits
from dualtrack.catalogue.records import claim_from
from dualtrack.errors import ScenarioError, UnknownName, nearest
from dualtrack.facts import Claim, PartialDate, Perspective, Place, Resolved, resolve
from dualtrack.scenarios.sensors import Post, owners_of, posts

HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Site:
    """A place from which a system could be used, as a deployment record or a measure has it."""

    id: str
    system: str
    operator: str
    place: Place


@dataclass(frozen=True, slots=True)
class Option:
    """A named list of measures, and what the report says of it; `hold` has none."""

    id: str
    name: str
    measures: tuple[str, ...]
    status: str
    by: str = ""
    on: str = ""
    said: tuple[Mapping[str, Any], ...] = ()
    source: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything a run needs, frozen: ids resolved against the catalogue at `dates`. `record` keeps what was read, in plain types."""

    id: str
    name: str
    dates: Dates
    perspectives: tuple[Perspective, ...]
    alliance: str
    operator: str
    members: tuple[str, ...]
    systems: tuple[str, ...]
    sites: tuple[Site, ...]
    treaties: tuple[str, ...]
    options: tuple[Option, ...]
    assumptions: Mapping[tuple[str, str], Claim]
    record: Record
    sensors: tuple[Post, ...] = ()

    def option(self, option_id: str) -> Option:
        """One of its options; raises UnknownName."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise UnknownName("option of the scenario", option_id, [option.id for option in self.options])

    def resolve(self, catalogue: Catalogue, subject: str, attribute: str, perspective: Perspective) -> Resolved:
        """What a perspective makes of an attribute here: what claimants said first, then the scenario's own assumption."""
        found = catalogue.resolve(subject, attribute, perspective, self.dates)
        assumed = self.assumptions.get((subject, attribute))
        if assumed is None or any(not claim.assumed for claim in found.claims):
            return found
        return resolve((*found.others, assumed), replace(perspective, claimants=()))


def freeze(record: Record, catalogue: Catalogue, overrides: Mapping[str, Any] | None = None) -> Scenario:
    """A scenario from its record; `overrides` may give as_of, holds_on and perspectives.

    Raises ScenarioError or UnknownName, naming the file and the field, when ids or dates do not fit together.
    """
    details = {**record.details, **{key: value for key, value in (overrides or {}).items() if value}}
    known_by = _asked_day(record, "as_of", details["as_of"])
    holds_on = _asked_day(record, "holds_on", details.get("holds_on") or details["as_of"])
    if known_by.year < 1945 or holds_on.year < 1945:
        raise ScenarioError(f"{record.file}: as_of: {known_by} is before any record here; write a date from 1945 on")
    dates = Dates(known_by, holds_on)
    catalogue = catalogue.add(record)
    systems = _each(catalogue, record, "systems", details["systems"])
    return Scenario(
        id=record.id,
        name=record.name,
        dates=dates,
        perspectives=tuple(map(catalogue.perspective, _each(catalogue, record, "perspectives", details["perspectives"]))),
        alliance=_known(catalogue, record, "actors", details["alliance"], "alliance"),
        operator=_known(catalogue, record, "actors", details["operator"], "operator"),
        members=members(catalogue.record(details["alliance"], "actors"), holds_on),
        systems=systems,
        sites=_sites(details, catalogue, record, dates, systems),
        treaties=_each(catalogue, record, "treaties", details.get("treaties", ())),
        options=_options(details, catalogue, record, known_by),
        assumptions=_assumptions(details, catalogue, record),
        record=record,
        sensors=_sensors(details, catalogue, record, dates),
    )


def members(alliance: Record, on: datetime.date) -> tuple[str, ...]:
    """The codes of the states that were members of an alliance on a day, sorted."""
    inside = []
    for member in alliance.details["members"]:
        start, until = _day(member["from"]), member.get("until")
        if start <= on and (until is None or on < _day(until)):
            inside.append(member["state"])
    return tuple(sorted(inside))


def _day(text: str) -> datetime.date:
    return PartialDate.parse(text).earliest()


def _asked_day(record: Record, field: str, found: str) -> datetime.date:
    try:
        return _day(found)
    except ValueError as error:
        raise ScenarioError(f"{record.file}: {field}: {error}") from error


def _known(catalogue: Catalogue, record: Record, folder: str, found: str, field: str = "") -> str:
    try:
        return catalogue.record(found, folder).id
    except UnknownName as error:
        kind, place = (f"record of {folder}", f"{folder}/") if folder else ("record", "the catalogue")
        advice = " or ".join(repr(name) for name in error.suggestions) or f"the id of a record in {place}"
        raise ScenarioError(f"{record.file}: {field or folder}: no {kind} is called {found!r}; write {advice}") from error


def _each(catalogue: Catalogue, record: Record, folder: str, found: Sequence[str]) -> tuple[str, ...]:
    """The ids behind names, each once: `9M729` and `SSC-8` are one system."""
    return tuple(dict.fromkeys(_known(catalogue, record, folder, item) for item in found))


def _sites(details: Mapping[str, Any], catalogue: Catalogue, record: Record, dates: Dates, systems: Sequence[str]) -> tuple[Site, ...]:
    """The named deployments, or every deployment of the systems that had been reported by the date."""
    named = details.get("deployments")
    if named is not None:
        chosen = [catalogue.record(_known(catalogue, record, "deployments", item), "deployments") for item in named]
    else:
        chosen = [
            deployment
            for deployment in catalogue.records("deployments")
            if deployment.details["system"] in systems and catalogue.claims(deployment.id, "present", dates)
        ]
    return tuple(site_from(item.id, item.details) for item in chosen)


def _sensors(details: Mapping[str, Any], catalogue: Catalogue, record: Record, dates: Dates) -> tuple[Post, ...]:
    """The alliance's sensors on the date, and those that the scenario sets somewhere."""
    stations = [
        {**item, "sensor": _known(catalogue, record, "sensors", item["sensor"], f"stations.{number}.sensor")}
        for number, item in enumerate(details.get("stations", ()), 1)
    ]
    inside = members(catalogue.record(details["alliance"], "actors"), dates.holds_on or dates.known_by or datetime.date.max)
    return posts(catalogue, owners_of(catalogue, details["alliance"], inside), dates, stations)


def site_from(site_id: str, details: Mapping[str, Any]) -> Site:
    """A site from a deployment record's own fields or a measure's `add`."""
    return Site(site_id, details["system"], details["operator"], Place(**details["place"]))


def _options(details: Mapping[str, Any], catalogue: Catalogue, record: Record, known_by: datetime.date) -> tuple[Option, ...]:
    options = [Option(HOLD, "Hold: change nothing", (), "on-the-table")]
    for item in details.get("options", ()):
        if item["id"] == HOLD:
            if item["measures"]:
                raise ScenarioError(f"{record.file}: options.{HOLD}.measures: {HOLD} changes nothing; give the option another id")
            continue
        where = f"options.{item['id']}.measures"
        measures = tuple(_known(catalogue, record, "measures", measure, where) for measure in item["measures"])
        for measure in measures:
            on = catalogue.record(measure, "measures").details.get("on")
            if on and PartialDate.parse(on).latest() > known_by:
                raise ScenarioError(
                    f"{record.file}: {where}: {measure} was first proposed on {on}, after {known_by}; leave it out or write a later as_of"
                )
        by = _known(catalogue, record, "actors", item["by"], f"options.{item['id']}.by") if item.get("by") else ""
        said = tuple(MappingProxyType(dict(span)) for span in item.get("said", ()))
        options.append(
            Option(
                item["id"],
                item["name"],
                measures,
                item["status"],
                by,
                item.get("on", ""),
                said,
                item.get("source", ""),
                item.get("condition", ""),
            )
        )
    ids = [option.id for option in options]
    for option_id in ids:
        if ids.count(option_id) > 1:
            raise ScenarioError(f"{record.file}: options: {option_id!r} stands twice; give each option an id of its own")
    return tuple(options)


def _assumptions(details: Mapping[str, Any], catalogue: Catalogue, record: Record) -> Mapping[tuple[str, str], Claim]:
    found: dict[tuple[str, str], Claim] = {}
    for number, item in enumerate(details.get("assumptions", ()), 1):
        where = f"assumptions.{number}"
        subject = catalogue.record(_known(catalogue, record, "", item["subject"], f"{where}.subject"))
        attributes = ATTRIBUTES[subject.folder]
        if item["attribute"] not in attributes:
            advice = " or ".join(nearest(item["attribute"], attributes)) or ", ".join(sorted(attributes))
            raise ScenarioError(
                f"{record.file}: {where}.attribute: {subject.folder} have no attribute {item['attribute']!r}; write {advice}"
            )
        for key, wrong, value, instead in misfits(attributes[item["attribute"]], item):
            raise ScenarioError(f"{record.file}: {where}.{key}: {wrong}, found {value}; write {instead}")
        found[subject.id, item["attribute"]] = claim_from(item, subject.id, item["attribute"], -number)
    return MappingProxyType(found)
