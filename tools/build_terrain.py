"""Build the coarse terrain that dualtrack ships, and measure how far it can be trusted. A developer runs it once, with a network.

    pip install -e . pvlib==0.16.1 airportsdata==20260905
    python tools/build_terrain.py

Reads the 5-arc-minute altitudes of pvlib and writes terrain.npz and terrain.json (source, licence, checksums, measured error) to
src/dualtrack/geography/data/. Its error is measured at the airports of airportsdata, which were surveyed independently of it; none of
that data is shipped. The same sources give the same files.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import h5py
import numpy as np

DATA = Path(__file__).resolve().parent.parent / "src" / "dualtrack" / "geography" / "data"
STEP_M, LOWEST_M, SEA = 28.0, -450.0, 255
PEAKS = {  # latitude, longitude, height [m], all recalled: they only show how much a coarse cell takes off a summit
    "Mont Blanc": (45.833, 6.865, 4806),
    "Elbrus": (43.353, 42.439, 5642),
    "Gerlachovsky": (49.164, 20.134, 2655),
    "Galdhoepiggen": (61.637, 8.312, 2469),
    "Ben Nevis": (56.797, -5.004, 1345),
    "Moldoveanu": (45.600, 24.736, 2544),
    "Mulhacen": (37.053, -3.311, 3479),
}
SOURCE = {
    "package": "PyPI pvlib",
    "gives": "terrain heights in cells of 5 arc minutes, in steps of 28 m",
    "licence": (
        "pvlib: BSD 3-Clause, its contributors; heights aggregated by Mapzen from open data: ETOPO1 (NOAA), GMTED2010 and SRTM (U.S. "
        "Geological Survey), EU-DEM (Copernicus), ArcticDEM (DigitalGlobe, NSF), national models named in ATTRIBUTION-terrain.md"
    ),
}
ATTRIBUTION = (
    "Terrain: pvlib {version} (BSD 3-Clause), from Mapzen's Terrain Tiles: ETOPO1 (NOAA); GMTED2010, SRTM and 3DEP courtesy of the U.S. "
    "Geological Survey; Copernicus EU-DEM, funded by the European Union; ArcticDEM (DigitalGlobe, NSF); national models; changed."
)


def main() -> None:
    altitudes = importlib.resources.files("pvlib").joinpath("data", "Altitude.h5").read_bytes()
    with h5py.File(io.BytesIO(altitudes)) as file:
        steps = np.asarray(file["Altitude"])
    rows, columns = steps.shape
    assert (rows, columns) == (2160, 4320), "pvlib changed its raster; check the heights below before going on"
    heights = np.where(steps == SEA, 0.0, np.maximum(steps.astype(np.float64) * STEP_M + LOWEST_M, 0.0))
    written = archive({"steps": steps})
    (DATA / "terrain.npz").write_bytes(written)
    manifest = {
        "format": 1,
        "source": SOURCE | {"version": (version := importlib.metadata.version("pvlib"))},
        "attribution": ATTRIBUTION.format(version=version),
        "source_sha256": {"Altitude.h5": hashlib.sha256(altitudes).hexdigest()},
        "step_m": STEP_M,
        "lowest_m": LOWEST_M,
        "sea": SEA,
        "cell_degrees": 180.0 / rows,
        "error": measured(heights),
        "file": {"bytes": len(written), "sha256": hashlib.sha256(written).hexdigest()},
    }
    (DATA / "terrain.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(manifest["error"], indent=1), len(written))


def archive(arrays: dict[str, Any]) -> bytes:
    """An .npz whose bytes depend on the arrays alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.save(content, array)
            made.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), content.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def measured(heights: Any) -> dict[str, Any]:
    """Shipped height minus surveyed height [m] at the airports of Europe (34 to 72 N, 25 W to 65 E), and at known summits."""
    import airportsdata

    places = [
        (place["lat"], place["lon"], place["elevation"] * 0.3048)
        for place in airportsdata.load("ICAO").values()
        if 34.0 <= place["lat"] <= 72.0 and -25.0 <= place["lon"] <= 65.0 and place["elevation"]  # 0 stands for "not known" there
    ]
    latitudes, longitudes, truth = np.array(places).T
    off = np.abs(interpolated(heights, latitudes, longitudes) - truth)
    summits = {
        name: round(float(interpolated(heights, np.array([place[0]]), np.array([place[1]]))[0] - place[2])) for name, place in PEAKS.items()
    }
    return {
        "airports": len(truth),
        "median_m": round(float(np.median(off))),
        "nine_in_ten_m": round(float(np.quantile(off, 0.9))),
        "ninety_nine_in_hundred_m": round(float(np.quantile(off, 0.99))),
        "largest_m": round(float(off.max())),
        "airports_from": f"airportsdata {importlib.metadata.version('airportsdata')} (MIT licence)",
        "summits_recalled_m": summits,
    }


def interpolated(heights: Any, latitudes: Any, longitudes: Any) -> Any:
    """Heights [m] between the middles of cells; row 0 is the northernmost."""
    rows, columns = heights.shape
    down = (90.0 - latitudes) / 180.0 * rows - 0.5
    along = (longitudes + 180.0) / 360.0 * columns - 0.5
    top, left = np.floor(down).astype(int), np.floor(along).astype(int)
    y, x = down - top, along - left
    top, below = np.clip(top, 0, rows - 1), np.clip(top + 1, 0, rows - 1)
    left, right = left % columns, (left + 1) % columns
    upper = heights[top, left] * (1 - x) + heights[top, right] * x
    lower = heights[below, left] * (1 - x) + heights[below, right] * x
    return upper * (1 - y) + lower * y


if __name__ == "__main__":
    main()
