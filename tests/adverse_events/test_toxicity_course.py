"""The form of the course: it follows the daily assessments, and asks where the investigator's maximum differs."""

import datetime as dt
from decimal import Decimal

import pytest

from adverse_events.models import CrsAssessment, NeurotoxicityAssessment, ToxicityCourse
from edc.crf import PartialDate
from edc.records.deriving import derive, explanations
from patients.models import Death, Infusion, Subject
from tests.adverse_events.test_crs_grade import FEBRILE
from tests.adverse_events.test_icans_grade import WELL
from tests.participants import at, fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def child():
    """Infused on 20 November at 10 o'clock."""
    subject = participant(born=dt.date(2012, 6, 3))
    store(Infusion(subject=subject, visit_code="D0", started_at=at(20, 10), weight_kg=Decimal(28)))
    return Subject.objects.get(pk=subject.pk)


def warm(subject, **temperatures):
    """CRS assessments of days of November, d21="39.0" and so on; None is an assessment that says nothing."""
    for name, temperature in temperatures.items():
        day = int(name[1:])
        values = {**FEBRILE, "highest_temperature_c": Decimal(temperature)} if temperature else {}
        times = {"period_start": at(day, 0), "period_end": at(day, 23)}
        store(CrsAssessment(subject=subject, visit_code=f"D{day - 20}", **times, **values))


def course_of(subject, **values):
    page = ToxicityCourse(subject=Subject.objects.get(pk=subject.pk), visit_code="D28", **values)
    derive(page)
    return page


def test_fever_for_two_days(child):
    warm(child, d20="36.8", d21="38.4", d22="39.0", d23="36.9")
    page = course_of(child)
    assert (page.crs_onset_on, page.crs_maximum_grade, page.crs_maximum_on) == (at(21, 0).date(), "1", at(21, 0).date())
    assert (page.crs_outcome, page.crs_resolved_on, page.crs_duration_days) == (
        "RECOVERED/RESOLVED", at(23, 0).date(), 2,
    )  # fmt: skip
    assert page.derivations["crs_onset_on"] == {
        "rule": "TOXICITY-COURSE v1",
        "inputs": {
            "infusion_day": "2026-11-20",
            "days": [["2026-11-20", 0, 0], ["2026-11-21", 1, 1], ["2026-11-22", 1, 1], ["2026-11-23", 0, 0]],
        },
    }


def test_nothing_assessed_is_not_nothing_there(child):
    page = course_of(child)
    assert (page.crs_maximum_grade, page.icans_maximum_grade) == (None, None)
    assert str(explanations(page)["crs_maximum_grade"]) == "nothing was assessed"
    assert "crs_onset_on" not in explanations(page)
    warm(child, d20="36.8", d21="36.8")
    page = course_of(child)
    assert (page.crs_maximum_grade, page.crs_onset_on, page.crs_outcome) == ("0", None, None)


def test_a_day_without_grade_leaves_the_maximum_open_and_is_named(child):
    warm(child, d20="36.8", d21="38.4", d22=None, d23="36.9")
    page = course_of(child)
    assert page.crs_maximum_grade is None
    assert str(explanations(page)["crs_maximum_grade"]) == "at least 1; days without a grade: 2026-11-22"
    assert page.crs_resolved_on is None
    assert "gone by 2026-11-23" in str(explanations(page)["crs_resolved_on"])


def test_two_episodes_are_counted(child):
    warm(child, d20="36.8", d21="38.4", d22="36.9", d23="38.4", d24="36.9")
    page = course_of(child)
    assert page.crs_duration_days == 2
    assert str(explanations(page)["crs_outcome"]) == "2 episodes, parted by days of grade 0"


def test_it_is_going_on_on_the_last_day(child):
    warm(child, d20="36.8", d21="38.4")
    assert course_of(child).crs_outcome == "NOT RECOVERED/NOT RESOLVED"


def test_death_by_crs_is_its_end_and_its_maximum(child):
    warm(child, d20="36.8", d21="38.4")
    store(Death(subject=child, visit_code="LOG", died_on=PartialDate(2026, 11, 22), cause="CYTOKINE RELEASE SYNDROME"))
    page = course_of(child)
    assert (page.crs_maximum_grade, page.crs_outcome, page.crs_maximum_on) == ("5", "FATAL", at(22, 0).date())
    assert (page.crs_resolved_on, page.crs_duration_days) == (None, 2)


def test_death_on_an_unknown_day_leaves_the_maximum_open(child):
    warm(child, d20="36.8", d21="38.4")
    store(Death(subject=child, visit_code="LOG", died_on=PartialDate(2026, 11), cause="CYTOKINE RELEASE SYNDROME"))
    assert course_of(child).crs_maximum_grade is None


def test_icans_by_the_worst_of_each_day_without_the_baseline(child):
    def ice(day, hour, consciousness, number=1, baseline="N"):
        right = dict.fromkeys(
            ("ice_year", "ice_month", "ice_city", "ice_hospital", "ice_command", "ice_sentence", "ice_counting"), "Y"
        )
        return NeurotoxicityAssessment(
            subject=child, visit_code=f"D{day - 20}", occurrence=number, assessed_at=at(day, hour), tool="ICE",
            is_baseline=baseline, **{**right, "ice_objects": 3, **WELL, "consciousness": consciousness},
        )  # fmt: skip

    store(ice(20, 8, "SPONTANEOUS", baseline="Y"), ice(20, 20, "SPONTANEOUS", 2), ice(21, 8, "VOICE"))
    store(ice(21, 20, "TOUCH", 2), ice(22, 8, "SPONTANEOUS"))
    page = course_of(child)
    assert (page.icans_maximum_grade, page.icans_maximum_on, page.icans_duration_days) == ("3", at(21, 0).date(), 1)
    assert page.icans_resolved_on == at(22, 0).date()


def test_another_maximum_of_the_investigator_is_asked_about(child):
    warm(child, d20="36.8", d21="38.4", d22="36.9")
    assert fired(course_of(child, crs_maximum_investigator="1")) == set()
    differs = course_of(child, crs_maximum_investigator="2")
    assert fired(differs) == {"CO-001"}
    assert words(differs, "CO-001").startswith("The findings give grade 1")


def test_before_the_infusion_there_is_no_course():
    assert course_of(participant(born=dt.date(2012, 6, 3))).crs_maximum_grade is None
