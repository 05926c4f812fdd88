"""The house rules as tests: budgets, rooms, direction of imports, scope guard. An exception is one line with its reason."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import dualtrack
from dualtrack.models import models

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "dualtrack"
RECORDS = SOURCE / "data"

FILE_LINES = 300
FILE_LINES_AT_MOST = 400
FUNCTION_LINES = 40
FUNCTION_LINES_AT_MOST = 60
PARAMETERS = 6
RECORD_LINES = 80
PUBLIC_NAMES = 20

# path: why it is longer than 300 lines; none may pass 400
LONG_FILES: dict[str, str] = {}

# path::function: why it is longer than 40 lines; none may pass 60
LONG_FUNCTIONS: dict[str, str] = {
    "src/dualtrack/models/raid/kernels.py::_raid": "one event after another; a call inside that passes many arrays would cost a third",
    "src/dualtrack/cli/coverage.py::coverage": "one line for each option of the command line, and the checks of three of them",
    "src/dualtrack/models/viewshed/kernels.py::sweep_sector": "one row after another of a sweep; a call inside would cost half its speed",
    "src/dualtrack/runs/run.py::run": "the order of a run, to be read from top to bottom; its parts are functions of their own",
}

# The root names the public functions and has no room of its own.
ROOMLESS = {"src/dualtrack/__init__.py"}

HOMELESS = {"utils", "util", "helpers", "helper", "common", "core", "misc", "experimental"}

# Words no field, option or parameter may be named for (docs/decisions/0001-rooms-and-layers.md, scope guard).
OUT_OF_SCOPE = re.compile(r"(^|_)(accuracy|guidance|cep|aim|aimpoints?|target(ing|s|ed)?|warhead_design|vulnerabilit(y|ies))(_|$)")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py") if "_build" not in path.parts)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the function without its decorators and docstring."""
    first, last = function.lineno, function.end_lineno or function.lineno
    body = function.body[0]
    documented = isinstance(body, ast.Expr) and isinstance(body.value, ast.Constant) and isinstance(body.value.value, str)
    return last - first + 1 - ((body.end_lineno or body.lineno) - body.lineno + 1 if documented else 0)


def test_files_are_within_their_budget() -> None:
    counts = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in python_files("src", "tests", "tools", "benchmarks")}
    over = {path: lines for path, lines in counts.items() if lines > FILE_LINES}
    assert {path for path, lines in over.items() if lines > FILE_LINES_AT_MOST} == set(), "split by meaning: no file passes 400 lines"
    assert sorted(over) == sorted(LONG_FILES), "over 300 lines: split by meaning, or give the reason in LONG_FILES; within it: take it off"


def test_functions_are_within_their_budget() -> None:
    over = {
        f"{name_of(path)}::{function.name}": lines_of(function)
        for path in python_files("src", "tools", "benchmarks")
        for function in functions(ast.parse(path.read_text("utf-8")))
        if lines_of(function) > FUNCTION_LINES
    }
    assert {name for name, lines in over.items() if lines > FUNCTION_LINES_AT_MOST} == set(), "no function passes 60 lines"
    assert sorted(over) == sorted(LONG_FUNCTIONS), (
        "over 40 lines: split by meaning, or give the reason in LONG_FUNCTIONS; within it: take it off"
    )


def test_public_functions_take_at_most_six_parameters() -> None:
    # Keyword-only options name themselves where they are written; commands declare the options of the command line.
    over = [
        f"{name_of(path)}::{function.name}"
        for path in python_files("src")
        if "cli" not in path.parts
        for function in functions(ast.parse(path.read_text("utf-8")))
        if not function.name.startswith("_") and len(function.args.posonlyargs + function.args.args) > PARAMETERS
    ]
    # A model's `answer` takes one array per declared input; a kernel takes its arrays and numbers one by one, as compiled code does.
    assert [
        name
        for name in over
        if not (name.startswith("src/dualtrack/models/") and name.endswith("::answer")) and "/kernels.py::" not in name
    ] == []


def test_records_are_within_their_budget() -> None:
    over = []
    for path in sorted(RECORDS.rglob("*.yaml")):
        lines = path.read_text("utf-8").splitlines()
        if len(lines) > RECORD_LINES and not any(re.match(r"# budget: \S", line) for line in lines[:3]):
            over.append(f"{name_of(path)}: {len(lines)} lines")
    assert over == [], "over 80 lines: shorten the record, or say why in its first lines: `# budget: why`"


def test_the_public_names_are_few_sorted_and_documented() -> None:
    assert len(dualtrack.__all__) <= PUBLIC_NAMES
    assert dualtrack.__all__ == sorted(dualtrack.__all__)
    assert [name for name in dualtrack.__all__ if not (getattr(dualtrack, name).__doc__ or "").strip()] == []


def test_every_module_has_a_home_with_a_meaning() -> None:
    paths = [path.relative_to(SOURCE) for path in python_files("src")]
    assert [str(path) for path in paths if HOMELESS & {part.removesuffix(".py").strip("_") for part in path.parts}] == []


