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
    "payload": _quantity("Payload with which the maximum range is given", "kg"),
    "range_with_500_kg": _quantity("Range with a payload of 500 kg", *_LENGTHS),
    "payload_over_300_km": _quantity("Largest payload over 300 km", "kg"),
    "transferred": _choice("Transferred to another state", "yes", "no"),
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

_EXERCISES: Mapping[str, Attribute] = {
    "troops": _quantity("Troops", "troops"),
    "tanks": _quantity("Battle tanks", "tanks"),
    "acvs": _quantity("Armoured combat vehicles", "vehicles"),
    "artillery": _quantity("Artillery pieces of 100 mm and above", "pieces"),
    "landing_troops": _quantity("Troops of landings by sea or air", "troops"),
    "duration": _quantity("Duration", "days", "hours"),
    "start": _date("Began"),
    "end": _date("Ended"),
    "in_zone": _choice("In the zone of application", "yes", "no", "partly"),
    "without_advance_notice": _choice("Held without advance notice to the troops", "yes", "no"),
    "single_command": _choice("One activity under a single operational command", "yes", "no"),
    "notified_ahead": _quantity("Notified ahead", "days"),
    "notified_at_start": _choice("Notified when the troops began", "yes", "no"),
    "observers_invited": _choice("Observers invited under the document", "yes", "no"),
    "scope": _words("Scope"),
    "purpose": _words("Said to be for"),
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
    "inspectable_items": _quantity("Items open to inspection", "items"),
    "violation_size": _quantity("Forbidden items that should be found", "items"),
    "inspection_sensitivity": _quantity("Chance that inspecting a forbidden item reveals it", "percent"),
    "inspection_false_alarm": _quantity("Chance that inspecting a permitted item raises a false alarm", "percent"),
    "inspection_cost": _quantity("Cost of an inspection", *_MONEY),
    "false_alarm_cost": _quantity("Cost of clearing up a false alarm", *_MONEY),
    "detection_goal": _quantity("Wanted chance of finding the violation", "percent"),
    "portal_share": _quantity("Share of the forbidden items that must pass a monitored exit", "percent"),
    "portal_sensitivity": _quantity("Chance that a forbidden item is recognised at the exit", "percent"),
    "portal_false_alarm": _quantity("Chance that a permitted item raises a false alarm at the exit", "percent"),
    "portal_throughput": _quantity("Items that pass the exit in a year", "items"),
    "portal_cost": _quantity("Cost of portal monitoring in a year", *_MONEY),
    "revisit_interval": _quantity("Time between two looks from above", "hours"),
    "time_in_open": _quantity("Time an item stays in the open each time", "hours"),
    "exposures_per_year": _quantity("Times an item is in the open in a year", "times"),
    "clear_view": _quantity("Share of looks that see the ground", "percent"),
    "recognition": _quantity("Chance that an item seen is recognised", "percent"),
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
    "parties": _quantity("Parties", "states"),
    "flights": _quantity("Observation flights", "flights"),
    "notice_of_withdrawal": _date("Notice of withdrawal"),
    "suspended": _date("Suspended"),
    "ended": _date("Ended"),
}

ATTRIBUTES: Mapping[str, Mapping[str, Attribute]] = {
    "actors": _ACTORS,
    "decisions": _DECISIONS,
    "declarations": {},
    "deployments": _DEPLOYMENTS,
    "exercises": _EXERCISES,
    "measures": _MEASURES,
    "perspectives": {},
    "scenarios": {},
    "sensors": _SENSORS,
    "series": {},
    "systems": _SYSTEMS,
    "treaties": _TREATIES,
}

FACTS_OF: Mapping[str, tuple[str, ...]] = {
    "systems": ("systems",),
    "transfers": ("systems",),
    "deployments": ("systems", "deployments"),
    "exercises": ("exercises",),
    "parties": (),
    "stationings": ("systems", "deployments"),
}
"""The folders whose attributes are facts of what a treaty of each kind judges."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "actors": ("state", "alliance", "organisation", "person", "press", "unnamed"),
    "decisions": ("decision",),
    "declarations": ("declaration",),
    "deployments": ("deployment",),
    "exercises": ("exercise",),
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
