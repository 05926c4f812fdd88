"""Room: models. Viewshed: how high above the ground a target must be for a sensor to see it, over a raster of terrain.
Imports errors, numpy and the engine; pure functions over arrays: no file, no catalogue, no clock.

Valid for
    Straight propagation over an earth of 4/3 radius (standard refraction); terrain as the raster has it, nothing smaller.

References
    W. R. Franklin and C. K. Ray, Higher isn't necessarily better, 1994 (a sweep with one ray to every cell of the rim; recalled).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models import engine

Raster = NDArray[np.float32]

EARTH_RADIUS_M = 6_371_000.0
"""The radius of the spherical earth [m]."""
REFRACTION = 4.0 / 3.0
"""The factor by which standard refraction makes the earth's radius look larger."""
KERNELS = "dualtrack.models.viewshed.kernels"
WORTH_COMPILING = 20_000.0
"""Cells from which compiled kernels are worth their start."""


def lowest_visible(
    heights_m: ArrayLike,
    *,
    cell_m: float,
    sensor_height_m: float,
    range_m: float = math.inf,
    refraction: float = REFRACTION,
    mode: engine.Mode | None = None,
) -> Raster:
    """The lowest height above ground [m] at which a target is in sight, for every cell of a square raster [n, n], n odd.

    The sensor stands in the middle cell, `sensor_height_m` [m] above its ground; cells are squares of `cell_m` [m]. Cells beyond
    `range_m` [m] are infinite: out of range, whatever the height. The middle cell is zero. `mode` forces plain Python or compiled
    kernels; by itself it is chosen by size. Raises OutsideValidity for a raster that is not square and odd, heights that are not
    finite, and sizes that are not positive.

    Valid for: rasters in a plane whose distances from the middle cell are true (an azimuthal equidistant projection).
    References: Franklin and Ray 1994.
    """
    heights = np.ascontiguousarray(heights_m, dtype=np.float32)
    if heights.ndim != 2 or heights.shape[0] != heights.shape[1] or heights.shape[0] % 2 == 0:
        raise OutsideValidity(f"a viewshed needs a square raster with a middle cell, found {heights.shape}; cut one with an odd side")
    if not np.isfinite(heights).all():
        raise OutsideValidity("the terrain has cells without a height; fill them, for example with 0 for the sea")
    if not (cell_m > 0.0 and sensor_height_m >= 0.0 and range_m > 0.0 and refraction > 0.0):
        raise OutsideValidity(
            f"a viewshed needs cells and a range above zero and a sensor at or above ground, found cells of {cell_m:g} m, a range of "
            f"{range_m:g} m and a sensor {sensor_height_m:g} m up"
        )
    side = heights.shape[0]
    rows = side // 2
    lowest = np.full(side * side, np.inf, dtype=np.float32)
    middle = rows * side + rows
    kernels = engine.load(KERNELS, mode or engine.mode_for(side * side, WORTH_COMPILING))
    eye = np.float32(heights[rows, rows] + sensor_height_m)
    bend = np.float32(cell_m * cell_m / (2.0 * refraction * EARTH_RADIUS_M))
    reach = min(range_m / cell_m, rows * math.sqrt(2.0) + 1.0)
    steepest, line, found = (np.empty(rows + 4, dtype=np.float32) for _ in range(3))
    flat = heights.ravel()
    for row_step in (side, -side):
        for cell_step in (1, -1):
            kernels.sweep_sector(flat, lowest, middle, row_step, cell_step, rows, bend, eye, reach, steepest, line, found)
            kernels.sweep_sector(flat, lowest, middle, cell_step, row_step, rows, bend, eye, reach, steepest, line, found)
    lowest[middle] = 0.0
    return lowest.reshape(side, side)
