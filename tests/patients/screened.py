"""A child at screening, and what the record proposes for the criteria of NCT05270772."""

import datetime as dt

from django.utils import translation

from edc.records.deriving import derive_page, explanations
from edc.records.subject_data import read_anew
from patients.models import Demographics, Eligibility, Subject, Virology
from tests.participants import participant, store

CONSENTED = dt.date(2026, 11, 2)
ASSESSED = dt.date(2026, 11, 9)
MET, NOT_MET, OPEN = "MET", "NOT MET", "CANNOT DECIDE"


def person(sex):
    """A child of seven whose guardian signed on 2 November 2026."""
    subject = participant(consented=CONSENTED)
    store(Demographics(subject=subject, visit_code="SCR", birth_date=dt.date(2019, 6, 3), sex=sex))
    return Subject.objects.get(pk=subject.pk)


def assessed(subject, *, on=ASSESSED, **answers):
    """An eligibility page as it would be saved, with what the record proposes."""
    read_anew(subject)
    page = Eligibility(subject=subject, visit_code="SCR", assessed_on=on, **answers)
    page.stage_rows("criteria", page.preset_rows("criteria"))
    derive_page(page)
    return page


def row(page, code):
    return next(each for each in page.rows("criteria") if each.criterion_code == code)


def proposal(subject, code, **values):
    """The outcome, which always has its reason in words."""
    found = row(assessed(subject, **values), code)
    assert str(explanations(found)["proposed"])
    return found.proposed


def why(subject, code):
    with translation.override("en"):
        return str(explanations(row(assessed(subject), code))["proposed"])


def stored(page, **tables):
    """A page with its rows, saved as the software would."""
    store(page)
    for rows in tables.values():
        for number, each in enumerate(rows, start=1):
            each.page, each.position = page, number
            store(each)


def virology(subject, *, on=CONSENTED, occurrence=1, without=(), **results):
    page = Virology(subject=subject, visit_code="SCR", occurrence=occurrence)
    rows = [each for each in page.preset_rows("markers") if each.marker not in without]
    for each in rows:
        each.result, each.sampled_on = results.get(each.marker, "NEGATIVE"), on
    stored(page, markers=rows)
