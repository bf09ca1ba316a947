"""Each check of screening, product, response and survival: a record about which it asks, and one it leaves alone.

The cells are given on day 0, 1 October 2026; the participant is a girl, born on 3 June 2017, unless said otherwise.
"""

import datetime as dt

import pytest

from patients.edit_checks import CHECKS
from tests.edit_checks.record import DOCUMENT, at, day, page, places, record
from trial.models import ProtocolVersion


def infusion(**given):
    return page("INF", **({"started_at": at(0)} | given))


def consent(on=-30):
    return page("IC", "SCR", guardian_signed="Y", guardian_signed_on=day(on))


def death(on):
    return page("DD", "LOG", died_on=str(on))


def response(number, category, **given):
    return page("RS", f"D{number}", assessed_on=day(number), response=category, **given)


def marrow(number, blasts="1"):
    return page("BM", f"D{number}", sampled_on=day(number), blasts_percent=blasts)


def visit(code, number):
    return page("SV", code, held="SCHEDULED", held_on=day(number))


BEFORE_BIRTH = {
    "ED-001": ("IC", "explained_on", None), "ED-002": ("LK", "started_at", None),
    "ED-003": ("INF", "started_at", None), "ED-004": ("VS", "measured_at", None),
    "ED-005": ("MH", "started_on", "conditions"), "ED-006": ("PT", "started_on", "therapies"),
    "ED-007": ("PT", "performed_on", "transplants"), "ED-008": ("DH", "relapsed_on", "relapses"),
    "ED-009": ("EMD", "assessed_on", None),
}  # fmt: skip
BEFORE_CONSENT = {
    "ED-011": ("LK", "started_at", None), "ED-012": ("BT", "started_on", "drugs"), "ED-013": ("LD", "given_on", None),
    "ED-014": ("INF", "started_at", None), "ED-015": ("CK", "collected_at", None),
}  # fmt: skip
AFTER_DEATH = {
    "ED-021": ("VS", "measured_at", None), "ED-022": ("LB", "sample_collected_at", None),
    "ED-023": ("BM", "sampled_on", None), "ED-024": ("RS", "assessed_on", None),
    "ED-025": ("CK", "collected_at", None), "ED-026": ("SV", "held_on", None), "ED-027": ("ST", "started_on", None),
}  # fmt: skip
AWAY = {
    "ED-031": ("VS", "measured_at", 1), "ED-032": ("PE", "examined_on", 1),
    "ED-033": ("LB", "sample_collected_at", 2), "ED-034": ("BM", "sampled_on", 7),
}  # fmt: skip


def dated(code, item, table, value):
    """A page, or a row of it, with one date; the hour is noon on the hospital's clock."""
    noon = dt.datetime.combine(value, dt.time(12), at(0).tzinfo)
    given = {item: noon if item.endswith("_at") else value}
    return page(code, "D14", **({table: [given]} if table else given))


@pytest.mark.parametrize("check_id", BEFORE_BIRTH)
def test_nothing_happens_before_birth(check_id):
    code, item, table = BEFORE_BIRTH[check_id]
    row = 1 if table else None
    assert places(check_id, record(dated(code, item, table, dt.date(2017, 6, 2)))) == [(code, row)]
    assert places(check_id, record(dated(code, item, table, dt.date(2017, 6, 3)))) == []


@pytest.mark.parametrize("check_id", BEFORE_CONSENT)
def test_nothing_of_the_trial_happens_before_consent(check_id):
    code, item, table = BEFORE_CONSENT[check_id]
    row = 1 if table else None
    assert places(check_id, record(consent(-30), dated(code, item, table, day(-31)))) == [(code, row)]
    assert places(check_id, record(consent(-30), dated(code, item, table, day(-30)))) == []
    assert places(check_id, record(dated(code, item, table, day(-31)))) == [], "no consent is known yet"


@pytest.mark.parametrize("check_id", AFTER_DEATH)
def test_nothing_is_seen_after_death(check_id):
    code, item, table = AFTER_DEATH[check_id]
    assert places(check_id, record(death("2026-10-14"), dated(code, item, table, day(14)))) == [(code, None)]
    assert places(check_id, record(death("2026-10-15"), dated(code, item, table, day(14)))) == []
    assert places(check_id, record(death("2026-10"), dated(code, item, table, day(14)))) == [], "the day is not known"


@pytest.mark.parametrize("check_id", AWAY)
def test_what_belongs_to_a_visit_is_done_about_its_day(check_id):
    code, item, days = AWAY[check_id]
    assert places(check_id, record(visit("D14", 14), dated(code, item, None, day(14 + days + 1)))) == [(code, None)]
    assert places(check_id, record(visit("D14", 14), dated(code, item, None, day(14 + days)))) == []
    assert places(check_id, record(visit("D14", 14), dated(code, item, None, day(14 - days)))) == []


