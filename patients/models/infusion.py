"""CAR-T-19 infusion: identity check, bags, cells, dose per kg. Its start is day 0 of the trial calendar."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, When, coded, item, not_submitted, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.chain_of_identity import (
    bags_are_of_the_batch,
    batch_is_of_this_participant,
    released_before_infusion,
)
from patients.checks.dose import (
    enough_was_made,
    given_cells,
    given_within_tolerance,
    level_deviation,
    planned_cells,
    planned_dose,
    weight_change,
    weight_is_that_of_leukapheresis,
)
from patients.checks.infusion import (
    bag_times_in_order,
    counted_dose,
    dose_agrees_with_cells_and_weight,
    dose_level_is_of_the_protocol,
    eligibility_was_confirmed,
    identity_agreed,
    two_people_checked,
)
from patients.checks.infusion_in_cohort import infusion_fits_the_cohort
from patients.checks.product_release import infused_within_specification
from patients.checks.sub_windows import findings_young_enough
from patients.codelists.product import CarGate, InfusionRoute, ThawMethod

STAFF = not_submitted("names of staff stay at the site")


class Infusion(CrfPage):
    """CAR-T-19 infusion. One per subject; its start is day 0 of the trial calendar."""

    crf = Crf(
        "INF",
        _("CAR-T-19 infusion"),
        domain="EX",
        after=("IC", "IE", "MF", "LD"),
        rows=("bags",),
        sections=(
            Section(_("Identity at the bedside"), "batch_id", "identity_agrees", "first_checker", "second_checker"),
            Section(_("Infusion"), "route", "started_at", "ended_at", "reaction", "reaction_description"),
            Section(
                _("Dose planned"), "dose_level", "weight_kg", "weight_date", "weight_change_percent",
                "planned_e6_per_kg", "planned_cells_e6",
            ),
            Section(
                _("Dose given"), "car_gate", "dose_e6_per_kg", "counted_dose_e6_per_kg", "given_cells_e6",
                "level_deviation_percent",
            ),
        ),
        checks=(
            dose_agrees_with_cells_and_weight,
            two_people_checked,
            identity_agreed,
            eligibility_was_confirmed,
            dose_level_is_of_the_protocol,
            batch_is_of_this_participant,
            bags_are_of_the_batch,
            released_before_infusion,
            infusion_fits_the_cohort,
            given_within_tolerance,
            weight_is_that_of_leukapheresis,
            enough_was_made,
            infused_within_specification,
            findings_young_enough,
        ),
        reads=("IE", "LK", "MF", "VIR", "BM"),
    )  # fmt: skip

    batch_id = item(models.CharField(_("Batch number"), max_length=40), sdtm=variable("EX.EXLOT"))
    identity_agrees = item(
        coded(_("Wristband, bag label and product record agree"), NoYes), sdtm=not_submitted("conduct: identity check")
    )
    first_checker = item(models.CharField(_("Identity checked by"), max_length=80), sdtm=STAFF)
    second_checker = item(models.CharField(_("Identity checked by (second person)"), max_length=80), sdtm=STAFF)
    route = item(coded(_("Route"), InfusionRoute), sdtm=variable("EX.EXROUTE"))
    started_at = item(models.DateTimeField(_("Infusion started")), sdtm=variable("EX.EXSTDTC"))
    ended_at = item(models.DateTimeField(_("Infusion ended")), sdtm=variable("EX.EXENDTC"))
    reaction = item(coded(_("Infusion reaction"), NoYes), sdtm=supplemental("EX", "EXREACT"))
    reaction_description = item(
        models.TextField(_("Describe the reaction")), when=When("reaction", ("Y",)), sdtm=supplemental("EX", "EXREACTD")
    )
    dose_level = item(models.CharField(_("Planned dose level"), max_length=8), sdtm=variable("DM.ARMCD"))
    weight_kg = item(
        models.DecimalField(_("Body weight on day 0"), max_digits=4, decimal_places=1),
        unit="kg", expect=(5, 120), sdtm=result_of("VS", "WEIGHT"),
    )  # fmt: skip
    weight_date = item(models.DateField(_("Weighed on")), sdtm=variable("VS.VSDTC"))
    weight_change_percent = item(
        models.DecimalField(_("Body weight against leukapheresis"), max_digits=9, decimal_places=1),
        unit="%", derived=weight_change, sdtm=supplemental("EX", "EXWTCHG"),
    )  # fmt: skip
    planned_e6_per_kg = item(
        models.DecimalField(_("Dose of the level"), max_digits=7, decimal_places=3),
        unit="10*6/kg", derived=planned_dose, sdtm=supplemental("EX", "EXLVDOSE"),
    )  # fmt: skip
    planned_cells_e6 = item(
        models.DecimalField(_("CAR+ cells planned"), max_digits=12, decimal_places=3),
        unit="10*6", derived=planned_cells, sdtm=supplemental("EX", "EXLVCELL"),
    )  # fmt: skip
    car_gate = item(coded(_("CAR+ percentage is a share"), CarGate), sdtm=supplemental("EC", "CARGATE"))
    dose_e6_per_kg = item(
        models.DecimalField(_("Dose given"), max_digits=7, decimal_places=3),
        unit="10*6/kg", expect=(0.4, 6), sdtm=variable("EX.EXDOSE"),
    )  # fmt: skip
    counted_dose_e6_per_kg = item(
        models.DecimalField(_("Dose from bags and weight"), max_digits=9, decimal_places=3),
        unit="10*6/kg", derived=counted_dose, sdtm=supplemental("EX", "EXDOSCNT"),
    )  # fmt: skip
    given_cells_e6 = item(
        models.DecimalField(_("CAR+ cells given"), max_digits=12, decimal_places=3),
        unit="10*6", derived=given_cells, sdtm=supplemental("EX", "EXCNTCEL"),
    )  # fmt: skip
    level_deviation_percent = item(
        models.DecimalField(_("Dose given against the level"), max_digits=10, decimal_places=1),
        unit="%", derived=level_deviation, sdtm=supplemental("EX", "EXDEVPCT"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(weight_kg__gt=0),
                name="infusion_weight_positive",
                violation_error_message=_("Body weight must be above 0 kg."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("started_at")),
                name="infusion_ends_after_start",
                violation_error_message=_("The infusion cannot end before it starts."),
            ),
        ]


class Bag(CrfRow):
    """One bag: when it was thawed and given, and what was in it."""

    table = Table(
        "BAG", _("Bags"), "bag_id", "thaw_method", "thawed_at", "started_at", "ended_at", "volume_ml",
        "total_cells_e6", "viability_percent", "cd3_percent", "car_percent", checks=(bag_times_in_order,),
    )  # fmt: skip

    page = models.ForeignKey(Infusion, models.CASCADE, related_name="bags")
    bag_id = item(models.CharField(_("Bag number"), max_length=40), sdtm=variable("EC.ECLOT"))
    thaw_method = item(coded(_("Thawed by"), ThawMethod), sdtm=supplemental("EC", "ECTHAWM"))
    thawed_at = item(models.DateTimeField(_("Thaw started")), sdtm=supplemental("EC", "ECTHAWDT"))
    started_at = item(models.DateTimeField(_("Started")), sdtm=variable("EC.ECSTDTC"))
    ended_at = item(models.DateTimeField(_("Ended")), sdtm=variable("EC.ECENDTC"))
    volume_ml = item(
        models.DecimalField(_("Volume"), max_digits=6, decimal_places=1),
        unit="mL", expect=(5, 300), sdtm=supplemental("EC", "ECVOL"),
    )  # fmt: skip
    total_cells_e6 = item(
        models.DecimalField(_("Total nucleated cells"), max_digits=10, decimal_places=3),
        unit="10*6", expect=(1, 5000), sdtm=variable("EC.ECDOSE"),
    )  # fmt: skip
    viability_percent = item(
        models.DecimalField(_("Viability"), max_digits=5, decimal_places=2),
        unit="%", expect=(70, 100), sdtm=supplemental("EC", "ECVIAB"),
    )  # fmt: skip
    cd3_percent = item(
        models.DecimalField(_("CD3+ of viable cells"), max_digits=5, decimal_places=2),
        unit="%", expect=(70, 100), sdtm=supplemental("EC", "ECCD3"),
    )  # fmt: skip
    car_percent = item(
        models.DecimalField(_("CAR+"), max_digits=5, decimal_places=2),
        unit="%", expect=(10, 90), sdtm=supplemental("EC", "ECCAR"),
    )  # fmt: skip

    class Meta(CrfRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    viability_percent__range=(0, 100), cd3_percent__range=(0, 100), car_percent__range=(0, 100)
                ),
                name="bag_shares_are_percentages",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]
