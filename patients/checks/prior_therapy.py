"""Soft checks of prior therapy."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from patients.checks.order import is_before
from patients.codelists.history import TherapyTarget
from patients.rules.drug_targets import known_target

CD19 = (TherapyTarget.CD19, TherapyTarget.CD19_CD22)


def rows_stand_where_answered_yes(page: Any) -> Finding | None:
    """A table has rows if, and only if, the question above it was answered with yes."""
    for question, table in (("any_therapy", "therapies"), ("any_transplant", "transplants")):
        answer = getattr(page, question)
        if answer is not None and (answer == NoYes.YES) != bool(page.rows(table)):
            return Finding("PT-002", (question,), _("This answer and the rows below do not agree."))
    return None


def target_is_that_of_the_drug(row: Any) -> Finding | None:
    """A drug whose target is known is recorded with it."""
    target = known_target(row.drug or "")
    if target is None or row.target in (None, target):
        return None
    text = format_lazy(_("The target of this drug is {target}."), target=TherapyTarget(target).label)
    return Finding("PT-003", ("target",), text)


def therapy_against_cd19(page: Any) -> Finding | None:
    """Earlier treatment against CD19 is an exclusion criterion: say so where it is written down."""
    if not any(row.target in CD19 for row in page.rows("therapies")):
        return None
    text = _("Treated against CD19 before: this speaks against taking part. Inform the investigator.")
    return Finding("PT-004", ("any_therapy",), text)


def transplant_after_diagnosis(page: Any) -> Finding | None:
    """No transplant before the diagnosis of leukaemia."""
    history = page.subject.data.page("DH") if page.rows("transplants") else None
    if history is None or history.diagnosed_on is None:
        return None
    days = [row.performed_on for row in page.rows("transplants") if row.performed_on is not None]
    if not any(is_before(day, history.diagnosed_on) for day in days):
        return None
    return Finding("PT-005", ("any_transplant",), _("A transplant is dated before the diagnosis. Which date is right?"))
