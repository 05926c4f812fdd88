"""Room: runs. Binds claims, sites, places and measures to the inputs that a model's ports ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.facts import Claim, Label, Perspective, Quantity, Resolved, State, Unknown, resolve
from dualtrack.models import Input, Model
from dualtrack.runs.context import Context, Field, Viewpoint
from dualtrack.runs.draws import sample
from dualtrack.runs.endings import Ending
from dualtrack.runs.steps import Array, Bound, Cell, Use
from dualtrack.scenarios import Option, Site

CAPITALS_NOTE = "capitals, towns, borders and terrain shipped with dualtrack"


def system_cells(
    model: Model, context: Context, viewpoint: Viewpoint, field: Field, known: Mapping[str, Cell], system: str
) -> dict[str, Cell]:
    """The answers of a model about one system in a field; `known` holds the answers of models that ran before."""
    profile = viewpoint.resolve(context.scenario, context.catalogue, system, "flight_profile")
    if model.profiles:
        if isinstance(profile.value, Unknown):
            return _all(model, Ending.UNKNOWN, f"the flight profile is {profile.value}")
        if isinstance(profile.value, State) and profile.value.text not in model.profiles:
            return _all(model, Ending.NOT_APPLICABLE, model.refusal)
    here = [site for site in field.sites if site.system == system]
    if not here and not any(site.system == system for site in context.scenario.sites):
        return _all(model, Ending.NO_SITE)
    inputs: dict[str, Bound] = {}
    for port in model.inputs:
        if port.only_for and not (isinstance(profile.value, State) and profile.value.text in port.only_for):
            inputs[port.name] = Bound(
                Use(port.name, "not asked for this kind of flight", port.unit, Label.REPORTED), np.full(context.draws, np.nan)
            )
            continue
        bound = _system_input(port, context, viewpoint, Field(tuple(here), field.sensors), known, system)
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
        bound = _option_input(port, context, option, measures, known)
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


def _option_input(port: Input, context: Context, option: Option, measures: Sequence[str], known: Mapping[str, Cell]) -> Bound | Cell:
    if port.subject == "raid":
        return _raid_input(port, context, option)
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


def _system_input(  # noqa: PLR0911  one return for each place an input can come from
    port: Input, context: Context, viewpoint: Viewpoint, here: Field, known: Mapping[str, Cell], system: str
) -> Bound | Cell:
    if port.subject == "question":
        cell = known.get(port.attribute)
        if cell is None or cell.array is None:
            return cell or Cell(None, Ending.NOT_MODELLED)
        return Bound(Use(port.name, f"answer to {port.attribute}", port.unit, Label.MODELLED, step=cell.step), cell.array)
    if port.subject == "system":
        resolved = viewpoint.resolve(context.scenario, context.catalogue, system, port.attribute)
        return bind(port, resolved, context, f"{system}.{port.attribute}")
    if port.subject == "deployment":
        return _sites_input(port, context, here.sites)
    if port.subject == "band":
        return _band(port, context, port.name)
    if port.subject == "sensor":
        return _sensor_input(port, context, here)
    return Bound(Use(port.name, CAPITALS_NOTE, port.unit, Label.DERIVED), context.tables.array(port.subject, port.attribute))


def _sites_input(port: Input, context: Context, sites: Sequence[Site]) -> Bound:
    """One column of the table of launch sites."""
    array = np.array([getattr(site.place, port.attribute) for site in sites], dtype=np.float64)
    claims = tuple(claim for site in sites for claim in _presence(site, context))
    names = ", ".join(site.place.name for site in sites) or "no site left"
    return Bound(Use(port.name, f"sites on record: {names}", port.unit, Label.REPORTED, claims), array)


def _raid_input(port: Input, context: Context, option: Option) -> Bound | Cell:
    """One array of the scenario's raid with the batteries of the option."""
    found = context.raid(option)
    if found is None:
        return Cell(None, Ending.NOT_MODELLED, because="the scenario names no raid")
    words = found.words.get(port.attribute, "as the raid and its batteries have it")
    ending = found.endings.get(port.attribute, Ending.VALUE)
    if ending is Ending.UNKNOWN:
        return Cell(None, ending, because=words)
    label, claims = found.labels.get(port.attribute, Label.ASSUMED), found.claims.get(port.attribute, ())
    use = Use(port.name, words, port.unit, label, claims, ending)
    return Bound(use, found.arrays[port.attribute])


def _band(port: Input, context: Context, name: str) -> Bound:
    """Draws from an interval of the model's own, labelled assumed."""
    assert port.band is not None, "only ports with a band come here"
    quantity = Quantity.between(*port.band, port.unit)
    words = f"{port.band[0]:,g}-{port.band[1]:,g} {port.unit}: {port.because}"
    return Bound(Use(port.name, words, port.unit, Label.ASSUMED, sampled=True), sample(quantity, context.seed, name, context.draws))


def _sensor_input(port: Input, context: Context, here: Field) -> Bound:
    """One column of the table of the alliance's sensors."""
    found = context.watch(here.sensors)
    words = found.words.get(port.attribute) or ", ".join(post.id for post in found.posts) or "no sensor"
    use = Use(port.name, words, port.unit, found.labels.get(port.attribute, Label.REPORTED), found.claims.get(port.attribute, ()))
    return Bound(use, found.arrays[port.attribute])


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
    if port.unit == "class" and isinstance(value, State):
        code = float(ATTRIBUTES["systems"][port.attribute].choices.index(value.text))
        return Bound(Use(port.name, value.text, port.unit, Label.REPORTED, resolved.claims), np.array([code]))
    if isinstance(value, Unknown) and port.band:
        return _band(port, context, name)
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
