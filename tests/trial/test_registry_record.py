"""The protocol file says what the registry record NCT05270772 says, in its words."""

from decimal import Decimal

import pytest

from tests.trial.files import FIRST
from trial.protocol import Design, EndpointKind, Sex
from trial.protocol_criteria import Derivation
from trial.protocol_file import parse_protocol

INCLUSION = [
    "Patients with relapse/refractory B-ALL.",
    "Tumor cells from bone marrow or peripheral blood are measured CD19+ with 3 months before enrollment.",
    "Karnofsky Score ≥ 70 or Lansky Score ≥ 50.",
    "Patients who have a life expectancy of at least 12 weeks.",
    "Understand and voluntarily sign informed consent and are willing to comply with laboratory tests and other "
    "research procedures.",
]
EXCLUSION = [
    "Patients with extramedullary relapse (EMR).",
    "Patients with genetic diseases, Burkitt lymphoma and leukemia or other malignancies.",
    "Patients positive for any of the following: HbsAg, HBV-DNA, HCV-Ab, HCV-RNA, HIV-Ab, TP-Ab, EBV-DNA or CMV-DNA.",
    "Patients with other uncontrolled infection.",
    "Patients who received anti-CD19 / anti-CD3 therapy, or any other anti-CD19 therapy.",
    "Patients with active Grade II-IV GVHD within 3 months prior to screening.",
    "Tumor cells are detected in cerebrospinal fluid.",
    "Patients who received HSCT within 3 months prior to screening.",
    "Anticipated other clinical trials within 4 weeks before this trial",
    "Pregnant or lactating women.",
    "Any condition that would, in the investigator's judgment, make it unsuitable for the donors to be enrolled.",
]


@pytest.fixture(scope="module")
def protocol():
    return parse_protocol(FIRST)


def test_identifiers(protocol):
    assert (protocol.code, protocol.registry_id, protocol.phase) == ("CT19-ALL-02", "NCT05270772", "Phase 1")
    assert protocol.title.en == "CAR-T-19 Cells for Patients With CD19+ Relapse/Refractory B-ALL"
    assert protocol.sponsor.en == "Chinese PLA General Hospital (301 Hospital)"
    assert protocol.contact.en == "Daihong Liu"
    assert [(site.code, site.name.en) for site in protocol.sites] == [("301", "Chinese PLA General Hospital")]


def test_criteria_are_the_record_s_words_with_its_slips(protocol):
    assert [(c.code, c.text.en) for c in protocol.inclusion] == [(f"I{n}", w) for n, w in enumerate(INCLUSION, 1)]
    assert [(c.code, c.text.en) for c in protocol.exclusion] == [(f"E{n}", w) for n, w in enumerate(EXCLUSION, 1)]


def test_every_criterion_says_from_what_it_is_proposed_with_the_numbers_of_its_words(protocol):
    readings = {criterion.code: criterion.reading for criterion in protocol.criteria}
    assert None not in readings.values()
    assert readings["I2"].months == readings["E6"].months == readings["E8"].months == 3
    assert (readings["I3"].karnofsky, readings["I3"].lansky, readings["I4"].weeks) == (70, 50, 12)
    assert (readings["E6"].grade, readings["E9"].days) == (2, 28)
    assert len(readings["E3"].markers) == 8
    assert "HBCAB" not in readings["E3"].markers, "the record does not list anti-HBc"
    assert [code for code, each in readings.items() if each.derivation == Derivation.INVESTIGATOR] == ["E11"]


def test_every_criterion_is_in_chinese_too(protocol):
    for criterion in protocol.inclusion + protocol.exclusion:
        assert any("\u4e00" <= character <= "\u9fff" for character in criterion.text.zh)


def test_the_eight_markers_of_e3_are_named_in_chinese_too(protocol):
    for marker in ("HBsAg", "HBV-DNA", "HCV-Ab", "HCV-RNA", "HIV-Ab", "TP-Ab", "EBV-DNA", "CMV-DNA"):
        assert marker in protocol.exclusion[2].text.zh


def test_population_is_both_sexes_under_25(protocol):
    assert (protocol.population.sex, protocol.population.age_from, protocol.population.age_under) == (Sex.ALL, None, 25)


