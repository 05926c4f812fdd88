"""Room: models. How much warning a flight leaves. Imports the ports; its functions are in `model.py`, `profiles.py`, `detection.py`."""

from dualtrack.models.bounded_altitude import AVERAGE_SHARE
from dualtrack.models.equilibrium_glide import PULL_UP_LOSS
from dualtrack.models.ports import Input, Model, Output
from dualtrack.models.warning.model import POINTS_ALONG, answer
from dualtrack.models.warning.profiles import CLASSES

__all__ = ["CLASSES", "MODEL", "POINTS_ALONG", "answer"]

LOW = ("quasi-ballistic", "aeroballistic")
GLIDE = ("boost-glide",)


def _band(name: str, unit: str, low: float, high: float, because: str, only_for: tuple[str, ...] = ()) -> Input:
    return Input(name, "band", name, unit, band=(low, high), because=because, only_for=only_for)


MODEL = Model(
    name="warning",
    title="Warning time",
    each="system",
    inputs=(
        Input("launch_latitudes", "deployment", "latitude", "degree"),
        Input("launch_longitudes", "deployment", "longitude", "degree"),
        Input("capital_latitudes", "place", "capital_latitude", "degree"),
        Input("capital_longitudes", "place", "capital_longitude", "degree"),
        Input("range_km", "system", "range_max", "km"),
        Input("profile", "system", "flight_profile", "class"),
        Input("cruise_speed_m_s", "system", "speed", "m/s", only_for=("cruise",)),
        _band("cruise_height_m", "m", 30.0, 100.0, "cruise missiles are said to fly at some tens of metres above ground", ("cruise",)),
        Input(
            "top_speed_m_s",
            "system",
            "speed",
            "m/s",
            band=(1700.0, 3400.0),
            because="five to ten times the speed of sound, as claimed for such missiles",
            only_for=LOW,
        ),
        _band("average_share", "share", *AVERAGE_SHARE, "average over top speed: an interval of the model", LOW),
        Input(
            "apogee_km",
            "system",
            "apogee",
            "km",
            band=(30.0, 60.0),
            because="heights reported for such flights lie around 50 km",
            only_for=LOW,
        ),
        _band("allowance_place", "share", 0.0, 1.0, "where in the calibrated allowance for powered flight and re-entry", ("ballistic",)),
        _band("powered_share", "share", 0.5, 1.0, "how much of the allowance passes before burnout; not reported", ("ballistic",)),
        _band("lift_to_drag", "ratio", 2.0, 3.0, "around the 2.6 of published studies", GLIDE),
        _band("glide_place", "share", 0.0, 1.0, "speed between that for the distance and that for the full range", GLIDE),
        _band("glide_height_km", "km", 30.0, 60.0, "a hypersonic glide sinks from some 60 to 30 km", GLIDE),
        _band("pull_up_loss", "share", *PULL_UP_LOSS, "what pulling up costs, after Tracy and Wright 2020", GLIDE),
        _band("powered_minutes", "minutes", 2.0, 5.0, "powered flight and descent before the glide, as for long-range missiles", GLIDE),
        Input("sensor_kinds", "sensor", "kind", "code"),
        Input("sensor_latitudes", "sensor", "latitude", "degree"),
        Input("sensor_longitudes", "sensor", "longitude", "degree"),
        Input("sensor_heights", "sensor", "height", "m"),
        Input("sensor_ranges", "sensor", "detection_range", "km"),
        Input("sensor_delays", "sensor", "detection_delay", "s"),
        Input("sensor_bearings", "sensor", "bearing", "degree"),
        Input("sensor_sectors", "sensor", "sector", "degree"),
        _band("skip_km", "km", 500.0, 1000.0, "over-the-horizon radar does not see what is near; distance not reported"),
        Input("terrain_heights", "terrain", "heights", "m"),
        Input("terrain_corner", "terrain", "corner", "degree"),
    ),
    outputs=(
        Output(
            "warning_time",
            "Time from first possible detection to arrival, for each capital",
            "minutes",
            ("draw", "capital"),
            "higher",
            "From the first moment at which any sensor could see the flight, or its launch, until it arrives; none where none sees it.",
            opposed_in="range_km",
            endless="not in reach",
        ),
        Output(
            "radar_warning_time",
            "The same by radar alone",
            "minutes",
            ("draw", "capital"),
            "higher",
            "Without infrared satellites: from the first moment at which a radar could see the flight.",
            opposed_in="range_km",
            endless="not in reach",
        ),
        Output(
            "flight_duration",
            "Time from launch to arrival of the flight that leaves least warning, for each capital",
            "minutes",
            ("draw", "capital"),
            sentence="The whole flight, powered phase and re-entry included where there are any.",
            opposed_in="range_km",
            endless="not in reach",
        ),
        Output(
            "first_seen_share",
            "Share of the way flown when first seen, for each capital",
            "share",
            ("draw", "capital"),
            "lower",
            "Nothing when the launch is seen, all of it when the flight is never seen.",
            opposed_in="range_km",
        ),
        Output(
            "unseen_share",
            "Share of the way that no radar covers, for each capital",
            "share",
            ("draw", "capital"),
            "lower",
            "The gaps in coverage along the way, whether before or after a first detection.",
            opposed_in="range_km",
        ),
        Output(
            "least_warning",
            "Least warning of any capital in reach",
            "minutes",
            ("draw",),
            "higher",
            "Of the capitals in reach, the one that has least time between first possible detection and arrival.",
            opposed_in="range_km",
            endless="none in reach",
        ),
        Output(
            "detected_by_share",
            "Chance of having been seen by each share of the way, for each capital",
            "chance",
            ("along", "capital"),
            "higher",
            "The share of draws in which some sensor could have seen the flight, or its launch, by then; over the draws that reach.",
        ),
        Output("way_latitude", "Latitude of the way to each capital", "degree", ("capital", "along")),
        Output("way_longitude", "Longitude of the way to each capital", "degree", ("capital", "along")),
        Output(
            "way_in_view",
            "Chance that each point of the way to each capital is in some radar's view",
            "chance",
            ("capital", "along"),
            "higher",
            "From the site that leaves least warning; where no site has the capital in range, the nearest site's way, and nothing of it.",
        ),
    ),
    answer=answer,
    formula=(
        "Fly the missile's class of profile along the shortest line from every site that has the capital in range. A sensor sees it "
        "from the first point that is within its public range and above what the ground and the bent earth (4/3 radius) hide; an infrared "
        "satellite sees the launch of a rocket that burns from the ground, after its delay. Warning is the time from the earliest of these "
        "to arrival; the site that leaves least counts. Uncertain inputs are drawn; the chance of having been seen is a share of draws."
    ),
    valid_for=(
        "First possible detection by the sensors on record that belong to the alliance or its members, all of them working. Straight ways, "
        "coarse terrain, public ranges whatever the target's size; no weather, clutter, jamming, routes round radars, peacetime "
        "manning or command. It says from when a flight could be seen, not who would be told or what could be done. Sensors without a "
        "public range or a place are left out and named."
    ),
    references=(
        "The flight models: free_flight (with its allowance), bounded_altitude, equilibrium_glide, straight_flight.",
        "Navy Electricity and Electronics Training Series, module 18 (radar horizon over an earth of 4/3 radius; secondhand).",
    ),
    profiles=CLASSES,
    refusal="No flight profile here covers this kind of flight, so nothing can be said of its warning time.",
)
