"""Second malignancy and late effects, asked at every visit of the long-term follow-up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.late_effects import (
    answer_agrees_with_rows,
    effects_are_in_the_log,
    tumour_is_tested_for_transgene,
)
from adverse_events.codelists.late import LateEffect, TransgeneInTumour, TumourLineage
from edc.crf import Crf, PartialDateField, Section, Table, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow

TUMOUR = When("kind", ("MALIGNANCY",))


class LateEffects(CrfPage):
    """Second malignancy and late effects since the last visit."""

    crf = Crf(
        "LT",
        _("Second malignancy and late effects"),
        domain="CE",
        after=("INF",),
        reads=("AE",),
        rows=("effects",),
        summary=("asked_on", "any_effect"),
        sections=(Section(_("Since the last visit"), "asked_on", "any_effect"),),
        checks=(answer_agrees_with_rows, effects_are_in_the_log),
    )

    asked_on = item(models.DateField(_("Asked on")), sdtm=variable("CE.CEDTC"))
    any_effect = item(coded(_("A second malignancy or another late effect"), NoYes), sdtm=variable("CE.CEOCCUR"))

    class Meta(CrfPage.Meta):
        verbose_name_plural = "late effects"


class LateEffectRow(CrfRow):
    """One late effect; a second malignancy with its lineage, pathology and the search for the CAR gene in it."""

    table = Table(
        "LTE", _("Late effects"), "kind", "diagnosis", "diagnosed_on", "lineage", "pathology", "transgene", "ae_number",
        checks=(tumour_is_tested_for_transgene,),
    )  # fmt: skip

    page = models.ForeignKey(LateEffects, models.CASCADE, related_name="effects")
    kind = item(coded(_("Kind"), LateEffect), sdtm=variable("CE.CECAT"))
    diagnosis = item(models.CharField(_("Diagnosis"), max_length=200), sdtm=variable("CE.CETERM"))
    diagnosed_on = item(PartialDateField(_("Diagnosed on")), sdtm=variable("CE.CESTDTC"))
    lineage = item(coded(_("Kind of tumour"), TumourLineage), when=TUMOUR, sdtm=supplemental("CE", "CELINEAG"))
    pathology = item(models.TextField(_("Pathology report, in short")), when=TUMOUR, sdtm=supplemental("CE", "CEPATH"))
    transgene = item(
        coded(_("CAR gene in the tumour"), TransgeneInTumour), when=TUMOUR, sdtm=supplemental("CE", "CETRANSG")
    )
    ae_number = item(
        models.PositiveSmallIntegerField(_("Number in the adverse event log")),
        unit="1", sdtm=not_submitted("link: becomes RELREC"),
    )  # fmt: skip
