"""BOIN. Bounds: get.boundary of the R package BOIN 2.7.2 (Yan F et al. J Stat Softw 2020;94(13)) for the targets .25
and .30; Yuan Y et al. Clin Cancer Res 2018;24:4921-4930, Table 1 (.20) and Table S1 (.30), rows without a pending
participant; Liu S, Yuan Y. J R Stat Soc C 2015;64:507-523 for lambda_e and lambda_d.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.published.test_three_plus_three import levels
from trial.rules import boin
from trial.rules.design import Decision, DesignSettings, LevelCount
from trial.rules.escalation import advise, maximum_tolerated
from trial.rules.interval_design import chance_above

QUARTER = DesignSettings()
SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 18)
NEVER = None


def at(target, **settings):
    return DesignSettings(target=Decimal(target), **settings)


@pytest.mark.parametrize(
    ("target", "up", "down"), [(".20", "0.157", "0.238"), (".25", "0.197", "0.298"), (".30", "0.236", "0.359")]
)
def test_the_shares_that_decide(target, up, down):
    found = boin.lambdas(target=Decimal(target), safe_factor=Decimal("0.6"), toxic_factor=Decimal("1.4"))
    assert [f"{share:.3f}" for share in found] == [up, down]


@pytest.mark.parametrize(
    ("target", "up", "down", "eliminate"),
    [
        (
            ".25",
            (0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3),
            (1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 6),
            (NEVER, NEVER, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8),
        ),
        (
            ".30",
            (0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 4),
            (1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 7),
            (NEVER, NEVER, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8, 9),
        ),
    ],
)
def test_the_bounds_of_the_package(target, up, down, eliminate):
    found = [boin.bounds(n, at(target)) for n in SIZES]
    assert tuple(each.up for each in found) == up
    assert tuple(each.down for each in found) == down
    assert tuple(each.eliminate for each in found) == eliminate


@pytest.mark.parametrize(
    ("target", "n", "up", "down", "eliminate"),
    [
        (".20", 3, 0, 1, 2),
        (".20", 6, 0, 2, 3),
        (".20", 9, 1, 3, 4),
        (".20", 12, 1, 3, 5),
        (".20", 15, 2, 4, 6),
        (".30", 3, 0, 2, 3),
        (".30", 6, 1, 3, 4),
        (".30", 9, 2, 4, 5),
        (".30", 12, 2, 5, 7),
        (".30", 15, 3, 6, 8),
    ],
)
def test_the_bounds_of_the_paper(target, n, up, down, eliminate):
    found = boin.bounds(n, at(target))
    assert (found.up, found.down, found.eliminate) == (up, down, eliminate)


def test_fewer_than_three_never_eliminate_a_level():
    assert boin.bounds(2, QUARTER).eliminate is None
    assert boin.bounds(2, at(".25", eliminate_from=2)).eliminate == 2


def test_the_chance_of_overdosing_is_exact():
    """By hand: three of three leave Beta(4, 1), whose tail above 3/10 is 1 - (3/10)^4; none of three (7/10)^4."""
    rate = Fraction(3, 10)
    assert chance_above(rate=rate, dlt=3, n=3) == 1 - rate**4
    assert chance_above(rate=rate, dlt=0, n=3) == Fraction(7, 10) ** 4


@pytest.mark.parametrize(
    ("counts", "current", "expected"),
    [
        (((0, 3), (0, 0), (0, 0)), "DL1", (Decision.ESCALATE, "DL2", 3)),
        (((1, 3), (0, 0), (0, 0)), "DL1", (Decision.TREAT, "DL1", 3)),
        (((3, 3), (0, 0), (0, 0)), "DL1", (Decision.STOP, None, 0)),
        (((0, 3), (1, 3), (0, 0)), "DL2", (Decision.DE_ESCALATE, "DL1", 3)),
        (((0, 3), (3, 3), (0, 0)), "DL2", (Decision.DE_ESCALATE, "DL1", 3)),
        (((0, 3), (1, 2), (0, 0)), "DL2", (Decision.DE_ESCALATE, "DL1", 3)),
        (((0, 3), (0, 2), (0, 0)), "DL2", (Decision.TREAT, "DL2", 1)),
        (((0, 3), (0, 2, 1), (0, 0)), "DL2", (Decision.WAIT, None, 0)),
        (((0, 3), (0, 3), (0, 3)), "DL3", (Decision.COMPLETE, None, 0)),
        (((0, 3), (0, 3), (0, 2, 1)), "DL3", (Decision.WAIT, None, 0)),
    ],
)
def test_three_levels_and_nine_participants_at_a_quarter(counts, current, expected):
    advice = advise(design="boin", levels=levels(*counts), current=current, settings=QUARTER)
    assert (advice.decision, advice.level, advice.treat) == expected


def test_a_level_to_which_the_trial_came_back_is_judged_once_its_places_are_filled():
    """DL2 had one of three, so DL1 is given three more places: they are treated before anybody goes up again."""
    back = [LevelCount("DL1", 3, 0, granted=6), LevelCount("DL2", 3, 1, granted=3), LevelCount("DL3")]
    more = at(".25", planned=36, max_at_level=36)
    advice = advise(design="boin", levels=back, current="DL1", settings=more)
    assert (advice.decision, advice.level, advice.treat) == (Decision.TREAT, "DL1", 3)
    filled = [back[0].after(evaluable=3, dlt=0), *back[1:]]
    advice = advise(design="boin", levels=filled, current="DL1", settings=more)
    assert (advice.decision, advice.level, advice.treat) == (Decision.ESCALATE, "DL2", 3)


def test_an_eliminated_level_is_never_advised_again():
    more = at(".25", planned=36, max_at_level=36)
    advice = advise(design="boin", levels=levels((0, 6), (3, 3), (0, 0)), current="DL1", settings=more)
    assert (advice.decision, advice.level, advice.reason) == (Decision.TREAT, "DL1", "next_level_eliminated")
    assert (advice.allowed, advice.eliminated) == (("DL1",), ("DL2", "DL3"))
    allowed = advise(design="boin", levels=levels((0, 6), (2, 3), (0, 0)), current="DL1", settings=more)
    assert (allowed.decision, allowed.level) == (Decision.ESCALATE, "DL2")


def test_a_level_takes_no_more_than_its_most_and_the_trial_no_more_than_planned():
    room = at(".25", planned=36, max_at_level=9)
    advice = advise(design="boin", levels=levels((2, 9), (0, 0), (0, 0)), current="DL1", settings=room)
    assert (advice.decision, advice.reason) == (Decision.COMPLETE, "level_full")
    last = at(".25", planned=7, max_at_level=9)
    advice = advise(design="boin", levels=levels((0, 3), (0, 3), (0, 0)), current="DL2", settings=last)
    assert (advice.decision, advice.level, advice.treat) == (Decision.ESCALATE, "DL3", 1)


def test_the_level_is_established_when_the_planned_number_is_evaluable():
    def found(*counts):
        mtd = maximum_tolerated(design="boin", levels=levels(*counts), settings=QUARTER)
        return mtd.level, mtd.established

    assert found((0, 3), (0, 3), (1, 3)) == ("DL3", True)
    assert found((0, 3), (0, 3), (1, 2, 1)) == ("DL2", False)
    assert found((0, 0), (0, 0), (0, 0)) == (None, False)
    assert found((3, 3), (0, 0), (0, 0)) == (None, False)


@given(n=st.integers(1, 30), target=st.sampled_from([".15", ".20", ".25", ".30", ".33"]))
def test_bounds_are_in_order_and_never_fall_with_more_participants(n, target):
    here, more = boin.bounds(n, at(target)), boin.bounds(n + 1, at(target))
    assert -1 <= here.up < here.down <= (here.eliminate or n + 1)
    assert here.up <= more.up
    assert here.down <= more.down
