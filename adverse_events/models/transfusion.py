"""Transfusion log. Response needs it: remission is judged without transfusion in the days before."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import names_an_event
from adverse_events.checks.transfusion import CELLULAR, amount_is_given, cells_are_irradiated
from adverse_events.codelists.treatment import BloodProduct, TransfusionReason
from edc.crf import Crf, Section, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.order import in_order


class Transfusion(CrfPage):
    """Transfusion. One entry for each product given."""

    crf = Crf(
        "TF",
        _("Transfusion"),
        domain="CM",
        after=("IC",),
        reads=("AE",),
        repeats=True,
        summary=("product", "units", "volume_ml", "irradiated", "reason", "started_at"),
        sections=(
            Section(_("Product"), "product", "units", "volume_ml", "irradiated"),
            Section(_("Transfusion"), "reason", "started_at", "ended_at", "reaction", "ae_number"),
        ),
        checks=(
            cells_are_irradiated, amount_is_given, in_order("TF-003", "started_at", "ended_at"),
            names_an_event("TF-004"),
        ),
    )  # fmt: skip

    product = item(coded(_("Product"), BloodProduct), sdtm=variable("CM.CMTRT"))
    # In China a unit of red cells comes from 200 mL of blood, one of apheresis platelets is a whole dose.
    units = item(
        models.DecimalField(_("Units as on the label"), max_digits=4, decimal_places=1),
        unit="U", expect=(0.5, 20), required=False, sdtm=variable("CM.CMDOSE"),
    )  # fmt: skip
    volume_ml = item(
        models.PositiveSmallIntegerField(_("Volume")),
        unit="mL", expect=(10, 1500), required=False, sdtm=supplemental("CM", "CMVOL"),
    )  # fmt: skip
    irradiated = item(
        coded(_("Irradiated"), NoYes), when=When("product", tuple(map(str, CELLULAR))),
        sdtm=supplemental("CM", "CMIRRAD"),
    )  # fmt: skip
    reason = item(coded(_("Reason"), TransfusionReason), sdtm=variable("CM.CMINDC"))
    started_at = item(models.DateTimeField(_("Started")), sdtm=variable("CM.CMSTDTC"))
    ended_at = item(models.DateTimeField(_("Ended")), sdtm=variable("CM.CMENDTC"))
    reaction = item(coded(_("Transfusion reaction"), NoYes), sdtm=supplemental("CM", "CMREACT"))
    ae_number = item(
        models.PositiveSmallIntegerField(_("Number of the reaction in the adverse event log")),
        unit="1", when=When("reaction", ("Y",)), sdtm=not_submitted("link: becomes RELREC"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(units__gt=0) & Q(volume_ml__gt=0),
                name="transfusion_amount_positive",
                violation_error_message=_("Units and volume are above 0. Leave the entry out when nothing was given."),
            ),
        ]
