"""Room: briefs, support. Draws a figure of the outline as a map: an SVG of one's own, the same bytes for the same figure.

May import outline and geography (through the projection); touches no file but the coast that geography reads. Words are drawn
as paths, so that no font is needed where the map is looked at. Rings differ by colour and by line, marks by shape and filling.
"""

from __future__ import annotations

import functools
import io
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dualtrack.briefs._key import draw_key, key_entries, key_height
from dualtrack.briefs._labels import Box, Placed, Wanted, arrange
from dualtrack.briefs._projection import View, kilometres_per_pt, land, round_step, view_of, width_degrees
from dualtrack.briefs._style import (
    BORDER,
    GRATICULE,
    HIGHLIGHT,
    INK,
    LABEL_PT,
    LAND,
    MARK_PT,
    SEA,
    SMALL_PT,
    mark,
    ring_style,
    text_width,
    typeface,
    way_style,
)
from dualtrack.outline.document import Figure, Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

_Bar = tuple[float, float, float, str]

KEPT_MAPS = 16
IMPORTANCE = ("site", "sensor", "capital-in-reach", "capital")
MANY_RINGS = 6
SEEN_FROM = 0.5
"""The chance from which a stretch of a way is drawn as in view."""
SCALE_SHARE = 0.22
RIM = "rim"
RIM_STYLE = "stroke:#ffffff;stroke-opacity:0.85;stroke-width:1500"
"""The rim's stroke is measured in the units of the letters' outlines."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A point with its place on the page [pt]."""

    point: Point
    x: float
    y: float


@functools.lru_cache(maxsize=KEPT_MAPS)
def svg(figure: Figure) -> str:
    """The figure as an SVG document; its identifiers start with the figure's own, so that several fit into one page."""
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": figure.id, "svg.fonttype": "path", "path.simplify": False}):
        return tidy(_draw(figure), figure.id)


def _draw(figure: Figure) -> str:
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure as Sheet

    view = view_of(figure)
    entries = key_entries(figure)
    below = key_height(entries, view.width_pt)
    height = view.height_pt + below
    sheet = Sheet(figsize=(view.width_pt / 72.0, height / 72.0))
    canvas = FigureCanvasSVG(sheet)
    axes = sheet.add_axes((0.0, below / height, 1.0, view.height_pt / height))
    _plain(axes, view.width_pt, view.height_pt)
    _ground(axes, figure, view)
    taken = [*_graticule(axes, view), *_scale_bar(axes, view, list(figure.points))]
    _rings(axes, figure, view)
    _ways(axes, figure, view)
    _points(axes, figure, view, taken)
    if below:
        key = sheet.add_axes((0.0, 0.0, 1.0, below / height))
        _plain(key, view.width_pt, below)
        draw_key(key, entries, view.width_pt, below)
    written = io.StringIO()
    canvas.print_svg(written, metadata={"Date": None})  # type: ignore[no-untyped-call]
    return written.getvalue()


def _plain(axes: Axes, width: float, height: float) -> None:
    """Axes without decoration whose data are points on the page [pt]."""
    axes.set_axis_off()
    axes.set_xlim(0.0, width)
    axes.set_ylim(0.0, height)


def _ground(axes: Axes, figure: Figure, view: View) -> None:
    """Sea, land, the highlighted states and every border and coast."""
    from matplotlib.patches import Rectangle

    axes.add_artist(Rectangle((0.0, 0.0), view.width_pt, view.height_pt, facecolor=SEA, edgecolor="none"))
    shapes = land(view)
    for colour, chosen in ((LAND, False), (HIGHLIGHT, True)):
        surfaces = [surface for code, (surface, _) in shapes.items() if (code in figure.highlighted) is chosen]
        _fill(axes, surfaces, colour)
    _lines(axes, [edge for _, edge in shapes.values()], BORDER)
    axes.add_artist(Rectangle((0.0, 0.0), view.width_pt, view.height_pt, facecolor="none", edgecolor=INK, linewidth=0.8, zorder=9))


def _fill(axes: Axes, surfaces: list[BaseGeometry], colour: str) -> None:
    """Polygons as one shape of one colour; a hair of the same colour closes seams."""
    import shapely
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    parts = shapely.get_parts(shapely.get_parts(surfaces)) if surfaces else []
    rings = [ring for part in parts if part.geom_type == "Polygon" for ring in (part.exterior, *part.interiors)]
    if rings:
        path = Path.make_compound_path(*(Path(shapely.get_coordinates(ring), closed=True) for ring in rings))
        axes.add_artist(PathPatch(path, facecolor=colour, edgecolor=colour, linewidth=0.2))


