"""The dose-escalation design of a protocol: its settings for the rules, and what the rules answer, in words."""

from django.utils.translation import gettext_lazy as _

from trial.protocol import Protocol
from trial.rules.design import Advice, DesignSettings, Mtd

REASONS = {
    # every design
    "first_cohort": _("{level}: the first cohort is not full yet."),
    "pending": _("{level}: {pending} still in the observation window."),
    "pending_elsewhere": _("A participant at another level is still in the observation window."),
    "lowest_too_toxic": _("{level}: {dlt} of {evaluable} with a DLT, and there is no lower level."),
    "top_level_reached": _("{level}: {dlt} of {evaluable} with a DLT, and there is no higher level."),
    # 3+3
    "expand_after_dlt": _("{level}: {dlt} of {evaluable} with a DLT, so the level is expanded."),
    "fill_before_mtd": _("{level}: {dlt} of {evaluable} with a DLT; the next level is too toxic: this one is filled."),
    "none_of_first": _("{level}: {dlt} of {evaluable} with a DLT."),
    "few_of_expanded": _("{level}: {dlt} of {evaluable} with a DLT, which is tolerated."),
    "too_toxic": _("{level}: {dlt} of {evaluable} with a DLT, which is too many."),
    "next_level_too_toxic": _("{level}: {dlt} of {evaluable} with a DLT; the next level is too toxic."),
    # BOIN, Keyboard
    "fill_cohort": _("{level}: the cohort is not full yet."),
    "at_or_below_up": _("{level}: {dlt} of {evaluable} with a DLT; up to {up} of {of} the dose goes up."),
    "between_bounds": _("{level}: {dlt} of {evaluable} with a DLT, between the bounds: above {up} and below {down}."),
    "at_or_above_down": _("{level}: {dlt} of {evaluable} with a DLT; from {down} of {of} the dose goes down."),
    "no_lower_level": _("{level}: {dlt} of {evaluable} with a DLT, too many to go up; there is no lower level."),
    "eliminated": _("{level}: {dlt} of {evaluable} with a DLT; the level and all above it are closed as too toxic."),
    "next_level_eliminated": _("{level}: {dlt} of {evaluable} with a DLT; the next level is closed as too toxic."),
    "pending_before_end": _("The planned number is treated; somebody is still in the observation window."),
    "planned_reached": _("The planned number of {planned} participants is reached."),
    "level_full": _("{max_at_level} participants at one level are enough."),
}  # fmt: skip

MTD_REASONS = {
    "no_tolerable_level": _("No level is tolerable: {level}, the lowest, has {dlt} of {evaluable} with a DLT."),
    "not_yet": _("The data do not decide yet."),
    "top_level_without_six": _("The highest level has {dlt} of {evaluable} with a DLT: too few to call it the MTD."),
    "top_level_tolerated": _("The highest level is tolerated: {dlt} of {evaluable} with a DLT."),
    "next_level_too_toxic": _("{level}: {dlt} of {evaluable} with a DLT; the next level is too toxic."),
    "nearest_to_target": _("{level}: estimated rate {rate}, the nearest to the target."),
}


def design_settings(protocol: Protocol) -> DesignSettings:
    """What the rules of the designs take from a protocol version."""
    cohort, mtd, model = protocol.cohort, protocol.maximum_tolerated, protocol.model_design
    return DesignSettings(
        cohort_size=cohort.size,
        expansion=cohort.expansion,
        max_dlt=mtd.max_dlt,
        patients=mtd.patients,
        planned=protocol.enrolment.planned,
        max_at_level=model.max_at_level,
        target=model.target,
        safe_factor=model.safe_factor,
        toxic_factor=model.toxic_factor,
        key_half_width=model.key_half_width,
        eliminate_above=model.eliminate_above,
        eliminate_from=model.eliminate_from,
    )


def reason_of(answer: Advice | Mtd) -> str:
    """Why the design says so, in the reader's language."""
    words = REASONS if isinstance(answer, Advice) else MTD_REASONS
    return str(words[answer.reason]).format(**answer.values)
