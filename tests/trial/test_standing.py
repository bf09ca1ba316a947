"""Which level is open: the words of the decisions, one level at a time, two signatures (AC-10)."""

from trial.rules.standing import Decided, Halt, standing

OPEN_1 = Decided("OPEN", "", "DL1", 3, True)
OPEN_2 = Decided("OPEN", "DL1", "DL2", 3, True)
EXPAND_2 = Decided("EXPAND", "DL2", "DL2", 3, True)
STOP_2 = Decided("STOP", "DL2", "", 0, True)
DOWN = Decided("DE-ESCALATE", "DL2", "DL1", 3, True)


def unsigned(decided):
    return Decided(decided.kind, decided.level_from, decided.level_to, decided.places, False)


def test_before_any_decision_nothing_is_open():
    found = standing(decided=[])
    assert (found.open_level, found.halt) == ("", Halt.UNDECIDED)


def test_the_newest_decision_opens_its_level_and_no_other():
    found = standing(decided=[OPEN_1, OPEN_2])
    assert (found.open_level, found.halt, dict(found.places)) == ("DL2", None, {"DL1": 3, "DL2": 3})


def test_an_expansion_adds_places():
    assert standing(decided=[OPEN_1, OPEN_2, EXPAND_2]).places["DL2"] == 6


def test_going_down_adds_places_below():
    found = standing(decided=[OPEN_1, OPEN_2, DOWN])
    assert (found.open_level, found.places["DL1"]) == ("DL1", 6)


def test_after_a_stop_nothing_is_open_until_the_next_decision():
    stopped = standing(decided=[OPEN_1, OPEN_2, STOP_2])
    assert (stopped.open_level, stopped.current, stopped.halt) == ("", "DL2", Halt.STOPPED)
    assert standing(decided=[OPEN_1, OPEN_2, STOP_2, DOWN]).open_level == "DL1"


def test_one_signature_opens_nothing():
    found = standing(decided=[OPEN_1, unsigned(OPEN_2)])
    assert (found.open_level, found.places.get("DL2")) == ("DL1", None)


def test_one_signature_halts_at_once_where_it_stops_or_goes_down():
    for kind in (STOP_2, DOWN):
        found = standing(decided=[OPEN_1, OPEN_2, unsigned(kind)])
        assert (found.open_level, found.current, found.halt) == ("", "DL2", Halt.PENDING)


def test_a_later_decision_in_force_ends_the_halt():
    assert standing(decided=[OPEN_1, OPEN_2, unsigned(STOP_2), EXPAND_2]).open_level == "DL2"
