"""Room: models. Who is within range of the launch sites. Imports the ports; its function is in `model.py`."""

from dualtrack.models.ports import Input, Model, Output
from dualtrack.models.reach.model import answer, distance_km, ring

__all__ = ["MODEL", "answer", "distance_km", "ring"]

MODEL = Model(
    name="reach",
    title="Reach",
    each="system",
    inputs=(
        Input("launch_latitudes", "deployment", "latitude", "degree"),
        Input("launch_longitudes", "deployment", "longitude", "degree"),
        Input("range_km", "system", "range_max", "km"),
        Input("place_latitudes", "place", "latitude", "degree"),
        Input("place_longitudes", "place", "longitude", "degree"),
        Input("place_populations", "place", "population", "people"),
        Input("place_owners", "place", "country", "index"),
        Input("capital_latitudes", "place", "capital_latitude", "degree"),
        Input("capital_longitudes", "place", "capital_longitude", "degree"),
        Input("capital_owners", "place", "capital_country", "index"),
        Input("border_latitudes", "country", "border_latitude", "degree"),
        Input("border_longitudes", "country", "border_longitude", "degree"),
        Input("border_owners", "country", "border_country", "index"),
        Input("country_count", "country", "count", "countries"),
    ),
    outputs=(
        Output(
            "capital_distance",
            "Distance from the nearest launch site to each capital",
            "km",
            ("capital",),
            sentence="The shortest line over the earth's surface from any launch site to the capital.",
        ),
        Output(
            "capital_reached",
            "Whether each capital is in reach",
            "yes/no",
            ("draw", "capital"),
            "lower",
            "A capital is in reach when its distance is at most the range.",
            "range_km",
        ),
        Output(
            "capitals_reached",
            "Capitals in reach",
            "capitals",
            ("draw",),
            "lower",
            "How many of the capitals asked about are in reach.",
            "range_km",
        ),
        Output(
            "country_distance",
            "Distance from the nearest launch site to each country",
            "km",
            ("country",),
            sentence="The distance to the nearest known point of the country: border, town or capital.",
        ),
        Output(
            "country_reached",
            "Whether any part of each country is in reach",
            "yes/no",
            ("draw", "country"),
            "lower",
            "A country is in reach when some known point of it is.",
            "range_km",
        ),
        Output(
            "countries_reached",
            "Countries at least partly in reach",
            "countries",
            ("draw",),
            "lower",
            "How many of the countries asked about are at least partly in reach.",
            "range_km",
        ),
        Output(
            "towns_reached",
            "Towns in reach",
            "towns",
            ("draw",),
            "lower",
            "How many of the listed towns are in reach.",
            "range_km",
        ),
        Output(
            "people_reached",
            "People living in towns in reach",
            "people",
            ("draw",),
            "lower",
            "The inhabitants of the listed towns in reach; the countryside is not counted.",
            "range_km",
        ),
        Output("ring_radius", "Radius of the rings on the map", "km", ("bound",), sentence="The lowest and the highest range drawn."),
        Output("ring_latitude", "Latitude of the rings", "degree", ("bound", "site", "point")),
        Output("ring_longitude", "Longitude of the rings", "degree", ("bound", "site", "point")),
    ),
    answer=answer,
    formula=(
        "Measure the shortest line over the earth's surface (WGS-84 ellipsoid) from every launch site to every capital, town "
        "and border point; keep the nearest site. What lies no further than the range is in reach. Count capitals, countries "
        "and towns, and add up the inhabitants of those towns."
    ),
    valid_for=(
        "Ranges measured over the ground from the launch site, whatever the flight path. It says what a range would allow, not "
        "what a launcher would do: no route, no defence, no payload trade-off, and a launcher that moves is taken to stay at "
        "its site."
    ),
    references=(
        "C. F. F. Karney, Algorithms for geodesics, Journal of Geodesy 87, 2013 (the method inside PROJ, which pyproj calls).",
        "National Imagery and Mapping Agency, TR8350.2, Department of Defense World Geodetic System 1984 (the ellipsoid).",
    ),
)
