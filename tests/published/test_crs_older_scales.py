"""CRS by Lee 2014 and by the Penn scale, as other reviews compare them.

PMC7006459 Table 2, PMC9368621 Table 1, ashpublications.com view-large 9593269 Table 1, s13045-018-0653-x Table 1. High
doses of vasopressors are quoted from memory (Lee 2014, Table 3): the rules say that they are not confirmed.
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse_events.rules.crs import CrsFindings, Pressor
from adverse_events.rules.crs_older import RULE_LEE, RULE_PENN, Organs, high_dose, lee_2014_grade, penn_grade

FEBRILE = CrsFindings(
    temperature_c=Decimal("38.5"), fever_other_cause=False, hypotension=False, hypotension_other_cause=False,
    fluid_bolus=False, oxygen_device="NONE", hypoxia_other_cause=False,
)  # fmt: skip
HEALTHY = Organs(other_grade=0, transaminase_grade=0, in_hospital=False, coagulation_given=False)
ADULT = {"age_years": 30, "weight_kg": Decimal(70)}
CHILD = {"age_years": 9, "weight_kg": Decimal(28)}
LOW, HIGH = Decimal("0.05"), Decimal("0.3")  # noradrenaline at 70 kg: 3.5 and 21 micrograms a minute


def lee(found, organs=HEALTHY, **person):
    return lee_2014_grade(found, organs=organs, **(person or ADULT)).grade


def penn(found, organs=HEALTHY, **person):
    return penn_grade(found, organs=organs, **(person or ADULT)).grade


def noradrenaline(dose, *others, **values):
    pressors = (Pressor(drug="NOREPINEPHRINE", dose_ug_kg_min=dose), *others)
    return replace(FEBRILE, hypotension=True, pressors=pressors, **values)


def oxygen(device, **values):
    return replace(FEBRILE, oxygen_device=device, **values)


def test_neither_scale_is_confirmed():
    assert not RULE_LEE.is_confirmed
    assert not RULE_PENN.is_confirmed


def test_fever_alone_is_mild_in_both():
    assert (lee(FEBRILE), penn(FEBRILE)) == (1, 1)
    assert penn(FEBRILE, replace(HEALTHY, in_hospital=True)) == 2


def test_a_quiet_day_is_0_without_asking_for_the_organs():
    quiet = replace(FEBRILE, temperature_c=Decimal("36.8"))
    assert (lee(quiet, Organs()), penn(quiet, Organs(coagulation_given=False))) == (0, 0)


@pytest.mark.parametrize(
    ("found", "by_lee", "by_penn"),
    [
        (replace(FEBRILE, hypotension=True), 2, 2),
        (replace(FEBRILE, hypotension=True, fluid_bolus=True), 2, 3),  # Penn: treated with fluids
        (noradrenaline(LOW), 2, 3),  # low dose
        (noradrenaline(HIGH), 3, 4),  # high dose
        (noradrenaline(LOW, Pressor(drug="VASOPRESSIN")), 3, 3),  # several, together still low
        (replace(FEBRILE, hypotension=True, hypotension_other_cause=True, fluid_bolus=True), 1, 1),
    ],
)
def test_hypotension(found, by_lee, by_penn):
    assert (lee(found), penn(found)) == (by_lee, by_penn)


@pytest.mark.parametrize(
    ("found", "by_lee", "by_penn"),
    [
        (oxygen("NASAL CANNULA", oxygen_flow_l_min=Decimal("5.9")), 2, 3),
        (oxygen("NASAL CANNULA", oxygen_flow_l_min=Decimal(6)), 3, 3),  # 40 % at 6 L/min (MSD Manual)
        (oxygen("VENTURI MASK", fio2_percent=39), 2, 3),
        (oxygen("VENTURI MASK", fio2_percent=40), 3, 3),
        (oxygen("BLOW-BY", oxygen_flow_l_min=Decimal(10)), None, 3),  # how much of it is breathed nobody knows
        (oxygen("CPAP", fio2_percent=50), 3, 3),  # Penn: CPAP and BiPAP are oxygen
        (oxygen("VENTILATOR", fio2_percent=30), 4, 4),
        (oxygen("VENTILATOR", hypoxia_other_cause=True), 1, 1),
    ],
)
def test_oxygen(found, by_lee, by_penn):
    assert (lee(found), penn(found)) == (by_lee, by_penn)


@pytest.mark.parametrize(("grade", "by_lee", "by_penn"), [(1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 4)])
def test_organ_toxicity(grade, by_lee, by_penn):
    organs = replace(HEALTHY, other_grade=grade)
    assert (lee(FEBRILE, organs), penn(FEBRILE, organs)) == (by_lee, by_penn)


@pytest.mark.parametrize(("grade", "by_lee", "by_penn"), [(1, 1, 1), (2, 2, 1), (3, 3, 2), (4, 3, 3)])
def test_transaminases(grade, by_lee, by_penn):
    """Lee: grade 4 transaminitis is 3. Penn: grade 3 is 2, grade 4 is 3."""
    organs = replace(HEALTHY, transaminase_grade=grade)
    assert (lee(FEBRILE, organs), penn(FEBRILE, organs)) == (by_lee, by_penn)


def test_penn_counts_coagulation_factors():
    assert penn(FEBRILE, replace(HEALTHY, coagulation_given=True)) == 3


def test_organs_that_nobody_graded_leave_a_febrile_day_open():
    assert lee(FEBRILE, Organs()) is None
    assert lee(oxygen("VENTILATOR"), Organs()) == 4
    assert penn(FEBRILE, replace(HEALTHY, in_hospital=None)) is None


def test_death_by_crs_is_5_in_both():
    assert (lee(CrsFindings(died_of_crs=True)), penn(CrsFindings(died_of_crs=True))) == (5, 5)


@pytest.mark.parametrize(
    ("pressors", "is_high"),
    [
        ((), False),
        ([("NOREPINEPHRINE", "0.285")], False),  # 19.95 micrograms a minute at 70 kg
        ([("NOREPINEPHRINE", "0.286")], True),  # 20.02
        ([("EPINEPHRINE", "0.142")], False),
        ([("EPINEPHRINE", "0.143")], True),
        ([("PHENYLEPHRINE", "2.85")], False),
        ([("PHENYLEPHRINE", "2.86")], True),
        ([("DOPAMINE", "9.9")], False),
        ([("DOPAMINE", "10")], True),
        ([("METARAMINOL", "1")], None),  # not in the source
        ([("VASOPRESSIN", None)], False),
        ([("NOREPINEPHRINE", "0.143"), ("VASOPRESSIN", None)], True),  # 10.01 with vasopressin
        ([("NOREPINEPHRINE", "0.142"), ("VASOPRESSIN", None)], False),
        ([("NOREPINEPHRINE", "0.2"), ("DOPAMINE", "12")], True),  # 14 + 6
        ([("NOREPINEPHRINE", "0.2"), ("DOPAMINE", "11.9")], False),
        ([("NOREPINEPHRINE", None)], None),
    ],
)
def test_a_high_dose_of_vasopressors(pressors, is_high):
    given_drugs = tuple(Pressor(drug=drug, dose_ug_kg_min=dose and Decimal(dose)) for drug, dose in pressors)
    assert high_dose(given_drugs, **ADULT) is is_high


def test_the_doses_are_those_of_adults():
    """A child on one vasopressor is between 2 and 3 by Lee, between 3 and 4 by Penn."""
    assert high_dose((Pressor(drug="NOREPINEPHRINE", dose_ug_kg_min=HIGH),), **CHILD) is None
    assert lee(noradrenaline(HIGH), **CHILD) is None
    assert penn(noradrenaline(HIGH), **CHILD) is None


answers = st.sampled_from([True, False])
found_ones = st.builds(
    CrsFindings,
    temperature_c=st.decimals("36", "41", places=1), fever_other_cause=answers, hypotension=answers,
    hypotension_other_cause=answers, fluid_bolus=answers, hypoxia_other_cause=answers,
    oxygen_device=st.sampled_from(["NONE", "FACE MASK", "CPAP", "VENTILATOR"]), fio2_percent=st.integers(21, 100),
)  # fmt: skip
organ_ones = st.builds(
    Organs, other_grade=st.integers(0, 4), transaminase_grade=st.integers(0, 4), in_hospital=answers,
    coagulation_given=answers,
)  # fmt: skip


@pytest.mark.parametrize("scale", [lee_2014_grade, penn_grade])
@given(found=found_ones, organs=organ_ones, worse=st.integers(1, 4))
def test_worse_organs_never_lower_the_grade(scale, found, organs, worse):
    graver = replace(organs, other_grade=min(4, organs.other_grade + worse))
    assert scale(found, organs=graver, **ADULT).grade >= scale(found, organs=organs, **ADULT).grade


@pytest.mark.parametrize("scale", [lee_2014_grade, penn_grade])
@given(
    found=found_ones,
    organs=organ_ones,
    missing=st.sets(st.sampled_from(["temperature_c", "hypotension", "fluid_bolus", "oxygen_device", "fio2_percent"])),
)
def test_what_is_missing_never_becomes_another_grade(scale, found, organs, missing):
    full = scale(found, organs=organs, **ADULT).grade
    gapped = scale(replace(found, **dict.fromkeys(missing)), organs=organs, **ADULT)
    assert gapped.low <= full <= gapped.high
