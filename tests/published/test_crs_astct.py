"""CRS by the ASTCT consensus, cell by cell.

Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 2, read in its reprints: PMC8021214 Table 1 (with the
worked example) and PMC9327779 Table 2.
"""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse_events.rules.crs import RULE, CrsFindings, Pressor, crs_grade

FEBRILE = CrsFindings(
    temperature_c=Decimal("38.0"), fever_other_cause=False, hypotension=False, hypotension_other_cause=False,
    fluid_bolus=False, oxygen_device="NONE", hypoxia_other_cause=False, treated=False,
)  # fmt: skip
COOL = replace(FEBRILE, temperature_c=Decimal("37.9"))


def grade(found, *, vasopressin_alone=3):
    return crs_grade(found, vasopressin_alone_grade=vasopressin_alone).span.grade


def low_pressure(*drugs, **values):
    pressors = tuple(Pressor(drug=drug) for drug in drugs)
    return replace(FEBRILE, hypotension=True, pressors=pressors, **values)


def oxygen(device, flow=None, **values):
    flow = None if flow is None else Decimal(flow)
    return replace(FEBRILE, oxygen_device=device, oxygen_flow_l_min=flow, **values)


def test_the_table_is_confirmed():
    assert str(RULE) == "CRS-ASTCT-2019 v1"
    assert RULE.is_confirmed


@pytest.mark.parametrize(("temperature", "expected"), [("37.9", 0), ("38.0", 1), ("38.1", 1), ("41.0", 1)])
def test_fever_from_38_degrees_alone_is_grade_1(temperature, expected):
    assert grade(replace(FEBRILE, temperature_c=Decimal(temperature))) == expected


@pytest.mark.parametrize(
    ("drugs", "expected"),
    [
        ((), 2),  # hypotension not requiring vasopressors
        (("NOREPINEPHRINE",), 3),  # a vasopressor ...
        (("NOREPINEPHRINE", "VASOPRESSIN"), 3),  # ... with or without vasopressin
        (("NOREPINEPHRINE", "EPINEPHRINE"), 4),  # multiple vasopressors
        (("NOREPINEPHRINE", "EPINEPHRINE", "VASOPRESSIN"), 4),
        (("NOREPINEPHRINE", "NOREPINEPHRINE"), 3),  # the same drug twice is one drug
    ],
)
def test_hypotension_row(drugs, expected):
    assert grade(low_pressure(*drugs)) == expected


@pytest.mark.parametrize("choice", [2, 3])
def test_vasopressin_alone_is_the_choice_of_the_protocol(choice):
    """The table says "a vasopressor with or without vasopressin" and leaves vasopressin alone open."""
    assert grade(low_pressure("VASOPRESSIN"), vasopressin_alone=choice) == choice


@pytest.mark.parametrize(
    ("device", "flow", "expected"),
    [
        ("NONE", None, 1),
        ("NASAL CANNULA", "0.5", 2),
        ("NASAL CANNULA", "6", 2),
        ("NASAL CANNULA", "6.1", 3),  # flow decides, not the label
        ("HIGH FLOW CANNULA", "6", 2),
        ("HIGH FLOW CANNULA", "6.1", 3),
        ("BLOW-BY", "10", 2),
        ("FACE MASK", "5", 3),
        ("NON-REBREATHER", "10", 3),
        ("VENTURI MASK", "4", 3),
        ("CPAP", None, 4),
        ("BIPAP", None, 4),
        ("VENTILATOR", None, 4),
    ],
)
def test_hypoxia_row(device, flow, expected):
    assert grade(oxygen(device, flow)) == expected


def test_the_worked_example_of_the_footnote():
    """A febrile patient on a single vasopressor and low-flow nasal cannula is grade 3 (39.5 °C in the original)."""
    example = low_pressure(
        "NOREPINEPHRINE", temperature_c=Decimal("39.5"), oxygen_device="NASAL CANNULA", oxygen_flow_l_min=Decimal(2)
    )
    graded = crs_grade(example, vasopressin_alone_grade=3)
    assert graded.span.grade == 3
    assert (graded.by_pressure.grade, graded.by_oxygen.grade) == (3, 2)


PRESSURE_CELLS = {1: None, 2: (), 3: ("DOPAMINE",), 4: ("DOPAMINE", "EPINEPHRINE")}
OXYGEN_CELLS = {1: ("NONE", None), 2: ("NASAL CANNULA", 2), 3: ("VENTURI MASK", 8), 4: ("BIPAP", None)}


@pytest.mark.parametrize(("pressure", "air"), list(product(PRESSURE_CELLS, OXYGEN_CELLS)))
def test_the_more_severe_of_the_two_rows_decides(pressure, air):
    drugs, (device, flow) = PRESSURE_CELLS[pressure], OXYGEN_CELLS[air]
    found = FEBRILE if drugs is None else low_pressure(*drugs)
    found = replace(found, oxygen_device=device, oxygen_flow_l_min=None if flow is None else Decimal(flow))
    assert grade(found) == max(pressure, air)


def test_fever_of_another_cause_is_not_crs():
    assert grade(replace(FEBRILE, fever_other_cause=True)) == 0
    assert grade(low_pressure("DOPAMINE", fever_other_cause=True)) == 0


def test_without_fever_and_without_earlier_crs_there_is_no_crs():
    shocked = low_pressure("DOPAMINE", temperature_c=Decimal("37.9"))
    assert grade(shocked) == 0
    assert grade(replace(shocked, treated=True)) == 0
    assert grade(replace(shocked, crs_before=True)) == 0


