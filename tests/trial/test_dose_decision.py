"""Decisions about dose levels: who records them, what contradicts itself, and that they stay."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404

from edc.access.roles import Role
from edc.records.audit.context import auditing
from edc.records.audit.ledger import LedgerEntry
from trial.decisions import Proposed, record_dose_decision, sign_dose_decision
from trial.models import DoseLevelDecision
from trial.models.dose_level_decision import DecidedForEver
from trial.rules.dose_decision import Seen, faults, follows_design
from trial.standing import decisions_of, standing_at

LEVELS = ["DL1", "DL2", "DL3"]
NO_DLT = {"DL1": Seen(3, 3, 0)}


@pytest.fixture
def monitor(person):
    return person("mm", Role.MEDICAL_MONITOR, "*")


SEEN = {
    "counts": {"DL1": {"treated": 3, "evaluable": 3, "dlt": 0, "pending": 0}},
    "participants": [],
    "advice": {"design": "3+3-korn", "decision": "ESCALATE", "level": "DL2", "treat": 3, "reason": "none_of_first"},
}


def decide(version, by, *, site_code="301", seen=SEEN, **given):
    asked = {
        "decision": "OPEN", "level_from": "DL1", "level_to": "DL2", "places": 3, "met_on": dt.date(2026, 11, 20),
        "rationale": "No DLT in three evaluable participants.", "members": ["PRINCIPAL INVESTIGATOR"],
    }  # fmt: skip
    return record_dose_decision(
        version=version, site_code=site_code, proposed=Proposed(**{**asked, **given}), seen=seen, by=by
    )


STOP = {
    "decision": "STOP",
    "level_from": "DL2",
    "level_to": "",
    "places": 0,
    "differs_because": "Two with CRS 4.",
}


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
        {"met_on": dt.date(2126, 1, 1)},
        {"members": []},
        {"members": ["the cook"]},
        {"site_code": "999"},
        {"level_to": "DL9"},
        {"places": 0},
        {**STOP, "places": 3},
        {"seen": {**SEEN, "counts": {"DL1": {"treated": 2, "evaluable": 3, "dlt": 0}}}},
    ],
)
def test_a_decision_without_what_it_needs_is_refused(first, monitor, wrong):
    with pytest.raises(ValidationError):
        decide(first, monitor, **wrong)
    assert not DoseLevelDecision.objects.exists()


@pytest.mark.parametrize(
    ("decision", "level_to", "places", "advised", "follows"),
    [
        ("OPEN", "DL2", 3, ("ESCALATE", "DL2", 3), True),
        ("OPEN", "DL2", 2, ("ESCALATE", "DL2", 3), True),
        ("OPEN", "DL2", 4, ("ESCALATE", "DL2", 3), False),
        ("OPEN", "DL3", 3, ("ESCALATE", "DL2", 3), False),
        ("OPEN", "DL1", 3, ("TREAT", "DL1", 3), True),
        ("EXPAND", "DL2", 3, ("TREAT", "DL2", 3), True),
        ("EXPAND", "DL2", 3, ("WAIT", None, 0), False),
        ("DE-ESCALATE", "DL1", 3, ("DE-ESCALATE", "DL1", 3), True),
        ("STOP", "", 0, ("DE-ESCALATE", "DL1", 3), False),
        ("STOP", "", 0, ("STOP", None, 0), True),
        ("STOP", "", 0, ("COMPLETE", None, 0), True),
    ],
)
def test_whether_a_decision_is_what_the_design_advises(decision, level_to, places, advised, follows):
    step, level, treat = advised
    asked = {"decision": decision, "level_to": level_to, "places": places}
    assert follows_design(**asked, advised=step, advised_level=level, advised_places=treat) is follows


def test_against_the_design_only_with_a_reason(first, monitor):
    with pytest.raises(ValidationError, match="not what the design advises"):
        decide(first, monitor, **STOP | {"differs_because": " "})
    assert decide(first, monitor, **STOP).differs_because == "Two with CRS 4."


def test_es_02_the_signature_is_over_everything_that_was_decided_and_seen(first, investigator):
    decision = decide(first, investigator)
    signature = decision.signatures.get()
    assert (signature.full_name, signature.role, signature.meaning) == ("Pi301", "principal_investigator", "DECIDED")
    assert signature.signed_at is not None
    read = DoseLevelDecision.objects.get(pk=decision.pk)
    assert signature.digest == read.digest
    for other in ({"places": 4}, {"data_seen": {}}, {"rationale": "Otherwise."}, {"level_to": "DL3"}):
        for name, value in other.items():
            held = getattr(read, name)
            setattr(read, name, value)
            assert read.is_broken, name
            setattr(read, name, held)
    assert not read.is_broken


def test_es_03_a_signature_says_nothing_of_another_decision(first, investigator, monitor):
    one = decide(first, investigator)
    other = decide(first, investigator, places=2)
    sign_dose_decision(one, by=monitor)
    copied = one.signatures.get(side="oversight")
    assert copied.digest not in {signature.digest for signature in other.signatures.all()}
    assert copied.digest != DoseLevelDecision.objects.get(pk=other.pk).digest


def test_ac_10_one_person_alone_is_pending(first, investigator, monitor):
    decision = decide(first, investigator)
    assert not decision.is_in_force
    with pytest.raises(ValidationError, match="Your side has signed"):
        sign_dose_decision(decision, by=investigator)
    sign_dose_decision(decision, by=monitor)
    assert DoseLevelDecision.objects.get(pk=decision.pk).is_in_force


def test_ac_10_two_of_one_side_are_still_one(first, investigator, person, monitor):
    decision = decide(first, investigator)
    with pytest.raises(ValidationError, match="Your side has signed"):
        sign_dose_decision(decision, by=person("pi301b", Role.PRINCIPAL_INVESTIGATOR, "301"))
    everywhere = decide(first, monitor, site_code="*")
    sign_dose_decision(everywhere, by=investigator)
    assert DoseLevelDecision.objects.get(pk=everywhere.pk).is_in_force


def test_nobody_else_signs(first, investigator, nurse, data_manager, stranger):
    decision = decide(first, investigator)
    for refused in (nurse, data_manager, stranger):
        with pytest.raises(PermissionDenied):
            sign_dose_decision(decision, by=refused)
    assert decision.signatures.count() == 1


def test_a_decision_that_was_overtaken_is_not_signed_any_more(first, investigator, monitor):
    late = decide(first, investigator)
    sign_dose_decision(decide(first, investigator, **STOP), by=monitor)
    with pytest.raises(ValidationError, match="later decision"):
        sign_dose_decision(late, by=monitor)


def test_a_later_decision_supersedes_and_both_stay(first, investigator, monitor):
    sign_dose_decision(decide(first, investigator), by=monitor)
    assert standing_at("301", decisions_of("CT19-ALL-02"), first.protocol.cohort).open_level == "DL2"
    sign_dose_decision(decide(first, monitor, site_code="*", **STOP), by=investigator)
    found = decisions_of("CT19-ALL-02")
    assert len(found) == 2
    assert standing_at("301", found, first.protocol.cohort).halt == "stopped"


def test_a_decision_older_than_signatures_holds_with_the_places_of_its_protocol(first, investigator):
    """Rows of before the migration: counts alone in data_seen, no places, no signature."""
    with auditing(by=investigator):
        DoseLevelDecision.objects.create(
            protocol_version=first, site_code="301", decision="OPEN", level_from="", level_to="DL1",
            data_seen={"DL1": {"treated": 3, "evaluable": 3, "dlt": 0}}, rationale="First level.",
            met_on=dt.date(2026, 1, 5), members=["SPONSOR"], recorded_by=investigator,
        )  # fmt: skip
    (old,) = decisions_of("CT19-ALL-02")
    assert old.is_in_force
    assert old.counts == [("DL1", 3, 3, 0)]
    found = standing_at("301", [old], first.protocol.cohort)
    assert (found.open_level, found.places["DL1"]) == ("DL1", first.protocol.cohort.size)


def test_a_decision_is_never_changed_nor_deleted(first, investigator, reason):
    decision = decide(first, investigator)
    signature = decision.signatures.get()
    decision.rationale = signature.full_name = "otherwise"
    for record in (decision, signature):
        with auditing(by=investigator, reason=reason), pytest.raises(DecidedForEver):
            record.save()
        for write in (lambda rows: rows.update(site_code="302"), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic(), auditing(by=investigator, reason=reason):
                write(type(record).objects.filter(pk=record.pk))


def test_a_decision_is_in_the_trail_of_its_site(first, investigator):
    decide(first, investigator)
    for table in ("trial_doseleveldecision", "trial_decisionsignature"):
        entry = LedgerEntry.objects.filter(table_name=table).get()
        assert (entry.actor, entry.role, entry.site_code) == ("pi301", "principal_investigator", "301")
