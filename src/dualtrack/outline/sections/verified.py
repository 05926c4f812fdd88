"""Room: outline. Section: what could be verified - for each option with a regime, the chance to find a violation and how soon."""

from __future__ import annotations

from dualtrack.comparison import summarise
from dualtrack.models import Model, models
from dualtrack.outline.bind import Binder, joined, line
from dualtrack.outline.document import Block, Bullets, Line, Paragraph, Section, Slot, Table
from dualtrack.outline.sections.options import option_name
from dualtrack.scenarios import HOLD, Option

FEW = 3
"""How many options stand side by side on an upright page."""


def section(binder: Binder) -> Section | None:
    """One table per verification model that answered, the options without a regime in words, and what was said of verification."""
    run = binder.run
    found = sorted((model for model in models() if model.each == "option" and _verifies(model)), key=lambda model: bool(model.part))
    blocks: list[Block] = []
    tables = [table for model in found if (table := _table(binder, model)) is not None]
    if not any(_has_regime(binder, option) for option in run.scenario.options) and not _said(binder):
        return None
    blocks.append(
        Paragraph(
            line(
                "How likely a violation of the size given would be found under each option's regime, if the violator does not know which "
                "items are chosen and every part looks independently. It says nothing about whether a violation is likely."
            )
        )
    )
    blocks += [*_regimes(binder), *tables]
    without = [option_name(binder, option) for option in run.scenario.options if option.id != HOLD and not _has_regime(binder, option)]
    if without:
        blocks.append(
            Paragraph(
                line(
                    "No verification regime is on record for these options; what could be found is not modelled: ",
                    *joined(without, "; "),
                    ".",
                )
            )
        )
    said = _said(binder)
    if said:
        blocks.append(Paragraph(line("What was said of verification:")))
        blocks.append(Bullets(tuple(said)))
    return Section("verified", "What could be verified", tuple(blocks))


def _verifies(model: Model) -> bool:
    """Whether a model is about a part of a verification regime, or adds such parts up."""
    return bool(model.part) or any(port.absent is not None for port in model.inputs)


def _has_regime(binder: Binder, option: Option) -> bool:
    return any(binder.catalogue.record(measure, "measures").details.get("regime") for measure in option.measures)


def _regimes(binder: Binder) -> list[Block]:
    """What each regime consists of, in its record's words."""
    items: list[Line] = []
    measures = dict.fromkeys(measure for option in binder.run.scenario.options for measure in option.measures)
    for measure in measures:
        regime = binder.catalogue.record(measure, "measures").details.get("regime")
        if regime:
            items.append(line(binder.short(measure, "measures"), ": ", binder.words(regime["of"], measure)))
    return [Bullets(tuple(items))] if items else []


def _table(binder: Binder, model: Model) -> Table | None:
    """The model's questions as rows, the options that have an answer as columns."""
    run = binder.run
    outputs = [output for output in model.outputs if output.dims == ("draw",)]
    answered = [
        option for option in run.scenario.options if any(run.option_answers[option.id][each.question].ending.has_value for each in outputs)
    ]
    if not answered:
        return None
    rows = []
    for output in outputs:
        numbers = [
            line(binder.number(summarise(run.option_answers[option.id][output.question]), "", endless=output.endless))
            for option in answered
        ]
        rows.append((line(binder.words(f"{output.title} [{output.unit}]", output.question)), *numbers))
    header = (line("Question"), *(line(option_name(binder, option)) for option in answered))
    return Table(line(binder.words(model.title, model.name)), header, tuple(rows), wide=len(answered) > FEW)


def _said(binder: Binder) -> list[Line]:
    """Claims about verification of the options' measures that were public by the date."""
    items: list[Line] = []
    measures = dict.fromkeys(measure for option in binder.run.scenario.options for measure in option.measures)
    for measure in measures:
        for claim in binder.catalogue.claims(measure, "verification", binder.run.scenario.dates):
            said: Slot = binder.value(claim)
            items.append(line(binder.short(measure, "measures"), ", ", binder.claimant(claim), ": ", said))
    return items
