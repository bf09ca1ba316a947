"""ICANS by the ASTCT consensus, cell by cell.

Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Tables 5 and 6, read in reprints: adults PMC7990806 Table 2
and PMC8403007 Table 4 with their footnotes, children mdedge.com hematology-oncology 192202.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse_events.rules.icans import (
    GRADE_BY_CONSCIOUSNESS,
    GRADE_BY_OEDEMA,
    GRADE_BY_SEIZURE,
    RULE,
    IcansFindings,
    icans_grade,
)

WELL = IcansFindings(
    score=10, consciousness="SPONTANEOUS", seizure="NONE", motor="NONE", oedema="NONE", sedated=False,
    other_cause=False,
)  # fmt: skip
WELL_CHILD = replace(WELL, is_capd=True, score=0)


def grade(found, **values):
    return icans_grade(replace(found, **values)).span.grade


def test_the_table_is_confirmed():
    assert str(RULE) == "ICANS-ASTCT-2019 v1"
    assert RULE.is_confirmed


@pytest.mark.parametrize(
    ("score", "expected"), [(10, 0), (9, 1), (8, 1), (7, 1), (6, 2), (4, 2), (3, 2), (2, 3), (1, 3), (0, 3)]
)
def test_ice_row_of_a_patient_awake(score, expected):
    """0 awake, with global aphasia, is 3. Awakening spontaneously alone, with a score of 10, is 0."""
    assert grade(WELL, score=score) == expected


def test_an_ice_of_0_is_4_when_unarousable():
    assert grade(WELL, score=0, consciousness="UNAROUSABLE") == 4
    assert grade(WELL, score=0, consciousness=None) is None


@pytest.mark.parametrize(("score", "expected"), [(0, 0), (1, 1), (8, 1), (9, 3), (32, 3)])
def test_capd_row(score, expected):
    assert grade(WELL_CHILD, score=score) == expected


def test_capd_grades_1_and_2_differ_by_consciousness_only():
    assert grade(WELL_CHILD, score=8, consciousness="SPONTANEOUS") == 1
    assert grade(WELL_CHILD, score=8, consciousness="VOICE") == 2


def test_who_cannot_perform_the_capd_is_grade_4():
    assert grade(WELL_CHILD, score=None, cannot_perform=True) == 4
    assert grade(WELL_CHILD, score=None) is None


@pytest.mark.parametrize(
    ("baseline", "score", "expected"), [(None, 6, 1), (6, 6, 0), (6, 7, 1), (12, 12, 0), (12, 13, 3), (12, 4, 0)]
)
def test_the_baseline_of_the_child_is_considered_first(baseline, score, expected):
    """No higher than before the cells is the child's own; the comparison is our reading of the footnote."""
    assert grade(WELL_CHILD, score=score, capd_baseline=baseline) == expected


@pytest.mark.parametrize(("term", "expected"), [("SPONTANEOUS", 0), ("VOICE", 2), ("TOUCH", 3), ("UNAROUSABLE", 4)])
def test_consciousness_row(term, expected):
    assert grade(WELL, consciousness=term) == expected


@pytest.mark.parametrize(
    ("term", "expected"), [("NONE", 0), ("BRIEF", 3), ("EEG ONLY", 3), ("PROLONGED", 4), ("REPETITIVE", 4)]
)
def test_seizure_row(term, expected):
    assert grade(WELL, seizure=term) == expected


@pytest.mark.parametrize(("term", "expected"), [("NONE", 0), ("DEEP FOCAL", 4)])
def test_motor_row(term, expected):
    assert grade(WELL, motor=term) == expected


@pytest.mark.parametrize(("term", "expected"), [("NONE", 0), ("FOCAL", 3), ("DIFFUSE", 4), ("SIGNS", 4)])
def test_oedema_row(term, expected):
    assert grade(WELL, oedema=term) == expected


def test_the_worked_example_of_the_footnote():
    """An ICE score of 3 with a generalised seizure is grade 3."""
    graded = icans_grade(replace(WELL, score=3, seizure="BRIEF"))
    assert graded.span.grade == 3
    assert graded.score.grade == 2


