"""Room: runs. What a raid against one defence came to, as plain values: leakers, rounds, magazines, time, people covered and costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.catalogue import Record
from dualtrack.models.layered_defence import layer_kill, layers_kill
from dualtrack.models.leakage.model import batteries_from, raid_from
from dualtrack.models.raid import FLIGHT_CLASSES, Outcome, distribution, mean_with_interval
from dualtrack.runs.raids import Prepared

Array = NDArray[np.float64]
Reached = NDArray[np.bool_]
QUANTILES = (0.05, 0.5, 0.95)


def undefended(found: Prepared, threats: int) -> dict[str, Any]:
    """What a raid comes to before no battery: by definition everything gets through."""
    return {**_words(found), "replications": 0, "ending": "no battery stands before it", "leakers": {"mean": float(threats)}}


def figures(found: Prepared, record: Record, people: Array, outcome: Outcome) -> dict[str, Any]:
    """The figures of one defence; `people` [areas] live in the areas of the raid's record."""
    groups, reached, start = record.details["arrivals"], _in_reach(found), float(found.arrays["arrival_times"].min())
    mean = mean_with_interval(outcome.total_leakers)
    return {
        **_words(found),
        "readiness": _readiness(found, start, mean.replications),
        "leakers": {"mean": mean.mean, "mean_low": mean.low, "mean_high": mean.high, **_spread(outcome.total_leakers)},
        "chance_that_none_gets_through": float((outcome.total_leakers == 0).mean()),
        "leakers_distribution": [round(float(share), 5) for share in distribution(outcome.total_leakers)],
        "by_class": _by_class(found, outcome, groups, reached, _covered(record, people, reached)),
        "by_area": {
            area["id"]: _spread(outcome.leakers[:, :, [group["area"] == area["id"] for group in groups]].sum(axis=(1, 2)))
            for area in record.details["areas"]
        },
        "rounds_spent": _spread(outcome.spent.sum(axis=1)),
        "rounds_spent_by_kind": _by_kind(found, outcome),
        "chance_that_a_magazine_is_empty": float(np.isfinite(outcome.first_empty_s).mean()),
        "minutes_to_first_empty": _first_empty(outcome, start),
        "cost_of_rounds": {"ending": found.endings["round_prices"].word, "words": found.words["round_prices"], **_cost(found, outcome)},
        "cost_of_flights": {
            "ending": found.endings["flight_prices"].word,
            "words": found.words["flight_prices"],
            **_cost_of_flights(found),
        },
    }


def _words(found: Prepared) -> dict[str, Any]:
    return {"batteries": found.words["battery_kinds"], "kill": found.words["kill"], "magazines": found.words["magazines"]}


def _readiness(found: Prepared, first_arrival: float, replications: int) -> dict[str, Any]:
    """How long before they arrive flights could be seen [minutes], and how many of the batteries are ready when the first arrives."""
    ready = found.arrays["ready_from"][:, :replications]
    warned = {name: minutes[:replications] for name, minutes in found.warned_minutes.items()}
    return {
        "words": found.words["ready_from"],
        "on_watch": float(np.isneginf(ready).mean()),
        "ready_at_first_arrival": float((ready <= first_arrival).mean()),
        "warning_minutes": {name: {**_spread(minutes), "unseen": float((minutes <= 0.0).mean())} for name, minutes in warned.items()},
    }


def _in_reach(found: Prepared) -> Reached:
    """Which battery can launch in time at which group of flights [batteries, groups]."""
    batteries = batteries_from(found.arrays)
    covers = batteries.opens_s >= np.maximum(batteries.closes_s, batteries.engagement_s[:, :, None])
    return np.asarray(covers.any(axis=1))


def _covered(raid: Record, people: Array, reached: Reached) -> dict[str, int]:
    """People in areas where a battery can launch at every group of a class that comes there."""
    found: dict[str, int] = {}
    for number, area in enumerate(raid.details["areas"]):
        for flight in {group["flight"] for group in raid.details["arrivals"] if group["area"] == area["id"]}:
            come = [group["flight"] == flight and group["area"] == area["id"] for group in raid.details["arrivals"]]
            found[flight] = found.get(flight, 0) + (int(people[number]) if reached[:, come].any(axis=0).all() else 0)
    return found


def _by_class(
    found: Prepared, outcome: Outcome, groups: Sequence[Mapping[str, Any]], reached: Reached, covered: Mapping[str, int]
) -> dict[str, Any]:
    """For each class that comes: how many, what gets through, what the formula says without limits, and people covered against it."""
    answer = {}
    replications, raid = outcome.spent.shape[0], raid_from(found.arrays)
    for code, flight in enumerate(FLIGHT_CLASSES):
        numbers = [
            int(((raid.area == number) & ~raid.decoy).sum()) if each["flight"] == flight else 0 for number, each in enumerate(groups)
        ]
        if not any(numbers):
            continue
        leaked = outcome.leakers[:, code].sum(axis=1)
        mean = mean_with_interval(leaked)
        unlimited = sum(
            number * (1.0 - _unlimited(found, code, reached[:, place], replications)) for place, number in enumerate(numbers) if number
        )
        answer[flight] = {
            "number": sum(numbers),
            "leakers": {"mean": mean.mean, "mean_low": mean.low, "mean_high": mean.high, **_spread(leaked)},
            "leakers_by_formula_without_limits": float(np.mean(unlimited)),
            "people_covered": covered[flight],
        }
    return answer


def _unlimited(found: Prepared, code: int, reached: Reached, replications: int) -> Array:
    """The chance to destroy a flight of a group with rounds and channels without end: every battery in reach a layer [replications]."""
    arrays = found.arrays
    layers = [np.zeros(replications)]
    for number, kind in enumerate(arrays["battery_kinds"].astype(int)):
        if reached[number]:
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


def _cost_of_flights(found: Prepared) -> dict[str, float]:
    prices = found.arrays["flight_prices"]
    return _spread(found.arrays["flight_numbers"] @ prices) if prices.any() else {}


def _spread(values: Any) -> dict[str, float]:
    low, middle, high = np.quantile(values, QUANTILES, method="closest_observation")
    return {"low": float(low), "middle": float(middle), "high": float(high)}
