"""Room: briefs, support. Finds a free place for each label of a map; imports nothing of the project and touches no file.

Everything is in points [pt] on the page. Labels of a lower rank are placed first: beside their mark,
or further off with a leader line, or nowhere when nothing is free.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
DISTANCES_PT = (3.8, 7.0, 11.0, 16.0, 22.0, 29.0, 37.0)
ORDER = (0, 12, 3, 21, 9, 15, 6, 18, 1, 23, 11, 13)
"""Directions tried, in steps of 15 degrees from the right: beside first, straight above and below late."""
LEADER_FROM_PT = 6.0
EDGE_PT = 2.0
RANKS = 3
DIRECTIONS = tuple((round(math.cos(turn), 6), round(math.sin(turn), 6)) for turn in (math.radians(15.0 * step) for step in ORDER))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to place: its words, the mark it belongs to, its size, and its rank (the first rank must appear)."""

    words: str
    x: float
    y: float
    width: float
    height: float
    rank: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with the lower left corner of its box, and the end of its leader line when it has one."""

    wanted: Wanted
    left: float
    bottom: float
    leader: tuple[float, float] | None


def overlap(first: Box, second: Box) -> bool:
    """Whether two boxes (left, bottom, right, top) share any area."""
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def crosses(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Whether a straight line runs through a box."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        along = end[axis] - start[axis]
        near, far = box[axis] - start[axis], box[axis + 2] - start[axis]
        if abs(along) < 1e-9:
            if near > 0.0 or far < 0.0:
                return False
            continue
        first, second = sorted((near / along, far / along))
        low, high = max(low, first), min(high, second)
    return low < high


def arrange(wanted: Sequence[Wanted], taken: Iterable[Box], width: float, height: float) -> tuple[Placed, ...]:
    """The labels that fit inside a map of this width and height without covering each other or what is taken.

    Several orders are tried within each rank, and the one that places the most important labels wins. A label of the first
    rank that fits nowhere is put beside its mark all the same.
    """
    boxes = tuple(taken)
    tries = [_attempt(sorted(wanted, key=lambda label: (label.rank, order(label))), boxes, width, height) for order in ORDERS]
    return max(tries, key=_merit)


ORDERS: tuple[Callable[[Wanted], float], ...] = (
    lambda label: 0.0,
    lambda label: label.x,
    lambda label: -label.x,
    lambda label: label.y,
    lambda label: -label.y,
    lambda label: label.width,
    lambda label: label.x + label.y,
    lambda label: label.x - label.y,
)


def _merit(placed: tuple[Placed, ...]) -> tuple[float, ...]:
    """How good an arrangement is: labels placed rank by rank, then short distances."""
    ranks = [sum(label.wanted.rank == rank for label in placed) for rank in range(RANKS)]
    return (*ranks, -sum(math.hypot(label.left - label.wanted.x, label.bottom - label.wanted.y) for label in placed if label.leader))


def _attempt(wanted: Sequence[Wanted], taken: Sequence[Box], width: float, height: float) -> tuple[Placed, ...]:
    """The labels placed one after the other, each in the first free place."""
    boxes = list(taken)
    leaders: list[tuple[tuple[float, float], tuple[float, float]]] = []
    placed = []
    for label in wanted:
        options = [option for option in candidates(label) if _inside(option, label, width, height)]
        free = (option for option in options if _is_free(option, boxes, leaders))
        chosen = next(free, options[0] if label.rank == 0 and options else None)
        if chosen is None:
            continue
        placed.append(chosen)
        boxes.append(box_of(chosen))
        if chosen.leader:
            leaders.append(((label.x, label.y), chosen.leader))
    return tuple(placed)


def candidates(label: Wanted) -> tuple[Placed, ...]:
    """Where a label may stand, the best place first."""
    found = []
    for distance in DISTANCES_PT:
        for x, y in DIRECTIONS:
            anchor_x, anchor_y = label.x + x * distance, label.y + y * distance
            left = anchor_x - (0.0 if x > 0.1 else label.width if x < -0.1 else label.width / 2.0)
            bottom = anchor_y - (label.height / 2.0 if abs(y) < 0.1 else 0.0 if y > 0 else label.height)
            found.append(Placed(label, left, bottom, (anchor_x, anchor_y) if distance > LEADER_FROM_PT else None))
    return tuple(found)


def box_of(placed: Placed) -> Box:
    """The box a placed label covers."""
    return placed.left, placed.bottom, placed.left + placed.wanted.width, placed.bottom + placed.wanted.height


def _inside(option: Placed, label: Wanted, width: float, height: float) -> bool:
    left, bottom = option.left, option.bottom
    return left >= EDGE_PT and bottom >= EDGE_PT and left + label.width <= width - EDGE_PT and bottom + label.height <= height - EDGE_PT


def _is_free(option: Placed, boxes: Sequence[Box], leaders: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> bool:
    box = box_of(option)
    if any(overlap(box, other) for other in boxes) or any(crosses(start, end, box) for start, end in leaders):
        return False
    start = (option.wanted.x, option.wanted.y)
    own = (start[0] - 3.0, start[1] - 3.0, start[0] + 3.0, start[1] + 3.0)
    return option.leader is None or not any(crosses(start, option.leader, other) for other in boxes if not overlap(own, other))