def test_fever_is_waived_once_crs_is_diagnosed_and_treated():
    """Footnote: with antipyretic or anticytokine therapy hypotension and hypoxia alone drive the grade."""
    later = replace(COOL, crs_before=True, treated=True)
    assert grade(replace(later, hypotension=True, pressors=(Pressor(drug="DOPAMINE"),))) == 3
    assert grade(replace(later, oxygen_device="NASAL CANNULA", oxygen_flow_l_min=Decimal(1))) == 2


def test_with_fever_waived_and_nothing_left_crs_is_over():
    """Grade 1 is fever; without it, without hypotension and without hypoxia there is none."""
    assert grade(replace(COOL, crs_before=True, treated=True)) == 0


def test_hypotension_or_hypoxia_of_another_cause_does_not_count():
    assert grade(low_pressure("DOPAMINE", "EPINEPHRINE", hypotension_other_cause=True)) == 1
    assert grade(oxygen("VENTILATOR", hypoxia_other_cause=True)) == 1  # intubated to protect the airway


def test_death_with_crs_as_its_cause_is_grade_5():
    assert grade(replace(FEBRILE, died_of_crs=True)) == 5
    assert grade(CrsFindings(died_of_crs=True)) == 5


@pytest.mark.parametrize(
    "missing",
    ["temperature_c", "fever_other_cause", "hypotension", "hypotension_other_cause", "oxygen_device",
     "hypoxia_other_cause"],
)  # fmt: skip
def test_what_is_missing_and_would_decide_leaves_no_grade(missing):
    found = low_pressure("DOPAMINE", oxygen_device="FACE MASK")
    if missing.startswith("hypotension"):
        found = replace(found, oxygen_device="NONE")
    if missing.startswith("hypoxia"):
        found = replace(found, hypotension=False, pressors=())
    assert grade(found) == 3
    assert grade(replace(found, **{missing: None})) is None


def test_what_is_missing_and_cannot_decide_does_no_harm():
    """Positive pressure is 4 whatever the blood pressure; without fever and earlier CRS nothing else is asked."""
    assert grade(oxygen("CPAP", hypotension=None)) == 4
    assert grade(replace(COOL, hypotension=None, oxygen_device=None)) == 0
    assert grade(CrsFindings()) is None


def test_a_cannula_without_its_flow_is_between_2_and_3():
    graded = crs_grade(oxygen("NASAL CANNULA"), vasopressin_alone_grade=3).span
    assert (graded.low, graded.high, graded.grade) == (2, 3, None)


def test_a_vasopressor_without_hypotension_is_not_graded():
    assert grade(replace(FEBRILE, pressors=(Pressor(drug="DOPAMINE"),))) is None


def test_a_vasopressor_without_a_name_may_be_vasopressin():
    assert grade(low_pressure(None)) == 3
    assert grade(low_pressure(None), vasopressin_alone=2) is None
    assert grade(low_pressure("DOPAMINE", None)) is None
    assert grade(low_pressure("DOPAMINE", "EPINEPHRINE", None)) == 4


LADDER_OF_OXYGEN = [("NONE", None), ("NASAL CANNULA", "4"), ("NASAL CANNULA", "7"), ("FACE MASK", "8"), ("CPAP", None)]
LADDER_OF_PRESSORS = [(), ("VASOPRESSIN",), ("DOPAMINE", "VASOPRESSIN"), ("DOPAMINE", "EPINEPHRINE")]
answers = st.sampled_from([True, False])
known = st.builds(
    CrsFindings,
    temperature_c=st.decimals("36", "41", places=1), fever_other_cause=answers, crs_before=answers, treated=answers,
    hypotension=st.just(True), hypotension_other_cause=answers, hypoxia_other_cause=answers,
    oxygen_device=st.sampled_from(["NONE", "BLOW-BY", "FACE MASK", "CPAP"]),
    pressors=st.sampled_from([tuple(Pressor(drug=drug) for drug in drugs) for drugs in LADDER_OF_PRESSORS]),
)  # fmt: skip
GAPS = ("temperature_c", "fever_other_cause", "treated", "hypotension", "hypotension_other_cause", "oxygen_device",
        "hypoxia_other_cause")  # fmt: skip


@given(found=known, warmer=st.decimals("0.1", "3", places=1))
def test_a_higher_temperature_never_lowers_the_grade(found, warmer):
    assert grade(replace(found, temperature_c=found.temperature_c + warmer)) >= grade(found)


@given(found=known, steps=st.tuples(st.integers(0, 4), st.integers(0, 4)))
def test_more_oxygen_never_lowers_the_grade(found, steps):
    less, more = (
        grade(replace(found, oxygen_device=device, oxygen_flow_l_min=flow and Decimal(flow)))
        for device, flow in (LADDER_OF_OXYGEN[step] for step in sorted(steps))
    )
    assert more >= less


@given(found=known, steps=st.tuples(st.integers(0, 3), st.integers(0, 3)))
def test_more_vasopressors_never_lower_the_grade(found, steps):
    less, more = (
        grade(replace(found, pressors=tuple(Pressor(drug=drug) for drug in LADDER_OF_PRESSORS[step])))
        for step in sorted(steps)
    )
    assert more >= less


@given(found=known, missing=st.sets(st.sampled_from(GAPS)))
def test_what_is_missing_never_becomes_another_grade(found, missing):
    """With gaps the grade is the true one or none, and its limits hold the true one."""
    full = grade(found)
    gapped = crs_grade(replace(found, **dict.fromkeys(missing)), vasopressin_alone_grade=3).span
    assert gapped.low <= full <= gapped.high
    assert gapped.grade in (None, full)
