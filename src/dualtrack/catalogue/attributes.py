"""Room: catalogue. The closed list of what can be claimed, by folder, and of the kinds of records: what is not here cannot be entered.

A new attribute or kind needs a decision record (scope guard).
"""

from __future__ import annotations

from collections.abc import Mapping

from dualtrack.catalogue.attribute import Attribute
from dualtrack.catalogue.attributes_conduct import ACTORS, ARSENALS, DECISIONS, EXERCISES, MEASURES, PLEDGES, PRESENCE, TREATIES
from dualtrack.catalogue.attributes_equipment import DEPLOYMENTS, SENSORS, SYSTEMS

ATTRIBUTES: Mapping[str, Mapping[str, Attribute]] = {
    "actors": ACTORS,
    "arsenals": ARSENALS,
    "corrections": {},
    "decisions": DECISIONS,
    "declarations": {},
    "deployments": DEPLOYMENTS,
    "evidence": {},
    "exercises": EXERCISES,
    "measures": MEASURES,
    "perspectives": {},
    "pledges": PLEDGES,
    "presence": PRESENCE,
    "raids": {},
    "scenarios": {},
    "sensors": SENSORS,
    "series": {},
    "systems": SYSTEMS,
    "treaties": TREATIES,
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
    "arsenals": ("warheads",),
    "corrections": ("correction",),
    "decisions": ("decision", "milestone"),
    "declarations": ("declaration",),
    "deployments": ("deployment",),
    "evidence": ("interception-rates",),
    "exercises": ("exercise",),
    "measures": ("measure",),
    "perspectives": ("perspective",),
    "pledges": ("readiness-pledge", "spending-pledge", "support-pledge"),
    "presence": ("forward-presence", "air-policing", "maritime-presence", "stationing", "headquarters"),
    "raids": ("raid",),
    "scenarios": ("scenario",),
    "sensors": (
        "airborne-radar",
        "ground-radar",
        "early-warning-radar",
        "over-the-horizon-radar",
        "naval-radar",
        "aerostat",
        "infrared-satellite",
        "acoustic-network",
    ),
    "series": ("series",),
    "systems": (
        "ballistic-missile",
        "quasi-ballistic-missile",
        "aeroballistic-missile",
        "cruise-missile",
        "boost-glide-vehicle",
        "one-way-attack-drone",
        "interceptor",
        "air-defence-system",
        "missile-defence-site",
    ),
    "treaties": ("treaty",),
}
