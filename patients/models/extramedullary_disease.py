"""Imaging and extramedullary disease, site by site."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, When, coded, item, not_submitted, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.extramedullary_disease import conclusion_follows_sites
from patients.codelists.disease import DiseaseSite, ImagingMethod, SiteFinding


class ExtramedullaryDisease(CrfPage):
    """Imaging and extramedullary disease. One page for each assessment; its rows say where was looked and how."""

    crf = Crf(
        "EMD",
        _("Imaging and extramedullary disease"),
        domain="TU",
        after=("IC",),
        rows=("sites",),
        sections=(Section(_("Conclusion"), "assessed_on", "any_disease", "comment"),),
        checks=(conclusion_follows_sites,),
    )

    assessed_on = item(models.DateField(_("Assessed on")), sdtm=variable("RS.RSDTC"))
    any_disease = item(coded(_("Leukaemia outside the marrow"), NoYes), judgement=True, sdtm=result_of("RS", "EMDRESP"))
    comment = item(
        models.TextField(_("Comment")), required=False, sdtm=not_submitted("free text for the reader of the casebook")
    )


class ExaminedSite(CrfRow):
    """One site by one method."""

    table = Table("EMDS", _("Sites"), "site", "site_other", "method", "examined_on", "finding", "longest_mm", "suv_max")

    page = models.ForeignKey(ExtramedullaryDisease, models.CASCADE, related_name="sites")
    site = item(coded(_("Site"), DiseaseSite), sdtm=variable("TU.TULOC"))
    site_other = item(
        models.CharField(_("Which site"), max_length=80), when=When("site", ("OTHER",)), sdtm=variable("TU.TULOC")
    )
    method = item(coded(_("Method"), ImagingMethod), sdtm=variable("TU.TUMETHOD"))
    examined_on = item(models.DateField(_("Examined on")), sdtm=variable("TU.TUDTC"))
    finding = item(coded(_("Leukaemia"), SiteFinding), sdtm=variable("TU.TUORRES"))
    longest_mm = item(
        models.DecimalField(_("Longest diameter"), max_digits=5, decimal_places=1),
        unit="mm", expect=(1, 300), required=False, sdtm=result_of("TR", "LDIAM"),
    )  # fmt: skip
    suv_max = item(
        models.DecimalField(_("Highest uptake (SUVmax)"), max_digits=5, decimal_places=1),
        unit="1", expect=(0, 60), required=False, sdtm=supplemental("TR", "SUVMAX"),
    )  # fmt: skip

    class Meta(CrfRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(longest_mm__gt=0),
                name="examined_site_diameter_positive",
                violation_error_message=_("A diameter must be above 0 mm; leave it empty where nothing was seen."),
            ),
        ]
