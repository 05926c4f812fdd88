"""What a sensor sees over terrain: the viewshed kernel side by side with GDAL's, both held against an independent march of rays.

The terrain is a made-up fractal of about 2,000 by 2,000 cells of 250 m, seen to 250 km over an earth of 4/3 radius. GDAL is called by
ctypes in the wheel of rasterio, on a GeoTIFF that lies in memory and is open and cached (no faster source was found), with a spherical
earth of the same radius and the same refraction. Both are timed from heights in memory to a yes/no array of numpy, pinned to one core.
The reference walks from the sensor to a cell in half-cell steps and interpolates between four heights; it shares no code with either.
Where rasterio is not installed GDAL is left out. Nothing is asserted about time; agreement below 99.5 % is said in the last line and in
the exit status.
"""

from __future__ import annotations

import ctypes
import importlib.util
import math
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.models import engine
from dualtrack.models.viewshed import EARTH_RADIUS_M, REFRACTION, lowest_visible

CELL_M, RANGE_M, SENSOR_M = 250.0, 250_000.0, 30.0
ROWS = 1000
SHARES = (0.15, 0.35, 0.55)
"""Shares of the cells in range that are to be visible; the heights follow from them."""
CHECKED = 100_000
WANTED = 0.995
SPHERE = (
    'PROJCS["sphere",GEOGCS["sphere",DATUM["sphere",SPHEROID["sphere",6371000,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],'
    'PROJECTION["Azimuthal_Equidistant"],PARAMETER["latitude_of_center",55],PARAMETER["longitude_of_center",20],UNIT["metre",1]]'
)
Raster = NDArray[np.float32]
Seen = NDArray[np.bool_]


def terrain(side: int, seed: int = 3, spread_m: float = 600.0) -> Raster:
    """A fractal of heights [m, side x side], the sea at zero."""
    power = np.fft.fftfreq(side)[:, None] ** 2 + np.fft.rfftfreq(side)[None] ** 2
    power[0, 0] = 1.0
    draw = np.random.default_rng(seed)
    waves = (draw.normal(size=power.shape) + 1j * draw.normal(size=power.shape)) * power**-1.1
    waves[0, 0] = 0.0
    heights = np.fft.irfft2(waves, s=(side, side))
    return np.ascontiguousarray(np.maximum(heights / heights.std() * spread_m + 300.0, 0.0), dtype=np.float32)


def march(heights, cells, rows, lowest):  # type: ignore[no-untyped-def]
    """The lowest visible height [m] over each of the cells [n, 2], by a walk of half-cell steps from the middle of the raster."""
    bend = CELL_M * CELL_M / (2.0 * REFRACTION * EARTH_RADIUS_M)
    eye = heights[rows, rows] + SENSOR_M
    for number in range(cells.shape[0]):
        down, right = cells[number, 0] - rows, cells[number, 1] - rows
        distance = math.sqrt(down * down + right * right)
        steps = math.ceil(2.0 * distance)
        steepest = -1e30
        for step in range(1, steps):
            share = step / steps
            row, column = rows + share * down, rows + share * right
            i, j = min(int(row), 2 * rows - 1), min(int(column), 2 * rows - 1)
            y, x = row - i, column - j
            upper = heights[i, j] * (1.0 - x) + heights[i, j + 1] * x
            lower = heights[i + 1, j] * (1.0 - x) + heights[i + 1, j + 1] * x
            along = share * distance
            steepest = max(steepest, (upper * (1.0 - y) + lower * y - eye) / along - bend * along)
        needed = eye + distance * steepest + bend * distance * distance - heights[cells[number, 0], cells[number, 1]]
        lowest[number] = max(needed, 0.0)


