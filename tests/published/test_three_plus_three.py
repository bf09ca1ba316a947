"""3+3, classic and Korn's. Decisions: Le Tourneau C et al. J Natl Cancer Inst 2009;101:708-720 (PMC2684552): none of
three goes up, one of three adds three, two of three to six stop, and the level below is the recommended one. Korn EL
et al. Stat Med 1994;13:1799-1806, page 1801: six participants at the MTD. The paths to the planned nine are worked out
by hand for three levels (planning table of this trial).
"""

import pytest

from trial.rules import escalation
from trial.rules.design import Decision, DesignSettings, LevelCount
from trial.rules.escalation import advise, endings, maximum_tolerated, participants_needed, possible_outcomes
from trial.rules.three_plus_three import first_toxic

SETTINGS = DesignSettings()
CLASSIC, KORN = "3+3", "3+3-korn"
UNTREATED = ((0, 0), (0, 0), (0, 0))


def levels(*counts):
    """DL1, DL2, ... with (toxicities, evaluable) or (toxicities, evaluable, pending)."""
    return [
        LevelCount(f"DL{number}", evaluable, dlt, *pending)
        for number, (dlt, evaluable, *pending) in enumerate(counts, start=1)
    ]


def said(design, counts, current):
    advice = advise(design=design, levels=levels(*counts), current=current, settings=SETTINGS)
    return advice.decision, advice.level, advice.treat


@pytest.mark.parametrize("design", [CLASSIC, KORN])
@pytest.mark.parametrize(
    ("dlt", "evaluable", "decision", "level", "treat"),
    [
        (0, 0, Decision.TREAT, "DL1", 3),
        (0, 2, Decision.TREAT, "DL1", 1),
        (0, 3, Decision.ESCALATE, "DL2", 3),
        (1, 2, Decision.TREAT, "DL1", 1),
        (1, 3, Decision.TREAT, "DL1", 3),
        (1, 5, Decision.TREAT, "DL1", 1),
        (1, 6, Decision.ESCALATE, "DL2", 3),
        (2, 2, Decision.STOP, None, 0),
        (2, 3, Decision.STOP, None, 0),
        (3, 3, Decision.STOP, None, 0),
        (2, 4, Decision.STOP, None, 0),
        (2, 6, Decision.STOP, None, 0),
    ],
)
def test_the_first_level(design, dlt, evaluable, decision, level, treat):
    assert said(design, ((dlt, evaluable), (0, 0), (0, 0)), "DL1") == (decision, level, treat)


def test_going_up_waits_for_whoever_is_pending_and_going_down_does_not():
    assert said(KORN, ((0, 3), (0, 2, 1), (0, 0)), "DL2") == (Decision.WAIT, None, 0)
    assert said(KORN, ((0, 3), (1, 2, 1), (0, 0)), "DL2") == (Decision.WAIT, None, 0)
    assert said(KORN, ((0, 3), (1, 3, 2), (0, 0)), "DL2") == (Decision.TREAT, "DL2", 1)
    assert said(KORN, ((0, 3), (2, 2, 1), (0, 0)), "DL2") == (Decision.DE_ESCALATE, "DL1", 3)


@pytest.mark.parametrize(
    ("design", "counts", "expected", "mtd"),
    [
        (CLASSIC, ((0, 3), (2, 3), (0, 0)), (Decision.COMPLETE, None, 0), ("DL1", True)),
        (KORN, ((0, 3), (2, 3), (0, 0)), (Decision.DE_ESCALATE, "DL1", 3), ("DL1", False)),
        (KORN, ((1, 6), (2, 3), (0, 0)), (Decision.COMPLETE, None, 0), ("DL1", True)),
        (KORN, ((2, 6), (2, 3), (0, 0)), (Decision.STOP, None, 0), (None, False)),
    ],
)
def test_the_level_below_is_declared_at_once_or_filled_first(design, counts, expected, mtd):
    assert said(design, counts, "DL2") == expected
    found = maximum_tolerated(design=design, levels=levels(*counts), settings=SETTINGS)
    assert (found.level, found.established) == mtd


