"""Every field that the trial has to collect stands on a form, or the reason why not is written down."""

import pytest

from edc.exports.coverage import Requirement, forms_not_asked_for, requirements, unknown_places


def test_every_place_of_the_table_is_an_item_or_a_term_of_a_form() -> None:
    assert unknown_places(requirements()) == []


def test_every_form_is_asked_for() -> None:
    assert forms_not_asked_for(requirements()) == []


@pytest.mark.parametrize("place", ["DM.initials", "DM", "XX.birth_date", "DM.sex=D", "INF.boxes.bag_id"])
def test_a_place_that_no_form_has_is_named(place: str) -> None:
    asked = [Requirement("Demographics", "SCR", (("birth date", "DM.birth_date"), ("other", place)))]
    assert unknown_places(asked) == [f"Demographics: {place}"]


def test_a_form_that_nothing_asks_for_is_named() -> None:
    without = [each for each in requirements() if "VIR" not in each.codes]
    assert forms_not_asked_for(without) == ["VIR"]


@pytest.mark.parametrize("asked", requirements(), ids=lambda each: each.form)
def test_every_line_says_where_or_why_not(asked: Requirement) -> None:
    assert asked.held
    assert [field for field, *places in asked.held if not places] == []
    assert [field for field, reason in asked.apart if len(reason.split()) < 5] == []
