"""Room: api. The dozen functions people call; thin. The command line and the workbench use these and nothing below."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dualtrack.catalogue import Catalogue, Record
from dualtrack.errors import UserError

if TYPE_CHECKING:
    import xarray as xr

    from dualtrack.outline import Document
    from dualtrack.reading import Reading
    from dualtrack.runs import Run
    from dualtrack.runs.run import Progress
    from dualtrack.scenarios import Scenario

SEED = 1
DRAWS = 500


def open_catalogue(*folders: Path | str) -> Catalogue:
    """The shipped records with folders of the user's own, of the same shape, laid over them."""
    return Catalogue.open(*(Path(folder) for folder in folders))


def read_report(source: Path | str, catalogue: Catalogue, stdin: BinaryIO | None = None) -> Reading:
    """Read a report (text, HTML, PDF, `-` for standard input) against the catalogue; raises ReportError with the remedy."""
    from dualtrack.reading import load_report, read
    from dualtrack.scenarios.propose import lexicon_of

    return read(load_report(source, stdin), lexicon_of(catalogue))


def propose_scenario(reading: Reading, catalogue: Catalogue, as_of: str | None = None) -> Record:
    """The scenario a report proposes; raises ReportError when it cannot be dated or names no system, actor or alliance."""
    from dualtrack.scenarios.propose import propose

    return propose(reading, catalogue, as_of)


def load_scenario(source: Path | str, catalogue: Catalogue) -> Record:
    """A scenario from a file, or a shipped one by id; raises RecordError with every problem of the file."""
    from dualtrack.catalogue.load import load_record
    from dualtrack.catalogue.records import record_from

    path = Path(source)
    if path.suffix.lower() in (".yaml", ".yml") or path.is_file():
        return record_from(load_record(path, "scenarios", str(path)), "scenarios", str(path))
    return catalogue.record(str(source), "scenarios")


def run_scenario(
    record: Record,
    catalogue: Catalogue,
    overrides: Mapping[str, Any] | None = None,
    *,
    seed: int = SEED,
    draws: int = DRAWS,
    progress: Progress | None = None,
) -> Run:
    """Run every model for every option and perspective; `overrides` may give as_of, holds_on and perspectives."""
    from dualtrack.runs import run
    from dualtrack.scenarios import freeze

    scenario: Scenario = freeze(record, catalogue, overrides)
    return run(scenario, catalogue, seed, draws, progress)


def make_brief(run: Run, catalogue: Catalogue) -> Document:
    """The brief of a run as a typed document; raises UntracedNumber when a number in it leads nowhere."""
    from dualtrack.outline import brief

    return brief(run, catalogue)


def write_brief(document: Document, run: Run, folder: Path | str, formats: Sequence[str] = ("html", "pdf", "json")) -> tuple[Path, ...]:
    """Write the brief in each format, the run as NetCDF and the scenario, whole or not at all; returns the files written."""
    from dualtrack.briefs import renderer
    from dualtrack.briefs._writing import write_whole

    rendered = {f"brief{found.SUFFIX}": found.render(document) for found in (renderer(name) for name in formats)}
    return write_whole(Path(folder), rendered, run)


