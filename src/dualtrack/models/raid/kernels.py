"""Room: models. Kernels of the raid: one replication after another, event by event. Loaded by `engine`; they allocate nothing.

Every array is flat, so that plain Python may pass lists, which it reads several times faster than arrays. Arrays travel in tuples:
`plan` (arrivals and who can engage them), `forces` (batteries), `ready_from` (from when they can fire), `chances` (what is drawn), `room`
(scratch) and `out` (results); what lies in each is said in `model.py`, which makes them.
"""

from __future__ import annotations

from typing import Any

from dualtrack.models.engine import kernel

WORD = 0xFFFFFFFF
FIRST, SECOND, OBJECTS, DRAWS = 0x7FEB352D, 0x846CA68B, 0x9E3779B1, 0x85EBCA77
PART = 1.0 / 4294967296.0
BATTERY_OBJECT, KIND_OBJECT = 1 << 30, (1 << 30) + (1 << 20)
"""Object numbers under which batteries and kinds of battery draw whether they work; arrivals have smaller ones."""
TRACK_DRAW, LOOK_DRAW = 1 << 20, 1 << 21
"""Draw numbers from which a battery's track of an object and the looks at a decoy are counted; rounds have smaller ones."""
NEVER = 1e300
"""A time [s] that does not come."""


@kernel
def _mix(word: int) -> int:
    """A permutation of 32-bit words. Products may pass 64 bits: the lower 32 bits are right in compiled code all the same."""
    word = ((word ^ (word >> 16)) * FIRST) & WORD
    word = ((word ^ (word >> 15)) * SECOND) & WORD
    return word ^ (word >> 16)


@kernel
def _keys(seed: int, replication: int) -> tuple[int, int]:
    """Two 32-bit words for one replication; replications of one seed differ in the first."""
    low = _mix((seed & WORD) ^ 0x5BD1E995)
    high = _mix((((seed >> 32) & WORD) + low) & WORD)
    first = _mix((low + replication * OBJECTS) & WORD)
    return first, _mix(first ^ high)


@kernel
def _draw(first: int, second: int, number: int, draw: int) -> float:
    """A number in [0, 1) from the words of a replication, an object's number and the number of the draw: two rounds of `_mix`."""
    word = (first + number * OBJECTS) & WORD
    word = ((word ^ (word >> 16)) * FIRST) & WORD
    word = ((word ^ (word >> 15)) * SECOND) & WORD
    word = ((word ^ (word >> 16) ^ second) + draw * DRAWS) & WORD
    word = ((word ^ (word >> 16)) * FIRST) & WORD
    word = ((word ^ (word >> 15)) * SECOND) & WORD
    return (word ^ (word >> 16)) * PART


@kernel
def u01(seed: int, replication: int, number: int, draw: int) -> float:
    """The number in [0, 1) that belongs to a seed, a replication, an object's number and the number of its draw; steps of 2^-32.

    The same bits in plain Python and compiled, whatever was drawn before, and in whatever order.

    Valid for: simulation; not for secrets. Seeds from 0 to 2^62; replications, objects and draws below 2^31.
    References: C. Wellons, hash-prospector, `lowbias32`, 2018 (the permutation; recalled).
    """
    first, second = _keys(seed, replication)
    return _draw(first, second, number, draw)


@kernel
def _push(size: int, time: float, number: int, times: Any, numbers: Any) -> int:
    """Put an event into the heap of `size` events; earlier first, at one time the lower number first. Returns the new size."""
    place = size
    while place > 0:
        above = (place - 1) >> 1
        if times[above] < time or (times[above] == time and numbers[above] < number):
            break
        times[place] = times[above]
        numbers[place] = numbers[above]
        place = above
    times[place] = time
    numbers[place] = number
    return size + 1


@kernel
def _pop(size: int, times: Any, numbers: Any) -> int:
    """Take the first event off the heap of `size` events. Returns the new size."""
    size -= 1
    time, number, place = times[size], numbers[size], 0
    below = 1
    while below < size:
        beside = below + 1
        if beside < size and (times[beside] < times[below] or (times[beside] == times[below] and numbers[beside] < numbers[below])):
            below = beside
        if time < times[below] or (time == times[below] and number < numbers[below]):
            break
        times[place] = times[below]
        numbers[place] = numbers[below]
        place = below
        below = 2 * place + 1
    times[place] = time
    numbers[place] = number
    return size


@kernel
def _occupy(start: int, count: int, until: float, channel: Any) -> float:
    """Occupy the channel free first, of `count` from `start`, until a time [s]; returns when the next channel is free [s]."""
    place = 0
    below = 1
    while below < count:
        if below + 1 < count and channel[start + below + 1] < channel[start + below]:
            below += 1
        if until <= channel[start + below]:
            break
        channel[start + place] = channel[start + below]
        place = below
        below = 2 * place + 1
    channel[start + place] = until
    return channel[start]  # type: ignore[no-any-return]


