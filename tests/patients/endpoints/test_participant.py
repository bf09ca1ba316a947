"""The endpoints of one participant, read from the pages of the casebook; days by hand."""

from dataclasses import replace

import pytest

from patients.endpoints.participant import endpoints_of
from patients.models import InformedConsent
from patients.rules.time_to_event import Why
from tests.participants import participant, store
from tests.patients.endpoints.courses import (
    alive,
    assessed,
    counted,
    data_of,
    day,
    dead,
    endpoints,
    infused,
    partial,
    sampled,
    treated,
)  # fmt: skip
from trial.protocol_settings import SurvivalRules, SurvivalStart

pytestmark = pytest.mark.usefixtures("db")


def said(ended):
    return (ended.days, ended.is_event, ended.why) if ended else None


def test_somebody_not_infused_has_no_time_from_infusion():
    found = endpoints(participant())
    assert (found.infused_on, found.os, found.efs, found.windows, found.kinetics) == (None, None, None, (), None)


def test_remission_relapse_and_death():
    subject = infused()
    assessed(subject, 28, "CRi", mrd="NEGATIVE")
    assessed(subject, 90, "CR", mrd="NEGATIVE")
    assessed(subject, 180, "RELAPSED DISEASE", relapsed_on=partial(176))
    alive(subject, 200)
    dead(subject, "2026-08")
    found = endpoints(subject)

    assert [window.response for window in found.windows] == ["CRi", "CR"]
    assert (found.best_response, found.first_remission_on, found.is_mrd_negative) == ("CR", day(28), True)
    assert said(found.efs) == (176, True, Why.RELAPSE)
    assert said(found.dor) == (148, True, Why.RELAPSE)
    # August 2026 begins on day 212, after the last day known alive.
    assert said(found.os) == (212, True, Why.DEATH)
    assert found.is_maintained is True


def test_a_death_known_to_the_month_is_not_before_the_last_day_alive():
    subject = infused()
    alive(subject, 219)
    dead(subject, "2026-08")
    assert said(endpoints(subject).os) == (219, True, Why.DEATH)


def test_nothing_after_the_cutoff_counts():
    subject = infused()
    assessed(subject, 28, "CR")
    assessed(subject, 180, "RELAPSED DISEASE")
    alive(subject, 150)
    dead(subject, "2026-08-01")
    before = endpoints(subject, cutoff=160)
    assert (before.relapsed_on, before.died_on) == (None, None)
    assert said(before.os) == (150, False, Why.ALIVE)
    assert said(before.rfs) == (0, False, Why.NO_EVENT)
    assert said(endpoints(subject, cutoff=180).rfs) == (152, True, Why.RELAPSE)


def test_the_windows_are_those_of_the_visits():
    """Day 28 is 25 to 31, day 90 is 83 to 97 in CT19-ALL-02."""
    inside, outside = infused(), infused()
    assessed(inside, 31, "CR")
    assessed(outside, 32, "CR")
    assert [window.response for window in endpoints(inside).windows] == ["CR", None]
    assert [window.response for window in endpoints(outside).windows] == [None, None]
    assert endpoints(outside).best_response == "CR"


def test_a_window_is_pending_until_it_closes():
    subject = infused()
    assert [window.is_pending for window in endpoints(subject, cutoff=31).windows] == [True, True]
    assert [window.is_pending for window in endpoints(subject, cutoff=32).windows] == [False, True]
    assert endpoints(subject, cutoff=97).is_open
    assert not endpoints(subject, cutoff=98).is_open


def test_a_remission_under_another_therapy_does_not_count():
    subject = infused()
    assessed(subject, 28, "NR")
    treated(subject, 40, "INOTUZUMAB OZOGAMICIN", remission="ACTIVE DISEASE")
    assessed(subject, 90, "CR")
    found = endpoints(subject)
    assert [window.response for window in found.windows] == ["NR", None]
    assert (found.best_response, found.first_remission_on) == ("NR", None)
    assert said(found.efs) == (28, True, Why.NO_RESPONSE)


def test_a_transplant_in_remission_is_no_new_therapy_and_one_in_relapse_is():
    consolidated, salvaged = infused(), infused()
    treated(consolidated, 100, "HSCT")
    treated(salvaged, 100, "HSCT", remission="ACTIVE DISEASE")
    assert (endpoints(consolidated).transplanted_on, endpoints(consolidated).new_therapy_on) == (day(100), None)
    assert (endpoints(salvaged).transplanted_on, endpoints(salvaged).new_therapy_on) == (None, day(100))


def test_survival_from_enrolment_by_setting():
    """Consent was signed 40 days before the infusion."""
    subject = infused()
    alive(subject, 100)
    assert endpoints(subject).os.days == 100
    from_enrolment = replace(subject.protocol_version.protocol, survival=SurvivalRules(start=SurvivalStart.ENROLMENT))
    [data] = data_of(subject)
    assert endpoints_of(data, protocol=from_enrolment, cutoff=day(400)).os.days == 140


def test_enrolment_is_the_first_consent_whichever_page_was_begun_first():
    subject = infused()
    store(InformedConsent(subject=subject, visit_code="UNS", participant_signed="Y", participant_signed_on=day(-50)))
    assert endpoints(subject).consented_on == day(-50)


def test_a_remission_is_not_maintained_before_28_days_of_it_were_seen():
    subject = infused()
    assessed(subject, 28, "CR")
    assert endpoints(subject, cutoff=60).is_maintained is None
    assessed(subject, 90, "CR")
    assert endpoints(subject).is_maintained is True


def test_expansion_and_b_cells():
    """0-7: 350, 7-14: 1400, 14-28: 2800 copies/ug x days; the last sample is below the limit."""
    subject = infused()
    for number, copies in ((7, 100), (14, 300), (28, 100), (60, None)):
        sampled(subject, number, copies)
    for number, cells in ((28, 0), (90, 3), (180, 60)):
        counted(subject, number, cells)
    found = endpoints(subject)
    assert (found.kinetics.peak, found.kinetics.peak_day, found.kinetics.last_day) == (300, 14, 28)
    assert (found.kinetics.area, found.kinetics.area_to) == (4550, 28)
    assert (found.aplasia.began_on, found.aplasia.recovered_on, found.aplasia.days) == (day(28), day(180), 152)
    assert endpoints(subject, cutoff=120).aplasia.is_ongoing


def test_a_page_marked_as_not_done_says_nothing():
    subject = infused()
    assessed(subject, 28, "CR", status="not_done")
    assert endpoints(subject).assessments == ()


def test_a_death_recorded_before_the_infusion_gives_no_time():
    subject = infused()
    dead(subject, "2025-12-01")
    assert endpoints(subject).os is None
