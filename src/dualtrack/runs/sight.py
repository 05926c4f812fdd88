"""Room: runs. The horizon of one sensor and a barrier of many, as plain values for a question without a scenario."""

from __future__ import annotations

import math
from typing import Any

from dualtrack.models.radar_horizon import barrier, horizon_km

NOTE = (
    "Smooth ground or sea, standard air (an earth of 4/3 radius), every flyer in sight detected. Hills shorten it; `dualtrack coverage` "
    "counts terrain."
)


def horizon_answer(
    sensor_height_m: float,
    flight_height_m: float,
    *,
    range_km: float | None,
    perimeter_km: float | None,
    notice_minutes: float,
    speed_m_s: float,
) -> dict[str, Any]:
    """Sight [km] and time [minutes], and for a perimeter [km] the sensors, their spacing [km] and the notice [minutes]."""
    horizon = float(horizon_km(sensor_height_m, flight_height_m))
    reach = math.inf if range_km is None else range_km
    sight = min(horizon, reach)
    answer: dict[str, Any] = {
        "sensor_height_m": sensor_height_m,
        "flight_height_m": flight_height_m,
        "horizon_km": horizon,
        "sight_km": sight,
        "limited_by": "its horizon" if horizon <= reach else "its own range",
        "speed_m_s": speed_m_s,
        "sight_minutes": sight * 1000.0 / speed_m_s / 60.0,
        "note": NOTE,
    }
    if perimeter_km is not None:
        found = barrier(perimeter_km, sensor_height_m, flight_height_m, range_km=reach, notice_minutes=notice_minutes, speed_m_s=speed_m_s)
        answer["barrier"] = {
            "perimeter_km": perimeter_km,
            "sensors": found.sensors,
            "spacing_km": found.spacing_km,
            "notice_minutes": found.notice_minutes,
        }
    return answer
