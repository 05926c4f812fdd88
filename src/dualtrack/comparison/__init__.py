"""Room: comparison. Many results to differences, regret and what flips the answer. No score with hidden weights. Imports runs and below."""

from dualtrack.comparison.flips import Flip, flips, unmoved_questions
from dualtrack.comparison.regret import Regret, regrets
from dualtrack.comparison.summary import Change, Summary, difference, moved, option_questions, scalar_questions, summarise, urgency

__all__ = [
    "Change",
    "Flip",
    "Regret",
    "Summary",
    "difference",
    "flips",
    "moved",
    "option_questions",
    "regrets",
    "scalar_questions",
    "summarise",
    "unmoved_questions",
    "urgency",
]
