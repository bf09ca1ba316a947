"""The serious adverse event log: criteria (ICH E2A), 24 hours to the sponsor, agreement with the event log."""

import datetime as dt

import pytest
from django.utils import timezone

from adverse_events.checks.reporting import susar
from adverse_events.models import AdverseEvent, SafetyReport, SeriousAdverseEvent
from edc.crf import PartialDate
from edc.crf.reading import unanswered
from edc.records.deriving import derive_page, explanations
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


REPORTED = "sponsor_due_at", "sponsor_report_late", "is_susar", "authority_due_on", "authority_complete_by"


def derived(*reports, subject=None, **values):
    """What the page derives about its reports, dates as they are printed."""
    page = serious(*reports, subject=subject, **values)
    derive_page(page)
    found = (getattr(page, name) for name in REPORTED)
    return tuple(timezone.localtime(each) if isinstance(each, dt.datetime) else each for each in found)


def related(**values):
    """A participant whose event 1 is possibly due to the cells."""
    return logged(serious="Y", causality_car_t="POSSIBLE", **values)


def test_the_sponsor_hears_within_24_hours_to_the_minute():
    due = at(21, 8)
    assert derived(aware_at=at(20, 8))[:2] == (due, None)
    assert derived(report(at(21, 8)), aware_at=at(20, 8))[:2] == (due, "N")
    assert derived(report(at(21, 8, 1)), aware_at=at(20, 8))[:2] == (due, "Y")
    assert derived()[:2] == (None, None)


def test_a_susar_is_related_unexpected_and_serious():
    given = {"ae_number": 1, "aware_at": at(20, 8), **NONE_MET, "hospitalisation": "Y"}
    assert derived(subject=related(), expectedness="UNEXPECTED", **given)[2] == "Y"
    assert derived(subject=related(), expectedness="EXPECTED", **given)[2] == "N"
    assert derived(subject=related(), **given)[2] is None
    unrelated = logged(serious="Y", causality_car_t="UNLIKELY")
    assert derived(subject=unrelated, expectedness="UNEXPECTED", **given)[2] == "N"


def test_what_keeps_a_susar_open_is_named():
    page = serious(subject=related(), ae_number=1, aware_at=at(20, 8), hospitalisation="Y")
    assert str(susar(page).words) == "Not recorded yet: expectedness."


def test_15_calendar_days_and_7_with_8_more_if_it_is_fatal():
    """Known on 20 November, which is day 0: 27 November, 5 December; both across a weekend."""
    given = {"ae_number": 1, "expectedness": "UNEXPECTED", "aware_at": at(20, 23, 59), **NONE_MET}
    other = derived(subject=related(), **given | {"hospitalisation": "Y"})
    assert other[3:] == (dt.date(2026, 12, 5), None)
    fatal = derived(subject=related(), **given | {"results_in_death": "Y"})
    assert fatal[3:] == (dt.date(2026, 11, 27), dt.date(2026, 12, 5))
    assert derived(subject=related(), **given | {"hospitalisation": "Y", "expectedness": "EXPECTED"})[3:] == (
        None,
        None,
    )


def test_a_day_that_may_be_due_stands_in_words_and_is_not_recorded():
    """Known on 14 February 2028, a leap year: 15 days are 29 February; judged, the day is recorded or gone."""
    aware_at = dt.datetime(2028, 2, 14, 23, 59, tzinfo=timezone.get_default_timezone())
    given = {"ae_number": 1, "aware_at": aware_at, **NONE_MET, "hospitalisation": "Y"}
    page = serious(subject=related(), **given)
    derive_page(page)
    assert (page.is_susar, page.authority_due_on) == (None, None)
    why = "Provisional: runs if judged related and unexpected. Still open: expectedness."
    assert str(explanations(page)["authority_due_on"]) == f"Last day 2028-02-29. {why}"
    assert "authority_complete_by" not in explanations(page)
    assert derived(subject=related(), expectedness="UNEXPECTED", **given)[3] == dt.date(2028, 2, 29)
    expected = serious(subject=related(), expectedness="EXPECTED", **given)
    derive_page(expected)
    assert expected.authority_due_on is None
    assert "authority_due_on" not in explanations(expected)


def test_what_became_life_threatening_later_has_7_days_from_then():
    given = {"ae_number": 1, "expectedness": "UNEXPECTED", "aware_at": at(10, 9), **NONE_MET, "life_threatening": "Y"}
    worse = derived(report(at(10, 12)), subject=related(), **given, fatal_aware_at=at(15, 9))
    assert worse[1] is None  # The news went to nobody yet.
    assert worse[3:] == (dt.date(2026, 11, 22), dt.date(2026, 11, 30))
    told = derived(report(at(10, 12)), report(at(16, 9)), subject=related(), **given, fatal_aware_at=at(15, 9))
    assert told[1] == "N"
    assert fired(serious(aware_at=at(10, 9), fatal_aware_at=at(9, 9), late_reason="-")) == {"SAE-006"}


def test_a_pregnancy_is_reported_whether_or_not_it_is_a_susar():
    given = {"ae_number": 1, "expectedness": "EXPECTED", "aware_at": at(20, 8), **NONE_MET, "other_important": "Y"}
    page = serious(subject=related(), **given, special_situation="PREGNANCY")
    derive_page(page)
    assert (page.is_susar, page.authority_due_on) == ("N", dt.date(2026, 12, 5))
    assert page.derivations["authority_due_on"]["rule"] == "EXPEDITED-SITUATIONS v1"


def test_a_day_to_come_that_the_software_computed_is_not_asked_about():
    page = serious(aware_at=timezone.now() - dt.timedelta(hours=1))
    derive_page(page)
    assert page.sponsor_due_at > timezone.now()
    assert fired(page) == set()


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
