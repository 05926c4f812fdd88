"""What a draft would forbid: on a scenario's sites and measures, for each perspective, and what happens when it is changed."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.cli import main
from dualtrack.errors import UserError

DRAFT = Path(dualtrack.__file__).parent / "data" / "treaties" / "draft-west-of-urals.yaml"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.open()


def asked(catalogue: Catalogue, draft: Path | str, **changed: Any) -> dict[str, dict[str, str]]:
    answer = dualtrack.what_if(draft, catalogue.record("brussels-2020", "scenarios"), catalogue, **changed)
    return {row["subject"]: {entry["according_to"]: entry["forbidden"] for entry in row["verdicts"]} for row in answer["read_on"]}


def everybody(answer: str) -> dict[str, str]:
    return dict.fromkeys(("nato", "russia", "independent"), answer)


def test_it_forbids_to_both_sides_and_by_place(catalogue: Catalogue) -> None:
    found = asked(catalogue, "draft-west-of-urals")
    assert found["9m729-shuya"] == found["9m729-mozdok"] == everybody("yes")
    assert found["9m729-kamyshlov"] == everybody("no")
    assert found["mirror-conventional-missiles"] == found["new-nuclear-ground-launched-missiles"] == everybody("yes")
    assert found["jassm-er-purchase"] == everybody("no")


def test_without_the_named_type_the_dispute_about_range_decides(catalogue: Catalogue, tmp_path: Path) -> None:
    text = DRAFT.read_text("utf-8").replace("listed: [9m729]", "listed: [nothing-at-all]")
    changed = tmp_path / "draft-west-of-urals.yaml"
    changed.write_text(text, encoding="utf-8")
    found = asked(catalogue, changed)
    assert found["9m729-shuya"] == {"nato": "yes", "russia": "no", "independent": "yes"}


def test_a_treaty_that_ended_can_be_asked_about_as_if_it_had_not(catalogue: Catalogue) -> None:
    assert asked(catalogue, "inf")["9m729"] == {"nato": "yes", "russia": "no", "independent": "yes"}


def test_it_says_from_when_and_refuses_what_cannot_be_asked(catalogue: Catalogue) -> None:
    scenario = catalogue.record("brussels-2020", "scenarios")
    answer = dualtrack.what_if("draft-west-of-urals", scenario, catalogue, in_force=datetime.date(2019, 9, 1))
    assert answer["in_force_from"] == "2019-09-01"
    assert answer["parties_taken"] == ["poland", "russia", "united-states"]
    with pytest.raises(UserError, match="--in-force: 2021-01-01 lies after 2020-02-11"):
        dualtrack.what_if("draft-west-of-urals", scenario, catalogue, in_force=datetime.date(2021, 1, 1))


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["treaty", "what-if", str(DRAFT), "brussels-2020"]) == 0
    said = capsys.readouterr().out
    assert "9M729 at Shuya (RUS)" in said
    assert "Taken as parties: poland, russia, united-states" in said
    assert main(["treaty", "what-if", "no-such-draft", "brussels-2020"]) == 2
    assert "no treaty is called 'no-such-draft'" in capsys.readouterr().err
