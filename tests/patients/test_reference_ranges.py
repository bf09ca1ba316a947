"""Reference ranges: loaded all or nothing, valid by laboratory, sex, age and day, shown and compared on the panel."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from edc.access.roles import Role
from edc.records.audit.context import Reason, ReasonCode
from edc.records.saving import Rows, save_page
from patients.models import Demographics, LaboratoryPanel, LaboratoryResult, Subject
from patients.reference_ranges import range_of
from patients.rules.laboratory import BELIEVABLE
from tests.participants import fired, participant, ready_to_infuse, store
from tests.people import make_user
from trial.models import ReferenceRange
from trial.reference_ranges import load_reference_ranges

HEADER = "site,laboratory,test,sex,age_from_days,age_to_days,low,high,unit,effective_from,effective_to\n"
# Haemoglobin: 115 to 150 g/L from 5 to 12 years for both, then by sex; a new analyser from July 2026.
CHILD = "301,Central laboratory,HGB,,1826,4383,115,150,g/L,2026-01-01,2026-06-30\n"
NEW_CHILD = "301,Central laboratory,HGB,,1826,4383,118,156,g/L,2026-07-01,\n"
GIRL = "301,Central laboratory,HGB,F,4383,6575,110,146,g/L,2026-01-01,\n"
BOY = "301,Central laboratory,HGB,M,4383,6575,120,166,g/L,2026-01-01,\n"
WHY = Reason(ReasonCode.ADMINISTRATION, "list of the laboratory, January 2026")

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def file(tmp_path):
    def write(*lines):
        path = tmp_path / "ranges.csv"
        path.write_text(HEADER + "".join(lines), encoding="utf-8")
        return path

    participant()  # its protocol names site 301
    return write


def panel(*, born, sex, taken, laboratory="Central laboratory", **printed):
    subject = participant()
    store(Demographics(subject=subject, visit_code="SCR", birth_date=born, sex=sex))
    page = LaboratoryPanel(subject=Subject.objects.get(pk=subject.pk), visit_code="SCR", laboratory_name=laboratory)
    page.sample_collected_at = dt.datetime.combine(taken, dt.time(8), dt.UTC)
    page.stage_rows("results", [LaboratoryResult(test="HGB", value=Decimal(120), unit="g/L", **printed)])
    return page


def limits(page):
    found = range_of(page.rows("results")[0])
    return found and (found.low, found.high)


@pytest.mark.parametrize(
    ("born", "sex", "taken", "expected"),
    [
        (dt.date(2017, 6, 3), "F", dt.date(2026, 6, 30), (115, 150)),
        (dt.date(2017, 6, 3), "F", dt.date(2026, 7, 1), (118, 156)),
        (dt.date(2012, 6, 3), "F", dt.date(2026, 7, 1), (110, 146)),
        (dt.date(2012, 6, 3), "M", dt.date(2026, 7, 1), (120, 166)),
        (dt.date(2017, 6, 3), "F", dt.date(2025, 12, 31), None),
        (dt.date(2000, 1, 1), "F", dt.date(2026, 7, 1), None),
    ],
)
def test_the_range_of_sex_age_and_day(file, born, sex, taken, expected):
    call_command("load_reference_ranges", str(file(CHILD, NEW_CHILD, GIRL, BOY)))
    assert limits(panel(born=born, sex=sex, taken=taken)) == expected


def test_the_twelfth_birthday_is_a_matter_of_days(file):
    """4383 days after 3 June 2014 is 3 June 2026; the day before is still the child's range."""
    call_command("load_reference_ranges", str(file(CHILD, GIRL)))
    born = dt.date(2014, 6, 3)
    assert limits(panel(born=born, sex="F", taken=dt.date(2026, 6, 2))) == (115, 150)
    assert limits(panel(born=born, sex="F", taken=dt.date(2026, 6, 3))) == (110, 146)


def test_another_laboratory_has_ranges_of_its_own(file):
    call_command("load_reference_ranges", str(file(GIRL)))
    of_girl = {"born": dt.date(2012, 6, 3), "sex": "F", "taken": dt.date(2026, 7, 1)}
    assert limits(panel(**of_girl, laboratory="central Laboratory ")) == (110, 146)
    assert limits(panel(**of_girl, laboratory="Emergency laboratory")) is None


