"""Room: models. Equilibrium glide of a boost-glide vehicle: a method for the warning model; no question of its own. See `model.py`."""

from dualtrack.models.equilibrium_glide.model import PULL_UP_LOSS, Glide, entry_speed_for_range, glide, speed_along

__all__ = ["PULL_UP_LOSS", "Glide", "entry_speed_for_range", "glide", "speed_along"]
