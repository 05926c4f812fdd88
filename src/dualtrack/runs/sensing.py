"""Room: runs. Binds the alliance's sensors, as their records have them, to the arrays that the warning model asks for.

A sensor's public figures are nobody's position: everybody's latest word counts, and where they differ the interval spans them all. What
nobody gave is assumed by class, labelled and said; a radar without a public range is left out and named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dualtrack.catalogue import Catalogue, Dates
from dualtrack.facts import Claim, Label, Quantity
from dualtrack.geography import terrain_error_m
from dualtrack.models.warning.detection import AIRBORNE, GROUND, INFRARED, OVER_THE_HORIZON
from dualtrack.runs.draws import sample
from dualtrack.scenarios import Post

Array = NDArray[np.float64]

KINDS = {
    "ground-radar": GROUND,
    "early-warning-radar": GROUND,
    "naval-radar": GROUND,
    "airborne-radar": AIRBORNE,
    "aerostat": AIRBORNE,
    "over-the-horizon-radar": OVER_THE_HORIZON,
    "infrared-satellite": INFRARED,
}
HEIGHT_ABOVE_GROUND_M = {GROUND: (10.0, 30.0), AIRBORNE: (3000.0, 9000.0), OVER_THE_HORIZON: (0.0, 0.0), INFRARED: (0.0, 0.0)}
"""Height of the antenna above its ground, or of flight [m], where the record has none: assumed by class."""
DELAY_S = {GROUND: (0.0, 30.0), AIRBORNE: (0.0, 30.0), OVER_THE_HORIZON: (30.0, 120.0), INFRARED: (30.0, 120.0)}
"""Time from coming into view (a radar) or from launch (a satellite) to detection [s], where the record has none: assumed by class."""


@dataclass(frozen=True, slots=True)
class Watch:
    """The sensors that count, as arrays by attribute of the models' ports; their words, claims and label; and what was left out and why."""

    posts: tuple[Post, ...]
    arrays: dict[str, Array]
    words: dict[str, str]
    claims: dict[str, tuple[Claim, ...]]
    labels: dict[str, Label]
    left_out: tuple[tuple[Post, str], ...]


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure of one sensor: its draws, its words, the claims it rests on and whether it is assumed."""

    values: Array
    words: str
    claims: tuple[Claim, ...]
    assumed: bool


def watch(posts: Sequence[Post], catalogue: Catalogue, dates: Dates, seed: int, draws: int) -> Watch:
    """The arrays of the sensors with a public range (or in space); `posts` in any order give the same draws for each sensor."""
    kept: list[Post] = []
    left: list[tuple[Post, str]] = []
    rows: dict[str, list[_Figure]] = {"detection_range": [], "height": [], "detection_delay": [], "bearing": [], "sector": []}
    for post in sorted(posts, key=lambda post: post.id):
        code = KINDS.get(post.kind)
        if code is None:
            left.append((post, "no model here covers this kind of sensor"))
            continue
        figure = _Reader(post, catalogue, dates, seed, draws)
        reach = figure.read("detection_range", "km", None)
        if reach is None and code != INFRARED:
            left.append((post, "no public figure of its range by the date"))
            continue
        kept.append(post)
        rows["detection_range"].append(reach or _Figure(np.full(draws, np.inf), "sees launches", (), assumed=False))
        rows["height"].append(_height(figure, code))
        rows["detection_delay"].append(figure.read("detection_delay", "s", DELAY_S[code]) or figure.nothing())
        rows["bearing"].append(figure.read("bearing", "degree", None) or _Figure(np.full(draws, np.nan), "not given", (), assumed=False))
        rows["sector"].append(figure.read("sector", "degree", None) or _Figure(np.full(draws, 360.0), "all round", (), assumed=False))
    where = Label.ASSUMED if any(post.assumed for post in kept) else Label.REPORTED
    places = "; ".join(f"{post.id}: {post.place.name if post.place else 'in space'}" for post in kept)
    return Watch(
        tuple(kept),
        _arrays(kept, rows, draws),
        {name: "; ".join(f"{post.id}: {found.words}" for post, found in zip(kept, figures, strict=True)) for name, figures in rows.items()}
        | {"latitude": places, "longitude": places},
        {name: tuple(dict.fromkeys(claim for found in figures for claim in found.claims)) for name, figures in rows.items()},
        {name: Label.ASSUMED if any(found.assumed for found in figures) else Label.REPORTED for name, figures in rows.items()}
        | {"latitude": where, "longitude": where},
        tuple(left),
    )


def _arrays(kept: Sequence[Post], rows: dict[str, list[_Figure]], draws: int) -> dict[str, Array]:
    def stacked(name: str) -> Array:
        return np.array([found.values for found in rows[name]], dtype=np.float64).reshape(len(kept), draws)

    def placed(axis: str) -> Array:
        return np.array([getattr(post.place, axis) if post.place else 0.0 for post in kept], dtype=np.float64)

    return {
        "kind": np.array([KINDS[post.kind] for post in kept], dtype=np.float64),
        "latitude": placed("latitude"),
        "longitude": placed("longitude"),
        "bearing": stacked("bearing")[:, 0] if kept else np.empty(0),
        "sector": stacked("sector")[:, 0] if kept else np.empty(0),
        **{name: stacked(name) for name in ("detection_range", "height", "detection_delay")},
    }


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the figures of one post."""

    post: Post
    catalogue: Catalogue
    dates: Dates
    seed: int
    draws: int

    def read(self, attribute: str, unit: str, assumed: tuple[float, float] | None) -> _Figure | None:
        """The draws of a figure: everybody's latest word, spanned; else its lowest known end; else what is assumed; else None."""
        quantities = [
            (claim, claim.value.to(unit))
            for claim in self.catalogue.claims(self.post.sensor, attribute, self.dates)
            if isinstance(claim.value, Quantity)
        ]
        bounded = [(claim, value) for claim, value in quantities if value.is_bounded]
        latest = {claim.claimant: (claim, value) for claim, value in sorted(bounded, key=lambda pair: str(pair[0].as_of or ""))}
        used = list(latest.values()) or [(claim, value) for claim, value in quantities if np.isfinite(value.low)]
        name = f"{self.post.sensor}.{attribute}"
        if used:
            low = min(value.low for _, value in used)
            high = max(value.high for _, value in used) if latest else low
            quantity = Quantity.between(low, high, unit) if high > low else Quantity.exactly(low, unit)
            claims = tuple(claim for claim, _ in used)
            words = str(quantity) if latest else f"at least {quantity}"
            return _Figure(sample(quantity, self.seed, "+".join(claim.id for claim in claims), self.draws), words, claims, assumed=False)
        if assumed is None:
            return None
        quantity = Quantity.between(*assumed, unit) if assumed[1] > assumed[0] else Quantity.exactly(assumed[0], unit)
        return _Figure(sample(quantity, self.seed, name, self.draws), f"assumed {quantity}", (), assumed=assumed[1] > assumed[0])

    def nothing(self) -> _Figure:
        """A figure of zero that no model reads."""
        return _Figure(np.zeros(self.draws), "none", (), assumed=False)


def _height(figure: _Reader, code: int) -> _Figure:
    """The eye above its ground [m]: a radar stands on high ground, so its hill may rise above the coarse cell by as much as that errs."""
    found = figure.read("operating_altitude", "m", HEIGHT_ABOVE_GROUND_M[code]) or figure.nothing()
    if code != GROUND:
        return found
    error = terrain_error_m()
    hill = sample(Quantity.between(0.0, error, "m"), figure.seed, f"{figure.post.sensor}.terrain", figure.draws)
    words = f"{found.words} above ground, on a hill of 0 to {error:.0f} m above the coarse terrain"
    return _Figure(found.values + hill, words, found.claims, assumed=True)
