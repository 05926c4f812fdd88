"""Room: models. Observation from above by national technical means. Imports the ports; its functions are in `model.py`."""

from dualtrack.models.national_means.model import answer, months_to_first_sighting, seen_with_random_passes, seen_with_regular_passes
from dualtrack.models.ports import Input, Model, Output

__all__ = ["MODEL", "answer", "months_to_first_sighting", "seen_with_random_passes", "seen_with_regular_passes"]

MODEL = Model(
    name="national_means",
    title="Observation from above",
    each="option",
    part="national-means",
    inputs=(
        Input("revisit_interval", "measure", "revisit_interval", "hours"),
        Input("time_in_open", "measure", "time_in_open", "hours"),
        Input("exposures_per_year", "measure", "exposures_per_year", "times"),
        Input("clear_view_percent", "measure", "clear_view", "percent"),
        Input("recognition_percent", "measure", "recognition", "percent"),
        Input("violations", "measure", "violation_size", "items"),
    ),
    outputs=(
        Output(
            "means_detection",
            "Chance that observation from above finds the violation in a year, looks at random moments",
            "percent",
            ("draw",),
            "higher",
            "How likely it is that at least one forbidden item is looked at in the open, under a clear sky, and recognised. The "
            "cautious of two ways to count: looks may bunch and leave gaps.",
        ),
        Output(
            "means_detection_periodic",
            "Chance that observation from above finds the violation in a year, looks at even intervals",
            "percent",
            ("draw",),
            "higher",
            "The same with looks at even intervals, which leave no gap longer than the interval.",
        ),
        Output(
            "means_time",
            "Months to be expected until the first sighting from above",
            "months",
            ("draw",),
            "lower",
            "The average wait for the first recognised sighting, looks at random moments; infinite where nothing can be seen.",
        ),
    ),
    answer=answer,
    formula=(
        "Compare how long an item is in the open each time with how far apart the looks are; that gives the looks to expect. Each "
        "sees the ground and recognises the item with a given chance. All exposures of all forbidden items in a year multiply their "
        "chances of going unseen; the rest is the chance of at least one sighting."
    ),
    valid_for=(
        "Items that come into the open without regard to when somebody looks, each look seeing or missing it independently. Not for "
        "a violator who knows when satellites pass and stays under cover, nor for decoys or shelters, nor for clouds that stay."
    ),
    references=("The uniform and the exponential waiting time, the binomial distribution; no publication needed.",),
)
