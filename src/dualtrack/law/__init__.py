"""Room: law. Interprets provision values into verdicts with their chain of articles; pure, knows no file. Imports facts and errors only.

The rules themselves are data (`data/treaties/`): nothing here says what a treaty covers or forbids.
"""

from dualtrack.law.assess import assess
from dualtrack.law.conditions import Answer, Truth
from dualtrack.law.limits import add_months, deadline_on, permitted_units, years_months_days
from dualtrack.law.plain import holds, treaty_from
from dualtrack.law.standing import Standing, judged_on, standing_on
from dualtrack.law.treaty import Count, CounterClaim, Deadline, Event, Limit, Party, Position, Provision, Treaty
from dualtrack.law.verdict import RANGE_CLASSES, Finding, Outcome, Verdict

__all__ = [
    "RANGE_CLASSES",
    "Answer",
    "Count",
    "CounterClaim",
    "Deadline",
    "Event",
    "Finding",
    "Limit",
    "Outcome",
    "Party",
    "Position",
    "Provision",
    "Standing",
    "Treaty",
    "Truth",
    "Verdict",
    "add_months",
    "assess",
    "deadline_on",
    "holds",
    "judged_on",
    "permitted_units",
    "standing_on",
    "treaty_from",
    "years_months_days",
]
