"""Room: runs. Binds claims, sites, places and measures to the inputs that a model's ports ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dualtrack.catalogue import Catalogue
from dualtrack.facts import Claim, Label, Perspective, Quantity, Resolved, State, Unknown, resolve
from dualtrack.models import Input, Model
from dualtrack.runs.draws import sample
from dualtrack.runs.endings import Ending
from dualtrack.runs.steps import Array, Bound, Cell, Executor, Use
from dualtrack.runs.tables import Tables
from dualtrack.scenarios import Option, Scenario, Site

CAPITALS_NOTE = "capitals, towns and borders shipped with dualtrack"


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A perspective, or a perspective made to take one disputed claim at its word."""

    id: str
    perspective: Perspective
    taken: Claim | None = None

    def resolve(self, scenario: Scenario, catalogue: Catalogue, subject: str, attribute: str) -> Resolved:
        """What the viewpoint makes of an attribute."""
        found = scenario.resolve(catalogue, subject, attribute, self.perspective)
        if self.taken and (self.taken.subject, self.taken.attribute) == (subject, attribute):
            others = tuple(claim for claim in (*found.claims, *found.others) if claim != self.taken)
            return Resolved(self.taken.value, (self.taken,), others)
        return found


@dataclass(frozen=True, slots=True)
class Context:
    """What every binding of one run shares."""

    scenario: Scenario
    catalogue: Catalogue
    tables: Tables
    executor: Executor
    seed: int
    draws: int


def system_cells(
    model: Model, context: Context, viewpoint: Viewpoint, sites: Sequence[Site], known: Mapping[str, Cell], system: str
) -> dict[str, Cell]:
    """The answers of a model about one system with its sites; `known` holds the answers of models that ran before."""
    profile = viewpoint.resolve(context.scenario, context.catalogue, system, "flight_profile")
    if model.profiles:
        if isinstance(profile.value, Unknown):
            return _all(model, Ending.UNKNOWN, f"the flight profile is {profile.value}")
        if isinstance(profile.value, State) and profile.value.text not in model.profiles:
            return _all(model, Ending.NOT_APPLICABLE, model.refusal)
    here = [site for site in sites if site.system == system]
    if not here and not any(site.system == system for site in context.scenario.sites):
        return _all(model, Ending.NO_SITE)
    inputs: dict[str, Bound] = {}
    for port in model.inputs:
        bound = _system_input(port, context, viewpoint, here, known, system)
        if isinstance(bound, Cell):
            return _all(model, bound.ending, bound.because)
        inputs[port.name] = bound
    return context.executor.run(model, inputs, nothing_deployed=not here)


def option_cells(model: Model, context: Context, option: Option, known: Mapping[str, Cell]) -> dict[str, Cell]:
    """The answers of a model about one option's measures; `known` holds the answers of models that ran before.

    A model of one part of a verification regime reads the measures that have the part; where none has it nothing is modelled.
    """
    measures = [name for name in option.measures if model.part in _parts(name, context)] if model.part else list(option.measures)
    if model.part and not measures:
        return _all(model, Ending.NOT_MODELLED, f"no measure of this option has {PARTS[model.part]} in a verification regime")
    if _all_absent(model, known):
        return _all(model, Ending.NOT_MODELLED, "no measure of this option has a verification regime")
    inputs: dict[str, Bound] = {}
    for port in model.inputs:
        bound = _option_input(port, context, measures, known)
        if isinstance(bound, Cell):
            return _all(model, bound.ending, bound.because)
        inputs[port.name] = bound
    return context.executor.run(model, inputs)


PARTS = {"inspections": "inspections", "portal": "portal monitoring", "national-means": "national technical means"}


def _parts(measure: str, context: Context) -> Sequence[str]:
    regime = context.catalogue.record(measure, "measures").details.get("regime")
    return regime["parts"] if regime else ()


def _all_absent(model: Model, known: Mapping[str, Cell]) -> bool:
    """Whether a model adds up parts of a regime and the option has none of them."""
    parts = [known.get(port.attribute) for port in model.inputs if port.absent is not None]
    return bool(parts) and all(cell is None or cell.ending is Ending.NOT_MODELLED for cell in parts)


def _option_input(port: Input, context: Context, measures: Sequence[str], known: Mapping[str, Cell]) -> Bound | Cell:
    if port.subject == "question":
        cell = known.get(port.attribute)
        if cell is not None and cell.array is not None:
            return Bound(Use(port.name, f"answer to {port.attribute}", port.unit, Label.MODELLED, step=cell.step), cell.array)
        if port.absent is not None and (cell is None or cell.ending is Ending.NOT_MODELLED):
            words = f"{port.absent:g} {port.unit}: the option has no such part, so it adds nothing by definition"
            return Bound(Use(port.name, words, port.unit, Label.DERIVED), np.full(context.draws, port.absent))
        return cell or Cell(None, Ending.NOT_MODELLED)
    if port.subject == "regime":
        return _schedule(port, context, measures)
    return _measures_input(port, context, measures)


def _schedule(port: Input, context: Context, measures: Sequence[str]) -> Bound:
    """The numbers a year of each measure's schedule, [measures, years], zeros after its last year."""
    regimes = [context.catalogue.record(measure, "measures").details["regime"] for measure in measures]
    rows = [[phase["each_year"] for phase in regime[port.attribute] for _ in range(phase["years"])] for regime in regimes]
    array = np.zeros((len(rows), max(map(len, rows), default=0)))
    for number, row in enumerate(rows):
        array[number, : len(row)] = row
    words = "; ".join(f"{measure}: {', '.join(f'{value:g}' for value in row)} a year" for measure, row in zip(measures, rows, strict=True))
    label = Label.ASSUMED if any(regime.get("assumed") for regime in regimes) else Label.REPORTED
    return Bound(Use(port.name, words, port.unit, label), array)


