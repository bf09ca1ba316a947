"""The form on haematotoxicity: read from the blood counts of every page, with what decided beside the grade."""

import datetime as dt
from decimal import Decimal

import pytest

from adverse_events.checks.haematotoxicity import icaht_grade
from adverse_events.models import Haematotoxicity
from edc.records.deriving import derive_page
from edc.records.subject_data import read_anew
from patients.models import Infusion, LaboratoryPanel, LaboratoryResult, Subject
from patients.models.death import Death
from tests.participants import HOSPITAL_TIME, fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")

INFUSED = dt.datetime(2026, 8, 3, 10, tzinfo=HOSPITAL_TIME)


@pytest.fixture
def child():
    """Infused on 3 August 2026; day 30 is 2 September, day 31 the 3rd, day 100 is 11 November."""
    subject = participant()
    store(Infusion(subject=subject, visit_code="D0", started_at=INFUSED))
    return Subject.objects.get(pk=subject.pk)


def blood(child, day, *, neutrophils=None, platelets=None, at=1, hour=6, unit="10*9/L"):
    """A blood count of a study day."""
    taken = (INFUSED + dt.timedelta(days=day)).replace(hour=hour)
    page = LaboratoryPanel(
        subject=child, visit_code=f"D{day}", occurrence=at, panel="HEMATOLOGY", sample_collected_at=taken
    )
    store(page)
    values = {"NEUT": neutrophils, "PLAT": platelets}
    for test, value in values.items():
        if value is not None:
            store(LaboratoryResult(page=page, test=test, value=Decimal(value), unit=unit))
    read_anew(child)


def graded(child, period="EARLY", **values):
    page = Haematotoxicity(subject=child, visit_code="D28", period=period, **values)
    derive_page(page)
    return page


def test_both_grades_follow_the_counts_of_all_pages(child):
    """Neutrophils 0.4 from day 3 to day 10, 8 days: grade 2. Platelets below 20 on one day: grade 3."""
    for day in range(31):
        low = 3 <= day <= 10
        blood(child, day, neutrophils="0.4" if low else "2", platelets="19" if day == 6 else "120")
    page = graded(child)
    assert (page.icaht_grade, page.t_icaht_grade) == ("2", "3")
    kept = page.derivations["icaht_grade"]
    assert kept["rule"] == "ICAHT-EARLY v1"
    assert (kept["inputs"]["days"], kept["inputs"]["run"], kept["inputs"]["method"]) == (8, [3, 10], "longest run")
    assert kept["inputs"]["NEUT"][0] == ["2026-08-03", "2.0000", "LB D0 1"]
    text = str(icaht_grade(page).words)
    assert text == "8 d at the limit of 0.5 × 10⁹/L, 2026-08-06 to 2026-08-13; longest run"


def test_the_lowest_count_of_a_day_decides(child):
    blood(child, 5, neutrophils="0.9")
    blood(child, 5, neutrophils="0.3", at=2, hour=20)
    assert graded(child).icaht_grade == "1"


def test_without_counts_there_is_no_grade(child):
    page = graded(child)
    assert (page.icaht_grade, page.t_icaht_grade) == (None, None)
    assert page.derivations == {}
    blood(child, 40, neutrophils="0.3")
    assert graded(child).icaht_grade is None


def test_days_without_a_count_are_said(child):
    blood(child, 0, neutrophils="2")
    blood(child, 9, neutrophils="2")
    assert "29 d without a count" in str(icaht_grade(graded(child)).words)


def test_late_takes_two_low_values(child):
    """800 on day 40 and 900 on day 60: grade 2; what lies before day 31 is not late."""
    blood(child, 20, neutrophils="0.2", platelets="10")
    blood(child, 40, neutrophils="0.8", platelets="60")
    assert graded(child, "LATE").icaht_grade is None
    blood(child, 60, neutrophils="0.9", platelets="80")
    page = graded(child, "LATE")
    assert (page.icaht_grade, page.t_icaht_grade) == ("2", "1")
    assert page.derivations["t_icaht_grade"]["rule"] == "T-ICAHT-LATE v1"


def test_counts_after_death_next_therapy_or_relapse_do_not_count(child):
    for day in range(12):
        blood(child, day, neutrophils="0.3")
    assert graded(child).icaht_grade == "2"
    store(Death(subject=child, visit_code="LOG", died_on="2026-08-07"))
    read_anew(child)
    page = graded(child)
    assert page.censored_on == dt.date(2026, 8, 7)
    assert (page.icaht_grade, page.derivations["icaht_grade"]["inputs"]["days"]) == ("1", 5)


def test_a_difference_is_asked_about(child):
    blood(child, 5, neutrophils="0.3", platelets="40")
    assert fired(graded(child, icaht="1", t_icaht="1")) == set()
    page = graded(child, icaht="0", t_icaht="2")
    assert fired(page) == {"HT-001", "HT-002"}
    assert "grade 1" in words(page, "HT-001")


def test_before_the_infusion_there_is_nothing_to_grade():
    page = graded(participant())
    assert (page.censored_on, page.icaht_grade) == (None, None)
