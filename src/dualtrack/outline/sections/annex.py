"""Room: outline. Annex: the chain of articles behind each different verdict, with the claim that decided and whether the text was read."""

from __future__ import annotations

from dualtrack.law import Verdict
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Section, Slot, Table, Trace


def section(binder: Binder) -> Section | None:
    """The chains, one for each different verdict; None when no treaty was asked about."""
    blocks: list[Block] = []
    for system in binder.run.scenario.systems:
        for treaty in binder.run.treaties:
            blocks += _chains(binder, system, treaty)
    return Section("annex-law", "Annex: the verdicts article by article", tuple(blocks)) if blocks else None


def _chains(binder: Binder, system: str, treaty: str) -> list[Block]:
    """A chain per different verdict on a system, headed by the perspectives that share it."""
    shared: dict[tuple[str, str], list[str]] = {}
    for view in binder.run.scenario.perspectives:
        verdict = binder.run.verdicts[view.id, system, treaty]
        if verdict.chain:
            shared.setdefault((str(verdict.conduct), verdict.range_class), []).append(view.id)
    return [_chain(binder, views, binder.run.verdicts[views[0], system, treaty]) for views in shared.values()]


def _chain(binder: Binder, views: list[str], verdict: Verdict) -> Table:
    rows = []
    for finding in verdict.chain:
        said = binder.finding(finding, verdict.treaty, finding.says)
        article = binder.finding(finding, verdict.treaty, finding.article)
        because = Slot(
            binder.prose(finding.told) or "no ground given",
            Trace(claims=finding.claims, sources=binder.sources([c for c in finding.claims if c.source]), record=verdict.treaty),
        )
        rows.append(
            (
                line(article),
                line(said),
                line(finding.truth.value),
                line(because),
                line(binder.finding(finding, verdict.treaty, finding.checked.value)),
            )
        )
    header = (line("Article"), line("What it says, in our words"), line("Holds"), line("Because"), line("Text read"))
    return Table(
        line(
            binder.short(verdict.subject, "systems"),
            " under the ",
            binder.short(verdict.treaty, "treaties"),
            ", perspective ",
            *joined(binder.short(view, "perspectives") for view in views),
        ),
        header,
        tuple(rows),
        wide=True,
    )
