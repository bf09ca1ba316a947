"""Demographics: birth date, sex, ethnic group, nationality. Who the person is stands in the identity store."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, supplemental, variable
from edc.crf.codelists import Sex
from edc.records.base import CrfPage
from patients.checks.demographics import born_before_consent
from patients.codelists.people import EthnicGroup, Nationality


class Demographics(CrfPage):
    """Demographics. One per participant; the birth date is exact, because who signs depends on the age in years."""

    crf = Crf(
        "DM",
        _("Demographics"),
        domain="DM",
        reads=("IC",),
        sections=(
            Section(_("Person"), "birth_date", "sex"),
            Section(_("Origin"), "ethnic_group", "ethnic_group_other", "nationality", "nationality_other"),
        ),
        checks=(born_before_consent,),
    )

    birth_date = item(models.DateField(_("Date of birth")), sdtm=variable("DM.BRTHDTC"))
    sex = item(coded(_("Sex"), Sex), sdtm=variable("DM.SEX"))
    ethnic_group = item(coded(_("Ethnic group"), EthnicGroup), sdtm=supplemental("DM", "ETHNGRP"))
    ethnic_group_other = item(
        models.CharField(_("Which ethnic group"), max_length=40),
        when=When("ethnic_group", ("OTHER",)), sdtm=supplemental("DM", "ETHNGRPO"),
    )  # fmt: skip
    nationality = item(coded(_("Nationality"), Nationality), sdtm=supplemental("DM", "NATION"))
    nationality_other = item(
        models.CharField(_("Which nationality"), max_length=40),
        when=When("nationality", ("OTHER",)), sdtm=supplemental("DM", "NATIONO"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        verbose_name_plural = "demographics"
        constraints = [
            *CrfPage.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject"],
                name="demographics_one_per_subject",
                violation_error_message=_(
                    "This participant already has a demographics page. Correct that page instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(birth_date__gte=dt.date(1900, 1, 1)),
                name="demographics_born_after_1900",
                violation_error_message=_("Date of birth: the year is before 1900. Check the year in the source."),
            ),
        ]