def test_a_printed_range_that_differs_is_asked_about(file):
    call_command("load_reference_ranges", str(file(GIRL)))
    of_girl = {"born": dt.date(2012, 6, 3), "sex": "F", "taken": dt.date(2026, 7, 1)}
    assert fired(panel(**of_girl, reference_low=Decimal(115), reference_high=Decimal(150))) == {"LB-007"}
    assert fired(panel(**of_girl, reference_low=Decimal(110), reference_high=Decimal(146))) == set()
    assert fired(panel(**of_girl)) == set()


def test_the_panel_keeps_the_range_of_its_day(file):
    call_command("load_reference_ranges", str(file(NEW_CHILD)))
    nurse = make_user(Role.RESEARCH_NURSE, Role.INVESTIGATOR)
    page = LaboratoryPanel(subject=ready_to_infuse(by=nurse), visit_code="D-1", laboratory_name="Central laboratory")
    page.sample_collected_at = dt.datetime(2026, 11, 19, 8, tzinfo=dt.UTC)
    row = LaboratoryResult(test="HGB", value=Decimal(98), unit="g/L")
    save_page(page, by=nurse, rows={"results": Rows([row])})
    kept = LaboratoryResult.objects.get(page=page)
    assert (kept.loaded_low, kept.loaded_high) == (118, 156)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("302,L,HGB,,0,10,1,2,g/L,2026-01-01,\n", '2: site: there is no site "302"'),
        ("301,L,HAEMO,,0,10,1,2,g/L,2026-01-01,\n", '2: test: there is no test "HAEMO"'),
        ("301,L,HGB,,0,10,1,2,mmol/L,2026-01-01,\n", "2: unit: this test is reported in g/L, g/dL"),
        ("301,L,HGB,X,0,10,1,2,g/L,2026-01-01,\n", "2: sex:"),
        ("301,L,HGB,,10,10,1,2,g/L,2026-01-01,\n", "2: age_to_days: is not above age_from_days"),
        ("301,L,HGB,,0,10,3,2,g/L,2026-01-01,\n", "2: high: is below low"),
        ("301,L,HGB,,0,10,,,g/L,2026-01-01,\n", "2: low: give at least one"),
        ("301,L,HGB,,0,10,1,2,g/L,1.1.2026,\n", '2: effective_from: "1.1.2026" cannot be read'),
        ("301,L,HGB,,0,10,1,2,g/L,2026-01-02,2026-01-01\n", "2: effective_to: is before effective_from"),
        (",L,HGB,,0,10,1,2,g/L,2026-01-01,\n", "2: site: is empty"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_loaded(file, line, said):
    with pytest.raises(CommandError) as refused:
        call_command("load_reference_ranges", str(file(line, GIRL)))
    assert said in str(refused.value)
    assert not ReferenceRange.objects.exists()


def test_two_ranges_for_one_person_are_refused(file):
    with pytest.raises(CommandError, match="3: test: overlaps with line 2"):
        call_command("load_reference_ranges", str(file(GIRL, GIRL.replace(",F,", ",,"))))


def test_a_range_is_replaced_by_ending_it(file):
    call_command("load_reference_ranges", str(file(GIRL)))
    successor = GIRL.replace("110,146", "112,148").replace("2026-01-01", "2026-07-01")
    with pytest.raises(CommandError, match="end that one first"):
        call_command("load_reference_ranges", str(file(successor)))
    call_command("load_reference_ranges", str(file(GIRL.replace("-01,", "-01,2026-06-30"), successor)))
    assert [(each.low, each.effective_to) for each in ReferenceRange.objects.all()] == [
        (110, dt.date(2026, 6, 30)),
        (112, None),
    ]


def test_only_who_manages_sites_loads_ranges():
    participant()
    given = {"text": HEADER + GIRL, "reason": WHY, "units_of": BELIEVABLE}
    with pytest.raises(PermissionDenied):
        load_reference_ranges(**given, by=make_user(Role.RESEARCH_NURSE))
    assert load_reference_ranges(**given, by=make_user(Role.ADMINISTRATOR)) == (1, 0)
    assert load_reference_ranges(**given, by=make_user(Role.ADMINISTRATOR)) == (0, 0)
