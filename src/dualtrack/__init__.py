"""dualtrack: from a public report on a missile build-up to a cited brief on the responses to it."""

from dualtrack._api import (
    explain,
    flight,
    load_scenario,
    make_brief,
    open_catalogue,
    open_run,
    propose_scenario,
    reach,
    read_report,
    run_scenario,
    treaty,
    treaty_cases,
    verdict,
    verify,
    what_if,
    write_brief,
)

__all__ = [
    "explain",
    "flight",
    "load_scenario",
    "make_brief",
    "open_catalogue",
    "open_run",
    "propose_scenario",
    "reach",
    "read_report",
    "run_scenario",
    "treaty",
    "treaty_cases",
    "verdict",
    "verify",
    "what_if",
    "write_brief",
]
