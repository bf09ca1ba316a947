"""What was measured at the bedside against what the assessment of that day says; scales against ages."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf.codelists import NoYes
from edc.crf.dates import day_of
from edc.records.edit_checks import At, EditCheck
from edc.records.subject_data import SubjectData
from patients.edit_checks.common import with_items

Worse = Callable[[Any, Any], bool]


def vital_signs_are_in_the_assessment(sign: str, item: str, worse: Worse, data: SubjectData) -> Iterator[At]:
    """The assessment holds the worst value of its period: no vital sign within that period is worse.

    What was measured at the minute at which one period ends and the next begins may stand in either of them.
    """
    signs = with_items(data, "VS", "measured_at", sign)
    for page in with_items(data, "CRS", "period_start", "period_end", item):
        within = [each for each in signs if page.period_start < each.measured_at < page.period_end]
        found = [each for each in within if worse(getattr(each, sign), getattr(page, item))]
        if found:
            yield At(page, values={"value": getattr(found[0], sign), "at": day_of(found[0].measured_at)})


def oxygen_is_in_the_assessment(data: SubjectData) -> Iterator[At]:
    """Oxygen that vital signs saw is oxygen in the assessment of that period."""
    signs = with_items(data, "VS", "measured_at", "oxygen_given")
    for page in with_items(data, "CRS", "period_start", "period_end", "oxygen_device"):
        within = [each for each in signs if page.period_start < each.measured_at < page.period_end]
        if page.oxygen_device == "NONE" and any(each.oxygen_given == NoYes.YES for each in within):
            yield At(page)


def one_assessment_a_day(data: SubjectData) -> Iterator[At]:
    """Two assessments of CRS do not cover the same hours."""
    pages = sorted(with_items(data, "CRS", "period_start", "period_end"), key=lambda page: page.period_start)
    for at, page in enumerate(pages[1:], start=1):
        if page.period_start < pages[at - 1].period_end:
            yield At(page, values={"visit": pages[at - 1].visit_code})


def there_is_a_baseline(data: SubjectData) -> Iterator[At]:
    """Neurotoxicity is judged against a baseline from before the infusion."""
    pages = sorted(with_items(data, "ICE", "assessed_at"), key=lambda page: page.assessed_at)
    infused = data.subject.infused_at
    after = [page for page in pages if infused and page.assessed_at > infused]
    if after and not any(page.is_baseline == NoYes.YES or page.assessed_at < infused for page in pages):
        yield At(after[0])


def the_tool_stays_the_same(data: SubjectData) -> Iterator[At]:
    """A participant is followed with one tool, unless age or development change it."""
    pages = sorted(with_items(data, "ICE", "assessed_at", "tool"), key=lambda page: page.assessed_at)
    for at, page in enumerate(pages[1:], start=1):
        if page.tool != pages[at - 1].tool and not page.tool_reason:
            yield At(page, values={"day": day_of(pages[at - 1].assessed_at)})


def _sign(check_id: str, sign: str, item: str, worse: Worse) -> EditCheck:
    words = _("Vital signs in this period say {value}, on {at}. Which value is the worst?")
    find = partial(vital_signs_are_in_the_assessment, sign, item, worse)
    return EditCheck(check_id, (f"CRS.{item}", f"VS.{sign}"), words, find)


CHECKS = (
    _sign("ED-601", "temperature_c", "highest_temperature_c", lambda seen, told: seen > told),
    _sign("ED-602", "systolic_mmhg", "lowest_systolic_mmhg", lambda seen, told: seen < told),
    _sign("ED-603", "spo2_percent", "lowest_spo2_percent", lambda seen, told: seen < told),
    EditCheck(
        "ED-604", ("CRS.oxygen_device", "VS.oxygen_given"),
        _("Vital signs in this period say that oxygen was given. Which device?"), oxygen_is_in_the_assessment,
    ),
    EditCheck(
        "ED-605", ("CRS.period_start",),
        _("This period overlaps that of {visit}. Which hours does each cover?"), one_assessment_a_day,
    ),
    EditCheck(
        "ED-606", ("ICE.is_baseline", "INF.started_at"),
        _("No baseline from before the infusion. Was one taken?"), there_is_a_baseline,
    ),
    EditCheck(
        "ED-607", ("ICE.tool", "ICE.assessed_at"),
        _("The other tool was used on {day}. Why did it change?"), the_tool_stays_the_same,
    ),
)  # fmt: skip
