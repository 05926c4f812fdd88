"""Room: runs. A verification regime asked by itself: what it finds, how soon, what one more inspection buys, and the curve behind it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.catalogue import Catalogue, Dates, Record
from dualtrack.errors import UserError
from dualtrack.facts import Claim, Quantity, Resolved
from dualtrack.models import Input, Model
from dualtrack.models.inspections import detection_probability, one_more, sample_size, time_to_detect
from dualtrack.models.inspections.sampling import POPULATION_AT_MOST
from dualtrack.models.verification.chances import whole
from dualtrack.runs.binding import bind, option_cells, resolve_anyone
from dualtrack.runs.context import Context
from dualtrack.runs.endings import Ending
from dualtrack.runs.plain import answer_plain
from dualtrack.runs.regime_figures import Wanted, check, figure_plain, no_value, units_of, with_wanted
from dualtrack.runs.run import ordered_models
from dualtrack.runs.steps import Cell, Executor
from dualtrack.runs.tables import tables
from dualtrack.scenarios import Option, Scenario

Array = NDArray[np.float64]
QUANTILES = (0.05, 0.5, 0.95)
POINTS = 24
"""About how many numbers of inspections the curve shows."""

_CHANCE = ("inspectable_items", "violation_size", "inspection_sensitivity")
_PARTS = ("inspection_detection", "portal_detection", "means_detection")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "inspection_detection": _CHANCE,
    "inspection_detection_by_end": _CHANCE,
    "inspection_gain": _CHANCE,
    "inspection_time": (*_CHANCE, "detection_goal"),
    "inspections_needed": (*_CHANCE, "detection_goal"),
    "inspection_false_alarms": ("inspection_false_alarm",),
    "inspection_cost_first_year": ("inspection_cost", "inspection_false_alarm", "false_alarm_cost"),
    "portal_detection": ("violation_size", "portal_share", "portal_sensitivity"),
    "portal_false_alarms": ("portal_throughput", "portal_false_alarm"),
    "portal_cost_year": ("portal_cost",),
    "violation_detection": _PARTS,
    "violation_missed": _PARTS,
    "verification_cost": ("inspection_cost_first_year", "portal_cost_year"),
}
"""The figures, or other answers, an answer rests on; one that is not here rests on everything its model reads."""


def verify_answer(record: Record, catalogue: Catalogue, as_of: datetime.date, wanted: Wanted, seed: int, draws: int) -> dict[str, Any]:
    """What a measure's verification regime finds; raises UserError for a measure without one and for figures that cannot be."""
    regime = record.details.get("regime")
    if not regime:
        raise UserError(f"REGIME: {record.id} has no `regime:`; write one, or ask about a measure that has")
    asked = with_wanted(record, wanted)
    option = Option("asked", asked.name, (asked.id,), "proposed")
    scenario = Scenario(asked.id, asked.name, Dates(as_of, as_of), (), "", "", (), (), (), (), (option,), {}, asked)
    context = Context(scenario, catalogue.add(asked), tables(()), Executor(), seed, draws)
    chosen = [model for model in ordered_models("option") if model.part or any(port.absent is not None for port in model.inputs)]
    units = units_of(asked, chosen)
    found = {name: resolve_anyone(context.catalogue.claims(asked.id, name, scenario.dates), unit) for name, unit in units.items()}
    missing = {name: because for name, unit in units.items() if (because := no_value(asked, name, found[name], unit, context))}
    check({name: resolved for name, resolved in found.items() if name not in missing}, units, asked, wanted)
    answer: dict[str, Any] = {
        "regime": asked.id,
        "name": asked.name,
        "of": regime["of"],
        "parts": list(regime["parts"]),
        "as_of": str(as_of),
        "seed": seed,
        "draws": draws,
        "figures": [figure_plain(name, resolved, name in missing, context) for name, resolved in found.items()],
        "missing": [{"attribute": name, "because": because} for name, because in missing.items()],
        "answers": _answers(asked, chosen, {name: (units[name], because) for name, because in missing.items()}, context),
    }
    if "inspections" not in regime["parts"] or not missing.keys().isdisjoint(_SAMPLED):
        return answer
    return answer | _sampling(asked, found, context)


