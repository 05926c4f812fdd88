"""Room: models. What a given raid does to given batteries: leakers, rounds spent, magazines empty. A method; it asks no question of its
own. The raid and the batteries are in `forces.py`, the simulation in `model.py`, its kernels in `kernels.py`, summaries in `summary.py`."""

from dualtrack.models.raid.forces import FLIGHT_CLASSES, Batteries, Raid, make_batteries, make_raid
from dualtrack.models.raid.model import Outcome, simulate, u01
from dualtrack.models.raid.summary import (
    Mean,
    OneArea,
    Played,
    batteries_in_reach,
    covered_population,
    defence_cost,
    distribution,
    mean_with_interval,
    one_area,
    play_until,
    raid_cost,
)

__all__ = [
    "FLIGHT_CLASSES",
    "Batteries",
    "Mean",
    "OneArea",
    "Outcome",
    "Played",
    "Raid",
    "batteries_in_reach",
    "covered_population",
    "defence_cost",
    "distribution",
    "make_batteries",
    "make_raid",
    "mean_with_interval",
    "one_area",
    "play_until",
    "raid_cost",
    "simulate",
    "u01",
]