def _lines(axes: Axes, edges: list[BaseGeometry], colour: str) -> None:
    """Borders and coasts as one path."""
    import shapely
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    parts = [part for part in shapely.get_parts(shapely.get_parts(edges)) if part.geom_type in ("LineString", "LinearRing")]
    if parts:
        path = Path.make_compound_path(*(Path(shapely.get_coordinates(part)) for part in parts))
        axes.add_artist(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=0.4, joinstyle="round"))


def _graticule(axes: Axes, view: View) -> list[Box]:
    """Meridians and parallels, named where they leave the map below and on the left; the boxes of those names."""
    west, south, _, north = view.bounds
    span = width_degrees(view.bounds)
    step = max(1.0, round_step(min(max(north - south, 2.0), span) / 3.0))
    taken = []
    for meridian in np.arange(np.ceil(west / step) * step, west + span + 1e-6, step):
        x, y = view.place(np.full(181, meridian), np.linspace(south, north, 181))
        axes.plot(x, y, color=GRATICULE, linewidth=0.5, zorder=1.5)
        at = _crossing(y, x, 8.0)
        if at is not None and 45.0 < at < view.width_pt - 12.0:
            taken.append(_name(axes, _degrees(float(meridian), "E", "W"), at, 6.5))
    for parallel in np.arange(np.ceil(south / step) * step, min(north, 89.0) + 1e-6, step):
        x, y = view.place(np.linspace(west, west + span, 361), np.full(361, parallel))
        axes.plot(x, y, color=GRATICULE, linewidth=0.5, zorder=1.5)
        at = _crossing(x, y, 12.0)
        if at is not None and 40.0 < at < view.height_pt - 8.0:
            taken.append(_name(axes, _degrees(float(parallel), "N", "S"), 13.0, at))
    return taken


def _crossing(along: Any, across: Any, level: float) -> float | None:
    """Where a line first crosses a level; None when it does not."""
    met = np.flatnonzero((along[:-1] - level) * (along[1:] - level) <= 0.0)
    return float(across[met[0]]) if met.size else None


def _degrees(value: float, positive: str, negative: str) -> str:
    turned = (value + 180.0) % 360.0 - 180.0 if positive == "E" else value
    side = "" if turned in (0.0, -180.0) else f" {positive if turned > 0 else negative}"
    return f"{abs(turned):g}°{side}"


def _name(axes: Axes, words: str, x: float, y: float) -> Box:
    """A small name centred on a line of the graticule; its box [pt]."""
    _write(axes, words, (x, y), SMALL_PT, "center", "#5b6670")
    half = text_width(words, SMALL_PT) / 2.0 + 1.0
    return x - half, y - SMALL_PT / 2.0, x + half, y + SMALL_PT / 2.0


def _write(axes: Axes, words: str, at: tuple[float, float], size: float, align: str = "left", colour: str = INK) -> None:
    """Words at half height on a pale rim: the same words once more beneath, which `tidy` gives a stroke."""
    x, y = at
    for shade, zorder, name in (("#ffffff", 7.5, f"{RIM}-{x:.2f}-{y:.2f}"), (colour, 8.0, None)):
        axes.text(x, y, words, ha=align, va="center_baseline", color=shade, zorder=zorder, gid=name, parse_math=False, font=typeface(size))


def _scale_bar(axes: Axes, view: View, points: list[Point]) -> list[Box]:
    """A bar of a round length on the ground, right where it is drawn, in the emptiest corner; its box [pt], if there is one."""
    bars = _bars(view)
    if not bars:
        return []
    left, bottom, length, words = min(bars, key=lambda bar: _covered(bar, view, points))
    for colour, width in (("#ffffff", 3.6), (INK, 1.6)):
        axes.plot([left, left + length], [bottom, bottom], color=colour, linewidth=width, zorder=8, solid_capstyle="butt")
    _write(axes, words, (left, bottom + 7.0), SMALL_PT)
    return [_bar_box((left, bottom, length, words))]


def _bars(view: View) -> list[_Bar]:
    """A scale bar for each corner with ground in it, lower left first: its left end and height [pt], its length [pt], its words."""
    bars = []
    for side, bottom in ((0.0, 22.0), (1.0, 22.0), (0.0, view.height_pt - 18.0), (1.0, view.height_pt - 18.0)):
        each = kilometres_per_pt(view, side * view.width_pt * 0.8 + 8.0, bottom)
        if not np.isfinite(each):
            continue
        length_km = round_step(SCALE_SHARE * view.width_pt * each)
        left = 8.0 if not side else view.width_pt - 8.0 - length_km / each
        bars.append((left, bottom, length_km / each, f"{length_km:,.0f} km"))
    return bars


