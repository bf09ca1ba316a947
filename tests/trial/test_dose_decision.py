"""Decisions about dose levels: who records them, what contradicts itself, and that they stay."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404

from edc.access.roles import Role
from edc.records.audit.context import auditing
from edc.records.audit.ledger import LedgerEntry
from trial.decisions import record_dose_decision
from trial.models import DoseLevelDecision
from trial.models.dose_level_decision import DecidedForEver
from trial.rules.dose_decision import Seen, faults

LEVELS = ["DL1", "DL2", "DL3"]
NO_DLT = {"DL1": Seen(3, 3, 0)}


@pytest.fixture
def monitor(person):
    return person("mm", Role.MEDICAL_MONITOR, "*")


def decide(version, by, **given):
    return record_dose_decision(
        version=version,
        site_code=given.get("site_code", "301"),
        decision=given.get("decision", "OPEN"),
        levels=given.get("levels", ("DL1", "DL2")),
        seen=given.get("seen", NO_DLT),
        rationale=given.get("rationale", "No DLT in three evaluable participants."),
        meeting=given.get("meeting", (dt.date(2026, 11, 20), ["PRINCIPAL INVESTIGATOR", "MEDICAL MONITOR"])),
        by=by,
    )


@pytest.mark.parametrize(
    ("decision", "levels"),
    [
        ("OPEN", ("", "DL1")),
        ("OPEN", ("DL1", "DL2")),
        ("EXPAND", ("DL2", "DL2")),
        ("DE-ESCALATE", ("DL3", "DL2")),
        ("STOP", ("DL3", "")),
    ],
)
def test_a_decision_that_is_one(decision, levels):
    assert faults(decision=decision, level_from=levels[0], level_to=levels[1], levels=LEVELS, seen=NO_DLT) == []


@pytest.mark.parametrize(
    ("decision", "levels", "fault"),
    [
        ("OPEN", ("DL2", "DL1"), "not_higher"),
        ("OPEN", ("DL1", ""), "no_level"),
        ("EXPAND", ("DL1", "DL2"), "same_level"),
        ("EXPAND", ("", "DL2"), "no_level"),
        ("DE-ESCALATE", ("DL1", "DL2"), "not_lower"),
        ("DE-ESCALATE", ("DL2", "DL2"), "not_lower"),
        ("STOP", ("DL3", "DL2"), "stop_has_no_target"),
        ("STOP", ("", ""), "no_level"),
        ("OPEN", ("DL3", "DL4"), "unknown_level"),
    ],
)
def test_a_decision_that_contradicts_itself(decision, levels, fault):
    found = faults(decision=decision, level_from=levels[0], level_to=levels[1], levels=LEVELS, seen=NO_DLT)
    assert found == [fault]


@pytest.mark.parametrize("seen", [Seen(2, 3, 0), Seen(3, 2, 3), Seen(3, 3, -1)])
def test_counts_that_cannot_be(seen):
    assert faults(decision="OPEN", level_from="DL1", level_to="DL2", levels=LEVELS, seen={"DL1": seen}) == ["counts"]


def test_the_principal_investigator_and_the_medical_monitor_decide(first, investigator, monitor):
    assert decide(first, investigator).recorded_by == investigator
    assert decide(first, monitor, site_code="*").holds_everywhere


def test_nobody_else_decides(first, nurse, data_manager, stranger, investigator):
    for refused in (nurse, data_manager):
        with pytest.raises(PermissionDenied):
            decide(first, refused)
    with pytest.raises(Http404):
        decide(first, stranger)
    with pytest.raises(Http404):
        decide(first, investigator, site_code="*")
    assert not DoseLevelDecision.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"rationale": "  "},
        {"meeting": (dt.date(2126, 1, 1), ["SPONSOR"])},
        {"meeting": (dt.date(2026, 11, 20), [])},
        {"meeting": (dt.date(2026, 11, 20), ["the cook"])},
        {"site_code": "999"},
        {"levels": ("DL1", "DL9")},
    ],
)
def test_a_decision_without_what_it_needs_is_refused(first, monitor, wrong):
    with pytest.raises(ValidationError):
        decide(first, monitor, **wrong)
    assert not DoseLevelDecision.objects.exists()


def test_a_later_decision_supersedes_and_both_stay(first, investigator, monitor):
    decide(first, investigator)
    later = decide(first, monitor, decision="STOP", levels=("DL2", ""), seen={"DL2": Seen(2, 2, 2)}, site_code="*")
    in_force = DoseLevelDecision.objects.of("CT19-ALL-02")
    assert (in_force.first(), in_force.count()) == (later, 2)
    assert later.counts == [("DL2", 2, 2, 2)]


def test_a_decision_is_never_changed_nor_deleted(first, investigator, reason):
    decision = decide(first, investigator)
    decision.rationale = "otherwise"
    with auditing(by=investigator, reason=reason), pytest.raises(DecidedForEver):
        decision.save()
    for write in (lambda rows: rows.update(rationale="otherwise"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic(), auditing(by=investigator, reason=reason):
            write(DoseLevelDecision.objects.filter(pk=decision.pk))


def test_a_decision_is_in_the_trail_of_its_site(first, investigator):
    decide(first, investigator)
    entry = LedgerEntry.objects.filter(table_name="trial_doseleveldecision").get()
    assert (entry.actor, entry.role, entry.site_code) == ("pi301", "principal_investigator", "301")


TYPED = {
    "site_code": "301", "decision": "OPEN", "level_from": "DL1", "level_to": "DL2", "met_on": "2026-11-20",
    "members": ["PRINCIPAL INVESTIGATOR"], "rationale": "No DLT.",
    "treated_DL1": 3, "evaluable_DL1": 3, "dlt_DL1": 0, "treated_DL2": 0, "evaluable_DL2": 0, "dlt_DL2": 0,
    "treated_DL3": 0, "evaluable_DL3": 0, "dlt_DL3": 0,
}  # fmt: skip


def test_the_page_lists_and_records(first, investigator, client):
    client.force_login(investigator)
    assert client.post("/decisions/record/", TYPED).status_code == 302
    text = client.get("/decisions/").content.decode()
    assert "DL1: 3 treated, 3 evaluable, 0 with a DLT" in text
    refused = client.post("/decisions/record/", TYPED | {"level_to": "DL1"})
    assert refused.status_code == 422
    assert "Opening a level goes up" in refused.content.decode()


def test_who_may_not_decide_reads_without_a_form(first, nurse, client):
    client.force_login(nurse)
    text = client.get("/decisions/").content.decode()
    assert "Record the decision" not in text
    assert client.post("/decisions/record/", TYPED).status_code == 403