BAG = {"bag_id": "B-1", "volume_ml": "50", "total_cells_e6": "26"}
GIRL_OF_13 = {"born": dt.date(2013, 6, 3)}

# Check -> what it asks about, what it leaves alone, and at which form and row it asks.
CASES = {
    "ED-035": (
        [visit("D14", 9), visit("D10", 10)],
        [visit("SCR", -40), visit("LD1", -5), visit("D10", 10), visit("D14", 14)], ("SV", None),
    ),
    "ED-036": (
        [page("SV", "D3", held="MISSED"), page("VS", "D3", measured_at=at(3))],
        [page("SV", "D3", held="MISSED"), page("VS", "D4", measured_at=at(4))], ("SV", None),
    ),
    "ED-037": ([visit("D0", 1), infusion()], [visit("D0", 0), infusion()], ("INF", None)),
    "ED-038": (
        [page("EOS", "EOS", ended_on=day(100)), visit("M6", 101)],
        [page("EOS", "EOS", ended_on=day(100)), visit("M6", 100)], ("SV", None),
    ),
    "ED-101": (
        [page("LK", apheresis_id="A-1", started_at=at(-20)), page("MF", apheresis_id="A-1", started_on=day(-21))],
        [page("LK", apheresis_id="A-1", started_at=at(-20)), page("MF", apheresis_id="A-1", started_on=day(-20))],
        ("MF", None),
    ),
    "ED-102": (
        [page("LK", "APH", started_at=at(-4)), page("LD", "LD1", given_on=day(-5))],
        [page("LK", "APH", started_at=at(-20)), page("LD", "LD1", given_on=day(-5))], ("LD", None),
    ),
    "ED-103": (
        [infusion(), page("LD", "LD3", given_on=day(0))], [infusion(), page("LD", "LD3", given_on=day(-1))],
        ("LD", None),
    ),
    "ED-104": (
        [infusion(), page("LD", "LD1", given_on=day(-7), planned_day=-5)],
        [infusion(), page("LD", "LD1", given_on=day(-6), planned_day=-5)], ("LD", None),
    ),
    "ED-105": (
        [page("MF", "LOG", bags=[BAG]), infusion(bags=[BAG | {"total_cells_e6": "27.4"}])],
        [page("MF", "LOG", bags=[BAG]), infusion(bags=[BAG | {"total_cells_e6": "27.3"}])], ("INF", 1),
    ),
    "ED-106": (
        [page("MF", "LOG", bags=[BAG]), infusion(bags=[BAG | {"volume_ml": "52.6"}])],
        [page("MF", "LOG", bags=[BAG]), infusion(bags=[BAG | {"volume_ml": "52.5"}])], ("INF", 1),
    ),
    "ED-107": (
        [page("MF", "LOG", batch_id="B-1", outcome="RELEASED"), infusion(batch_id="B-2")],
        [page("MF", "LOG", batch_id="B-1", outcome="FAILED"), infusion(batch_id="B-2")], ("MF", None),
    ),
    "ED-108": (
        [page("MF", "LOG", batch_id="B-1", apheresis_id="A-9"), infusion(batch_id="B-1")],
        [
            page("MF", "LOG", batch_id="B-1", apheresis_id="A-9"), infusion(batch_id="B-1"),
            page("LK", "APH", apheresis_id="A-9"),
        ], ("INF", None),
    ),
    # 10 % of 30 kg is 3 kg.
    "ED-111": (
        [infusion(weight_kg="33.1", weight_date=day(0)), page("VS", measured_at=at(0), weight_kg="30")],
        [infusion(weight_kg="33.0", weight_date=day(0)), page("VS", measured_at=at(0), weight_kg="30")], ("INF", None),
    ),
    "ED-112": (
        [page("LD", "LD1", given_on=day(-5), weight_kg="26.9"), page("VS", measured_at=at(-5), weight_kg="30")],
        [page("LD", "LD1", given_on=day(-5), weight_kg="26.9"), page("VS", measured_at=at(-9), weight_kg="30")],
        ("LD", None),
    ),
    "ED-113": (
        [page("LK", "APH", started_at=at(-20), weight_kg="33.1"), page("VS", measured_at=at(-20), weight_kg="30")],
        [page("LK", "APH", started_at=at(-20), weight_kg="32.9"), page("VS", measured_at=at(-20), weight_kg="30")],
        ("LK", None),
    ),
    "ED-114": (
        [page("VS", "SCR", measured_at=at(-30), height_cm="132.1"), page("VS", measured_at=at(0), height_cm="130")],
        [page("VS", "SCR", measured_at=at(-30), height_cm="132"), page("VS", measured_at=at(0), height_cm="130")],
        ("VS", None),
    ),
    "ED-115": (
        [page("LD", "LD1", given_on=day(-5), height_cm="120"), page("VS", measured_at=at(-5), height_cm="130")],
        [page("LD", "LD1", given_on=day(-5), height_cm="128"), page("VS", measured_at=at(-5), height_cm="130")],
        ("LD", None),
    ),
    "ED-116": (
        [page("LB", v, panel="CHEMISTRY", specimen="SERUM", sample_collected_at=at(1)) for v in ("D1", "D2")],
        [page("LB", f"D{n}", panel="CHEMISTRY", specimen="SERUM", sample_collected_at=at(n)) for n in (1, 2)],
        ("LB", None),
    ),
    "ED-117": (
        [infusion(), page("CK", "D1", collected_at=at(-1), copies_per_ug="900", lloq_copies_per_ug="100")],
        [infusion(), page("CK", "D1", collected_at=at(-1), copies_per_ug="90", lloq_copies_per_ug="100")], ("CK", None),
    ),
    "ED-201": (
        [response(28, "CR"), marrow(90, "5")], [response(28, "CR"), marrow(90, "4.9"), marrow(20, "60")], ("BM", None)
    ),
    "ED-202": ([response(28, "CR"), marrow(13)], [response(28, "CR"), marrow(14)], ("RS", None)),
    "ED-203": (
        [response(28, "RELAPSED DISEASE")], [response(28, "CRi"), response(90, "RELAPSED DISEASE")], ("RS", None)
    ),
    "ED-204": (
        [response(28, "CR"), response(60, "RELAPSED DISEASE"), response(90, "CR")],
        [
            response(28, "CR"), response(60, "RELAPSED DISEASE"), response(90, "CR"),
            page("ST", "LOG", started_on="2026-12-05"),
        ], ("RS", None),
    ),
    "ED-205": (
        [response(28, "CR"), response(60, "RELAPSED DISEASE", relapsed_on="2026-10-20")],
        [response(28, "CR"), response(60, "RELAPSED DISEASE", relapsed_on="2026-10")], ("RS", None),
    ),
    "ED-206": (
        [page("ST", "LOG", reason="RELAPSE")], [page("ST", "LOG", reason="RELAPSE"), response(60, "RELAPSED DISEASE")],
        ("ST", None),
    ),
    "ED-207": (
        [response(28, "CR"), page("ST", "LOG", reason="NO RESPONSE", started_on="2026-12-01")],
        [response(28, "NR"), page("ST", "LOG", reason="NO RESPONSE", started_on="2026-12-01")], ("ST", None),
    ),
    "ED-208": (
        [response(28, "CR"), page("ST", "LOG", remission="ACTIVE DISEASE", started_on=str(day(58)))],
        [response(28, "CR"), page("ST", "LOG", remission="ACTIVE DISEASE", started_on=str(day(59)))], ("ST", None),
    ),
    "ED-209": (
        [infusion(), page("ST", "LOG", started_on="2026-09-30")], [infusion(), page("ST", "LOG", started_on="2026-10")],
        ("ST", None),
    ),
    "ED-210": (
        [consent(-30), page("PT", "SCR", therapies=[{"started_on": str(day(-29))}])],
        [consent(-30), page("PT", "SCR", therapies=[{"started_on": "2026-09"}])], ("PT", 1),
    ),
    "ED-211": (
        [visit("M2", 60), page("SU", "M3", survival="ALIVE", last_known_alive_on=str(day(59)), inquired_on=day(90))],
        [visit("M2", 60), page("SU", "M3", survival="ALIVE", last_known_alive_on=str(day(60)), inquired_on=day(90))],
        ("SU", None),
    ),
    "ED-212": (
        [visit("M2", 60), page("EOS", "EOS", last_contact_on=day(59))],
        [visit("M2", 60), page("EOS", "EOS", last_contact_on=day(60))], ("EOS", None),
    ),
    "ED-213": (
        [death("2026-11-01"), page("EOS", "EOS", reason="COMPLETED", ended_on=day(31))],
        [death("2026-11-01"), page("EOS", "EOS", reason="DEATH", ended_on=day(31))], ("EOS", None),
    ),
    "ED-214": (
        [death("2026-11-02"), page("EOS", "EOS", reason="DEATH", ended_on=day(31))],
        [death("2026-11"), page("EOS", "EOS", reason="DEATH", ended_on=day(31))], ("EOS", None),
    ),
    "ED-215": (
        [response(28, "CR"), page("DD", "LOG", cause="DISEASE PROGRESSION")],
        [response(28, "CR"), page("DD", "LOG", cause="INFECTION")], ("DD", None),
    ),
    "ED-216": (
        [death("2026-11-01"), page("SU", "M2", survival="ALIVE", inquired_on=day(32))],
        [death("2026-11-01"), page("SU", "M2", survival="ALIVE", inquired_on=day(31))], ("SU", None),
    ),
    "ED-217": (
        [page("IE", "SCR", eligible="N", assessed_on=day(-20)), page("LD", "LD1", given_on=day(-5))],
        [
            page("IE", "SCR", eligible="N", assessed_on=day(-20)), page("LD", "LD1", given_on=day(-5)),
            page("IE", "LD1", eligible="Y", assessed_on=day(-6)),
        ], ("LD", None),
    ),
    "ED-219": (
        [page("WD", "LOG", withdrawn_on=day(-1), scope="ALL"), infusion()],
        [page("WD", "LOG", withdrawn_on=day(0), scope="ALL"), infusion()], ("INF", None),
    ),
    "ED-220": (
        [
            page("RS", "M3", assessed_on=day(90), cd19_at_relapse="POSITIVE"),
            page("BM", "M3", sampled_on=day(90), cd19_status="NEGATIVE"),
        ],
        [
            page("RS", "M3", assessed_on=day(90), cd19_at_relapse="NEGATIVE"),
            page("BM", "M3", sampled_on=day(90), cd19_status="NEGATIVE"),
        ], ("RS", None),
    ),
    "ED-221": (
        [infusion(), response(28, "CR"), marrow(28)], [infusion(), response(28, "CR"), marrow(-10)], ("RS", None)
    ),
}  # fmt: skip


