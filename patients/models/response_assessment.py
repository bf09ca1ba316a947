"""Response assessment: what was found, the response that this gives, and the investigator's."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, PartialDateField, Section, When, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.response_assessment import (
    assessed_after_infusion,
    derived_response,
    mrd_negative_without_blasts,
    response_follows_findings,
    rule_used,
)
from patients.checks.response_sources import READS as SOURCES
from patients.checks.response_sources import SOURCE_CHECKS
from patients.codelists.disease import Cd19Status, CnsStatus, MrdResult
from patients.codelists.history import RelapseSite
from patients.codelists.response import Response

AT_RELAPSE = When("response", (Response.RELAPSE,))


class ResponseAssessment(CrfPage):
    """Response assessment. MRD is a variable of its own: it never changes the category.

    Plausible: neutrophils and platelets as in the laboratory panel.
    """

    crf = Crf(
        "RS",
        _("Response"),
        domain="RS",
        after=("INF",),
        sections=(
            Section(
                _("Findings"), "assessed_on", "marrow_blasts_percent", "blood_blasts", "cns_status", "extramedullary",
                "neutrophils_e9_per_l", "platelets_e9_per_l", "transfusion_independent",
            ),
            Section(_("Residual disease"), "mrd"),
            Section(_("Response"), "derived_response", "response_rule", "response"),
            Section(_("Relapse"), "relapsed_on", "relapse_site", "cd19_at_relapse"),
            Section(_("Independent assessment"), "independent_response", "independent_on"),
        ),
        checks=(
            response_follows_findings, mrd_negative_without_blasts, assessed_after_infusion, *SOURCE_CHECKS,
        ),
        reads=("RS", "INF", *SOURCES),
    )  # fmt: skip

    assessed_on = item(models.DateField(_("Assessed on")), sdtm=variable("RS.RSDTC"))
    marrow_blasts_percent = item(
        models.DecimalField(_("Blasts in the marrow"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 100), sdtm=result_of("MI", "BLASTCE"),
    )  # fmt: skip
    blood_blasts = item(coded(_("Blasts in the blood"), NoYes), sdtm=result_of("RS", "PBLTIND"))
    cns_status = item(coded(_("Cerebrospinal fluid"), CnsStatus), sdtm=result_of("RS", "CNSSTAT"))
    extramedullary = item(coded(_("Disease outside marrow and blood"), NoYes), sdtm=result_of("RS", "EMDRESP"))
    neutrophils_e9_per_l = item(
        models.DecimalField(_("Neutrophils"), max_digits=6, decimal_places=3),
        unit="10*9/L", expect=(0, 60), sdtm=result_of("LB", "NEUT"),
    )  # fmt: skip
    platelets_e9_per_l = item(
        models.PositiveSmallIntegerField(_("Platelets")),
        unit="10*9/L", expect=(0, 1500), sdtm=result_of("LB", "PLAT"),
    )  # fmt: skip
    transfusion_independent = item(
        coded(_("No transfusion of red cells or platelets in the last 7 days"), NoYes),
        sdtm=supplemental("RS", "TRFIND"),
    )
    mrd = item(coded(_("Residual disease (MRD)"), MrdResult), sdtm=result_of("RS", "MRDRESP"))
    derived_response = item(
        coded(_("Response by these findings"), Response),
        derived=derived_response, sdtm=supplemental("RS", "RSDERIV"),
    )  # fmt: skip
    response_rule = item(
        models.CharField(_("Rule"), max_length=40), derived=rule_used, sdtm=supplemental("RS", "RSRULE")
    )
    response = item(
        coded(_("Response by the investigator"), Response), judgement=True, sdtm=result_of("RS", "OVRLRESP")
    )
    relapsed_on = item(PartialDateField(_("Relapse found on")), when=AT_RELAPSE, sdtm=variable("MH.MHSTDTC"))
    relapse_site = item(coded(_("Site of relapse"), RelapseSite), when=AT_RELAPSE, sdtm=variable("MH.MHLOC"))
    cd19_at_relapse = item(
        coded(_("CD19 on the blasts at relapse"), Cd19Status), when=AT_RELAPSE, sdtm=result_of("CP", "CD19BLST")
    )
    independent_response = item(
        coded(_("Response by the independent assessor"), Response), required=False, sdtm=result_of("RS", "OVRLRESP")
    )
    independent_on = item(models.DateField(_("Assessed independently on")), required=False, sdtm=variable("RS.RSDTC"))

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(marrow_blasts_percent__range=(0, 100)),
                name="response_blasts_are_percentage",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=Q(neutrophils_e9_per_l__gte=0),
                name="response_neutrophils_not_negative",
                violation_error_message=_("Neutrophils cannot be below 0. Copy the number again."),
            ),
        ]
