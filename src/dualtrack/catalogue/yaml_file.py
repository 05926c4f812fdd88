"""Room: catalogue. The only YAML parser of the project: YAML 1.2 text to plain data with the line of every value.

What a value is follows ruamel.yaml's rules, so that `NO` stays text, dates stay text, and a duplicate key is refused with its line.
The text is taken apart by libyaml, some ten times faster; whatever that cannot read alike, or refuses, ruamel.yaml reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import Any

import yaml as libyaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from dualtrack.errors import Problem, RecordError

Path = tuple[str | int, ...]
MAXIMUM_CHARACTERS = 1_000_000
MAXIMUM_DEPTH = 30
_READ_OTHERWISE = re.compile(r"(?:^|[\s\[{,])[!%]|[\x85\u2028\u2029\ufeff\t]", re.MULTILINE)
"""Tags, directives, tabs and line ends that YAML 1.1, which libyaml knows, reads otherwise than 1.2."""
_MAY_HOLD_ANCHOR = re.compile(r"(?:^|[\s\[{,:?-])&\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One parsed file: its name as shown to the user, its data in plain types, and the line of every path."""

    name: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest one above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    @property
    def form(self) -> str:
        """What the whole file is, in words."""
        if self.data is None:
            return "an empty file"
        return "a mapping" if isinstance(self.data, dict) else "a list" if isinstance(self.data, list) else "a single value"


def parse(text: str, name: str) -> YamlFile:
    """Parse YAML text; raises RecordError naming the line for broken syntax, duplicate keys, or absurd size or nesting."""
    if len(text) > MAXIMUM_CHARACTERS:
        raise _refused(name, 1, f"the file is too large ({len(text):,} characters)", f"at most {MAXIMUM_CHARACTERS:,} characters")
    _check_depth(text, name)
    try:
        anchors = _anchors(text, name)
        node = _composed(text) if not anchors else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong = " ".join(str(part) for part in (error.context, error.problem) if part)
        raise _refused(name, mark.line + 1 if mark else 1, f"not valid YAML: {wrong}", "YAML 1.2") from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise _refused(name, 1, f"not valid YAML: {str(error).splitlines()[0]}", "YAML 1.2") from error
    lines: dict[Path, int] = {}
    problems = anchors
    data = _plain(node, (), lines, problems, name) if node is not None else None
    if problems:
        raise RecordError(problems)
    return YamlFile(name, data, lines)


def _composed(text: str) -> Any:
    """The nodes of a text, by libyaml where it reads the text as YAML 1.2 has it; raises the errors of ruamel.yaml."""
    if libyaml.__with_libyaml__ and not _READ_OTHERWISE.search(text):
        try:
            return libyaml.compose(text, Loader=libyaml.CBaseLoader)
        except libyaml.YAMLError:
            pass
    return YAML(typ="rt", pure=True).compose(StringIO(text))


def _refused(name: str, line: int, wrong: str, instead: str) -> RecordError:
    return RecordError([Problem(name, line, "", wrong, "", instead)])


def _check_depth(text: str, name: str) -> None:
    """Refuse nesting no record needs, before the parser recurses into it."""
    for number, line in enumerate(text.splitlines(), 1):
        indent = len(line) - len(line.lstrip(" -?"))
        if indent > 4 * MAXIMUM_DEPTH and line.strip():
            raise _refused(name, number, "nested too deeply", f"at most {MAXIMUM_DEPTH} levels")
    depth = 0
    for match in re.finditer(r"[\[{\]}\n]", text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
        if depth > MAXIMUM_DEPTH:
            raise _refused(name, text.count("\n", 0, match.start()) + 1, "nested too deeply", f"at most {MAXIMUM_DEPTH} levels")


def _anchors(text: str, name: str) -> list[Problem]:
    """Every anchor of a text: a few anchors of anchors can stand for more values than a machine holds, so none is followed."""
    if not _MAY_HOLD_ANCHOR.search(text):
        return []
    events = (event for event in YAML(typ="rt", pure=True).parse(StringIO(text)) if not isinstance(event, AliasEvent))
    return [
        Problem(name, event.start_mark.line + 1, "", "anchors are not allowed", f"&{event.anchor}", "the value itself")
        for event in events
        if getattr(event, "anchor", None)
    ]


def _plain(node: Any, path: Path, lines: dict[Path, int], problems: list[Problem], name: str) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, MappingNode | libyaml.MappingNode):
        return _mapping(node, path, lines, problems, name)
    if isinstance(node, SequenceNode | libyaml.SequenceNode):
        return [_plain(item, (*path, index), lines, problems, name) for index, item in enumerate(node.value)]
    if isinstance(node, ScalarNode):
        return _scalar(str(node.tag).rpartition(":")[2], str(node.value))
    return _scalar("str" if node.style else _kind(node.value), node.value)


def _mapping(node: Any, path: Path, lines: dict[Path, int], problems: list[Problem], name: str) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in result:
            first = lines[(*path, key)]
            problems.append(Problem(name, line, _dotted((*path, key)), f"the key stands twice, first on line {first}", "", "it once"))
            continue
        lines[(*path, key)] = line
        result[key] = _plain(value_node, (*path, key), lines, problems, name)
    return result


@cache
def _kind(text: str) -> str:
    """What a scalar without quotes is by the rules of YAML 1.2."""
    return str(YAML(typ="rt", pure=True).resolver.resolve(ScalarNode, text, (True, False))).rpartition(":")[2]


def _scalar(kind: str, text: str) -> Any:
    """Plain value of a scalar; numbers and booleans as YAML 1.2 has them, everything else (dates too) as text."""
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind in ("int", "float"):
        try:
            return int(text) if kind == "int" else float(text)
        except ValueError:
            return text
    return text


def _dotted(path: Path) -> str:
    return ".".join(str(part) for part in path)
