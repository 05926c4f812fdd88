"""Room: models. What a raid and a defence are, as arrays, and what is refused. Imports errors and numpy only.

Valid for
    As `model.py`, which plays them.

References
    None needed: these are containers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity

Array = NDArray[np.float64]
Whole = NDArray[np.int64]

FLIGHT_CLASSES = ("cruise", "ballistic", "quasi-ballistic", "aeroballistic", "boost-glide", "drone")
"""The classes of flight; a class code is the place in this list."""
MOST_ARRIVALS, MOST_BATTERIES = 100_000, 10_000


@dataclass(frozen=True, slots=True)
class Raid:
    """Arrivals of one raid, all [arrivals]: time of arrival [s], class of flight (code), defended area (code), whether it is a decoy."""

    time_s: Array
    flight_class: Whole
    area: Whole
    decoy: NDArray[np.bool_]

    @property
    def count(self) -> int:
        """Arrivals, decoys among them."""
        return len(self.time_s)


@dataclass(frozen=True, slots=True)
class Batteries:
    """Batteries of a defence; `make_batteries` makes them from plain arrays and says what each is."""

    kind: Whole
    channels: Whole
    magazine: Whole
    opens_s: Array
    closes_s: Array
    engagement_s: Array
    salvo: Whole
    looks: Whole
    reload_s: Array
    reload_rounds: Whole
    fails: Array
    available: Array
    kind_fails: Array
    track: Array = field(repr=False)

    @property
    def count(self) -> int:
        """Batteries."""
        return self.kind.size

    @property
    def kinds(self) -> int:
        """Kinds of battery."""
        return self.kind_fails.size

    @property
    def areas(self) -> int:
        """Defended areas."""
        return int(self.opens_s.shape[2])


def make_raid(time_s: ArrayLike, flight_class: ArrayLike, area: ArrayLike = 0, decoy: ArrayLike = False) -> Raid:
    """A raid from arrays that broadcast to [arrivals]: time [s], class code (place in `FLIGHT_CLASSES`), area code, whether a decoy.

    Raises OutsideValidity for times that are not finite and codes that are none.

    Valid for: as `simulate`. References: none needed.
    """
    given = np.broadcast_arrays(np.atleast_1d(np.asarray(time_s, dtype=np.float64)), flight_class, area, decoy)
    time, flight, place, false = (np.ascontiguousarray(each) for each in given)
    if time.ndim != 1 or not 1 <= time.size <= MOST_ARRIVALS or not np.isfinite(time).all():
        raise OutsideValidity(f"a raid has 1 to {MOST_ARRIVALS:,} arrivals in one list, each with a finite time [s], found {time.shape}")
    classes = _whole(flight, "flight_class", time.shape, 0, len(FLIGHT_CLASSES) - 1)
    return Raid(time, classes, _whole(place, "area", time.shape, 0, 2**20), false.astype(np.bool_))


def make_batteries(  # noqa: PLR0913  one array for each thing a battery has
    *,
    opens_s: ArrayLike,
    engagement_s: ArrayLike,
    channels: ArrayLike,
    magazine: ArrayLike,
    closes_s: ArrayLike = 0.0,
    kind: ArrayLike = 0,
    salvo: ArrayLike = 1,
    looks: ArrayLike = 1,
    reload_s: ArrayLike = 0.0,
    reload_rounds: ArrayLike = 0,
    fails: ArrayLike = 0.0,
    available: ArrayLike = 1.0,
    kind_fails: ArrayLike = 0.0,
    track: ArrayLike = 1.0,
) -> Batteries:
    """Batteries from arrays; `opens_s` gives their number, the rest broadcasts.

    The footprint: `opens_s` and `closes_s` [batteries, classes, areas], seconds before arrival between which the battery can launch;
    NaN where it does not cover the area against the class. The last launch leaves time for one engagement all the same.
    `engagement_s` [batteries, classes]: seconds from launch until the result is known, during which a channel is bound.
    All [batteries]: `kind` code; `channels`; `magazine`, rounds ready at the start; `salvo`, rounds in one launch; `looks`, launches at
    one object (one shot: 1 and 1; salvo of n: n and 1; shoot-look-shoot: 1 and n); `reload_rounds`, further rounds, loaded a magazine at
    a time in `reload_s` seconds once it is empty; `fails`, the chance that the battery does not work in a replication; `available`, the
    chance that its sensor does. `kind_fails` [kinds]: the chance that a whole kind does not work. `track` [kinds, classes]: the
    chance that a battery has an object in its sensor's track at all. Raises OutsideValidity, naming the array.

    Valid for: as `simulate`. References: none needed.
    """
    opens = np.asarray(opens_s, dtype=np.float64)
    if opens.ndim != 3 or opens.shape[1] != len(FLIGHT_CLASSES) or not 1 <= opens.shape[0] <= MOST_BATTERIES or opens.shape[2] < 1:
        raise OutsideValidity(f"opens_s has shape {opens.shape}; give [batteries, {len(FLIGHT_CLASSES)} classes, areas]")
    each, classes = (opens.shape[0],), len(FLIGHT_CLASSES)
    codes = _whole(kind, "kind", each, 0, 2**19)
    failing = np.atleast_1d(np.asarray(kind_fails, dtype=np.float64))
    kinds = max(int(codes.max()) + 1, failing.size)
    return Batteries(
        kind=codes,
        channels=_whole(channels, "channels", each, 1),
        magazine=_whole(magazine, "magazine", each, 1),
        opens_s=_seconds(opens, "opens_s", opens.shape),
        closes_s=_seconds(closes_s, "closes_s", opens.shape),
        engagement_s=_seconds(engagement_s, "engagement_s", (*each, classes)),
        salvo=_whole(salvo, "salvo", each, 1),
        looks=_whole(looks, "looks", each, 1),
        reload_s=_seconds(reload_s, "reload_s", each),
        reload_rounds=_whole(reload_rounds, "reload_rounds", each, 0),
        fails=_share(fails, "fails", each),
        available=_share(available, "available", each),
        kind_fails=_share(failing, "kind_fails", (kinds,)),
        track=_share(track, "track", (kinds, classes)),
    )


def check_together(raid: Raid, batteries: Batteries) -> None:
    """Refuse, with OutsideValidity, arrivals at areas that the footprint does not have.

    Valid for: as `simulate`. References: none needed.
    """
    if int(raid.area.max()) >= batteries.areas:
        raise OutsideValidity(
            f"an arrival comes to area {int(raid.area.max())}, and opens_s has {batteries.areas} areas; give every area of the raid a "
            "place in the footprint, NaN where nobody covers it"
        )


def _shaped(value: ArrayLike, name: str, shape: tuple[int, ...]) -> NDArray[Any]:
    try:
        return np.ascontiguousarray(np.broadcast_to(np.asarray(value), shape))
    except ValueError:
        raise OutsideValidity(f"{name} has shape {np.shape(value)}; give one that broadcasts to {shape}") from None


def _whole(value: ArrayLike, name: str, shape: tuple[int, ...], least: int, most: int = 10**6) -> Whole:
    values = _shaped(value, name, shape)
    if values.dtype.kind not in "iufb" or not ((values >= least) & (values <= most) & (values == np.floor(values))).all():
        raise OutsideValidity(f"{name} holds whole numbers from {least} to {most:,}; found {values.ravel()[:8].tolist()}")
    return values.astype(np.int64)


def _share(value: ArrayLike, name: str, shape: tuple[int, ...]) -> Array:
    values = _shaped(value, name, shape).astype(np.float64)
    if not ((values >= 0.0) & (values <= 1.0)).all():
        raise OutsideValidity(f"{name} holds chances between 0 and 1; found {values.ravel()[:8].tolist()}")
    return values


def _seconds(value: ArrayLike, name: str, shape: tuple[int, ...]) -> Array:
    values = _shaped(value, name, shape).astype(np.float64)
    if not (np.isnan(values) | ((values >= 0.0) & np.isfinite(values))).all():
        raise OutsideValidity(f"{name} holds seconds, zero or more; found {values.ravel()[:8].tolist()}")
    return values
