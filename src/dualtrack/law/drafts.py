"""Room: law. A draft, or any instrument, read as if it bound some actors from a day. Imports the values of a treaty only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from dualtrack.law.treaty import Event, Party, Treaty

ENDS = ("in-force", "provisionally-applied", "suspended", "resumed", "withdrawal-notice", "withdrawn", "expired", "terminated")


def as_if_in_force(treaty: Treaty, start: datetime.date, actors: Iterable[str]) -> Treaty:
    """The treaty as if it were in force for these actors from a day, all its limits binding at once."""
    source = treaty.events[0].source
    kept = tuple(event for event in treaty.events if event.event not in ENDS and event.on <= start)
    parties = tuple(Party(actor, start, source, "taken as a party for the question") for actor in sorted(set(actors)))
    rules = tuple(replace(rule, binds_from=None) for rule in treaty.provisions)
    return replace(treaty, events=(*kept, Event("in-force", start, source)), parties=parties, provisions=rules)
