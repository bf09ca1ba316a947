"""Log of protocol deviations: what happened, how grave it is, what was done, who was told and when."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, PartialDateField, Section, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.order import in_order
from patients.checks.protocol_deviation import IMPACTS, impact_makes_it_major
from patients.codelists.deviation import DeviationCategory, DeviationClass

REPORTING = not_submitted("conduct: reporting of deviations")


def _impact(label: Any, qnam: str) -> Any:
    return item(coded(label, NoYes), sdtm=supplemental("DV", qnam))


class ProtocolDeviation(CrfPage):
    """Protocol deviation. One entry for each; consent need not be complete, because its lack is a deviation itself."""

    crf = Crf(
        "DV",
        _("Protocol deviation"),
        domain="DV",
        repeats=True,
        summary=("severity", "category", "description", "occurred_on", "reported_to_sponsor_on"),
        sections=(
            Section(_("Deviation"), "category", "description", "occurred_on", "found_on"),
            Section(_("Impact"), *IMPACTS, "severity", "action"),
            Section(_("Reported"), "reported_to_sponsor_on", "reported_to_ethics_on"),
        ),
        checks=(
            impact_makes_it_major, in_order("DV-002", "occurred_on", "found_on"),
            in_order("DV-003", "found_on", "reported_to_sponsor_on"),
            in_order("DV-004", "found_on", "reported_to_ethics_on"),
        ),
    )  # fmt: skip

    category = item(coded(_("About"), DeviationCategory), sdtm=variable("DV.DVDECOD"))
    description = item(models.CharField(_("What happened"), max_length=200), sdtm=variable("DV.DVTERM"))
    occurred_on = item(PartialDateField(_("Happened on")), sdtm=variable("DV.DVSTDTC"))
    found_on = item(models.DateField(_("Found on")), sdtm=supplemental("DV", "DVFNDDTC"))
    affects_safety = _impact(_("May touch the safety of the participant"), "DVSAFETY")
    affects_rights = _impact(_("May touch the rights of the participant"), "DVRIGHTS")
    affects_data = _impact(_("May touch the reliability of data"), "DVDATA")
    severity = item(coded(_("Class"), DeviationClass), sdtm=variable("DV.DVCAT"))
    action = item(models.TextField(_("What was done, and what prevents the next one")), sdtm=REPORTING)
    reported_to_sponsor_on = item(models.DateField(_("Reported to the sponsor on")), sdtm=REPORTING)
    reported_to_ethics_on = item(
        models.DateField(_("Reported to the ethics committee on")), when=When("severity", ("MAJOR",)), sdtm=REPORTING
    )
