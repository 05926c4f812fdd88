"""Room: cli. `dualtrack coverage SCENARIO`: what the alliance's radars see of flights at given heights, as figures and as a map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dualtrack.catalogue import Dates
from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, day, opened
from dualtrack.cli._scenario import overrides, scenario_of
from dualtrack.errors import UserError

MOST_HEIGHTS = 6
HIGHEST_M = 100_000.0
LEAST_M = 10.0


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("coverage")(coverage)


def coverage(  # noqa: PLR0913  one parameter per option
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario file, or the id of one on record.")],
    *,
    height_m: Annotated[
        list[float], typer.Option("--target-height-m", metavar="M", help="Height of flights above ground, 10 m to 100 km; may be repeated.")
    ],
    option: Annotated[str, typer.Option("--option", metavar="ID", help="The option whose sensors count.")] = "hold",
    cell_km: Annotated[float, typer.Option("--cell-km", metavar="KM", help="Side of a cell of the map.")] = 10.0,
    window: Annotated[str, typer.Option("--window", metavar="W,S,E,N", help="Degrees; the whole of Europe when not given.")] = "",
    terrain: Annotated[Path | None, typer.Option("--terrain", metavar="FILE", help="A GeoTIFF of heights [m] in any projection.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write the map to this folder.")] = None,
    formats: Annotated[str, typer.Option("--format", metavar="LIST", help="png, geojson, tif, with commas between them.")] = "png,geojson",
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Map how many radars on record see flights at given heights, over terrain; say whose land and towns they cover."""
    import dualtrack

    heights = tuple(sorted(set(height_m)))
    if len(heights) > MOST_HEIGHTS:
        raise UserError(f"--target-height-m: {len(heights)} heights are too many for one map; write at most {MOST_HEIGHTS}")
    for height in heights:
        if not LEAST_M <= height <= HIGHEST_M:
            raise UserError(f"--target-height-m: {height:g} m is outside what is mapped; write metres above ground from 10 to 100,000")
    if not 0.1 <= cell_km <= 100.0:
        raise UserError(f"--cell-km: {cell_km:g} is no cell of such a map; write kilometres from 0.1 to 100")
    catalogue = opened(data)
    record = scenario_of(scenario, catalogue)
    answer = dualtrack.coverage(
        record,
        catalogue,
        heights,
        overrides=overrides(Dates(day(as_of, "--as-of"), day(holds_on, "--holds-on")), ()),
        option=option,
        cell_km=cell_km,
        window=_window(window),
        terrain=terrain,
        out=out,
        formats=_formats(formats),
    )
    if as_json:
        _printing.print_json(answer)
        return
    _print(answer)


def _window(text: str) -> tuple[float, float, float, float] | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise UserError(
            f"--window: {text!r} is not four numbers; write west,south,east,north in degrees, for example 5,45,30,60"
        ) from error
    if not (-60.0 <= west < east <= 90.0 and 20.0 <= south < north <= 85.0):
        raise UserError(f"--window: {text} is no window in or around Europe; write west,south,east,north, for example 5,45,30,60")
    return west, south, east, north


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for name in names:
        if name not in ("png", "geojson", "tif"):
            raise UserError(f"--format: {name!r} is no format of a map; there are png, geojson, tif")
    return names


def _print(answer: dict[str, Any]) -> None:
    _printing.say(
        f"{answer['scenario']}, {answer['option']}: what {len(answer['radars'])} radars on record see, as of {answer['known_by']}"
    )
    _printing.paragraph(f"Terrain: {answer['terrain']}. Cells of {answer['cell_km']:g} km; {answer['uncertain']}.")
    rows = [
        (
            f"{found['height_m']:,g} m",
            f"{100.0 * found['land_seen_by_one']:.1f} %",
            f"{100.0 * found['land_seen_by_two']:.1f} %",
            f"{found['people_in_towns_seen_by_one'] / 1e6:.1f} of {found['people_in_towns'] / 1e6:.1f} million",
        )
        for found in answer["heights"]
    ]
    _printing.table(("flights at", "members' land in view", "of two radars", "people in towns below"), rows)
    lowest = answer["heights"][0]
    least = sorted(lowest["land_by_state"].items(), key=lambda pair: (pair[1], pair[0]))
    bare = [code for code, share in least if share == 0.0]
    _printing.paragraph(f"At {lowest['height_m']:,g} m no radar on record covers any of: {', '.join(bare) or 'none'}.")
    if answer["left_out"]:
        _printing.paragraph(f"Left out without a public range: {', '.join(answer['left_out'])}.")
    _printing.paragraph("Radars that no record holds are not counted: a gap may be one of the record.")
    for path in answer.get("files", ()):
        _printing.say(f"  {path}")
