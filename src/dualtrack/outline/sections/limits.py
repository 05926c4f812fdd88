"""Room: outline. Section: method and limits - models with what they are valid for, assumptions, wording, what stayed unresolved."""

from __future__ import annotations

from dualtrack.models import models
from dualtrack.outline.bind import Binder, line
from dualtrack.outline.document import Block, Bullets, Inline, Line, Paragraph, Section, Slot, Table, Trace


def section(binder: Binder) -> Section:
    """What was done, and how far it holds."""
    inner = [_models(binder), _assumptions(binder), _wording(binder), _unresolved(binder), _boundaries()]
    run = binder.run
    seed = Slot(f"{run.seed}", Trace(computed="the seed given to the run"), "number")
    draws = Slot(f"{run.draws:,}", Trace(computed="the draws given to the run"), "number")
    blocks: list[Block] = [
        Paragraph(line(
            "Every number is a claim with its source or the result of a step, and the run record keeps every step. "
            "Where a claim is an interval it is sampled evenly, ", draws, " times with seed ", seed,
            "; where it is a bound the answer is a bound; a perspective takes the first of its claimants who spoke. "
            "Only what had been public by ", binder.day(str(run.scenario.dates.known_by)), " is used, about how things stood on ",
            binder.day(str(run.scenario.dates.holds_on)), "."
        ))
    ]  # fmt: skip
    return Section("limits", "Method and limits", tuple(blocks), tuple(found for found in inner if found is not None))


def _models(binder: Binder) -> Section:
    rows = []
    used = {step.model for step in binder.run.steps.values()}
    for model in models():
        state = "used" if model.name in used else "had nothing to answer here"
        rows.append(
            (
                line(binder.words(model.title, model.name)),
                line(binder.words(model.formula, model.name)),
                line(binder.words(model.valid_for, model.name)),
                line(state),
            )
        )
    header = (line("Model"), line("Formula in words"), line("Valid for"), line("Here"))
    return Section("limits-models", "Models", (Table(line("Models and what they are valid for"), header, tuple(rows), wide=True),))


def _assumptions(binder: Binder) -> Section | None:
    claims = dict.fromkeys(claim for step in binder.run.steps.values() for use in step.uses for claim in use.claims if claim.assumed)
    if not claims:
        return None
    items: list[Line] = []
    for claim in claims:
        items.append(
            line(
                binder.short(claim.subject),
                ", ",
                claim.attribute.replace("_", " "),
                ": ",
                binder.value(claim),
                " - ",
                binder.words(claim.assumed, claim.subject),
            )
        )
    return Section("limits-assumed", "Assumed, because nobody gave a figure", (Bullets(tuple(items)),))


def _wording(binder: Binder) -> Section | None:
    remarks = binder.run.scenario.record.details.get("remarks", ())
    if not remarks:
        return None
    items = tuple(line(_span(remark), ": ", binder.words(remark["why"], binder.run.scenario.id)) for remark in remarks)
    return Section("limits-wording", "Remarks on the report's wording", (Bullets(items),))


def _unresolved(binder: Binder) -> Section | None:
    details = binder.run.scenario.record.details
    unresolved = details.get("unresolved", ())
    because = (details.get("report") or {}).get("date_because", ())
    items: list[Line] = [line(_span(found), ": ", binder.words(found["why"], binder.run.scenario.id)) for found in unresolved]
    blocks: list[Block] = []
    if because:
        reasons: list[Inline] = list(line("How the report was dated: "))
        for number, reason in enumerate(because):
            reasons += [*(line("; ") if number else ()), binder.words(reason, binder.run.scenario.id)]
        blocks.append(Paragraph((*reasons, *line("."))))
    if items:
        blocks.append(Bullets(tuple(items)))
    return Section("limits-unresolved", "What could not be resolved in the report", tuple(blocks)) if blocks else None


def _span(found: dict[str, object]) -> Slot:
    start, end = found.get("start"), found.get("end")
    span = (start, end) if isinstance(start, int) and isinstance(end, int) else None
    return Slot(str(found["words"]), Trace(span=span, record="" if span else "scenario"), "quote")


def _boundaries() -> Section:
    from dualtrack import geography

    policy = Slot(geography.boundary_policy(), Trace(record="geography"))
    return Section("limits-boundaries", "Boundaries and names", (Paragraph(line(policy)),))
