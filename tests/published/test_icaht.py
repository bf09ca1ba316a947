"""ICAHT and T-ICAHT against the published tables, and against the worked example of the Fred Hutchinson coding.

Tables: Rejeski K et al. Blood 2023;142:865-877 (neutrophils); T-ICAHT definition, Table 1, ashpublications.org
view-large 12809257 (platelets). Example: Liang EC, github.com/emilyliangmd/automatedicahtgrading, synthetic patients;
its page prints the days at or below 500 and 100 cells/uL and the grades that stand here.
"""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse_events.rules.icaht import early_icaht, early_t_icaht, late_icaht, late_t_icaht, lowest_per_day

NORMAL = Decimal("3.0")
counts_by_day = st.dictionaries(
    st.integers(0, 100), st.decimals(0, 5, places=2, allow_nan=False), min_size=1, max_size=60
)


def low_days(days: int, count: str, *, first: int = 2, to: int = 36, otherwise: Decimal = NORMAL) -> dict[int, Decimal]:
    """A count every day, `count` on so many days from `first` on."""
    return {day: Decimal(count) if first <= day < first + days else otherwise for day in range(to)}


def early(counts: dict[int, Decimal], **settings: Any) -> Any:
    chosen = {"method": "longest run", "never": "all days", "gap_days": 7, **settings}
    return early_icaht(neutrophils=counts, **chosen)


def early_t(counts: dict[int, Decimal], **settings: Any) -> Any:
    return early_t_icaht(platelets=counts, **{"method": "cumulative", "gap_days": 7, **settings})


@pytest.mark.parametrize(("count", "days", "grade"), [
    ("0.5", 0, 0), ("0.5", 1, 1), ("0.5", 6, 1), ("0.5", 7, 2), ("0.5", 13, 2), ("0.5", 14, 3), ("0.5", 28, 3),
    ("0.51", 20, 0), ("0.1", 6, 1), ("0.1", 7, 3), ("0.1", 13, 3), ("0.1", 14, 4), ("0.11", 13, 2), ("0.11", 14, 3),
])  # fmt: skip
def test_early_icaht_row_by_row(count, days, grade):
    """At most 500/uL: 1-6 days 1, 7-13 days 2, from 14 days 3. At most 100/uL: 7-13 days 3, from 14 days 4."""
    assert early(low_days(days, count)).grade == grade


def test_never_above_500_is_grade_4_on_all_31_days():
    assert early(low_days(31, "0.5", first=0)).grade == 4
    assert early(low_days(30, "0.5", first=1)).grade == 3


@pytest.mark.parametrize(("count", "days", "grade"), [
    ("49", 1, 1), ("49", 6, 1), ("49", 7, 2), ("49", 29, 2), ("50", 29, 0),
    ("19", 1, 3), ("19", 13, 3), ("19", 14, 4), ("20", 1, 1), ("20", 14, 2),
])  # fmt: skip
def test_early_t_icaht_row_by_row(count, days, grade):
    """Below 50: 1-6 days 1, from 7 days 2. Below 20: 1-13 days 3, from 14 days 4."""
    assert early_t(low_days(days, count, otherwise=Decimal(150))).grade == grade


@pytest.mark.parametrize(("count", "grade"), [
    ("1.51", 0), ("1.5", 1), ("1.01", 1), ("1.0", 2), ("0.51", 2), ("0.5", 3), ("0.11", 3), ("0.1", 4), ("0", 4),
])  # fmt: skip
def test_late_icaht_row_by_row(count, grade):
    """At most 1500 is 1, 1000 is 2, 500 is 3, 100 is 4."""
    low = {35: Decimal(count), 60: Decimal(count), 90: NORMAL}
    assert late_icaht(neutrophils=low).grade == grade


def test_late_icaht_needs_two_low_values():
    once = {35: Decimal("0.4"), 60: Decimal("1.2"), 90: NORMAL}
    assert late_icaht(neutrophils=once).grade == 1
    assert late_icaht(neutrophils={35: Decimal("0.4")}) is None


def test_late_runs_from_day_31_to_day_100():
    assert late_icaht(neutrophils={30: Decimal("0.4"), 101: Decimal("0.4"), 31: NORMAL, 100: NORMAL}).grade == 0
    assert late_icaht(neutrophils={31: Decimal("0.4"), 100: Decimal("0.4")}).grade == 3


@pytest.mark.parametrize(("count", "grade"), [("100", 0), ("99", 1), ("50", 1), ("49", 2), ("20", 2), ("19", 3)])
def test_late_t_icaht_by_two_values(count, grade):
    low = {40: Decimal(count), 60: Decimal(count)}
    assert late_t_icaht(platelets=low, method="cumulative", gap_days=7).grade == grade


@pytest.mark.parametrize(("days", "grade"), [(13, 3), (14, 4)])
def test_late_t_icaht_of_14_days_below_20_is_grade_4(days, grade):
    low = low_days(days, "19", first=40, to=80, otherwise=Decimal(150))
    assert late_t_icaht(platelets=low, method="cumulative", gap_days=7).grade == grade


