"""Serious adverse event log: why it is serious, who was told when, what happened."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.reporting import (
    CRITERIA,
    authority_complete_by,
    authority_due_on,
    sponsor_due_at,
    sponsor_report_late,
    susar,
)
from adverse_events.checks.serious_adverse_event import (
    a_criterion_is_met,
    became_worse_after_awareness,
    event_is_in_the_log_as_serious,
    sponsor_heard_in_time,
)
from adverse_events.codelists.events import Expectedness, ReportKind, ReportRecipient, SpecialSituation
from edc.crf import Crf, PartialDateField, Section, Table, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.order import in_order

REPORTING = not_submitted("conduct of reporting: goes to the safety report")
IN_HOSPITAL = When("hospitalisation", ("Y",))
DIED = When("results_in_death", ("Y",))


def _criterion(label: Any, column: str) -> Any:
    return item(coded(label, NoYes), judgement=True, sdtm=variable(f"AE.{column}"))


class SeriousAdverseEvent(CrfPage):
    """Serious adverse event. One entry for each; it adds to an entry of the adverse event log and repeats nothing."""

    crf = Crf(
        "SAE",
        _("Serious adverse event"),
        domain="AE",
        after=("IC",),
        rows=("reports",),
        repeats=True,
        reads=("AE",),
        summary=("ae_number", "serious_from", "aware_at", "expectedness", "results_in_death"),
        sections=(
            Section(_("Event"), "ae_number", "serious_from", "aware_at", "special_situation"),
            Section(_("Why it is serious"), *CRITERIA, "other_important_description", "fatal_aware_at"),
            Section(_("Hospital"), "admitted_on", "discharged_on"),
            Section(_("Death"), "died_on", "cause_of_death", "autopsy"),
            Section(_("Judgement"), "expectedness", "narrative"),
            Section(
                _("Reporting"), "sponsor_due_at", "sponsor_report_late", "late_reason", "is_susar",
                "authority_due_on", "authority_complete_by",
            ),
        ),
        checks=(
            event_is_in_the_log_as_serious, a_criterion_is_met, sponsor_heard_in_time, became_worse_after_awareness,
            in_order("SAE-004", "serious_from", "died_on"), in_order("SAE-005", "admitted_on", "discharged_on"),
        ),
    )  # fmt: skip

    ae_number = item(
        models.PositiveSmallIntegerField(_("Number in the adverse event log")), unit="1", sdtm=variable("AE.AESPID")
    )
    serious_from = item(PartialDateField(_("Serious since")), sdtm=supplemental("AE", "AESERDTC"))
    aware_at = item(models.DateTimeField(_("The site became aware at")), sdtm=supplemental("AE", "AEAWARE"))
    special_situation = item(
        coded(_("Reported at once, serious or not"), SpecialSituation),
        required=False, sdtm=supplemental("AE", "AESPSIT"),
    )  # fmt: skip
    late_reason = item(
        models.CharField(_("Why the report to the sponsor took longer than 24 hours"), max_length=200),
        required=False, sdtm=REPORTING,
    )  # fmt: skip
    results_in_death = _criterion(_("Death"), "AESDTH")
    life_threatening = _criterion(_("Life-threatening"), "AESLIFE")
    hospitalisation = _criterion(_("Hospital stay needed or prolonged"), "AESHOSP")
    disability = _criterion(_("Lasting or significant disability"), "AESDISAB")
    congenital_anomaly = _criterion(_("Congenital anomaly or birth defect"), "AESCONG")
    other_important = _criterion(_("Another medically important event"), "AESMIE")
    other_important_description = item(
        models.CharField(_("Why it is medically important"), max_length=200),
        when=When("other_important", ("Y",)), sdtm=supplemental("AE", "AESMIED"),
    )  # fmt: skip
    fatal_aware_at = item(
        models.DateTimeField(_("If that came later: known to be fatal or life-threatening since")),
        required=False, sdtm=REPORTING,
    )  # fmt: skip
    admitted_on = item(
        models.DateField(_("Admitted, or stay prolonged from")), when=IN_HOSPITAL, sdtm=variable("HO.HOSTDTC")
    )
    discharged_on = item(
        models.DateField(_("Discharged on")), required=False, when=IN_HOSPITAL, sdtm=variable("HO.HOENDTC")
    )
    died_on = item(PartialDateField(_("Died on")), when=DIED, sdtm=variable("DM.DTHDTC"))
    cause_of_death = item(models.CharField(_("Cause of death"), max_length=200), when=DIED, sdtm=variable("DD.DDORRES"))
    autopsy = item(coded(_("Autopsy done"), NoYes), when=DIED, sdtm=variable("DD.DDORRES"))
    expectedness = item(
        coded(_("By the investigator's brochure"), Expectedness), judgement=True, sdtm=supplemental("AE", "AEEXPECT")
    )
    narrative = item(models.TextField(_("What happened, in order of time, with treatment and results")), sdtm=REPORTING)
    sponsor_due_at = item(
        models.DateTimeField(_("Report to the sponsor until")), derived=sponsor_due_at, sdtm=REPORTING
    )
    sponsor_report_late = item(
        coded(_("Report to the sponsor was late"), NoYes), derived=sponsor_report_late, sdtm=REPORTING
    )
    is_susar = item(
        coded(_("Suspected unexpected serious adverse reaction (SUSAR)"), NoYes),
        derived=susar, sdtm=supplemental("AE", "AESUSAR"),
    )  # fmt: skip
    authority_due_on = item(
        models.DateField(_("Report to the authority, last day")), derived=authority_due_on, sdtm=REPORTING
    )
    authority_complete_by = item(
        models.DateField(_("Complete report to the authority, last day")),
        derived=authority_complete_by, sdtm=REPORTING,
    )  # fmt: skip


class SafetyReport(CrfRow):
    """One report that left the site: to whom, which, when."""

    table = Table("SAER", _("Reports"), "recipient", "kind", "reported_at")

    page = models.ForeignKey(SeriousAdverseEvent, models.CASCADE, related_name="reports")
    recipient = item(coded(_("Reported to"), ReportRecipient), sdtm=REPORTING)
    kind = item(coded(_("Report"), ReportKind), sdtm=REPORTING)
    reported_at = item(models.DateTimeField(_("Reported at")), sdtm=REPORTING)
