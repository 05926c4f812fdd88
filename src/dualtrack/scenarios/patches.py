"""Room: scenarios. What an option's measures change among the sites, for one perspective. May use the catalogue and law.

A measure that removes "missiles of a range of at least 500 km" removes those that the perspective holds to have it.
Where the perspective's claim leaves that open, the site stays and the open question is returned in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dualtrack.catalogue import Catalogue
from dualtrack.facts import Perspective, Resolved
from dualtrack.law import Truth, holds
from dualtrack.scenarios.scenario import Option, Scenario, Site, site_from
from dualtrack.scenarios.sensors import Post, placed_post


@dataclass(frozen=True, slots=True)
class Patched:
    """The sites an option leaves, the sensors it has, the sites it removed and added, and what a claim leaves open."""

    sites: tuple[Site, ...]
    sensors: tuple[Post, ...] = ()
    removed: tuple[Site, ...] = ()
    added: tuple[Site, ...] = ()
    open_questions: tuple[str, ...] = ()
    considered: tuple[Resolved, ...] = ()


def apply(option: Option, scenario: Scenario, catalogue: Catalogue, perspective: Perspective) -> Patched:
    """The sites under an option for one perspective; the order of the measures does not matter for removals."""
    sites = list(scenario.sites)
    sensors = list(scenario.sensors)
    removed: list[Site] = []
    added: list[Site] = []
    open_questions: list[str] = []
    considered: list[Resolved] = []
    for measure_id in option.measures:
        for number, patch in enumerate(catalogue.record(measure_id, "measures").details.get("patch", ()), 1):
            if "add" in patch:
                added.append(site_from(f"{measure_id}-{number}", patch["add"]))
                continue
            if "battery" in patch:
                continue
            if "station" in patch:
                sensors.append(placed_post(f"{measure_id}-{number}", patch["station"], catalogue))
                continue
            for site in tuple(sites):
                truth, facts = _concerns(patch["remove"], site, scenario, catalogue, perspective)
                considered += facts
                if truth is Truth.YES:
                    sites.remove(site)
                    removed.append(site)
                elif truth is Truth.UNKNOWN:
                    name = catalogue.record(site.system).name
                    open_questions.append(
                        f"whether it reaches the {name} at {site.place.name} turns on a claim this perspective leaves open"
                    )
    unsettled = tuple(dict.fromkeys(open_questions))
    return Patched((*sites, *added), tuple(sensors), tuple(removed), tuple(added), unsettled, tuple(considered))


def _concerns(
    remove: Mapping[str, Any], site: Site, scenario: Scenario, catalogue: Catalogue, perspective: Perspective
) -> tuple[Truth, list[Resolved]]:
    if site.operator != remove["operator"] or (remove.get("systems") and site.system not in remove["systems"]):
        return Truth.NO, []
    if remove.get("west_of_longitude") is not None and site.place.longitude >= remove["west_of_longitude"]:
        return Truth.NO, []
    if not remove.get("where"):
        return Truth.YES, []
    attributes = sorted(_attributes(remove["where"]))
    facts = {name: scenario.resolve(catalogue, site.system, name, perspective) for name in attributes}
    return holds(remove["where"], facts), list(facts.values())


def _attributes(condition: Any) -> set[str]:
    """The attributes a condition asks about."""
    if isinstance(condition, list):
        return {name for item in condition for name in _attributes(item)}
    if isinstance(condition, Mapping):
        found = {condition["attribute"]} if isinstance(condition.get("attribute"), str) else set()
        return found.union(*(_attributes(value) for value in condition.values()))
    return set()
