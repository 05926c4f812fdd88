"""Room: runs. A verification regime asked by itself: what it finds, how soon, what one more inspection buys, and the curve behind it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.catalogue import Catalogue, Dates, Record
from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.errors import UserError
from dualtrack.facts import Claim, Quantity
from dualtrack.models import Model
from dualtrack.models.inspections import detection_probability, one_more, sample_size, time_to_detect
from dualtrack.runs.binding import Context, bind, option_cells, resolve_anyone
from dualtrack.runs.plain import answer_plain, claim_plain
from dualtrack.runs.run import ordered_models
from dualtrack.runs.steps import Cell, Executor
from dualtrack.runs.tables import tables
from dualtrack.scenarios import Option, Scenario

Array = NDArray[np.float64]
QUANTILES = (0.05, 0.5, 0.95)
POINTS = 24
"""About how many numbers of inspections the curve shows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the asker puts in place of the record's figures: the chance wanted [percent] and the violation [items]; None keeps them."""

    confidence_percent: float | None = None
    violation_items: int | None = None


def verify_answer(record: Record, catalogue: Catalogue, as_of: datetime.date, wanted: Wanted, seed: int, draws: int) -> dict[str, Any]:
    """What a measure's verification regime finds; raises UserError for a measure without one and for figures that cannot be."""
    regime = record.details.get("regime")
    if not regime:
        raise UserError(f"REGIME: {record.id} has no `regime:`; write one, or ask about a measure that has")
    asked = _with_wanted(record, wanted)
    catalogue = catalogue.add(asked)
    option = Option("asked", asked.name, (asked.id,), "proposed")
    scenario = Scenario(asked.id, asked.name, Dates(as_of, as_of), (), "", "", (), (), (), (), (option,), {}, asked)
    context = Context(scenario, catalogue, tables(()), Executor(), seed, draws)
    chosen = [model for model in ordered_models("option") if model.part or any(port.absent is not None for port in model.inputs)]
    known: dict[str, Cell] = {}
    for model in chosen:
        known.update(option_cells(model, context, option, known))
    answer: dict[str, Any] = {
        "regime": asked.id,
        "name": asked.name,
        "of": regime["of"],
        "parts": list(regime["parts"]),
        "as_of": str(as_of),
        "seed": seed,
        "draws": draws,
        "figures": _figures(asked, chosen, context),
        "answers": {
            output.question: {"title": output.title, "sentence": output.sentence, **answer_plain(known[output.question], output)}
            for model in chosen
            for output in model.outputs
        },
    }
    return answer | _sampling(asked, context) if "inspections" in regime["parts"] else answer


def _with_wanted(record: Record, wanted: Wanted) -> Record:
    """The record with what the asker wants in place of its own figures, as an assumption."""
    given = {"detection_goal": (wanted.confidence_percent, "percent"), "violation_size": (wanted.violation_items, "items")}
    goal, size = wanted.confidence_percent, wanted.violation_items
    if goal is not None and not 0 < goal < 100:
        raise UserError(f"--confidence: {goal:g} is not between 0 and 100 percent; write for example --confidence 95")
    if size is not None and size < 1:
        raise UserError(f"--violation: {size} is no violation; write a whole number from 1 up")
    claims = [claim for claim in record.claims if given.get(claim.attribute, (None, ""))[0] is None]
    claims += [
        Claim(record.id, name, Quantity.exactly(float(value), unit), assumed="given on the command line")
        for name, (value, unit) in given.items()
        if value is not None
    ]
    return replace(record, claims=tuple(claims))


def _figures(record: Record, chosen: Sequence[Model], context: Context) -> list[dict[str, Any]]:
    """Every figure the models read from the record: its value, whose word it is, and whether it is assumed."""
    wanted = dict.fromkeys(
        (port.attribute, port.unit)
        for model in chosen
        if not model.part or model.part in record.details["regime"]["parts"]
        for port in model.inputs
        if port.subject == "measure"
    )
    rows = []
    for attribute, unit in wanted:
        claims = context.catalogue.claims(record.id, attribute, context.scenario.dates)
        resolved = resolve_anyone(claims, unit)
        rows.append(
            {
                "attribute": attribute,
                "title": ATTRIBUTES["measures"][attribute].title,
                "value": str(resolved.value),
                "label": "assumed" if any(claim.assumed for claim in resolved.claims) else "reported",
                "claims": [claim_plain(claim, context.catalogue) for claim in resolved.claims],
            }
        )
    return rows


