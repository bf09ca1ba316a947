"""Death: when as far as known, of what, how the cause is known, and what it has to do with the treatment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, PartialDateField, Section, When, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.death import cause_agrees_with_relation, not_dead_while_known_alive
from patients.codelists.follow_up import DeathCause, DeathPlace, DeathRelation, SourceOfNews


class Death(CrfPage):
    """Death. One page for each participant."""

    crf = Crf(
        "DD",
        _("Death"),
        domain="DD",
        after=("IC",),
        reads=("SU",),
        sections=(
            Section(_("Death"), "died_on", "place", "source"),
            Section(_("Cause"), "cause", "cause_other", "autopsy", "autopsy_result", "relation"),
        ),
        checks=(not_dead_while_known_alive, cause_agrees_with_relation),
        summary=("died_on", "cause", "relation"),
    )

    died_on = item(PartialDateField(_("Died on")), sdtm=variable("DM.DTHDTC"))
    place = item(coded(_("Place"), DeathPlace), sdtm=result_of("DD", "LOCDTH"))
    source = item(coded(_("Known from"), SourceOfNews), sdtm=supplemental("DD", "DDSOURCE"))
    cause = item(coded(_("Primary cause"), DeathCause), judgement=True, sdtm=result_of("DD", "PRCDTH"))
    cause_other = item(
        models.CharField(_("Which cause"), max_length=120),
        when=When("cause", ("ORGAN FAILURE", "INFECTION", "OTHER")), sdtm=supplemental("DD", "DDCAUSP"),
    )  # fmt: skip
    autopsy = item(coded(_("Autopsy"), NoYes), sdtm=result_of("DD", "AUTOPIND"))
    autopsy_result = item(
        models.TextField(_("Result of the autopsy")), when=When("autopsy", ("Y",)), sdtm=supplemental("DD", "AUTOPRES")
    )
    relation = item(
        coded(_("Relation to the trial treatment"), DeathRelation), judgement=True, sdtm=supplemental("DD", "DDREL")
    )

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject"],
                name="death_one_per_subject",
                violation_error_message=_("This participant already has a page of death. Correct that page instead."),
            ),
        ]
