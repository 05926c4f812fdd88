"""Room: runs. Terrain for a map: the shipped coarse heights, or the user's GeoTIFF in any projection over them; and whose land it is.

rasterio is imported only for a file of the user's (the `gis` extra).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack import geography
from dualtrack.errors import UserError
from dualtrack.models.warning.detection import EARTH_RADIUS_KM

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ground:
    """Heights above the sea [m] from a source in `words`; `file` is the user's, None for the shipped terrain alone."""

    words: str
    file: Path | None = None

    def at(self, latitude: ArrayLike, longitude: ArrayLike) -> Array:
        """Heights [m] at places [degrees]; shapes broadcast."""
        shipped = geography.terrain().at(latitude, longitude)
        if self.file is None:
            return shipped
        finer = self.around(float(np.asarray(latitude)), float(np.asarray(longitude)), 1, 0.1)
        return np.asarray(finer[1, 1], dtype=np.float64)

    def around(self, latitude: float, longitude: float, rim: int, cell_km: float) -> NDArray[np.float32]:
        """A square raster [2*rim + 1 each way, m] around a place [degrees], cells of `cell_km`; distances from its middle are true."""
        heights = np.empty((2 * rim + 1, 2 * rim + 1), dtype=np.float32)
        across: Array = (np.arange(2 * rim + 1) - rim) * np.float64(cell_km)
        for row in range(2 * rim + 1):
            heights[row] = geography.terrain().at(*_places(latitude, longitude, across, (rim - row) * cell_km))
        return heights if self.file is None else _finer(self.file, heights, latitude, longitude, cell_km)


def shipped_ground(file: Path | None) -> Ground:
    """The terrain to use; raises UserError for a file that cannot be read as one."""
    if file is None:
        error = geography.terrain_facts()["error"]
        return Ground(
            f"shipped, in cells of 5 arc minutes; at surveyed airports of Europe nine in ten are within {error['nine_in_ten_m']} m, one in "
            f"a hundred is off by more than {error['ninety_nine_in_hundred_m']} m, summits by up to 2,100 m"
        )
    rasterio = _rasterio()
    try:
        with rasterio.open(file) as data:
            if data.crs is None:
                raise UserError(f"--terrain: {file} names no projection; write it in with a GIS, or give a GeoTIFF that has one")
            return Ground(f"{file.name}, {data.width:,} by {data.height:,} cells; shipped terrain around it", file)
    except rasterio.errors.RasterioIOError as wrong:
        raise UserError(f"--terrain: {file} cannot be read as a raster; write the path of a GeoTIFF of heights in metres") from wrong


def _rasterio() -> Any:
    try:
        import rasterio
        import rasterio.errors
        import rasterio.warp
    except ImportError as missing:
        raise UserError('a GeoTIFF needs rasterio, which is not installed: pip install "dualtrack[gis]"') from missing
    return rasterio


def _finer(file: Path, heights: NDArray[np.float32], latitude: float, longitude: float, cell_km: float) -> NDArray[np.float32]:
    """The raster with the user's heights where the file has some."""
    rasterio = _rasterio()
    rim = heights.shape[0] // 2
    cell = cell_km * 1000.0
    corner = -(rim + 0.5) * cell
    plane = f"+proj=aeqd +lat_0={latitude} +lon_0={longitude} +R={EARTH_RADIUS_KM * 1000.0} +units=m +no_defs"
    read = np.full(heights.shape, np.nan, dtype=np.float32)
    with rasterio.open(file) as data:
        rasterio.warp.reproject(
            rasterio.band(data, 1),
            read,
            dst_transform=rasterio.transform.from_origin(corner, -corner, cell, cell),
            dst_crs=plane,
            src_nodata=data.nodata,
            dst_nodata=np.nan,
            init_dest_nodata=True,
            resampling=rasterio.warp.Resampling.bilinear,
        )
    return np.where(np.isfinite(read), read, heights).astype(np.float32)


def _places(latitude: float, longitude: float, x_km: Array, y_km: float) -> tuple[Array, Array]:
    """Places [degrees] at plane coordinates [km] around a place, distances from it being true."""
    distance = np.hypot(x_km, y_km)
    angle = distance / EARTH_RADIUS_KM
    north = np.radians(latitude)
    away = np.where(distance > 0.0, distance, 1.0)
    sine = np.cos(angle) * np.sin(north) + y_km * np.sin(angle) * np.cos(north) / away
    east = np.arctan2(x_km * np.sin(angle), away * np.cos(north) * np.cos(angle) - y_km * np.sin(north) * np.sin(angle))
    return np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0))), longitude + np.degrees(east)


def state_raster(codes: Sequence[str], west: float, north: float, cell_m: float, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """Whose land each cell is [rows, columns]: the number of a code in `codes` counted from 1, 0 for nobody's; corner and cell [m]."""
    import shapely
    from PIL import Image, ImageDraw
    from pyproj import Transformer

    forward = Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True)
    image = Image.new("L", (shape[1], shape[0]), 0)
    draw = ImageDraw.Draw(image)
    for number, code in enumerate(codes, 1):
        for part in shapely.get_parts(geography.outlines()[code]):
            for ring, colour in ((part.exterior, number), *((hole, 0) for hole in part.interiors)):
                longitudes, latitudes = shapely.get_coordinates(ring).T
                x, y = forward.transform(longitudes, latitudes)
                pixels = np.column_stack(((np.asarray(x) - west) / cell_m, (north - np.asarray(y)) / cell_m))
                if np.isfinite(pixels).all() and len(pixels) > 2:
                    draw.polygon([tuple(pair) for pair in pixels.tolist()], fill=colour)
    return np.asarray(image, dtype=np.uint8)