@pytest.mark.parametrize("check_id", CASES)
def test_a_check_asks_about_a_contradiction_and_nothing_else(check_id):
    asks, silent, place = CASES[check_id]
    assert places(check_id, record(*asks)) == [place]
    assert places(check_id, record(*silent)) == []
    assert places(check_id, record()) == []


def test_a_girl_from_12_years_on_has_a_statement_on_pregnancy_before_lymphodepletion():
    given, tested = page("LD", "LD1", given_on=day(-5)), page("PG", "SCR", stated_on=day(-19))
    assert places("ED-218", record(given, **GIRL_OF_13)) == [("LD", None)]
    assert places("ED-218", record(given, page("PG", "SCR", stated_on=day(-20)), **GIRL_OF_13)) == [("LD", None)]
    assert places("ED-218", record(given, tested, **GIRL_OF_13)) == []
    assert places("ED-218", record(given, sex="M", **GIRL_OF_13)) == []
    assert places("ED-218", record(given)) == [], "nine years old"


def test_a_withdrawal_of_samples_or_one_that_was_lifted_is_no_reason_not_to_infuse():
    samples = page("WD", "LOG", withdrawn_on=day(-9), scope="SAMPLES")
    everything = page("WD", "LOG", withdrawn_on=day(-9), scope="ALL")

    def again(number):
        return page("RC", "LOG", guardian_signed_on=day(number), occasion="AFTER WITHDRAWAL", agreed="Y")

    assert places("ED-219", record(samples, infusion())) == []
    assert places("ED-219", record(everything, again(-3), infusion())) == []
    assert places("ED-219", record(everything, again(3), infusion())) != []


