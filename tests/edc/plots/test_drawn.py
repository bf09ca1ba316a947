"""What is drawn, read from the SVG: grades in words, numbers at risk, places on the axis of days."""

import pytest

from edc.plots.day_axis import _day, _placed
from edc.plots.figure import render
from edc.plots.heat_map import GradeOnDay
from edc.plots.kaplan_meier import KaplanMeierRow
from edc.plots.swimmer import SwimmerRow
from tests.edc.plots.making import course, filled, heat_map, kaplan_meier, swimmer
from tests.edc.plots.test_files import texts

CURVE = kaplan_meier(
    KaplanMeierRow("OS", 0, 5, 0, 0, 1.0, None, None),
    KaplanMeierRow("OS", 31, 5, 1, 0, 0.8, 0.2, 0.97),
    KaplanMeierRow("OS", 60, 4, 0, 1, 0.8, 0.2, 0.97),
    KaplanMeierRow("OS", 95, 3, 1, 0, 0.53, 0.1, 0.86),
)


@pytest.mark.parametrize(("day", "number"), [(0, 5), (30, 5), (31, 5), (32, 4), (60, 4), (61, 3), (95, 3), (96, 0)])
def test_at_risk_are_those_followed_up_to_that_day(day: int, number: int) -> None:
    assert CURVE.at_risk("OS", day) == number


def test_who_was_censored_on_day_0_was_at_risk_on_it() -> None:
    """Nine begin, two of them followed for less than a day: nine are at risk at 0, just before any time."""
    curve = kaplan_meier(
        KaplanMeierRow("EFS", 0, 9, 0, 2, 1.0, None, None), KaplanMeierRow("EFS", 200, 7, 1, 0, 0.86, 0.3, 0.98)
    )
    assert (curve.at_risk("EFS", 0), curve.at_risk("EFS", 1)) == (9, 7)


def test_numbers_at_risk_stand_below_the_marks_of_the_axis() -> None:
    shown = texts(render(CURVE, "svg"))
    assert shown[shown.index("At risk") :][1:5] == ["5", "5", "3", "3"], "on day 0, 30.4, 60.9, 91.3"


def test_the_grade_stands_in_its_cell() -> None:
    map_of = heat_map(GradeOnDay("301-007", "DL1", 2, 4, "computed"), GradeOnDay("301-007", "DL1", 9, None, ""))
    shown = texts(render(map_of, "svg"))
    assert shown.count("4") == 2, "the mark of day 4, and the cell"
    assert "·" in shown
    assert "301-007   DL1" in shown


def test_a_sign_that_nobody_has_is_not_in_the_key() -> None:
    assert "death" not in texts(render(swimmer(SwimmerRow("301-001", "DL1", "IN", 0, 9)), "svg"))
    assert "death" in texts(render(filled()[0], "svg"))


def test_a_date_that_is_not_known_to_the_day_has_no_place() -> None:
    of_one = filled()[-1]
    shown = texts(render(of_one, "svg"))
    assert "Fever" in shown
    assert "Rash" not in shown
    assert [row.name for row in course(*of_one.rows).rows].count("Rash") == 1, "it stands in the data"


def test_lanes_of_a_part_are_its_names_once_each() -> None:
    assert filled()[-1].names("event") == ["Fever"]


@pytest.mark.parametrize("day", [-56, -7.5, -7, 0, 27.9, 28, 60, 365, 5475])
def test_the_axis_of_days_goes_both_ways(day: float) -> None:
    assert float(_day(_placed(day))) == pytest.approx(day)


def test_the_first_weeks_are_to_scale_and_a_year_takes_less_room_than_four_weeks() -> None:
    assert [float(_placed(day)) for day in (-7, 0, 14, 28)] == [-7, 0, 14, 28]
    assert 0 < float(_placed(365)) - 28 < 28
    assert -7 > float(_placed(-28)) > -28
