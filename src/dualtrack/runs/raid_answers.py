"""Room: runs. A scenario's notional raid played against the batteries of each option until the mean is sure, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack import geography
from dualtrack.catalogue import Catalogue, Record
from dualtrack.errors import UnknownName, UserError
from dualtrack.models.layered_defence import layer_kill, layers_kill
from dualtrack.models.leakage.model import batteries_from, raid_from
from dualtrack.models.raid import FLIGHT_CLASSES, Outcome, covered_population, distribution, mean_with_interval, play_until
from dualtrack.models.warning.detection import distance_km
from dualtrack.runs.raids import Prepared, batteries_of, prepare, raid_of
from dualtrack.scenarios import HOLD, Option, Scenario, freeze

Array = NDArray[np.float64]
QUANTILES = (0.05, 0.5, 0.95)
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
    entries = []
    areas = [area["id"] for area in raid.details["areas"]]
    for option in _options(scenario, asked):
        batteries = batteries_of(raid, option, catalogue)
        if option.id != HOLD and not asked and batteries == batteries_of(raid, scenario.option(HOLD), catalogue):
            continue
        found = prepare(raid, batteries, scenario, catalogue, seed, at_most)
        entries.append({"option": option.id, "name": option.name, **_played(found, areas, people, seed, tolerance, at_most)})
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


def _played(found: Prepared, areas: Sequence[str], people: Array, seed: int, tolerance: float, at_most: int) -> dict[str, Any]:
    words = {"batteries": found.words["battery_kinds"], "kill": found.words["kill"], "magazines": found.words["magazines"]}
    raid = raid_from(found.arrays)
    threats = raid.flight_class[~raid.decoy]
    if not found.arrays["battery_kinds"].size:
        return {**words, "replications": 0, "ending": "no battery stands before it", "leakers": {"mean": float(threats.size)}}
    batteries = batteries_from(found.arrays)
    recognised = float(found.arrays["recognised"][0])
    played = play_until(
        raid,
        batteries,
        found.arrays["kill"],
        seed=seed,
        tolerance=tolerance,
        at_most=at_most,
        block=min(BLOCK, at_most),
        recognised=recognised,
    )
    outcome, mean = played.outcome, played.leakers
    covered = covered_population(batteries, people)
    return {
        **words,
        "replications": mean.replications,
        "ending": played.ending,
        "leakers": {"mean": mean.mean, "mean_low": mean.low, "mean_high": mean.high, **_spread(outcome.total_leakers)},
        "chance_that_none_gets_through": float((outcome.total_leakers == 0).mean()),
        "leakers_distribution": [round(float(share), 5) for share in distribution(outcome.total_leakers)],
        "by_class": _by_class(found, outcome, threats, covered),
        "by_area": {area: _spread(outcome.leakers[:, :, number].sum(axis=1)) for number, area in enumerate(areas)},
        "rounds_spent": _spread(outcome.spent.sum(axis=1)),
        "rounds_spent_by_kind": _by_kind(found, outcome),
        "chance_that_a_magazine_is_empty": float(np.isfinite(outcome.first_empty_s).mean()),
        "minutes_to_first_empty": _first_empty(outcome, float(raid.time_s.min())),
        "cost_of_rounds": {"ending": found.endings["round_prices"].word, "words": found.words["round_prices"], **_cost(found, outcome)},
        "cost_of_flights": {"ending": found.endings["flight_prices"].word, "words": found.words["flight_prices"]},
    }


def _by_class(found: Prepared, outcome: Outcome, threats: NDArray[np.int64], covered: Array) -> dict[str, Any]:
    """For each class that comes: how many, what gets through, what the formula says without limits, and people covered against it."""
    answer = {}
    for code, flight in enumerate(FLIGHT_CLASSES):
        number = int((threats == code).sum())
        if not number:
            continue
        mean = mean_with_interval(outcome.leakers[:, code].sum(axis=1))
        answer[flight] = {
            "number": number,
            "leakers": {"mean": mean.mean, "mean_low": mean.low, "mean_high": mean.high, **_spread(outcome.leakers[:, code].sum(axis=1))},
            "leakers_by_formula_without_limits": float(number * (1.0 - _unlimited(found, code, outcome.spent.shape[0])).mean()),
            "people_covered": int(covered[code]),
        }
    return answer


def _unlimited(found: Prepared, code: int, replications: int) -> Array:
    """The chance to destroy a flight of a class with rounds and channels without end: every battery in reach a layer [replications]."""
    arrays = found.arrays
    layers = [np.zeros(replications)]
    for number, kind in enumerate(arrays["battery_kinds"].astype(int)):
        if np.isfinite(arrays["opens"][number, code]).any():
            kill = arrays["kill"][kind, code, :replications]
            layers.append(layer_kill(kill, arrays["salvos"][number] * arrays["looks"][number], arrays["works"][number]))
    return layers_kill(np.array(layers))


def _by_kind(found: Prepared, outcome: Outcome) -> list[dict[str, Any]]:
    kinds = found.arrays["battery_kinds"].astype(int)
    return [
        {"system": entry["system"], "batteries": entry.get("number", 1), **_spread(outcome.spent[:, kinds == kind].sum(axis=1))}
        for kind, entry in enumerate(found.batteries)
    ]


def _first_empty(outcome: Outcome, start: float) -> dict[str, float] | None:
    """When the first magazine was empty, over the replications in which one was [minutes after the first arrival]."""
    emptied = outcome.first_empty_s[np.isfinite(outcome.first_empty_s)]
    return _spread((emptied - start) / 60.0) if emptied.size else None


def _cost(found: Prepared, outcome: Outcome) -> dict[str, float]:
    kinds = found.arrays["battery_kinds"].astype(int)
    prices = found.arrays["round_prices"]
    return _spread(outcome.spent @ prices[kinds]) if prices.any() else {}


def _spread(values: Any) -> dict[str, float]:
    low, middle, high = np.quantile(values, QUANTILES, method="closest_observation")
    return {"low": float(low), "middle": float(middle), "high": float(high)}
