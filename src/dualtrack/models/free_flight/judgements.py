"""Room: models. Free flight: what an observed or a claimed flight is consistent with, in words.
Imports errors and `model` only.

Valid for
    One observed or claimed flight at a time; see `model`. Nothing here picks a side: it says what a claim would need.

References
    As `model`. The spread of `equivalent_range` is taken from five published estimates; see docs/models/free_flight.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dualtrack.errors import OutsideValidity
from dualtrack.models.free_flight.model import (
    FLATTEST_SHARE,
    lofted,
    minimum_energy,
    range_for_speed,
    range_for_time,
)

FlightClass = Literal["minimum-energy", "lofted", "depressed", "quasi-ballistic/aerodynamic"]
TimeVerdict = Literal["consistent", "too short", "too long"]

LOFTED_SHARE = 1.25
"""An apogee above this share of the minimum-energy one counts as lofted; a convention of ours."""
AIR_KM = 100.0
"""A flat flight that stays below this height [km] is shaped by the air throughout; a convention of ours."""
BOOST_MINUTES = (0.0, 2.0)
"""What the powered phase of a medium-range missile may add to free flight [minutes]; assumed."""
SPEED_SPREAD_KM_S = (-0.1, 0.55)
"""What published range estimates imply on top of the observed burnout speed [km/s]; assumed from five flights."""
EQUIVALENT_METHOD = (
    "Same burnout energy: the speed of the observed arc, turned to the minimum-energy arc on a spherical, airless earth that "
    "does not turn; the ends shift that speed by the spread seen between this method and published estimates of five flights."
)


@dataclass(frozen=True, slots=True)
class EquivalentRange:
    """The range [km] an observed flight would have had on a minimum-energy arc: `low_km` to `high_km`, and how it was found.

    `same_energy_km` is the single-method number inside the interval; it may miss a published estimate by a quarter.
    """

    low_km: float
    high_km: float
    same_energy_km: float
    method: str


@dataclass(frozen=True, slots=True)
class FlightTimeJudgement:
    """Whether a claimed flight time fits a distance, in words, with the distance [km] at which a too short one would fit."""

    verdict: TimeVerdict
    sentence: str
    fits_below_km: float | None = None


def classify_flight(apogee_km: float, range_km: float) -> FlightClass:
    """What kind of flight has this apogee [km] over this ground range [km], judged against the minimum-energy apogee.

    Raises OutsideValidity for an apogee or range that is not positive. Only minimum-energy and lofted flights have a time here.

    Valid for: a coarse class of one observed flight. References: as `minimum_energy`; the limits are conventions of ours.
    """
    if not apogee_km > 0.0:
        raise OutsideValidity("a flight needs an apogee above zero; write the greatest height in kilometres")
    usual = float(minimum_energy(range_km).apogee_km)
    if apogee_km > LOFTED_SHARE * usual:
        return "lofted"
    if apogee_km >= FLATTEST_SHARE * usual:
        return "minimum-energy"
    return "depressed" if apogee_km >= AIR_KM else "quasi-ballistic/aerodynamic"


def equivalent_range(apogee_km: float, range_km: float) -> EquivalentRange:
    """The range interval [km] on a minimum-energy arc of a flight seen with this apogee [km] and ground range [km].

    What was flown is the least it can be; it never bounds the range from above. Raises OutsideValidity as `lofted` does.

    Valid for: lofted and minimum-energy test flights; coarse, one method. References: as `lofted`.
    """
    speed = float(lofted(apogee_km, range_km).speed_km_s)
    slower, faster = (max(speed + shift, 1e-3) for shift in SPEED_SPREAD_KM_S)
    low, middle, high = (float(range_for_speed(each)) for each in (slower, speed, faster))
    return EquivalentRange(max(low, range_km), high, max(middle, range_km), EQUIVALENT_METHOD)


def judge_flight_time(
    distance_km: float, low_minutes: float, high_minutes: float, boost_minutes: tuple[float, float] = BOOST_MINUTES
) -> FlightTimeJudgement:
    """Whether a claimed time, from `low_minutes` to `high_minutes` [minutes], fits a minimum-energy flight over a distance [km].

    The claim fits when it overlaps free flight plus a powered phase of `boost_minutes` [minutes]. It is flagged, never decided.
    Raises OutsideValidity for times that are not positive or the wrong way round, and for distances as `minimum_energy` does.

    Valid for: public claims about one flight. References: as `minimum_energy`.
    """
    if not 0.0 < low_minutes <= high_minutes:
        raise OutsideValidity(f"a claimed time of {low_minutes:g} to {high_minutes:g} minutes is not possible; write the shorter first")
    free = float(minimum_energy(distance_km).minutes)
    shortest, longest = free + boost_minutes[0], free + boost_minutes[1]
    times = f"{shortest:.1f} to {longest:.1f} minutes, powered phase included"
    fitting = f"a minimum-energy flight over {distance_km:,.0f} km takes {times}"
    if high_minutes < shortest:
        fits_below = float(range_for_time(max(high_minutes - boost_minutes[0], 1e-3) * 60.0))
        sentence = f"Only under about {round(fits_below, -1):,.0f} km or on a depressed arc (not modelled): {fitting}."
        return FlightTimeJudgement("too short", sentence, fits_below)
    if low_minutes > longest:
        return FlightTimeJudgement("too long", f"Only on a lofted arc: {fitting}.")
    return FlightTimeJudgement("consistent", f"Consistent: {fitting}.")