@pytest.mark.parametrize(
    ("path", "participants", "end", "mtd"),
    [
        (["DL1 0/3", "DL2 0/3", "DL3 0/3"], 9, Decision.COMPLETE, ("DL3", False)),
        (["DL1 0/3", "DL2 0/3", "DL3 1/3", "DL3 0/3"], 12, Decision.COMPLETE, ("DL3", True)),
        (["DL1 0/3", "DL2 1/3", "DL2 0/3", "DL3 0/3"], 12, Decision.COMPLETE, ("DL3", False)),
        (["DL1 0/3", "DL2 0/3", "DL3 2/3", "DL2 0/3"], 12, Decision.COMPLETE, ("DL2", True)),
        (["DL1 0/3", "DL2 0/3", "DL3 2/3", "DL2 1/3"], 12, Decision.COMPLETE, ("DL2", True)),
        (["DL1 1/3", "DL1 1/3"], 6, Decision.STOP, (None, False)),
        (["DL1 1/3", "DL1 0/3", "DL2 1/3", "DL2 0/3", "DL3 1/3", "DL3 1/3"], 18, Decision.COMPLETE, ("DL2", True)),
        (["DL1 0/3", "DL2 0/3", "DL3 1/3", "DL3 1/3", "DL2 2/3", "DL1 0/3"], 18, Decision.COMPLETE, ("DL1", True)),
    ],
)
def test_paths_with_korn(path, participants, end, mtd):
    counts, current = levels(*UNTREATED), "DL1"
    for cohort in path:
        advice = advise(design=KORN, levels=counts, current=current, settings=SETTINGS)
        level, outcome = cohort.split()
        dlt, size = map(int, outcome.split("/"))
        assert (advice.level, advice.treat) == (level, size)
        counts = [each.after(evaluable=size, dlt=dlt) if each.code == level else each for each in counts]
        current = level
    assert advise(design=KORN, levels=counts, current=current, settings=SETTINGS).decision == end
    assert sum(each.evaluable for each in counts) == participants
    found = maximum_tolerated(design=KORN, levels=counts, settings=SETTINGS)
    assert (found.level, found.established) == mtd


def test_three_levels_with_korn_take_three_to_eighteen_participants():
    def needed(*counts, current):
        return participants_needed(design=KORN, levels=levels(*counts), current=current, settings=SETTINGS)

    assert needed(*UNTREATED, current="DL1") == (3, 18)
    assert needed((0, 3), (0, 3), (0, 3), current="DL3") == (9, 9)
    assert needed((0, 3), (0, 3), (1, 3), current="DL3") == (12, 18)


def test_how_a_trial_may_end_after_one_of_three_at_the_top():
    ways = endings(design=KORN, levels=levels((0, 3), (0, 3), (1, 3)), current="DL3", settings=SETTINGS)
    assert [(way.level, way.established, way.least, way.most) for way in ways] == [
        (None, False, 18, 18),
        ("DL1", True, 18, 18),
        ("DL2", True, 15, 15),
        ("DL3", True, 12, 12),
    ]


def test_what_follows_from_each_outcome_of_the_pending_ones():
    outcomes = possible_outcomes(
        design=KORN, levels=levels((0, 3), (0, 0, 3), (0, 0)), current="DL2", settings=SETTINGS
    )
    assert [(dlt, advice.decision, advice.level, advice.treat) for dlt, advice in outcomes] == [
        (0, Decision.ESCALATE, "DL3", 3),
        (1, Decision.TREAT, "DL2", 3),
        (2, Decision.DE_ESCALATE, "DL1", 3),
        (3, Decision.DE_ESCALATE, "DL1", 3),
    ]


def test_more_than_one_with_a_toxicity_make_a_level_too_toxic():
    assert first_toxic(levels((1, 6), (1, 3), (0, 3)), SETTINGS) == 3
    assert first_toxic(levels((1, 6), (2, 3), (0, 0)), SETTINGS) == 1


def test_allowed_levels_are_the_advised_one_and_those_below_and_never_a_closed_one():
    up = advise(design=KORN, levels=levels((0, 3), (0, 0), (0, 0)), current="DL1", settings=SETTINGS)
    assert (up.allowed, up.eliminated) == (("DL1", "DL2"), ())
    down = advise(design=KORN, levels=levels((0, 3), (2, 3), (0, 0)), current="DL2", settings=SETTINGS)
    assert (down.allowed, down.eliminated) == (("DL1",), ("DL2", "DL3"))
    waits = advise(design=KORN, levels=levels((0, 3), (0, 2, 1), (0, 0)), current="DL2", settings=SETTINGS)
    assert waits.allowed == ()


def test_nobody_treated_is_no_maximum_tolerated_dose():
    found = maximum_tolerated(design=KORN, levels=levels(*UNTREATED), settings=SETTINGS)
    assert (found.level, found.established, found.reason) == (None, False, "not_yet")


def test_an_unknown_level_or_design_and_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="DL9"):
        said(KORN, UNTREATED, "DL9")
    with pytest.raises(KeyError):
        said("2+2", UNTREATED, "DL1")
    for wrong in ((1, 0), (-1, 3), (0, 3, -1)):
        with pytest.raises(ValueError, match="cannot be"):
            levels(wrong)


def test_every_design_names_its_rules():
    named = {
        name: (str(escalation.rule_of(design=name)), str(escalation.mtd_rule_of(design=name)))
        for name in escalation.DESIGNS
    }
    assert named == {
        "3+3": ("ESC-3PLUS3 v1", "ESC-3PLUS3 v1"),
        "3+3-korn": ("ESC-3PLUS3-KORN v1", "ESC-3PLUS3-KORN v1"),
        "boin": ("ESC-BOIN v1", "MTD-ISOTONIC v1"),
        "keyboard": ("ESC-KEYBOARD v1", "MTD-ISOTONIC v1"),
    }
