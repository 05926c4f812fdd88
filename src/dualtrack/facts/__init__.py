"""Room: facts. The value types everything else is made of; imports errors only, knows no file and no clock."""

from dualtrack.facts.claim import Claim, Dispute, Place, State, Unknown, Value
from dualtrack.facts.dates import PartialDate
from dualtrack.facts.label import Label, weakest
from dualtrack.facts.perspective import Perspective, Resolved, resolve
from dualtrack.facts.quantity import Quantity
from dualtrack.facts.source import Checked, Source

__all__ = [
    "Checked",
    "Claim",
    "Dispute",
    "Label",
    "PartialDate",
    "Perspective",
    "Place",
    "Quantity",
    "Resolved",
    "Source",
    "State",
    "Unknown",
    "Value",
    "resolve",
    "weakest",
]
