"""Room: models. Kernels of flight with drag: one flight at a time, by Dormand and Prince's embedded pair. Loaded by `engine`.

A state is height [km], ground covered [km], climb and along (the parts of the speed up and over the ground) [km/s]. The kernels
allocate nothing. `steps` is room for one flight: time [s], height, climb and rate of climb of every step taken.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from dualtrack.models.engine import kernel

Array = NDArray[np.float64]

MU = 398_600.4418
RADIUS = 6371.0
SEA_LEVEL = 1.225
SCALE = 7.2
MOST_STEPS = 4000
"""Steps, taken or refused, after which a flight is given up; none within the limits of `model` comes near."""


@kernel
def _rates(height: float, climb: float, along: float, drag: float) -> tuple[float, float, float]:
    """Rates of ground [km/s], climb and along [km/s2]; `drag` [1/km] is the pull of air at sea level over the speed squared."""
    radius = RADIUS + height
    air = drag * math.exp(min(-height / SCALE, 1.0)) * math.sqrt(climb * climb + along * along)
    turn = along / radius
    return RADIUS * turn, turn * along - MU / (radius * radius) - air * climb, -turn * climb - air * along


@kernel
def _step(  # noqa: PLR0913, PLR0917  a state, its rates and a step, one by one
    h: float, x: float, u1: float, w1: float, x1: float, a1: float, b1: float, span: float, drag: float
) -> tuple[float, float, float, float, float, float, float, float, float, float, float]:
    """The state after `span` [s] by the fifth order, its rates, and by how much the fourth order differs in each part.

    h, x, u, w: height, ground, climb, along; x1 ..., a1 ..., b1 ...: rates of ground, climb, along at stage 1 ... 7.
    """
    u2, w2 = u1 + span * (a1 / 5.0), w1 + span * (b1 / 5.0)
    _, a2, b2 = _rates(h + span * (u1 / 5.0), u2, w2, drag)
    u3 = u1 + span * (3.0 / 40.0 * a1 + 9.0 / 40.0 * a2)
    w3 = w1 + span * (3.0 / 40.0 * b1 + 9.0 / 40.0 * b2)
    x3, a3, b3 = _rates(h + span * (3.0 / 40.0 * u1 + 9.0 / 40.0 * u2), u3, w3, drag)
    u4 = u1 + span * (44.0 / 45.0 * a1 - 56.0 / 15.0 * a2 + 32.0 / 9.0 * a3)
    w4 = w1 + span * (44.0 / 45.0 * b1 - 56.0 / 15.0 * b2 + 32.0 / 9.0 * b3)
    x4, a4, b4 = _rates(h + span * (44.0 / 45.0 * u1 - 56.0 / 15.0 * u2 + 32.0 / 9.0 * u3), u4, w4, drag)
    c1, c2, c3, c4 = 19372.0 / 6561.0, -25360.0 / 2187.0, 64448.0 / 6561.0, -212.0 / 729.0
    u5 = u1 + span * (c1 * a1 + c2 * a2 + c3 * a3 + c4 * a4)
    w5 = w1 + span * (c1 * b1 + c2 * b2 + c3 * b3 + c4 * b4)
    x5, a5, b5 = _rates(h + span * (c1 * u1 + c2 * u2 + c3 * u3 + c4 * u4), u5, w5, drag)
    d1, d2, d3, d4, d5 = 9017.0 / 3168.0, -355.0 / 33.0, 46732.0 / 5247.0, 49.0 / 176.0, -5103.0 / 18656.0
    u6 = u1 + span * (d1 * a1 + d2 * a2 + d3 * a3 + d4 * a4 + d5 * a5)
    w6 = w1 + span * (d1 * b1 + d2 * b2 + d3 * b3 + d4 * b4 + d5 * b5)
    x6, a6, b6 = _rates(h + span * (d1 * u1 + d2 * u2 + d3 * u3 + d4 * u4 + d5 * u5), u6, w6, drag)
    e1, e3, e4, e5, e6 = 35.0 / 384.0, 500.0 / 1113.0, 125.0 / 192.0, -2187.0 / 6784.0, 11.0 / 84.0
    h7 = h + span * (e1 * u1 + e3 * u3 + e4 * u4 + e5 * u5 + e6 * u6)
    ground = x + span * (e1 * x1 + e3 * x3 + e4 * x4 + e5 * x5 + e6 * x6)
    u7 = u1 + span * (e1 * a1 + e3 * a3 + e4 * a4 + e5 * a5 + e6 * a6)
    w7 = w1 + span * (e1 * b1 + e3 * b3 + e4 * b4 + e5 * b5 + e6 * b6)
    x7, a7, b7 = _rates(h7, u7, w7, drag)
    f1, f3, f4, f5, f6, f7 = 71.0 / 57600.0, -71.0 / 16695.0, 71.0 / 1920.0, -17253.0 / 339200.0, 22.0 / 525.0, -1.0 / 40.0
    off_h = span * (f1 * u1 + f3 * u3 + f4 * u4 + f5 * u5 + f6 * u6 + f7 * u7)
    off_x = span * (f1 * x1 + f3 * x3 + f4 * x4 + f5 * x5 + f6 * x6 + f7 * x7)
    off_u = span * (f1 * a1 + f3 * a3 + f4 * a4 + f5 * a5 + f6 * a6 + f7 * a7)
    off_w = span * (f1 * b1 + f3 * b3 + f4 * b4 + f5 * b5 + f6 * b6 + f7 * b7)
    return h7, ground, u7, w7, x7, a7, b7, off_h, off_x, off_u, off_w


@kernel
def _between(part: float, span: float, h0: float, u0: float, a0: float, h1: float, u1: float, a1: float) -> float:  # noqa: PLR0913, PLR0917
    """Height [km] at a part of a step, from height, climb and rate of climb at both ends (Hermite's quintic)."""
    rise = h1 - h0 - span * (u0 + span * a0 / 2.0)
    swing = span * (u1 - u0 - span * a0)
    bend = span * span * (a1 - a0)
    third = 10.0 * rise - 4.0 * swing + bend / 2.0
    fourth = -15.0 * rise + 7.0 * swing - bend
    fifth = 6.0 * rise - 3.0 * swing + bend / 2.0
    return h0 + part * (span * u0 + part * (span * span * a0 / 2.0 + part * (third + part * (fourth + part * fifth))))


@kernel
def _crest(span: float, h0: float, u0: float, a0: float, h1: float, u1: float, a1: float) -> float:  # noqa: PLR0913, PLR0917
    """The greatest height [km] within a step that starts climbing and ends falling, by golden halving on the quintic."""
    low, high = 0.0, 1.0
    for _ in range(50):
        near = low + 0.381966011250105 * (high - low)
        far = high - 0.381966011250105 * (high - low)
        if _between(near, span, h0, u0, a0, h1, u1, a1) < _between(far, span, h0, u0, a0, h1, u1, a1):
            low = near
        else:
            high = far
    return max(_between((low + high) / 2.0, span, h0, u0, a0, h1, u1, a1), h0, h1)


@kernel
def _fall(span: float, h0: float, u0: float, a0: float, h1: float, u1: float, a1: float) -> float:  # noqa: PLR0913, PLR0917
    """The time [s] within a step that ends below ground at which the quintic meets the ground, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(45):
        middle = (low + high) / 2.0
        if _between(middle, span, h0, u0, a0, h1, u1, a1) > 0.0:
            low = middle
        else:
            high = middle
    return span * (low + high) / 2.0


@kernel
def _fly(  # noqa: PLR0913, PLR0917  one flight, its drag and where its steps are kept
    h: float, u: float, w: float, drag: float, rtol: float, keep: bool, steps: Array
) -> tuple[float, float, float, int]:
    """Ground [km], time [s], apogee [km] and the number of steps kept of one flight from burnout to the ground."""
    x, time, highest, span, count = 0.0, 0.0, h, 1.0, 0
    xr, a, b = _rates(h, u, w, drag)
    if keep:
        steps[0, 0], steps[0, 1], steps[0, 2], steps[0, 3] = time, h, u, a
    for _ in range(MOST_STEPS):
        h1, x1, u1, w1, xr1, a1, b1, off_h, off_x, off_u, off_w = _step(h, x, u, w, xr, a, b, span, drag)
        off_h /= 1.0 + max(abs(h), abs(h1))
        off_x /= 1.0 + max(abs(x), abs(x1))
        speed = 0.01 + math.sqrt(u * u + w * w)
        error = math.sqrt((off_h * off_h + off_x * off_x + (off_u * off_u + off_w * off_w) / (speed * speed)) / 4.0) / rtol
        if not error <= 1.0:
            span *= max(0.9 * error**-0.2, 0.2) if error < 1e30 else 0.2
            continue
        if u > 0.0 >= u1:
            highest = _crest(span, h, u, a, h1, u1, a1)
        if h1 <= 0.0:
            until = _fall(span, h, u, a, h1, u1, a1)
            for _ in range(2):
                h1, x1, u1, w1, xr1, a1, b1, _, _, _, _ = _step(h, x, u, w, xr, a, b, until, drag)
                until = min(max(until - h1 / u1, 0.0), span)
            h1, x1, u1, w1, xr1, a1, b1, _, _, _, _ = _step(h, x, u, w, xr, a, b, until, drag)
            span = until
        time += span
        count += 1
        if keep:
            steps[count, 0], steps[count, 1], steps[count, 2], steps[count, 3] = time, h1, u1, a1
        if span == 0.0 or (h1 <= 1e-6 and u1 < 0.0):
            return x1, time, highest, count
        h, x, u, w, xr, a, b = h1, x1, u1, w1, xr1, a1, b1
        span *= min(0.9 * error**-0.2, 5.0) if error > 1e-8 else 5.0
    return 0.0, -1.0, 0.0, count


@kernel
def fly_slice(  # noqa: PLR0913, PLR0917  one slice of flights and where it writes
    low: int, high: int, starts: Array, rtol: float, ground: Array, time: Array, apogee: Array, profile: Array, steps: Array
) -> None:
    """Fly the flights `low` to `high` of `starts` [flights, 4] and write ground [km], time [s], apogee [km], all [flights].

    A start is height [km], climb and along [km/s] and drag at sea level [1/km]. `profile` [flights, times] takes heights [km] at equally
    spaced times from burnout to the ground, and may have no times. A flight that took too many steps has a time below zero.

    Valid for: as `fly`, which calls it. References: as there.
    """
    times = profile.shape[1]
    for flight in range(low, high):
        h, u, w, drag = float(starts[flight, 0]), float(starts[flight, 1]), float(starts[flight, 2]), float(starts[flight, 3])
        ground[flight], time[flight], apogee[flight], count = _fly(h, u, w, drag, rtol, times > 0, steps)
        step = 0
        for number in range(times):
            moment = time[flight] * number / (times - 1)
            while step < count - 1 and steps[step + 1, 0] < moment:
                step += 1
            span = steps[step + 1, 0] - steps[step, 0]
            part = (moment - steps[step, 0]) / span
            first, second, third = steps[step, 1], steps[step, 2], steps[step, 3]
            height = _between(part, span, first, second, third, steps[step + 1, 1], steps[step + 1, 2], steps[step + 1, 3])
            profile[flight, number] = max(height, 0.0)
