"""Visits held several times: each has a code and a column of its own."""

import pytest

from tests.trial.files import FIRST
from trial.protocol_file import parse_protocol
from trial.visit_instances import instance_of, instances


@pytest.fixture(scope="module")
def protocol():
    return parse_protocol(FIRST)


@pytest.mark.parametrize(
    ("code", "visit", "number"), [("UNS", "UNS", 1), ("UNS-2", "UNS", 2), ("UNS-12", "UNS", 12), ("D-1", "D-1", 1)]
)
def test_the_visit_behind_a_code(protocol, code, visit, number):
    found = instance_of(protocol, code)
    assert (found.visit.code, found.number, found.code) == (visit, number, code)


@pytest.mark.parametrize("code", ["UNS-1", "UNS-0", "UNS-02", "UNS-", "UNS-x", "D28-2", "D0-1", "XYZ", "XYZ-2", ""])
def test_a_code_that_the_protocol_does_not_know(protocol, code):
    assert instance_of(protocol, code) is None


def test_there_is_always_room_for_the_next_unscheduled_visit(protocol):
    def columns(held):
        return [found.code for found in instances(protocol, held) if found.visit.code == "UNS"]

    assert columns([]) == ["UNS"]
    assert columns(["SCR", "UNS"]) == ["UNS", "UNS-2"]
    assert columns(["UNS", "UNS-2"]) == ["UNS", "UNS-2", "UNS-3"]


def test_other_visits_stand_there_once(protocol):
    """50 visits in the protocol file."""
    assert len(instances(protocol, ["D28", "D0"])) == len(protocol.visits) == 50


def test_the_second_one_says_so(protocol):
    assert instance_of(protocol, "UNS-2").label == "Unscheduled 2"