def explain(folder: Path | str, question: str, catalogue: Catalogue, asked: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The chain of one number of a saved run: claims, chosen values, formula, result, recomputed; raises QuestionError.

    `asked` may name the option, perspective, place and system; the first of each is taken where it does not.
    """
    from dualtrack.runs.explain import explain_answer
    from dualtrack.runs.saved import Asked

    chosen = {"option": "hold", "perspective": "", "place": "", "system": "", **(asked or {})}
    return explain_answer(Path(folder), question, Asked(**chosen), catalogue)


def open_run(folder: Path | str) -> xr.Dataset:
    """The labelled results of a saved run."""
    from dualtrack.runs.store import load

    return load(Path(folder))


def reach(
    system: str, place: str, catalogue: Catalogue, *, as_of: datetime.date, perspectives: Sequence[str] = (), range_km: float | None = None
) -> dict[str, Any]:
    """Who is in reach of a system from a place, under each perspective and each claim of its range."""
    from dualtrack.runs.single import reach_answer

    return reach_answer(system, place, catalogue, as_of, perspectives, range_km)


def verdict(  # noqa: PLR0913  keyword-only options of one question
    subject: str,
    treaty: str,
    catalogue: Catalogue,
    *,
    as_of: datetime.date,
    holds_on: datetime.date | None = None,
    perspectives: Sequence[str] = (),
    party: str = "",
    facts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A treaty's verdict on a system, site, exercise, party or measure under each perspective, with its chain of articles.

    `facts` (attribute to words, number or quantity) stand for or beside what is on record; `party` is who is held to the treaty.
    """
    from dualtrack.runs.judging import Question, verdict_answer

    return verdict_answer(subject, treaty, catalogue, Question(as_of, holds_on, perspectives, party, facts or {}))


def treaty(treaty_id: str, catalogue: Catalogue, *, on: datetime.date) -> dict[str, Any]:
    """A treaty whole, in plain types: standing on a day, timeline, parties, paragraphs, quotas, declared figures with their totals."""
    from dualtrack.runs.treaty_page import treaty_plain

    return treaty_plain(catalogue.record(treaty_id, "treaties"), catalogue, on)


def treaty_cases(file: Path | str, catalogue: Catalogue) -> dict[str, Any]:
    """The cases of a file run against the treaty it names: how many came out as expected, and what did not."""
    from dualtrack.runs.treaty_cases import run_cases

    found, results = run_cases(Path(file), catalogue)
    cases = [
        {"name": each.name, "compliance": each.verdict.compliance.value, "sentence": each.verdict.sentence, "wrong": list(each.wrong)}
        for each in results
    ]
    return {"treaty": found.id, "treaty_name": found.name, "passed": sum(not each.wrong for each in results), "cases": cases}


def what_if(
    draft: Path | str,
    scenario: Record,
    catalogue: Catalogue,
    *,
    in_force: datetime.date | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What a draft treaty (a file, or one on record) would forbid in a scenario, to whom, for each perspective, were it in force."""
    from dualtrack.runs.what_if import what_if_answer

    return what_if_answer(_draft(draft, catalogue), scenario, catalogue, in_force, dict(overrides or {}))


def _draft(source: Path | str, catalogue: Catalogue) -> Record:
    from dualtrack.catalogue.load import load_record
    from dualtrack.catalogue.records import record_from

    path = Path(source)
    if path.suffix.lower() in (".yaml", ".yml") or path.is_file():
        return record_from(load_record(path, "treaties", str(path)), "treaties", str(path))
    return catalogue.record(str(source), "treaties")


def verify(  # noqa: PLR0913  keyword-only options of one question
    regime: Record,
    catalogue: Catalogue,
    *,
    as_of: datetime.date,
    confidence_percent: float | None = None,
    violation_items: int | None = None,
    seed: int = SEED,
    draws: int = DRAWS,
) -> dict[str, Any]:
    """What a measure's verification regime would find: chances [percent], months, inspections needed, costs [USD million], the curve.

    `confidence_percent` and `violation_items` stand in for the record's own goal and violation.
    """
    from dualtrack.runs.regime_figures import Wanted
    from dualtrack.runs.verifying import verify_answer

    return verify_answer(regime, catalogue, as_of, Wanted(confidence_percent, violation_items), seed, draws)


def flight(profile: str, range_km: float, *, apogee_km: float | None = None, speed_m_s: float | None = None) -> dict[str, Any]:
    """The time of one flight over a distance [km], or its interval, by its kind; refuses what no model covers with a UserError."""
    from dualtrack.errors import OutsideValidity
    from dualtrack.runs.flights import Asked, flight_answer

    try:
        return flight_answer(profile, Asked(range_km, apogee_km, speed_m_s))
    except OutsideValidity as error:
        raise UserError(f"not modelled: {error}") from error


def horizon(
    sensor_height_m: float,
    flight_height_m: float,
    *,
    range_km: float | None = None,
    perimeter_km: float | None = None,
    notice_minutes: float = 0.0,
    speed_m_s: float = 250.0,
) -> dict[str, Any]:
    """How far a sensor [m above ground] sees a flight [m above ground], and what a barrier of such sensors takes; UserError beyond."""
    from dualtrack.errors import OutsideValidity
    from dualtrack.runs.sight import horizon_answer

    try:
        return horizon_answer(
            sensor_height_m,
            flight_height_m,
            range_km=range_km,
            perimeter_km=perimeter_km,
            notice_minutes=notice_minutes,
            speed_m_s=speed_m_s,
        )
    except OutsideValidity as error:
        raise UserError(str(error)) from error


def warning(  # noqa: PLR0913  keyword-only options of one question
    scenario: Record,
    catalogue: Catalogue,
    overrides: Mapping[str, Any] | None = None,
    *,
    options: Sequence[str] = (),
    places: Sequence[str] = (),
    seed: int = SEED,
    draws: int = DRAWS,
) -> dict[str, Any]:
    """How much warning each capital, or each place asked for, in reach has [minutes], by option, perspective, claim and system."""
    from dualtrack.runs.warning_answers import Asked, warning_answer

    asked = Asked(tuple(options), tuple(places))
    return warning_answer(scenario, catalogue, dict(overrides or {}), asked, seed=seed, draws=draws)


def coverage(  # noqa: PLR0913  keyword-only options of one question
    scenario: Record,
    catalogue: Catalogue,
    heights_m: Sequence[float],
    *,
    overrides: Mapping[str, Any] | None = None,
    option: str = "hold",
    cell_km: float = 10.0,
    window: tuple[float, float, float, float] | None = None,
    terrain: Path | None = None,
    out: Path | None = None,
    formats: Sequence[str] = ("png", "geojson"),
) -> dict[str, Any]:
    """What the alliance's radars see of flights at heights above ground [m]: land and people covered, and the map's files with `out`."""
    from dualtrack.runs.coverage import EUROPE, Asked
    from dualtrack.runs.coverage import coverage as mapped

    asked = Asked(tuple(heights_m), cell_km, window or EUROPE, terrain, option)
    found = mapped(scenario, catalogue, dict(overrides or {}), asked)
    if out is None:
        return found.facts
    from dualtrack.briefs._coverage import write

    try:
        files = write(found, out, tuple(formats))
    except OSError as error:
        raise UserError(f"--out: {out} cannot be written to: {error.strerror}; write a folder where you may write") from error
    return found.facts | {"files": [str(path) for path in files]}


def raid(  # noqa: PLR0913  keyword-only options of one question
    scenario: Record,
    catalogue: Catalogue,
    overrides: Mapping[str, Any] | None = None,
    *,
    options: Sequence[str] = (),
    seed: int = SEED,
    tolerance: float = 0.5,
    at_most: int = 5_000,
) -> dict[str, Any]:
    """What gets through of a scenario's notional raid under each option's batteries, what is spent, and how sure that is."""
    from dualtrack.runs.raid_answers import raid_answer

    return raid_answer(scenario, catalogue, dict(overrides or {}), options, seed=seed, tolerance=tolerance, at_most=at_most)
