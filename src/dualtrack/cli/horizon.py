"""Room: cli. `dualtrack horizon`: how far a sensor sees a low flyer, and how many sensors an unbroken barrier needs."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson
from dualtrack.errors import UserError

HIGHEST_M = 40_000_000.0


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("horizon")(horizon)


def horizon(  # noqa: PLR0913  one parameter per option
    *,
    sensor_height_m: Annotated[float, typer.Option("--sensor-height-m", metavar="M", help="Height of the sensor above ground.")],
    flight_height_m: Annotated[float, typer.Option("--target-height-m", metavar="M", help="Height of what flies, above ground.")],
    range_km: Annotated[float | None, typer.Option("--range-km", metavar="KM", help="How far the sensor reaches by itself.")] = None,
    perimeter_km: Annotated[float | None, typer.Option("--perimeter-km", metavar="KM", help="Length of an unbroken barrier.")] = None,
    notice_minutes: Annotated[float, typer.Option("--notice-minutes", metavar="MIN", help="Least notice behind the barrier.")] = 0.0,
    speed_m_s: Annotated[float, typer.Option("--speed", metavar="M/S", help="Speed of what flies [metres a second].")] = 250.0,
    as_json: AsJson = False,
) -> None:
    """Say how far a sensor sees over a smooth earth of 4/3 radius, how long that leaves, and what a barrier of them takes."""
    import dualtrack

    for name, value in (("--sensor-height-m", sensor_height_m), ("--target-height-m", flight_height_m)):
        if not 0.0 <= value <= HIGHEST_M:
            raise UserError(f"{name}: {value:g} is no height; write metres above ground from 0 up")
    if not speed_m_s > 0.0:
        raise UserError(f"--speed: {speed_m_s:g} is no speed; write metres a second above zero")
    answer = dualtrack.horizon(
        sensor_height_m,
        flight_height_m,
        range_km=range_km,
        perimeter_km=perimeter_km,
        notice_minutes=notice_minutes,
        speed_m_s=speed_m_s,
    )
    if as_json:
        _printing.print_json(answer)
        return
    _print(answer)


def _print(answer: dict[str, Any]) -> None:
    _printing.say(f"A sensor {answer['sensor_height_m']:,g} m up sees what flies at {answer['flight_height_m']:,g} m from", "")
    _printing.say(f"  {answer['sight_km']:,.1f} km: {answer['limited_by']}")
    _printing.say(f"  which at {answer['speed_m_s']:,g} m/s is {answer['sight_minutes']:.1f} minutes away", "")
    if "barrier" in answer:
        barrier = answer["barrier"]
        _printing.say(f"An unbroken barrier of {barrier['perimeter_km']:,.0f} km needs {barrier['sensors']:,} of them,")
        _printing.say(f"  one every {barrier['spacing_km']:,.1f} km, all on station at once;")
        _printing.say(f"  halfway between two of them it leaves {barrier['notice_minutes']:.1f} minutes' notice at the line", "")
    _printing.paragraph(answer["note"])
