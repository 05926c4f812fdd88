"""Room: geography. The only reader of the shipped coast, borders, towns and terrain, and the keeper of the boundary policy.

May import facts and errors; touches only the files in geography/data. numpy and shapely are loaded by the first question,
not by importing this room. Latitudes come before longitudes, in degrees on WGS-84, north and east positive.
"""

from __future__ import annotations

from dualtrack.geography.countries import area_name, countries, country, find_country
from dualtrack.geography.outlines import border_points, contains, country_at, land_parts, outlines
from dualtrack.geography.places import Country, LandPart, Town, TownTable
from dualtrack.geography.shipped import attribution, boundary_policy
from dualtrack.geography.terrain import Terrain, terrain, terrain_error_m, terrain_facts, terrain_window
from dualtrack.geography.towns import find_town, towns

__all__ = [
    "Country",
    "LandPart",
    "Terrain",
    "Town",
    "TownTable",
    "area_name",
    "attribution",
    "border_points",
    "boundary_policy",
    "contains",
    "countries",
    "country",
    "country_at",
    "find_country",
    "find_town",
    "land_parts",
    "outlines",
    "terrain",
    "terrain_error_m",
    "terrain_facts",
    "terrain_window",
    "towns",
]
