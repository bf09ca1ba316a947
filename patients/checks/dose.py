"""The dose of cells on the infusion form: planned by the level, made by the manufacturer, given. Three things apart."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Computed, Finding
from edc.crf.computed import origin
from patients.checks.chain_of_identity import batches_of
from patients.checks.infusion import cells_in
from trial.rules.dose import RULE, deviation_percent, enough_cells, planned_cells_e6, within_tolerance

TO_TENTHS = Decimal("0.1")
TO_THOUSANDTHS = Decimal("0.001")


def planned_dose(page: Any) -> Decimal | None:
    """The dose of the planned level, in 10^6/kg; None for a level that the protocol does not have."""
    levels = {level.code: level.e6_per_kg for level in page.subject.protocol_version.protocol.dose_levels}
    dose: Decimal | None = levels.get(page.dose_level or "")
    return dose


def planned_cells(page: Any) -> Computed | None:
    """CAR+ cells, in 10^6, that the level means at the body weight; None while one of them is missing."""
    dose, weight = planned_dose(page), page.weight_kg
    if dose is None or not weight or weight <= 0:
        return None
    cells = planned_cells_e6(level_e6_per_kg=dose, weight_kg=weight).quantize(TO_THOUSANDTHS)
    return Computed(cells, RULE, {"level_e6_per_kg": dose, "weight_kg": weight}, f"{dose} × 10⁶/kg × {weight} kg")


def given_cells(page: Any) -> Computed | None:
    """CAR+ cells, in 10^6, in the bags that were given; None while a bag has a gap or the gate is not stated."""
    bags = page.rows("bags")
    cells = [counted for bag in bags if (counted := cells_in(bag, page.car_gate)) is not None]
    if not bags or len(cells) < len(bags):
        return None
    inputs = {"gate": page.car_gate, "bags": {bag.bag_id: each for bag, each in zip(bags, cells, strict=True)}}
    words = format_lazy(_("CAR+ is a share {gate}"), gate=page.get_car_gate_display())
    return Computed(sum(cells, Decimal(0)).quantize(TO_THOUSANDTHS), RULE, inputs, words)


def level_deviation(page: Any) -> Computed | None:
    """How far the dose given lies from that of the level, in %; the counted dose where none is recorded."""
    planned = planned_dose(page)
    given = page.counted_dose_e6_per_kg if page.dose_e6_per_kg is None else page.dose_e6_per_kg
    if planned is None or given is None:
        return None
    deviation = deviation_percent(actual=given, planned=planned)
    tolerance = page.subject.protocol_version.protocol.dose_limits.tolerance_percent
    inputs = {"given_e6_per_kg": given, "level_e6_per_kg": planned, "tolerance_percent": tolerance}
    words = format_lazy(
        _("{given} against {planned} × 10⁶/kg; allowed ±{tolerance} %"),
        given=str(given), planned=str(planned), tolerance=str(tolerance),
    )  # fmt: skip
    return Computed(deviation.quantize(TO_TENTHS), RULE, inputs, words)


def weight_change(page: Any) -> Computed | None:
    """Change of body weight since the last leukapheresis, in %; None while one of the weights is missing."""
    weighed = [each for each in page.subject.data.pages("LK") if each.weight_kg and each.started_at]
    last = max(weighed, key=lambda each: each.started_at, default=None)
    if last is None or not page.weight_kg:
        return None
    change = deviation_percent(actual=page.weight_kg, planned=last.weight_kg)
    inputs = {"weight_kg": page.weight_kg, "at_leukapheresis": [last.weight_kg, origin(last)]}
    words = format_lazy(_("{kg} kg at leukapheresis"), kg=str(last.weight_kg))
    return Computed(change.quantize(TO_TENTHS), RULE, inputs, words)


def given_within_tolerance(page: Any) -> Finding | None:
    """The dose given lies within the tolerance around its level."""
    limit = page.subject.protocol_version.protocol.dose_limits.tolerance_percent
    deviation = level_deviation(page)
    if deviation is None or within_tolerance(deviation=_exact(deviation), tolerance_percent=limit):
        return None
    text = _("The dose is {percent} % away from its level, more than {limit} %. Is there a deviation to report?")
    return Finding(
        "INF-011",
        ("dose_e6_per_kg", "dose_level"),
        format_lazy(text, percent=f"{deviation.value:+}", limit=str(limit)),
    )


def weight_is_that_of_leukapheresis(page: Any) -> Finding | None:
    """A body weight that changed much since leukapheresis is confirmed: the dose hangs on it."""
    limit = page.subject.protocol_version.protocol.dose_limits.weight_change_percent
    change = weight_change(page)
    if change is None:
        return None
    exact = deviation_percent(actual=change.inputs["weight_kg"], planned=change.inputs["at_leukapheresis"][0])
    if within_tolerance(deviation=exact, tolerance_percent=limit):
        return None
    text = _("The body weight is {percent} % away from that at leukapheresis. Was it measured again?")
    return Finding("INF-012", ("weight_kg",), format_lazy(text, percent=f"{change.value:+}"))


def enough_was_made(page: Any) -> Finding | None:
    """The batch holds the cells that the level asks for, but for the tolerance."""
    planned, limits = planned_cells(page), page.subject.protocol_version.protocol.dose_limits
    made = next((batch.made_car_cells_e6 for batch in batches_of(page)), None)
    if planned is None or made is None:
        return None
    if enough_cells(available_e6=made, needed_e6=planned.value, tolerance_percent=limits.tolerance_percent):
        return None
    text = _("The batch holds {made} × 10⁶ CAR+ cells, the level asks for {planned} × 10⁶. Which level is it?")
    return Finding("INF-013", ("dose_level",), format_lazy(text, made=str(made), planned=str(planned.value)))


def _exact(deviation: Computed) -> Decimal:
    """The deviation before rounding: a tenth of a percent may decide at the bound."""
    return deviation_percent(
        actual=deviation.inputs["given_e6_per_kg"], planned=deviation.inputs["level_e6_per_kg"]
    )  # fmt: skip
