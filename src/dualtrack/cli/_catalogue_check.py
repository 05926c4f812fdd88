"""Room: cli. `dualtrack catalogue check`: every record checked, and what the claims rest on in numbers."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from dualtrack.catalogue import Catalogue, Report
from dualtrack.catalogue.page import STALE_AFTER_DAYS
from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, DataFolders, StaleAfter, fresh_from, opened
from dualtrack.errors import Problem, RecordError

COUNTED = ("records", "claims", "disputes", "seen", "secondhand", "recalled", "assumed")
OF_TREATIES = ("treaties", "declarations")


def check(  # noqa: PLR0913  one parameter per option
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder of your own, checked as it lies over the shipped one.")
    ] = None,
    *,
    recalled: Annotated[bool, typer.Option("--recalled", help="List the claims that rest on memory.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="List the claims whose source was last looked at too long ago.")] = False,
    breadth: Annotated[bool, typer.Option("--breadth", help="Count by kind of record, too.")] = False,
    stale_after: StaleAfter = STALE_AFTER_DAYS,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Check every record and count what the claims rest on; exit code 2 when there is a problem."""
    from dualtrack.catalogue import check as check_all

    catalogue = opened([*(data or ()), *([folder] if folder else ())])
    report = check_all(catalogue)
    problems = [*report.problems, *_misplaced(catalogue, report)]
    counts: dict[str, Any] = {name: getattr(report, name) for name in COUNTED}
    old = _stale(report, stale_after)
    if as_json:
        counts |= {"stale": len(old), "kinds": _kinds(report)}
    if as_json and problems:
        _printing.print_json({**counts, "problems": [_plain(problem) for problem in problems], **_listed(report, old)})
    if not as_json:
        _print_counts(report, old, stale_after)
        _print_lists(report, old, recalled, stale)
        if breadth and not report.problems:
            _print_breadth(report)
    if problems:
        if not as_json:
            _printing.say("results of the shipped scenarios: not asked while there are problems")
        raise RecordError(problems)
    assumed, steps = _assumed_results(catalogue)
    if as_json:
        _printing.print_json({**counts, "results": steps, "results_assumed": assumed, "problems": [], **_listed(report, old)})
        return
    _printing.say(f"results of the shipped scenarios: {assumed:,} of {steps:,} steps rest on something assumed")
    _printing.say("no problems")


def _plain(problem: Problem) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in ("file", "line", "field", "wrong", "found", "instead")}


def _listed(report: Report, old: tuple[str, ...]) -> dict[str, list[str]]:
    return {"recalled_claims": list(report.recalled_claims), "stale_claims": list(old)}


def _misplaced(catalogue: Catalogue, report: Report) -> tuple[Problem, ...]:
    """Places outside their country."""
    from dualtrack.runs.misplaced import misplaced

    return misplaced(catalogue, report.parsed)


def _stale(report: Report, stale_after: int) -> tuple[str, ...]:
    from dualtrack.catalogue.coverage import stale_claims

    return stale_claims(report.parsed, fresh_from(stale_after) or datetime.date.min)


def _kinds(report: Report) -> list[dict[str, Any]]:
    from dualtrack.catalogue.coverage import counted

    return [
        {"folder": row.folder, "kind": row.kind, "records": row.records, "claims": row.claims, "disputes": row.disputes, **row.checked}
        for row in counted(report.parsed)
    ]


def _print_counts(report: Report, old: tuple[str, ...], stale_after: int) -> None:
    others = [record for record in report.parsed if record.folder not in OF_TREATIES]
    claims, disputes = sum(len(record.claims) for record in others), sum(len(record.dispute_texts) for record in others)
    _printing.say(f"{report.records:,} records, {report.claims:,} claims, {report.disputes:,} disputes")
    _printing.say(f"of these without treaties: {len(others):,} records, {claims:,} claims, {disputes:,} disputes")
    by_source = f"{report.seen:,} seen, {report.secondhand:,} secondhand, {report.recalled:,} recalled"
    share = f" ({100 * (report.seen + report.secondhand) / report.claims:.1f} % seen or secondhand)" if report.claims else ""
    _printing.say(f"claims by source: {by_source}; {report.assumed:,} assumed{share}")
    _printing.say(f"stale, looked at more than {stale_after:,} days ago: {len(old):,}")


def _print_lists(report: Report, old: tuple[str, ...], recalled: bool, stale: bool) -> None:
    if recalled:
        _printing.say("recalled:" if report.recalled_claims else "recalled: none", *(f"  {claim}" for claim in report.recalled_claims))
    if stale:
        _printing.say("stale:" if old else "stale: none", *(f"  {claim}" for claim in old))


def _print_breadth(report: Report) -> None:
    names = ("kind", "records", "claims", "disputes", "seen", "secondhand", "recalled", "assumed")
    rows = [tuple(str(row.get(name) or "") for name in names) for row in _kinds(report)]
    header = [{"secondhand": "second-\nhand", "recalled": "re-\ncalled"}.get(name, name) for name in names]
    _printing.table(header, rows, {0: 18})


def _assumed_results(catalogue: Catalogue) -> tuple[int, int]:
    """How many steps of the scenarios on record rest on an assumption, and how many there are."""
    from dualtrack import run_scenario
    from dualtrack.facts import Label

    found = [step for record in catalogue.records("scenarios") for step in run_scenario(record, catalogue, draws=1).steps.values()]
    return sum(step.label is Label.ASSUMED for step in found), len(found)
