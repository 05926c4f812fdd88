"""Room: runs. What batteries and radars cover for a siting question: engagement ranges from records, views over terrain, and which stand.

A battery covers what lies within the shortest range that anybody gives in public for the class of threat, and against cruise missiles no
farther than its horizon. A radar covers places over which a flight at the asked height is in its view over the shipped terrain.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dualtrack.catalogue import Catalogue, Dates, Record
from dualtrack.facts import Claim, PartialDate, Place, Quantity, State
from dualtrack.models.engine import Mode, mode_for
from dualtrack.models.radar_horizon import horizon_km
from dualtrack.models.viewshed import lowest_visible
from dualtrack.models.warning.detection import AIRBORNE, GROUND, bearing_deg, distance_km
from dualtrack.runs.ground import Ground, shipped_ground
from dualtrack.runs.sensing import HEIGHT_ABOVE_GROUND_M, watch
from dualtrack.scenarios import Post

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
Threat = Literal["ballistic", "cruise"]

DEFENCES = ("air-defence-system", "missile-defence-site", "interceptor")
ADDED_BATTERIES = ("air-defence-system",)
ADDED_RADARS = ("ground-radar", "airborne-radar", "aerostat")
MAST_M = sum(HEIGHT_ABOVE_GROUND_M[GROUND]) / 2.0
"""Height of a battery's radar above its ground [m]: the middle of what is assumed for radars."""
SILENCE = datetime.timedelta(days=2 * 365)
"""A deployment whose end nobody dated counts while somebody spoke of it within this time before the date."""
SPOKEN = ("present", "batteries", "launchers", "missiles", "troops", "unit")
MOST_KM = 500.0
"""A longer engagement range is that of an interceptor in space, and no circle on the ground."""
CELL_KM = 4.0
WORTH_COMPILING = 30
"""Radars from which compiled kernels are worth their start."""
FEWEST, MOST = 20, 150
"""Cells from a radar to its rim: of about four kilometres, within these; the shipped terrain has cells of about nine."""
MIDDLE = 201
"""Draws of each uncertain figure of a radar, of which the middle one counts."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a system engages a class of threat: the shortest and the longest public figure [km] and the claims they are from."""

    shortest_km: float
    longest_km: float
    claims: tuple[str, ...]
    said: bool
    """Whether a record says by the date that it engages the class at all."""


@dataclass(frozen=True, slots=True)
class Battery:
    """A deployment that counts as standing: its record, system and place, and how far its system engages."""

    id: str
    system: str
    place: Place
    reach: Reach


@dataclass(frozen=True, slots=True)
class Eye:
    """One radar: where [degrees], its eye above ground (in the air above the sea) [m], range [km], the sector it watches [degrees]."""

    latitude: float
    longitude: float
    height_m: float
    airborne: bool
    range_km: float
    bearing: float
    sector: float


def reach_of(system: Record, catalogue: Catalogue, dates: Dates, threat: Threat) -> Reach | str:
    """How far a system engages a class of threat by what was public, or the words why that is not known."""
    engages = {claim.value.text for claim in catalogue.claims(system.id, "engages", dates) if isinstance(claim.value, State)}
    if engages and f"{threat}-missiles" not in engages:
        return f"said to engage {', '.join(sorted(engages))}, not {threat} missiles"
    claims = [claim for claim in catalogue.claims(system.id, "engagement_range", dates) if _speaks_of(claim, threat)]
    found = [(claim, claim.value.to("km")) for claim in claims if isinstance(claim.value, Quantity)]
    if not found:
        return f"no engagement range was public by {dates.known_by}"
    ends = [[end for end in (value.low, value.high) if math.isfinite(end) and end > 0.0] for _, value in found]
    longest = max(max(each) for each in ends)
    if longest > MOST_KM:
        return f"a range of {longest:,.0f} km is that of an interceptor in space, no circle on the ground"
    return Reach(
        min(min(each) for each in ends),
        longest,
        tuple(claim.id for claim, _ in found),
        bool(engages),
    )


def _speaks_of(claim: Claim, threat: Threat) -> bool:
    """Whether a figure is for this class: those said for kinds of target are for these alone (for aircraft: for cruise missiles too)."""
    alike = ("ballistic-missiles",) if threat == "ballistic" else ("cruise-missiles", "aircraft", "drones")
    return not claim.against or bool(set(alike) & set(claim.against))


def radius_km(range_km: float, threat: Threat, height_m: float) -> float:
    """How far a battery covers [km]: its range, and against cruise missiles at a height [m] no farther than its horizon."""
    return range_km if threat == "ballistic" else min(range_km, float(horizon_km(MAST_M, height_m)))


def batteries(
    catalogue: Catalogue, owners: Sequence[str], dates: Dates, threat: Threat, *, also: Sequence[str], without: Sequence[str]
) -> tuple[tuple[Battery, ...], dict[str, str]]:
    """The deployed batteries of `owners` (ids of actors) that count on the date, and those on record that do not, with the reason."""
    found: list[Battery] = []
    left: dict[str, str] = {}
    for deployment in catalogue.records("deployments"):
        system = catalogue.record(deployment.details["system"], "systems")
        if deployment.details["operator"] not in owners or system.kind not in DEFENCES:
            continue
        why = "left out as asked" if deployment.id in without else "" if deployment.id in also else _absence(deployment, catalogue, dates)
        if why is None:
            continue
        reach = reach_of(system, catalogue, dates, threat)
        if not why and isinstance(reach, Reach):
            found.append(Battery(deployment.id, system.id, Place(**deployment.details["place"]), reach))
        else:
            left[deployment.id] = why or f"{system.id}: {reach}"
    return tuple(found), left


