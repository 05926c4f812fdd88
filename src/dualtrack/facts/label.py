"""Room: facts. Labels say how far a number is from a report; a result prints its weakest one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Label(Enum):
    """How far a value is from what somebody reported, from strongest to weakest."""

    REPORTED = "reported"
    DERIVED = "derived"
    MODELLED = "modelled"
    ASSUMED = "assumed"


_STRENGTH = {label: rank for rank, label in enumerate(Label)}


def weakest(labels: Iterable[Label]) -> Label:
    """The weakest of the labels; `reported` when there is none."""
    return max(labels, key=_STRENGTH.__getitem__, default=Label.REPORTED)
