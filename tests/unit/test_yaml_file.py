"""YAML as the records use it: 1.2, every line kept, and everything absurd refused with its line before it costs anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dualtrack.catalogue import yaml_file
from dualtrack.catalogue.load import read_text
from dualtrack.catalogue.yaml_file import MAXIMUM_CHARACTERS, parse
from dualtrack.errors import RecordError


def refusal(text: str) -> str:
    with pytest.raises(RecordError) as caught:
        parse(text, "file.yaml")
    return str(caught.value)


def test_norway_is_a_member_of_the_alliance() -> None:
    assert parse("[NO, no, yes, on, off, y, n]", "f").data == ["NO", "no", "yes", "on", "off", "y", "n"]


def test_dates_and_times_stay_text() -> None:
    assert parse("[2019-08-02, 2019-08, 2001-12-14t21:59:43.10-05:00, 12:30:45]", "f").data == [
        "2019-08-02",
        "2019-08",
        "2001-12-14t21:59:43.10-05:00",
        "12:30:45",
    ]


def test_numbers_truth_and_nothing_are_what_yaml_1_2_says() -> None:
    found = parse("[480, -1.5, 2e3, true, False, null, ~, '480', 0x1F]", "f").data
    assert found[:8] == [480, -1.5, 2000.0, True, False, None, None, "480"]
    assert found[8] in (31, "0x1F")


def test_every_value_has_its_line_and_a_missing_one_that_of_its_parent() -> None:
    file = parse("a:\n  b:\n    - one\n    - two\nc: 1\n", "f")
    assert [file.line(path) for path in [("a",), ("a", "b"), ("a", "b", 1), ("c",), ("a", "b", 9, "z"), ("q",)]] == [1, 2, 4, 5, 2, 1]


def test_an_empty_file_is_nothing() -> None:
    assert parse("", "f").data is None
    assert parse("# a comment\n", "f").data is None


def test_duplicate_keys_are_all_reported_with_both_lines() -> None:
    found = refusal("a: 1\nb: {c: 1,\n  c: 2}\na: 3\n")
    assert found.splitlines() == [
        "file.yaml:3: b.c: the key stands twice, first on line 2; write it once",
        "file.yaml:4: a: the key stands twice, first on line 1; write it once",
    ]


@pytest.mark.parametrize(
    ("text", "line"), [("a: [1, 2\nb: 3\n", 2), ("a: 1\n\tb: 2\n", 2), ("a: 'x\n", 2), ("a: 1\n---\nb: 2\n", 2), ("a: *none\n", 1)]
)
def test_broken_syntax_names_the_line(text: str, line: int) -> None:
    assert refusal(text).startswith(f"file.yaml:{line}: not valid YAML: ")


def test_a_control_character_is_refused() -> None:
    assert refusal("a: \x00b\n").startswith("file.yaml:1: not valid YAML: ")


def test_anchors_are_refused_each_once_and_followed_by_none() -> None:
    rows, before = ["a: &a [x, x, x, x, x, x, x, x, x]"], "a"
    for name in "bcdefghi":
        rows.append(f"{name}: &{name} [{', '.join(['*' + before] * 9)}]")
        before = name
    found = refusal("\n".join(rows)).splitlines()
    assert len(found) == 9
    assert found[1] == "file.yaml:2: anchors are not allowed, found &b; write the value itself"
    assert refusal("a: &one 480\nb: *one\n") == "file.yaml:1: anchors are not allowed, found &one; write the value itself"


def test_an_ampersand_in_words_is_no_anchor() -> None:
    assert parse("a: R&D and Kent & Thaler\nb: 'x: &y'\n# &z\n", "f").data == {"a": "R&D and Kent & Thaler", "b": "x: &y"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:\n" + "[" * 5000, 2),
        ("a: " + "{b: " * 5000, 1),
        ("- " * 5000 + "x", 1),
        ("\n".join(" " * depth + "a:" for depth in range(400)), 122),
        ("? " * 5000 + "x", 1),
    ],
)
def test_deep_nesting_is_refused_with_its_line(text: str, line: int) -> None:
    assert refusal(text) == f"file.yaml:{line}: nested too deeply; write at most 30 levels"


def test_ten_megabytes_of_nesting_are_refused_by_their_size() -> None:
    assert refusal("[" * 10_000_000) == (
        f"file.yaml:1: the file is too large (10,000,000 characters); write at most {MAXIMUM_CHARACTERS:,} characters"
    )


def test_a_file_that_is_not_utf_8_or_not_there_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("id: köln\n".encode("latin-1"))
    with pytest.raises(RecordError, match=r"latin\.yaml:1: is not UTF-8 text; write the file saved as UTF-8"):
        read_text(file)
    with pytest.raises(RecordError, match=r"none\.yaml:1: cannot be read: No such file"):
        read_text(tmp_path / "none.yaml")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "marked.yaml"
    file.write_bytes(b"\xef\xbb\xbfid: x\n")
    assert parse(read_text(file), "f").data == {"id": "x"}


PLAIN = "NO yes on True FALSE ~ null 1_000 0o17 017 0x1F 1e3 .5 -.inf .nan 1:30 +1 = << 2019-01-01 12. 0b11 'NO' é http://a.b/c?d=e#f {"
SCALARS = st.sampled_from([*PLAIN.split(), '"12"', "words of it", "a: b", "- x", "x #y", "!!str 1", '"\\/"', ""])


@given(values=st.lists(SCALARS, min_size=1, max_size=6), flow=st.booleans())
def test_both_readers_of_yaml_find_the_same(values: list[str], flow: bool) -> None:
    text = f"{{{', '.join(f'k{n}: {value}' for n, value in enumerate(values))}}}" if flow else ""
    text = text or "".join(f"k{number}: {value}\n" for number, value in enumerate(values))

    def read() -> object:
        try:
            found = parse(text, "a.yaml")
        except RecordError as error:
            return str(error)
        return repr(found.data), dict(found.lines)

    fast = read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file.libyaml, "__with_libyaml__", False)
        assert read() == fast
