"""What follows when a page is saved: values computed from it elsewhere, questions opened and answered across forms."""

import datetime as dt
import logging
import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connections
from structlog.contextvars import get_contextvars

from adverse_events.models import AdverseEvent, CrsAssessment, ToxicityTreatment
from edc.access.roles import Role
from edc.database import Addresses
from edc.records import following, tolerating
from edc.records.audit.context import SYSTEM, Reason, auditing
from edc.records.audit.ledger import LedgerEntry
from edc.records.deriving import derive_page, explanations
from edc.records.edit_checks import checks_reading
from edc.records.following import follow_everything
from edc.records.queries import answer_query
from edc.records.query import Query
from edc.records.saving import Rows, save_page
from patients.models import (
    Death,
    Demographics,
    InformedConsent,
    Infusion,
    LaboratoryPanel,
    LaboratoryResult,
    Subject,
    SurvivalFollowUp,
    VisitPage,
    VitalSigns,
)
from tests.participants import at, participant, store
from tests.people import make_user

BORN = dt.date(2017, 6, 3)
MISREAD = Reason("transcription_error", "digits swapped against the source")


@pytest.fixture
def investigator(db):
    return make_user(Role.INVESTIGATOR, Role.RESEARCH_NURSE)


@pytest.fixture
def infused(db):
    subject = participant(born=BORN, consented=dt.date(2026, 10, 20))
    store(Infusion(subject=subject, visit_code="D0", status="complete", started_at=at(10, 10), dose_level="DL1"))
    return Subject.objects.get(pk=subject.pk)


def again(page):
    """The page as the next request reads it."""
    return type(page).objects.get(pk=page.pk)


def asked(subject, check_id):
    found = Query.objects.filter(subject_number=subject.pk, check_id=check_id)
    return [(query.form_code, query.item, query.state, query.closure) for query in found]


def crs_day(subject, number=12, **given):
    whole = {"period_start": at(number, 0), "period_end": at(number, 23)}
    return CrsAssessment(subject=subject, visit_code=f"D{number - 10}", **whole, **given)


def visited(subject, **given):
    return SurvivalFollowUp(subject=subject, visit_code="M3", inquired_on="2026-11-21", source="VISIT", **given)


def test_a_contradiction_opens_one_query_and_the_data_close_it(infused, investigator):
    with_consent(infused)
    page = crs_day(infused, crs_grade_investigator="2")
    save_page(page, by=investigator)
    assert asked(infused, "ED-302") == [("CRS", "crs_grade_investigator", "open", "")]
    event = AdverseEvent(subject=infused, visit_code="LOG", category="CRS", started_on="2026-11-12")
    save_page(event, by=investigator)
    assert asked(infused, "ED-302") == [("CRS", "crs_grade_investigator", "closed", "data_changed")]


def test_the_same_question_is_not_asked_twice_and_comes_back_with_the_contradiction(infused, investigator):
    with_consent(infused)
    page = crs_day(infused, crs_grade_investigator="2")
    save_page(page, by=investigator)
    page = again(page)
    page.highest_temperature_c = "39.0"
    save_page(page, by=investigator, reason=MISREAD)
    assert len(asked(infused, "ED-302")) == 1
    event = AdverseEvent(subject=infused, visit_code="LOG", category="CRS", started_on="2026-11-12")
    save_page(event, by=investigator)
    event = again(event)
    event.category = "ICANS"
    save_page(event, by=investigator, reason=MISREAD)
    assert [state for _form, _item, state, _closure in asked(infused, "ED-302")] == ["closed", "open"]


def test_the_question_of_a_check_is_in_both_languages_and_the_system_asks(infused, investigator):
    store(Death(subject=infused, visit_code="LOG", died_on="2026-11-11"))
    page = VitalSigns(subject=infused, visit_code="D2", measured_at=at(12, 8))
    with_consent(infused)
    save_page(page, by=investigator)
    query = Query.objects.get(subject_number=infused.pk, check_id="ED-021")
    assert (query.raised_by, query.page_id) == ("system", page.pk)
    assert "2026-11-11" in query.text["en"]
    assert "2026-11-11" in query.text["zh-hans"]


def test_a_death_asks_about_an_earlier_page_that_knows_the_participant_alive_after_it(infused, investigator):
    with_consent(infused)
    save_page(visited(infused, last_known_alive_on="2026-11-20"), by=investigator)
    assert asked(infused, "SU-003") == []
    death = Death(subject=infused, visit_code="LOG", died_on="2026-11-20")
    save_page(death, by=investigator)
    assert asked(infused, "SU-003") == [], "alive on the day of death"
    death = again(death)
    death.died_on = "2026-11-19"
    save_page(death, by=investigator, reason=MISREAD)
    assert asked(infused, "SU-003") == [("SU", "last_known_alive_on", "open", "")]


