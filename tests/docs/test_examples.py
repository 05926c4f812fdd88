"""Every example in the README and the pages is executed, without a network.

    ```python     run in one namespace per page; with `>>>` the printed answer is compared
    ```console    lines after `$ ` are run by the shell in a folder of their own; what follows them is the expected output
    ```yaml       read by the catalogue's own parser

In expected output `...` stands for anything, white space is free. `make` lines are not run, but their target must exist.
A command may fail only where the next one is `echo $?`. Other languages (`text`, `json`) are shown, not run.
"""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
OFFLINE = Path(__file__).parent / "offline"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts),
]
FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[^\n`]*)\n(?P<body>.*?)^(?P=indent)``` *$", re.MULTILINE | re.DOTALL)
SHOWN = {"", "text", "json", "xml", "make", "{toctree}", "{image}"}
RUN = {"python", "console", "yaml"}
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
CHECKER = doctest.OutputChecker()


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of a page."""

    language: str
    body: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for found in FENCE.finditer(text):
        indent = len(found["indent"])
        body = "".join(line[indent:] for line in found["body"].splitlines(keepends=True))
        yield Block(found["language"].strip(), body, text.count("\n", 0, found.start()) + 2)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def with_language(language: str) -> list[Any]:
    return [pytest.param(page, id=name_of(page)) for page in PAGES if page.exists() and any(b.language == language for b in blocks(page))]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in, which sees the repository's `src`, and no network."""
    (tmp_path / "src").symlink_to(ROOT / "src")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(OFFLINE))
    for name, value in {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.mark.parametrize("page", with_language("python"))
def test_python(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", refuse)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.language != "python":
            continue
        if ">>>" not in block.body:
            exec(compile("\n" * (block.line - 1) + block.body, name_of(page), "exec"), namespace)
            continue
        example = doctest.DocTestParser().get_doctest(block.body, namespace, name_of(page), str(page), block.line - 1)
        told: list[str] = []
        result = doctest.DocTestRunner(CHECKER, optionflags=FLAGS).run(example, out=told.append, clear_globs=False)
        namespace.update(example.globs)
        assert result.failed == 0, "".join(told)


def refuse(*_: object) -> None:
    raise OSError("examples run without a network")


@pytest.mark.parametrize("page", with_language("console"))
def test_console(page: Path, folder: Path) -> None:
    status = 0
    for block in blocks(page):
        if block.language != "console":
            continue
        steps = list(commands(block))
        for place, (line, command, expected) in enumerate(steps):
            where = f"{name_of(page)}:{line}: $ {command}"
            if command.startswith("make"):
                assert is_target(command), f"{where}: no such target in the Makefile"
                continue
            told = subprocess.run(
                ["bash", "-c", f"(exit {status}); {command}"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=120,
                check=False,
            )
            status, output = told.returncode, told.stdout.decode("utf-8")
            asked = place + 1 < len(steps) and steps[place + 1][1] == "echo $?"
            assert status == 0 or asked, f"{where}: ended with {status}\n{output}"
            if expected:
                assert CHECKER.check_output(expected, output, FLAGS), f"{where}\nexpected\n{expected}\ngot\n{output}"


def commands(block: Block) -> Iterator[tuple[int, str, str]]:
    """Line, command and expected output of each `$ ` line of a block; a line that ends with a backslash goes on."""
    lines = block.body.splitlines(keepends=True)
    starts = [place for place, line in enumerate(lines) if line.startswith("$ ")]
    assert starts[:1] == [0], f"line {block.line}: a console block starts with `$ `"
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = start
        while lines[last].endswith("\\\n"):
            last += 1
        yield block.line + start, "".join(lines[start : last + 1])[2:].strip(), "".join(lines[last + 1 : end])


def is_target(command: str) -> bool:
    words = [word for word in command.partition("#")[0].split()[1:] if "=" not in word]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return all(re.search(rf"^{re.escape(word)}:", makefile, re.MULTILINE) for word in words)


@pytest.mark.parametrize("page", with_language("yaml"))
def test_yaml(page: Path) -> None:
    from dualtrack.catalogue.yaml_file import parse

    for block in blocks(page):
        if block.language == "yaml":
            parse(block.body, f"{name_of(page)}:{block.line}")


@pytest.mark.parametrize("page", [pytest.param(page, id=name_of(page)) for page in PAGES if page.exists()])
def test_every_block_is_run_or_only_shown(page: Path) -> None:
    unknown = [(b.line, b.language) for b in blocks(page) if b.language.split(" ")[0] not in SHOWN | RUN]
    assert unknown == [], "write python, console or yaml (they are run), or text or json (they are shown)"
    odd = page.read_text("utf-8").count("```") % 2
    assert odd == 0, "a fence is not closed"


@pytest.mark.parametrize("page", [pytest.param(page, id=name_of(page)) for page in PAGES if page.exists()])
def test_links_inside_the_repository_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8"))
    targets = [
        target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target and not target.startswith("#")
    ]
    assert [target for target in targets if not (page.parent / target).exists()] == []