def test_death_with_icans_as_its_cause_is_grade_5():
    assert grade(IcansFindings(), died_of_icans=True) == 5


def test_under_sedation_consciousness_does_not_count_and_a_lowered_score_is_open():
    """Footnote: no sedating medication. A seizure that stops still counts."""
    assert grade(WELL, sedated=True, consciousness="TOUCH") == 0
    assert grade(WELL, sedated=True, score=0, consciousness="TOUCH") is None
    assert grade(WELL, sedated=True, score=0, seizure="PROLONGED") == 4


@pytest.mark.parametrize("domain", ["score", "consciousness", "seizure", "motor", "oedema"])
def test_a_finding_of_another_cause_does_not_count(domain):
    worst = {"score": 1, "consciousness": "TOUCH", "seizure": "BRIEF", "motor": "DEEP FOCAL", "oedema": "FOCAL"}
    assert grade(WELL, **{domain: worst[domain]}) >= 3
    assert grade(WELL, **{domain: worst[domain]}, other_cause=True, other_cause_domain=domain.upper()) == 0


@pytest.mark.parametrize("domain", [None, "SEVERAL"])
def test_without_saying_which_finding_has_the_other_cause_there_is_no_grade(domain):
    assert grade(WELL, seizure="BRIEF", other_cause=True, other_cause_domain=domain) is None
    assert grade(WELL, other_cause=True, other_cause_domain=domain) == 0


@pytest.mark.parametrize("missing", ["score", "consciousness", "seizure", "motor", "oedema"])
def test_a_missing_domain_is_not_a_normal_one(missing):
    assert grade(WELL, **{missing: None}) is None
    assert grade(WELL, score=None) is None


def test_a_missing_domain_does_no_harm_beside_the_worst():
    assert grade(WELL, score=None, consciousness="UNAROUSABLE") == 4


known = st.builds(
    IcansFindings,
    is_capd=st.just(False), score=st.integers(0, 10), consciousness=st.sampled_from(list(GRADE_BY_CONSCIOUSNESS)),
    seizure=st.sampled_from(list(GRADE_BY_SEIZURE)), motor=st.sampled_from(["NONE", "DEEP FOCAL"]),
    oedema=st.sampled_from(list(GRADE_BY_OEDEMA)), sedated=st.just(False), other_cause=st.just(False),
)  # fmt: skip


@given(found=known, lost=st.integers(0, 10))
def test_fewer_points_never_lower_the_grade(found, lost):
    assert grade(found, score=max(0, found.score - lost)) >= grade(found)


@given(found=known, score=st.integers(0, 32), more=st.integers(0, 32), baseline=st.none() | st.integers(0, 32))
def test_a_higher_capd_never_lowers_the_grade(found, score, more, baseline):
    child = replace(found, is_capd=True, capd_baseline=baseline)
    assert grade(child, score=min(32, score + more)) >= grade(child, score=score)


@pytest.mark.parametrize(
    ("domain", "table"),
    [("consciousness", GRADE_BY_CONSCIOUSNESS), ("seizure", GRADE_BY_SEIZURE), ("oedema", GRADE_BY_OEDEMA)],
)
@given(found=known, data=st.data())
def test_a_worse_finding_never_lowers_the_grade(domain, table, found, data):
    terms = sorted(table, key=lambda term: table[term])
    milder, graver = sorted(data.draw(st.tuples(st.sampled_from(terms), st.sampled_from(terms))), key=terms.index)
    assert grade(found, **{domain: graver}) >= grade(found, **{domain: milder})


@given(
    found=known,
    missing=st.sets(
        st.sampled_from(["score", "consciousness", "seizure", "motor", "oedema", "sedated", "other_cause"])
    ),
)
def test_what_is_missing_never_becomes_another_grade(found, missing):
    full = grade(found)
    gapped = icans_grade(replace(found, **dict.fromkeys(missing))).span
    assert gapped.low <= full <= gapped.high
    assert gapped.grade in (None, full)