def test_the_first_screen_of_every_module_names_its_room() -> None:
    silent = [name_of(path) for path in python_files("src") if "Room: " not in "\n".join(path.read_text("utf-8").splitlines()[:12])]
    assert set(silent) == ROOMLESS


def test_every_model_says_where_it_is_valid_and_on_what_grounds() -> None:
    assert [model.name for model in models() if not (model.valid_for and model.references and model.formula)] == []


def test_every_public_function_of_a_model_says_where_it_is_valid() -> None:
    silent = [
        f"{name_of(path)}::{node.name}"
        for path in sorted((SOURCE / "models").glob("*/*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if "Valid for" not in (ast.get_docstring(node) or "")
    ]
    assert silent == []


def test_imports_go_downward_only() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([script, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_models_and_law_know_no_file_and_no_clock() -> None:
    # `ports.py` finds the folders of the models and `cases.yaml` is read by the tests.
    forbidden = {"pathlib", "os", "io", "open", "time", "datetime.now", "random", "xarray", "ruamel"}
    breaches = [
        f"{name_of(path)}: {name}"
        for path in sorted((SOURCE / "models").glob("*/*.py")) + sorted((SOURCE / "law").glob("*.py"))
        for name in imported(path)
        if name.split(".")[0] in forbidden
    ]
    assert breaches == []


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def named(path: Path) -> Iterator[str]:
    """Every field, parameter, function, class and literal key a module names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name.lower()
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def test_no_field_lies_outside_the_scope() -> None:
    rooms = ("catalogue", "facts", "models", "law", "scenarios", "runs")
    breaches = [
        f"{name_of(path)}: {name}"
        for room in rooms
        for path in sorted((SOURCE / room).rglob("*.py"))
        for name in named(path)
        if OUT_OF_SCOPE.search(name.replace("-", "_").lower())
    ]
    assert breaches == [], "a field outside the scope: see the scope guard in README.md; a new field needs a decision record"
    keys = [
        f"{name_of(path)}: {key}"
        for path in sorted(RECORDS.rglob("*.yaml"))
        for key in re.findall(r"^\s*([a-z_-]+):", path.read_text("utf-8"), re.MULTILINE)
        if OUT_OF_SCOPE.search(key.replace("-", "_"))
    ]
    assert keys == []


def test_templates_hold_no_digit_in_their_text() -> None:
    """A number in a brief comes from the outline, never from a template."""
    templates = SOURCE / "briefs" / "templates"
    markup = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<style.*?</style>|<[^>]*>", re.DOTALL)
    for path in sorted(templates.glob("*.j2")):
        assert re.findall(r".{0,20}\d.{0,20}", markup.sub(" ", path.read_text("utf-8"))) == [], path.name
    settings = re.compile(r'^\s*//.*|rgb\("#[0-9a-f]+"\)|paper: "a4"|display\("1 / 1"', re.MULTILINE)  # colours, paper, page counter
    for path in sorted(templates.glob("*.typ")):
        text = settings.sub(" ", path.read_text("utf-8"))
        assert [literal for literal in re.findall(r'"[^"\n]*"', text) if re.search(r"\d", literal)] == [], path.name
        assert re.findall(r"\[[^\[\]#\n]*\d[^\[\]\n]*\]", re.sub(r'"[^"\n]*"', '""', text)) == [], path.name


def locked(name: str) -> dict[str, set[str]]:
    """Versions by package, from a requirements file."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if match := re.match(r"([a-z0-9-]+)==(\S+)", line):
            found.setdefault(match[1], set()).add(match[2])
    return found


@pytest.mark.parametrize(("name", "extras"), [("requirements.txt", ()), ("requirements-test.txt", ("test", "docs"))])
def test_the_lock_holds_every_dependency_with_hashes_and_no_host(name: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = list(project["project"]["dependencies"]) + project["dependency-groups"]["build"]
    for extra in extras:
        listed = project["project"]["optional-dependencies"]
        inner = {name for line in listed[extra] if line.startswith("dualtrack[") for name in line[10:-1].split(",")}
        wanted += [line for name in (extra, *sorted(inner)) for line in listed[name] if not line.startswith("dualtrack[")]
    pins = locked(name)
    for requirement in map(Requirement, wanted):
        versions = pins.get(requirement.name.lower().replace(".", "-").replace("_", "-"), set())
        assert versions, f"{requirement} is in pyproject.toml but not in {name}: run make lock"
        assert all(version in requirement.specifier for version in versions), f"{requirement} against {versions}: run make lock"
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text and "--index" not in text and "--find-links" not in text
    entries = re.findall(r"^[a-z0-9-]+==.*(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+", text, re.MULTILINE)
    assert len(entries) == len(re.findall(r"^[a-z]", text, re.MULTILINE)), "an entry without a hash"


def test_the_two_locks_agree() -> None:
    run, test = locked("requirements.txt"), locked("requirements-test.txt")
    assert {name: versions for name, versions in run.items() if test.get(name) != versions} == {}
