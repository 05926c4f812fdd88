"""Room: runs. Binds a raid record and the batteries of an option to the arrays that the leakage model asks for.

Chances are drawn for each replication inside their bands; reaches, times and channels stand at the middle of theirs, and say so. The
footprint comes from geometry: along the straight way to the area, where the flight is inside the battery's public reach and over the
horizon of its own radar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.catalogue import Catalogue, Record
from dualtrack.facts import Claim, Label, Quantity
from dualtrack.models.raid import FLIGHT_CLASSES
from dualtrack.runs.draws import uniforms
from dualtrack.runs.endings import Ending
from dualtrack.runs.raid_batteries import battery_arrays, middle, one_by_one
from dualtrack.runs.raid_warning import Lookout, readiness
from dualtrack.scenarios import Option, Post, Scenario, apply

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The arrays of one option by attribute of the ports, their words, claims and labels; the batteries as they were entered; and the
    minutes of warning of each group of flights [draws]."""

    arrays: Mapping[str, Array]
    words: Mapping[str, str]
    claims: Mapping[str, tuple[Claim, ...]]
    labels: Mapping[str, Label]
    endings: Mapping[str, Ending]
    batteries: tuple[Mapping[str, Any], ...]
    warned_minutes: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class _Priced:
    """Prices [things, draws, USD million], 0 where nobody gave one; their words and claims; whether they are whole, a bound or unknown."""

    values: Array
    words: str
    claims: tuple[Claim, ...]
    ending: Ending


def raid_of(scenario: Scenario, catalogue: Catalogue) -> Record | None:
    """The raid that a scenario names, if it names one."""
    named = scenario.record.details.get("raid")
    return catalogue.record(named, "raids") if named else None


def batteries_of(raid: Record, option: Option, catalogue: Catalogue) -> tuple[Mapping[str, Any], ...]:
    """The batteries before a raid under an option: the raid's own, and those that the option's measures set."""
    added = [
        patch["battery"]
        for measure in option.measures
        for patch in catalogue.record(measure, "measures").details.get("patch", ())
        if "battery" in patch
    ]
    return (*raid.details.get("batteries", ()), *added)


def sensors_of(option: Option, scenario: Scenario, catalogue: Catalogue) -> tuple[Post, ...]:
    """The alliance's sensors under an option: those of the scenario, and those that the option's measures set somewhere."""
    return apply(option, scenario, catalogue, scenario.perspectives[0]).sensors


def prepare(raid: Record, batteries: Sequence[Mapping[str, Any]], scenario: Scenario, catalogue: Catalogue, lookout: Lookout) -> Prepared:
    """The arrays for the leakage model; `batteries` entries stand for `number` batteries each, `lookout` warns of the raid."""
    seed, draws = lookout.seed, lookout.draws
    expanded = one_by_one(batteries)
    magazines, magazine_words, magazine_claims = _magazines(batteries, scenario, catalogue)
    rounds = _prices([entry["system"] for entry in batteries], scenario, catalogue, ("interceptor_cost", "unit_cost"), seed, draws)
    flights = _prices([group.get("system", "") for group in raid.details["arrivals"]], scenario, catalogue, ("unit_cost",), seed, draws)
    prices = rounds.values.mean(axis=1) if len(batteries) else np.empty(0)
    by_id = {area["id"]: area for area in raid.details["areas"]}
    alert = readiness(raid.details["arrivals"], by_id, expanded, lookout)
    arrays: dict[str, Array] = {
        **_arrivals(raid),
        "recognised": np.array([middle(raid.details["recognised"])]),
        **battery_arrays(batteries, raid, seed, draws),
        "magazines": np.array([magazines[kind] for kind, _ in expanded], dtype=np.float64),
        "ready_from": alert.ready_s,
        "round_prices": prices,
        "flight_numbers": np.array([float(group["number"]) for group in raid.details["arrivals"]]),
        "flight_prices": flights.values,
        "seed": np.array([float(seed)]),
    }
    return Prepared(
        arrays,
        _words(raid, batteries, catalogue)
        | {"magazines": magazine_words, "round_prices": rounds.words, "flight_prices": flights.words, "ready_from": alert.words},
        {"ready_from": alert.claims, "magazines": magazine_claims, "round_prices": rounds.claims, "flight_prices": flights.claims},
        dict.fromkeys(arrays, Label.ASSUMED) | {"seed": Label.DERIVED, "round_prices": Label.REPORTED, "flight_prices": Label.REPORTED},
        {"round_prices": rounds.ending, "flight_prices": flights.ending},
        tuple(batteries),
        alert.minutes,
    )


