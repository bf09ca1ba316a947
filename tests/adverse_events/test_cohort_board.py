"""The cohort board: what is counted, what the design says of it, who sees whom, and decisions signed on it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from adverse_events.cohort.board import read_board
from adverse_events.cohort.deciding import changes_since, countersign
from adverse_events.cohort.treated import read_treated
from adverse_events.models import AdverseEvent, DltAssessment, DltCandidate
from adverse_events.rules.cohort_outcome import Outcome, outcome
from edc.access.roles import Role
from edc.crf import PartialDate
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from tests.cohorts import assessed, decided, infused, placed
from tests.participants import participant, store
from tests.people import PASSWORD, make_user
from trial.models import CohortSlot, DoseLevelDecision, ProtocolVersion, Site, SiteApproval

TODAY = timezone.localdate()
WHY = Reason(ReasonCode.TRANSCRIPTION_ERROR, "minutes of the committee read again")


def ago(days):
    return TODAY - dt.timedelta(days=days)


@pytest.fixture
def version(db):
    version = participant().protocol_version
    head = make_user(Role.PRINCIPAL_INVESTIGATOR)
    with auditing(by=SYSTEM):
        SiteApproval.objects.create(
            site=Site.objects.get(code="301"), protocol_version=version, approved_by=head, reason="ethics committee"
        )
    return version


@pytest.fixture
def opened(version):
    return decided(version)


def treated(level, days_ago):
    return infused(placed(participant(), level, ago(days_ago)), level, ago(days_ago))


def board(version):
    return read_board(version, on=TODAY)


def signed_in(*roles, site=None):
    client = Client()
    client.user = make_user(*roles, site=site, password=PASSWORD)
    client.force_login(client.user)
    return client


@pytest.mark.parametrize(
    ("evaluable", "dlt_occurred", "counts_as"),
    [
        (None, None, Outcome.PENDING),
        (True, None, Outcome.PENDING),
        (True, False, Outcome.EVALUABLE),
        (None, True, Outcome.DLT),
        (True, True, Outcome.DLT),
        (False, True, Outcome.DLT),
        (False, None, Outcome.NOT_EVALUABLE),
        (False, False, Outcome.NOT_EVALUABLE),
        (None, False, Outcome.PENDING),
    ],
)
def test_what_a_participant_counts_as(evaluable, dlt_occurred, counts_as):
    assert outcome(evaluable=evaluable, dlt_occurred=dlt_occurred, followed=True) == counts_as


@pytest.mark.parametrize(
    ("evaluable", "dlt_occurred", "counts_as"),
    [
        (True, False, Outcome.PENDING),
        (True, True, Outcome.DLT),
        (False, False, Outcome.NOT_EVALUABLE),
    ],
)
def test_nobody_is_free_of_toxicity_before_the_window_was_watched(evaluable, dlt_occurred, counts_as):
    assert outcome(evaluable=evaluable, dlt_occurred=dlt_occurred, followed=False) == counts_as


@pytest.mark.usefixtures("opened")
class TestCounts:
    def test_evaluable_dlt_pending_and_not_evaluable(self, version):
        assessed(treated("DL1", 70), dlt=False)
        assessed(treated("DL1", 50), dlt=True)
        treated("DL1", 10)
        (one, two, three) = board(version).counts
        assert (one.evaluable, one.dlt, one.pending) == (2, 1, 1)
        assert two.filled == three.filled == 0

    @pytest.mark.parametrize(("until", "evaluable", "pending"), [(None, 0, 1), (24, 0, 1), (25, 1, 0)])
    def test_who_was_not_followed_to_day_25_is_pending(self, version, until, evaluable, pending):
        assessed(treated("DL1", 50), dlt=False, until=until)
        (one, *_above) = board(version).counts
        assert (one.evaluable, one.pending) == (evaluable, pending)

    def test_who_is_not_evaluable_does_not_count(self, version):
        assessed(treated("DL1", 50), evaluable=False)
        assert board(version).counts[0].filled == 0

    def test_what_was_given_counts_not_what_was_intended(self, version):
        one = infused(placed(participant(), "DL1", ago(10)), "DL2", ago(10))
        found = board(version)
        assert [each.pending for each in found.counts] == [0, 1, 0]
        assert (found.treated[one.number].intended, found.treated[one.number].dosing.level) == ("DL1", "DL2")

    def test_days_left_in_the_window(self, version):
        """28 days from infusion: on the last day none is left."""
        one = treated("DL1", 10)
        found = board(version).treated[one.number]
        assert (found.days_left(TODAY), found.window_ends) == (18, ago(-18))
        assert (found.days_left(ago(-18)), found.days_left(ago(-19))) == (0, -1)

    def test_candidates_and_severe_events_are_seen_before_they_are_decided(self, version):
        one = treated("DL1", 10)
        page = DltAssessment(subject=one, visit_code="D28")
        store(page, DltCandidate(page=page, ae_number=1, proposed="Y"))
        for grade, days in (("3", 8), ("2", 8), ("4", 12)):
            began = PartialDate.parse(str(ago(days)))
            store(
                AdverseEvent(
                    subject=one, visit_code="LOG", occurrence=days + int(grade), maximum_grade=grade, started_on=began
                )
            )
        found = board(version).treated[one.number]
        assert (found.candidates, found.severe, found.outcome) == (1, 1, Outcome.PENDING)

    def test_as_many_statements_for_three_as_for_one(self, version):
        treated("DL1", 70)
        with CaptureQueriesContext(connection) as one:
            assert board(version).levels
        for days in (50, 30):
            assessed(treated("DL1", days), dlt=False)
        with CaptureQueriesContext(connection) as three:
            assert board(version).levels
        assert len(one) == len(three) == 5


@pytest.mark.usefixtures("opened")
class TestAdvice:
    def test_what_would_follow_from_each_outcome(self, version):
        """Korn: one of three expands to six; two of three is too toxic, and there is no level below DL1."""
        for days in (70, 50, 30):
            treated("DL1", days)
        found = board(version)
        assert found.advice.decision == "WAIT"
        assert [(dlt, advice.decision, advice.treat) for dlt, advice, _needed in found.ways] == [
            (0, "ESCALATE", 3), (1, "TREAT", 3), (2, "STOP", 0), (3, "STOP", 0),
        ]  # fmt: skip

    def test_what_each_path_takes(self, version):
        """None of three at each level: nine, as planned; the worst case is 18 (clinical.md 8.2, 8.3)."""
        for days in (70, 50, 30):
            treated("DL1", days)
        found = board(version)
        assert found.needed[1] == 18
        assert found.ways[2][2] == (3, 3)

    def test_the_first_allowed_day(self, version):
        treated("DL1", 10)
        assert board(version).first_allowed == ago(-4)


@pytest.mark.usefixtures("opened")
class TestPage:
    def test_it_shows_places_the_advice_and_the_marks_of_assumptions(self, version):
        one = treated("DL1", 10)
        assessed(treated("DL1", 70), dlt=True)
        text = signed_in(Role.MONITOR).get("/board/CT19-ALL-02/").content.decode()
        for words in (
            one.number,
            "D+10",
            "18 days left",
            "in the window",
            "DLT",
            "free",
            "assumption A-4",
            "planned 9",
        ):
            assert words in text, words
        assert "Take the place" not in text

    def test_another_site_stays_without_a_number(self, version, monkeypatch):
        one = treated("DL1", 10)
        two_sites = replace(version.protocol, sites=tuple(
            replace(version.protocol.sites[0], code=code) for code in ("301", "302")
        ))  # fmt: skip
        monkeypatch.setattr(ProtocolVersion, "protocol", two_sites)
        text = signed_in(Role.RESEARCH_NURSE, site="302").get("/board/CT19-ALL-02/").content.decode()
        assert "another site" in text
        assert one.number not in text

    def test_a_nurse_takes_plans_and_releases(self, version):
        nurse, subject = signed_in(Role.RESEARCH_NURSE), participant()
        where = "/board/CT19-ALL-02/"
        assert nurse.post(f"{where}take/", {"subject": subject.number}).status_code == 302
        day = ago(-5).isoformat()
        assert nurse.post(f"{where}plan/{subject.number}/", {"planned_on": day, "why": ""}).status_code == 302
        assert f"infusion planned {day}" in nurse.get(where).content.decode()
        left = {"because": "WITHDRAWN", "why": "moved away"}
        assert nurse.post(f"{where}release/{subject.number}/", left).status_code == 302
        assert CohortSlot.objects.get().released_because == "WITHDRAWN"

    def test_a_refusal_is_said_with_its_remedy(self, version):
        treated("DL1", 10)
        nurse, subject = signed_in(Role.RESEARCH_NURSE), participant()
        where = "/board/CT19-ALL-02/"
        nurse.post(f"{where}take/", {"subject": subject.number})
        answer = nurse.post(f"{where}plan/{subject.number}/", {"planned_on": str(TODAY), "why": ""})
        assert answer.status_code == 422
        assert f"First allowed: {ago(-4)}." in answer.content.decode()

    def test_what_happened_against_the_rules_is_flagged(self, version):
        infused(participant(), "DL3", ago(3))
        text = signed_in(Role.MONITOR).get("/board/CT19-ALL-02/").content.decode()
        assert "DL3 is not open" in text
        assert "No place at DL3 was taken." in text


class TestDeciding:
    def form(self, version, **given):
        return {
            "seen": board(version).digest, "site_code": "301", "decision": "OPEN", "level_from": "", "level_to": "DL1",
            "places": "3", "rationale": "First level.", "differs_because": "", "met_on": str(TODAY),
            "members": ["PRINCIPAL INVESTIGATOR", "MEDICAL MONITOR"], "password": PASSWORD, **given,
        }  # fmt: skip

    where = "/board/CT19-ALL-02/decide/"

    def test_ac_10_two_people_sign_with_their_passwords_then_the_level_is_open(self, version):
        head, monitor = signed_in(Role.PRINCIPAL_INVESTIGATOR), signed_in(Role.MEDICAL_MONITOR)
        assert head.post(self.where, self.form(version)).status_code == 302
        decision = DoseLevelDecision.objects.get()
        assert board(version).standing.open_level == ""
        assert "second signature missing" in head.get("/decisions/").content.decode()
        assert head.post(f"/decisions/{decision.pk}/sign/", {"password": PASSWORD}).status_code == 422
        assert monitor.post(f"/decisions/{decision.pk}/sign/", {"password": PASSWORD}).status_code == 302
        assert board(version).standing.open_level == "DL1"
        text = monitor.get("/decisions/").content.decode()
        for words in (head.user.full_name, monitor.user.full_name, "decided on the data shown", decision.digest):
            assert words in text, words

    def test_es_07_a_wrong_password_signs_nothing_and_locks_in_the_end(self, version):
        head = signed_in(Role.PRINCIPAL_INVESTIGATOR)
        answers = [head.post(self.where, self.form(version, password="something else")) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [422] * 4 + [429]
        assert "Not signed" in answers[0].content.decode()
        assert head.post(self.where, self.form(version)).status_code == 429, "locked out by now"
        assert not DoseLevelDecision.objects.exists()

    def test_what_was_seen_is_what_is_signed(self, version):
        head, shown = signed_in(Role.PRINCIPAL_INVESTIGATOR), self.form(version)
        infused(participant(), "DL1", ago(3))
        answer = head.post(self.where, shown)
        assert answer.status_code == 409
        assert "The data have changed since this page was opened" in answer.content.decode()
        assert head.post(self.where, self.form(version, differs_because="treated already")).status_code == 302

    def test_the_snapshot_says_who_counted_as_what_and_what_the_design_advised(self, version, opened):
        one = assessed(treated("DL1", 70), dlt=True)
        seen = decided(version, "EXPAND", ("DL1", "DL1")).data_seen
        assert seen["counts"]["DL1"] == {"treated": 1, "evaluable": 1, "dlt": 1, "pending": 0}
        (found,) = seen["participants"]
        assert (found["number"], found["outcome"], found["infused_on"]) == (one.number, "DLT", ago(70).isoformat())
        assert (seen["advice"]["decision"], seen["advice"]["treat"]) == ("TREAT", 2)
        assert seen["rule"].startswith("ESC-3PLUS3-KORN v")
        assert seen["protocol"] == str(version)

    def test_not_what_the_design_advises_needs_a_reason(self, version):
        head = signed_in(Role.PRINCIPAL_INVESTIGATOR)
        answer = head.post(self.where, self.form(version, level_to="DL2"))
        assert answer.status_code == 422
        assert "not what the design advises" in answer.content.decode()
        because = {"level_to": "DL2", "differs_because": "Lower level shown inactive elsewhere."}
        assert head.post(self.where, self.form(version, **because)).status_code == 302

    def test_data_that_change_after_the_signature_are_shown(self, version, opened):
        one = assessed(treated("DL1", 70), dlt=False)
        two = treated("DL1", 50)
        decision = decided(version, "EXPAND", ("DL1", "DL1"))
        reader = signed_in(Role.MONITOR)
        assert "differ from what was signed" not in reader.get("/decisions/").content.decode()
        assessed(two, dlt=False)
        assert "window of these ended without a DLT" in reader.get("/decisions/").content.decode()
        with auditing(by=SYSTEM, reason=WHY):
            DltAssessment.objects.filter(subject=one).update(dlt_occurred="Y")
        text = reader.get("/decisions/").content.decode()
        assert "The data differ from what was signed" in text
        assert f"{one.number}: DL1 evaluable, no DLT → DL1 DLT" in text
        found = changes_since(decision, read_treated(board(version).cohorts))
        assert {change.number for change in found} == {one.number, two.number}

    def test_the_other_side_signs_the_same_data_or_none(self, version, opened):
        one = treated("DL1", 70)
        decision = decided(version, "EXPAND", ("DL1", "DL1"), signed=False)
        assessed(one, dlt=True)
        with pytest.raises(ValidationError, match="Record the decision anew"):
            countersign(decision, by=make_user(Role.MEDICAL_MONITOR))

    def test_who_may_not_decide_reads_without_a_form(self, version):
        nurse = signed_in(Role.RESEARCH_NURSE)
        assert "No decision is recorded yet." in nurse.get("/decisions/").content.decode()
        assert nurse.get(self.where).status_code == 403
        assert "Record a decision" not in nurse.get("/board/CT19-ALL-02/").content.decode()
