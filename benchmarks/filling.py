"""Much data at once, written in bulk by the software itself: for benchmarks, and for tests that count statements."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from django.utils import timezone

from adverse_events.models import AdverseEvent
from edc.crf.reading import forms
from edc.records.audit.context import SYSTEM, auditing
from edc.records.base import PageStatus
from edc.records.query import Query
from patients.models import Demographics, Infusion, Subject
from trial.models import ProtocolVersion

SITE = "301"
DAYS_BETWEEN = 4


def participants(version: ProtocolVersion, numbers: Iterable[int]) -> list[Subject]:
    """Participants of one site, the nth infused n times four days ago."""
    numbers = list(numbers)
    made = [Subject(number=f"{SITE}-{number:03d}", site_code=SITE, protocol_version=version) for number in numbers]
    with auditing(by=SYSTEM):
        Subject.objects.bulk_create(made)
        born = {"birth_date": dt.date(2017, 6, 3), "sex": "F"}
        Demographics.objects.bulk_create(Demographics(subject=each, visit_code="SCR", **born) for each in made)
        Infusion.objects.bulk_create(_infusions(made, numbers))
    return list(Subject.objects.filter(number__in=[each.number for each in made]))


def _infusions(made: Sequence[Subject], numbers: Sequence[int]) -> list[Infusion]:
    began = [timezone.now() - dt.timedelta(days=DAYS_BETWEEN * number) for number in numbers]
    return [
        Infusion(subject=each, visit_code="D0", started_at=start, dose_level="DL1", status=PageStatus.COMPLETE)
        for each, start in zip(made, began, strict=True)
    ]


def pages(subjects: Sequence[Subject], visits: Sequence[str], codes: Iterable[str]) -> None:
    """A complete page of each form at each visit of each participant; one that is there already stays."""
    for code in codes:
        model = forms()[code]
        _write(model, [model(subject=who, visit_code=at, status="complete") for who, at in product(subjects, visits)])


def due_pages(subjects: Sequence[Subject], *, leave: int) -> None:
    """What is due by today, complete, but for the last `leave` forms of each participant."""
    today, due = timezone.localdate(), {code: [] for code in forms()}  # type: dt.date, dict[str, list[Any]]
    for subject in subjects:
        places = [
            (visit.code, code)
            for visit in subject.schedule()
            if visit.form_state(today) != "not_due"
            for code in visit.forms
        ]
        for visit, code in places[: len(places) - leave]:
            due[code].append(forms()[code](subject=subject, visit_code=visit, status="complete"))
    for code, made in due.items():
        _write(forms()[code], made)


def adverse_events(subjects: Sequence[Subject], of_each: int) -> None:
    """Logs of adverse events."""
    began = timezone.localdate()
    _write(
        AdverseEvent,
        [
            AdverseEvent(
                subject=who, visit_code="LOG", occurrence=n, term="Febrile neutropenia", started_on=str(began),
                category="CYTOPENIA", serious="N", outcome="NOT RECOVERED/NOT RESOLVED",
            )
            for who, n in product(subjects, range(1, of_each + 1))
        ],
    )  # fmt: skip


def queries(subjects: Sequence[Subject], of_each: int) -> None:
    """Open queries of checks on the demographics pages."""
    page_of = dict(Demographics.objects.values_list("subject_id", "pk"))
    made = [
        Query(
            site_code=SITE, subject_number=who.number, visit_code="SCR", form_code="DM", page_id=page_of[who.number],
            item="birth_date", check_id=f"DM-{n}", text={"en": "Is the year right?"}, raised_by="system",
        )
        for who, n in product(subjects, range(of_each))
    ]  # fmt: skip
    _write(Query, made)


def _write(model: type[Any], made: list[Any]) -> None:
    with auditing(by=SYSTEM):
        model.objects.bulk_create(made, batch_size=2000, ignore_conflicts=True)