def _all(model: Model, ending: Ending, because: str = "") -> dict[str, Cell]:
    return {output.question: Cell(None, ending, "", because) for output in model.outputs}


def _system_input(
    port: Input, context: Context, viewpoint: Viewpoint, sites: Sequence[Site], known: Mapping[str, Cell], system: str
) -> Bound | Cell:
    if port.subject == "system":
        resolved = viewpoint.resolve(context.scenario, context.catalogue, system, port.attribute)
        return bind(port, resolved, context, f"{system}.{port.attribute}")
    if port.subject == "deployment":
        array = np.array([getattr(site.place, port.attribute) for site in sites], dtype=np.float64)
        claims = tuple(claim for site in sites for claim in _presence(site, context))
        names = ", ".join(site.place.name for site in sites) or "no site left"
        return Bound(Use(port.name, f"sites on record: {names}", port.unit, Label.REPORTED, claims), array)
    if port.subject == "question":
        cell = known.get(port.attribute)
        if cell is None or cell.array is None:
            return cell or Cell(None, Ending.NOT_MODELLED)
        return Bound(Use(port.name, f"answer to {port.attribute}", port.unit, Label.MODELLED, step=cell.step), cell.array)
    array = context.tables.arrays[port.subject, port.attribute]
    return Bound(Use(port.name, CAPITALS_NOTE, port.unit, Label.DERIVED), array)


def _presence(site: Site, context: Context) -> tuple[Claim, ...]:
    if not context.catalogue.has(site.id, "deployments"):
        return ()
    return context.catalogue.claims(site.id, "present", context.scenario.dates)


def _measures_input(port: Input, context: Context, measures: Sequence[str]) -> Bound | Cell:
    rows: list[Array] = []
    claims: list[Claim] = []
    words: list[str] = []
    labels: list[Label] = []
    sampled = False
    for measure in measures:
        found = context.catalogue.claims(measure, port.attribute, context.scenario.dates)
        bound = bind(port, resolve_anyone(found, port.unit), context, f"{measure}.{port.attribute}")
        if isinstance(bound, Cell):
            return Cell(None, bound.ending, because=f"{measure}: {bound.because}")
        if bound.use.bound is not Ending.VALUE:
            return Cell(None, Ending.OPEN_BOUND, because=f"{measure}: {bound.use.words}")
        rows.append(bound.array)
        claims += bound.use.claims
        words.append(f"{measure}: {bound.use.words}")
        labels.append(bound.use.label)
        sampled |= bound.use.sampled
    array = np.array(rows, dtype=np.float64).reshape(len(rows), context.draws)
    label = Label.ASSUMED if Label.ASSUMED in labels else Label.REPORTED
    return Bound(Use(port.name, "; ".join(words) or "no measure", port.unit, label, tuple(claims), sampled=sampled), array)


def resolve_anyone(claims: Sequence[Claim], unit: str) -> Resolved:
    """For what is nobody's position (a price, a delay): the latest word of everyone who gave it in a unit of this kind.

    Where they differ the interval spans them all, so that none is preferred; an assumption stands only where nobody spoke.
    """
    latest: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: str(claim.as_of or "")):
        if not claim.assumed and isinstance(claim.value, Quantity) and claim.value.is_bounded and _measures(claim.value, unit):
            latest[claim.claimant] = claim
    assumed = [claim for claim in claims if claim.assumed]
    if not latest and claims and not assumed:
        return Resolved(Unknown(f"nobody gave a figure with two ends in {unit}"), (), tuple(claims))
    if not latest:
        return resolve(assumed, Perspective("anyone", "anyone", ()))
    values = [claim.value.to(unit) for claim in latest.values() if isinstance(claim.value, Quantity)]
    spanned = Quantity.between(min(value.low for value in values), max(value.high for value in values), unit)
    used = tuple(latest.values())
    return Resolved(spanned, used, tuple(claim for claim in claims if claim not in used))


def _measures(quantity: Quantity, unit: str) -> bool:
    try:
        quantity.to(unit)
    except ValueError:
        return False
    return True


def bind(port: Input, resolved: Resolved, context: Context, name: str) -> Bound | Cell:
    """A resolved attribute as an array of draws, or the ending that says why there is none."""
    value = resolved.value
    if isinstance(value, Unknown):
        return Cell(None, Ending.UNKNOWN, because=str(value))
    if not isinstance(value, Quantity):
        return Cell(None, Ending.UNKNOWN, because=f"{value} is no quantity")
    try:
        quantity = value.to(port.unit)
    except ValueError as error:
        return Cell(None, Ending.UNKNOWN, because=str(error))
    bound = {"at least": Ending.AT_LEAST, "above": Ending.AT_LEAST, "at most": Ending.AT_MOST, "below": Ending.AT_MOST}
    use = Use(
        input=port.name,
        words=str(value),
        unit=port.unit,
        label=Label.ASSUMED if any(claim.assumed for claim in resolved.claims) else Label.REPORTED,
        claims=resolved.claims,
        bound=bound.get(quantity.form, Ending.VALUE),
        sampled=quantity.is_bounded and not quantity.is_exact,
    )
    stream = "+".join(claim.id for claim in resolved.claims) or name
    return Bound(use, sample(quantity, context.seed, stream, context.draws))
