"""How far the cells expanded in one participant, and what they did to the B cells."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from edc.crf.codelists import NoYes
from edc.records.subject_data import SubjectData
from patients.codelists.response import KineticsSpecimen
from patients.endpoints.results import Expansion
from patients.rules.b_cells import Aplasia, Count, aplasia
from patients.rules.kinetics import Kinetics, Sample, kinetics
from trial.protocol_settings import BCellAplasia

SECONDS_A_DAY = 86400
HUNDREDTH = Decimal("0.01")


def expansion(data: SubjectData, started_at: dt.datetime, cutoff: dt.date) -> tuple[Expansion, ...]:
    """The samples of blood in the order of their time; days from the start of the infusion, to a hundredth."""
    pages = [page for page in data.pages("CK") if page.specimen == KineticsSpecimen.BLOOD and page.collected_at]
    return tuple(
        _sample(page, started_at)
        for page in sorted(pages, key=lambda page: page.collected_at)
        if timezone.localdate(page.collected_at) <= cutoff
    )


def kinetics_of(samples: tuple[Expansion, ...], tolerance_days: int) -> Kinetics | None:
    """Peak, its day, persistence and area by PCR; samples that were not measured by PCR are left out."""
    measured = [each for each in samples if each.is_below_lloq or each.copies_per_ug is not None]
    return kinetics([Sample(each.day, each.copies_per_ug) for each in measured], tolerance_days=tolerance_days)


def aplasia_of(data: SubjectData, infused_on: dt.date, cutoff: dt.date, settings: BCellAplasia) -> Aplasia | None:
    """The first B-cell aplasia after the infusion."""
    counts = [
        Count(timezone.localdate(page.collected_at), page.cd19_per_ul)
        for page in data.pages("BC")
        if page.collected_at and page.cd19_per_ul is not None
    ]
    return aplasia(
        [count for count in counts if count.on <= cutoff],
        infused_on=infused_on,
        below_per_ul=settings.below_per_ul,
        confirm=settings.confirm,
    )


def _sample(page: Any, started_at: dt.datetime) -> Expansion:
    seconds = Decimal(int((page.collected_at - started_at).total_seconds()))
    is_below = page.below_lloq == NoYes.YES
    return Expansion(
        day=(seconds / SECONDS_A_DAY).quantize(HUNDREDTH),
        copies_per_ug=None if is_below else page.copies_per_ug,
        is_below_lloq=is_below,
        lloq_copies_per_ug=page.lloq_copies_per_ug,
        car_percent_of_cd3=page.car_percent_of_cd3,
    )