def test_dead_without_the_form_of_death_is_asked_about_until_that_form_is_there(infused, investigator):
    with_consent(infused)
    save_page(visited(infused, survival="DEAD"), by=investigator)
    assert asked(infused, "SU-001") == [("SU", "survival", "open", "")]
    save_page(Death(subject=infused, visit_code="LOG", died_on="2026-11-19"), by=investigator)
    assert asked(infused, "SU-001") == [("SU", "survival", "closed", "data_changed")]


def test_the_event_that_a_treatment_names_is_asked_for_until_it_stands_in_the_log(infused, investigator):
    with_consent(infused)
    save_page(AdverseEvent(subject=infused, visit_code="LOG", term="Fever"), by=investigator)
    right, ahead = (
        ToxicityTreatment(subject=infused, visit_code="LOG", occurrence=number, ae_number=number) for number in (1, 2)
    )
    for page in (right, ahead):
        save_page(page, by=investigator)
    assert asked(infused, "TX-005") == [("TX", "ae_number", "open", "")]
    save_page(AdverseEvent(subject=infused, visit_code="LOG", occurrence=2, term="Rash"), by=investigator)
    assert asked(infused, "TX-005") == [("TX", "ae_number", "closed", "data_changed")]


def test_the_cells_caused_nothing_before_them_wherever_the_infusion_moves(infused, investigator):
    with_consent(infused)
    event = AdverseEvent(subject=infused, visit_code="LOG", started_on="2026-11-10", causality_car_t="POSSIBLE")
    save_page(event, by=investigator)
    assert asked(infused, "AE-007") == [], "begun on the day of infusion"
    infusion = Infusion.objects.get(subject=infused)
    infusion.started_at = at(11, 10)
    save_page(infusion, by=investigator, reason=MISREAD)
    assert [state for _form, _item, state, _closure in asked(infused, "AE-007")] == ["open"]


def test_a_value_computed_from_another_form_follows_it_in_the_name_of_the_software(infused, investigator):
    """70 + 2 x 9 = 88 mmHg is the limit at nine years, 90 above ten (Mahadeo 2019, Table 2): 89 is low only then."""
    with_consent(infused)
    page = crs_day(infused, lowest_systolic_mmhg=89)
    save_page(page, by=investigator)
    assert again(page).hypotension_for_age == "N"
    born = Demographics.objects.get(subject=infused)
    born.birth_date = dt.date(2015, 6, 3)
    save_page(born, by=investigator, reason=MISREAD)
    assert again(page).hypotension_for_age == "Y"
    entry = LedgerEntry.objects.filter(table_name="adverse_events_crsassessment").order_by("-pk")[0]
    assert (entry.actor, entry.reason_code) == ("system", "recomputed")
    assert "hypotension_for_age" in entry.changed


def test_a_locked_page_keeps_what_was_computed(infused, investigator):
    with_consent(infused)
    page = crs_day(infused, lowest_systolic_mmhg=89)
    save_page(page, by=investigator)
    with auditing(by=SYSTEM, reason=Reason("data_management", "checked")):
        type(page).objects.filter(pk=page.pk).update(is_locked=True)
    born = Demographics.objects.get(subject=infused)
    born.birth_date = dt.date(2015, 6, 3)
    save_page(born, by=investigator, reason=MISREAD)
    assert again(page).hypotension_for_age == "N"


def test_the_rule_and_its_inputs_stand_beside_the_value(infused, investigator):
    with_consent(infused)
    page = crs_day(infused, highest_temperature_c="39.2", fever_other_cause="N", hypotension="N", oxygen_device="NONE")
    save_page(page, by=investigator)
    held = again(page)
    assert held.crs_grade_computed == "1"
    derivation = held.derivations["crs_grade_computed"]
    assert derivation["rule"].startswith("CRS-ASTCT-2019 v")
    assert "39.2" in str(derivation["inputs"])


def test_the_batch_asks_everything_anew_and_says_how_far_it_is(infused, capsys):
    store(VitalSigns(subject=infused, visit_code="D2", measured_at=at(12, 8)))
    store(Death(subject=infused, visit_code="LOG", died_on="2026-11-11"))
    assert asked(infused, "ED-021") == [], "raw writes ask nothing"
    call_command("run_edit_checks")
    assert [state for _form, _item, state, _closure in asked(infused, "ED-021")] == ["open"]
    said = capsys.readouterr().out
    assert f"1 of 1 participants: {infused.pk}" in said
    call_command("run_edit_checks", infused.pk)
    assert len(asked(infused, "ED-021")) == 1


