"""Room: models. What an option's measures cost together and when the last is in place. Its function is in `model.py`."""

from dualtrack.models.package.model import answer
from dualtrack.models.ports import Input, Model, Output

__all__ = ["MODEL", "answer"]

MODEL = Model(
    name="package",
    title="Cost and delay of a package of measures",
    each="option",
    inputs=(
        Input("costs", "measure", "cost", "USD million"),
        Input("delays", "measure", "delay", "months"),
    ),
    outputs=(
        Output(
            "package_cost",
            "Cost of the option's measures",
            "USD million",
            ("draw",),
            "lower",
            "What the measures cost together, beyond what is spent already.",
        ),
        Output(
            "package_delay",
            "Months until the last measure is in place",
            "months",
            ("draw",),
            "lower",
            "Measures start together; the option is complete when the slowest is in place.",
        ),
    ),
    answer=answer,
    formula="Add the costs of the option's measures. The option is in place when its slowest measure is, all starting together.",
    valid_for=(
        "Measures whose costs do not depend on each other and that can start at the same time. No shared costs, no "
        "discounting, no limit on how much can be done at once. An option without a measure adds nothing: no cost and no "
        "delay, by definition."
    ),
    references=("A sum and a maximum; no publication needed.",),
)