class Gdal:
    """The part of GDAL's C interface that a viewshed needs, from the wheel of rasterio."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.library = library
        pointer, number, whole = ctypes.c_void_p, ctypes.c_double, ctypes.c_int
        signatures: dict[str, tuple[Any, list[Any]]] = {
            "GDALGetDriverByName": (pointer, [ctypes.c_char_p]),
            "GDALCreate": (pointer, [pointer, ctypes.c_char_p, whole, whole, whole, whole, pointer]),
            "GDALCreateCopy": (pointer, [pointer, ctypes.c_char_p, pointer, whole, pointer, pointer, pointer]),
            "GDALSetGeoTransform": (whole, [pointer, pointer]),
            "GDALSetProjection": (whole, [pointer, ctypes.c_char_p]),
            "GDALGetRasterBand": (pointer, [pointer, whole]),
            "GDALRasterIO": (whole, [pointer, *[whole] * 5, pointer, *[whole] * 5]),
            "GDALClose": (None, [pointer]),
            "GDALVersionInfo": (ctypes.c_char_p, [ctypes.c_char_p]),
            "GDALViewshedGenerate": (
                pointer,
                [pointer, ctypes.c_char_p, ctypes.c_char_p, pointer, *[number] * 9, whole, number, pointer, pointer, whole, pointer],
            ),
        }
        for name, (result, arguments) in signatures.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
        library.GDALAllRegister()
        self.version = library.GDALVersionInfo(b"RELEASE_NAME").decode()

    def raster(self, heights: Raster) -> Any:
        """An open GeoTIFF in memory with these heights [m]; its corner lies at 0, 0."""
        side = heights.shape[0]
        made = self.library.GDALCreate(self.library.GDALGetDriverByName(b"MEM"), b"", side, side, 1, 6, None)
        corner = (ctypes.c_double * 6)(0.0, CELL_M, 0.0, side * CELL_M, 0.0, -CELL_M)
        self.library.GDALSetGeoTransform(made, corner)
        self.library.GDALSetProjection(made, SPHERE.encode())
        band = self.library.GDALGetRasterBand(made, 1)
        self.library.GDALRasterIO(band, 1, 0, 0, side, side, heights.ctypes.data, side, side, 6, 0, 0)
        tiff = self.library.GDALGetDriverByName(b"GTiff")
        copied = self.library.GDALCreateCopy(tiff, b"/vsimem/terrain.tif", made, 0, None, None, None)
        self.library.GDALClose(made)
        return copied

    def seen(self, raster: Any, side: int, height_m: float, range_m: float) -> Seen:
        """Whether each cell is visible from the middle at this height above ground [m], its default (edge) mode."""
        middle, call = (side // 2 + 0.5) * CELL_M, self.library
        band = call.GDALGetRasterBand(raster, 1)
        shape = (middle, middle, SENSOR_M, height_m, 1.0, 0.0, 0.0, -1.0, 1.0 / REFRACTION)
        made = call.GDALViewshedGenerate(band, b"MEM", b"", None, *shape, 2, range_m, None, None, 1, None)
        found = np.empty((side, side), dtype=np.uint8)
        call.GDALRasterIO(call.GDALGetRasterBand(made, 1), 0, 0, 0, side, side, found.ctypes.data, side, side, 1, 0, 0)
        call.GDALClose(made)
        return found.view(np.bool_)


def gdal() -> Gdal | None:
    found = importlib.util.find_spec("rasterio")
    if found is None or found.origin is None:
        print("GDAL is left out: rasterio, whose wheel holds it, is not installed (pip install rasterio)\n")
        return None
    import rasterio  # noqa: F401  loads what the library needs

    libraries = sorted((Path(found.origin).parents[1] / "rasterio.libs").glob("libgdal*"))
    if not libraries:
        print("GDAL is left out: this rasterio brings no library of its own\n")
        return None
    return Gdal(ctypes.CDLL(str(libraries[0])))


@dataclass(frozen=True, slots=True)
class Scene:
    """A square of terrain around a sensor, and how far it sees [m]."""

    heights: Raster
    range_m: float

    def ours(self) -> Raster:
        return lowest_visible(self.heights, cell_m=CELL_M, sensor_height_m=SENSOR_M, range_m=self.range_m, mode="compiled")


def best_ms(work: Callable[[], object], repeats: int = 9) -> float:
    """The shortest of some runs [ms]."""
    taken = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return 1000.0 * min(taken)


def pin(cores: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(ALL_CORES)[:cores])


ALL_CORES = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


def print_side_by_side(scene: Scene, library: Gdal | None, heights_m: list[float]) -> None:
    side = scene.heights.shape[0]
    ours = [best_ms(lambda h=h: scene.ours() <= h) for h in heights_m]  # type: ignore[misc]
    all_ours = best_ms(lambda: [low <= h for low in [scene.ours()] for h in heights_m])
    print(f"{side} x {side} cells, {RANGE_M / 1000:g} km, one core, milliseconds a sensor (best of 9)")
    print(f"{'yes or no at':<26}{'dualtrack':>11}{'GDAL':>9}{'ratio':>8}")
    if library is None:
        print(f"{'one height':<26}{min(ours):>11.1f}\n{'three heights':<26}{all_ours:>11.1f}\n")
        return
    raster = library.raster(scene.heights)
    theirs = [best_ms(lambda h=h: library.seen(raster, side, h, RANGE_M)) for h in heights_m]  # type: ignore[misc]
    for height, mine, other in zip(heights_m, ours, theirs, strict=True):
        print(f"{f'{height:,.0f} m':<26}{mine:>11.1f}{other:>9.1f}{other / mine:>7.2f}x")
    print(f"{'all three (GDAL: 3 runs)':<26}{all_ours:>11.1f}{sum(theirs):>9.1f}{sum(theirs) / all_ours:>7.2f}x")
    pin(2)
    mine, other = ours[1], best_ms(lambda: library.seen(raster, side, heights_m[1], RANGE_M))
    pin(1)
    print(f"{'(GDAL with two cores)':<26}{mine:>11.1f}{other:>9.1f}{other / mine:>7.2f}x\n")
    library.library.GDALClose(raster)


def print_agreement(scene: Scene, library: Gdal | None, heights_m: list[float]) -> float:
    """Shares of random cells in range on which each agrees with the march of rays; gives back the least of ours."""
    import numba

    side, lowest = scene.heights.shape[0], scene.ours()
    inside = np.argwhere(np.isfinite(lowest))
    inside = inside[(inside != side // 2).any(axis=1)]
    cells = inside[np.random.default_rng(7).choice(len(inside), CHECKED, replace=False)]
    exact = np.empty(CHECKED)
    numba.njit(nogil=True)(march)(scene.heights.astype(np.float64), cells, side // 2, exact)
    mine = lowest[cells[:, 0], cells[:, 1]]
    raster = library.raster(scene.heights) if library else None
    print(f"agreement with the march of rays on {CHECKED:,} random cells in range")
    print(f"{'height':<10}{'visible':>9}{'dualtrack':>12}{'GDAL':>10}")
    least = 1.0
    for height in heights_m:
        truth = exact <= height
        ours = float(((mine <= height) == truth).mean())
        least = min(least, ours)
        theirs = ""
        if library:
            seen = library.seen(raster, side, height, scene.range_m)[cells[:, 0], cells[:, 1]]
            theirs = f"{float((seen == truth).mean()):>10.3%}"
        print(f"{f'{height:,.0f} m':<10}{truth.mean():>9.1%}{ours:>12.3%}{theirs}")
    off = np.abs(mine - exact)
    print(
        f"lowest visible height, dualtrack less the march: half within {np.median(off):.2f} m, 95 % within {np.quantile(off, 0.95):.2f} m\n"
    )
    return least


def print_growth(whole: Raster, library: Gdal | None, height_m: float) -> None:
    print("growth with the cells, one core, milliseconds a sensor, and nanoseconds a cell")
    print(f"{'side':<10}{'dualtrack':>11}{'ns/cell':>9}{'GDAL':>9}{'ns/cell':>9}{'ratio':>8}")
    for rows in (250, 500, 1000):
        scene = scene_at(whole, 0, rows)
        side = 2 * rows + 1
        mine = best_ms(lambda s=scene: s.ours() <= height_m)  # type: ignore[misc]
        line = f"{side:<10}{mine:>11.1f}{mine * 1e6 / side**2:>9.1f}"
        if library:
            raster = library.raster(scene.heights)
            other = best_ms(lambda r=raster, n=side, far=scene.range_m: library.seen(r, n, height_m, far))  # type: ignore[misc]
            library.library.GDALClose(raster)
            line += f"{other:>9.1f}{other * 1e6 / side**2:>9.1f}{other / mine:>7.2f}x"
        print(line)
    print("\ngrowth with the sensors, each with its own square of terrain, milliseconds in all")
    print(f"{'sensors':<10}{'1 thread':>11}{'a sensor':>10}{'2 threads':>11}{'a sensor':>10}{'gain':>7}")
    for sensors in (1, 2, 4, 8):
        scenes = [scene_at(whole, number, ROWS) for number in range(sensors)]

        def work(low: int, high: int, scenes: list[Scene] = scenes) -> None:
            for scene in scenes[low:high]:
                _ = scene.ours() <= height_m

        pin(1)
        one = best_ms(lambda w=work, n=sensors: engine.in_slices(w, n, 1), 15)  # type: ignore[misc]
        pin(2)
        two = best_ms(lambda w=work, n=sensors: engine.in_slices(w, n, 2), 15)  # type: ignore[misc]
        print(f"{sensors:<10}{one:>11.1f}{one / sensors:>10.1f}{two:>11.1f}{two / sensors:>10.1f}{one / two:>6.2f}x")


def scene_at(whole: Raster, number: int, rows: int) -> Scene:
    """One of eight squares of terrain, seen to its edge."""
    first = ROWS - rows + 40 * number
    square = whole[first : first + 2 * rows + 1, first : first + 2 * rows + 1]
    return Scene(np.ascontiguousarray(square), rows * CELL_M)


def main() -> int:
    """Print four tables; 1 where agreement is below what is wanted."""
    if not engine.can_compile():
        print("this comparison needs numba, not installed here; pip install 'dualtrack[fast]'")
        return 1
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores")
    pin(1)
    library = gdal()
    if library:
        print(f"GDAL {library.version} by ctypes, raster in memory (GeoTIFF, open and cached)\n")
    whole = terrain(2 * ROWS + 1 + 7 * 40 + 1)
    scene = scene_at(whole, 0, ROWS)
    lowest = scene.ours()
    heights_m = [round(float(np.quantile(lowest[np.isfinite(lowest)], share)), -1) for share in SHARES]
    print_side_by_side(scene, library, heights_m)
    least = print_agreement(scene, library, heights_m)
    print_growth(whole, library, heights_m[1])
    print(f"\nleast agreement of dualtrack {least:.3%}; wanted {WANTED:.1%} or more: {'met' if least >= WANTED else 'NOT MET'}")
    return 0 if least >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
