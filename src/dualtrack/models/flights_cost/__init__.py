"""Room: models. What the flights of a raid cost their side. Imports the ports; its function is in `model.py`."""

from dualtrack.models.flights_cost.model import answer
from dualtrack.models.ports import Input, Model, Output

__all__ = ["MODEL", "answer"]

MODEL = Model(
    name="flights_cost",
    title="Cost of the flights of a raid",
    each="option",
    inputs=(
        Input("numbers", "raid", "flight_numbers", "flights"),
        Input("prices", "raid", "flight_prices", "USD million"),
    ),
    outputs=(
        Output(
            "raid_cost_of_flights",
            "Cost of the flights of the notional raid",
            "USD million",
            ("draw",),
            "neither",
            "At public prices of one; where some system has none on record by the date, it is at least this.",
            monotone_in="prices",
        ),
    ),
    answer=answer,
    formula="Multiply the flights of each system by the public price of one, and add them up.",
    valid_for="Prices in dollars of whatever year the source speaks of; no launchers, no crews. Decoys are counted as what they imitate.",
    references=("A product and a sum; no publication needed.",),
)
