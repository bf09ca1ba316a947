"""Pregnancy test: whether it applies is stated by a person; sex and age stand beside the statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes, Sex
from edc.records.base import CrfPage
from patients.checks.pregnancy_test import (
    age_on_day,
    applicability_fits_age,
    applicability_fits_sex,
    pregnant_or_lactating,
    sex_of_participant,
)
from patients.codelists.virology import PregnancyApplies, PregnancySpecimen, QualitativeResult

APPLIES = When("applicability", (PregnancyApplies.APPLIES.value,))


class PregnancyTest(CrfPage):
    """Pregnancy test. One page for each visit at which it is due, for males too: there it says "does not apply"."""

    crf = Crf(
        "PG",
        _("Pregnancy test"),
        domain="LB",
        after=("IC", "DM"),
        reads=("DM",),
        sections=(
            Section(_("Does it apply?"), "stated_on", "sex", "age_years", "applicability"),
            Section(_("Test"), "sampled_on", "specimen", "result", "lactating"),
        ),
        checks=(applicability_fits_sex, applicability_fits_age, pregnant_or_lactating),
    )

    stated_on = item(models.DateField(_("Stated on")), sdtm=supplemental("LB", "PREGSTDT"))
    sex = item(coded(_("Sex by demographics"), Sex), derived=sex_of_participant, sdtm=variable("DM.SEX"))
    age_years = item(
        models.PositiveSmallIntegerField(_("Age on that day")),
        unit="a", derived=age_on_day, sdtm=supplemental("LB", "PREGAGE"),
    )  # fmt: skip
    applicability = item(coded(_("A pregnancy test"), PregnancyApplies), sdtm=variable("LB.LBREASND"))
    sampled_on = item(models.DateField(_("Sampled on")), when=APPLIES, sdtm=variable("LB.LBDTC"))
    specimen = item(coded(_("Specimen"), PregnancySpecimen), when=APPLIES, sdtm=variable("LB.LBSPEC"))
    result = item(coded(_("Result"), QualitativeResult), when=APPLIES, sdtm=result_of("LB", "HCG"))
    lactating = item(coded(_("Breast-feeding"), NoYes), when=APPLIES, sdtm=supplemental("LB", "LACTATE"))
