"""Room: runs. A run as labelled xarray results with units and provenance, saved as NetCDF with its run record; no clock time in it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from dualtrack.errors import QuestionError
from dualtrack.law import Outcome
from dualtrack.models import Output
from dualtrack.runs.endings import Ending
from dualtrack.runs.run import Run
from dualtrack.runs.steps import Cell, Step
from dualtrack.scenarios import Site

if TYPE_CHECKING:
    import xarray as xr

VERDICTS = tuple(Outcome)


def dataset(run: Run) -> xr.Dataset:
    """Every answer over the dims that matter to it, each with `_ending` (coded, with meanings) and `_step` beside it."""
    import xarray as xr

    axes, places = _axes(run), _site_places(run)
    variables: dict[str, Any] = {}
    for question, output in run.outputs().items():
        if question in next(iter(run.option_answers.values()), {}):
            variables |= _variable(
                question, output, ("option",), {(key,): cells[question] for key, cells in run.option_answers.items()}, axes
            )
            continue
        cells = {key: found[question] for key, found in run.system_answers.items()}
        variables |= _variable(question, output, ("option", "perspective", "system"), cells, axes, places)
        claimed = {(key,): found[question] for key, found in run.claim_answers.items()}
        variables |= _variable(f"claimed_{question}", output, ("claim",), claimed, axes, places)
    variables |= _verdict_variables(run, axes)
    used = {dim for dims, *_ in variables.values() for dim in dims}
    coordinates = {dim: (dim, np.array(list(values))) for dim, values in axes.items() if dim in used}
    return xr.Dataset(
        variables, coordinates, {"run_record": json.dumps(run_record(run)), "Conventions": "CF-1.11", "title": run.scenario.name}
    )


def run_record(run: Run) -> dict[str, Any]:
    """What is needed to run again and get the same: seed, draws, version, catalogue fingerprint, scenario and steps."""
    from importlib.metadata import version

    return {
        "version": version("dualtrack"),
        "seed": run.seed,
        "draws": run.draws,
        "catalogue": run.fingerprint,
        "known_by": str(run.scenario.dates.known_by),
        "holds_on": str(run.scenario.dates.holds_on),
        "perspectives": [view.id for view in run.scenario.perspectives],
        "scenario": scenario_plain(run),
        "steps": [_step_plain(step) for _, step in sorted(run.steps.items())],
    }


def scenario_plain(run: Run) -> dict[str, Any]:
    """The scenario's record in plain types, as its file would have it."""
    record = run.scenario.record
    plain = {"id": record.id, "kind": record.kind, "names": {"official": record.name}, "summary": record.summary}
    return json.loads(json.dumps({**plain, **record.details, "claims": {}, "sources": {}}))  # type: ignore[no-any-return]


def save(run: Run, path: Path) -> None:
    """Write the run as NetCDF, whole or not at all."""
    data = dataset(run)
    encoding = {
        name: {"zlib": True, "complevel": 1} for name, variable in data.variables.items() if variable.dtype.kind == "f" and variable.ndim
    }
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        data.to_netcdf(name, engine="h5netcdf", encoding=encoding)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def load(path: Path) -> xr.Dataset:
    """The dataset of a saved run, in memory; raises QuestionError for a file that is none."""
    import xarray as xr

    file = path / "run.nc" if path.is_dir() else path
    try:
        with xr.open_dataset(file, engine="h5netcdf") as data:
            loaded = data.load()
    except (OSError, ValueError, KeyError) as error:
        raise QuestionError(f"{file}: is no saved run; write the folder a brief was written to, or its run.nc") from error
    if "run_record" not in loaded.attrs:
        raise QuestionError(f"{file}: holds no run record; write the folder a brief was written to, or its run.nc")
    return loaded


def _axes(run: Run) -> dict[str, Sequence[Any]]:
    sites = dict.fromkeys(site.id for patched in run.patched.values() for site in (*run.scenario.sites, *patched.sites))
    return {
        "option": [option.id for option in run.scenario.options],
        "perspective": [view.id for view in run.scenario.perspectives],
        "system": list(run.scenario.systems),
        "treaty": list(dict.fromkeys((*run.scenario.treaties, *(treaty for _, treaty in run.measure_verdicts)))),
        "measure": list(dict.fromkeys(measure for measure, _ in run.measure_verdicts)),
        "claim": list(run.claims),
        "draw": range(run.draws),
        "capital": list(run.codes),
        "country": list(run.codes),
        "site": list(sites),
        "bound": ["lowest", "highest"],
    }


