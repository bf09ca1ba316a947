"""What the ICE or CAPD assessments give: the ASTCT grade, and the CAPD against the baseline."""

from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import death_by, is_day
from adverse_events.checks.grading import decided_by, open_words, recorded, term
from adverse_events.checks.neurotoxicity_assessment import capd_score, ice_score
from adverse_events.codelists.neurotoxicity import CerebralOedema, Consciousness, MotorFinding, NeuroTool, Seizure
from adverse_events.rules.icans import DEATH, RULE, IcansFindings, IcansGraded, icans_grade
from adverse_events.rules.neurotoxicity import DEEP_SEDATION_RASS, RULE_CAPD, capd_change
from edc.crf import Computed
from edc.crf.codelists import NoYes, is_yes
from edc.crf.computed import origin
from edc.crf.declaration import Text
from patients.codelists.follow_up import DeathCause

DOMAINS = {"consciousness": Consciousness, "seizure": Seizure, "motor": MotorFinding, "oedema": CerebralOedema}
INPUTS = (*DOMAINS, "sedated", "other_cause", "other_cause_domain", "rass")
BEFORE_CELLS = _("before the infusion: the baseline has no grade")


def is_before_cells(page: Any) -> bool:
    """Whether an assessment is the baseline, by its own word or by its time."""
    infused = page.subject.infused_at
    return page.is_baseline == NoYes.YES or not infused or page.assessed_at is None or page.assessed_at < infused


def icans_graded(page: Any) -> IcansGraded:
    """The ASTCT grade of one assessment after the infusion, with what each domain gives."""
    is_capd, score = page.tool == NeuroTool.CAPD, _score(page)
    baseline = _baseline(page) if is_capd else None
    day = timezone.localdate(page.assessed_at)
    return icans_grade(
        IcansFindings(
            is_capd=is_capd,
            score=score,
            capd_baseline=capd_score(baseline) if baseline else None,
            cannot_perform=_is_too_deep(page),
            consciousness=page.consciousness,
            seizure=page.seizure,
            motor=page.motor,
            oedema=page.oedema,
            sedated=is_yes(page.sedated),
            other_cause=is_yes(page.other_cause),
            other_cause_domain=page.other_cause_domain,
            died_of_icans=is_day(death_by(page.subject.data, DeathCause.ICANS), day, day),
        )
    )


def icans_grade_computed(page: Any) -> Computed:
    """The ASTCT grade of this assessment; the baseline has none."""
    if page.assessed_at is None:
        return Computed(None, RULE, words=_("The time of the assessment is needed."))
    if is_before_cells(page):
        return Computed(None, RULE, words=BEFORE_CELLS)
    graded, baseline = icans_graded(page), _baseline(page)
    score, tool = _score(page), "capd_total" if page.tool == NeuroTool.CAPD else "ice_total"
    inputs: dict[str, Any] = {**recorded(page, INPUTS), tool: score}
    if baseline and page.tool == NeuroTool.CAPD:
        inputs["baseline"] = [capd_score(baseline), origin(baseline)]
    return Computed(term(graded.span.grade), RULE, inputs, _words(page, graded, tool, inputs))


def capd_change_from_baseline(page: Any) -> Computed:
    """How far the CAPD lies above the one before the infusion."""
    baseline = None if page.assessed_at is None or is_before_cells(page) else _baseline(page)
    score, before = capd_score(page), capd_score(baseline) if baseline else None
    inputs = {"capd_total": score, "baseline": [before, origin(baseline)] if baseline else []}
    return Computed(capd_change(score=score, baseline=before), RULE_CAPD, inputs)


def _score(page: Any) -> int | None:
    return capd_score(page) if page.tool == NeuroTool.CAPD else ice_score(page)


def _baseline(page: Any) -> Any:
    """The last CAPD with a total before the infusion, None when there is none."""
    held = [each for each in page.subject.data.pages("ICE") if each.pk != page.pk and each.assessed_at is not None]
    earlier = [each for each in held if is_before_cells(each) and capd_score(each) is not None]
    return max(earlier, key=lambda each: each.assessed_at, default=None)


def _is_too_deep(page: Any) -> bool:
    """Not sedated, and too deep for the CAPD all the same: who cannot perform it (Lee 2019, Table 6)."""
    return page.rass is not None and page.rass <= DEEP_SEDATION_RASS and page.sedated == NoYes.NO


def _words(page: Any, graded: IcansGraded, tool: str, inputs: dict[str, Any]) -> Text:
    grade, score, before = graded.span.grade, inputs[tool], inputs.get("baseline")
    if grade is None:
        asleep = [_("the score without sedation")] if page.sedated == NoYes.YES and score is not None else []
        return open_words(page, graded.span, ("tool", tool, *INPUTS[:-1]), asleep)
    if grade == DEATH:
        return _("death by ICANS")
    if grade == 0:
        if score and before:
            own = _("CAPD {score}, no higher than {before} before the infusion")
            return format_lazy(own, score=score, before=before[0])
        return _("no finding that belongs to ICANS")
    named = graded.domains()
    parts = [(_domain_words(page, name, score), span.low) for name, span in named.items() if span.low > 0]
    return decided_by(parts)


def _domain_words(page: Any, name: str, score: int | None) -> Text:
    if name != "score":
        return DOMAINS[name](getattr(page, name)).label
    if score is None:
        return _("the CAPD cannot be performed")
    return format_lazy(_("{tool} score {score}"), tool=page.tool, score=score)
