"""Room: models. From what height a sensor sees a target over terrain. A method for other models and for `coverage`; it asks no question
of its own. Its function is in `model.py`, its kernels in `kernels.py`."""

from dualtrack.models.viewshed.model import EARTH_RADIUS_M, REFRACTION, lowest_visible

__all__ = ["EARTH_RADIUS_M", "REFRACTION", "lowest_visible"]
