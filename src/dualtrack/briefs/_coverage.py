"""Room: briefs, support. A coverage map as files: GeoTIFF (how many radars see each cell), GeoJSON (what one sees) and PNG.

Prints what the map holds and computes nothing; writes all of them or none. GeoTIFF needs rasterio (the `gis` extra).
"""

from __future__ import annotations

import io
import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dualtrack.briefs._style import BORDER, INK, LAND, SEA, SENSOR_COLOUR
from dualtrack.errors import UserError
from dualtrack.runs.coverage import CRS, Coverage

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHADES = ("#a9cde0", "#7fb0d0", "#2f6f9f")
"""One, two, three or more radars."""
WORDS = ("one radar", "two", "three or more")
PLACES = 3
"""Decimal places of a degree in GeoJSON: about a hundred metres."""
FORMATS = ("png", "geojson", "tif")


def write(found: Coverage, folder: Path, formats: tuple[str, ...]) -> tuple[Path, ...]:
    """Write the map in each format to a folder, whole or not at all; returns the files."""
    makers = {"png": _png, "geojson": _geojson, "tif": _geotiff}
    made = {f"coverage.{name}": makers[name](found) for name in formats}
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    try:
        for name, content in made.items():
            part = folder / f".{name}.part"
            part.write_bytes(content)
            parts.append((part, folder / name))
    except OSError:
        for part, _ in parts:
            part.unlink(missing_ok=True)
        raise
    for part, whole in parts:
        part.replace(whole)
    return tuple(whole for _, whole in parts)


def _png(found: Coverage) -> bytes:
    import matplotlib

    from dualtrack.briefs._style import typeface

    with matplotlib.rc_context({"font.family": "DejaVu Sans"}):
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        number = len(found.heights_m)
        _, rows, columns = found.counts.shape
        figure = Figure(figsize=(5.2 * number, 5.2 * rows / columns + 0.9), dpi=110)
        canvas = FigureCanvasAgg(figure)
        for index, height in enumerate(found.heights_m):
            axes = figure.add_axes(((index + 0.01) / number, 0.09, 0.98 / number, 0.83))
            _panel(axes, found, index)
            axes.set_title(f"flights at {height:,g} m above ground", font=typeface(10.0), loc="left")
        _key(figure.add_axes((0.01, 0.0, 0.98, 0.08)))
        written = io.BytesIO()
        canvas.print_png(written, metadata={"Software": None})  # type: ignore[no-untyped-call]
        return written.getvalue()


def _panel(axes: Axes, found: Coverage, index: int) -> None:
    """One height: shades over land and sea, coasts and borders, radars as squares."""
    from matplotlib.colors import ListedColormap
    from pyproj import Transformer

    counts = found.counts[index]
    rows, columns = counts.shape
    east, south = found.west + columns * found.cell_m, found.north - rows * found.cell_m
    axes.set_facecolor(SEA)
    _coasts(axes, LAND, 1.0)
    shown = np.ma.masked_equal(np.minimum(counts, len(SHADES)), 0)
    axes.imshow(
        shown, extent=(found.west, east, south, found.north), cmap=ListedColormap(SHADES), vmin=0.5, vmax=len(SHADES) + 0.5, zorder=2,
        interpolation="nearest", alpha=0.85,
    )  # fmt: skip
    _coasts(axes, "none", 3.0)
    forward = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    x, y = forward.transform([place[2] for place in found.places], [place[1] for place in found.places])
    axes.plot(x, y, linestyle="none", marker="s", markersize=4.0, color=SENSOR_COLOUR, markeredgecolor="#ffffff", zorder=4)
    axes.set(xlim=(found.west, east), ylim=(south, found.north), xticks=[], yticks=[], aspect="equal")


