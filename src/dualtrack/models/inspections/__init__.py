"""Room: models. Random-sampling inspections. Imports the ports; its functions are in `sampling.py` (one sample), `schedule.py`
(years of them), `alarms.py` (false alarms) and `model.py` (the answer to an option's measures)."""

from dualtrack.models.inspections.alarms import FalseAlarms, false_alarms, positive_predictive_value
from dualtrack.models.inspections.model import answer
from dualtrack.models.inspections.sampling import (
    FirstDetection,
    SampleSize,
    detection_probability,
    detection_with_replacement,
    first_detection,
    iaea_sample_size,
    sample_size,
)
from dualtrack.models.inspections.schedule import (
    detection_by_year,
    gain_of_each,
    one_more,
    quota,
    quota_total,
    time_to_detect,
    time_to_detect_together,
)
from dualtrack.models.ports import Input, Model, Output

__all__ = [
    "MODEL",
    "FalseAlarms",
    "FirstDetection",
    "SampleSize",
    "answer",
    "detection_by_year",
    "detection_probability",
    "detection_with_replacement",
    "false_alarms",
    "first_detection",
    "gain_of_each",
    "iaea_sample_size",
    "one_more",
    "positive_predictive_value",
    "quota",
    "quota_total",
    "sample_size",
    "time_to_detect",
    "time_to_detect_together",
]

MODEL = Model(
    name="inspections",
    title="Inspections by random sampling",
    each="option",
    part="inspections",
    inputs=(
        Input("population", "measure", "inspectable_items", "items"),
        Input("violations", "measure", "violation_size", "items"),
        Input("sensitivity_percent", "measure", "inspection_sensitivity", "percent"),
        Input("false_alarm_percent", "measure", "inspection_false_alarm", "percent"),
        Input("confidence_percent", "measure", "detection_goal", "percent"),
        Input("inspection_cost", "measure", "inspection_cost", "USD million"),
        Input("false_alarm_cost", "measure", "false_alarm_cost", "USD million"),
        Input("schedule", "regime", "inspections_by_year", "inspections"),
    ),
    outputs=(
        Output(
            "inspection_detection",
            "Chance that inspections find the violation in the first year",
            "percent",
            ("draw",),
            "higher",
            "How likely it is that at least one inspection of the first year comes upon a violating item and recognises it.",
        ),
        Output(
            "inspection_detection_by_end",
            "Chance that inspections find the violation before the schedule ends",
            "percent",
            ("draw",),
            "higher",
            "The same over all years of the schedule, if the violation goes on and each year's sample is new.",
        ),
        Output(
            "inspection_time",
            "Months until inspections are as likely to have found the violation as wanted",
            "months",
            ("draw",),
            "lower",
            "With inspections spread evenly over each year; infinite where the schedule ends before the wanted chance is reached.",
        ),
        Output(
            "inspections_needed",
            "Inspections a year with which the wanted chance is reached in one year",
            "inspections",
            ("draw",),
            "lower",
            "The fewest that suffice, all under one measure; infinite where even inspecting everything falls short.",
            endless="no number",
        ),
        Output(
            "inspection_gain",
            "What one more inspection in the first year adds to the chance",
            "percentage points",
            ("draw",),
            "neither",
            "By how much one inspection more, where it helps most, raises the first year's chance of finding the violation.",
        ),
        Output(
            "inspection_false_alarms",
            "False alarms that inspections raise in the first year",
            "false alarms",
            ("draw",),
            "lower",
            "How many inspections of permitted items can be expected to raise a suspicion that has to be cleared up.",
        ),
        Output(
            "inspection_cost_first_year",
            "Cost of inspections in the first year",
            "USD million",
            ("draw",),
            "lower",
            "What the first year's inspections cost, with the clearing up of the false alarms to be expected.",
        ),
    ),
    answer=answer,
    formula=(
        "Each year as many items as the quota allows are drawn at random, none twice in a year. Count the samples that hold no "
        "violating item, or only such as go unrecognised; the rest is the chance of finding one. Years, and measures, multiply "
        "their chances of missing. The months run to the inspection with which the wanted chance is reached."
    ),
    valid_for=(
        "Items that cannot be told apart before they are inspected, chosen at random by the inspecting side, with a violation of "
        "assumed size that stays as it is until found. No cheater who adapts, moves items out of the way or hides them off the "
        "declared list; no choice by suspicion; misses that do not depend on each other."
    ),
    references=(
        "The hypergeometric distribution (sampling without replacement); no publication needed.",
        "IAEA, Statistical Concepts and Techniques for IAEA Safeguards, IAEA-SG-SCT-5, 1998 (the agency's formula; recalled).",
        "Abstract of a paper on the exact sample size, Journal of Nuclear Materials Management 44(3), Institute of Nuclear "
        "Materials Management (seen): the exact number lies at most three below the formula's in all safeguards-relevant cases.",
    ),
)