def _absence(deployment: Record, catalogue: Catalogue, dates: Dates) -> str | None:
    """Why a deployment does not stand on the date; empty when it does, None when it was not public or had not begun."""
    on = dates.holds_on
    assert on is not None
    known = Dates(dates.known_by, None)
    starts = [_day(claim) for claim in catalogue.claims(deployment.id, "since", known) if isinstance(claim.value, State)]
    ends = [_day(claim) for claim in catalogue.claims(deployment.id, "until", known) if isinstance(claim.value, State)]
    spoken = [claim.as_of for attribute in SPOKEN for claim in catalogue.claims(deployment.id, attribute, dates)]
    words = [day.latest() for day in spoken if day is not None]
    if (starts and min(starts) > on) or not (starts or words):
        return None
    if ends:
        return f"left by {min(ends)}" if min(ends) <= on else ""
    last = max([*words, *(start for start in starts if start <= on)])
    return "" if last >= on - SILENCE else f"last spoken of as there on {last}, and nobody dated its end"


def _day(claim: Claim) -> datetime.date:
    return PartialDate.parse(str(claim.value)).earliest()


def eyes(posts: Sequence[Post], catalogue: Catalogue, dates: Dates) -> tuple[dict[str, Eye], dict[str, str]]:
    """The radars among posts that see by line of sight, at the middle of what is claimed or assumed, and those left out with the reason."""
    found = watch(posts, catalogue, dates, 1, MIDDLE)
    numbers = [number for number, kind in enumerate(found.arrays["kind"]) if kind in (GROUND, AIRBORNE)]
    arrays = found.arrays
    return {
        found.posts[number].id: Eye(
            float(arrays["latitude"][number]),
            float(arrays["longitude"][number]),
            float(np.median(arrays["height"][number])),
            bool(arrays["kind"][number] == AIRBORNE),
            float(np.median(arrays["detection_range"][number])),
            float(arrays["bearing"][number]),
            float(arrays["sector"][number]),
        )
        for number in numbers
    }, {post.id: why for post, why in found.left_out}


@dataclass(frozen=True, slots=True)
class Over:
    """Places [degrees] with their ground at `floor_m` [m above the sea], and flights at a height above it [m], over a terrain."""

    latitudes: Array
    longitudes: Array
    floor_m: Array
    height_m: float
    ground: Ground
    mode: Mode


def over(latitudes: Array, longitudes: Array, height_m: float, radars: int) -> Over:
    """Flights at a height [m] over places [degrees], to be looked at by so many radars over the shipped terrain."""
    ground = shipped_ground(None)
    floor = np.maximum(ground.at(latitudes, longitudes), 0.0)
    return Over(latitudes, longitudes, floor, height_m, ground, mode_for(radars, WORTH_COMPILING))


def in_view(eye: Eye, flights: Over) -> Bools:
    """Over which places a flight is in a radar's view."""
    latitudes, longitudes, height_m, ground = flights.latitudes, flights.longitudes, flights.height_m, flights.ground
    site = 0.0 if eye.airborne else max(float(ground.at(eye.latitude, eye.longitude)), 0.0)
    away = distance_km(eye.latitude, eye.longitude, latitudes, longitudes)
    farthest = np.minimum(horizon_km(site + eye.height_m, flights.floor_m + height_m), eye.range_km)
    near = np.flatnonzero(away <= farthest)
    seen = np.zeros(len(latitudes), dtype=bool)
    if not near.size:
        return seen
    radius = max(float(away[near].max()), CELL_KM)
    rim = min(max(math.ceil(radius / CELL_KM), FEWEST), MOST)
    cell_km = radius / rim
    heights = ground.around(eye.latitude, eye.longitude, rim, cell_km)
    above = max(eye.height_m - float(heights[rim, rim]), 0.0) if eye.airborne else eye.height_m
    lowest = lowest_visible(heights, cell_m=cell_km * 1000.0, sensor_height_m=above, range_m=(radius + cell_km) * 1000.0, mode=flights.mode)
    turned = bearing_deg(eye.latitude, eye.longitude, latitudes[near], longitudes[near])
    angle = np.radians(turned)
    row = np.clip(np.rint(rim - away[near] * np.cos(angle) / cell_km), 0, 2 * rim).astype(np.intp)
    column = np.clip(np.rint(rim + away[near] * np.sin(angle) / cell_km), 0, 2 * rim).astype(np.intp)
    inside = lowest[row, column] <= height_m
    if math.isfinite(eye.bearing):
        inside &= np.abs((turned - eye.bearing + 180.0) % 360.0 - 180.0) <= eye.sector / 2.0
    inside &= np.hypot(away[near], (height_m - above) / 1000.0) <= eye.range_km
    seen[near] = inside
    return seen


def within(latitude: float, longitude: float, radius: float, latitudes: Array, longitudes: Array) -> Bools:
    """Which places [degrees] lie within a radius [km] of a place [degrees]."""
    inside: Bools = distance_km(latitude, longitude, latitudes, longitudes) <= radius
    return inside
