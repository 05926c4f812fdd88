"""Room: geography. The shipped coarse terrain: heights in cells of 5 arc minutes, how far they can be trusted, windows of them."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dualtrack.geography.shipped import read_arrays, read_bytes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Terrain:
    """Heights [rows, columns, m above the sea] of cells whose middles start at `north` and `west` [degrees] and step by `cell_degrees`.

    Row 0 is the northernmost. The sea, and land below its level, is at 0.
    """

    heights_m: NDArray[np.float64]
    north: float
    west: float
    cell_degrees: float

    def at(self, latitude: ArrayLike, longitude: ArrayLike) -> NDArray[np.float64]:
        """Heights [m] between the middles of cells, at places [degrees]; the edge's beyond it. Shapes broadcast."""
        import numpy as np

        rows, columns = self.heights_m.shape
        down, along = np.broadcast_arrays(
            (self.north - np.asarray(latitude, dtype=np.float64)) / self.cell_degrees,
            ((np.asarray(longitude, dtype=np.float64) - self.west + 180.0) % 360.0 - 180.0) / self.cell_degrees
            if columns * self.cell_degrees < 360.0
            else ((np.asarray(longitude, dtype=np.float64) - self.west) % 360.0) / self.cell_degrees,
        )
        down, along = np.clip(down, 0.0, rows - 1.0), np.clip(along, 0.0, columns - 1.0)
        top, left = np.minimum(down.astype(np.intp), rows - 2), np.minimum(along.astype(np.intp), columns - 2)
        lower, right = down - top, along - left
        heights = self.heights_m
        first = heights[top, left] * (1.0 - right) + heights[top, left + 1] * right
        second = heights[top + 1, left] * (1.0 - right) + heights[top + 1, left + 1] * right
        found: NDArray[np.float64] = first * (1.0 - lower) + second * lower
        return found


@functools.cache
def terrain_facts() -> dict[str, Any]:
    """Source, licence, checksums and measured error of the shipped terrain."""
    found: dict[str, Any] = json.loads(read_bytes("terrain.json"))
    return found


def terrain_error_m() -> float:
    """The error [m] that nine in ten surveyed airports of Europe stay within; in mountains a coarse cell can be off by much more."""
    return float(terrain_facts()["error"]["nine_in_ten_m"])


@functools.cache
def terrain() -> Terrain:
    """The shipped terrain of the whole earth."""
    import numpy as np

    facts = terrain_facts()
    steps = read_arrays("terrain.npz")["steps"]
    heights = np.maximum(steps * facts["step_m"] + facts["lowest_m"], 0.0)
    heights[steps == facts["sea"]] = 0.0
    cell = float(facts["cell_degrees"])
    return Terrain(heights, 90.0 - cell / 2.0, -180.0 + cell / 2.0, cell)


def terrain_window(south: float, west: float, north: float, east: float) -> Terrain:
    """The cells of the shipped terrain that cover a window [degrees], which may not cross the antimeridian."""
    whole = terrain()
    rows, columns = whole.heights_m.shape
    top = max(int((whole.north - north) / whole.cell_degrees), 0)
    bottom = min(int((whole.north - south) / whole.cell_degrees) + 2, rows)
    left = max(int((west - whole.west) / whole.cell_degrees), 0)
    right = min(int((east - whole.west) / whole.cell_degrees) + 2, columns)
    cell = whole.cell_degrees
    return Terrain(whole.heights_m[top:bottom, left:right], whole.north - top * cell, whole.west + left * cell, cell)
