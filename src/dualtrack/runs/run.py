"""Room: runs. A whole run: options x perspectives x systems x draws through every model, and verdicts. Facts meet models only here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Literal

from dualtrack.catalogue import Catalogue
from dualtrack.errors import ScenarioError
from dualtrack.facts import Claim, Perspective
from dualtrack.law import Verdict
from dualtrack.models import Model, Output, models
from dualtrack.runs.binding import option_cells, system_cells
from dualtrack.runs.context import Context, Field, Viewpoint
from dualtrack.runs.sensing import Watch
from dualtrack.runs.steps import Cell, Executor, Step
from dualtrack.runs.tables import tables
from dualtrack.runs.verdicts import (
    measure_treaties,
    measure_verdict,
    site_treaties,
    site_verdict,
    system_treaties,
    system_verdict,
    treaty_of,
)
from dualtrack.scenarios import Patched, Scenario, apply

CellKey = tuple[str, str, str]
EACH: tuple[Literal["system", "option"], ...] = ("system", "option")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found, by (option, perspective, system), by option alone, and by claim taken at its word under `hold`.

    `treaties` are the scenario's that judge systems; verdicts on sites and on what measures would bring about stand beside theirs.
    `watch` are the alliance's sensors under `hold`, and those left out with the reason.
    """

    scenario: Scenario
    seed: int
    draws: int
    fingerprint: str
    codes: tuple[str, ...]
    system_answers: Mapping[CellKey, Mapping[str, Cell]]
    option_answers: Mapping[str, Mapping[str, Cell]]
    claim_answers: Mapping[str, Mapping[str, Cell]]
    claims: Mapping[str, Claim]
    verdicts: Mapping[CellKey, Verdict]
    claim_verdicts: Mapping[tuple[str, str], Verdict]
    site_verdicts: Mapping[CellKey, Verdict]
    measure_verdicts: Mapping[tuple[str, str], Verdict]
    treaties: tuple[str, ...]
    patched: Mapping[tuple[str, str], Patched]
    steps: Mapping[str, Step]
    watch: Watch

    def outputs(self) -> Mapping[str, Output]:
        """The port of every question asked, in the order the models ran."""
        return {output.question: output for each in EACH for model in ordered_models(each) for output in model.outputs}


def ordered_models(each: Literal["system", "option"]) -> tuple[Model, ...]:
    """The models of one kind, each after those whose answers it needs."""
    chosen = {model.name: model for model in models() if model.each == each}
    maker = {output.question: model.name for model in chosen.values() for output in model.outputs}
    graph = {
        name: {maker[port.attribute] for port in model.inputs if port.subject == "question" and port.attribute in maker}
        for name, model in sorted(chosen.items())
    }
    return tuple(chosen[name] for name in TopologicalSorter(graph).static_order())


def asked_states(scenario: Scenario, catalogue: Catalogue) -> tuple[str, ...]:
    """Whose territory is asked about: the alliance's members on the date and the other states the scenario names, bar the operator."""
    operator = catalogue.record(scenario.operator, "actors").details.get("iso3")
    named = {
        record.details["iso3"]
        for mention in scenario.record.details.get("mentions", ())
        if catalogue.has(mention["record"], "actors") and "iso3" in (record := catalogue.record(mention["record"], "actors")).details
    }
    return tuple(sorted((set(scenario.members) | named) - {operator}))


def context_of(scenario: Scenario, catalogue: Catalogue, seed: int, draws: int) -> Context:
    """What every step of a run of this scenario shares."""
    if draws < 1:
        raise ScenarioError(f"draws: {draws} is too few; write a whole number from 1 up")
    return Context(scenario, catalogue, tables(asked_states(scenario, catalogue)), Executor(), seed, draws)


