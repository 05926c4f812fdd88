"""Room: runs. Where so many more batteries or radars of a kind would cover most of the alliance's people, or of its land border.

Candidates are the largest towns of the members, as towns and no nearer. What stands already counts as covered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from dualtrack.catalogue import Catalogue, Record
from dualtrack.errors import UnknownName, UserError
from dualtrack.facts import Place
from dualtrack.models.siting import Siting, greedy_share, most_covered
from dualtrack.runs.siting_cells import Cells, border, members_asked, near_border, people, towns_of
from dualtrack.runs.siting_cover import (
    ADDED_BATTERIES,
    ADDED_RADARS,
    MAST_M,
    Bools,
    Reach,
    Threat,
    batteries,
    eyes,
    in_view,
    over,
    radius_km,
    reach_of,
    within,
)
from dualtrack.scenarios import Scenario, freeze, owners_of
from dualtrack.scenarios.sensors import Post

Measured = Literal["people", "border"]

MOST_SECONDS = 120.0
BALLISTIC = (
    "The circle is the public engagement range; what a battery can defend against a ballistic missile is smaller and depends on the "
    "missile."
)
CRUISE = "Battery radars stand {mast:g} m up over smooth ground, so flights at {height:g} m are met no farther than {horizon:.0f} km."
BATTERY = (
    "A town is covered or not: no magazine, no chance of a hit, no raid, no direction; one battery protects all within its circle.",
    "Only batteries that a deployment record has count as standing; those in their garrisons, at sea and in fixed sites have none.",
)
RADAR = (
    "A flight over a place is in view or not, at the middle of what is claimed or assumed of each radar, over coarse terrain.",
    "Radars that no record holds do not count as standing, so a gap may be one of the record.",
)
ON_THE_GROUND = "A radar at a town stands on a hill near it, as every ground radar here: some 50 m above the coarse terrain."
IN_THE_AIR = "A radar in the air is always up, over its town, at the middle of the heights that are claimed or assumed."


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the record of what is added, how many, against what, at what height above ground [m], and what is to be covered."""

    add: str
    count: int
    threat: Threat = "ballistic"
    height_m: float = 100.0
    candidates: int = 500
    measured: Measured = "people"
    countries: tuple[str, ...] = ()
    border_with: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """One question with what it is asked of: the record that is added, the candidate towns, the cells."""

    scenario: Scenario
    catalogue: Catalogue
    asked: Asked
    added: Record
    places: tuple[Place, ...]
    cells: Cells

    @property
    def is_battery(self) -> bool:
        """Whether batteries are added, not radars."""
        return self.added.kind in ADDED_BATTERIES


@dataclass(frozen=True, slots=True)
class _Found:
    """Which cells each candidate covers [candidates, cells] and which are covered [cells], with the longest figures too, and the words."""

    covers: Bools
    already: Bools
    longest: tuple[Bools, Bools] | None
    facts: dict[str, Any]
    assumed: tuple[str, ...]


