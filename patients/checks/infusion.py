"""Soft checks and derived values of the infusion form."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from edc.crf.wording import listed
from patients.codelists.product import CarGate
from trial.rules.dose import dose_e6_per_kg, viable_car_cells_e6

PER_KG = Decimal("0.001")
AGREEMENT_E6_PER_KG = Decimal("0.05")


def counted_dose(page: Any) -> Decimal | None:
    """10^6 CAR+ cells per kg from the bags that were counted and the weight; None while an input is missing."""
    bags = page.rows("bags")
    cells = [counted for bag in bags if (counted := cells_in(bag, page.car_gate)) is not None]
    if not bags or len(cells) < len(bags) or not page.weight_kg or page.weight_kg <= 0:
        return None
    return dose_e6_per_kg(car_cells_e6=sum(cells, Decimal(0)), weight_kg=page.weight_kg).quantize(PER_KG)


def cells_in(bag: Any, gate: str | None) -> Decimal | None:
    """Viable CAR+ cells of one bag, in 10^6; None while an input or the gate is missing."""
    cd3 = bag.cd3_percent if gate == CarGate.CD3 else None
    inputs = (bag.total_cells_e6, bag.viability_percent, bag.car_percent)
    if gate is None or None in inputs or (gate == CarGate.CD3 and cd3 is None):
        return None
    return viable_car_cells_e6(
        total_cells_e6=bag.total_cells_e6,
        viability_percent=bag.viability_percent,
        car_percent=bag.car_percent,
        cd3_percent=cd3,
    )


def dose_agrees_with_cells_and_weight(page: Any) -> Finding | None:
    """The dose written down equals the counted cells over the weight, to 0.05 x 10^6/kg."""
    derived, recorded = page.counted_dose_e6_per_kg, page.dose_e6_per_kg
    if derived is None or recorded is None or abs(derived - recorded) <= AGREEMENT_E6_PER_KG:
        return None
    text = format_lazy(_("Bags and weight give {dose} × 10⁶/kg."), dose=f"{derived:.2f}")
    return Finding("INF-002", ("dose_e6_per_kg",), text)


def two_people_checked(page: Any) -> Finding | None:
    """The identity check at the bedside takes two different people."""
    first, second = page.first_checker, page.second_checker
    if not first or not second or first.strip().casefold() != second.strip().casefold():
        return None
    return Finding(
        "INF-003", ("second_checker",), _("The same name stands for both checks. Who was the second person?")
    )


def identity_agreed(page: Any) -> Finding | None:
    """Infusing although wristband, bag and record disagree is reported at once."""
    if page.identity_agrees != NoYes.NO:
        return None
    return Finding(
        "INF-004", ("identity_agrees",), _("Wristband, bag and record do not agree: inform the investigator now.")
    )


def eligibility_was_confirmed(page: Any) -> Finding | None:
    """Somebody was infused although the last conclusion on eligibility is not a yes: a deviation, never hidden."""
    concluded = page.subject.data.pages("IE")
    last = max(concluded, key=lambda each: (each.assessed_on or dt.date.max, each.pk or 0), default=None)
    if last is not None and last.eligible == NoYes.YES:
        return None
    return Finding("INF-006", ("started_at",), _("Eligibility is not confirmed. Is there a deviation to report?"))


def dose_level_is_of_the_protocol(page: Any) -> Finding | None:
    """The planned level is one of the protocol's."""
    levels = [level.code for level in page.subject.protocol_version.protocol.dose_levels]
    if page.dose_level is None or page.dose_level in levels:
        return None
    text = format_lazy(_("Dose levels of the protocol: {levels}."), levels=listed(levels))
    return Finding("INF-007", ("dose_level",), text)


def bag_times_in_order(bag: Any) -> Finding | None:
    """A bag is thawed before it is started, and started before it is finished."""
    for earlier, later in (("thawed_at", "started_at"), ("started_at", "ended_at")):
        first, second = getattr(bag, earlier), getattr(bag, later)
        if first and second and first > second:
            return Finding("INF-005", (later,), _("This is earlier than the step before it."))
    return None