def test_a_save_elsewhere_closes_no_question_that_it_did_not_ask(infused, investigator):
    """The birth date is looked at by the daily assessment, and by none of the two forms that ED-302 compares."""
    with_consent(infused)
    save_page(crs_day(infused, crs_grade_investigator="2"), by=investigator)
    assert asked(infused, "ED-302") == [("CRS", "crs_grade_investigator", "open", "")]
    born = Demographics.objects.get(subject=infused)
    born.birth_date = dt.date(2015, 6, 3)
    save_page(born, by=investigator, reason=MISREAD)
    assert asked(infused, "ED-302") == [("CRS", "crs_grade_investigator", "open", "")]


def test_an_open_question_whose_words_name_a_changed_value_gives_way_to_the_new_words(infused, investigator):
    with_consent(infused)
    death = Death(subject=infused, visit_code="LOG", died_on="2026-11-11")
    save_page(death, by=investigator)
    save_page(VitalSigns(subject=infused, visit_code="D2", measured_at=at(12, 8)), by=investigator)
    death = again(death)
    death.died_on = "2026-11-10"
    save_page(death, by=investigator, reason=MISREAD)
    before, now = Query.objects.filter(subject_number=infused.pk, check_id="ED-021").order_by("pk")
    assert (before.state, before.closure, now.state) == ("closed", "data_changed", "open")
    assert "2026-11-10" in now.text["en"]


def test_what_was_typed_and_what_is_read_back_are_the_same_question_and_the_same_input(infused, investigator):
    """44 as typed is 44.0 as read: answered once, it is not asked again, and nothing is computed anew."""
    with_consent(infused)
    follow_everything(infused)
    page = crs_day(infused, highest_temperature_c=Decimal(44), fever_other_cause="N", hypotension="N")
    save_page(page, by=investigator)
    (query,) = Query.objects.filter(item="highest_temperature_c", check_id__endswith=".range")
    answer_query(query, by=investigator, text="read twice")
    assert follow_everything(Subject.objects.get(pk=infused.pk)) == 0
    assert Query.objects.filter(check_id=query.check_id).count() == 1


def test_a_participant_read_before_somebody_elses_save_is_taken_as_it_is_now(infused, investigator):
    """89 mmHg is low only above ten years: 70 + 2 x 9 = 88 at nine, 90 from then on (Mahadeo 2019, Table 2)."""
    with_consent(infused)
    page = crs_day(infused, lowest_systolic_mmhg=89)
    assert page.subject.birth_date == BORN
    born = Demographics.objects.get(subject_id=infused.pk)
    born.birth_date = dt.date(2015, 6, 3)
    save_page(born, by=investigator, reason=MISREAD)
    save_page(page, by=investigator)
    assert again(page).hypotension_for_age == "Y"


def test_a_value_that_would_be_another_today_is_not_explained_by_todays_words(infused):
    page = crs_day(infused, highest_temperature_c="39.2", fever_other_cause="N", hypotension="N", oxygen_device="NONE")
    derive_page(page)
    assert "crs_grade_computed" in explanations(page)
    page.crs_grade_computed = "2"
    assert "crs_grade_computed" not in explanations(page)


class Heard(logging.Handler):
    """The names of the checks that the log tells of."""

    def __init__(self):
        super().__init__()
        self.names = []

    def emit(self, record):
        self.names.append(get_contextvars().get("check"))


@pytest.fixture
def heard():
    handler = Heard()
    tolerating.log.addHandler(handler)
    yield handler.names
    tolerating.log.removeHandler(handler)


def broken(_record):
    raise ZeroDivisionError


def test_a_check_that_raises_stops_no_save_and_leaves_its_questions_and_the_others_run(
    infused, investigator, monkeypatch, heard
):
    with_consent(infused)
    save_page(crs_day(infused, crs_grade_investigator="2"), by=investigator)
    page = ToxicityTreatment(subject=infused, visit_code="LOG", ae_number=1)
    save_page(page, by=investigator)
    checks = [replace(each, find=broken) if each.id == "ED-302" else each for each in checks_reading("AE")]
    monkeypatch.setattr(following, "checks_reading", lambda code: checks)
    event = AdverseEvent(subject=infused, visit_code="LOG", category="CRS", started_on="2026-11-12")
    save_page(event, by=investigator)
    assert event.pk
    assert heard == ["ED-302"]
    assert asked(infused, "ED-302") == [("CRS", "crs_grade_investigator", "open", "")]
    assert asked(infused, "TX-005") == [("TX", "ae_number", "closed", "data_changed")]


