"""The log of IEC-HS: laboratory criteria are read from the panels of the episode, the grade from the course."""

import datetime as dt
from decimal import Decimal

import pytest

from adverse_events.checks.iec_hs import criteria_met
from adverse_events.models import IecHsAssessment
from edc.records.deriving import derive_page
from edc.records.subject_data import read_anew
from patients.models import Infusion, LaboratoryPanel, LaboratoryResult, Subject
from tests.participants import HOSPITAL_TIME, fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")

INFUSED = dt.datetime(2026, 8, 3, 10, tzinfo=HOSPITAL_TIME)
NOTHING_SEEN = dict.fromkeys(
    ("haemophagocytosis", "cytopenia", "splenomegaly", "fever", "neurotoxicity", "pulmonary", "renal"), "N"
)
MILD = dict.fromkeys(("intervention", "severe", "life_threatening", "death"), "N")


@pytest.fixture
def child():
    """Infused on 3 August 2026; ferritin before was 300, limit 200."""
    subject = participant()
    store(Infusion(subject=subject, visit_code="D0", started_at=INFUSED))
    child = Subject.objects.get(pk=subject.pk)
    panel(child, -7, FERRITIN=("300", "ug/L", "200"))
    return child


def panel(child, day, **results):
    """A panel of a study day: test=(value, unit, upper limit)."""
    page = LaboratoryPanel(
        subject=child, visit_code=f"D{day}", panel="INFLAMMATION",
        sample_collected_at=INFUSED + dt.timedelta(days=day, hours=-3),
    )  # fmt: skip
    store(page)
    for test, (value, unit, high) in results.items():
        store(LaboratoryResult(page=page, test=test, value=Decimal(value), unit=unit, reference_high=Decimal(high)))
    read_anew(child)


def episode(child, **values):
    """From day 8 to day 12."""
    days = {"started_on": dt.date(2026, 8, 11), "ended_on": dt.date(2026, 8, 15), "ongoing": "N"}
    page = IecHsAssessment(subject=child, visit_code="LOG", **{**days, **NOTHING_SEEN, **MILD, **values})
    derive_page(page)
    return page


def test_laboratory_criteria_are_read_from_the_days_of_the_episode(child):
    """Ferritin 601 is above 2 × 300; ALT 201 above 5 × 40; fibrinogen 145 mg/dL is 1.45 g/L; 24 µmol/L exceeds 7."""
    panel(
        child, 9, FERRITIN=("601", "ng/mL", "400"), ALT=("201", "U/L", "40"), FIBRINO=("145", "mg/dL", "400"),
        BILDIR=("24", "umol/L", "7"),
    )  # fmt: skip
    panel(child, 20, LDH=("900", "U/L", "250"))
    page = episode(child, cytopenia="Y")
    assert page.criteria_met == "ferritin; transaminases; fibrinogen; cytopenia; direct_bilirubin"
    assert page.derivations["criteria_met"]["inputs"]["FERRITIN"] == [["2026-08-12", "601.0000", "LB D9 1"]]
    met, unmeasured = str(criteria_met(page).words).split("Not measured: ")
    assert met.startswith("Met: Ferritin above 2 × limit or baseline, ALT or AST above 5 × limit, ")
    assert unmeasured == "LDH above normal, INR or aPTT above normal, Triglycerides above 265 mg/dL."


@pytest.mark.parametrize(("mg_dl", "is_met"), [("0.1", False), ("0.2", True)])
def test_a_result_at_its_limit_is_not_above_it_after_the_conversion(child, mg_dl, is_met):
    """0.1 mg/dL is 1.71036 umol/L, kept as 1.7104: rounded up, and still the limit."""
    panel(child, 9, BILDIR=(mg_dl, "mg/dL", "0.1"))
    assert ("direct_bilirubin" in (episode(child).criteria_met or "")) is is_met


def test_the_syndrome_takes_ferritin_a_common_criterion_and_the_cells(child):
    panel(child, 9, FERRITIN=("5000", "ug/L", "200"), ALT=("900", "U/L", "40"))
    assert episode(child).fulfils_iec_hs is None
    assert episode(child, attributable="N").fulfils_iec_hs == "N"
    page = episode(child, attributable="Y")
    assert (page.fulfils_iec_hs, page.derived_grade) == ("Y", "1")
    assert page.derivations["fulfils_iec_hs"]["rule"] == "IEC-HS v1"


def test_ferritin_of_another_week_does_not_count(child):
    panel(child, 20, FERRITIN=("5000", "ug/L", "200"), ALT=("900", "U/L", "40"))
    page = episode(child, attributable="Y")
    assert (page.criteria_met, page.fulfils_iec_hs, page.derived_grade) == (None, None, None)


def test_low_ferritin_is_no_iec_hs(child):
    panel(child, 9, FERRITIN=("400", "ug/L", "200"), ALT=("900", "U/L", "40"))
    page = episode(child, attributable="Y")
    assert (page.fulfils_iec_hs, page.derived_grade) == ("N", "0")


@pytest.mark.parametrize(("course", "grade"), [
    ({"intervention": "Y"}, "2"), ({"severe": "Y"}, "3"), ({"life_threatening": "Y"}, "4"), ({"death": "Y"}, "5"),
    ({"severe": None}, None),
])  # fmt: skip
def test_the_grade_is_what_it_took(child, course, grade):
    panel(child, 9, FERRITIN=("5000", "ug/L", "200"), ALT=("900", "U/L", "40"))
    assert episode(child, attributable="Y", **course).derived_grade == grade


def test_a_difference_is_asked_about(child):
    panel(child, 9, FERRITIN=("5000", "ug/L", "200"), ALT=("900", "U/L", "40"))
    assert fired(episode(child, attributable="Y", grade="1")) == set()
    assert "grade 1" in words(episode(child, attributable="Y", grade="3"), "IHS-002")


def test_the_end_is_not_before_the_start(child):
    assert fired(episode(child, ended_on=dt.date(2026, 8, 10))) == {"IHS-001"}