# Counts of day 0 to 35 in cells/uL, as in the synthetic data set; the day of the last visit where that is earlier.
PATIENT_6 = {
    0: 670, 2: 0, 3: 0, 4: 0, 5: 60, 7: 120, 8: 200, 9: 180, 10: 3210, 11: 5640, 13: 2430, 15: 440, 16: 2090, 17: 3390,
    20: 460, 22: 3240, 26: 460, 29: 800, 33: 800, 35: 760,
}  # fmt: skip
PATIENT_7 = {
    0: 440, 2: 940, 3: 480, 5: 140, 6: 10, 7: 10, 8: 0, 9: 0, 10: 0, 11: 0, 12: 0, 13: 0, 14: 60, 16: 340, 17: 450,
    19: 1190, 20: 1240, 21: 1980, 23: 2190, 27: 1660, 30: 1600, 43: 7310,
}  # fmt: skip
PATIENT_8 = {
    0: 100, 1: 330, 3: 110, 4: 10, 5: 0, 6: 10, 8: 60, 9: 30, 11: 20, 12: 30, 13: 40, 14: 30, 15: 20, 16: 30,
}  # fmt: skip
PATIENT_10 = {
    0: 2370, 1: 1870, 2: 1220, 3: 470, 5: 90, 6: 310, 7: 270, 9: 310, 10: 1390, 13: 3120, 16: 4530, 21: 5440, 30: 2220,
    31: 1880, 43: 3160,
}  # fmt: skip


@pytest.mark.parametrize(("cells_per_ul", "days", "grade"), [
    (PATIENT_6, 9, 2), (PATIENT_7, 18, 3), (PATIENT_8, 17, 3), (PATIENT_10, 7, 2),
])  # fmt: skip
def test_the_worked_example(cells_per_ul, days, grade):
    """The page prints 9, 18, 17 and 7 days at or below 500, and these grades before its own rule for grade 4.

    In patient 7 the one day above 500 between days 0 and 3 is no recovery; in patient 6 the later dips stand alone.
    """
    found = early({day: Decimal(count) / 1000 for day, count in cells_per_ul.items()})
    assert (found.days, found.grade) == (days, grade)


def test_the_worked_example_of_somebody_who_never_recovers():
    """Patient 8, last seen on day 16 without recovery: grade 3 by days, grade 4 by the rule "from day 3"."""
    counts = {day: Decimal(count) / 1000 for day, count in PATIENT_8.items()}
    assert early(counts, last_day=16).grade == 3
    found = early(counts, last_day=16, never="from day 3")
    assert (found.grade, found.run) == (4, (0, 16))
    assert early(counts, never="from day 3").grade == 3  # On day 16 of a window that is still open.


def test_the_worked_example_of_late_icaht():
    """Patient 6: 800 on day 33 and 760 on day 35 are grade 2."""
    assert late_icaht(neutrophils={33: Decimal("0.80"), 35: Decimal("0.76")}).grade == 2


def test_a_gap_of_8_days_stays_unknown_and_one_of_7_is_filled_in():
    """Patient 10 has no count from day 22 to day 29, eight days."""
    counts = {day: Decimal(count) / 1000 for day, count in PATIENT_10.items()}
    assert early(counts).unknown_days == 8
    assert early(counts | {29: Decimal("2.3")}).unknown_days == 0
    assert early(counts, gap_days=8).unknown_days == 0


def test_two_days_above_are_no_recovery_and_three_are():
    two = low_days(5, "0.2", first=0) | low_days(5, "0.2", first=7, to=31) | {day: Decimal("0.2") for day in range(5)}
    assert early(two).days == 12
    three = low_days(13, "0.2", first=0) | {day: NORMAL for day in (5, 6, 7)}
    assert early(three).days == 5
    assert early(three, method="cumulative").days == 10


def test_the_result_says_method_and_run():
    found = early(low_days(8, "0.3", first=4), method="cumulative")
    assert (found.method, found.limit, found.days, found.run) == ("cumulative", Decimal("0.5"), 8, (4, 11))


def test_counts_after_the_last_day_do_not_count():
    """Progression on day 9: five days of neutropenia after it are not the cells'."""
    assert early(low_days(20, "0.3", first=5), last_day=9).days == 5
    assert late_icaht(neutrophils={40: Decimal("0.3"), 50: Decimal("0.3")}, last_day=49) is None


def test_the_lowest_value_of_a_day_counts():
    assert lowest_per_day([(3, Decimal("0.6")), (3, Decimal("0.4")), (1, Decimal(2))]) == {
        1: Decimal(2),
        3: Decimal("0.4"),
    }


def test_no_count_is_no_grade_and_a_count_of_0_is_one():
    assert early({}) is None
    assert early({40: Decimal(0)}) is None
    assert late_t_icaht(platelets={}, method="cumulative", gap_days=7) is None
    assert early({3: Decimal(0)}).grade == 1


@given(counts=counts_by_day, day=st.integers(0, 100))
def test_a_lower_count_never_lowers_the_grade(counts, day):
    """Monotone: with every count that falls, each grade stays or rises; complete courses, since gaps hide days."""
    full = {each: counts.get(each, NORMAL) for each in range(101)}
    worse = full | {day: Decimal(0)}
    for method in ("longest run", "cumulative"):
        assert early(worse, method=method).grade >= early(full, method=method).grade
        assert early_t(worse, method=method).grade >= early_t(full, method=method).grade
    assert late_icaht(neutrophils=worse).grade >= late_icaht(neutrophils=full).grade


@given(counts=counts_by_day)
def test_cumulative_days_are_never_fewer_than_the_longest_run(counts):
    full = {each: counts.get(each, NORMAL) for each in range(101)}
    assert early(full, method="cumulative").grade >= early(full).grade
