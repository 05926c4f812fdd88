"""Room: runs. Single questions without a scenario file: reach from one place. Same binding, same models."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from dualtrack import geography
from dualtrack.catalogue import Catalogue, Dates, Record
from dualtrack.errors import UserError
from dualtrack.facts import Claim, Place, Quantity, State
from dualtrack.models import models
from dualtrack.runs.binding import system_cells
from dualtrack.runs.context import Context, Field, Viewpoint
from dualtrack.runs.judging import DEFAULT_PERSPECTIVES
from dualtrack.runs.plain import claim_plain
from dualtrack.runs.run import viewpoint_of
from dualtrack.runs.steps import Cell, Executor
from dualtrack.runs.tables import MINIMUM_POPULATION, tables
from dualtrack.scenarios import Scenario, Site, members

_COORDINATES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")


def find_place(text: str, catalogue: Catalogue) -> Place:
    """A place from `latitude,longitude`, a deployment's id, or a town's name (`Shuya` or `Shuya, RUS`)."""
    match = _COORDINATES.fullmatch(text)
    if match:
        latitude, longitude = float(match.group(1)), float(match.group(2))
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise UserError(f"--from: {text!r} is not on the globe; write latitude,longitude in degrees, for example 56.85,41.39")
        return Place(text.strip(), geography.country_at(latitude, longitude) or "", latitude, longitude)
    if catalogue.has(text, "deployments"):
        return Place(**catalogue.record(text, "deployments").details["place"])
    name, _, country = text.partition(",")
    town = geography.find_town(name.strip(), country.strip().upper() or None)
    return Place(town.name, town.country, town.latitude, town.longitude)


def reach_answer(
    system: str, place: str, catalogue: Catalogue, as_of: datetime.date, perspectives: Sequence[str], range_km: float | None
) -> dict[str, Any]:
    """Who is in reach of a system from a place [countries, capitals, towns, people], for each perspective, claim or given range [km]."""
    record = catalogue.record(system, "systems")
    site = Site("asked", record.id, "", find_place(place, catalogue))
    context = _context(record, catalogue, Dates(as_of, as_of), perspectives, (site,))
    answers = []
    if range_km is not None:
        claim = Claim(record.id, "range_max", Quantity.exactly(range_km, "km"), assumed="given on the command line")
        answers.append(("given", viewpoint_of(claim, context.scenario)))
    else:
        answers += [(view.id, Viewpoint(view.id, view)) for view in context.scenario.perspectives]
        answers += [
            (claim.id, viewpoint_of(claim, context.scenario)) for claim in catalogue.claims(record.id, "range_max", context.scenario.dates)
        ]
    return {
        "system": record.id,
        "name": record.name,
        "from": {"name": site.place.name, "latitude": site.place.latitude, "longitude": site.place.longitude},
        "as_of": str(as_of),
        "counted": f"members of NATO on the date; towns from {MINIMUM_POPULATION:,} inhabitants",
        "answers": [_reached(name, view, context, site) for name, view in answers],
    }


def _context(record: Record, catalogue: Catalogue, dates: Dates, perspectives: Sequence[str], sites: tuple[Site, ...]) -> Context:
    assert dates.holds_on is not None
    alliance = catalogue.record("nato", "actors")
    views = tuple(catalogue.perspective(name) for name in perspectives or DEFAULT_PERSPECTIVES)
    codes = members(alliance, dates.holds_on)
    operators = catalogue.claims(record.id, "operator", dates)
    operator = next(
        (claim.value.text for claim in operators if isinstance(claim.value, State) and catalogue.has(claim.value.text, "actors")), "russia"
    )
    scenario = Scenario(record.id, record.name, dates, views, alliance.id, operator, codes, (record.id,), sites, (), (), {}, record)
    return Context(scenario, catalogue, tables(codes if sites else ()), Executor(), seed=1, draws=101)


def _reached(name: str, view: Viewpoint, context: Context, site: Site) -> dict[str, Any]:
    model = next(found for found in models() if found.name == "reach")
    cells = system_cells(model, context, view, Field((site,)), {}, site.system)
    resolved = view.resolve(context.scenario, context.catalogue, site.system, "range_max")
    first = cells["capitals_reached"]
    answer: dict[str, Any] = {
        "according_to": name,
        "range": str(resolved.value),
        "claims": [claim_plain(claim, context.catalogue) for claim in resolved.claims],
        "ending": first.ending.word,
    }
    if first.array is None:
        return {**answer, "because": first.because or first.ending.sentence}
    answer |= {
        question.removesuffix("_reached"): _interval(cells[question])
        for question in ("countries_reached", "capitals_reached", "towns_reached", "people_reached")
    }
    codes = context.tables.codes
    answer["countries_in_reach"] = [codes[index] for index in _surely_or_maybe(cells["country_reached"])]
    answer["capitals_in_reach"] = [geography.country(codes[index]).capital.name for index in _surely_or_maybe(cells["capital_reached"])]
    return answer


def _interval(cell: Cell) -> list[int]:
    assert cell.array is not None
    return [int(cell.array.min()), int(cell.array.max())]


def _surely_or_maybe(cell: Cell) -> list[int]:
    assert cell.array is not None
    return [int(index) for index in np.flatnonzero(cell.array.max(axis=0))]
