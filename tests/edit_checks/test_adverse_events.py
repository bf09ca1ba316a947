"""Each check about harm: a record about which it asks, and one it leaves alone.

The cells are given on day 0, 1 October 2026; the participant is a girl, born on 3 June 2017.
"""

import pytest

from adverse_events.edit_checks import CHECKS
from tests.edit_checks.record import CHECKS as BY_ID
from tests.edit_checks.record import at, day, page, places, record
from tests.edit_checks.test_patients import consent, death, infusion


def event(number=1, start=1, end=None, grade=None, **given):
    """An entry of the log from one study day to another, on one grade."""
    if end is not None:
        given |= {"ended_on": str(day(end)), "ongoing": "N"}
    made = page("AE", "LOG", number, started_on=str(day(start)), **given)
    made.maximum_grade = grade
    return made


def crs(number, grade=None, **given):
    """The CRS assessment of one whole study day."""
    whole = {"period_start": at(number, 0), "period_end": at(number, 23)}
    return page("CRS", f"D{number}", **({"crs_grade_investigator": grade} if grade else {}) | whole | given)


def icans(number, grade=None, **given):
    graded = {"icans_grade_investigator": grade} if grade else {}
    return page("ICE", f"D{number}", **graded | {"assessed_at": at(number)} | given)


def treatment(number, drug="TOCILIZUMAB", **given):
    return page("TX", "LOG", drug=drug, started_at=at(number), **given)


def laboratory(number, test, value, grade):
    """One result whose grade is known: the grading itself is tested elsewhere."""
    made = page("LB", f"D{number}", sample_collected_at=at(number), results=[{"test": test, "value": value}])
    row = made.rows("results")[0]
    row.page, row.grade_low, row.grade_high = made, str(grade), "0"
    return made


def medication(category, start, **given):
    return page("CM", "LOG", category=category, started_on=str(day(start)), **given)


def immunology(number, **given):
    return page("BC", "M2", collected_at=at(number), **given)


def transfusion(number, product, **given):
    return page("TF", "LOG", product=product, reason="LOW COUNT", started_at=at(number), **given)


def vital(number, **given):
    return page("VS", f"D{number}", measured_at=at(number), **given)


def report(number=1, **given):
    return page("SAE", "LOG", ae_number=number, **given)


AFTER_DEATH = {
    "ED-521": ("CRS", "period_start"), "ED-522": ("ICE", "assessed_at"), "ED-523": ("AE", "started_on"),
    "ED-524": ("TX", "started_at"), "ED-525": ("TF", "started_at"), "ED-526": ("CM", "started_on"),
}  # fmt: skip


@pytest.mark.parametrize("check_id", AFTER_DEATH)
def test_nothing_is_done_after_death(check_id):
    code, item = AFTER_DEATH[check_id]
    late = page(code, "D14", **{item: at(14) if item != "started_on" or code == "TX" else str(day(14))})
    assert places(check_id, record(death("2026-10-14"), late)) == [(code, None)]
    assert places(check_id, record(death("2026-10-15"), late)) == []


ANAEMIA = {"term": "Anaemia"}
FATAL = {"outcome": "FATAL", "category": "INFECTION"}
SECOND = "SECOND MALIGNANCY"

