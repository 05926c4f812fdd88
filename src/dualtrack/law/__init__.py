"""Room: law. Interprets provision values into verdicts with their chain of articles; pure, knows no file. Imports facts and errors only.

The rules themselves are data (`data/treaties/`): nothing here says what a treaty covers or forbids.
"""

from dualtrack.law.assess import assess
from dualtrack.law.conditions import Answer, Truth
from dualtrack.law.drafts import as_if_in_force
from dualtrack.law.limits import add_months, deadline_on, permitted_units, years_months_days
from dualtrack.law.plain import holds, treaty_from
from dualtrack.law.quotas import phase_on, quota_on, quota_total
from dualtrack.law.standing import Standing, ending, judged_on, standing_on
from dualtrack.law.treaty import (
    NATURES,
    CounterClaim,
    Deadline,
    Declares,
    Event,
    Limit,
    Party,
    Phase,
    Position,
    Provision,
    Quota,
    Treaty,
)
from dualtrack.law.verdict import Compliance, Finding, Outcome, Verdict
from dualtrack.law.wording import plain_name

__all__ = [
    "NATURES",
    "Answer",
    "Compliance",
    "CounterClaim",
    "Deadline",
    "Declares",
    "Event",
    "Finding",
    "Limit",
    "Outcome",
    "Party",
    "Phase",
    "Position",
    "Provision",
    "Quota",
    "Standing",
    "Treaty",
    "Truth",
    "Verdict",
    "add_months",
    "as_if_in_force",
    "assess",
    "deadline_on",
    "ending",
    "holds",
    "judged_on",
    "permitted_units",
    "phase_on",
    "plain_name",
    "quota_on",
    "quota_total",
    "standing_on",
    "treaty_from",
    "years_months_days",
]
