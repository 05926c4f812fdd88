"""Room: outline. The pictures of the warning section: the ways with their gaps on a map, and the distributions as a chart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dualtrack.comparison import summarise, urgency
from dualtrack.outline.bind import Binder, line
from dualtrack.outline.document import Chart, Figure, Interval, Point, Row, Way
from dualtrack.runs import Cell

Answers = Mapping[str, Cell]
EUROPE = (-12.0, 34.0, 62.0, 71.0)
MARGIN_DEGREES = 3.0


def gap_map(binder: Binder, system: str, answers: Answers) -> Figure:
    """The way to every capital in reach, drawn where some radar has it in view and where none has, with sites and radars."""
    run = binder.run
    ways = [_way(binder, answers, index) for index in _reached(answers)]
    sites = [site for site in run.scenario.sites if site.system == system]
    points = [Point(site.place.name, site.place.longitude, site.place.latitude, "site") for site in sites]
    points += [Point("", post.place.longitude, post.place.latitude, "sensor") for post in run.watch.posts if post.place]
    points += _capitals(binder, answers)
    name = binder.catalogue.record(system, "systems").name
    caption = line(
        "The shortest ways of the ", binder.short(system, "systems"), " to the capitals in reach under the widest claim, from the site "
        "that leaves each least warning; and the stretches that some radar on record could have in view in most draws.",
    )  # fmt: skip
    return Figure(
        id=f"ways-{system}",
        caption=caption,
        alternative=f"Map of the ways of {name} to {len(ways)} capitals, and which stretches of them radars on record could see.",
        rings=(),
        points=tuple(points),
        highlighted=run.scenario.members,
        bounds=_bounds(ways, points),
        key=(),
        ways=tuple(ways),
    )


def chart(binder: Binder, system: str, answers: Answers) -> Chart:
    """Whole flight and warning of every capital in reach: where nine draws in ten lie, and the middle one."""
    run = binder.run
    rows = []
    for index in sorted(_reached(answers), key=lambda number: urgency(answers, number)):
        bars = []
        for series, question in enumerate(("flight_duration", "warning_time")):
            found = summarise(answers[question], index)
            bars.append(Interval(found.low, found.middle, found.high, series, found.step))
        rows.append(Row(binder.capital(run.codes[index]).words, tuple(bars)))
    caption = line(
        "Whole flight, and warning by the sensors on record, of the ", binder.short(system, "systems"),
        " for each capital in reach under the widest claim, in minutes: each bar holds nine draws in ten, the stroke is the middle one.",
    )  # fmt: skip
    least = f"; least warned: {rows[0].label}" if rows else ""
    return Chart(
        id=f"warning-chart-{system}",
        caption=caption,
        alternative=f"Chart of flight and warning times for {len(rows)} capitals{least}.",
        unit="minutes",
        rows=tuple(rows),
        key=((0, "whole flight"), (1, "warning by the sensors on record")),
    )


def _reached(answers: Answers) -> list[int]:
    return [int(index) for index in np.flatnonzero(np.isfinite(_array(answers["warning_time"])).any(axis=0))]


def _array(cell: Cell) -> NDArray[np.float64]:
    assert cell.array is not None, "only answers with capitals in reach are drawn"
    return cell.array


def _way(binder: Binder, answers: Answers, index: int) -> Way:
    longitudes, latitudes = _array(answers["way_longitude"])[index], _array(answers["way_latitude"])[index]
    seen = _array(answers["way_in_view"])[index]
    return Way(
        binder.capital(binder.run.codes[index]).words,
        tuple(round(float(value), 3) for value in longitudes),
        tuple(round(float(value), 3) for value in latitudes),
        tuple(round(float(value), 3) for value in seen),
        answers["way_in_view"].step,
    )


def _capitals(binder: Binder, answers: Answers) -> list[Point]:
    from dualtrack import geography

    reached = set(_reached(answers))
    points = []
    for index, code in enumerate(binder.run.codes):
        capital = geography.country(code).capital
        role = "capital-in-reach" if index in reached else "capital"
        label = capital.name if index in reached else ""
        points.append(Point(label, capital.longitude, capital.latitude, role))  # type: ignore[arg-type]
    return points


def _bounds(ways: list[Way], points: list[Point]) -> tuple[float, float, float, float]:
    """What holds every way and site, no larger than Europe."""
    longitudes = [value for way in ways for value in way.longitudes] + [point.longitude for point in points if point.role == "site"]
    latitudes = [value for way in ways for value in way.latitudes] + [point.latitude for point in points if point.role == "site"]
    return (
        max(min(longitudes) - MARGIN_DEGREES, EUROPE[0]),
        max(min(latitudes) - MARGIN_DEGREES, EUROPE[1]),
        min(max(longitudes) + MARGIN_DEGREES, EUROPE[2]),
        min(max(latitudes) + MARGIN_DEGREES, EUROPE[3]),
    )
