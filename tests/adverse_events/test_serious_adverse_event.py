"""The serious adverse event log: criteria (ICH E2A), 24 hours to the sponsor, agreement with the event log."""

import datetime as dt

import pytest
from django.utils import timezone

from adverse_events.models import AdverseEvent, SafetyReport, SeriousAdverseEvent
from adverse_events.rules.events import report_is_late
from edc.crf import PartialDate
from edc.crf.reading import unanswered
from tests.participants import at, fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")

NONE_MET = dict.fromkeys(
    ["results_in_death", "life_threatening", "hospitalisation", "disability", "congenital_anomaly", "other_important"],
    "N",
)


def serious(*reports, subject=None, **values):
    page = SeriousAdverseEvent(subject=subject or participant(), visit_code="LOG", **values)
    page.stage_rows("reports", list(reports))
    return page


def report(when, to="SPONSOR"):
    return SafetyReport(recipient=to, kind="INITIAL", reported_at=when)


def logged(**values):
    """A participant with event number 1 in the log."""
    child = participant()
    store(AdverseEvent(subject=child, visit_code="LOG", occurrence=1, **values))
    return child


def test_the_event_is_one_of_the_log():
    assert fired(serious(subject=logged(), ae_number=1)) == set()
    assert "no entry" in words(serious(subject=logged(), ae_number=2), "SAE-001")


def test_the_log_calls_it_serious_too():
    assert fired(serious(subject=logged(serious="Y"), ae_number=1)) == set()
    assert "not serious" in words(serious(subject=logged(serious="N"), ae_number=1), "SAE-001")


def test_death_stands_in_both_or_in_none():
    fatal = logged(serious="Y", outcome="FATAL")
    assert fired(serious(subject=fatal, ae_number=1, results_in_death="Y")) == set()
    assert "contradict" in words(serious(subject=fatal, ae_number=1, results_in_death="N"), "SAE-001")
    assert fired(serious(subject=fatal, ae_number=1)) == set()
    recovered = logged(serious="Y", outcome="RECOVERED/RESOLVED")
    assert "contradict" in words(serious(subject=recovered, ae_number=1, results_in_death="Y"), "SAE-001")


def test_one_criterion_at_least():
    assert fired(serious(**NONE_MET)) == {"SAE-002"}
    for criterion in NONE_MET:
        assert fired(serious(**(NONE_MET | {criterion: "Y"}))) == set()
    assert fired(serious()) == set()


@pytest.mark.parametrize(("hours", "minutes", "late"), [(24, 0, False), (24, 1, True), (0, 5, False), (72, 0, True)])
def test_24_hours_run_from_awareness(hours, minutes, late):
    reported_at = at(20, 8) + dt.timedelta(hours=hours, minutes=minutes)
    assert report_is_late(aware_at=at(20, 8), reported_at=reported_at) is late
    assert ("SAE-003" in fired(serious(report(reported_at), aware_at=at(20, 8)))) is late


def test_the_first_report_to_the_sponsor_counts():
    in_time, follow_up = report(at(20, 20)), report(at(22, 8))
    assert fired(serious(follow_up, in_time, aware_at=at(20, 8))) == set()
    to_ethics = report(at(20, 9), to="ETHICS COMMITTEE")
    assert fired(serious(to_ethics, report(at(21, 9)), aware_at=at(20, 8))) == {"SAE-003"}


def test_without_a_report_the_clock_runs_on():
    now = timezone.now()
    assert fired(serious(aware_at=now - dt.timedelta(hours=23))) == set()
    assert fired(serious(aware_at=now - dt.timedelta(hours=25))) == {"SAE-003"}


def test_a_reason_for_the_delay_answers_the_question():
    late = report(at(22, 8))
    assert fired(serious(late, aware_at=at(20, 8), late_reason="Public holiday; fax out of order")) == set()


def test_days_in_order():
    admitted = dt.date(2026, 11, 20)
    assert fired(serious(admitted_on=admitted, discharged_on=dt.date(2026, 11, 19), hospitalisation="Y")) == {"SAE-005"}
    assert fired(serious(admitted_on=admitted, discharged_on=admitted, hospitalisation="Y")) == set()
    died = {"died_on": PartialDate(2026, 11, 19), "results_in_death": "Y"}
    assert fired(serious(serious_from=PartialDate(2026, 11, 20), **died)) == {"SAE-004"}
    assert fired(serious(serious_from=PartialDate(2026, 11), **died)) == set()


def test_details_are_asked_where_they_apply():
    assert {"died_on", "cause_of_death", "autopsy"} <= set(unanswered(serious(results_in_death="Y")))
    assert not {"died_on", "cause_of_death", "autopsy", "admitted_on"} & set(unanswered(serious(**NONE_MET)))
    assert "admitted_on" in unanswered(serious(hospitalisation="Y"))
    assert "other_important_description" in unanswered(serious(other_important="Y"))


def test_an_entry_is_saved_with_its_report():
    page = serious(ae_number=1, aware_at=at(20, 8))
    store(page, SafetyReport(page=page, recipient="SPONSOR", kind="INITIAL", reported_at=at(20, 9)))
    assert SeriousAdverseEvent.objects.get().rows("reports")[0].kind == "INITIAL"