def _sampling(record: Record, context: Context) -> dict[str, Any]:
    """The sample size for the goal, the time to find violations of several sizes, and the curve over the number of inspections."""
    drawn = {name: _drawn(record, name, unit, context) for name, unit in _SAMPLED.items()}
    if any(array is None for array in drawn.values()):
        return {}
    population, size = np.round(_known(drawn["inspectable_items"])), np.round(_known(drawn["violation_size"]))
    sensitivity, goal = _known(drawn["inspection_sensitivity"]) / 100, _known(drawn["detection_goal"]) / 100
    schedule = np.array([p["each_year"] for p in record.details["regime"]["inspections_by_year"] for _ in range(p["years"])], dtype=float)
    return {
        "schedule": [int(number) for number in schedule],
        "schedule_total": int(schedule.sum()),
        "sample": _sample(population, size, goal, sensitivity),
        "curve": _curve(population, size, sensitivity, schedule, goal),
        "by_violation": _by_violation(population, size, sensitivity, schedule, goal),
    }


_SAMPLED: Mapping[str, str] = {
    "inspectable_items": "items",
    "violation_size": "items",
    "inspection_sensitivity": "percent",
    "detection_goal": "percent",
}


def _drawn(record: Record, attribute: str, unit: str, context: Context) -> Array | None:
    from dualtrack.models import Input

    claims = context.catalogue.claims(record.id, attribute, context.scenario.dates)
    bound = bind(Input(attribute, "measure", attribute, unit), resolve_anyone(claims, unit), context, f"{record.id}.{attribute}")
    return None if isinstance(bound, Cell) else np.broadcast_to(bound.array, (context.draws,)).astype(np.float64)


def _known(array: Array | None) -> Array:
    assert array is not None
    return array


def _sample(population: Array, size: Array, goal: Array, sensitivity: Array) -> dict[str, Any]:
    """How many items a year must be inspected for the goal: exact and by the rule of thumb of the safeguards inspectorate."""
    found = sample_size(population, size, goal, sensitivity)
    reached = found.exact[found.achievable]
    return {
        "confidence_percent": _spread(goal * 100),
        "violation_items": _spread(size),
        "exact": {"low": int(reached.min()), "high": int(reached.max())} if reached.size else None,
        "by_the_iaea_formula": {"low": int(found.iaea.min()), "high": int(found.iaea.max())},
        "achievable": bool(found.achievable.all()),
    }


def _curve(population: Array, size: Array, sensitivity: Array, schedule: Array, goal: Array) -> list[dict[str, Any]]:
    """The chance to find the violation in a year against the number of inspections, and what one more adds [percentage points]."""
    needed = float(np.median(sample_size(population, size, goal, sensitivity).exact))
    most = int(min(np.median(population), max(2 * schedule.max(initial=0), 10, 1.15 * needed)))
    numbers = sorted({*np.linspace(0, most, POINTS).round().astype(int).tolist(), int(schedule[0])} if schedule.size else {0})
    rows = []
    for number in numbers:
        found = detection_probability(population, size, np.minimum(number, population), sensitivity)
        more = one_more(population, size, number, sensitivity)
        rows.append({"inspections": number, "percent": _spread(found * 100), "one_more": float(np.median(more))})
    return rows


def _by_violation(population: Array, size: Array, sensitivity: Array, schedule: Array, goal: Array) -> list[dict[str, Any]]:
    """The chance in the first year and the months to the goal for violations smaller and larger than the one given."""
    middle = int(np.median(size))
    rows = []
    for items in sorted({1, 2, 5, max(1, middle // 2), middle, middle * 2}):
        if items > population.min():
            continue
        violation = np.full_like(population, items)
        first = schedule[0] if schedule.size else 0.0
        found = detection_probability(population, violation, np.minimum(first, population), sensitivity)
        months = time_to_detect(population, violation, schedule, goal, sensitivity)
        rows.append({"items": items, "percent_first_year": _spread(found * 100), "months": _spread(np.asarray(months, dtype=float))})
    return rows


def _spread(values: Array) -> dict[str, float | None]:
    low, middle, high = np.quantile(np.atleast_1d(values), QUANTILES, method="closest_observation")
    return {name: float(value) if np.isfinite(value) else None for name, value in (("low", low), ("middle", middle), ("high", high))}