def siting(record: Record, catalogue: Catalogue, overrides: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """The towns where so many more would cover most, in order, and what is covered before and after; raises UserError."""
    case = _case(freeze(record, catalogue, overrides), catalogue.add(record), asked)
    found = _with_batteries(case) if case.is_battery else _with_radars(case)
    site, cell = np.nonzero(found.covers)
    solved = most_covered(
        site=site,
        cell=cell,
        weight=case.cells.weights,
        sites=len(case.places),
        choose=asked.count,
        already=found.already,
        seconds=MOST_SECONDS,
    )
    return _answer(case, solved, found) | _with_longest(solved, found, case.cells)


def _case(scenario: Scenario, catalogue: Catalogue, asked: Asked) -> _Case:
    added = catalogue.record(asked.add)
    if added.kind not in (*ADDED_BATTERIES, *ADDED_RADARS):
        raise UserError(
            f"--add: {asked.add} is a {added.kind}; write an air-defence system such as patriot, or a radar such as lielvarde-radar"
        )
    if added.kind in ADDED_BATTERIES and asked.measured == "border":
        raise UserError("--cover border: a battery covers people here; write --cover people, or --add a radar")
    inside = members_asked(scenario, asked.countries)
    towns = towns_of(inside)
    cells = border(inside, scenario, asked.border_with) if asked.measured == "border" else people(towns)
    near = near_border(towns, cells) if asked.measured == "border" else np.ones(len(towns), dtype=bool)
    order = np.argsort(-towns.populations, kind="stable")
    rows = order[near[order]][: asked.candidates]
    if asked.count > len(rows):
        raise UserError(f"--count: {asked.count} is more than the {len(rows)} candidate towns; write fewer, or more --candidates")
    latitudes, longitudes = np.round(towns.latitudes, 2), np.round(towns.longitudes, 2)
    places = tuple(Place(str(towns.names[row]), str(towns.countries[row]), float(latitudes[row]), float(longitudes[row])) for row in rows)
    return _Case(scenario, catalogue, asked, added, places, cells)


def _with_batteries(case: _Case) -> _Found:
    scenario, catalogue, asked, cells = case.scenario, case.catalogue, case.asked, case.cells
    reach = reach_of(case.added, catalogue, scenario.dates, asked.threat)
    if isinstance(reach, str):
        raise UserError(f"--add: {case.added.id}: {reach}; write a later --as-of, another --class or one of: {_fitting(case)}")
    owners = owners_of(catalogue, scenario.alliance, scenario.members)
    _check_deployments(catalogue, owners, (*asked.also, *asked.without))
    standing, left = batteries(catalogue, owners, scenario.dates, asked.threat, also=asked.also, without=asked.without)

    def covered(longest: bool) -> tuple[Bools, Bools]:
        def circle(place: Place, how_far: Reach) -> Bools:
            radius = radius_km(how_far.longest_km if longest else how_far.shortest_km, asked.threat, asked.height_m)
            return within(place.latitude, place.longitude, radius, cells.latitudes, cells.longitudes)

        already = np.zeros(len(cells.weights), dtype=bool)
        for battery in standing:
            already |= circle(battery.place, battery.reach)
        return np.array([circle(place, reach) for place in case.places]), already

    radius = radius_km(reach.shortest_km, asked.threat, asked.height_m)
    facts = {
        "radius_km": radius,
        "range_km": {"shortest": reach.shortest_km, "longest": reach.longest_km},
        "claims": list(reach.claims),
        "standing": {battery.id: f"{battery.system} at {battery.place}" for battery in standing},
        "left_out": left,
    }
    words = BALLISTIC if asked.threat == "ballistic" else CRUISE.format(
        mast=MAST_M, height=asked.height_m, horizon=radius_km(np.inf, "cruise", asked.height_m)
    )  # fmt: skip
    unsaid = () if reach.said else (f"No record says by the date that {case.added.id} engages {asked.threat} missiles; it is taken to.",)
    return _Found(*covered(False), covered(True), facts, (*unsaid, words, *BATTERY))


def _check_deployments(catalogue: Catalogue, owners: Sequence[str], named: Sequence[str]) -> None:
    known = [item.id for item in catalogue.records("deployments") if item.details["operator"] in owners]
    for name in named:
        if name not in known:
            raise UnknownName("deployment of the alliance", name, known)


def _fitting(case: _Case) -> str:
    """The systems whose range against the class was public by the date."""
    fit = [system.id for system in case.catalogue.records("systems") if system.kind in ADDED_BATTERIES]
    known = {each: reach_of(case.catalogue.record(each), case.catalogue, case.scenario.dates, case.asked.threat) for each in fit}
    return ", ".join(each for each, reach in known.items() if isinstance(reach, Reach)) or "none by this date"


def _with_radars(case: _Case) -> _Found:
    cells, dates, added = case.cells, case.scenario.dates, case.added
    standing, left = eyes(case.scenario.sensors, case.catalogue, dates)
    sample, _ = eyes([Post(added.id, added.id, added.kind, case.places[0], "a candidate town")], case.catalogue, dates)
    if not sample:
        raise UserError(
            f"--add: {added.id}: no range, or only an upper bound, was public by {dates.known_by}; write a later --as-of, or a radar like "
            f"one that stands: {', '.join(standing)}"
        )
    eye = sample[added.id]

    flights = over(cells.latitudes, cells.longitudes, case.asked.height_m, len(case.places))
    already = np.zeros(len(cells.weights), dtype=bool)
    for radar in standing.values():
        already |= in_view(radar, flights)
    covers = np.array([in_view(replace(eye, latitude=each.latitude, longitude=each.longitude), flights) for each in case.places])
    facts = {
        "range_km": {"middle": eye.range_km},
        "eye_m": eye.height_m,
        "terrain": flights.ground.words,
        "standing": {post.id: str(post.place) for post in case.scenario.sensors if post.id in standing},
        "left_out": left,
    }
    return _Found(covers, already, None, facts, (*RADAR, IN_THE_AIR if eye.airborne else ON_THE_GROUND))


def _answer(case: _Case, solved: Siting, found: _Found) -> dict[str, Any]:
    scenario, asked, places = case.scenario, case.asked, case.places
    unit = "people in towns" if asked.measured == "people" else "km of land border"
    return {
        "scenario": scenario.id,
        "name": scenario.name,
        "known_by": str(scenario.dates.known_by),
        "holds_on": str(scenario.dates.holds_on),
        "add": case.added.id,
        "count": asked.count,
        "against": f"{asked.threat} missiles" if case.is_battery else f"flights at {asked.height_m:g} m",
        "unit": unit,
        "chosen": [
            {"town": places[each].name, "country": places[each].country, "latitude": places[each].latitude,
             "longitude": places[each].longitude, "adds": gain}
            for each, gain in zip(solved.chosen, solved.added, strict=True)
        ],
        "before": solved.before,
        "after": solved.value,
        "of": solved.total,
        "gap": solved.gap,
        "bound": solved.bound,
        "greedy": {
            "towns": [places[each].name for each in solved.greedy],
            "after": solved.greedy_value,
            "at_least_this_share_of_the_best": greedy_share(asked.count),
        },
        "candidates": len(places),
        "cells": solved.cells,
        "cells_merged": solved.merged,
        "assumed": list(found.assumed),
        **found.facts,
    }  # fmt: skip


def _with_longest(solved: Siting, found: _Found, cells: Cells) -> dict[str, Any]:
    """What the same towns would cover if the longest public ranges held, of what stands and of what is added."""
    if found.longest is None:
        return {}
    covers, already = found.longest
    after = covers[list(solved.chosen)].any(axis=0) | already
    return {"with_longest_range": {"before": float(cells.weights[already].sum()), "after": float(cells.weights[after].sum())}}
