"""Room: models. The radar horizon and the barrier calculator: methods for other models and for `dualtrack horizon`; no question of their
own. Functions in `model.py`."""

from dualtrack.models.radar_horizon.model import Barrier, barrier, horizon_km, lowest_seen_m, spacing_km

__all__ = ["Barrier", "barrier", "horizon_km", "lowest_seen_m", "spacing_km"]