def test_dose_levels_in_millions_per_kg(protocol):
    levels = {level.code: level.e6_per_kg for level in protocol.dose_levels}
    assert levels == {"DL1": Decimal("0.5"), "DL2": Decimal("1.5"), "DL3": Decimal("5.0")}


def test_escalation(protocol):
    assert (protocol.dlt_window.days, protocol.dlt_window.tolerance_days) == (28, 3)
    assert (protocol.maximum_tolerated.max_dlt, protocol.maximum_tolerated.patients) == (1, 6)
    assert (protocol.cohort.size, protocol.cohort.expansion) == (3, 3)
    assert protocol.cohort.design == Design.THREE_PLUS_THREE_KORN


def test_nine_are_planned_and_the_tenth_is_a_warning_not_a_wall(protocol):
    assert protocol.enrolment.planned == 9
    assert not protocol.enrolment.is_beyond_plan(9)
    assert protocol.enrolment.is_beyond_plan(10)


def test_endpoints(protocol):
    primary = [e.code for e in protocol.endpoints if e.kind == EndpointKind.PRIMARY]
    assert primary == ["DLT", "MTD", "AE", "RD"]
    assert {"ORR", "OS"} <= {e.code for e in protocol.endpoints if e.kind == EndpointKind.SECONDARY}


def test_what_the_record_states_is_not_called_an_assumption(protocol):
    stated = [
        protocol.population, protocol.dlt_window, protocol.maximum_tolerated, protocol.enrolment,
        *protocol.dose_levels, *protocol.inclusion, *protocol.exclusion, *protocol.endpoints,
    ]  # fmt: skip
    assert {part.assumption for part in stated} == {None}


def test_what_the_record_leaves_open_is_called_an_assumption(protocol):
    left_open = [
        protocol.cohort, protocol.staggering, protocol.rescue_level, protocol.consent,
        *protocol.lymphodepletion, *protocol.consent_documents, *protocol.visits,
    ]  # fmt: skip
    assert None not in {part.assumption for part in left_open}


def test_lymphodepletion_is_that_of_the_sister_trial(protocol):
    given = [(drug.name.en, drug.mg_per_m2, drug.days) for drug in protocol.lymphodepletion]
    assert given == [("cyclophosphamide", 300, (-5, -4, -3)), ("fludarabine", 30, (-5, -4, -3))]
    [why] = [a for a in protocol.assumptions if a.code == protocol.lymphodepletion[0].assumption]
    assert "NCT06179524" in why.source.en


@pytest.mark.parametrize(
    ("visit", "window"),
    [
        ("SCR", (-60, -1)), ("LD1", (-5, -5)), ("LD2", (-4, -4)), ("LD3", (-3, -3)), ("D-1", (-1, -1)), ("D0", (0, 0)),
        ("D1", (1, 1)), ("D14", (14, 14)), ("D17", (16, 18)), ("D21", (20, 22)), ("D24", (23, 25)), ("D28", (25, 31)),
        ("M2", (53, 67)), ("M3", (83, 97)), ("M6", (166, 194)), ("M12", (337, 393)), ("M24", (702, 758)),
        ("APH", None), ("BRG", None), ("UNS", None), ("EOS", None),
    ],
)  # fmt: skip
def test_visit_windows_in_study_days(protocol, visit, window):
    assert protocol.visit(visit).window == window


def test_follow_up_is_yearly_to_year_15(protocol):
    assert [visit.code for visit in protocol.visits if visit.code.startswith("Y")] == [f"Y{n}" for n in range(3, 16)]


def test_forms_of_the_first_release_and_where_they_are_due(protocol):
    assert {"DM", "IC", "IE"} <= set(protocol.visit("SCR").forms)
    assert "IE" in protocol.visit("APH").forms
    assert "IE" in protocol.visit("LD1").forms
    assert {"IE", "INF"} <= set(protocol.visit("D0").forms)
    for day in range(15):
        assert {"LB", "CRS"} <= set(protocol.visit(f"D{day}").forms)
    assert protocol.form("AE").log
