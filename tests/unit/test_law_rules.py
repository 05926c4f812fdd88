"""What the law room does with exceptions, duties, counting rules, quotas, declarations and parties that leave, on made-up treaties."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from dualtrack.catalogue.load import validate
from dualtrack.catalogue.yaml_file import parse
from dualtrack.errors import RecordError
from dualtrack.facts import Claim, Quantity, Resolved, State, Unknown
from dualtrack.law import Compliance, Outcome, Treaty, Verdict, assess, quota_on, quota_total, standing_on, treaty_from

DAY = datetime.date
HEAD = """\
id: pact
kind: treaty
names: {official: Pact}
summary: A made-up treaty.
JUDGES
parties: [{actor: aa, from: 2000-01-01, source: text}, {actor: bb, from: 2000-01-01, source: text}]
events: [EVENTS]
provisions:
PROVISIONS
MORE
sources: {text: {title: Pact, publisher: Nobody, checked: seen}}
"""
IN_FORCE = "{event: signed, on: 1999-06-01, source: text}, {event: in-force, on: 2000-01-01, source: text}"


def rule(body: str) -> str:
    return f"  - {{{body}, checked: seen, source: text, says: Words., title: {body.split(',', maxsplit=1)[0].removeprefix('id: ')}}}"


def fields(*rules: str, events: str = IN_FORCE, judges: str = "judges: parties", more: str = "") -> dict[str, Any]:
    text = HEAD.replace("EVENTS", events).replace("JUDGES", judges).replace("MORE", more)
    return validate(parse(text.replace("PROVISIONS", "\n".join(rules)), "treaties/pact.yaml"), "treaties")


def treaty(*rules: str, **changed: str) -> Treaty:
    plain = fields(*rules, **changed)
    return treaty_from(
        "pact", "Pact", {key: plain[key] for key in plain if key not in ("id", "names", "summary", "claims", "sources", "kind")}
    )


def judged(found: Treaty, on: str = "2010-01-01", party: str = "aa", **facts: Any) -> Verdict:
    resolved = {name: value if isinstance(value, Resolved) else fact(name, value) for name, value in facts.items()}
    return assess(found, resolved, "thing", party, DAY.fromisoformat(on))


def fact(name: str, value: Any) -> Resolved:
    made = State(value) if isinstance(value, str) else Quantity.exactly(value, "things")
    return Resolved(made, (Claim("thing", name, made, assumed="made up"),))


BAN = rule('id: ban, article: Art. 1, kind: obligation, forbids: having, when: {attribute: had, is: "yes"}')
SAVING = rule('id: saving, article: Art. 2, kind: exception, to: [ban], when: {attribute: small, is: "yes"}')
LIMITED = rule('id: limited, article: Art. 3, kind: exception, to: [saving], when: {attribute: hidden, is: "yes"}')
CLAIMED = SAVING.replace("to: [ban]", "to: [ban], must_be_claimed: true")


@pytest.mark.parametrize(
    ("facts", "compliance"),
    [
        ({"had": "yes", "small": "no"}, Compliance.DOES_NOT_COMPLY),
        ({"had": "yes", "small": "yes", "hidden": "no"}, Compliance.COMPLIES),
        ({"had": "yes", "small": "yes", "hidden": "yes"}, Compliance.DOES_NOT_COMPLY),
        ({"had": "yes", "small": "yes"}, Compliance.TURNS_ON),
        ({"had": "yes"}, Compliance.TURNS_ON),
        ({"had": "no"}, Compliance.COMPLIES),
    ],
)
def test_exceptions_and_exceptions_to_them(facts: dict[str, str], compliance: Compliance) -> None:
    assert judged(treaty(BAN, SAVING, LIMITED), **facts).compliance is compliance


def test_an_exception_that_must_be_claimed_counts_only_where_somebody_claims_its_facts() -> None:
    found = treaty(BAN, CLAIMED)
    verdict = judged(found, had="yes")
    assert verdict.compliance is Compliance.DOES_NOT_COMPLY
    assert "Nobody on record claims what Art. 2 (saving) would need" in verdict.sentence
    assert judged(found, had="yes", small="yes").compliance is Compliance.COMPLIES
    disputed = Resolved(Unknown("they differ"), (Claim("thing", "small", State("yes"), claimant="aa"),))
    assert judged(found, had="yes", small=disputed).turns_on == ("small",)


def test_rules_that_rest_on_themselves_are_refused() -> None:
    circle = SAVING.replace("to: [ban]", "to: [ban, limited]")
    with pytest.raises(RecordError, match="limited and saving lead back to each other; a rule may not rest on itself"):
        fields(BAN, circle, LIMITED)
    with pytest.raises(RecordError, match="no provision is called 'bn'; write ban"):
        fields(BAN, SAVING.replace("[ban]", "[bn]"))
    with pytest.raises(RecordError, match="only an exception, exclusion or definition can be one that `must_be_claimed:`"):
        fields(BAN.replace("forbids", "must_be_claimed: true, forbids"))


NOTIFY = rule(
    "id: notify, article: Art. 1, kind: duty, requires: notify 42 days ahead, when: {attribute: troops, at_least: 9000, unit: things}, "
    "met: {attribute: notified, at_least: 42, unit: things}"
)


@pytest.mark.parametrize(
    ("facts", "compliance", "words"),
    [
        ({"troops": 8999}, Compliance.COMPLIES, "No duty to notify 42 days ahead (Art. 1)"),
        ({"troops": 9000, "notified": 42}, Compliance.COMPLIES, "; done."),
        ({"troops": 9000, "notified": 41}, Compliance.DOES_NOT_COMPLY, "; not done."),
        ({"troops": 9000}, Compliance.TURNS_ON, "whether it was done is not on record"),
        ({}, Compliance.TURNS_ON, "Whether there is a duty to notify 42 days ahead (Art. 1) is open"),
    ],
)
def test_a_duty_arises_and_is_done_or_not(facts: dict[str, int], compliance: Compliance, words: str) -> None:
    verdict = judged(treaty(NOTIFY), **facts)
    assert verdict.compliance is compliance
    assert words in verdict.sentence


CAP = rule(
    "id: cap, article: Art. 1, kind: limit, forbids: more than ten, binds_from: 2005-01-01, "
    "when: {attribute: total, above: 10, unit: things}"
)
COUNT = rule("id: count, article: Art. 2, kind: counting-rule, derives: total, adds: {red: 1, blue: 2}, unit: things")
DECLARES = "declares: {article: Art. 3, attributes: [total], due: ['03-01']}"


def test_a_limit_binds_from_its_day() -> None:
    assert judged(treaty(CAP), "2004-12-31", total=11).compliance is Compliance.NOT_YET_BINDING
    assert judged(treaty(CAP), "2005-01-01", total=11).compliance is Compliance.DOES_NOT_COMPLY
    assert judged(treaty(CAP), "2005-01-01", total=10).compliance is Compliance.COMPLIES


def test_a_counting_rule_adds_up_and_never_takes_a_missing_part_for_zero() -> None:
    found = treaty(CAP, COUNT)
    assert judged(found, red=5, blue=3).compliance is Compliance.DOES_NOT_COMPLY
    assert judged(found, red=4, blue=3).compliance is Compliance.COMPLIES
    assert judged(found, red=4).compliance is Compliance.TURNS_ON
    assert judged(found, red=4, blue=3, total=11).compliance is Compliance.DOES_NOT_COMPLY, "what was declared goes before what is counted"


def test_no_declaration_is_said_only_where_the_facts_say_so() -> None:
    found = treaty(CAP, more=DECLARES)
    assert judged(found, declared="no").compliance is Compliance.NO_DECLARATION
    assert judged(found, declared="yes").compliance is Compliance.TURNS_ON
    assert judged(found).compliance is Compliance.TURNS_ON
    assert judged(found, declared="no", total=11).compliance is Compliance.DOES_NOT_COMPLY


LEAVES = IN_FORCE + (
    ", {event: suspended, on: 2010-01-01, by: aa, source: text}, {event: resumed, on: 2012-01-01, by: aa, source: text}"
    ", {event: withdrawal-notice, on: 2013-01-01, by: aa, source: text}, {event: withdrawn, on: 2014-01-01, by: aa, source: text}"
    ", {event: expired, on: 2020-01-01, last_day: 2019-12-31, source: text}"
)


@pytest.mark.parametrize(
    ("on", "party", "compliance", "outcome"),
    [
        ("1999-12-31", "aa", Compliance.NOT_IN_FORCE, Outcome.NOT_YET_IN_FORCE),
        ("2000-01-01", "aa", Compliance.DOES_NOT_COMPLY, Outcome.PROHIBITED),
        ("2010-01-01", "aa", Compliance.SUSPENDED, Outcome.PROHIBITED),
        ("2010-01-01", "bb", Compliance.DOES_NOT_COMPLY, Outcome.PROHIBITED),
        ("2012-01-01", "aa", Compliance.DOES_NOT_COMPLY, Outcome.PROHIBITED),
        ("2014-01-01", "aa", Compliance.DOES_NOT_COMPLY, Outcome.PROHIBITED),
        ("2014-01-02", "aa", Compliance.NOT_A_PARTY, Outcome.NOT_A_PARTY),
        ("2014-01-02", "bb", Compliance.DOES_NOT_COMPLY, Outcome.PROHIBITED),
        ("2019-12-31", "bb", Compliance.DOES_NOT_COMPLY, Outcome.PROHIBITED),
        ("2020-01-01", "bb", Compliance.EXPIRED, Outcome.NO_TREATY_IN_FORCE),
        ("2015-01-01", "cc", Compliance.NOT_A_PARTY, Outcome.NOT_A_PARTY),
    ],
)
def test_how_it_stands_is_said_for_each_party(on: str, party: str, compliance: Compliance, outcome: Outcome) -> None:
    verdict = judged(treaty(BAN, events=LEAVES), on, party, had="yes")
    assert (verdict.compliance, verdict.outcome) == (compliance, outcome)
    assert verdict.sentence
    assert compliance.word
    assert compliance.meaning


def test_the_standing_says_who_left_and_what_ended_it() -> None:
    found = treaty(BAN, events=LEAVES)
    assert "notice of withdrawal by aa on 2013-01-01" in standing_on(found, DAY(2015, 1, 1), "aa").sentence
    assert "without aa, which left on 2014-01-01" in standing_on(found, DAY(2015, 1, 1), "bb").sentence
    assert standing_on(found, DAY(2020, 1, 1)).sentence == "No treaty is in force since 2020-01-01: expired."
    provisional = treaty(BAN, events="{event: provisionally-applied, on: 1999-01-01, source: text}, " + IN_FORCE)
    assert standing_on(provisional, DAY(1999, 2, 1)).sentence == "Applied provisionally since 1999-01-01."


QUOTAS = """\
quotas:
  - {id: visits, article: Art. 4, what: visits, unit: visits, phases: [{years: 3, each_year: 20}, {years: 5, each_year: 15}, {years: 5,
     each_year: 10}], checked: seen, source: text}
  - {id: flights, article: Art. 5, what: flights, unit: flights, phases: [{until: 2002-12-31, share: 0.75}, {share: 1}],
     full: {aa: 42, bb: 7}, checked: seen, source: text}"""
FLOWN = rule("id: flown, article: Art. 5, kind: limit, forbids: too many, when: {attribute: flown, above_quota: flights, unit: things}")


def test_quotas_run_in_phases_and_shares_are_rounded_down() -> None:
    found = treaty(FLOWN, more=QUOTAS)
    visits, flights = found.quotas
    assert [quota_on(found, visits, DAY(year, 6, 1)) for year in (1999, 2000, 2002, 2003, 2007, 2008, 2012, 2013)] == [
        None, 20, 20, 15, 15, 10, 10, None,
    ]  # fmt: skip
    assert (quota_total(visits), quota_total(visits, 8)) == (185, 135)
    assert [quota_on(found, flights, DAY(year, 6, 1), "aa") for year in (2000, 2002, 2003)] == [31, 31, 42]
    assert quota_on(found, flights, DAY(2001, 1, 1), "bb") == 5
    assert quota_on(found, flights, DAY(2001, 1, 1), "cc") is None
    assert judged(found, "2001-01-01", flown=31).compliance is Compliance.COMPLIES
    assert judged(found, "2001-01-01", flown=32).compliance is Compliance.DOES_NOT_COMPLY
    assert judged(found, "2004-01-01", flown=42).compliance is Compliance.COMPLIES


QUOTA = "quotas: [{id: q, article: A, what: w, unit: u, phases: [PHASE], checked: seen, source: text}]"


@pytest.mark.parametrize(
    ("phase", "message"),
    [
        ("{years: 1, until: 2001-01-01, each_year: 1}", "a phase runs `years:` or `until:` a day, not both"),
        ("{years: 1}", "a phase has `each_year:`"),
        ("{share: 0.5}", "a share needs `full:`"),
    ],
)
def test_a_quota_that_says_nothing_is_refused(phase: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        fields(BAN, more=QUOTA.replace("PHASE", phase))
