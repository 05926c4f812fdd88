"""Room: models. Ballistic flight with air from burnout to the ground, and what the air does to the time of re-entry. A method for other
models and a rival to the calibrated allowance of `free_flight`; it asks no question of its own. Its functions are in `model.py`, its
kernels in `kernels.py`."""

from dualtrack.models.drag_flight.model import (
    BALLISTIC_COEFFICIENTS_KG_M2,
    PROFILE_TIMES,
    SCALE_HEIGHT_KM,
    SEA_LEVEL_DENSITY_KG_M3,
    Flights,
    air_time_minutes,
    fly,
)

__all__ = [
    "BALLISTIC_COEFFICIENTS_KG_M2",
    "PROFILE_TIMES",
    "SCALE_HEIGHT_KM",
    "SEA_LEVEL_DENSITY_KG_M3",
    "Flights",
    "air_time_minutes",
    "fly",
]
