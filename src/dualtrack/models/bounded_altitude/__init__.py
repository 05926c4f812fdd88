"""Room: models. Flights of bounded altitude, two rival models: methods for the warning model; no question of their own. See `model.py`."""

from dualtrack.models.bounded_altitude.model import AVERAGE_SHARE, depressed_arc, flown_at_share_of_top_speed, height_along

__all__ = ["AVERAGE_SHARE", "depressed_arc", "flown_at_share_of_top_speed", "height_along"]
