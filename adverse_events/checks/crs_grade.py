"""What the daily CRS assessments give: the ASTCT grade and two older scales, each with what it was made of and why."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import death_by, is_day
from adverse_events.checks.grading import Part, decided_by, open_words, recorded, term
from adverse_events.codelists.treatment import BloodProduct
from adverse_events.rules.crs import (
    DEATH,
    NEITHER,
    RULE,
    VASOPRESSIN,
    CrsFindings,
    CrsGraded,
    Pressor,
    crs_grade,
)
from adverse_events.rules.crs_older import RULE_LEE, RULE_PENN, Organs, lee_2014_grade, penn_grade
from adverse_events.rules.span import Span, either
from edc.crf import Computed, PartialDate
from edc.crf.codelists import is_yes
from edc.crf.computed import origin
from edc.crf.declaration import Text
from edc.records.subject_data import SubjectData
from edc.rule import Rule
from patients.codelists.follow_up import DeathCause

INPUTS = (
    "highest_temperature_c", "fever_other_cause", "antipyretic_given", "anticytokine_given", "hypotension",
    "hypotension_other_cause", "hypoxia_other_cause", "oxygen_device", "oxygen_flow_l_min",
)  # fmt: skip
OLDER_INPUTS = (*INPUTS, "fluid_bolus", "fio2_percent", "organ_grade", "transaminase_grade", "in_hospital_for_crs")
COAGULATION = (BloodProduct.PLASMA, BloodProduct.CRYOPRECIPITATE, BloodProduct.FIBRINOGEN)

PRESSURE_WORDS: dict[int, Text] = {
    2: _("hypotension without a vasopressor"), 3: _("one vasopressor"), 4: _("several vasopressors"),
}  # fmt: skip
OXYGEN_WORDS: dict[int, Text] = {
    2: _("low-flow oxygen"), 3: _("high-flow oxygen or a mask"), 4: _("positive pressure"),
}  # fmt: skip


@dataclass(frozen=True)
class Assessed:
    """One assessment with its grade. `diagnosed_at` and `treated_at` are the earlier ones that waive fever."""

    page: Any
    found: CrsFindings
    graded: CrsGraded
    diagnosed_at: Any
    treated_at: Any


def crs_assessments(data: SubjectData, *, beside: Any = None) -> list[Assessed]:
    """Every assessment of a participant in the order of time, graded with what the earlier ones found.

    `beside` is a page that is not recorded yet. An investigator's grade says whether CRS was diagnosed; where there is
    none, the findings do.
    """
    held = [page for page in data.pages("CRS") if beside is None or page.pk != beside.pk]
    pages = [page for page in (*held, beside) if page is not None and page.period_start is not None]
    choice = data.subject.protocol_version.protocol.grading.vasopressin_alone_grade
    died_on = death_by(data, DeathCause.CRS)
    made: list[Assessed] = []
    diagnosed_at = treated_at = None
    treated: bool | None = False
    for page in sorted(pages, key=lambda page: page.period_start):
        now = either(is_yes(page.antipyretic_given), is_yes(page.anticytokine_given))
        found = _findings(page, died_on, crs_before=diagnosed_at is not None, treated=either(treated, now))
        graded = crs_grade(found, vasopressin_alone_grade=choice)
        made.append(Assessed(page, found, graded, diagnosed_at, treated_at))
        if diagnosed_at is None and _is_diagnosed(page, graded.span):
            diagnosed_at = page
        if diagnosed_at is not None:
            treated, treated_at = either(treated, now), treated_at or (page if now else None)
    return made


def days_of(page: Any) -> tuple[dt.date, dt.date]:
    """First and last day of the period of an assessment, on the study clock."""
    first = timezone.localdate(page.period_start)
    return first, timezone.localdate(page.period_end) if page.period_end else first


def crs_grade_computed(page: Any) -> Computed:
    """The ASTCT grade of this assessment."""
    assessed = _assessed(page)
    if assessed is None:
        return Computed(None, RULE, words=NO_PERIOD)
    choice = page.subject.protocol_version.protocol.grading.vasopressin_alone_grade
    inputs = {
        **recorded(page, INPUTS),
        "vasopressors": [pressor.drug for pressor in assessed.found.pressors],
        "crs_before": origin(assessed.diagnosed_at) if assessed.diagnosed_at else "",
        "treated_before": origin(assessed.treated_at) if assessed.treated_at else "",
        "vasopressin_alone_grade": choice,
    }
    return Computed(term(assessed.graded.span.grade), RULE, inputs, _words(assessed))


def lee_2014_computed(page: Any) -> Computed:
    """The grade by Lee 2014, which needs the organs too."""
    return _older(page, RULE_LEE, lee_2014_grade)


def penn_computed(page: Any) -> Computed:
    """The grade by the Penn scale, which needs the organs, the stay and coagulation factors too."""
    return _older(page, RULE_PENN, penn_grade)


NO_PERIOD = _("The start of the period is needed: earlier assessments may matter.")


def _assessed(page: Any) -> Assessed | None:
    made = crs_assessments(page.subject.data, beside=page)
    return next((each for each in made if each.page is page), None)


def _findings(page: Any, died_on: PartialDate | None, *, crs_before: bool, treated: bool | None) -> CrsFindings:
    return CrsFindings(
        temperature_c=page.highest_temperature_c,
        fever_other_cause=is_yes(page.fever_other_cause),
        crs_before=crs_before,
        treated=treated,
        hypotension=is_yes(page.hypotension),
        hypotension_other_cause=is_yes(page.hypotension_other_cause),
        fluid_bolus=is_yes(page.fluid_bolus),
        pressors=tuple(Pressor(drug=row.drug, dose_ug_kg_min=row.dose_ug_kg_min) for row in page.rows("vasopressors")),
        oxygen_device=page.oxygen_device,
        oxygen_flow_l_min=page.oxygen_flow_l_min,
        fio2_percent=page.fio2_percent,
        hypoxia_other_cause=is_yes(page.hypoxia_other_cause),
        died_of_crs=is_day(died_on, *days_of(page)),
    )


def _is_diagnosed(page: Any, span: Span) -> bool:
    judged = page.crs_grade_investigator
    return span.low > 0 if judged is None else int(judged) > 0


def _words(assessed: Assessed) -> Text:
    graded, found = assessed.graded, assessed.found
    grade = graded.span.grade
    if grade is None:
        return open_words(assessed.page, graded.span, INPUTS, _open_pressors(found))
    if grade == DEATH:
        return _("death by CRS")
    if grade == 0:
        return NOTHING_LEFT if graded.fever_waived else NO_FEVER
    if grade == NEITHER:
        return _("fever without hypotension or hypoxia")
    parts = [part for part in _parts(assessed) if part[1] > NEITHER]
    words = decided_by(parts)
    return words if graded.fever else format_lazy(_("{words}; treated before, so fever is not asked for"), words=words)


NO_FEVER = _("no fever that belongs to CRS, and no treated CRS before")
NOTHING_LEFT = _("no fever, no hypotension and no hypoxia by CRS")


def _open_pressors(found: CrsFindings) -> list[Text]:
    """What the rows of vasopressors leave open."""
    unnamed = any(pressor.drug is None for pressor in found.pressors)
    contradicts = found.hypotension is False and bool(found.pressors)
    return [
        words
        for words, is_open in (
            (_("the drug of a vasopressor"), unnamed),
            (_("hypotension on a vasopressor"), contradicts),
        )
        if is_open
    ]


def _parts(assessed: Assessed) -> list[Part]:
    """Blood pressure and oxygen in words; one that is not known decides nothing here."""
    pressure, oxygen = assessed.graded.by_pressure, assessed.graded.by_oxygen
    drugs = {pressor.drug for pressor in assessed.found.pressors}
    by_pressure = PRESSURE_WORDS.get(pressure.low, "")
    if drugs == {VASOPRESSIN}:
        by_pressure = _("vasopressin alone, graded as the protocol says")
    return [(by_pressure, pressure.low), (OXYGEN_WORDS.get(oxygen.low, ""), oxygen.low)]


def _older(page: Any, rule: Rule, scale: Any) -> Computed:
    assessed = _assessed(page)
    if assessed is None:
        return Computed(None, rule, words=NO_PERIOD)
    infusion = page.subject.data.page("INF")
    age = page.subject.age_on(days_of(page)[0])
    weight = infusion.weight_kg if infusion else None
    organs = _organs(page)
    span = scale(assessed.found, organs=organs, age_years=age, weight_kg=weight)
    inputs = {
        **recorded(page, OLDER_INPUTS),
        "vasopressors": [[pressor.drug, pressor.dose_ug_kg_min] for pressor in assessed.found.pressors],
        "age_years": age,
        "INF.weight_kg": weight,
        "coagulation_given": organs.coagulation_given,
    }
    words = "" if span.grade is not None else _older_open(page, span, assessed.found.pressors, rule)
    return Computed(term(span.grade), rule, inputs, words)


def _organs(page: Any) -> Organs:
    end = page.period_end or page.period_start
    given = [each for each in page.subject.data.pages("TF") if each.product in COAGULATION and each.started_at]
    return Organs(
        other_grade=None if page.organ_grade is None else int(page.organ_grade),
        transaminase_grade=None if page.transaminase_grade is None else int(page.transaminase_grade),
        in_hospital=is_yes(page.in_hospital_for_crs),
        coagulation_given=any(page.period_start <= each.started_at <= end for each in given),
    )


def _older_open(page: Any, span: Span, pressors: Sequence[Pressor], rule: Rule) -> Text:
    names = OLDER_INPUTS if rule is RULE_PENN else OLDER_INPUTS[:-1]
    further = [_("whether the vasopressor is at a high dose, which the scale defines for adults")] if pressors else []
    return open_words(page, span, names, further)