def _coasts(axes: Axes, fill: str, zorder: float) -> None:
    """Every land as a shape in the map's projection, filled or as a line only."""
    import shapely
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Line
    from pyproj import Transformer

    from dualtrack import geography

    forward = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    window = shapely.box(-45.0, 20.0, 75.0, 84.0)
    paths = []
    for outline in geography.outlines().values():
        for part in shapely.get_parts(shapely.intersection(outline, window)):
            if part.geom_type != "Polygon":
                continue
            for ring in (part.exterior, *part.interiors):
                x, y = forward.transform(*shapely.get_coordinates(ring).T)
                paths.append(Line(np.column_stack((x, y)), closed=True))
    axes.add_artist(PathPatch(Line.make_compound_path(*paths), facecolor=fill, edgecolor=BORDER, linewidth=0.5, zorder=zorder))


def _key(axes: Axes) -> None:
    from matplotlib.patches import Rectangle

    from dualtrack.briefs._style import typeface

    axes.set_axis_off()
    axes.set(xlim=(0.0, 100.0), ylim=(0.0, 10.0))
    for number, (shade, words) in enumerate(zip(SHADES, WORDS, strict=True)):
        axes.add_artist(Rectangle((number * 18.0, 3.0), 4.0, 4.5, facecolor=shade, edgecolor=BORDER, linewidth=0.6))
        axes.text(number * 18.0 + 5.0, 5.2, words, va="center", color=INK, font=typeface(9.0))
    axes.plot([55.0], [5.2], marker="s", markersize=5.0, color=SENSOR_COLOUR, linestyle="none")
    axes.text(57.0, 5.2, "radar", va="center", color=INK, font=typeface(9.0))


def _geojson(found: Coverage) -> bytes:
    """One feature for each height: the area in which at least one radar sees flights, as polygons with holes."""
    from contourpy import FillType, contour_generator
    from pyproj import Transformer

    back = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
    features: list[dict[str, Any]] = []
    for index, height in enumerate(found.heights_m):
        seen = np.pad((found.counts[index] > 0).astype(np.float64), 1)
        x = found.west + (np.arange(seen.shape[1]) - 0.5) * found.cell_m
        y = found.north - (np.arange(seen.shape[0]) - 0.5) * found.cell_m
        made = contour_generator(x, y, seen, fill_type=FillType.OuterOffset).filled(0.5, 2.0)
        polygons = []
        for points, offsets in zip(*made, strict=True):
            longitudes, latitudes = back.transform(points[:, 0], points[:, 1])
            places = np.round(np.column_stack((longitudes, latitudes)), PLACES).tolist()
            polygons.append([places[first:last] for first, last in itertools.pairwise(offsets)])
        figures = found.facts["heights"][index]
        shape = {"type": "MultiPolygon", "coordinates": polygons}
        features.append({"type": "Feature", "geometry": shape, "properties": {"height_m": height, **figures}})
    written = {"type": "FeatureCollection", "features": features, "dualtrack": {k: v for k, v in found.facts.items() if k != "heights"}}
    return (json.dumps(written, ensure_ascii=False) + "\n").encode()


def _geotiff(found: Coverage) -> bytes:
    """A band for each height: the number of radars that see a cell."""
    try:
        import rasterio
        from rasterio.io import MemoryFile
        from rasterio.transform import from_origin
    except ImportError as missing:
        raise UserError('GeoTIFF needs rasterio, which is not installed: pip install "dualtrack[gis]", or leave tif out') from missing
    number, rows, columns = found.counts.shape
    transform = from_origin(found.west, found.north, found.cell_m, found.cell_m)
    with MemoryFile() as memory:
        with memory.open(
            driver="GTiff", width=columns, height=rows, count=number, dtype="uint8", crs=rasterio.crs.CRS.from_string(CRS),
            transform=transform, compress="deflate", tiled=True,
        ) as data:  # fmt: skip
            data.write(found.counts)
            for index, height in enumerate(found.heights_m, 1):
                data.set_band_description(index, f"radars that see flights at {height:g} m above ground")
            data.update_tags(scenario=found.facts["scenario"], option=found.facts["option"], known_by=found.facts["known_by"])
        return bytes(memory.read())
