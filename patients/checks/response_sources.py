"""Where the findings of a response assessment come from: the pages of the same days, and whether they say the same."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes, is_yes
from edc.crf.computed import origin
from edc.crf.dates import day_of
from edc.crf.declaration import Check, Text
from patients.codelists.disease import CnsStatus, MarrowAdequacy, MrdResult
from patients.codelists.laboratory import LabTest, LabUnit

READS = ("BM", "LB", "CSF", "EMD", "TF")
CELLS = ("RED BLOOD CELLS", "PLATELETS")
"""Transfusions that speak against recovered counts: terms of the transfusion log."""
WITHOUT_WINDOW = dt.timedelta(days=7)
"""How far a source may be from an assessment at a visit that has no window."""
BLOOD_COUNTS = {
    LabTest.NEUT: ("neutrophils_e9_per_l", LabUnit.E9_PER_L),
    LabTest.PLAT: ("platelets_e9_per_l", LabUnit.E9_PER_L),
    LabTest.BLASTLE: ("blood_blasts", LabUnit.PERCENT),
}
"""Test -> the finding that it is a source of, in the unit in which it can be compared."""


@dataclass(frozen=True)
class Source:
    """One value of another page: its day, the value, and where it stands ("BM D28 1")."""

    on: dt.date
    value: Any
    place: str


def sources(page: Any) -> dict[str, list[Source]]:
    """What other pages say of each finding, nearest to the day of the assessment first; empty before it has a day."""
    if page.assessed_on is None:
        return {}
    found: dict[str, list[Source]] = {}
    for item, source in _every(page):
        found.setdefault(item, []).append(source)
    for each in found.values():
        each.sort(key=lambda source: abs((source.on - page.assessed_on).days))
    return found


def transfusions(page: Any) -> list[Source]:
    """Red cells and platelets given in the days in which a remission allows none, the last one first."""
    days = page.subject.protocol_version.protocol.response_criteria.transfusion_free_days
    given = [
        Source(timezone.localdate(each.started_at), each.get_product_display(), origin(each))
        for each in page.subject.data.pages("TF")
        if each.product in CELLS and each.started_at
    ]
    near = [each for each in given if page.assessed_on and 0 <= (page.assessed_on - each.on).days < days]
    return sorted(near, key=lambda each: each.on, reverse=True)


def findings_agree_with_their_pages(item: str, check_id: str, words: Any) -> Check:
    """A check that a finding is what a page of these days says; where several differ, one of them is enough."""

    def check(page: Any) -> Finding | None:
        value, found = getattr(page, item), sources(page).get(item, [])
        if value is None or not found or any(_agrees(source.value, value) for source in found):
            return None
        nearest = found[0]
        return Finding(check_id, (item,), format_lazy(words, day=nearest.on.isoformat(), value=_label(nearest.value)))

    return check


def transfusions_agree_with_the_log(page: Any) -> Finding | None:
    """Independence of transfusion is what the log says of the last days."""
    independent, given = is_yes(page.transfusion_independent), transfusions(page)
    if independent is None or page.assessed_on is None or independent == (not given):
        return None
    if given:
        text = _("{product} on {day} in the transfusion log. Which is right?")
        words = format_lazy(text, product=given[0].value, day=given[0].on.isoformat())
    else:
        words = _("The transfusion log has none in these days. Is an entry missing?")
    return Finding("RS-010", ("transfusion_independent",), words)


def inputs_from_other_pages(page: Any) -> dict[str, list[tuple[dt.date, Any, str]]]:
    """The sources as they are stored with the derived response."""
    found = {item: [(each.on, each.value, each.place) for each in every] for item, every in sources(page).items()}
    return {f"{item} of": each for item, each in found.items()} | {
        "transfusions": [(each.on, str(each.value), each.place) for each in transfusions(page)]
    }


SOURCE_CHECKS = (
    findings_agree_with_their_pages(
        "marrow_blasts_percent", "RS-004", _("The marrow of {day} has {value} % blasts. Which is right?")
    ),
    findings_agree_with_their_pages(
        "blood_blasts", "RS-005", _("Blasts in the blood count of {day}: {value}. Which is right?")
    ),
    findings_agree_with_their_pages("cns_status", "RS-006", _("The fluid of {day} says: {value}. Which is right?")),
    findings_agree_with_their_pages(
        "extramedullary", "RS-007", _("Leukaemia outside the marrow by imaging of {day}: {value}. Which is right?")
    ),
    findings_agree_with_their_pages(
        "neutrophils_e9_per_l", "RS-008", _("The blood count of {day} has {value} × 10⁹/L. Which is right?")
    ),
    findings_agree_with_their_pages(
        "platelets_e9_per_l", "RS-009", _("The blood count of {day} has {value} × 10⁹/L. Which is right?")
    ),
    transfusions_agree_with_the_log,
    findings_agree_with_their_pages("mrd", "RS-011", _("The marrow of {day} says: {value}. Which is right?")),
)


def _every(page: Any) -> Iterator[tuple[str, Source]]:
    for marrow, on in _within(page, "BM", "sampled_on"):
        if marrow.adequacy in (None, MarrowAdequacy.ADEQUATE):
            yield from _of_marrow(marrow, on)
    for panel, on in _within(page, "LB", "sample_collected_at"):
        yield from _of_blood(panel, on)
    for fluid, on in _within(page, "CSF", "punctured_on"):
        if fluid.cns_status:
            yield "cns_status", Source(on, CnsStatus(fluid.cns_status), origin(fluid))
    for imaging, on in _within(page, "EMD", "assessed_on"):
        if imaging.any_disease:
            yield "extramedullary", Source(on, NoYes(imaging.any_disease), origin(imaging))


def _within(page: Any, form: str, item: str) -> Iterator[tuple[Any, dt.date]]:
    """The pages of a form in the window of the assessment, each with its day on the study clock."""
    first, last = _window(page)
    for each in page.subject.data.pages(form):
        on = day_of(getattr(each, item))
        if on is not None and first <= on <= last:
            yield each, on


def _of_marrow(marrow: Any, on: dt.date) -> Iterator[tuple[str, Source]]:
    if marrow.blasts_percent is not None:
        yield "marrow_blasts_percent", Source(on, marrow.blasts_percent, origin(marrow))
    results = {row.evaluation or row.result for row in marrow.rows("residual")}
    worst_first = (MrdResult.POSITIVE, MrdResult.NEGATIVE, MrdResult.NOT_EVALUABLE)
    for result in [each for each in worst_first if each in results][:1]:
        yield "mrd", Source(on, result, origin(marrow))


def _of_blood(panel: Any, on: dt.date) -> Iterator[tuple[str, Source]]:
    for row in panel.rows("results"):
        item, unit = BLOOD_COUNTS.get(row.test, ("", ""))
        if row.value is None or not item or row.unit != unit:
            continue
        blasts = NoYes.YES if row.value > 0 else NoYes.NO
        yield item, Source(on, blasts if row.test == LabTest.BLASTLE else row.value, origin(panel))


def _window(page: Any) -> tuple[dt.date, dt.date]:
    visit = page.subject.planned_visit(page.visit_code)
    if visit is None or visit.opens is None or not visit.opens <= page.assessed_on <= visit.closes:
        return page.assessed_on - WITHOUT_WINDOW, page.assessed_on + WITHOUT_WINDOW
    return visit.opens, visit.closes


def _agrees(source: Any, value: Any) -> bool:
    """Whether a finding is the value of a source; one that is entered without decimals may be rounded."""
    return bool(source == value or (isinstance(value, int) and isinstance(source, Decimal) and round(source) == value))


def _label(value: Any) -> Text:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    label: Text = value.label
    return label
