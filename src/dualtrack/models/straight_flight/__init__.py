"""Room: models. The shortest time a cruise missile can take. Imports errors and the ports; its function is in `model.py`."""

from dualtrack.models.ports import Input, Model, Output
from dualtrack.models.straight_flight.model import answer, minutes

__all__ = ["MODEL", "answer", "minutes"]

MODEL = Model(
    name="straight_flight",
    title="Straight flight at constant speed",
    each="system",
    inputs=(
        Input("capital_distance_km", "question", "capital_distance", "km"),
        Input("speed_m_s", "system", "speed", "m/s"),
    ),
    outputs=(
        Output(
            "cruise_flight_time",
            "Shortest flight time of a cruise missile to each capital",
            "minutes",
            ("draw", "capital"),
            "higher",
            "At least this long, were the capital in reach: a real route is longer than the straight line.",
        ),
    ),
    answer=answer,
    formula="Flight time is at least the shortest distance over the ground divided by the cruising speed.",
    valid_for=(
        "Cruise missiles that keep a steady speed. The straight line is the shortest way, so the time is a lower bound: routes "
        "bend and launch and climb take time. Whether the capital is in reach at all is the reach model's question."
    ),
    references=("Distance divided by speed; no publication needed.",),
    profiles=("cruise",),
    refusal="Only a cruise missile keeps a steady speed; for other flight profiles distance over speed is not a flight time.",
)
