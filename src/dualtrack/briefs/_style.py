"""Room: briefs, support. How the marks, rings and words of a map look; imports nothing of the project and touches no file.

Every pair that must be told apart differs in lightness or shape as well as in hue, so that a map survives grey print.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SEA, LAND, HIGHLIGHT = "#e8f0f5", "#e2e0db", "#bccfa6"
BORDER, GRATICULE, INK = "#8b8d88", "#b3c0ca", "#1c2328"
LABEL_PT, KEY_PT, SMALL_PT, MARK_PT = 9.6, 9.2, 7.8, 5.6
SITE_COLOUR, REACHED_COLOUR, SENSOR_COLOUR = "#7a1f0f", "#1c2328", "#0b4f8a"

Dashes = str | tuple[float, tuple[float, ...]]
RING_STYLES: tuple[tuple[str, Dashes], ...] = (
    ("#0b4f8a", "solid"),
    ("#c2410c", (0.0, (5.0, 2.0))),
    ("#5b2a86", (0.0, (1.2, 1.6))),
    ("#00695c", (0.0, (6.0, 1.8, 1.2, 1.8))),
)


def ring_style(style: int) -> tuple[str, Dashes]:
    """The colour and the line of a ring's style; after the last the first comes again."""
    return RING_STYLES[style % len(RING_STYLES)]


def way_style(in_view: bool) -> tuple[str, Dashes]:
    """The colour and the line of a stretch of a way that a radar has in view, or that none has."""
    return ("#0b4f8a", "solid") if in_view else ("#b0401a", (0.0, (2.2, 1.8)))


def mark(axes: Axes, role: str, x: float, y: float) -> None:
    """The mark of a site (a triangle), a sensor (a square) or a capital (a dot, filled when in reach) at a place on the page [pt]."""
    shape, size = {"site": ("^", 7.5), "sensor": ("s", 5.6)}.get(role, ("o", 4.6))
    fill = {"site": SITE_COLOUR, "capital-in-reach": REACHED_COLOUR, "sensor": SENSOR_COLOUR}.get(role, "#ffffff")
    rim = "#ffffff" if role in ("site", "sensor") else REACHED_COLOUR
    axes.plot(
        [x], [y], marker=shape, markersize=size, markerfacecolor=fill, markeredgecolor=rim, markeredgewidth=0.9, zorder=7, clip_on=False
    )


@functools.cache
def typeface(size: float) -> Any:
    """The typeface of a map, read from the drawing library itself and never from the system."""
    from pathlib import Path

    import matplotlib
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"), size=size)


@functools.lru_cache(maxsize=2048)
def text_width(words: str, size: float) -> float:
    """How wide words are [pt] at a size [pt]."""
    from matplotlib.textpath import text_to_path

    width, _, _ = text_to_path.get_text_width_height_descent(words, typeface(size), ismath=False)
    return float(width)
