"""Room: briefs, support. Draws a chart of the outline: distributions as bars with their middle, a line for each thing; an SVG.

May import outline; touches no file. Series differ by lightness and by height as well as by hue.
"""

from __future__ import annotations

import functools
import io
import math
from typing import TYPE_CHECKING, Any

from dualtrack.briefs._map import tidy
from dualtrack.briefs._style import GRATICULE, INK, KEY_PT, LABEL_PT, SMALL_PT, text_width, typeface
from dualtrack.outline.document import Chart, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH_PT = 470.0
ROW_PT = 17.0
AXIS_PT = 34.0
KEY_ROW_PT = 15.0
RIGHT_PT = 16.0
SERIES = (("#9db8c9", 9.0), ("#0b4f8a", 4.0), ("#c2410c", 2.4))
"""Colour and height [pt] of the bars of each series, the widest first."""


@functools.lru_cache(maxsize=16)
def svg(chart: Chart) -> str:
    """The chart as an SVG document; its identifiers start with its own, so that several fit into one page."""
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": chart.id, "svg.fonttype": "path", "path.simplify": False}):
        return tidy(_draw(chart), chart.id)


def _draw(chart: Chart) -> str:
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure as Sheet

    left = 12.0 + max((text_width(row.label, LABEL_PT) for row in chart.rows), default=0.0)
    key = KEY_ROW_PT * len(chart.key)
    height = AXIS_PT + key + ROW_PT * len(chart.rows) + 6.0
    sheet = Sheet(figsize=(WIDTH_PT / 72.0, height / 72.0))
    canvas = FigureCanvasSVG(sheet)
    axes = sheet.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0.0, WIDTH_PT)
    axes.set_ylim(0.0, height)
    scale = _scale(chart)
    across = (WIDTH_PT - RIGHT_PT - left) / scale[-1]
    bottom, top = AXIS_PT + key, height - 4.0
    for tick in scale:
        x = left + tick * across
        axes.plot([x, x], [bottom, top], color=GRATICULE, linewidth=0.6, zorder=1)
        _write(axes, f"{tick:g}", (x, bottom - 8.0), SMALL_PT, "center")
    _write(axes, chart.unit, (left + (WIDTH_PT - RIGHT_PT - left) / 2.0, bottom - 21.0), KEY_PT, "center")
    for number, row in enumerate(chart.rows):
        y = top - (number + 0.5) * ROW_PT
        _write(axes, row.label, (left - 6.0, y), LABEL_PT, "right")
        _bars(axes, row, (left, y), across)
    _key(axes, chart, key)
    written = io.StringIO()
    canvas.print_svg(written, metadata={"Date": None})  # type: ignore[no-untyped-call]
    return written.getvalue()


def _bars(axes: Axes, row: Row, at: tuple[float, float], across: float) -> None:
    """The bars of a line, the widest series behind, each with a tick at its middle."""
    from matplotlib.patches import Rectangle

    left, y = at
    for bar in sorted(row.intervals, key=lambda bar: bar.series):
        if not math.isfinite(bar.middle):
            continue
        colour, thick = SERIES[bar.series % len(SERIES)]
        low, high = left + bar.low * across, left + bar.high * across
        width = max(high - low, 1.6)
        axes.add_artist(
            Rectangle((low - (width - (high - low)) / 2.0, y - thick / 2.0), width, thick, facecolor=colour, edgecolor="none", zorder=3)
        )
        x = left + bar.middle * across
        axes.plot([x, x], [y - thick / 2.0 - 1.5, y + thick / 2.0 + 1.5], color=INK, linewidth=1.1, zorder=4)


def _key(axes: Axes, chart: Chart, height: float) -> None:
    from matplotlib.patches import Rectangle

    for number, (style, label) in enumerate(chart.key):
        colour, thick = SERIES[style % len(SERIES)]
        y = height - (number + 0.5) * KEY_ROW_PT
        axes.add_artist(Rectangle((4.0, y - thick / 2.0), 26.0, thick, facecolor=colour, edgecolor="none"))
        axes.plot([17.0, 17.0], [y - thick / 2.0 - 1.5, y + thick / 2.0 + 1.5], color=INK, linewidth=1.1)
        _write(axes, label, (36.0, y), KEY_PT, "left")


def _scale(chart: Chart) -> list[float]:
    """The ticks of the axis, from zero to beyond the longest bar."""
    longest = max((bar.high for row in chart.rows for bar in row.intervals if math.isfinite(bar.high)), default=1.0) or 1.0
    power = 10.0 ** math.floor(math.log10(longest))
    step = next(step * power for step in (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5) if longest / (step * power) <= 6.0)
    return [round(step * number, 6) for number in range(math.ceil(longest / step) + 1)]


def _write(axes: Axes, words: str, at: tuple[float, float], size: float, align: Any) -> None:
    axes.text(*at, words, ha=align, va="center_baseline", color=INK, parse_math=False, font=typeface(size), zorder=5)