def _site_places(run: Run) -> dict[tuple[str, ...], list[int]]:
    """Where the sites behind an answer stand on the `site` axis, by the keys of the answers about systems and about claims."""
    order = list(_axes(run)["site"])

    def places(sites: Sequence[Site], system: str) -> list[int]:
        return [order.index(site.id) for site in sites if site.system == system]

    found: dict[tuple[str, ...], list[int]] = {
        (option, view, system): places(run.patched[option, view].sites, system) for option, view, system in run.system_answers
    }
    return found | {(claim_id,): places(run.scenario.sites, claim.subject) for claim_id, claim in run.claims.items()}


def _variable(
    name: str,
    output: Output,
    outer: tuple[str, ...],
    cells: Mapping[Any, Cell],
    axes: dict[str, Sequence[Any]],
    places: Mapping[tuple[str, ...], list[int]] = MappingProxyType({}),
) -> dict[str, Any]:
    """The variable of a question with its endings and steps; what an option has not (a site, a kind of battery) stays empty."""
    shape = tuple(len(axes[dim]) for dim in outer)
    example = next((cell.array for cell in cells.values() if cell.array is not None), None)
    largest = [max(sizes) for sizes in zip(*(cell.array.shape for cell in cells.values() if cell.array is not None), strict=True)]
    for dim, size in zip(output.dims, largest, strict=False):
        axes.setdefault(dim, range(size))
    endings = np.full(shape, Ending.NOT_MODELLED.code, dtype=np.int8)
    steps = np.full(shape, "", dtype="<U16")
    inner = tuple(len(axes[dim]) for dim in output.dims) if example is not None else ()
    dims = (*outer, *output.dims) if example is not None else outer
    values = np.full((*shape, *inner), np.nan)
    for key, cell in cells.items():
        at = tuple(list(axes[dim]).index(part) for dim, part in zip(outer, key, strict=True))
        endings[at] = cell.ending.code
        steps[at] = cell.step
        if cell.array is not None:
            sizes = zip(output.dims, cell.array.shape, strict=True)
            rows = [places[key] if dim == "site" else slice(size) for dim, size in sizes]
            values[at][tuple(rows)] = cell.array
    flags = {"flag_values": [ending.code for ending in Ending], "flag_meanings": " ".join(ending.name.lower() for ending in Ending)}
    attributes = {"units": output.unit, "long_name": output.title, "better": output.better, "method": output.sentence}
    return {
        name: (dims, values, attributes),
        f"{name}_ending": (outer, endings, flags),
        f"{name}_step": (outer, steps, {"long_name": "the step behind each answer; see run_record"}),
    }


def _verdict_variables(run: Run, axes: dict[str, Sequence[Any]]) -> dict[str, Any]:
    flags = {"flag_values": list(range(len(VERDICTS))), "flag_meanings": " ".join(outcome.value for outcome in VERDICTS), "units": "code"}

    def coded(outer: tuple[str, ...], found: Mapping[Any, Outcome], title: str) -> Any:
        array = np.full(tuple(len(axes[dim]) for dim in outer), -1, dtype=np.int8)
        for key, outcome in found.items():
            array[tuple(list(axes[dim]).index(part) for dim, part in zip(outer, key, strict=True))] = VERDICTS.index(outcome)
        return outer, array, {**flags, "long_name": f"{title}; -1 where no verdict was asked for"}

    variables: dict[str, Any] = {}
    if run.verdicts:
        conduct = {key: verdict.conduct or verdict.outcome for key, verdict in run.verdicts.items()}
        variables["verdict"] = coded(("perspective", "system", "treaty"), conduct, "Verdict on conduct while the treaty was in force")
    if run.claim_verdicts:
        claimed = {key: verdict.conduct or verdict.outcome for key, verdict in run.claim_verdicts.items()}
        variables["claimed_verdict"] = coded(("claim", "treaty"), claimed, "The same with one disputed claim taken at its word")
    if run.site_verdicts:
        sites = {key: verdict.outcome for key, verdict in run.site_verdicts.items()}
        variables["site_verdict"] = coded(("perspective", "site", "treaty"), sites, "Verdict on a system where it is deployed, on the date")
    if run.measure_verdicts:
        measures = {key: verdict.outcome for key, verdict in run.measure_verdicts.items()}
        variables["measure_verdict"] = coded(("measure", "treaty"), measures, "Verdict on what a measure would bring about, on the date")
    return variables


def _step_plain(step: Step) -> dict[str, Any]:
    uses = [
        {
            "input": use.input,
            "words": use.words,
            "unit": use.unit,
            "label": use.label.value,
            "claims": [claim.id for claim in use.claims],
            "bound": use.bound.word,
            "sampled": use.sampled,
            "step": use.step,
        }
        for use in step.uses
    ]
    return {
        "key": step.key,
        "model": step.model,
        "label": step.label.value,
        "ending": step.ending.word,
        "because": step.because,
        "uses": uses,
    }
