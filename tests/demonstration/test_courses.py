"""Courses that a haematologist would believe, before anything is written."""

import itertools

import pytest

from adverse_events.demonstration.archetypes import CAST
from adverse_events.demonstration.blood import TESTS, counts, measured
from adverse_events.demonstration.product import DOSE_E6_PER_KG
from patients.rules.consent import signatures_needed
from tests.demonstration.making import the_cast

INFUSED = [archetype.key for archetype in CAST if not archetype.failure]
SEEDS = ("demonstration", "another")


@pytest.fixture(params=SEEDS)
def cast(request):
    return the_cast(request.param)


def test_nine_are_infused_three_at_each_level_and_three_are_not():
    levels = [archetype.dose_level for archetype in CAST if not archetype.failure]
    assert {level: levels.count(level) for level in levels} == {"DL1": 3, "DL2": 3, "DL3": 3}
    assert sorted(archetype.failure for archetype in CAST if archetype.failure) == ["BATCH", "CMV", "CSF"]


def test_doses_are_those_of_the_registry_record():
    assert DOSE_E6_PER_KG == {"DL1": 0.5, "DL2": 1.5, "DL3": 5.0}


def test_infusions_are_staggered_as_the_protocol_asks():
    """14 days between participants of a level, 28 days before the next level (assumption A-1)."""
    days = sorted((archetype for archetype in CAST if not archetype.failure), key=lambda each: -each.days_ago)
    for one, next_one in itertools.pairwise(days):
        apart = one.days_ago - next_one.days_ago
        assert apart >= (14 if one.dose_level == next_one.dose_level else 28), next_one.key


def test_fever_goes_with_crs_until_it_is_treated(cast):
    """Lee 2019: at least 38.0 °C, which is no longer required once an anticytokine drug has been given."""
    for key in INFUSED:
        for day in range(29):
            state = cast[key].state(day)
            if state.crs and not state.treated:
                assert state.temperature >= 38.0, (key, day)
            if not state.crs:
                assert state.temperature < 38.0, (key, day)


def test_grade_4_is_several_vasopressors_or_positive_pressure(cast):
    state = cast["dlt"].state(4)
    assert (state.crs, len(state.pressors)) == (4, 2)
    assert state.temperature >= 38.0


def test_expansion_peaks_between_day_7_and_14(cast):
    for key in INFUSED:
        peak = max(range(29), key=cast[key].copies_per_ug)
        assert 7 <= peak <= 14, (key, peak)


def test_neutrophils_are_gone_in_the_second_week_and_back_by_month_2(cast):
    for key in INFUSED:
        assert counts(cast[key], 10)["NEUT"] < 0.5, key
        assert counts(cast[key], 60)["NEUT"] > 1, key


@pytest.mark.parametrize("test", ["CRP", "FERRITIN", "INTLK6"])
def test_inflammation_follows_crs(cast, test):
    """Highest within two days of the highest grade, and well above the day of infusion."""
    for key in INFUSED:
        course, normal = cast[key], TESTS["INFLAMMATION"][test]
        values = {day: measured(course, test, normal, day) for day in range(15)}
        worst = [day for day, grade in course.archetype.crs.items() if grade == max(course.archetype.crs.values())]
        top = max(values, key=lambda day: values[day])
        assert min(abs(top - day) for day in worst) <= 2, (key, top)
        assert values[top] > 2 * values[0], key


def test_both_tools_of_neurotoxicity_are_needed(cast):
    with_icans = [course.age_on(0) for course in cast.values() if course.archetype.icans]
    assert min(with_icans) < 12 <= max(with_icans)


def test_one_toxicity_limits_the_dose(cast):
    assert [key for key, course in cast.items() if course.had_dlt] == ["dlt"]


def test_a_child_signs_too_once_it_is_eight(cast):
    """Civil Code of China, art. 19: the girl of the first archetype turns eight during follow-up and is asked again."""
    course = cast["first"]
    ages = [course.age_on(day) for day in (-42, course.archetype.reconsent_day)]
    asked = [signatures_needed(age_years=age, assent_from_age=8, adult_from_age=18).participant for age in ages]
    assert asked == [False, True]


def test_the_same_seed_gives_the_same_course_and_another_one_differs():
    one, same, other = the_cast("a")["dlt"], the_cast("a")["dlt"], the_cast("b")["dlt"]
    assert [one.state(day) for day in range(29)] == [same.state(day) for day in range(29)]
    assert [one.state(day) for day in range(29)] != [other.state(day) for day in range(29)]