def _arrivals(raid: Record) -> dict[str, Array]:
    """Times [s], classes, groups and decoys of every flight, in order of arrival; decoys are spread evenly among a group."""
    rows: list[tuple[float, float, float, float]] = []
    for place_in_raid, group in enumerate(raid.details["arrivals"]):
        number = group["number"]
        start, length = group.get("from_minutes", 0.0) * 60.0, group.get("over_minutes", 0.0) * 60.0
        decoys = round(group.get("decoys", 0.0) * number)
        false = {round((place + 0.5) * number / decoys - 0.5) for place in range(decoys)} if decoys else set()
        for place in range(number):
            time = start + (length * place / (number - 1) if number > 1 else 0.0)
            rows.append((time, float(FLIGHT_CLASSES.index(group["flight"])), float(place_in_raid), float(place in false)))
    table = np.array(sorted(rows))
    return {
        "arrival_times": table[:, 0],
        "arrival_classes": table[:, 1],
        "arrival_areas": table[:, 2],
        "arrival_decoys": table[:, 3],
    }


def _magazines(
    batteries: Sequence[Mapping[str, Any]], scenario: Scenario, catalogue: Catalogue
) -> tuple[list[int], str, tuple[Claim, ...]]:
    """Rounds ready at a battery: as entered, else launchers of a battery times interceptors of a launcher as claimed by the date."""
    rounds: list[int] = []
    words: list[str] = []
    used: list[Claim] = []
    for entry in batteries:
        if entry.get("magazine"):
            rounds.append(max(round(middle(entry["magazine"])), 1))
            words.append(
                f"{entry['system']}: {rounds[-1]}, the middle of {entry['magazine']['low']:g} to {entry['magazine']['high']:g}, assumed"
            )
            continue
        product = 1.0
        for attribute in ("launchers_per_battery", "interceptors_per_launcher"):
            claims = _figures(entry["system"], attribute, scenario, catalogue)
            used += claims
            product *= float(np.mean([value.low / 2 + value.high / 2 for value in map(_quantity, claims)])) if claims else 1.0
        rounds.append(max(round(product), 1))
        words.append(f"{entry['system']}: {rounds[-1]}, launchers times rounds as claimed")
    return rounds, "; ".join(words) or "no battery", tuple(dict.fromkeys(used))


def _prices(systems: Sequence[str], scenario: Scenario, catalogue: Catalogue, attributes: Sequence[str], seed: int, draws: int) -> _Priced:
    """The price of one of each system as claimed in dollars by the date: everybody's figures spanned, drawn evenly."""
    values = np.zeros((len(systems), draws))
    words: list[str] = []
    used: list[Claim] = []
    for number, system in enumerate(systems):
        found = [claim for name in attributes for claim in _figures(system, name, scenario, catalogue)] if system else []
        claims = [claim for claim in found if "USD" in _quantity(claim).unit]
        used += claims
        if not claims:
            words.append(f"{system or 'no system named'}: no price in dollars by the date")
            continue
        spans = [_quantity(claim).to("USD million") for claim in claims]
        low, high = min(span.low for span in spans), max(span.high for span in spans)
        values[number] = low + (high - low) * uniforms(seed, f"{system}.price", draws)
        words.append(f"{system}: {low:g} USD million" if low == high else f"{system}: {low:g} to {high:g} USD million")
    known = sum(bool(row.any()) for row in values)
    ending = Ending.VALUE if known == len(systems) else Ending.AT_LEAST if known else Ending.UNKNOWN
    return _Priced(values, "; ".join(dict.fromkeys(words)) or "nothing to price", tuple(dict.fromkeys(used)), ending)


def _figures(system: str, attribute: str, scenario: Scenario, catalogue: Catalogue) -> list[Claim]:
    found = catalogue.claims(system, attribute, scenario.dates)
    return [claim for claim in found if isinstance(claim.value, Quantity) and claim.value.is_bounded]


def _quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity), "only quantities come here"
    return claim.value


def _words(raid: Record, batteries: Sequence[Mapping[str, Any]], catalogue: Catalogue) -> dict[str, str]:
    """What each input is, in words."""
    flights = "; ".join(f"{group['number']} {group['flight']}" for group in raid.details["arrivals"])
    bands = "; ".join(
        f"{entry['system']} against {each['flight']}: {each['kill']['low']:g} to {each['kill']['high']:g}"
        for entry in batteries
        for each in entry["against"]
    )
    names = [catalogue.record(entry["system"], "systems").name for entry in batteries]
    stand = ", ".join(f"{each.get('number', 1)} {name} at {each['place']['name']}" for each, name in zip(batteries, names, strict=True))
    return {
        "arrival_times": f"notional raid {raid.id}: {flights}",
        "kill": f"{bands or 'no battery'}, drawn evenly",
        "opens": "public reaches at the middle of their bands, along the straight way, cut by the battery's own horizon",
        "battery_kinds": stand or "none",
    }