def run(scenario: Scenario, catalogue: Catalogue, seed: int = 1, draws: int = 500, progress: Progress | None = None) -> Run:
    """Run every model for every option, perspective and system of a scenario; the same inputs and seed give the same answers."""
    context = context_of(scenario, catalogue, seed, draws)
    viewpoints = [Viewpoint(perspective.id, perspective) for perspective in scenario.perspectives]
    claims = {claim.id: claim for claim in disputed_claims(scenario, catalogue)}
    total = len(scenario.options) * len(viewpoints) * len(scenario.systems) + len(claims)
    tick = _ticker(progress, total)

    patched = {
        (option.id, view.id): apply(option, scenario, catalogue, view.perspective) for option in scenario.options for view in viewpoints
    }
    system_answers: dict[CellKey, Mapping[str, Cell]] = {}
    for option in scenario.options:
        for view in viewpoints:
            for system in scenario.systems:
                here = patched[option.id, view.id]
                system_answers[option.id, view.id, system] = _answers(context, view, Field(here.sites, here.sensors), system)
                next(tick)
    treaties = system_treaties(context)
    claim_answers: dict[str, Mapping[str, Cell]] = {}
    claim_verdicts: dict[tuple[str, str], Verdict] = {}
    for claim_id, claim in claims.items():
        view = viewpoint_of(claim, scenario)
        claim_answers[claim_id] = _answers(context, view, Field(scenario.sites, scenario.sensors), claim.subject)
        for treaty in treaties:
            claim_verdicts[claim_id, treaty] = system_verdict(context, view, claim.subject, treaty)
        next(tick)
    return Run(
        scenario=scenario,
        seed=seed,
        draws=draws,
        fingerprint=catalogue.fingerprint(),
        codes=context.tables.codes,
        system_answers=system_answers,
        option_answers={option.id: _option_answers(context, option.id) for option in scenario.options},
        claim_answers=claim_answers,
        claims=claims,
        verdicts={
            (view.id, system, treaty): system_verdict(context, view, system, treaty)
            for view in viewpoints
            for system in scenario.systems
            for treaty in treaties
        },
        claim_verdicts=claim_verdicts,
        site_verdicts=_site_verdicts(context, viewpoints),
        measure_verdicts=_measure_verdicts(context),
        treaties=treaties,
        patched=patched,
        steps=context.executor.steps,
        watch=context.watch(scenario.sensors),
    )


def disputed_claims(scenario: Scenario, catalogue: Catalogue) -> tuple[Claim, ...]:
    """The claims that were public by the date in disputes about what a model or a treaty asks of the scenario's systems."""
    asked = {port.attribute for model in models() for port in model.inputs if port.subject == "system"}
    found: list[Claim] = []
    for system in scenario.systems:
        record = catalogue.record(system, "systems")
        for attribute in record.dispute_texts:
            if attribute in asked:
                found += catalogue.claims(system, attribute, scenario.dates)
    return tuple(found)


def viewpoint_of(claim: Claim, scenario: Scenario) -> Viewpoint:
    """The viewpoint that takes one claim at its word: its claimant speaks first on everything else, then the scenario's perspectives."""
    others = [claimant for perspective in scenario.perspectives for claimant in perspective.claimants]
    return Viewpoint(claim.id, Perspective(claim.id, claim.id, tuple(dict.fromkeys([claim.claimant, *others]))), claim)


def _answers(context: Context, view: Viewpoint, field: Field, system: str) -> Mapping[str, Cell]:
    known: dict[str, Cell] = {}
    for model in ordered_models("system"):
        known.update(system_cells(model, context, view, field, known, system))
    return known


def _option_answers(context: Context, option_id: str) -> Mapping[str, Cell]:
    known: dict[str, Cell] = {}
    for model in ordered_models("option"):
        known.update(option_cells(model, context, context.scenario.option(option_id), known))
    return known


def _site_verdicts(context: Context, viewpoints: Sequence[Viewpoint]) -> dict[CellKey, Verdict]:
    """By (perspective, site, treaty), under the scenario's treaties that judge deployments."""
    return {
        (view.id, site.id, treaty): site_verdict(context, view, site, treaty_of(context, treaty))
        for treaty in site_treaties(context)
        for view in viewpoints
        for site in context.scenario.sites
        if context.catalogue.has(site.id, "deployments")
    }


def _measure_verdicts(context: Context) -> dict[tuple[str, str], Verdict]:
    """By (measure, treaty), for the measures of the options and every treaty that judges what they would bring about."""
    measures = dict.fromkeys(measure for option in context.scenario.options for measure in option.measures)
    found = {}
    for treaty in measure_treaties(context):
        for measure in measures:
            verdict = measure_verdict(context, measure, treaty)
            if verdict is not None:
                found[measure, treaty] = verdict
    return found


def _ticker(progress: Progress | None, total: int) -> Iterator[None]:
    done = 0
    while True:
        if progress:
            progress("models", done, total)
        done += 1
        yield
