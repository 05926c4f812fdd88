"""Room: catalogue. The form of what can be claimed: a quantity with its units, words, one of a few words, or a date."""

from __future__ import annotations

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


def quantity(title: str, *units: str) -> Attribute:
    """A number in one of some units."""
    return Attribute(title, units=units)


def words(title: str) -> Attribute:
    """A state in any words, of which several can hold."""
    return Attribute(title, exclusive=False)


def choice(title: str, *choices: str, exclusive: bool = True) -> Attribute:
    """One of a few words; several can hold when it is not exclusive."""
    return Attribute(title, choices=choices, exclusive=exclusive)


def day(title: str) -> Attribute:
    """A date."""
    return Attribute(title, date=True)


LENGTHS = ("km", "mile", "nautical_mile", "m")
MONEY = ("USD million", "EUR million")
