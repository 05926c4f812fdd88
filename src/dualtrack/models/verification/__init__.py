"""Room: models. What the parts of a verification regime find and cost together. Imports the ports; its functions are in `model.py`
(the answer) and `chances.py` (chances checked and combined)."""

from dualtrack.models.ports import Input, Model, Output
from dualtrack.models.verification.chances import at_least_one, in_trials
from dualtrack.models.verification.model import answer

__all__ = ["MODEL", "answer", "at_least_one", "in_trials"]

MODEL = Model(
    name="verification",
    title="What a verification regime finds and misses",
    each="option",
    inputs=(
        Input("inspection_percent", "question", "inspection_detection", "percent", absent=0.0),
        Input("portal_percent", "question", "portal_detection", "percent", absent=0.0),
        Input("means_percent", "question", "means_detection", "percent", absent=0.0),
        Input("inspection_cost", "question", "inspection_cost_first_year", "USD million", absent=0.0),
        Input("portal_cost", "question", "portal_cost_year", "USD million", absent=0.0),
    ),
    outputs=(
        Output(
            "violation_detection",
            "Chance that the regime finds the violation in its first year",
            "percent",
            ("draw",),
            "higher",
            "The chance that at least one part (inspections, portals, observation from above) finds a violation of the assumed size.",
        ),
        Output(
            "violation_missed",
            "Chance that the regime misses the violation in its first year",
            "percent",
            ("draw",),
            "lower",
            "The chance that a violation of the assumed size goes unseen by every part.",
        ),
        Output(
            "verification_cost",
            "Cost of verification in the first year",
            "USD million",
            ("draw",),
            "lower",
            "Inspections, the false alarms they raise, and portals. Observation from above is charged nothing: its satellites fly anyway.",
        ),
    ),
    answer=answer,
    formula=(
        "Multiply the chances that each part misses the violation; the rest is the chance that at least one finds it. Add what "
        "inspections and portals cost."
    ),
    valid_for=(
        "Parts that find the violation independently of each other. A violator who knows the regime hides from all of its parts "
        "at once, so the parts miss together more often than this says. No tips, no intelligence, no deterrence."
    ),
    references=("A product and a sum; no publication needed.",),
)
