"""Room: models. Flight times of ballistic missiles outside the air. Imports errors and the ports; its functions are in
`model.py` (arcs) and `judgements.py` (what an observed or claimed flight is consistent with)."""

from dualtrack.models.free_flight.allowance import (
    allowance_minutes,
    is_calibrated,
    minimum_energy_allowance_minutes,
    minutes_per_speed,
    reported_allowance_minutes,
)
from dualtrack.models.free_flight.judgements import (
    EquivalentRange,
    FlightTimeJudgement,
    classify_flight,
    equivalent_range,
    judge_flight_time,
)
from dualtrack.models.free_flight.model import (
    Arc,
    answer,
    apogee_for_time,
    arc_over,
    height_along,
    lofted,
    minimum_energy,
    range_for_speed,
    range_for_time,
)
from dualtrack.models.ports import Input, Model, Output

__all__ = [
    "MODEL",
    "Arc",
    "EquivalentRange",
    "FlightTimeJudgement",
    "allowance_minutes",
    "answer",
    "apogee_for_time",
    "arc_over",
    "classify_flight",
    "equivalent_range",
    "height_along",
    "is_calibrated",
    "judge_flight_time",
    "lofted",
    "minimum_energy",
    "minimum_energy_allowance_minutes",
    "minutes_per_speed",
    "range_for_speed",
    "range_for_time",
    "reported_allowance_minutes",
]

MODEL = Model(
    name="free_flight",
    title="Free flight on a minimum-energy arc",
    each="system",
    inputs=(Input("capital_distance_km", "question", "capital_distance", "km"),),
    outputs=(
        Output(
            "ballistic_flight_time",
            "Free-flight time of a ballistic missile to each capital",
            "minutes",
            ("capital",),
            "higher",
            "Time from burnout to impact on the arc that needs least energy, were the capital in reach; the powered phase comes on top.",
        ),
        Output(
            "ballistic_apogee",
            "Greatest height of a ballistic missile on its way to each capital",
            "km",
            ("capital",),
            sentence="Height of the arc that needs least energy.",
        ),
    ),
    answer=answer,
    formula=(
        "Take the elliptical arc that reaches the distance with the least speed, and the time a body in free fall needs along "
        "it. The powered phase, one to several minutes, comes on top; a higher arc takes longer, a flatter one less."
    ),
    valid_for=(
        "Ballistic missiles that spend nearly all of their flight outside the air, launched at a distance below half the "
        "earth's circumference. Spherical, airless earth that does not turn; burnout and impact at the surface; no powered "
        "phase. Not for quasi-ballistic, aeroballistic or gliding flight, and not for depressed arcs. Below about three "
        "hundred kilometres most of the arc lies in the air, and the time is a rough guide."
    ),
    references=(
        "R. R. Bate, D. D. Mueller and J. E. White, Fundamentals of Astrodynamics, Dover, 1971, chapter 6 (ballistic missile "
        "arcs; recalled).",
        "A. D. Wheelon, Free Flight of a Ballistic Missile, ARS Journal 29, 1959 (recalled).",
    ),
    profiles=("ballistic",),
    refusal=(
        "The air shapes this flight (quasi-ballistic, aeroballistic, gliding or cruising), so the time of a free fall would be "
        "wrong; no time is given."
    ),
)