CASES = {
    "ED-301": (
        [infusion(), laboratory(10, "ALT", "400", 3)],
        [infusion(), laboratory(10, "ALT", "400", 3), event(start=9, category="OTHER")], ("LB", 1),
    ),
    "ED-302": ([crs(3, "2")], [crs(3, "2"), event(start=3, end=5, category="CRS")], ("CRS", None)),
    "ED-303": (
        [crs(3, "2"), crs(4, "3"), event(start=3, end=5, category="CRS", grade="2")],
        [crs(3, "2"), crs(4, "3"), event(start=3, end=5, category="CRS", grade="3")], ("AE", None),
    ),
    "ED-304": (
        [crs(4, "1"), event(start=2, category="CRS")], [crs(4, "1"), event(start=3, category="CRS")], ("AE", None)
    ),
    "ED-305": (
        [crs(3, "1"), crs(6, "1"), event(start=3, end=5, category="CRS")],
        [crs(3, "1"), crs(6, "0"), event(start=3, end=5, category="CRS")], ("AE", None),
    ),
    "ED-306": ([icans(3, "1")], [icans(3, "0")], ("ICE", None)),
    "ED-307": (
        [icans(5, "3"), event(start=5, category="ICANS", grade="4")],
        [icans(5, "3"), event(start=5, category="ICANS", grade="3")], ("AE", None),
    ),
    "ED-308": (
        [icans(5, "1"), event(start=2, category="ICANS")], [icans(5, "1"), event(start=4, category="ICANS")],
        ("AE", None),
    ),
    "ED-309": (
        [icans(5, "1"), icans(9, "1"), event(start=5, end=8, category="ICANS")],
        [icans(5, "1"), icans(8, "1"), event(start=5, end=8, category="ICANS")], ("AE", None),
    ),
    "ED-310": (
        [event(category="CRS", grade="3", special_interest="N")],
        [event(category="CRS", grade="2", special_interest="N")], ("AE", None),
    ),
    "ED-311": (
        [infusion(), page("GV", "LOG", kind="ACUTE", started_on=str(day(40)), acute_grade="II")],
        [
            infusion(), page("GV", "LOG", kind="ACUTE", started_on=str(day(40)), acute_grade="II"),
            event(start=40, category="GVHD"),
        ], ("GV", None),
    ),
    "ED-312": (
        [event(1, 1, 5, **ANAEMIA), event(2, 4, 9, term="anaemia ")],
        [event(1, 1, 5, **ANAEMIA), event(2, 6, **ANAEMIA)],
        ("AE", None),
    ),
    "ED-313": (
        [event(grade="2", **ANAEMIA), page("MH", "SCR", conditions=[ANAEMIA | {"ongoing": "Y", "ctcae_grade": "2"}])],
        [event(grade="3", **ANAEMIA), page("MH", "SCR", conditions=[ANAEMIA | {"ongoing": "Y", "ctcae_grade": "2"}])],
        ("AE", None),
    ),
    "ED-314": (
        [event(category=SECOND)], [event(category=SECOND), page("LT", "Y3", effects=[{"kind": "MALIGNANCY"}])],
        ("AE", None),
    ),
    "ED-315": (
        [page("LT", "Y3", effects=[{"kind": "GROWTH"}, {"kind": "MALIGNANCY"}])],
        [page("LT", "Y3", effects=[{"kind": "GROWTH"}])], ("LT", 2),
    ),
    "ED-316": (
        [event(1, 1, 5, grades=[{"from_day": str(day(1))}, {"from_day": str(day(6))}])],
        [event(1, 1, 5, grades=[{"from_day": str(day(1))}, {"from_day": str(day(5))}])], ("AE", 2),
    ),
    "ED-401": (
        [crs(4, "0"), treatment(4, toxicity="CRS")], [crs(3, "1"), crs(4, "0"), treatment(4, toxicity="CRS")],
        ("TX", None),
    ),
    "ED-402": (
        [crs(4, anticytokine_given="Y")], [crs(4, anticytokine_given="Y"), treatment(4)], ("CRS", None)
    ),
    "ED-403": (
        [crs(4, anticytokine_given="N"), treatment(4)], [crs(4, anticytokine_given="N"), treatment(5)], ("CRS", None)
    ),
    "ED-404": ([crs(4, "3")], [crs(4, "3"), treatment(5)], ("CRS", None)),
    "ED-405": (
        [icans(6, "3"), treatment(6)], [icans(6, "3"), treatment(6, "DEXAMETHASONE")], ("ICE", None)
    ),
    "ED-406": (
        [event(category="ICANS"), treatment(4, ae_number=1, toxicity="CRS")],
        [event(category="CRS"), treatment(4, ae_number=1, toxicity="CRS")], ("TX", None),
    ),
    "ED-407": ([event(start=6), treatment(4, ae_number=1)], [event(start=5), treatment(4, ae_number=1)], ("TX", None)),
    "ED-408": (
        [event(start=6), medication("OTHER", 4, ae_number=1)], [event(start=6), medication("OTHER", 4)], ("CM", None)
    ),
    "ED-410": (
        [event(1, treatment_given="Y"), treatment(4, ae_number=2)],
        [event(1, treatment_given="Y"), treatment(4, ae_number=1)], ("AE", None),
    ),
    "ED-411": (
        [event(1, treatment_given="N"), medication("OTHER", 4, ae_number=1)],
        [event(1, treatment_given="N"), medication("OTHER", 4, ae_number=2)], ("AE", None),
    ),
    "ED-412": (
        [event(start=9, category="INFECTION", grade="3"), medication("ANTIINFECTIVE PROPHYLAXIS", 9)],
        [event(start=9, category="INFECTION", grade="3"), medication("ANTIINFECTIVE TREATMENT", 9)], ("AE", None),
    ),
    "ED-413": (
        [immunology(60, ivig_given="Y")], [immunology(60, ivig_given="Y"), medication("IMMUNOGLOBULIN", 50)],
        ("BC", None),
    ),
    "ED-414": ([immunology(60, igg_g_per_l="3.9")], [immunology(60, igg_g_per_l="4")], ("BC", None)),
    "ED-415": (
        [transfusion(9, "PLATELETS"), laboratory(6, "PLAT", "9", 4)],
        [transfusion(9, "PLATELETS"), laboratory(7, "PLAT", "9", 4)], ("TF", None),
    ),
    "ED-416": (
        [transfusion(9, "RED BLOOD CELLS"), laboratory(9, "PLAT", "9", 4)],
        [transfusion(9, "RED BLOOD CELLS"), laboratory(9, "HGB", "60", 3)], ("TF", None),
    ),
    "ED-417": (
        [treatment(4, weight_kg="33.1"), vital(4, weight_kg="30")],
        [treatment(4, weight_kg="33"), vital(4, weight_kg="30")], ("TX", None),
    ),
    "ED-418": (
        [treatment(4, ongoing="Y"), death("2026-10-20")], [treatment(4, ongoing="N"), death("2026-10-20")], ("TX", None)
    ),
    "ED-419": (
        [medication("OTHER", 4, ongoing="Y"), death("2026-10-20")], [medication("OTHER", 4, ongoing="Y")], ("CM", None)
    ),
    "ED-501": ([event(1, serious="Y"), report(2)], [event(1, serious="Y"), report(1)], ("AE", None)),
    "ED-502": (
        [event(start=5), report(aware_at=at(4))], [event(start=5), report(aware_at=at(5, 0))], ("SAE", None)
    ),
    "ED-503": (
        [event(start=5), report(serious_from=str(day(4)))], [event(start=5), report(serious_from=str(day(5)))],
        ("SAE", None),
    ),
    "ED-504": ([event(**FATAL)], [event(**FATAL), death("2026-10-20")], ("AE", None)),
    "ED-505": (
        [report(results_in_death="Y")], [report(results_in_death="Y"), death("2026-10-20")], ("SAE", None)
    ),
    "ED-506": (
        [report(died_on="2026-10-19"), death("2026-10-20")], [report(died_on="2026-10"), death("2026-10-20")],
        ("SAE", None),
    ),
    "ED-507": (
        [page("DD", "LOG", cause="INFECTION"), event(category="INFECTION", outcome="UNKNOWN")],
        [page("DD", "LOG", cause="INFECTION"), event(**FATAL)], ("DD", None),
    ),
    "ED-508": (
        [page("DD", "LOG", cause="DISEASE PROGRESSION"), event(**FATAL)],
        [page("DD", "LOG", cause="DISEASE PROGRESSION"), event(outcome="UNKNOWN")], ("DD", None),
    ),
    "ED-509": (
        [page("DD", "LOG", relation="NOT RELATED"), event(causality_car_t="POSSIBLE", **FATAL)],
        [page("DD", "LOG", relation="NOT RELATED"), event(causality_car_t="UNLIKELY", **FATAL)], ("DD", None),
    ),
    "ED-510": (
        [event(1, 9, 18, **FATAL), death("2026-10-20")], [event(1, 9, 19, **FATAL), death("2026-10-20")], ("AE", None)
    ),
    "ED-511": ([infusion(), death("2026-10-31")], [infusion(), death("2026-11-01")], ("DD", None)),
    "ED-512": (
        [page("RCL", "M3", sampled_on=day(90), rcl_result="POSITIVE")],
        [page("RCL", "M3", sampled_on=day(90), rcl_result="NEGATIVE")], ("RCL", None),
    ),
    "ED-513": (
        [infusion(), page("PG", "UNS", stated_on=day(80), result="POSITIVE")],
        [infusion(), page("PG", "UNS", stated_on=day(-1), result="POSITIVE")], ("PG", None),
    ),
    "ED-514": ([consent(-30), event(start=-31)], [consent(-30), event(start=-30)], ("AE", None)),
    "ED-515": (
        [infusion(reaction="Y")], [infusion(reaction="Y"), event(category="INFUSION REACTION")], ("INF", None)
    ),
    "ED-516": (
        [transfusion(9, "PLATELETS", reaction="Y")], [transfusion(9, "PLATELETS", reaction="N")], ("TF", None)
    ),
    "ED-517": (
        [page("LK", "APH", started_at=at(-20), adverse_event="Y"), event(start=-21)],
        [page("LK", "APH", started_at=at(-20), adverse_event="Y"), event(start=-20)], ("LK", None),
    ),
    "ED-601": (
        [crs(3, highest_temperature_c="38.9"), vital(3, temperature_c="39.0")],
        [crs(3, highest_temperature_c="39.0"), vital(3, temperature_c="39.0"), vital(4, temperature_c="40")],
        ("CRS", None),
    ),
    "ED-602": (
        [crs(3, lowest_systolic_mmhg="82"), vital(3, systolic_mmhg="81")],
        [crs(3, lowest_systolic_mmhg="82"), vital(3, systolic_mmhg="82")], ("CRS", None),
    ),
    "ED-603": (
        [crs(3, lowest_spo2_percent="93"), vital(3, spo2_percent="92")],
        [crs(3, lowest_spo2_percent="93"), vital(3, spo2_percent="93")], ("CRS", None),
    ),
    "ED-604": (
        [crs(3, oxygen_device="NONE"), vital(3, oxygen_given="Y")],
        [crs(3, oxygen_device="NASAL CANNULA"), vital(3, oxygen_given="Y")], ("CRS", None),
    ),
    "ED-605": (
        [crs(3), page("CRS", "D4", period_start=at(3, 22), period_end=at(4, 22))],
        [crs(3), page("CRS", "D4", period_start=at(3, 23), period_end=at(4, 23))], ("CRS", None),
    ),
    "ED-606": ([infusion(), icans(1)], [infusion(), icans(-1, is_baseline="Y"), icans(1)], ("ICE", None)),
    "ED-607": (
        [icans(1, tool="CAPD"), icans(2, tool="ICE")],
        [icans(1, tool="CAPD"), icans(2, tool="ICE", tool_reason="12 y")],
        ("ICE", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("check_id", CASES)
def test_a_check_asks_about_a_contradiction_and_nothing_else(check_id):
    asks, silent, place = CASES[check_id]
    assert places(check_id, record(*asks)) == [place]
    assert places(check_id, record(*silent)) == []
    assert places(check_id, record()) == []


def test_a_grade_is_asked_about_once_for_each_test():
    data = record(
        infusion(), laboratory(10, "ALT", "400", 3), laboratory(11, "ALT", "500", 3), laboratory(12, "K", "7", 4)
    )
    assert [page_and_row for page_and_row in places("ED-301", data)] == [("LB", 1), ("LB", 1)]


@pytest.mark.parametrize("drug", ["RUXOLITINIB", "EMAPALUMAB", "OTHER"])
def test_every_drug_that_may_be_against_cytokines_counts(drug):
    assert places("ED-402", record(crs(4, anticytokine_given="Y"), treatment(4, drug))) == []
    assert places("ED-404", record(crs(4, "3"), treatment(4, drug))) == []


def test_a_number_names_an_entry_of_the_log_and_no_event_of_a_visit():
    at_a_visit = page("AE", "D3", 1, started_on=str(day(6)))
    assert places("ED-407", record(at_a_visit, treatment(4, ae_number=1))) == []
    assert places("ED-407", record(at_a_visit, event(start=6), treatment(4, ae_number=1))) == [("TX", None)]
    assert places("ED-502", record(at_a_visit, report(aware_at=at(4)))) == []


def test_an_anti_infective_begun_before_the_infection_was_known_counts():
    infection = event(start=9, end=20, category="INFECTION", grade="3")
    assert places("ED-412", record(infection, medication("ANTIINFECTIVE TREATMENT", 7))) == []
    assert places("ED-412", record(infection, medication("ANTIINFECTIVE TREATMENT", 7, stopped_on=str(day(9))))) == []
    stopped = medication("ANTIINFECTIVE TREATMENT", 1, stopped_on=str(day(8)))
    assert places("ED-412", record(infection, stopped)) == [("AE", None)]
    assert places("ED-412", record(infection, medication("ANTIINFECTIVE TREATMENT", 21))) == [("AE", None)]


def test_a_vital_sign_of_the_minute_between_two_periods_may_stand_in_either():
    first = page("CRS", "D3", period_start=at(2, 8), period_end=at(3, 8), highest_temperature_c="37.0")
    second = page("CRS", "D4", period_start=at(3, 8), period_end=at(4, 8), highest_temperature_c="39.1")
    between = page("VS", "D3", measured_at=at(3, 8), temperature_c="39.1")
    assert places("ED-601", record(first, second, between)) == []
    assert places("ED-601", record(first, page("VS", "D3", measured_at=at(3, 7), temperature_c="39.1"))) == [
        ("CRS", None)
    ]


def test_an_assessment_from_before_the_infusion_is_a_baseline_without_being_called_one():
    assert places("ED-606", record(infusion(), icans(-1), icans(1))) == []


def test_a_report_from_before_a_finding_is_not_its_report():
    earlier, later = (page("SAE", "LOG", aware_at=at(number)) for number in (20, 95))
    vector = page("RCL", "M3", sampled_on=day(90), rcl_result="POSITIVE")
    pregnancy = page("PG", "UNS", stated_on=day(80), result="POSITIVE")
    for check_id, found in (("ED-512", vector), ("ED-513", pregnancy)):
        assert places(check_id, record(infusion(), found, earlier)) != []
        assert places(check_id, record(infusion(), found, earlier, later)) == []


def test_the_question_about_the_relation_names_the_event_that_is_related():
    unlikely, possible = (event(n, causality_car_t=c, **FATAL) for n, c in ((1, "UNLIKELY"), (2, "POSSIBLE")))
    data = record(page("DD", "LOG", relation="NOT RELATED"), unlikely, possible)
    ((_page, finding),) = BY_ID["ED-509"].findings(data)
    assert "entry 2" in str(finding.text)


def test_the_weight_of_a_treatment_is_that_of_the_week():
    given = treatment(10, weight_kg="33.1")
    assert places("ED-417", record(given, vital(3, weight_kg="30"))) == [("TX", None)]
    assert places("ED-417", record(given, vital(2, weight_kg="30"))) == [], "eight days before"
    assert places("ED-417", record(given, vital(3, weight_kg="30"), vital(9, weight_kg="33"))) == [], "the nearest"


def test_a_low_count_may_have_been_transfused_for():
    low = event(1, 2, 20, category="CYTOPENIA", treatment_given="Y")
    assert places("ED-410", record(low)) == [("AE", None)]
    assert places("ED-410", record(low, transfusion(9, "PLATELETS"))) == []
    assert places("ED-410", record(low, transfusion(21, "PLATELETS"))) == [("AE", None)]


def test_every_check_has_its_case():
    assert {*CASES, *AFTER_DEATH} == {check.id for check in CHECKS if check.id.startswith("ED-")}
