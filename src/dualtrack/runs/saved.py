"""Room: runs. A saved run opened again, so that any answer of it can be computed once more; finds what of it is asked about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.records import record_from
from dualtrack.errors import QuestionError, UnknownName
from dualtrack.models import Output
from dualtrack.runs.context import Context, Viewpoint
from dualtrack.runs.run import context_of, disputed_claims, viewpoint_of
from dualtrack.runs.store import load
from dualtrack.scenarios import HOLD, Option, freeze

if TYPE_CHECKING:
    import xarray as xr

PLACES = ("capital", "country")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which answer of a question: empty parts mean the scenario's first perspective and system, and every place.

    `perspective` may also be the id of a disputed claim, taken at its word.
    """

    option: str = HOLD
    perspective: str = ""
    place: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved run: its folder, its dataset, its record, and a context in which its answers can be computed."""

    folder: Path
    data: xr.Dataset
    record: Mapping[str, Any]
    context: Context

    def view(self, found: str) -> Viewpoint:
        """A perspective of the run, the first when none is named, or a disputed claim taken at its word; raises UnknownName."""
        scenario = self.context.scenario
        claims = {claim.id: claim for claim in disputed_claims(scenario, self.context.catalogue)}
        if found in claims:
            return viewpoint_of(claims[found], scenario)
        for view in scenario.perspectives:
            if found.casefold() in ("", view.id.casefold(), view.name.casefold()):
                return Viewpoint(view.id, view)
        raise UnknownName("perspective of this run", found, [*(view.id for view in scenario.perspectives), *claims], "--perspective")

    def system(self, found: str) -> str:
        """A system of the run by id or name, the first when none is named; raises UnknownName."""
        scenario = self.context.scenario
        if not found:
            return scenario.systems[0]
        for system in scenario.systems:
            names = (system, *self.context.catalogue.record(system, "systems").names)
            if found.casefold() in (name.casefold() for name in names):
                return system
        raise UnknownName("system of this run", found, scenario.systems, "--system")

    def option(self, found: str) -> Option:
        """An option of the run by id; raises UnknownName."""
        ids = [option.id for option in self.context.scenario.options]
        if found not in ids:
            raise UnknownName("option of this run", found, ids, "--option")
        return self.context.scenario.option(found)

    def places(self, output: Output, place: str) -> list[int]:
        """The places asked about as positions on a question's last axis; empty for a question without places; raises UnknownName."""
        codes = self.context.tables.codes
        if not output.dims or output.dims[-1] not in PLACES:
            if place:
                raise QuestionError(f"--place: {output.question} is not answered place by place; leave --place out")
            return []
        if not place:
            return list(range(len(codes)))
        named = place_names(codes)
        for index, names in enumerate(named):
            if place.strip().casefold() in (name.casefold() for name in names):
                return [index]
        raise UnknownName("place of this run", place, [name for names in named for name in names], "--place")

    def disagrees(self, question: str) -> NoReturn:
        """Raise QuestionError: an answer computed now differs from the stored one."""
        raise QuestionError(
            f"{self.folder}: {question} comes out differently now than in the saved run (made by dualtrack {self.record['version']}), "
            f"so the saved number cannot be explained by this version; run again"
        )


def open_saved(folder: Path, catalogue: Catalogue) -> Saved:
    """A saved run with the scenario it was made from; raises QuestionError when the records have changed since."""
    data = load(folder)
    record = json.loads(data.attrs["run_record"])
    if catalogue.fingerprint() != record["catalogue"]:
        scenario_file = (folder if folder.is_dir() else folder.parent) / "scenario.yaml"
        raise QuestionError(
            f"{folder}: the records have changed since this run ({record['catalogue'][:12]} then, {catalogue.fingerprint()[:12]} now), "
            f"so its numbers cannot be computed again; give the --data folders of the run, or run again: "
            f"dualtrack brief {scenario_file} --seed {record['seed']} --draws {record['draws']}"
        )
    dates = {"as_of": record["known_by"], "holds_on": record["holds_on"], "perspectives": record["perspectives"]}
    scenario = freeze(record_from(record["scenario"], "scenarios", str(folder)), catalogue, dates)
    return Saved(folder, data, record, context_of(scenario, catalogue, record["seed"], record["draws"]))


def place_names(codes: Iterable[str]) -> list[tuple[str, str, str]]:
    """Code, name and capital of each state."""
    from dualtrack import geography

    states = [geography.country(code) for code in codes]
    return [(state.code, state.name, state.capital.name) for state in states]
