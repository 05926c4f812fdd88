"""Room: runs. How much warning a scenario leaves, as plain values: reach and warning alone, for the options that change either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dualtrack import geography
from dualtrack.catalogue import Catalogue, Record
from dualtrack.errors import UnknownName
from dualtrack.models import Output, models
from dualtrack.runs.binding import system_cells
from dualtrack.runs.context import Context, Field, Viewpoint
from dualtrack.runs.run import context_of, disputed_claims, viewpoint_of
from dualtrack.runs.single import find_place
from dualtrack.runs.steps import Cell
from dualtrack.scenarios import HOLD, Option, Scenario, apply, freeze

QUANTILES = (0.05, 0.5, 0.95)
SHOWN = ("warning_time", "radar_warning_time", "flight_duration", "first_seen_share", "unseen_share")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which options of the scenario, and which places in stead of the capitals: towns, or latitude,longitude; all when empty."""

    options: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def warning_answer(
    record: Record, catalogue: Catalogue, overrides: Mapping[str, Any], asked: Asked, *, seed: int, draws: int
) -> dict[str, Any]:
    """Warning of every capital, or place asked for, in reach [minutes], by option, perspective or claim, and system.

    Without options asked for those count that change launch sites or sensors. Raises UnknownName for an option that the scenario
    has not, and for a place that is none.
    """
    scenario = freeze(record, catalogue, overrides)
    catalogue = catalogue.add(record)
    context = context_of(scenario, catalogue, seed, draws)
    names = _towards(context, asked.places, catalogue)
    entries: list[dict[str, Any]] = []
    for option in _options(scenario, asked.options):
        for view in scenario.perspectives:
            patched = apply(option, scenario, catalogue, view)
            if option.id != HOLD and not asked.options and patched.sites == scenario.sites and patched.sensors == scenario.sensors:
                continue
            head = {"option": option.id, "according_to": view.id}
            viewpoint, field = Viewpoint(view.id, view), Field(patched.sites, patched.sensors)
            entries += [head | _of_system(context, viewpoint, field, system, names) for system in scenario.systems]
    claims = [claim for claim in disputed_claims(scenario, catalogue) if claim.attribute == "range_max"]
    for claim in claims if not asked.options or HOLD in asked.options else ():
        viewpoint, field = viewpoint_of(claim, scenario), Field(scenario.sites, scenario.sensors)
        head = {"option": HOLD, "claim": claim.id, "claimed": f"{claim.value}, {claim.claimant}"}
        entries.append(head | _of_system(context, viewpoint, field, claim.subject, names))
    watch = context.watch(scenario.sensors)
    return {
        "scenario": scenario.id,
        "name": scenario.name,
        "known_by": str(scenario.dates.known_by),
        "holds_on": str(scenario.dates.holds_on),
        "seed": seed,
        "draws": draws,
        "sensors": [post.sensor for post in watch.posts],
        "left_out": {post.sensor: why for post, why in watch.left_out},
        "answers": entries,
    }


def _towards(context: Context, places: Sequence[str], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The names and states of the places that warning is worked out for; places asked for take the capitals' stead in the tables."""
    if not places:
        return tuple((geography.country(code).capital.name, code) for code in context.tables.codes)
    found = [find_place(place, catalogue) for place in places]
    for axis in ("latitude", "longitude"):
        context.tables.arrays["place", f"capital_{axis}"] = np.array([getattr(place, axis) for place in found], dtype=np.float64)
    return tuple((place.name, place.country) for place in found)


def _options(scenario: Scenario, asked: Sequence[str]) -> Iterable[Option]:
    known = [option.id for option in scenario.options]
    for wanted in asked:
        if wanted not in known:
            raise UnknownName("option of the scenario", wanted, known, "--option")
    return [option for option in scenario.options if not asked or option.id in asked]


def _of_system(context: Context, view: Viewpoint, field: Field, system: str, names: Sequence[tuple[str, str]]) -> dict[str, Any]:
    model = next(found for found in models() if found.name == "warning")
    cells = system_cells(model, context, view, field, {}, system)
    first = cells["warning_time"]
    answer: dict[str, Any] = {"system": system, "ending": first.ending.word}
    if first.array is None:
        return answer | {"because": first.because or first.ending.sentence}
    outputs = {output.question: output for output in model.outputs}
    capitals = [_capital(names[index], index, cells, outputs) for index in range(first.array.shape[1])]
    reached = [place for place in capitals if place is not None]
    reached.sort(key=lambda place: (place["warning_time"]["middle"], place["flight_duration"]["middle"]))
    step = context.executor.steps[first.step]
    return answer | {"places": reached, "label": step.label.value, "step": step.key}


def _capital(name: tuple[str, str], index: int, cells: Mapping[str, Cell], outputs: Mapping[str, Output]) -> dict[str, Any] | None:
    """The figures of one capital over the draws in which it is in reach; None when it is in none."""
    durations = cells["flight_duration"].array
    assert durations is not None
    inside = np.isfinite(durations[:, index])
    if not inside.any():
        return None
    found: dict[str, Any] = {"place": name[0], "country": name[1], "in_reach_share": float(inside.mean())}
    for question in SHOWN:
        values = cells[question].array
        assert values is not None
        low, middle, high = np.quantile(values[inside, index], QUANTILES, method="closest_observation")
        found[question] = {"low": float(low), "middle": float(middle), "high": float(high), "unit": outputs[question].unit}
    seen = cells["first_seen_share"].array
    assert seen is not None
    found["seen_share"] = float((seen[inside, index] < 1.0).mean())
    along = cells["detected_by_share"].array
    assert along is not None
    found["chance_seen_by_tenths_of_the_way"] = [round(float(chance), 3) for chance in along[:: (along.shape[0] - 1) // 10, index]]
    return found
