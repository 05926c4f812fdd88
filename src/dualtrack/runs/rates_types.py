"""Room: runs. The types the Ukrainian Air Force reports name, folded to one spelling; which of them are counted when they are launched.

The reports write X or Х (Latin or Cyrillic), C-300 or С-300, and name what they could not tell apart with a stroke. What they do not
tell apart is one class here, and the class says so. Ids are those of the catalogue's records where there is one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

ALIKE = str.maketrans("авекмнорстухіїј", "abekmhopctyxiij")
"""Cyrillic small letters and the Latin ones they look like; both sides of a comparison are folded alike."""
UNCOUNTED = "uncounted-drone"


@dataclass(frozen=True, slots=True)
class Reported:
    """A class of objects in the reports: id, title, the names it goes by, and the note that goes with its rates."""

    id: str
    title: str
    names: tuple[str, ...]
    note: str = ""
    recorded: bool = False
    """Whether the id is a record of the catalogue."""


REPORTED = (
    Reported(
        "geran-2", "Shahed/Geran drones and decoys", ("Shahed-136/131", "Shahed", "Geran-2"), "Decoys are counted inside launched.", True
    ),
    Reported("kh-101", "Kh-101/Kh-555", ("X-101/X-555", "X-101", "X-555", "Kh-101", "Kh-555", "Kh-101/Kh-555"), recorded=True),
    Reported("kalibr", "Kalibr", ("Kalibr", "Калібр", "3M-14"), recorded=True),
    Reported("9m728", "Iskander-K", ("Iskander-K", "R-500", "9M728"), recorded=True),
    Reported("kh-59", "Kh-59/Kh-69", ("X-59", "X-59/X-69", "X-69", "X-59MK2", "Kh-59", "Kh-69", "Kh-59/Kh-69"), recorded=True),
    Reported("kh-22", "Kh-22/Kh-32", ("X-22", "X-32", "X-22/X-32", "Kh-22", "Kh-32", "Kh-22/Kh-32"), recorded=True),
    Reported("kh-31", "Kh-31", ("X-31", "X-31P", "X-31PD", "Kh-31", "Kh-31P"), "Anti-radar missiles: many are lost or miss."),
    Reported("kh-35", "Kh-35", ("X-35", "Kh-35")),
    Reported("oniks", "P-800 Oniks", ("P-800 Oniks", "Oniks", "P-800", "Онікс"), recorded=True),
    Reported("zircon", "3M22 Zircon", ("3M22 Zircon", "Zircon", "3M22", "Циркон"), recorded=True),
    Reported("banderol", "Banderol", ("Banderol",)),
    Reported(
        "iskander-m",
        "Iskander-M and KN-23",
        ("Iskander-M", "Iskander-M/KN-23", "KN-23"),
        "The reports do not tell the two apart after 2024.",
        True,
    ),
    Reported("kinzhal", "Kh-47 Kinzhal", ("X-47 Kinzhal", "Kinzhal", "X-47", "Kh-47 Kinzhal", "Кинджал"), recorded=True),
    Reported("s-300", "S-300/S-400 fired at the ground", ("C-300", "C-400", "C-300/C-400", "S-300", "S-400", "S-300/S-400"), recorded=True),
    Reported("ballistic-unnamed", "Ballistic missile, type not named", ("Ballistic Missile", "Intercontinental Ballistic Missile")),
    Reported("missile-unnamed", "Missile, type not named", ("Unknown Missile",)),
    Reported("glide-bomb", "Guided and other bombs", ("GBU", "Aerial Bomb"), "Only bombs that a report happens to mention."),
    Reported(
        UNCOUNTED,
        "Reconnaissance, small and unnamed drones",
        (
            *("Unknown UAV", "Reconnaissance UAV", "Orlan-10", "Orlan-30", "Orlan", "Supercam", "ZALA", "Lancet", "Merlin-VR", "Orion"),
            *("Mohajer-6", "Kub", "Forpost", "Eleron", "Granat-4", "Молнія", "Фенікс", "Картограф", "Привет-82"),
        ),
        "Nobody reports how many are launched.",
    ),
)
BY_ID = {each.id: each for each in REPORTED}
_BETWEEN = re.compile(r"\s+(?:and|та|и)\s+|\s*[,;+]\s*", re.IGNORECASE)


def folded(name: str) -> str:
    """A name in one spelling: Latin look-alikes, lower case, letters and digits only."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(ALIKE)
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def known() -> dict[str, str]:
    """The id of every folded name."""
    return {folded(name): each.id for each in REPORTED for name in each.names}


def type_of(name: str) -> str | None:
    """The id of a type by any of its spellings, None when nothing answers to it."""
    return known().get(folded(name))


def named_in(cell: str) -> tuple[str, ...]:
    """The names a cell of the column `model` holds, in its order."""
    return tuple(part for part in _BETWEEN.split(cell.strip()) if part)
