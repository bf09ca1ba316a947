"""How old the findings are that infusion rests on, by the sub-windows of the protocol."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.wording import listed
from edc.records.subject_data import SubjectData
from trial.protocol_settings import SubWindow
from trial.rules.sub_windows import Freshness, freshness


def findings_young_enough(page: Any) -> Finding | None:
    """On the day of infusion each finding with a sub-window has one that is young enough."""
    if page.started_at is None:
        return None
    day = timezone.localdate(page.started_at)
    outside = [
        window for window in page.subject.protocol_version.protocol.sub_windows
        if _freshness(page.subject.data, window, day) != Freshness.FRESH
    ]  # fmt: skip
    if not outside:
        return None
    text = _("Too old on the day of infusion, or not there: {findings}. Is an entry missing?")
    seen = tuple((window.code, str(max(_days(page.subject.data, window), default=""))) for window in outside)
    named = listed([window.title for window in outside])
    return Finding("INF-015", ("started_at",), format_lazy(text, findings=named), seen=seen)


def _freshness(data: SubjectData, window: SubWindow, day: dt.date) -> Freshness:
    return freshness(_days(data, window), before=day, days=window.days, months=window.months)


def _days(data: SubjectData, window: SubWindow) -> list[dt.date]:
    """The days of the findings: `found_on` names form, table where it is one, and item."""
    form, *table, item = window.found_on.split(".")
    pages = data.pages(form)
    records = [row for page in pages for row in page.rows(table[0])] if table else pages
    known = [record for record in records if not window.known or getattr(record, window.known) is not None]
    return [day for record in known if (day := getattr(record, item))]
