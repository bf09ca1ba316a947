"""Derived criteria and grade of IEC-HS: laboratory values are read from the panels of the episode."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.blood import Sample, in_standard_unit, samples
from adverse_events.codelists.haematotoxicity import IecHsCriterion, IecHsGrade
from adverse_events.rules.iec_hs import (
    CRITERIA,
    RULE,
    TRIGLYCERIDES_ABOVE_MG_DL,
    iec_hs_grade,
    is_iec_hs,
    low_fibrinogen,
    met,
    raised_ferritin,
    raised_transaminase,
)
from edc.crf import Computed, Finding
from edc.crf.codelists import NoYes
from edc.crf.wording import listed
from patients.laboratory_baselines import baselines_of

YES = {NoYes.YES: True, NoYes.NO: False}
SEEN = ("haemophagocytosis", "cytopenia", "splenomegaly", "fever", "neurotoxicity", "pulmonary", "renal")
COURSE = ("intervention", "severe", "life_threatening", "death")
GROUPS = ("required", "common", "other")
TESTS = ("FERRITIN", "ALT", "AST", "FIBRINO", "LDH", "INR", "APTT", "BILDIR", "TRIG")


def criteria_met(page: Any) -> Computed:
    """Codes of the criteria that are met, the required one first; None when none is."""
    findings = _findings(page)
    names = [name for group in GROUPS for name in met(findings, group=group)]
    parts = [format_lazy(_("Met: {items}."), items=_named(names))] if names else []
    # What is asked on this page is seen to be open; what is missing in the panels is not.
    unmeasured = [name for name in CRITERIA if findings[name] is None and name not in SEEN]
    parts += [format_lazy(_("Not measured: {items}."), items=_named(unmeasured))] if unmeasured else []
    words = format_lazy(" ".join("{}" for _part in parts), *parts)
    return Computed("; ".join(names) or None, RULE, _inputs(page), words)


def fulfils_iec_hs(page: Any) -> Computed:
    """Whether the criteria and the investigator's attribution make the syndrome."""
    found = _syndrome(page)
    value = None if found is None else (NoYes.YES if found else NoYes.NO)
    words = _("By the criteria as quoted from memory of the publication; to be confirmed.")
    return Computed(value, RULE, {"criteria": met(_findings(page), group="common")}, words)


def derived_grade(page: Any) -> Computed:
    """Grade by what the course took."""
    course = {name: YES.get(getattr(page, name)) for name in COURSE}
    grade = iec_hs_grade(course | {"syndrome": _syndrome(page)})
    return Computed(None if grade is None else str(grade), RULE, course)


def grade_agrees(page: Any) -> Finding | None:
    """The investigator's grade is the one that the findings give, or the difference is explained."""
    computed = derived_grade(page).value
    if computed is None or page.grade in (None, computed):
        return None
    text = format_lazy(_("The findings give grade {grade}. Why is it different?"), grade=IecHsGrade(computed).label)
    return Finding("IHS-002", ("grade", "derived_grade"), text)


def _syndrome(page: Any) -> bool | None:
    return is_iec_hs(_findings(page), attributable=YES.get(page.attributable))


def _findings(page: Any) -> dict[str, bool | None]:
    """Every criterion: as seen, or by the results of the episode."""
    found: dict[str, bool | None] = {name: YES.get(getattr(page, name)) for name in SEEN}
    baseline = _baselines(page)
    found["ferritin"] = _any(
        raised_ferritin(value=each.value, limit=each.high, baseline=baseline["FERRITIN"])
        for each in _during(page, "FERRITIN")
    )
    found["transaminases"] = _any(
        raised_transaminase(value=each.value, limit=each.high, baseline=baseline[test])
        for test in ("ALT", "AST")
        for each in _during(page, test)
    )
    found["fibrinogen"] = _any(
        low_fibrinogen(g_per_l=each.value, lower_limit=each.low) for each in _during(page, "FIBRINO")
    )
    limit = in_standard_unit(TRIGLYCERIDES_ABOVE_MG_DL, "TRIG", "mg/dL")
    found["triglycerides"] = _any(each.value > limit if limit else None for each in _during(page, "TRIG"))
    found["ldh"] = _above_normal(page, "LDH")
    found["coagulation"] = _above_normal(page, "INR", "APTT")
    found["direct_bilirubin"] = _above_normal(page, "BILDIR")
    return found


def _above_normal(page: Any, *tests: str) -> bool | None:
    return _any(None if each.high is None else each.value > each.high for test in tests for each in _during(page, test))


def _during(page: Any, test: str) -> list[Sample]:
    """The results from the start of the episode to its end, or to today while it goes on."""
    if page.started_on is None:
        return []
    last = page.ended_on or page.subject.data.today
    return [each for each in samples(page.subject.data, test) if page.started_on <= each.day <= last]


def _baselines(page: Any) -> dict[str, Any]:
    found = baselines_of(page.subject.data)
    kept = {test: found.of(test) for test in ("FERRITIN", "ALT", "AST")}
    return {
        test: in_standard_unit(each.measured.value, test, each.measured.unit) if each else None
        for test, each in kept.items()
    }


def _inputs(page: Any) -> dict[str, Any]:
    """What was seen, and the results of the episode with where they stand."""
    seen = {name: getattr(page, name) for name in SEEN}
    return seen | {test: [each.printed() for each in _during(page, test)] for test in TESTS}


def _any(answers: Iterable[bool | None]) -> bool | None:
    """True with one yes; None without an answer or while one is open; else False."""
    given = list(answers)
    return True if True in given else None if None in given or not given else False


def _named(names: list[str]) -> Any:
    return listed([IecHsCriterion(name.upper()).label for name in names])
