"""Room: cli. `dualtrack flight`: how long a flight takes, over a distance or between two places for a system on record."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dualtrack.catalogue import Catalogue, Dates
from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, Perspectives, asked_dates, asked_perspectives, opened
from dualtrack.errors import UserError
from dualtrack.facts import Perspective

HALF_WAY_KM = 20_000.0
KINDS = "ballistic, quasi-ballistic, aeroballistic, cruise or boost-glide"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("flight")(flight)


def flight(  # noqa: PLR0913  one parameter per option
    system: Annotated[
        str, typer.Argument(metavar="[SYSTEM]", help="A system by id or name; its profile and speed are then those on record.")
    ] = "",
    *,
    profile: Annotated[str, typer.Option("--profile", metavar="KIND", help=f"The kind of flight, without SYSTEM: {KINDS}.")] = "",
    range_km: Annotated[float | None, typer.Option("--range-km", metavar="KM", help="Distance over the ground.")] = None,
    apogee_km: Annotated[float | None, typer.Option("--apogee-km", metavar="KM", help="Greatest height of a lofted or low one.")] = None,
    speed: Annotated[float | None, typer.Option("--speed", metavar="M/S", help="Cruising speed; of a low flight its top speed.")] = None,
    start: Annotated[str, typer.Option("--from", metavar="PLACE", help="Where it starts, instead of --range-km.")] = "",
    end: Annotated[str, typer.Option("--to", metavar="PLACE", help="Where it ends.")] = "",
    perspective: Perspectives = None,
    as_of: AsOf = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Say how long a flight takes, by its kind: free flight, a low flight's interval, a glide, or a cruise missile's shortest time."""
    import dualtrack

    if bool(start) != bool(end):
        raise UserError("--from and --to go together; write both places, or --range-km with the distance instead")
    catalogue = opened(data)
    distance = _distance(range_km, start, end, catalogue)
    if apogee_km is not None and not 0 < apogee_km <= HALF_WAY_KM:
        raise UserError(f"--apogee-km: {apogee_km:g} is no height of such a flight; write kilometres above zero and up to 20,000")
    if system:
        asked = asked_perspectives(catalogue, perspective) or ("nato", "russia", "independent")
        answer = _of_system(system, distance, catalogue, asked_dates(as_of, None), asked)
    elif profile:
        answer = dict(dualtrack.flight(profile, distance, apogee_km=apogee_km, speed_m_s=speed))
    else:
        raise UserError("--profile: is missing; write for example --profile ballistic or --profile cruise, or name a SYSTEM")
    if as_json:
        _printing.print_json(answer)
    elif system:
        _print_system(answer)
    else:
        _print(answer)


def _distance(range_km: float | None, start: str, end: str, catalogue: Catalogue) -> float:
    """The distance asked about [km]."""
    if range_km is not None and start:
        raise UserError("--range-km and --from with --to say the distance twice; leave one of them out")
    if range_km is not None:
        if not 0 < range_km <= HALF_WAY_KM:
            raise UserError(f"--range-km: {range_km:g} is no distance on earth; write kilometres above zero and up to {HALF_WAY_KM:,.0f}")
        return range_km
    if not start:
        raise UserError(
            "--range-km: is missing; write the distance in kilometres, for example --range-km 2000, or --from and --to with two places"
        )
    from dualtrack.models.reach import distance_km
    from dualtrack.runs.single import find_place

    first, last = find_place(start, catalogue), find_place(end, catalogue)
    return float(distance_km(first.latitude, first.longitude, last.latitude, last.longitude))


def _of_system(system: str, distance: float, catalogue: Catalogue, dates: Dates, perspectives: tuple[str, ...]) -> dict[str, Any]:
    """The flight time of a system on record, under each perspective [minutes]."""
    import dualtrack
    from dualtrack.facts import Quantity

    record = catalogue.record(system, "systems")
    answers = []
    for name in perspectives:
        view = catalogue.perspective(name)
        profile = catalogue.resolve(record.id, "flight_profile", view, dates)
        speed = catalogue.resolve(record.id, "speed", view, dates)
        entry: dict[str, Any] = {"according_to": name, "profile": str(profile.value)}
        try:
            if str(profile.value) == "cruise":
                entry["speed"] = str(speed.value)
                entry["assumed"] = [claim.assumed for claim in speed.claims if claim.assumed]
                if not isinstance(speed.value, Quantity) or not speed.value.is_bounded:
                    raise UserError(f"the speed is {speed.value}")
                metres = speed.value.to("m/s")
                entry["minutes"] = [dualtrack.flight("cruise", distance, speed_m_s=end)["minutes"] for end in (metres.high, metres.low)]
            elif not profile.is_known:
                raise UserError(f"the flight profile is {profile.value}")
            else:
                entry["minutes"] = _claimed(catalogue, record.id, str(profile.value), distance, view, dates)
        except UserError as error:
            entry["because"] = str(error)
        answers.append(entry)
    return {"system": record.id, "name": record.name, "distance_km": distance, "as_of": str(dates.known_by), "answers": answers}


