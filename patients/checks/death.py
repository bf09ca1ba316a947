"""Soft checks of the form of death."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.codelists.follow_up import DeathCause, DeathRelation

OF_THE_CELLS = (DeathCause.CRS, DeathCause.ICANS, DeathCause.IEC_HS)


def not_dead_while_known_alive(page: Any) -> Finding | None:
    """Somebody known to be alive on a day did not die before it."""
    known = [each.last_known_alive_on for each in page.subject.data.pages("SU")]
    if page.died_on is None or not any(day and day.certainly_after(page.died_on) for day in known):
        return None
    text = _("Survival follow-up knows the participant alive after this day. Which is right?")
    return Finding("DD-001", ("died_on",), text)


def cause_agrees_with_relation(page: Any) -> Finding | None:
    """Toxicities of the cells have to do with the cells."""
    if page.cause not in OF_THE_CELLS or page.relation != DeathRelation.NOT_RELATED:
        return None
    text = _("This cause is a toxicity of CAR-T cells, and yet it is called not related. Is this meant?")
    return Finding("DD-002", ("relation", "cause"), text)
