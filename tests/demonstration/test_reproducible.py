"""The same seed on the same day gives the same values; a trial that has participants is never filled."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from adverse_events.demonstration.making import fill_empty_trial
from patients.models import Subject
from tests import databases
from tests.demonstration.making import saved_values, the_cast, written
from tests.participants import participant

pytestmark = pytest.mark.slow
KEYS = ("newest", "cmv")


def test_two_fresh_databases_hold_the_same_values(postgres, migrated, django_db_blocker):
    cast = the_cast()
    found = []
    for _ in range(2):
        with django_db_blocker.unblock(), databases.copy(postgres, migrated):
            written([cast[key] for key in KEYS])
            found.append(saved_values())
    assert found[0]["CRS"]
    assert found[0] == found[1]


def test_more_participants_are_the_cast_again_with_values_of_their_own():
    cast = the_cast(participants=36)
    assert len(cast) == 12


def test_a_trial_with_a_participant_is_left_alone(db):
    participant()
    assert fill_empty_trial([], say=print) is None
    assert Subject.objects.count() == 1


def test_outside_demonstration_mode_nothing_is_made(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="demonstration mode"):
        call_command("make_demo")