def _claimed(catalogue: Catalogue, system: str, profile: str, distance: float, view: Perspective, dates: Dates) -> list[float]:
    """The shortest and the longest time [minutes] with the height and the speed that a perspective claims, where the kind needs them."""
    import dualtrack
    from dualtrack.facts import Quantity

    if profile in ("ballistic", "boost-glide"):
        found = dualtrack.flight(profile, distance)
        return found.get("interval_minutes") or [found["minutes"]] * 2
    claimed = {}
    for attribute, unit in (("speed", "m/s"), ("apogee", "km")):
        value = catalogue.resolve(system, attribute, view, dates).value
        if not isinstance(value, Quantity) or not value.is_bounded:
            raise UserError(f"the {attribute} is {value}")
        claimed[attribute] = value.to(unit)
    ends = [(claimed["speed"].high, claimed["apogee"].low), (claimed["speed"].low, claimed["apogee"].high)]
    both = [dualtrack.flight(profile, distance, speed_m_s=speed, apogee_km=apogee)["interval_minutes"] for speed, apogee in ends]
    return [both[0][0], both[1][1]]


def _print(answer: dict[str, Any]) -> None:
    low, high = answer.get("interval_minutes") or (answer["minutes"], answer["minutes"])
    time = f"{low:.1f}" if low == high else f"{low:.1f} to {high:.1f}"
    _printing.say(f"{time} minutes over {answer['range_km']:,.0f} km: {answer.get('kind', answer['profile'])} flight")
    for name, unit in (
        ("apogee_km", "km"),
        ("speed_km_s", "km/s at burnout"),
        ("angle_degrees", "degrees at burnout"),
        ("speed_m_s", "m/s"),
    ):
        if name in answer:
            value = answer[name] if isinstance(answer[name], list) else [answer[name]]
            _printing.say(f"  {name.split('_')[0]}: {' to '.join(f'{each:,.1f}' for each in value)} {unit}")
    _printing.paragraph(answer.get("note", answer.get("bound", "")), indent="  ", first="  ")
    if "rival" in answer:
        _printing.paragraph(answer["rival"], indent="  ", first="  ")
    if "launch_to_impact_minutes" in answer:
        low, high = answer["launch_to_impact_minutes"]
        ground = "calibrated on reported tests" if answer["allowance_calibrated"] else "reported tests, carried on to this speed"
        _printing.say(f"  launch to impact: {low:.1f} to {high:.1f} minutes, by an allowance ({ground})")
    if "air_adds_minutes" in answer:
        low, high = answer["air_adds_minutes"]
        _printing.say(f"  of it the air on the way down: {low:.1f} to {high:.1f} minutes, for a notional band of bodies")


def _print_system(answer: dict[str, Any]) -> None:
    _printing.say(f"{answer['name']} over {answer['distance_km']:,.0f} km, as of {answer['as_of']}")
    _printing.say("Ballistic: free flight alone. Cruise: at least this long, as routes bend. Others: the model's interval.", "")
    rows = []
    for entry in answer["answers"]:
        low, high = entry.get("minutes", (None, None))
        time = "unknown" if low is None else f"{low:.1f}" if round(low, 1) == round(high, 1) else f"{low:.1f} to {high:.1f}"
        rows.append((entry["according_to"], entry["profile"].partition(":")[0], entry.get("speed", "").partition(":")[0], time))
    _printing.table(("according to", "profile", "speed", "minutes"), rows)
    for entry in answer["answers"]:
        for reason in entry.get("assumed", ()):
            _printing.paragraph(f"{entry['according_to']}: the speed is assumed: {reason}", indent="  ", first="")
        if "because" in entry:
            _printing.paragraph(f"{entry['according_to']}: {entry['because']}", indent="  ", first="")