def _bar_box(bar: _Bar) -> Box:
    left, bottom, length, words = bar
    return left - 2.0, bottom - 3.0, left + max(length, text_width(words, SMALL_PT)) + 2.0, bottom + 12.0


def _covered(bar: _Bar, view: View, points: list[Point]) -> int:
    """How many marks a scale bar would cover or crowd."""
    left, bottom, right, top = _bar_box(bar)
    x, y = view.place([point.longitude for point in points], [point.latitude for point in points])
    crowded = (x > left - MARK_PT) & (x < right + MARK_PT) & (y > bottom - MARK_PT) & (y < top + MARK_PT)
    return int(crowded.sum())


def _rings(axes: Axes, figure: Figure, view: View) -> None:
    """Each ring in the line of its style, on a pale rim."""
    slim = len(figure.rings) > MANY_RINGS
    for ring in figure.rings:
        x, y = view.place(ring.longitudes, ring.latitudes)
        colour, dashes = ring_style(ring.style)
        width = 1.1 if slim else 1.6
        axes.plot(x, y, color="#ffffff", linewidth=width + 1.2, alpha=0.55, zorder=4)
        axes.plot(x, y, color=colour, linewidth=width, linestyle=dashes, zorder=5)


def _ways(axes: Axes, figure: Figure, view: View) -> None:
    """Each way in stretches: in the view of a radar in most draws, or not."""
    for way in figure.ways:
        x, y = view.place(way.longitudes, way.latitudes)
        seen = np.asarray(way.in_view) >= SEEN_FROM
        turns = [0, *(np.flatnonzero(seen[1:] != seen[:-1]) + 1).tolist(), seen.size - 1]
        for first, last in itertools.pairwise(turns):
            colour, dashes = way_style(bool(seen[first]))
            axes.plot(x[first : last + 1], y[first : last + 1], color=colour, linewidth=1.3, linestyle=dashes, zorder=5)


def _points(axes: Axes, figure: Figure, view: View, taken: list[Box]) -> None:
    """The marks of sites and capitals, and as many of their names as fit; sites first."""
    spots = [spot for spot in _spots(figure, view) if view.shows(spot.x, spot.y)]
    ordered = sorted(spots, key=lambda spot: IMPORTANCE.index(spot.point.role))
    for spot in reversed(ordered):
        mark(axes, spot.point.role, spot.x, spot.y)
    half = MARK_PT / 2.0
    marks = [(spot.x - half, spot.y - half, spot.x + half, spot.y + half) for spot in spots]
    wanted = [
        Wanted(words, spot.x, spot.y, text_width(words, LABEL_PT) + 1.0, LABEL_PT * 1.02, IMPORTANCE.index(spot.point.role))
        for spot in ordered
        if (words := spot.point.label)
    ]
    for placed in arrange(wanted, [*marks, *taken], view.width_pt, view.height_pt):
        _label(axes, placed)


def _spots(figure: Figure, view: View) -> list[_Spot]:
    x, y = view.place([point.longitude for point in figure.points], [point.latitude for point in figure.points])
    return [_Spot(point, float(east), float(north)) for point, east, north in zip(figure.points, x, y, strict=True)]


def _label(axes: Axes, placed: Placed) -> None:
    if placed.leader:
        axes.plot([placed.wanted.x, placed.leader[0]], [placed.wanted.y, placed.leader[1]], color=INK, linewidth=0.5, zorder=6)
    _write(axes, placed.wanted.words, (placed.left + 0.5, placed.bottom + placed.wanted.height / 2.0), LABEL_PT)


def tidy(written: str, prefix: str) -> str:
    """An SVG without prologue, comments and metadata, with short numbers and with identifiers of its own."""
    body = written[written.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", body, flags=re.DOTALL)
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.DOTALL)
    body = re.sub(r"\d+\.\d{2,}", _short, body)
    body = re.sub(r'(?<= d=")[^"]+', lambda path: re.sub(r"\s*\n([MLQCz])\s*", r"\1", path[0]).strip(), body)
    body = re.sub(rf'id="{RIM}-[^"]*"', f'style="{RIM_STYLE}"', body)
    body = body.replace("<svg ", '<svg style="stroke-linejoin:round;stroke-linecap:butt" ', 1)
    body = body.replace("xlink:href", "href").replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    body = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', body)
    body = re.sub(r'href="#([^"]+)"', rf'href="#{prefix}-\1"', body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", body)
    return re.sub(r"\n\s*\n+", "\n", body)


def _short(number: re.Match[str]) -> str:
    """A number of a drawing with no more places than can be seen; what is below one scales something and keeps more."""
    value = float(number[0])
    return f"{value:.{1 if value >= 1.0 else 6}f}".rstrip("0").rstrip(".")
