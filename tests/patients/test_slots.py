"""A place at a dose level: who gets it, when it is infused, how it becomes free, and what is asked afterwards."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import Http404

from edc.access.roles import Role
from edc.records.audit.context import Reason, ReasonCode
from edc.records.audit.ledger import LedgerEntry
from edc.records.refusals import ReasonMissing
from patients.models import Infusion, Subject
from patients.slots import SlotRefused, plan_infusion, release_slot, take_slot
from tests.cohorts import decided, infused, placed
from tests.participants import HOSPITAL_TIME, fired, participant, words
from tests.people import make_user
from trial.codelists import SlotRelease
from trial.models import CohortSlot

DAY = dt.date(2026, 3, 2)
WHY = Reason(ReasonCode.ADDITIONAL_INFORMATION, "told by the laboratory")


def later(days):
    return DAY + dt.timedelta(days=days)


@pytest.fixture
def nurse(db):
    return make_user(Role.RESEARCH_NURSE)


@pytest.fixture
def version(db):
    return participant().protocol_version


@pytest.fixture
def opened(version):
    return decided(version)


@pytest.mark.usefixtures("opened")
class TestTaking:
    def test_the_lowest_free_place_is_taken(self, nurse):
        taken = [take_slot(subject=participant(), level="DL1", by=nurse).position for _ in range(3)]
        assert taken == [1, 2, 3]

    def test_a_full_level_is_refused_until_the_committee_allows_more(self, nurse, version):
        for _ in range(3):
            take_slot(subject=participant(), level="DL1", by=nurse)
        with pytest.raises(SlotRefused, match="Every place at DL1 is taken. The committee decides on more"):
            take_slot(subject=participant(), level="DL1", by=nurse)
        decided(version, "EXPAND", ("DL1", "DL1"), places=1)
        assert take_slot(subject=participant(), level="DL1", by=nurse).position == 4

    def test_a_level_that_is_not_open_is_refused(self, nurse):
        with pytest.raises(SlotRefused, match="DL2 is not open: the committee's decision in force is for DL1"):
            take_slot(subject=participant(), level="DL2", by=nurse)

    def test_nobody_holds_two_places(self, nurse):
        subject = participant()
        take_slot(subject=subject, level="DL1", by=nurse)
        with pytest.raises(SlotRefused, match="holds a place at DL1 already"):
            take_slot(subject=subject, level="DL1", by=nurse)

    def test_who_is_infused_takes_no_place(self, nurse):
        with pytest.raises(SlotRefused, match="is infused"):
            take_slot(subject=infused(participant(), "DL1", DAY), level="DL1", by=nurse)

    def test_who_was_infused_without_a_place_takes_one_up(self, nurse):
        infused(participant(), "DL1", DAY)
        for _ in range(2):
            take_slot(subject=participant(), level="DL1", by=nurse)
        with pytest.raises(SlotRefused, match="Every place"):
            take_slot(subject=participant(), level="DL1", by=nurse)

    def test_after_a_stop_nobody_is_scheduled(self, nurse, version):
        subject = placed(participant(), "DL1", DAY)
        decided(version, "STOP", ("DL1", ""))
        for act in (
            lambda: take_slot(subject=participant(), level="DL1", by=nurse),
            lambda: plan_infusion(subject=subject, on=later(30), by=nurse, reason=WHY),
        ):
            with pytest.raises(SlotRefused, match="Infusions are stopped by the committee"):
                act()

    def test_ac_10_a_stop_with_one_signature_halts_already(self, nurse, version):
        decided(version, "STOP", ("DL1", ""), signed=False)
        with pytest.raises(SlotRefused, match="waits for its second signature"):
            take_slot(subject=participant(), level="DL1", by=nurse)

    def test_only_who_registers_at_the_site_takes_a_place(self, nurse):
        subject = participant()
        for refused, error in (
            (make_user(Role.MEDICAL_MONITOR), PermissionDenied),
            (make_user(Role.RESEARCH_NURSE, site="302"), Http404),
        ):
            with pytest.raises(error):
                take_slot(subject=subject, level="DL1", by=refused)
        assert not CohortSlot.objects.exists()

    def test_the_trail_says_who_took_it(self, nurse):
        subject = participant()
        take_slot(subject=subject, level="DL1", by=nurse)
        entry = LedgerEntry.objects.filter(table_name="trial_cohortslot").get()
        assert (entry.actor, entry.site_code, entry.subject_number) == (nurse.username, "301", subject.number)


def test_ac_10_one_signature_opens_nothing(nurse, version):
    decided(version, signed=False)
    with pytest.raises(SlotRefused, match="No dose level is open yet"):
        take_slot(subject=participant(), level="DL1", by=nurse)


@pytest.mark.usefixtures("opened")
class TestPlanning:
    """The protocol asks for 14 days between participants of a level and 28 before the next (assumption A-1)."""

    def test_a_day_inside_the_interval_is_refused_with_the_first_day_allowed(self, nurse):
        infused(placed(participant(), "DL1", DAY), "DL1", DAY)
        second = participant()
        take_slot(subject=second, level="DL1", by=nurse)
        with pytest.raises(SlotRefused, match=f"14 days .* First allowed: {later(14)}"):
            plan_infusion(subject=second, on=later(13), by=nurse)
        assert plan_infusion(subject=second, on=later(14), by=nurse).planned_on == later(14)

    def test_planned_days_keep_the_interval_too(self, nurse):
        placed(participant(), "DL1", DAY)
        second = participant()
        take_slot(subject=second, level="DL1", by=nurse)
        with pytest.raises(SlotRefused, match="first and the second"):
            plan_infusion(subject=second, on=later(13), by=nurse)

    def test_the_next_level_waits_for_the_window(self, nurse, version):
        infused(placed(participant(), "DL1", DAY), "DL1", DAY)
        decided(version, "OPEN", ("DL1", "DL2"))
        subject = participant()
        take_slot(subject=subject, level="DL2", by=nurse)
        with pytest.raises(SlotRefused, match=f"next level.* First allowed: {later(28)}"):
            plan_infusion(subject=subject, on=later(27), by=nurse)
        plan_infusion(subject=subject, on=later(28), by=nurse)

    def test_without_a_place_there_is_nothing_to_plan(self, nurse):
        with pytest.raises(SlotRefused, match="holds no place"):
            plan_infusion(subject=participant(), on=DAY, by=nurse)

    def test_moving_a_day_asks_why(self, nurse):
        subject = placed(participant(), "DL1", DAY)
        with pytest.raises(ReasonMissing):
            plan_infusion(subject=subject, on=later(3), by=nurse)
        assert plan_infusion(subject=subject, on=later(3), by=nurse, reason=WHY).planned_on == later(3)

    def test_a_place_at_a_level_that_was_closed_is_not_planned(self, nurse, version):
        subject = participant()
        take_slot(subject=subject, level="DL1", by=nurse)
        decided(version, "OPEN", ("DL1", "DL2"))
        with pytest.raises(SlotRefused, match="DL1 is not open"):
            plan_infusion(subject=subject, on=DAY, by=nurse)


@pytest.mark.usefixtures("opened")
class TestReleasing:
    @pytest.mark.parametrize("because", [SlotRelease.SCREEN_FAILURE, SlotRelease.MANUFACTURING_FAILURE])
    def test_who_is_not_infused_is_replaced(self, nurse, because):
        subject = placed(participant(), "DL1", DAY)
        release_slot(subject=subject, because=because, by=nurse, reason=WHY)
        assert take_slot(subject=participant(), level="DL1", by=nurse).position == 1

    def test_who_is_not_evaluable_is_replaced_and_takes_up_no_place(self, nurse):
        subject = infused(placed(participant(), "DL1", DAY), "DL1", DAY)
        release_slot(subject=subject, because=SlotRelease.NOT_EVALUABLE, by=nurse, reason=WHY)
        taken = [take_slot(subject=participant(), level="DL1", by=nurse).position for _ in range(3)]
        assert taken == [1, 2, 3]

    def test_who_is_infused_does_not_leave_otherwise(self, nurse):
        subject = infused(placed(participant(), "DL1", DAY), "DL1", DAY)
        with pytest.raises(SlotRefused, match="only when not evaluable"):
            release_slot(subject=subject, because=SlotRelease.SCREEN_FAILURE, by=nurse, reason=WHY)
        with pytest.raises(SlotRefused, match="says the level of this place"):
            release_slot(subject=subject, because=SlotRelease.ANOTHER_LEVEL, by=nurse, reason=WHY)

    def test_who_is_not_infused_cannot_be_not_evaluable(self, nurse):
        with pytest.raises(SlotRefused, match="is not infused yet"):
            release_slot(
                subject=placed(participant(), "DL1", DAY), because=SlotRelease.NOT_EVALUABLE, by=nurse, reason=WHY
            )


class TestRecorded:
    """What happened all the same is never refused on the infusion page, it is asked about there."""

    def page(self, subject, level, day):
        at = dt.datetime.combine(day, dt.time(10), HOSPITAL_TIME)
        return Infusion(subject=subject, visit_code="D0", started_at=at, dose_level=level)

    def asked(self, subject, level, day):
        page = self.page(subject, level, day)
        return words(page, "INF-021") if "INF-021" in fired(page) else ""

    def test_as_planned_nothing_is_asked(self, opened):
        assert self.asked(placed(participant(), "DL1", DAY), "DL1", DAY) == ""

    def test_before_any_decision(self, version):
        asked = self.asked(participant(), "DL1", DAY)
        assert "No dose level is open yet" in asked
        assert "No place at DL1 was taken" in asked

    def test_above_the_open_level(self, opened):
        asked = self.asked(placed(participant(), "DL1", DAY), "DL2", DAY)
        assert "DL2 is not open" in asked
        assert "No place at DL2 was taken" in asked

    def test_inside_the_interval_the_later_one_is_asked_about(self, opened):
        first = infused(placed(participant(), "DL1", DAY), "DL1", DAY)
        second = placed(participant(), "DL1", later(14))
        assert "14 days lie between" in self.asked(second, "DL1", later(13))
        infused(second, "DL1", later(13))
        assert self.asked(first, "DL1", DAY) == ""

    def test_after_a_stop(self, opened, version):
        subject = placed(participant(), "DL1", DAY)
        decided(version, "STOP", ("DL1", ""), met_on=later(-1))
        assert "Infusions are stopped" in self.asked(subject, "DL1", DAY)

    def test_a_stop_of_later_does_not_reach_back(self, opened, version):
        subject = placed(participant(), "DL1", DAY)
        decided(version, "STOP", ("DL1", ""), met_on=later(1))
        assert self.asked(subject, "DL1", DAY) == ""

    def test_a_meeting_recorded_late_counts_from_its_own_day(self, version):
        """The stop is recorded after the opening, but its meeting was before: the level was open on that day."""
        decided(version, met_on=later(-2))
        subject = placed(participant(), "DL1", DAY)
        decided(version, "STOP", ("DL1", ""), met_on=later(-3))
        assert self.asked(subject, "DL1", DAY) == ""

    def test_without_a_day_or_a_level_nothing_can_be_said(self, opened):
        assert "INF-021" not in fired(Infusion(subject=participant(), visit_code="D0"))


@pytest.mark.slow
@pytest.mark.usefixtures("fresh_database")
def test_16_parallel_enrolments_for_one_place_and_exactly_one_succeeds():
    """Failure mode 27: the unique constraint decides, whatever each of them has read before."""
    nurse = make_user(Role.RESEARCH_NURSE)
    numbers = [participant().number for _ in range(16)]
    decided(Subject.objects.get(pk=numbers[0]).protocol_version, places=1)
    at_once = Barrier(16)

    def enrol(number):
        subject = Subject.objects.get(pk=number)
        at_once.wait()
        try:
            take_slot(subject=subject, level="DL1", by=nurse)
        except SlotRefused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(enrol, numbers)) == 1
    assert CohortSlot.objects.count() == 1
