"""Draws each flight profile beside what was reported, for docs/models/warning.md: four SVGs, made when the pages are built.

The reported flights are docs/models/reported-flights.csv, each with its source. Nothing is fitted to them: the allowance of free flight
rests on five other tests (case 21), the rest on published formulas and stated intervals.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from dualtrack.models import bounded_altitude, equilibrium_glide, free_flight
from dualtrack.models.free_flight.allowance import REPORTED

HERE = Path(__file__).parent
FLIGHTS = HERE / "models" / "reported-flights.csv"
INK, BAND, LINE, DOT = "#1c2328", "#cfe0ea", "#0b4f8a", "#c2410c"


def flights(*profiles):
    """The reported flights of some profiles, numbers as numbers."""
    with FLIGHTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["profile"] in profiles]
    for row in rows:
        for name in ("distance_km", "apogee_km", "least_minutes", "most_minutes"):
            row[name] = float(row[name]) if row[name] else None
    return rows


def write(folder):
    """Write the four plots to a folder."""
    import matplotlib

    matplotlib.use("Agg")
    folder.mkdir(parents=True, exist_ok=True)
    with matplotlib.rc_context({"svg.hashsalt": "dualtrack", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 9}):
        for name, draw in (("lofted", lofted), ("ballistic", ballistic), ("low", low), ("glide-and-cruise", glide_and_cruise)):
            figure = draw()
            figure.savefig(folder / f"{name}.svg", metadata={"Date": None})
            matplotlib.pyplot.close(figure)


def _sheet(columns=1):
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, columns, figsize=(7.4, 4.0), layout="constrained", squeeze=False)
    for each in axes[0]:
        each.spines[["top", "right"]].set_visible(False)
        each.grid(color="#e5e9ec", linewidth=0.6)
    return figure, axes[0]


def _dots(axes, rows, across="distance_km", label="reported", place="upper left"):
    for row in rows:
        low = row["least_minutes"] if row["least_minutes"] is not None else row["most_minutes"]
        axes.plot([row[across]] * 2, [low, row["most_minutes"]], color=DOT, linewidth=2)
        bound = row["least_minutes"] is None
        axes.plot([row[across]], [(low + row["most_minutes"]) / 2], "v" if bound else "o", color=DOT, markersize=5 if bound else 4,
                  label="reported: less than" if bound else label)  # fmt: skip
        label = label if bound else None
    axes.legend(frameon=False, loc=place)


def lofted():
    figure, (axes,) = _sheet()
    heights = np.linspace(1500, 8000, 60)
    arc = free_flight.lofted(heights, 1000.0)
    least, most = free_flight.allowance_minutes(arc.speed_km_s)
    axes.fill_between(heights, arc.minutes + least, arc.minutes + most, color=BAND, lw=0, label="free flight with allowance")
    axes.plot(heights, arc.minutes, color=LINE, label="free flight alone")
    used = [{"apogee_km": each.apogee_km, "least_minutes": each.least_minutes, "most_minutes": each.most_minutes} for each in REPORTED]
    for number, each in enumerate(used):
        axes.plot(each["apogee_km"], (each["least_minutes"] + each["most_minutes"]) / 2, "s", color=INK, markersize=4,
                  label=None if number else "reported, used to calibrate")  # fmt: skip
    _dots(axes, flights("lofted"), "apogee_km", "reported, not used")
    axes.set(xlabel="apogee [km], over about 1,000 km of ground", ylabel="launch to impact [minutes]")
    return figure


def ballistic():
    figure, (axes,) = _sheet()
    ways = np.geomspace(200, 8000, 80)
    arc = free_flight.minimum_energy(ways)
    least, most = free_flight.minimum_energy_allowance_minutes(arc.speed_km_s)
    axes.fill_between(ways, arc.minutes + least, arc.minutes + most, color=BAND, lw=0, label="minimum-energy flight with allowance")
    axes.plot(ways, arc.minutes, color=LINE, label="free flight alone")
    _dots(axes, flights("ballistic"))
    axes.set(xlabel="distance over the ground [km]", ylabel="launch to impact [minutes]")
    return figure


def low():
    figure, (axes,) = _sheet()
    ways = np.linspace(300, 1500, 60)
    for speed, colour in ((1700.0, "#dde6d5"), (2700.0, BAND)):
        slow, fast = (
            bounded_altitude.flown_at_share_of_top_speed(ways, 28.0, speed, share) / 60 for share in bounded_altitude.AVERAGE_SHARE
        )
        axes.fill_between(ways, fast, slow, color=colour, lw=0, alpha=0.8, label=f"top speed {speed:,.0f} m/s, average 55 to 95 % of it")
    axes.plot(ways, free_flight.minimum_energy(ways).minutes, color=LINE, label="free flight over the same distance")
    _dots(axes, flights("quasi-ballistic"))
    axes.set(xlabel="distance over the ground [km]", ylabel="launch to impact [minutes]")
    return figure


def glide_and_cruise():
    figure, (left, right) = _sheet(2)
    ways = np.linspace(1000, 8000, 60)
    for lift, style in ((2.0, ":"), (2.6, "-"), (3.0, "--")):
        speeds = equilibrium_glide.entry_speed_for_range(ways, lift, pull_up_loss=0.15)
        longest = equilibrium_glide.glide(speeds, lift).range_km
        _, time = equilibrium_glide.speed_along(ways / longest, longest, lift)
        left.plot(ways, time / 60, style, color=LINE, label=f"glide, lift over drag {lift}")
    left.plot(ways, free_flight.minimum_energy(ways).minutes, color=INK, lw=0.9, label="free flight")
    _dots(left, flights("boost-glide"), place="lower right")
    left.set(xlabel="distance [km]", ylabel="minutes", title="glide alone; powered flight comes on top")
    far = np.linspace(100, 2600, 20)
    right.fill_between(far, far / 0.28 / 60, far / 0.2 / 60, color=BAND, lw=0, label="200 to 280 m/s, straight")
    _dots(right, flights("cruise"))
    right.set(xlabel="distance [km]", ylabel="minutes", title="cruise")
    for axes in (left, right):
        axes.title.set_fontsize(9)
    return figure
