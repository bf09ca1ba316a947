"""Where the dose escalation of a protocol stands at a site, read from the committee's decisions."""

import datetime as dt
from collections.abc import Iterable

from edc.access.models import EVERY_SITE
from trial.models import DoseLevelDecision
from trial.protocol import Cohort, Staggering
from trial.rules.dose_decision import OPEN
from trial.rules.staggering import Intervals
from trial.rules.standing import Decided, Standing, standing


def decisions_of(protocol_code: str) -> list[DoseLevelDecision]:
    """Every decision of a protocol with its signatures, oldest first, in two statements."""
    return list(DoseLevelDecision.objects.of(protocol_code).order_by("pk"))


def standing_at(
    site_code: str, decisions: Iterable[DoseLevelDecision], cohort: Cohort, *, on: dt.date | None = None
) -> Standing:
    """What the decisions amount to at a site, in the order in which they were recorded.

    With `on`, what held on that day: the meetings until then, in their own order, whenever they were recorded.
    """
    holding = [each for each in decisions if each.site_code in (site_code, EVERY_SITE)]
    if on is not None:
        holding = sorted((each for each in holding if each.met_on <= on), key=lambda each: (each.met_on, each.pk))
    return standing(decided=[_decided(each, cohort) for each in holding])


def intervals_of(staggering: Staggering) -> Intervals:
    """The protocol's days between infusions, as the rules take them."""
    return Intervals(staggering.first_to_second_days, staggering.between_days, staggering.before_escalation_days)


def _decided(decision: DoseLevelDecision, cohort: Cohort) -> Decided:
    """Decisions older than their places gave what the protocol's cohorts give."""
    given = cohort.size if decision.decision == OPEN else cohort.expansion
    places = given if decision.places is None else decision.places
    return Decided(decision.decision, decision.level_from, decision.level_to, places, decision.is_in_force)
