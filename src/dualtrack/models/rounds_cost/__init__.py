"""Room: models. What the interceptors spent on a raid cost. Imports the ports; its function is in `model.py`."""

from dualtrack.models.ports import Input, Model, Output
from dualtrack.models.rounds_cost.model import answer

__all__ = ["MODEL", "answer"]

MODEL = Model(
    name="rounds_cost",
    title="Cost of the interceptors spent",
    each="option",
    inputs=(
        Input("rounds_by_kind", "question", "raid_rounds_by_kind", "interceptors"),
        Input("prices", "raid", "round_prices", "USD million"),
    ),
    outputs=(
        Output(
            "raid_cost_of_rounds",
            "Cost of the interceptors spent on the notional raid",
            "USD million",
            ("draw",),
            "neither",
            "At public prices of a round; where some kind has none on record by the date, it is at least this.",
            monotone_in="prices",
        ),
    ),
    answer=answer,
    formula="Multiply the rounds spent of each kind by the public price of one, and add them up.",
    valid_for="Prices in dollars of whatever year the source speaks of; no upkeep, no crews, no batteries.",
    references=("A product and a sum; no publication needed.",),
)