def test_a_check_of_the_form_itself_that_raises_stops_no_save_either(infused, investigator, monkeypatch, heard):
    with_consent(infused)
    page = crs_day(infused, highest_temperature_c=Decimal(44))
    save_page(page, by=investigator)
    asking = Query.objects.filter(item="highest_temperature_c", state="open")
    assert asking.count() == 1
    monkeypatch.setattr(CrsAssessment, "crf", replace(CrsAssessment.crf, checks=(broken,)))
    page = again(page)
    page.highest_temperature_c, page.oxygen_flow_l_min = Decimal("39.2"), Decimal(900)
    save_page(page, by=investigator, reason=MISREAD)
    assert heard == ["CRS broken"]
    assert asking.count() == 1, "nothing is closed where not everything was asked"
    assert Query.objects.filter(item="oxygen_flow_l_min", check_id="CRS.oxygen_flow_l_min.range").exists()


def test_a_computation_that_raises_leaves_another_page_as_it_is(infused, investigator, monkeypatch, heard):
    with_consent(infused)
    page = crs_day(infused, lowest_systolic_mmhg=89)
    save_page(page, by=investigator)
    compute = following.derive_page
    monkeypatch.setattr(following, "derive_page", lambda each: (broken if each.crf.code == "CRS" else compute)(each))
    born = Demographics.objects.get(subject=infused)
    born.birth_date = dt.date(2015, 6, 3)
    save_page(born, by=investigator, reason=MISREAD)
    assert again(page).hypotension_for_age == "N"
    assert "CRS computed" in heard


def test_two_halves_of_a_contradiction_saved_at_once_are_both_seen(fresh_database: Addresses):
    """Without taking turns, neither save would see the other: visit and death at the same moment."""
    investigator = make_user(Role.INVESTIGATOR, Role.RESEARCH_NURSE)
    subject = participant(born=BORN)
    with_consent(subject)
    store(Infusion(subject=subject, visit_code="D0", status="complete", started_at=at(10, 10)))
    ready = threading.Barrier(2)

    def save(make):
        page = make(Subject.objects.get(pk=subject.pk))
        ready.wait()
        save_page(page, by=investigator)
        connections.close_all()

    halves = [
        lambda who: Death(subject=who, visit_code="LOG", died_on="2026-11-11"),
        lambda who: VisitPage(subject=who, visit_code="D2", held="SCHEDULED", held_on=dt.date(2026, 11, 12)),
    ]
    savers = [threading.Thread(target=save, args=(make,)) for make in halves]
    for each in savers:
        each.start()
    for each in savers:
        each.join(60)
    assert [state for _form, _item, state, _closure in asked(subject, "ED-026")] == ["open"]


def with_consent(subject):
    """The step order asks for consent before anything else."""
    store(InformedConsent(subject=subject, visit_code="UNS", status="complete", guardian_signed="Y"))


def test_a_question_goes_with_its_row_when_a_row_above_it_is_removed(infused, investigator):
    with_consent(infused)
    page = LaboratoryPanel(subject=infused, visit_code="D2", panel="CHEMISTRY", sample_collected_at=at(12, 7))
    values = (("ALT", "40"), ("K", "4.0"), ("AST", "90000"))
    rows = [LaboratoryResult(test=test, value=Decimal(value), unit="U/L") for test, value in values]
    save_page(page, by=investigator, rows={"results": Rows(rows)})
    unbelievable = Query.objects.get(page_id=page.pk, check_id="LB-003", row_position=3)
    with auditing(by=SYSTEM, reason=Reason("query_answer", "seen on the slip")):
        Query.objects.filter(pk=unbelievable.pk).update(state="answered", answer="seen on the slip")
    page = again(page)
    first, second, third = page.rows("results")
    save_page(page, by=investigator, reason=MISREAD, rows={"results": Rows([second, third], removed=[first])})
    found = Query.objects.filter(page_id=page.pk, check_id="LB-003").exclude(pk=unbelievable.pk)
    unbelievable.refresh_from_db()
    assert (unbelievable.row_position, unbelievable.state) == (2, "answered")
    assert not found.filter(row_position=2).exists(), "not asked again"
