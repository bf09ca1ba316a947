"""What is recorded of a participant up to the day of an assessment, as facts with the place where they stand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from edc.crf.codelists import NoYes
from edc.crf.partial_dates import Day, earliest, latest
from edc.records.subject_data import SubjectData
from patients.consents import first_consent_day
from patients.rules.verdict import Evidence, Fact, Span

READS = ("IC", "RC", "WD", "DM", "DH", "PT", "PS", "MH", "VIR", "BM", "CSF", "EMD", "PG", "GV")
"""The forms that answer criteria."""


@dataclass(frozen=True)
class Known:
    """The record as it counts for one assessment; `on` is its day, None while it is not dated: then all counts.

    `screened_on` is the day of the first consent, `enrolled_on` that of the first conclusion that says eligible.
    """

    data: SubjectData
    on: dt.date | None
    screened_on: dt.date | None
    enrolled_on: dt.date | None

    def newest(self, form: str, day: str) -> Any:
        """The newest page of a form up to the assessment, by the item that dates it; None when there is none."""
        dated = [page for page in self.data.pages(form) if getattr(page, day) and self.counts(getattr(page, day))]
        return max(dated, key=lambda page: getattr(page, day), default=None)

    def counts(self, day: Any) -> bool:
        """Whether something of that day, known in part or not at all, may count for the assessment."""
        span = span_of(day)
        return span is None or self.on is None or span.earliest <= self.on


def known_for(page: Any) -> Known:
    """What counts for an eligibility page. One statement where nothing was read before."""
    data = page.subject.data
    data.load(*READS, page.crf.code)
    concluded = [each.assessed_on for each in data.pages(page.crf.code) if each.eligible == NoYes.YES]
    enrolled = [day for day in concluded if day]
    return Known(
        data=data,
        on=page.assessed_on,
        screened_on=first_consent_day(data),
        enrolled_on=min(enrolled, default=page.assessed_on),
    )


def fact(page: Any, item: str, value: Any = None, *, name: str = "", row: Any = None, on: Any = None) -> Fact:
    """One item of a page, or of one of its rows, as a fact. Its name is "FORM.item" unless another one is given.

    Without a page there is nothing known of it.
    """
    form, _, only = item.partition(".")
    if page is None:
        return Fact(name or item, None)
    place = Evidence(
        form=form,
        visit=page.visit_code,
        page=page.occurrence,
        item=only,
        row=row.position if row is not None else 0,
        record=(page if row is None else row).pk,
    )
    return Fact(name or item, value, span_of(on), place)


def answer(page: Any, item: str) -> Fact:
    """A question that is answered with yes or no, as true or false; None while it is not."""
    given = None if page is None else getattr(page, item.partition(".")[2])
    return fact(page, item, None if given is None else given == NoYes.YES)


def span_of(day: Day | None) -> Span | None:
    """The days that a recorded date can mean."""
    return None if day is None else Span(earliest(day), latest(day))


def newest_of_each(facts: Sequence[Fact]) -> list[Fact]:
    """For each name the fact with the newest date; undated ones give way, and of one day the last one stands."""
    found: dict[str, Fact] = {}
    for each in facts:
        held = found.get(each.name)
        if held is None or held.on is None or (each.on is not None and each.on.latest >= held.on.latest):
            found[each.name] = each
    return list(found.values())
