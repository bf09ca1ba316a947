"""The way of the cells and of the treatment before them: what was collected, made, given, weighed and measured."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf.codelists import NoYes
from edc.crf.dates import day_of
from edc.records.edit_checks import At, EditCheck
from edc.records.subject_data import SubjectData
from patients.checks.chain_of_identity import batches_of
from patients.codelists.product import BatchOutcome
from patients.edit_checks.common import before, days_apart, with_items

# Filling and counting differ by some percent; above this the bags cannot be the same.
COUNT_TOLERANCE = Decimal("1.05")
SHRINKS_BY_CM = 2
WEIGHED_WITHIN_DAYS = 3
MEASURED_WITHIN_DAYS = 30


def made_after_collection(data: SubjectData) -> Iterator[At]:
    """A batch is begun with cells that were collected."""
    collected = {page.apheresis_id: page.started_at for page in with_items(data, "LK", "apheresis_id", "started_at")}
    for batch in with_items(data, "MF", "apheresis_id", "started_on"):
        if before(batch.started_on, collected.get(batch.apheresis_id)):
            yield At(batch, values={"collected": day_of(collected[batch.apheresis_id])})


def given_after_collection(data: SubjectData) -> Iterator[At]:
    """Lymphodepletion begins when the cells have been collected."""
    collected = [page.started_at for page in with_items(data, "LK", "started_at")]
    for page in with_items(data, "LD", "given_on"):
        if collected and before(page.given_on, min(collected)):
            yield At(page, values={"collected": day_of(min(collected))})


def lymphodepletion_before_infusion(data: SubjectData) -> Iterator[At]:
    """Lymphodepletion ends before the cells are given."""
    infused = data.subject.infusion_day
    for page in with_items(data, "LD", "given_on"):
        if infused and page.given_on >= infused:
            yield At(page, values={"infused": infused})


def lymphodepletion_on_its_day(data: SubjectData) -> Iterator[At]:
    """Each day of lymphodepletion falls on the study day of its visit, a day more or less."""
    infused = data.subject.infusion_day
    for page in with_items(data, "LD", "given_on", "planned_day"):
        day = (page.given_on - infused).days if infused else page.planned_day
        if abs(day - page.planned_day) > 1 and day < 0:
            yield At(page, values={"day": day, "planned": page.planned_day})


def bags_hold_what_is_given(item: str, data: SubjectData) -> Iterator[At]:
    """No more is given from a bag than was filled into it."""
    filled = {row.bag_id: getattr(row, item) for batch in data.pages("MF") for row in batch.rows("bags")}
    for infusion in data.pages("INF"):
        for number, bag in enumerate(infusion.rows("bags"), start=1):
            made, given = filled.get(bag.bag_id), getattr(bag, item)
            if made and given and given > made * COUNT_TOLERANCE:
                yield At(infusion, number, {"made": made})


def a_released_batch_is_accounted_for(data: SubjectData) -> Iterator[At]:
    """A batch that was released is given, or it is said why not."""
    used = {page.batch_id for page in data.pages("INF")} | {page.batch_id for page in data.pages("NI")}
    if not data.subject.infused_at:
        return
    for batch in with_items(data, "MF", "batch_id", "outcome"):
        if batch.outcome != BatchOutcome.FAILED and batch.batch_id not in used:
            yield At(batch)


def collected_cells_were_worked_on(data: SubjectData) -> Iterator[At]:
    """Cells given were made from a collection of this participant that has its form."""
    collected = {page.apheresis_id for page in data.pages("LK")}
    for infusion in with_items(data, "INF", "batch_id"):
        batch = next(iter(batches_of(infusion)), None)
        if batch and batch.apheresis_id and batch.apheresis_id not in collected:
            yield At(infusion, values={"apheresis": batch.apheresis_id})


def weight_agrees_with_vital_signs(
    form: str, day_item: str, data: SubjectData, *, within: int = WEIGHED_WITHIN_DAYS
) -> Iterator[At]:
    """The weight that a dose rests on is the one measured about that day, at most `within` days away."""
    limit = data.subject.protocol_version.protocol.dose_limits.weight_change_percent
    weighed = with_items(data, "VS", "weight_kg", "measured_at")
    for page in with_items(data, form, "weight_kg", day_item):
        sign = _nearest(weighed, getattr(page, day_item), within=within)
        if sign and abs(page.weight_kg - sign.weight_kg) * 100 > limit * sign.weight_kg:
            yield At(page, values={"weight": sign.weight_kg, "day": day_of(sign.measured_at)})


def nobody_shrinks(data: SubjectData) -> Iterator[At]:
    """Height does not fall by more than an error of measurement."""
    measured = sorted(with_items(data, "VS", "height_cm", "measured_at"), key=lambda page: page.measured_at)
    tallest: Any = None
    for page in measured:
        if tallest is not None and page.height_cm < tallest.height_cm - SHRINKS_BY_CM:
            yield At(page, values={"height": tallest.height_cm, "day": day_of(tallest.measured_at)})
        if tallest is None or page.height_cm > tallest.height_cm:
            tallest = page


def height_agrees_with_vital_signs(data: SubjectData) -> Iterator[At]:
    """The height that a dose rests on is the one measured at that time."""
    measured = with_items(data, "VS", "height_cm", "measured_at")
    for page in with_items(data, "LD", "height_cm", "given_on"):
        sign = _nearest(measured, page.given_on, within=MEASURED_WITHIN_DAYS)
        if sign and abs(page.height_cm - sign.height_cm) > SHRINKS_BY_CM:
            yield At(page, values={"height": sign.height_cm, "day": day_of(sign.measured_at)})


def _nearest(signs: list[Any], day: Any, *, within: int) -> Any:
    """The vital signs measured nearest to a day, at most `within` days away; None when there are none."""
    near = [(apart, sign) for sign in signs if (apart := days_apart(sign.measured_at, day)) is not None]
    near = [each for each in near if each[0] <= within]
    return min(near, key=lambda each: each[0])[1] if near else None


def a_sample_stands_once(data: SubjectData) -> Iterator[At]:
    """One sample of one panel is reported once."""
    seen: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for page in with_items(data, "LB", "panel", "sample_collected_at"):
        seen[page.panel, page.specimen, page.sample_collected_at].append(page)
    for same in seen.values():
        for page in same[1:]:
            yield At(page, values={"visit": same[0].visit_code})


def no_cells_before_infusion(data: SubjectData) -> Iterator[At]:
    """There are no CAR-T cells in a sample from before they were given."""
    infused = data.subject.infused_at
    for page in with_items(data, "CK", "collected_at", "copies_per_ug"):
        found = page.below_lloq != NoYes.YES and page.copies_per_ug > (page.lloq_copies_per_ug or 0)
        if infused and page.collected_at < infused and found:
            yield At(page, values={"infused": day_of(infused)})


CHECKS = (
    EditCheck(
        "ED-101", ("MF.started_on", "LK.started_at"),
        _("The cells of this batch were collected later, on {collected}. Which date is right?"), made_after_collection,
    ),
    EditCheck(
        "ED-102", ("LD.given_on", "LK.started_at"),
        _("The cells were collected later, on {collected}. Which date is right?"), given_after_collection,
    ),
    EditCheck(
        "ED-103", ("LD.given_on", "INF.started_at"),
        _("The cells were given on {infused}: lymphodepletion ends before. Which date is right?"),
        lymphodepletion_before_infusion,
    ),
    EditCheck(
        "ED-104", ("LD.given_on", "INF.started_at"),
        _("Given on study day {day}, planned for day {planned}. Is the date right, or is it a deviation?"),
        lymphodepletion_on_its_day,
    ),
    EditCheck(
        "ED-105", ("INF.bags.total_cells_e6", "MF.bags.total_cells_e6"),
        _("The bag was filled with {made} × 10⁶ cells. Is it this bag, and this count?"),
        partial(bags_hold_what_is_given, "total_cells_e6"),
    ),
    EditCheck(
        "ED-106", ("INF.bags.volume_ml", "MF.bags.volume_ml"),
        _("The bag was filled with {made} mL. Is it this bag, and this volume?"),
        partial(bags_hold_what_is_given, "volume_ml"),
    ),
    EditCheck(
        "ED-107", ("MF.batch_id", "INF.batch_id", "NI.batch_id"),
        _("This batch was released, and another one was given. What became of it?"), a_released_batch_is_accounted_for,
    ),
    EditCheck(
        "ED-108", ("INF.batch_id", "MF.apheresis_id", "LK.apheresis_id"),
        _("STOP: the batch was made from leukapheresis {apheresis}, which this participant does not have."),
        collected_cells_were_worked_on,
    ),
    EditCheck(
        "ED-111", ("INF.weight_kg", "VS.weight_kg"),
        _("Vital signs say {weight} kg on {day}. Which weight did the dose rest on?"),
        partial(weight_agrees_with_vital_signs, "INF", "weight_date"),
    ),
    EditCheck(
        "ED-112", ("LD.weight_kg", "VS.weight_kg"),
        _("Vital signs say {weight} kg on {day}. Which weight did the dose rest on?"),
        partial(weight_agrees_with_vital_signs, "LD", "given_on"),
    ),
    EditCheck(
        "ED-113", ("LK.weight_kg", "VS.weight_kg"),
        _("Vital signs say {weight} kg on {day}. Which weight is right?"),
        partial(weight_agrees_with_vital_signs, "LK", "started_at"),
    ),
    EditCheck(
        "ED-114", ("VS.height_cm",),
        _("The height was {height} cm on {day}. Which one is right?"), nobody_shrinks,
    ),
    EditCheck(
        "ED-115", ("LD.height_cm", "VS.height_cm"),
        _("Vital signs say {height} cm on {day}. Which height did the dose rest on?"), height_agrees_with_vital_signs,
    ),
    EditCheck(
        "ED-116", ("LB.sample_collected_at",),
        _("The same panel of the same time stands at {visit} already. Was it entered twice?"), a_sample_stands_once,
    ),
    EditCheck(
        "ED-117", ("CK.collected_at", "INF.started_at"),
        _("The cells were given later, on {infused}, and yet some are counted here. Which date is right?"),
        no_cells_before_infusion,
    ),
)  # fmt: skip