@kernel
def _set_up(  # noqa: PLR0913, PLR0917  the kernels' tuples
    local: int, first: int, second: int, plan: Any, forces: Any, ready_from: Any, room: Any, out: Any
) -> None:
    """Set up one replication: nothing spent, nothing asked yet, and the batteries that work with full magazines and free channels, each
    from the time on at which it is ready."""
    looks, uncovered = plan[9], plan[12]
    kinds, _, _, magazine, _, reserve, _, works, kind_fails = forces
    left, free, channel, loaded, ready, kept, _, _, shots = room
    leakers, spent, empty = out
    for place in range(len(looks)):
        left[place] = looks[place]
    for place in range(len(channel)):
        channel[place] = -NEVER
    for place in range(len(shots)):
        shots[place] = 0
    for place in range(len(uncovered)):
        leakers[local * len(uncovered) + place] = uncovered[place]
    count = len(kinds)
    readied, step = ready_from
    for each in range(count):
        spent[local * count + each] = 0
        empty[local * count + each] = NEVER
        ready[each] = magazine[each]
        kept[each] = reserve[each]
        free[each] = loaded[each] = readied[local * step + each]
        if works[each] < 1.0 and _draw(first, second, BATTERY_OBJECT + each, 0) >= works[each]:
            free[each] = NEVER
        common = kind_fails[kinds[each]]
        if common > 0.0 and _draw(first, second, KIND_OBJECT + kinds[each], 0) < common:
            free[each] = NEVER


@kernel
def _hits(first: int, second: int, number: int, before: int, after: int, chance: float) -> bool:
    """Whether one of the rounds `before` to `after` at an object destroys it, each with a chance."""
    hit = False
    for shot in range(before, after):
        hit = hit or _draw(first, second, number, shot) < chance
    return hit


@kernel
def _raid(  # noqa: PLR0912, PLR0913, PLR0917  in one piece: see below
    local: int, first: int, second: int, plan: Any, forces: Any, chances: Any, room: Any, out: Any
) -> None:
    """One replication, events in order of time: an object asks for a battery, and asks again when it was missed.

    Written out in one piece: compiled, a call that passes many arrays costs more than what it would do here.
    """
    order, asks, at, battery, opens, closes, busy, which, track, _, cell, decoy, uncovered = plan
    _, channels, starts, magazine, reload_s, _, salvo, _, _ = forces
    left, free, channel, loaded, ready, kept, times, numbers, shots = room
    leakers, spent, empty = out
    kill, step, recognised = chances
    fresh, count, size = 0, len(order), 0
    while fresh < count or size > 0:
        if size == 0 or (fresh < count and (asks[fresh] < times[0] or (asks[fresh] == times[0] and order[fresh] < numbers[0]))):
            now, number = asks[fresh], order[fresh]
            fresh += 1
            for place in range(at[number], at[number + 1]):  # who does not have it in track will not look at it
                if track[place] < 1.0 and _draw(first, second, number, TRACK_DRAW + battery[place]) >= track[place]:
                    left[place] = 0
        else:
            now, number = times[0], numbers[0]
            size = _pop(size, times, numbers)
        best, begin = -1, NEVER
        for place in range(at[number], at[number + 1]):  # who can launch first
            if left[place] > 0:
                start = free[battery[place]]
                start = start if start > opens[place] else opens[place]
                start = start if start > now else now
                if start <= closes[place] and start < begin:
                    best, begin = place, start
        if best < 0:
            leakers[local * len(uncovered) + cell[number]] += 1 - decoy[number]
            continue
        if opens[best] > now:
            size = _push(size, opens[best], number, times, numbers)
            continue
        before = shots[number]
        if decoy[number] == 1 and _draw(first, second, number, LOOK_DRAW + before) < recognised:
            continue
        each, until = battery[best], begin + busy[best]
        rounds = salvo[each] if salvo[each] < ready[each] else ready[each]
        left[best] -= 1
        ready[each] -= rounds
        shots[number] = before + rounds
        spent[local * len(salvo) + each] += rounds
        after = _occupy(starts[each], channels[each], until, channel)
        if ready[each] == 0 and kept[each] > 0:  # an empty magazine is loaded from what is kept
            ready[each] = magazine[each] if magazine[each] < kept[each] else kept[each]
            kept[each] -= ready[each]
            loaded[each] = begin + reload_s[each]
        free[each] = after if after > loaded[each] else loaded[each]
        if ready[each] == 0:
            free[each], empty[local * len(salvo) + each] = NEVER, begin
        if not _hits(first, second, number, before, before + rounds, kill[local * step + which[best]]):
            size = _push(size, until, number, times, numbers)


@kernel
def raid_slice(  # noqa: PLR0913, PLR0917  the kernels' tuples
    low: int, high: int, first: int, seed: int, plan: Any, forces: Any, ready_from: Any, chances: Any, room: Any, out: Any
) -> None:
    """Play replications `low` to `high` of a block whose first is number `first`, and write what leaked and what was spent.

    Valid for: as `model.simulate`, which calls it. References: as there.
    """
    for local in range(low, high):
        one, two = _keys(seed, first + local)
        _set_up(local, one, two, plan, forces, ready_from, room, out)
        _raid(local, one, two, plan, forces, chances, room, out)
