"""Room: runs. A scenario's notional raid played against the batteries of each option until the mean is sure, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack import geography
from dualtrack.catalogue import Catalogue, Record
from dualtrack.errors import UnknownName, UserError
from dualtrack.models.leakage.model import batteries_from, raid_from
from dualtrack.models.raid import play_until
from dualtrack.models.warning.detection import distance_km
from dualtrack.runs.raid_figures import figures, undefended
from dualtrack.runs.raid_warning import Lookout
from dualtrack.runs.raids import Prepared, batteries_of, prepare, raid_of, sensors_of
from dualtrack.runs.sensing import watch
from dualtrack.runs.tables import Tables
from dualtrack.scenarios import HOLD, Option, Post, Scenario, freeze

Array = NDArray[np.float64]
BLOCK = 500


def raid_answer(  # noqa: PLR0913  keyword-only options of one question
    record: Record,
    catalogue: Catalogue,
    overrides: Mapping[str, Any],
    asked: Sequence[str],
    *,
    seed: int,
    tolerance: float,
    at_most: int,
) -> dict[str, Any]:
    """Leakers, rounds spent and magazines emptied for every option whose batteries differ, or for those asked for.

    Plays blocks of replications until the half-width of the 95 percent interval of the mean leakers is at most `tolerance`, or
    `at_most` are done. Raises UserError for a scenario that names no raid, UnknownName for an option that it has not.
    """
    scenario = freeze(record, catalogue, overrides)
    catalogue = catalogue.add(record)
    raid = raid_of(scenario, catalogue)
    if raid is None:
        raise UserError(f"{record.file}: raid: is missing; write the id of a record in raids/, for example notional-sixty")
    people = _people(raid, scenario)
    entries: list[dict[str, Any]] = []
    for option, found in _prepared(raid, scenario, catalogue, asked, seed, at_most):
        played = _played(found, raid, people, seed, tolerance, at_most)
        if asked or all(_numbers(played) != _numbers(entry) for entry in entries):
            entries.append({"option": option.id, "name": option.name, **played})
    return {
        "scenario": scenario.id,
        "raid": raid.id,
        "raid_name": raid.name,
        "notional": raid.details["notional"],
        "known_by": str(scenario.dates.known_by),
        "seed": seed,
        "flights": {group["flight"]: group["number"] for group in raid.details["arrivals"]},
        "areas": {
            area["id"]: {"place": area["place"]["name"], "people_in_towns": int(people[n])} for n, area in enumerate(raid.details["areas"])
        },
        "answers": entries,
    }


def _stands(
    raid: Record, option: Option, scenario: Scenario, catalogue: Catalogue
) -> tuple[tuple[Mapping[str, Any], ...], tuple[Post, ...]]:
    """The batteries before the raid, and the sensors that warn; those count only where a battery turns on warning."""
    batteries = batteries_of(raid, option, catalogue)
    return batteries, sensors_of(option, scenario, catalogue) if any(entry.get("alert") for entry in batteries) else ()


def _options(scenario: Scenario, asked: Sequence[str]) -> list[Option]:
    known = [option.id for option in scenario.options]
    for wanted in asked:
        if wanted not in known:
            raise UnknownName("option of the scenario", wanted, known, "--option")
    return [option for option in scenario.options if not asked or option.id in asked]


def _people(raid: Record, scenario: Scenario) -> Array:
    """People in the members' towns within each area [areas]."""
    towns = geography.towns(scenario.members, minimum_population=1_000)
    found = []
    for area in raid.details["areas"]:
        away = distance_km(area["place"]["latitude"], area["place"]["longitude"], towns.latitudes, towns.longitudes)
        found.append(float(towns.populations[away <= area["radius_km"]].sum()))
    return np.array(found)


def _prepared(
    raid: Record, scenario: Scenario, catalogue: Catalogue, asked: Sequence[str], seed: int, draws: int
) -> Iterator[tuple[Option, Prepared]]:
    """Each option asked for with its arrays; where none is, those whose batteries or warning differ from those of holding."""
    ground = Tables((), {})
    before = {option.id: _stands(raid, option, scenario, catalogue) for option in scenario.options}
    for option in _options(scenario, asked):
        batteries, posts = before[option.id]
        if option.id == HOLD or asked or (batteries, posts) != before[HOLD]:
            lookout = Lookout(watch(posts, catalogue, scenario.dates, seed, draws), ground, seed)
            yield option, prepare(raid, batteries, scenario, catalogue, lookout)


def _played(found: Prepared, record: Record, people: Array, seed: int, tolerance: float, at_most: int) -> dict[str, Any]:
    raid = raid_from(found.arrays)
    if not found.arrays["battery_kinds"].size:
        return undefended(found, int((~raid.decoy).sum()))
    played = play_until(
        raid,
        batteries_from(found.arrays),
        found.arrays["kill"],
        seed=seed,
        tolerance=tolerance,
        at_most=at_most,
        block=min(BLOCK, at_most),
        recognised=float(found.arrays["recognised"][0]),
        ready_s=found.arrays["ready_from"],
    )
    return {"replications": played.leakers.replications, "ending": played.ending, **figures(found, record, people, played.outcome)}


def _numbers(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What a defence came to without the words about it: two that differ in words alone are shown once."""
    ready = {key: value for key, value in entry.get("readiness", {}).items() if key != "words"}
    return {key: value for key, value in entry.items() if key not in {"option", "name"}} | {"readiness": ready}
