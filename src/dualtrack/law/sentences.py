"""Room: law. How a verdict reads: what it comes to, why, and what stays open; no rule and no number of its own."""

from __future__ import annotations

from dualtrack.law.conditions import Truth, unique
from dualtrack.law.verdict import Finding, Outcome, Verdict
from dualtrack.law.wording import listed


def sentence(verdict: Verdict) -> str:
    """A verdict in a sentence or two."""
    if verdict.conduct is None:
        reasons = {Outcome.NOT_A_PARTY: f"{verdict.party} is not a party to the {_noun(verdict)} on {verdict.on}."}
        return reasons.get(verdict.outcome, f"The {_noun(verdict)} is not in force on {verdict.on}.")
    said = _SAID[verdict.conduct](verdict)
    lower = f"{said[0].lower()}{said[1:]}"
    if verdict.outcome is Outcome.NO_TREATY_IN_FORCE:
        said = f"No {_noun(verdict)} is in force on {verdict.on}. On conduct up to its end, {verdict.judged_on}: {lower}"
    elif verdict.outcome is Outcome.NOT_A_PARTY:
        said = f"{verdict.party} is not bound on {verdict.on}. On conduct up to its last day bound, {verdict.judged_on}: {lower}"
    elif verdict.suspended:
        said = f"{verdict.party} had suspended the {_noun(verdict)}. As if it still bound: {lower}"
    return " ".join((said, *_duties(verdict), *(f"{words[0].upper()}{words[1:]}." for words in verdict.presumed)))


def _noun(verdict: Verdict) -> str:
    return (
        "treaty" if verdict.nature in ("legally-binding", "draft") else "regime" if verdict.nature == "export-guidelines" else "commitment"
    )


def _prohibited(verdict: Verdict) -> str:
    broken = [finding for finding in verdict.chain if finding.breaks]
    articles = _articles(broken)
    if verdict.range_class:
        word = "Prohibited" if verdict.nature in ("legally-binding", "draft") else "Does not comply"
        return f"{word}: {verdict.subject} is {_class(verdict)}, as {verdict.grounds}; it breaks {articles}."
    because = "; ".join(unique(finding.because for finding in broken))
    political = ", a political commitment, not a rule of law" if verdict.nature == "politically-binding" else ""
    return f"Does not comply: {because}; that breaks {articles}{political}."


def _covered(verdict: Verdict) -> str:
    start = f"Covered: {verdict.subject} is {_class(verdict)}, as {verdict.grounds}; " if verdict.range_class else ""
    if verdict.turns_on:
        rest = f"whether {_an_obligation(verdict)} is broken turns on {listed(verdict.turns_on)}"
        return f"{start}{rest}." if start else f"Open: {rest}. {_reasons(verdict)}".rstrip()
    if verdict.not_yet_binding:
        later = verdict.not_yet_binding
        when = ", ".join(unique(str(finding.binds_from) for finding in later))
        because = "; ".join(unique(finding.because for finding in later))
        return (
            f"{start or 'Not yet binding: '}{because}, which {_articles(later)} forbids from {when} on and not yet on {verdict.judged_on}."
        )
    return (
        f"{start}no prohibition that binds is broken." if start else f"Complies: nothing that binds is broken. {_reasons(verdict)}".rstrip()
    )


def _reasons(verdict: Verdict) -> str:
    """What the limits and duties that bind came to, where the verdict has no class to tell."""
    asked = [finding for finding in verdict.chain if finding.kind in ("limit", "obligation") and finding.binds_from is None]
    because = "; ".join(unique(finding.because for finding in asked if finding.because))
    return f"{because[0].upper()}{because[1:]}." if because else ""


def _not_covered(verdict: Verdict) -> str:
    return f"Not covered: {verdict.grounds}."


def _excluded(verdict: Verdict) -> str:
    return f"Excluded by {_articles([each for each in verdict.chain if each.kind == 'exclusion' and each.truth is Truth.YES])}."


def _undetermined(verdict: Verdict) -> str:
    return f"Undetermined: it turns on {listed(verdict.turns_on)}; {verdict.grounds}."


def _disputed(verdict: Verdict) -> str:
    return f"Disputed: whether an exclusion applies was contested and never decided; it turns on this: {' '.join(verdict.turns_on)}"


def _no_declaration(verdict: Verdict) -> str:
    because = "; ".join(unique(each.because for each in verdict.chain if each.kind == "limit" and each.truth is Truth.UNKNOWN))
    return f"No declaration: {because}. Neither compliance nor a breach can be said."


def _duties(verdict: Verdict) -> tuple[str, ...]:
    """What must be done under the duties that arise or may arise, each in a sentence."""
    told = []
    for duty in verdict.duties:
        if duty.truth is Truth.NO:
            told.append(f"No duty to {duty.requires} ({duty.article}): {duty.because or duty.told}.")
        elif duty.truth is Truth.UNKNOWN:
            told.append(f"Whether there is a duty to {duty.requires} ({duty.article}) is open: {duty.because or duty.told}.")
        else:
            done = {Truth.YES: "done", Truth.NO: "not done", Truth.UNKNOWN: "whether it was done is not on record", None: ""}[duty.met]
            told.append(f"A duty to {duty.requires} ({duty.article}): {duty.because}; {done}.")
    return tuple(told)


def _an_obligation(verdict: Verdict) -> str:
    return "a prohibition" if verdict.nature in ("legally-binding", "draft") else "the commitment"


def _articles(found: list[Finding] | tuple[Finding, ...]) -> str:
    return ", ".join(unique(f"{finding.article} ({finding.title})" for finding in found))


def _class(verdict: Verdict) -> str:
    return (verdict.words or {}).get(verdict.range_class, verdict.range_class.replace("-", " "))


_SAID = {
    Outcome.PROHIBITED: _prohibited,
    Outcome.COVERED: _covered,
    Outcome.NOT_COVERED: _not_covered,
    Outcome.EXCLUDED: _excluded,
    Outcome.UNDETERMINED: _undetermined,
    Outcome.DISPUTED: _disputed,
    Outcome.NO_DECLARATION: _no_declaration,
}
