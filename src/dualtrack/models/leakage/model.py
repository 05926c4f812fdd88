"""Room: models. Leakage: what gets through a defence under a given raid, draw by draw. Imports the raid model and numpy only.

Valid for
    As the raid model that it plays: comparisons of defences against one given raid.

References
    As the raid model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.models.raid import FLIGHT_CLASSES, Batteries, Raid, make_batteries, make_raid, simulate

Array = NDArray[np.float64]


class LeakageInputs(TypedDict):
    """The inputs of `answer`.

    arrival_*: [arrivals], times [s]; recognised, seed: one number; battery_kinds, channels, magazines, salvos,
    looks, reload_times [s], reload_rounds, works: [batteries]; opens, closes [s]: [batteries, classes,
    areas], not a number where a battery does not cover; engagement_times [s]: [batteries, classes]; fails_together: [kinds]; kill:
    [kinds, classes, draws]; ready_from: [batteries, draws], the time [s] from which a battery can launch, minus infinity on watch.
    """

    arrival_times: ArrayLike
    arrival_classes: ArrayLike
    arrival_areas: ArrayLike
    arrival_decoys: ArrayLike
    recognised: ArrayLike
    battery_kinds: ArrayLike
    channels: ArrayLike
    magazines: ArrayLike
    salvos: ArrayLike
    looks: ArrayLike
    reload_times: ArrayLike
    reload_rounds: ArrayLike
    opens: ArrayLike
    closes: ArrayLike
    engagement_times: ArrayLike
    works: ArrayLike
    fails_together: ArrayLike
    kill: ArrayLike
    ready_from: ArrayLike
    seed: ArrayLike


def answer(**inputs: Unpack[LeakageInputs]) -> Mapping[str, Array]:
    """What gets through, what is spent and when magazines are empty, by question id; see `MODEL` for titles, units and dims.

    Without a battery everything gets through, by definition. Raises OutsideValidity for what the raid model refuses, and for a raid
    without a flight.

    Valid for: as the module says. References: as the module says.
    """
    given = {name: np.asarray(value, dtype=np.float64) for name, value in inputs.items()}
    if not given["arrival_times"].size:
        raise OutsideValidity("the raid has no flight; write arrivals with a number of one or more")
    raid = raid_from(given)
    draws = given["kill"].shape[2]
    if not given["battery_kinds"].size:
        return _undefended(raid.flight_class[~raid.decoy], draws)
    batteries = batteries_from(given)
    found = simulate(
        raid,
        batteries,
        given["kill"],
        replications=draws,
        seed=int(given["seed"].flat[0]),
        recognised=float(given["recognised"].flat[0]),
        ready_s=given["ready_from"],
    )
    spent = found.spent.astype(np.float64)
    kinds = given["battery_kinds"].astype(int)
    by_kind = np.stack([spent[:, kinds == kind].sum(axis=1) for kind in range(given["kill"].shape[0])], axis=1)
    return {
        "raid_leakers": found.total_leakers.astype(np.float64),
        "raid_leakers_by_class": found.leakers.sum(axis=2).astype(np.float64),
        "raid_rounds_spent": spent.sum(axis=1),
        "raid_batteries_emptied": np.isfinite(found.empty_s).sum(axis=1).astype(np.float64),
        "raid_first_empty": (found.first_empty_s - float(raid.time_s.min())) / 60.0,
        "raid_rounds_by_kind": by_kind,
    }


def raid_from(given: Mapping[str, Array]) -> Raid:
    """The raid in the inputs of `answer`. Valid for: as `answer`. References: as `answer`."""
    classes, areas = given["arrival_classes"].astype(int), given["arrival_areas"].astype(int)
    return make_raid(given["arrival_times"], classes, areas, given["arrival_decoys"] > 0.5)


def batteries_from(given: Mapping[str, Array]) -> Batteries:
    """The batteries in the inputs of `answer`. Valid for: as `answer`. References: as `answer`."""
    return make_batteries(
        opens_s=given["opens"],
        closes_s=given["closes"],
        engagement_s=given["engagement_times"],
        channels=given["channels"].astype(int),
        magazine=given["magazines"].astype(int),
        kind=given["battery_kinds"].astype(int),
        salvo=given["salvos"].astype(int),
        looks=given["looks"].astype(int),
        reload_s=given["reload_times"],
        reload_rounds=given["reload_rounds"].astype(int),
        available=given["works"],
        kind_fails=given["fails_together"],
    )


def _undefended(classes: NDArray[np.int64], draws: int) -> Mapping[str, Array]:
    """Everything gets through in every draw."""
    by_class = np.bincount(classes, minlength=len(FLIGHT_CLASSES)).astype(np.float64)
    none = np.zeros(draws)
    return {
        "raid_leakers": np.full(draws, by_class.sum()),
        "raid_leakers_by_class": np.tile(by_class, (draws, 1)),
        "raid_rounds_spent": none,
        "raid_batteries_emptied": none,
        "raid_first_empty": np.full(draws, np.inf),
        "raid_rounds_by_kind": np.zeros((draws, 0)),
    }
