"""Room: outline. Section: what would change the answer - disputed claims that flip it, and regret question by question."""

from __future__ import annotations

from dualtrack.comparison import Flip, Regret, Summary, flips, regrets, scalar_questions
from dualtrack.facts import Claim
from dualtrack.outline.bind import Binder, amount, joined, line
from dualtrack.outline.document import Block, Line, Paragraph, Section, Slot, Table, Trace
from dualtrack.outline.sections.claimed import title_of


def section(binder: Binder) -> Section:
    """The flips as a table per dispute, then the regret table."""
    found = flips(binder.run)
    blocks: list[Block] = []
    if not found:
        blocks.append(Paragraph(line("No disputed claim on record changes an answer here.")))
    for system, attribute in dict.fromkeys((flip.system, flip.attribute) for flip in found):
        blocks.append(
            _flip_table(binder, system, attribute, [flip for flip in found if (flip.system, flip.attribute) == (system, attribute)])
        )
    blocks += _regret(binder)
    return Section("change", "What would change the answer", tuple(blocks))


def _flip_table(binder: Binder, system: str, attribute: str, found: list[Flip]) -> Table:
    """One row per claim of the dispute, one column per answer it flips."""
    claims = [claim for claim, _ in found[0].answers]
    rows = []
    for number, claim in enumerate(claims):
        rows.append((line(binder.value(claim), " ", binder.claimant(claim)), *(_answer(binder, flip, number) for flip in found)))
    header = (line("If this is true"), *(line(_title(binder, flip)) for flip in found))
    caption = line("What the dispute about ", title_of(attribute).lower(), " of the ", binder.short(system, "systems"), " decides")
    return Table(caption, header, tuple(rows), wide=True)


def _title(binder: Binder, flip: Flip) -> Slot:
    kind, _, treaty = flip.question.partition(":")
    if treaty:
        return binder.short(treaty, "treaties")
    return binder.words(binder.run.outputs()[kind].title, kind)


def _answer(binder: Binder, flip: Flip, number: int) -> Line:
    claim, answer = flip.answers[number]
    if isinstance(answer, Summary):
        return line(binder.number(answer, ""))
    return line(_verdict(binder, claim, flip.question.partition(":")[2]))


def _verdict(binder: Binder, claim: Claim, treaty: str) -> Slot:
    return binder.verdict(binder.run.claim_verdicts[claim.id, treaty])


def _regret(binder: Binder) -> list[Block]:
    """How far each option is from the best on each question that some option moves, in the worst perspective."""
    run = binder.run
    found = {question: regrets(run, question) for question in scalar_questions(run)}
    moving = {question: values for question, values in found.items() if any(regret.value for regret in values)}
    if not moving:
        return []
    rows = []
    for first in next(iter(moving.values())):
        option = run.scenario.option(first.option)
        marked = " (ruled out)" if option.status == "ruled-out" else ""
        heading = line(binder.words(option.name, run.scenario.id), marked, ": ", binder.short(first.system, "systems"))
        same = [regret for values in moving.values() for regret in values if (regret.option, regret.system) == (first.option, first.system)]
        rows.append((heading, *(_shortfall(binder, regret) for regret in same)))
    header = [line("Option")]
    for question in moving:
        output = run.outputs()[question]
        header.append(line(binder.words(f"{output.title} [{output.unit}], {output.better} is better", question)))
    left_out = dict.fromkeys(view for values in moving.values() for regret in values for view in regret.unanswered)
    return [
        Paragraph(
            line(
                "Regret is how much worse an option is than the best one on the same question, in the perspective where that is most. "
                "Questions are never added up. Perspectives whose answers are bounds have no regret and are left out: ",
                *(joined(binder.short(view, "perspectives") for view in left_out) or line("none")),
                ".",
            )
        ),
        Table(line("Largest regret by question"), tuple(header), tuple(rows), wide=True),
    ]


def _shortfall(binder: Binder, regret: Regret) -> Line:
    steps = ", ".join(dict.fromkeys(regret.steps))
    trace = Trace(computed=f"How far the option is from the best one on this question, mean over the draws, from steps {steps}.")
    if not regret.value:
        return line(Slot(amount(regret.value), trace, "number"))
    return line(Slot(amount(regret.value), trace, "number"), " (", binder.short(regret.perspective, "perspectives"), ")")