def _answers(record: Record, chosen: Sequence[Model], missing: Mapping[str, tuple[str, str]], context: Context) -> dict[str, Any]:
    """The models' answers; one that rests on a missing figure [its unit, why it is missing] is not computed, the others are.

    The models take no gap, so a number stands in for a missing figure while they run, and every answer it reaches is thrown away.
    """
    stands_in = {"percent": 50.0, "items": 1.0, "hours": 1.0, "times": 1.0}
    numbers = {name: POPULATION_AT_MOST if name == "inspectable_items" else stands_in.get(unit, 0.0) for name, (unit, _) in missing.items()}
    filled = [Claim(record.id, name, Quantity.exactly(number, missing[name][0]), assumed="-") for name, number in numbers.items()]
    standing = replace(record, claims=(*(claim for claim in record.claims if claim.attribute not in missing), *filled))
    filled_context = replace(context, catalogue=context.catalogue.add(standing))
    makers = {output.question: model for model in chosen for output in model.outputs}
    known: dict[str, Cell] = {}
    answers: dict[str, Any] = {}
    for model in chosen:
        known.update(option_cells(model, filled_context, context.scenario.options[0], known))
        for output in model.outputs:
            cell, needs = known[output.question], _needs(output.question, makers)
            because = "; ".join(why for name, (_, why) in missing.items() if name in needs)
            if because and cell.ending is not Ending.NOT_MODELLED:
                plain = answer_plain(Cell(None, Ending.UNKNOWN, because=because), output) | {"words": "not computed"}
            else:
                plain = answer_plain(cell, output)
            answers[output.question] = {"title": output.title, "sentence": output.sentence, **plain}
    return answers


def _needs(question: str, makers: Mapping[str, Model]) -> set[str]:
    """The figures an answer rests on, through other answers too."""
    names = NEEDS.get(question, tuple(port.attribute for port in makers[question].inputs))
    return {need for name in names for need in (_needs(name, makers) if name in makers else {name})}


def _sampling(record: Record, found: Mapping[str, Resolved], context: Context) -> dict[str, Any]:
    """The sample size for the goal, the time to find violations of several sizes, and the curve over the number of inspections."""
    drawn = {name: _drawn(name, unit, found[name], context) for name, unit in _SAMPLED.items()}
    population, size = (whole(drawn[name], "items") for name in ("inspectable_items", "violation_size"))
    sensitivity, goal = drawn["inspection_sensitivity"] / 100, drawn["detection_goal"] / 100
    schedule = np.array([p["each_year"] for p in record.details["regime"]["inspections_by_year"] for _ in range(p["years"])], dtype=float)
    given = {"confidence_percent": _ends(found["detection_goal"], "percent"), "violation_items": _ends(found["violation_size"], "items")}
    return {
        "schedule": [int(number) for number in schedule],
        "schedule_total": int(schedule.sum()),
        "sample": {"given": given, **_sample(population, size, goal, sensitivity)},
        "curve": _curve(population, size, sensitivity, schedule, goal),
        "by_violation": _by_violation(population, size, sensitivity, schedule, goal),
    }


_SAMPLED: Mapping[str, str] = {
    "inspectable_items": "items",
    "violation_size": "items",
    "inspection_sensitivity": "percent",
    "detection_goal": "percent",
}


def _drawn(attribute: str, unit: str, resolved: Resolved, context: Context) -> Array:
    bound = bind(Input(attribute, "measure", attribute, unit), resolved, context, f"{context.scenario.id}.{attribute}")
    assert not isinstance(bound, Cell)
    return np.broadcast_to(bound.array, (context.draws,)).astype(np.float64)


def _ends(resolved: Resolved, unit: str) -> dict[str, float]:
    assert isinstance(resolved.value, Quantity)
    value = resolved.value.to(unit)
    return {"low": value.low, "high": value.high}


def _sample(population: Array, size: Array, goal: Array, sensitivity: Array) -> dict[str, Any]:
    """How many items a year must be inspected for the goal: exact and by the rule of thumb of the safeguards inspectorate.

    Lowest to highest of the draws in which some number reaches it; None where none does.
    """
    found = sample_size(population, size, goal, sensitivity)
    reached, rule = found.exact[found.achievable], found.iaea[np.isfinite(found.iaea)]
    return {
        "confidence_percent": _spread(goal * 100),
        "violation_items": _spread(size),
        "exact": {"low": int(reached.min()), "high": int(reached.max())} if reached.size else None,
        "by_the_iaea_formula": {"low": int(rule.min()), "high": int(rule.max())} if rule.size else None,
        "achievable": bool(found.achievable.all()),
        "draws_not_reached": int((~found.achievable).sum()),
        "draws_with_nothing_to_find": int((size == 0).sum()),
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
    for items in sorted({1, 2, 5, max(1, middle // 2), middle, middle * 2} - {0}):
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