def test_a_relapse_that_was_assessed_is_not_asked_about_at_every_later_marrow():
    relapsed = (response(28, "CR"), response(60, "RELAPSED DISEASE"), marrow(60, "40"))
    assert places("ED-201", record(*relapsed, marrow(150, "80"))) == []
    assert places("ED-201", record(*relapsed, response(110, "CR"), marrow(110), marrow(150, "80"))) == [("BM", None)]
    assert places("ED-201", record(response(28, "CR"), marrow(90, "5"), response(120, "RELAPSED DISEASE"))) == []
    assert places("ED-201", record(response(28, "CR"), marrow(90, "5"), response(121, "RELAPSED DISEASE"))) != []


def test_the_blasts_from_which_a_relapse_is_asked_for_are_a_setting_of_the_protocol():
    stricter = DOCUMENT | {"response_criteria": {**DOCUMENT["response_criteria"], "blasts_below_percent": "3"}}
    data = record(response(28, "CR"), marrow(90, "3"))
    assert places("ED-201", data) == []
    data.subject.protocol_version = ProtocolVersion(document=stricter, digest="stricter")
    assert places("ED-201", data) == [("BM", None)]


def test_treatment_between_finding_a_relapse_and_assessing_it_counts():
    relapse = response(60, "RELAPSED DISEASE", relapsed_on=str(day(50)))
    course = (response(28, "CR"), relapse, response(90, "CR"))
    assert places("ED-204", record(*course, page("ST", "LOG", started_on=str(day(50))))) == []
    assert places("ED-204", record(*course, page("ST", "LOG", started_on=str(day(49))))) == [("RS", None)]


def test_every_check_has_its_case():
    tested = {*CASES, *BEFORE_BIRTH, *BEFORE_CONSENT, *AFTER_DEATH, *AWAY, "ED-218"}
    assert tested == {check.id for check in CHECKS if check.id.startswith("ED-")}
