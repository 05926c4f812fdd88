"""Room: briefs, support. A picture of the outline as an SVG: a map or a chart. Imports the two that draw them; touches no file."""

from __future__ import annotations

from dualtrack.briefs import _chart, _map
from dualtrack.outline.document import Chart, Picture


def svg(picture: Picture) -> str:
    """The picture as an SVG document, the same bytes for the same picture."""
    return _chart.svg(picture) if isinstance(picture, Chart) else _map.svg(picture)
