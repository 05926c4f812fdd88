"""Room: models. Continuous monitoring at a plant's exits. Imports the ports; its functions are in `model.py`."""

from dualtrack.models.portal.model import answer, portal_detection
from dualtrack.models.ports import Input, Model, Output

__all__ = ["MODEL", "answer", "portal_detection"]

MODEL = Model(
    name="portal",
    title="Portal monitoring",
    each="option",
    part="portal",
    inputs=(
        Input("violations", "measure", "violation_size", "items"),
        Input("share_percent", "measure", "portal_share", "percent"),
        Input("sensitivity_percent", "measure", "portal_sensitivity", "percent"),
        Input("false_alarm_percent", "measure", "portal_false_alarm", "percent"),
        Input("throughput", "measure", "portal_throughput", "items"),
        Input("cost", "measure", "portal_cost", "USD million"),
    ),
    outputs=(
        Output(
            "portal_detection",
            "Chance that the watch at the plant's exits finds the violation in a year",
            "percent",
            ("draw",),
            "higher",
            "How likely it is that at least one of the forbidden items made in a year leaves by a monitored exit and is recognised.",
        ),
        Output(
            "portal_false_alarms",
            "False alarms at the plant's exits in a year",
            "false alarms",
            ("draw",),
            "lower",
            "How many permitted items can be expected to be stopped at the exit for a suspicion that has to be cleared up.",
        ),
        Output(
            "portal_cost_year",
            "Cost of portal monitoring in a year",
            "USD million",
            ("draw",),
            "lower",
            "What keeping inspectors and equipment at the exits costs in a year; building the site is not in it.",
        ),
    ),
    answer=answer,
    formula=(
        "Each forbidden item made in a year passes a monitored exit, or leaves another way; passing, it is recognised or missed. "
        "Multiply the chances that each goes unseen; the rest is the chance of finding at least one. False alarms are the permitted "
        "items that pass, times the chance that one raises an alarm."
    ),
    valid_for=(
        "Plants whose exits are known and watched without a break, forbidden items that leave one by one, recognised or missed "
        "independently of each other. Nothing about items made elsewhere, stored inside or taken apart to fit through a smaller exit."
    ),
    references=(
        "The binomial distribution; no publication needed.",
        "J. P. Harahan, On-Site Inspections Under the INF Treaty, On-Site Inspection Agency, 1993, chapter 5 (portals at Votkinsk "
        "and Magna; copy of the Federation of American Scientists, seen).",
    ),
)
