"""Room: outline. The maps: rings and capitals as a run's results have them, one map per perspective with a range of its own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dualtrack.comparison import summarise
from dualtrack.outline.bind import Binder, line
from dualtrack.outline.document import Figure, Point, Ring, Slot
from dualtrack.runs import Cell
from dualtrack.scenarios import HOLD

Answers = Mapping[str, Cell]
EUROPE = (-12.0, 34.0, 62.0, 71.0)
MARGIN_DEGREES = 4.0


def figures(binder: Binder, system: str) -> list[Figure]:
    """A map for every perspective whose rings differ from those already drawn."""
    drawn: list[Figure] = []
    seen: set[str] = set()
    for view in binder.run.scenario.perspectives:
        cells = binder.run.system_answers[HOLD, view.id, system]
        rings = cells["ring_latitude"]
        radii = str(cells["ring_radius"].array)
        if rings.array is None or not rings.array.size or radii in seen:
            continue
        seen.add(radii)
        drawn.append(_figure(binder, system, view.id, cells))
    return drawn


def _figure(binder: Binder, system: str, view: str, answers: Answers) -> Figure:
    run = binder.run
    sites = [site for site in run.scenario.sites if site.system == system]
    rings = _rings(answers, [site.place.name for site in sites])
    points = [Point(site.place.name, site.place.longitude, site.place.latitude, "site") for site in sites]
    points += _capitals(binder, answers)
    system_name = binder.catalogue.record(system, "systems").name
    perspective = binder.catalogue.record(view, "perspectives").name
    reached = binder.number(summarise(answers["capitals_reached"]), "")
    radius = Slot(_radius_words(answers), binder.step_trace(answers["ring_radius"].step), "number")
    caption = line(
        binder.short(system, "systems"), " from the sites on record, range as the perspective ", binder.short(view, "perspectives"),
        " has it: ", radius, ". Capitals in reach: ", reached, ".",
    )  # fmt: skip
    alternative = (
        f"Map of {system_name} reach from {len(sites)} sites ({', '.join(site.place.name for site in sites)}) under the perspective "
        f"{perspective}: range {_radius_words(answers)}, capitals in reach: {reached.words}."
    )
    return Figure(
        id=f"map-{system}-{view}",
        caption=caption,
        alternative=alternative,
        rings=tuple(rings),
        points=tuple(points),
        highlighted=run.scenario.members,
        bounds=_bounds(rings),
        key=_key(answers),
    )


def _array(cell: Cell) -> NDArray[np.float64]:
    assert cell.array is not None, "only answers with rings are drawn"
    return cell.array


def _radius_words(answers: Answers) -> str:
    low, high = _array(answers["ring_radius"])
    ending = answers["capital_reached"].ending.word
    words = f"{low:,.0f} km" if low == high else f"{low:,.0f} to {high:,.0f} km"
    return f"{ending} {words}" if ending in ("at least", "at most") else words


def _key(answers: Answers) -> tuple[tuple[int, str], ...]:
    low, high = _array(answers["ring_radius"])
    if low == high:
        return ((0, _radius_words(answers)),)
    return ((0, f"lowest drawn: {low:,.0f} km"), (1, f"highest drawn: {high:,.0f} km"))


def _rings(answers: Answers, names: list[str]) -> list[Ring]:
    latitudes, longitudes = _array(answers["ring_latitude"]), _array(answers["ring_longitude"])
    radii = _array(answers["ring_radius"])
    step = answers["ring_latitude"].step
    styles = (0,) if radii[0] == radii[1] else (0, 1)
    return [
        Ring(
            label=f"{name}, {radii[style]:,.0f} km",
            longitudes=tuple(round(float(value), 3) for value in longitudes[style, number]),
            latitudes=tuple(round(float(value), 3) for value in latitudes[style, number]),
            style=style,
            step=step,
        )
        for style in styles
        for number, name in enumerate(names)
    ]


def _capitals(binder: Binder, answers: Answers) -> list[Point]:
    from dualtrack import geography

    points = []
    for index, code in enumerate(binder.run.codes):
        capital = geography.country(code).capital
        inside = summarise(answers["capital_reached"], index).high > 0
        points.append(Point(capital.name, capital.longitude, capital.latitude, "capital-in-reach" if inside else "capital"))
    return points


def _bounds(rings: list[Ring]) -> tuple[float, float, float, float]:
    """The smaller of Europe and the rings with a margin."""
    west = min(min(ring.longitudes) for ring in rings) - MARGIN_DEGREES
    east = max(max(ring.longitudes) for ring in rings) + MARGIN_DEGREES
    south = min(min(ring.latitudes) for ring in rings) - MARGIN_DEGREES
    north = max(max(ring.latitudes) for ring in rings) + MARGIN_DEGREES
    return (max(west, EUROPE[0]), max(south, EUROPE[1]), min(east, EUROPE[2] + MARGIN_DEGREES), min(north, EUROPE[3]))
