"""Assessment of dose-limiting toxicity: candidates, the investigator's proposal, the committee's decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.dlt_assessment import (
    candidate_is_an_event_in_the_window,
    committee_explains_dissent,
    conclusion,
    evaluable_was_followed,
    window_ends_on,
)
from adverse_events.checks.dlt_proposal import (
    investigator_differs_from_rule,
    not_yet_candidates,
    proposed_events_are_candidates,
    proposing_rule,
    rule_proposes,
)
from adverse_events.codelists.events import DltProposal
from edc.crf import Crf, Section, Table, When, coded, item, not_submitted, supplemental
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow

COMMITTEE = not_submitted("conduct: minutes of the committee")


class DltAssessment(CrfPage):
    """Dose-limiting toxicity. One per participant, due at the end of the window, opened with the first candidate."""

    crf = Crf(
        "DLT",
        _("Dose-limiting toxicity"),
        domain="AE",
        after=("INF",),
        rows=("candidates",),
        reads=("AE", "INF"),
        summary=("evaluable", "dlt_occurred", "window_ends_on", "followed_to"),
        sections=(
            Section(_("Window"), "window_ends_on", "followed_to", "not_yet_candidates"),
            Section(_("Conclusion"), "evaluable", "not_evaluable_reason", "dlt_occurred", "committee_met_on"),
        ),
        checks=(evaluable_was_followed, proposed_events_are_candidates),
    )

    window_ends_on = item(
        models.DateField(_("Last day of the window")), derived=window_ends_on, sdtm=not_submitted("trial calendar")
    )
    followed_to = item(models.DateField(_("Followed for toxicity until")), sdtm=supplemental("DM", "DLTFUDTC"))
    not_yet_candidates = item(
        models.CharField(_("Events that the rules propose and that are no candidates yet"), max_length=100),
        derived=not_yet_candidates, sdtm=not_submitted("conduct: what is left to adjudicate"),
    )  # fmt: skip
    evaluable = item(
        coded(_("Evaluable for dose-limiting toxicity"), NoYes), judgement=True, sdtm=supplemental("DM", "DLTEVLFL")
    )
    not_evaluable_reason = item(
        models.CharField(_("Why not evaluable"), max_length=200),
        when=When("evaluable", ("N",)), sdtm=supplemental("DM", "DLTEVLRS"),
    )  # fmt: skip
    dlt_occurred = item(
        coded(_("Dose-limiting toxicity, by the committee's decisions"), NoYes),
        derived=conclusion, sdtm=supplemental("DM", "DLTFL"),
    )  # fmt: skip
    committee_met_on = item(models.DateField(_("Committee met on")), sdtm=COMMITTEE)

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject"],
                name="dlt_assessment_one_per_subject",
                violation_error_message=_(
                    "This participant already has a page for dose-limiting toxicity. Add the candidate there."
                ),
            ),
        ]


class DltCandidate(CrfRow):
    """One adverse event that may limit the dose."""

    table = Table(
        "DLTC", _("Candidates"), "ae_number", "rule_proposes", "proposing_rule", "proposed", "proposal_reason",
        "adjudicated", "adjudicated_on", "adjudication_reason",
        checks=(candidate_is_an_event_in_the_window, investigator_differs_from_rule, committee_explains_dissent),
    )  # fmt: skip

    page = models.ForeignKey(DltAssessment, models.CASCADE, related_name="candidates")
    ae_number = item(
        models.PositiveSmallIntegerField(_("Number in the adverse event log")),
        unit="1", sdtm=not_submitted("link: the qualifiers beside it belong to that event"),
    )  # fmt: skip
    rule_proposes = item(
        coded(_("By the rules of the protocol"), DltProposal),
        derived=rule_proposes,
        sdtm=supplemental("AE", "AEDLTRUL"),
    )
    proposing_rule = item(
        models.CharField(_("Rule"), max_length=60), derived=proposing_rule, sdtm=supplemental("AE", "AEDLTCOD")
    )
    proposed = item(coded(_("Dose-limiting, by the investigator"), NoYes), sdtm=supplemental("AE", "AEDLTINV"))
    proposal_reason = item(models.CharField(_("Investigator's reason"), max_length=200), sdtm=COMMITTEE)
    adjudicated = item(coded(_("Dose-limiting, by the committee"), NoYes), sdtm=supplemental("AE", "AEDLT"))
    adjudicated_on = item(models.DateField(_("Decided on")), sdtm=COMMITTEE)
    adjudication_reason = item(
        models.CharField(_("Committee's reason"), max_length=200), required=False, sdtm=COMMITTEE
    )
