"""Room: models. What would get through a defence under a given raid. Imports the ports; its function is in `model.py`, which plays
the raid with the `raid` model."""

from dualtrack.models.leakage.model import answer
from dualtrack.models.ports import Input, Model, Output

__all__ = ["MODEL", "answer"]


def _raid(name: str, attribute: str, unit: str) -> Input:
    return Input(name, "raid", attribute, unit)


MODEL = Model(
    name="leakage",
    title="What gets through",
    each="option",
    inputs=(
        _raid("arrival_times", "arrival_times", "s"),
        _raid("arrival_classes", "arrival_classes", "code"),
        _raid("arrival_areas", "arrival_areas", "code"),
        _raid("arrival_decoys", "arrival_decoys", "yes/no"),
        _raid("recognised", "recognised", "share"),
        _raid("battery_kinds", "battery_kinds", "code"),
        _raid("channels", "channels", "rounds"),
        _raid("magazines", "magazines", "rounds"),
        _raid("salvos", "salvos", "rounds"),
        _raid("looks", "looks", "looks"),
        _raid("reload_times", "reload_times", "s"),
        _raid("reload_rounds", "reload_rounds", "rounds"),
        _raid("opens", "opens", "s"),
        _raid("closes", "closes", "s"),
        _raid("engagement_times", "engagement_times", "s"),
        _raid("works", "works", "share"),
        _raid("fails_together", "fails_together", "share"),
        _raid("kill", "kill", "share"),
        _raid("ready_from", "ready_from", "s"),
        _raid("seed", "seed", "number"),
    ),
    outputs=(
        Output(
            "raid_leakers",
            "Flights of the notional raid that get through",
            "flights",
            ("draw",),
            "lower",
            "How many of the raid's flights reach their area, decoys not counted.",
        ),
        Output(
            "raid_leakers_by_class",
            "The same by class of flight",
            "flights",
            ("draw", "flight"),
            "lower",
            "In the order cruise, ballistic, quasi-ballistic, aeroballistic, boost-glide, drone.",
        ),
        Output("raid_rounds_spent", "Interceptors spent on the notional raid", "interceptors", ("draw",), "neither", "Rounds launched."),
        Output(
            "raid_batteries_emptied",
            "Batteries with an empty magazine at its end",
            "batteries",
            ("draw",),
            "lower",
            "Batteries that launched their last round.",
        ),
        Output(
            "raid_first_empty",
            "Minutes into the raid until the first magazine is empty",
            "minutes",
            ("draw",),
            "higher",
            "From the first arrival on; before it where rounds leave before the first arrival.",
            endless="none is emptied",
        ),
        Output("raid_rounds_by_kind", "The same by kind of battery", "interceptors", ("draw", "kind"), "neither", "As entered in order."),
    ),
    answer=answer,
    formula=(
        "Play the raid one event after another. An arrival gets the battery that can launch at it first: one that works, whose envelope "
        "covers the area against its class, with a free channel and rounds left. A round destroys it with the chance drawn for the "
        "replication; who is missed may be looked at again while there is time; who gets no round any more leaks. Each draw is one "
        "replication, with its own chances and its own luck."
    ),
    valid_for=(
        "Comparing defences against one given, notional raid with every chance given as an interval. Defenders share one picture without "
        "fault and save nothing for later; warning makes them ready or not, and no better; batteries are not attacked, nobody adapts; "
        "envelopes are public, flat and round, cut by the horizon of the battery's own radar for low flights. It cannot "
        "say what a real raid would look like or what a real defence would do."
    ),
    references=("The raid model (docs/models/raid.md) and the analytic models beside it (docs/models/layered_defence.md).",),
)
