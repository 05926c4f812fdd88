"""Room: catalogue. The closed list of what can be claimed, by folder: what is not here cannot be entered.

A new attribute needs a decision record (scope guard): there is none for guidance, accuracy, warhead design, aimpoints or plans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attribute:
    """What one attribute holds: a quantity in one of `units`, a state among `choices` (any words when empty), or a date.

    `exclusive` means that two different values cannot both hold, so that they need a dispute in words.
    """

    title: str
    units: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    date: bool = False
    exclusive: bool = True


def _quantity(title: str, *units: str) -> Attribute:
    return Attribute(title, units=units)


def _words(title: str) -> Attribute:
    return Attribute(title, exclusive=False)


def _choice(title: str, *choices: str, exclusive: bool = True) -> Attribute:
    return Attribute(title, choices=choices, exclusive=exclusive)


def _date(title: str) -> Attribute:
    return Attribute(title, date=True)


_LENGTHS = ("km", "mile", "nautical_mile", "m")
_MONEY = ("USD million", "EUR million")

_SYSTEMS: Mapping[str, Attribute] = {
    "flight_profile": _choice("Flight profile", "ballistic", "quasi-ballistic", "aeroballistic", "cruise", "boost-glide"),
    "basing": _choice("Basing", "ground", "sea", "air", "silo", exclusive=False),
    "role": _choice("Role", "weapon-delivery", "interceptor", "research", exclusive=False),
    "range_max": _quantity("Maximum range", *_LENGTHS),
    "range_tested": _quantity("Range to which it was flight-tested", *_LENGTHS),
    "range_min": _quantity("Minimum range", *_LENGTHS),
    "speed": _quantity("Speed", "m/s", "km/h", "mach"),
    "apogee": _quantity("Highest point of flight", *_LENGTHS),
    "nuclear_capability": _choice("Nuclear or conventional", "nuclear", "conventional", "dual", "unknown"),
    "status": _words("Status"),
    "first_test": _date("First flight test"),
    "first_deployed": _date("First deployed"),
    "first_named": _date("First named in public"),
    "tested": _choice("Flight-tested", "yes", "no"),
    "produced": _choice("Produced", "yes", "no"),
    "possessed": _choice("Possessed", "yes", "no"),
    "missiles_deployed": _quantity("Missiles deployed", "missiles"),
    "battalions_deployed": _quantity("Battalions deployed", "battalions"),
    "launchers_per_battalion": _quantity("Launchers in a battalion", "launchers"),
    "missiles_per_launcher": _quantity("Missiles on a launcher", "missiles"),
    "stock": _quantity("Stock", "missiles"),
    "inf_compliance": _words("Said to comply with the INF Treaty"),
    "developer": _words("Developer"),
    "derived_from": _words("Derived from"),
    "operator": _words("Operator"),
    "unit_cost": _quantity("Unit cost", *_MONEY),
    "combat_use": _words("Use in combat"),
    "engagement_range": _quantity("Engagement range", *_LENGTHS),
    "engagement_altitude": _quantity("Engagement altitude", *_LENGTHS),
    "radar_range": _quantity("Radar range", *_LENGTHS),
    "battery_cost": _quantity("Cost of a battery", *_MONEY),
    "interceptor_cost": _quantity("Cost of an interceptor", *_MONEY),
    "interceptors": _quantity("Interceptors", "interceptors"),
    "batteries": _quantity("Batteries", "batteries"),
    "construction_start": _date("Construction started"),
    "delivered": _date("Delivered"),
    "accepted": _date("Accepted"),
    "declared_operational": _date("Declared operational"),
    "opened": _date("Opened"),
}

_SENSORS: Mapping[str, Attribute] = {
    "detection_range": _quantity("Detection range", *_LENGTHS),
    "operating_altitude": _quantity("Operating altitude", "m", "km", "ft"),
    "operator": _words("Operator"),
    "fleet": _quantity("Fleet", "aircraft"),
    "in_service_since": _date("In service since"),
    "declared_operational": _date("Declared operational"),
    "status": _words("Status"),
    "unit_cost": _quantity("Unit cost", *_MONEY),
}

_DEPLOYMENTS: Mapping[str, Attribute] = {
    "present": _words("Said to be there"),
    "launchers": _quantity("Launchers", "launchers"),
    "missiles": _quantity("Missiles", "missiles"),
    "battalions": _quantity("Battalions", "battalions"),
    "since": _date("There since"),
}

_DECISIONS: Mapping[str, Attribute] = {
    "status": _choice("Status", "agreed", "considered", "announced", "discussed", "rejected", "in-effect"),
    "content": _words("What it says"),
    "takes_effect": _date("Takes effect"),
    "allies_count": _quantity("Allies", "allies"),
    "credibility": _words("Credibility"),
    "scope": _words("Scope"),
}

_MEASURES: Mapping[str, Attribute] = {
    "cost": _quantity("Cost", *_MONEY),
    "delay": _quantity("Time until complete", "months"),
    "duration": _quantity("Duration", "months"),
    "lawful_under": _words("Said to be lawful under"),
    "credibility": _words("Credibility"),
    "verification": _words("Verification"),
    "scope": _words("Scope"),
}

_ACTORS: Mapping[str, Attribute] = {"position": _words("Position"), "status": _words("Status")}

_TREATIES: Mapping[str, Attribute] = {
    "signed": _date("Signed"),
    "in_force": _date("In force"),
    "eliminated": _quantity("Missiles eliminated", "missiles"),
    "eliminated_us": _quantity("Missiles eliminated by the United States", "missiles"),
    "eliminated_ussr": _quantity("Missiles eliminated by the Soviet Union", "missiles"),
    "inspections": _quantity("Inspections", "inspections"),
    "cause_of_end": _words("Why it ended"),
    "position": _words("Position"),
    "status": _words("Status"),
    "notice_of_withdrawal": _date("Notice of withdrawal"),
    "suspended": _date("Suspended"),
    "ended": _date("Ended"),
}

ATTRIBUTES: Mapping[str, Mapping[str, Attribute]] = {
    "actors": _ACTORS,
    "decisions": _DECISIONS,
    "deployments": _DEPLOYMENTS,
    "measures": _MEASURES,
    "perspectives": {},
    "scenarios": {},
    "sensors": _SENSORS,
    "series": {},
    "systems": _SYSTEMS,
    "treaties": _TREATIES,
}

KINDS: Mapping[str, tuple[str, ...]] = {
    "actors": ("state", "alliance", "organisation", "person", "press", "unnamed"),
    "decisions": ("decision",),
    "deployments": ("deployment",),
    "measures": ("measure",),
    "perspectives": ("perspective",),
    "scenarios": ("scenario",),
    "sensors": ("airborne-radar", "ground-radar"),
    "series": ("series",),
    "systems": (
        "ballistic-missile",
        "quasi-ballistic-missile",
        "aeroballistic-missile",
        "cruise-missile",
        "boost-glide-vehicle",
        "air-defence-system",
        "missile-defence-site",
    ),
    "treaties": ("treaty",),
}
