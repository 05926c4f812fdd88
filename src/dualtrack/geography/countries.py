"""Room: geography. Countries by code and by name. Imports errors, places, shipped, towns."""

from __future__ import annotations

import functools

from dualtrack.errors import UnknownName
from dualtrack.geography.names import folded
from dualtrack.geography.places import Country
from dualtrack.geography.shipped import area_table
from dualtrack.geography.towns import capitals


@functools.cache
def _all_countries() -> dict[str, Country]:
    """Every area with a capital, territories included, by code."""
    seats = capitals()
    return {
        code: Country(code, area["name"], seats[code], area["status"], area["responsible"], area["population"])
        for code, area in sorted(area_table()["areas"].items())
        if area["has_capital"]
    }


def countries(territories: bool = False) -> tuple[Country, ...]:
    """Members and observers of the United Nations and the areas kept separate, sorted by code; with `territories` these too."""
    return tuple(found for found in _all_countries().values() if territories or found.status != "territory")


def country(code: str) -> Country:
    """The country or territory with an ISO 3166-1 alpha-3 code (or XKX); raises UnknownName."""
    found = _all_countries().get(code)
    if found is None:
        raise UnknownName("country code", code, _all_countries())
    return found


def find_country(name: str) -> Country:
    """The country or territory of this code or English name, capitals and accents ignored; raises UnknownName."""
    found = _codes_by_name().get(folded(name))
    if found is None:
        names = [*(known.name for known in _all_countries().values()), *area_table()["other_names"]]
        raise UnknownName("country", name, names)
    return _all_countries()[found]


@functools.cache
def _codes_by_name() -> dict[str, str]:
    """Codes by folded name, other name and code."""
    known = _all_countries()
    codes = {folded(name): code for name, code in area_table()["other_names"].items() if code in known}
    codes.update({folded(found.name): code for code, found in known.items()})
    codes.update({folded(code): code for code in known})
    return codes


def area_name(code: str) -> str:
    """The English name of any area that outlines or country_at answer with, Antarctica included; raises UnknownName."""
    areas = area_table()["areas"]
    if code not in areas:
        raise UnknownName("area code", code, areas)
    name: str = areas[code]["name"]
    return name
