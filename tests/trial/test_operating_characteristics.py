"""Simulated trials against exact probabilities, worked out by hand or along every path, and against published runs."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from math import comb, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trial.rules.design import DesignSettings, LevelCount
from trial.rules.escalation import DESIGNS, advise, maximum_tolerated
from trial.rules.operating_characteristics import CHUNK, simulate
from trial.rules.scenario import Scenario

TRIALS = 10_000
RATES = ("0.10", "0.20", "0.35")
every_design = pytest.mark.parametrize("design", DESIGNS)


def scenario(design, rates=RATES, **asked):
    return Scenario(
        design=design,
        settings=DesignSettings(**asked),
        codes=tuple(f"DL{number}" for number in range(1, len(rates) + 1)),
        rates=tuple(Decimal(rate) for rate in rates),
        toxic_above=Decimal("0.33"),
    )


def run(asked, trials=TRIALS, seed=20261122):
    *_before, last = simulate(scenario=asked, trials=trials, seed=seed)
    return last


def exact(asked):
    """Per level and for none: the chance of being selected, and mean participants, along every path of the design."""
    selected, treated = Counter(), Counter()
    waiting = {(tuple(LevelCount(code) for code in asked.codes), asked.codes[0]): Fraction(1)}
    while waiting:
        (counts, current), chance = waiting.popitem()
        advice = advise(design=asked.design, levels=counts, current=current, settings=asked.settings)
        if advice.level is None:
            mtd = maximum_tolerated(design=asked.design, levels=counts, settings=asked.settings)
            selected[mtd.level] += chance
            for level in counts:
                treated[level.code] += chance * level.evaluable
            continue
        at, size = asked.codes.index(advice.level), advice.treat
        rate = Fraction(asked.rates[at])
        for dlt in range(size + 1):
            here = counts[at].after(evaluable=size, dlt=dlt)
            state = ((*counts[:at], here, *counts[at + 1 :]), advice.level)
            waiting[state] = waiting.get(state, 0) + chance * comb(size, dlt) * rate**dlt * (1 - rate) ** (size - dlt)
    return selected, treated


def goes_up(rate):
    """By hand: none of three, or one of three and then none of three."""
    return (1 - rate) ** 3 + 3 * rate * (1 - rate) ** 2 * (1 - rate) ** 3


def near(percent, chance, trials=TRIALS):
    """Within four and a half standard errors, and three trials, of a share of so many trials."""
    error = sqrt(float(chance) * (1 - float(chance)) / trials)
    return abs(float(percent) / 100 - float(chance)) <= 4.5 * error + 3 / trials


@pytest.mark.parametrize(
    ("rate", "chance"), [("0.1", 0.906), ("0.2", 0.709), ("0.3", 0.494), ("0.4", 0.309), ("0.5", 0.172)]
)
def test_the_chance_that_3_plus_3_leaves_a_level_upwards(rate, chance):
    """By hand, (1-p)^3 + 3p(1-p)^2 (1-p)^3: the simulated share of trials that treat anybody at the second level."""
    assert float(goes_up(Fraction(rate))) == pytest.approx(chance, abs=5e-4)
    stopped = run(scenario("3+3", rates=(rate, "0"))).stopped
    assert near(100 - stopped, chance)


def test_3_plus_3_at_three_levels_is_what_a_hand_works_out():
    up = [goes_up(Fraction(rate)) for rate in RATES]
    found = run(scenario("3+3"))
    assert near(found.selected_none, 1 - up[0])
    by_hand = [up[0] * (1 - up[1]), up[0] * up[1] * (1 - up[2]), up[0] * up[1] * up[2]]
    for level, chance in zip(found.levels, by_hand, strict=True):
        assert near(level.selected, chance)
    reached = [1, up[0], up[0] * up[1]]
    for level, chance, rate in zip(found.levels, reached, map(Fraction, RATES), strict=True):
        mean = chance * (3 + 3 * 3 * rate * (1 - rate) ** 2)
        assert float(level.treated) == pytest.approx(float(mean), abs=0.08)
        assert float(level.dlt) == pytest.approx(float(rate * mean), abs=0.06)


def test_korn_at_two_levels_is_what_a_hand_works_out():
    """The lower level is selected when the upper one is too toxic and six at the lower had at most one toxicity."""
    low, high = Fraction("0.2"), Fraction("0.5")
    none, one = (1 - low) ** 3, 3 * low * (1 - low) ** 2
    selected = (1 - goes_up(high)) * (none * (none + one) + one * none)
    found = run(scenario("3+3-korn", rates=("0.2", "0.5")))
    assert near(found.levels[0].selected, selected)
    assert near(found.levels[1].selected, goes_up(low) * goes_up(high))


@every_design
@settings(max_examples=5, deadline=None, derandomize=True)
@given(
    rates=st.lists(st.sampled_from(["0.05", "0.15", "0.3", "0.5"]), min_size=2, max_size=3).map(sorted),
    seed=st.integers(0, 10**6),
)
def test_simulation_agrees_with_the_design_followed_along_every_path(design, rates, seed):
    asked = scenario(design, rates=rates, planned=12)
    selected, treated = exact(asked)
    found = run(asked, trials=4_000, seed=seed)
    assert near(found.selected_none, selected[None], 4_000)
    for level in found.levels:
        assert near(level.selected, selected[level.code], 4_000)
        assert float(level.treated) == pytest.approx(float(treated[level.code]), abs=0.3)


def test_boin_does_as_published():
    """Getting started with simFastBOIN 1.3 (CRAN): BOIN, target 0.3, ten cohorts of three, at most 18 at a level."""
    rates = ("0.10", "0.25", "0.40", "0.55", "0.70")
    found = run(scenario("boin", rates=rates, target=Decimal("0.3"), planned=30, max_at_level=18))
    published = {"selected": (10.8, 52.4, 33.8, 2.8, 0.1), "treated": (6.8, 11.9, 7.7, 1.8, 0.1)}
    for level, selected, treated in zip(found.levels, published["selected"], published["treated"], strict=True):
        assert float(level.selected) == pytest.approx(selected, abs=4.0)  # their thousand trials: 1.6 each way
        assert float(level.treated) == pytest.approx(treated, abs=0.4)
    assert float(found.treated) == pytest.approx(28.4, abs=0.3)
    assert float(found.dlt) == pytest.approx(7.9, abs=0.3)


def test_keyboard_does_as_published():
    """ruitaolin/IntervalDesign, its example: target 0.3, twelve cohorts of three, bounds up to 33 those of Keyboard."""
    rates = ("0.08", "0.10", "0.20", "0.30", "0.45", "0.60")
    found = run(scenario("keyboard", rates=rates, target=Decimal("0.3"), planned=36, max_at_level=36), trials=5_000)
    published = ((0.2, 4.2), (5.4, 6.1), (27.1, 10.3), (48.5, 10.2), (17.4, 4.5), (1.3, 0.8))
    for level, (selected, treated) in zip(found.levels, published, strict=True):
        assert float(level.selected) == pytest.approx(selected, abs=5.0)
        assert float(level.treated) == pytest.approx(treated, abs=0.5)
    assert float(found.treated) == pytest.approx(36.0, abs=0.1)


@every_design
def test_the_seed_decides_and_nothing_else(design):
    asked = scenario(design)
    assert run(asked, 2_500, seed=7) == run(asked, 2_500, seed=7)
    assert run(asked, 2_500, seed=7) != run(asked, 2_500, seed=8)


def test_progress_is_told_after_every_chunk():
    done = [so_far.trials for so_far in simulate(scenario=scenario("3+3"), trials=2 * CHUNK + 5, seed=1)]
    assert done == [CHUNK, 2 * CHUNK, 2 * CHUNK + 5]


@every_design
def test_certain_outcomes(design):
    safe = run(scenario(design, rates=("0", "0", "0")), trials=50)
    assert (safe.levels[2].selected, safe.dlt, safe.overdosed, safe.stopped) == (100, 0, 0, 0)
    hopeless = run(scenario(design, rates=("1", "1", "1")), trials=50)
    assert (hopeless.selected_none, hopeless.stopped, hopeless.overdosed) == (100, 100, 100)
    assert (hopeless.treated, hopeless.treated_most, hopeless.dlt) == (3, 3, 3)


@every_design
def test_shares_add_up_and_means_are_counts(design):
    found = run(scenario(design), trials=1_000)
    assert found.selected_none + sum(level.selected for level in found.levels) == 100
    assert found.treated == sum(level.treated for level in found.levels)
    assert found.dlt == sum(level.dlt for level in found.levels)
    assert found.selected_toxic == found.levels[2].selected


def test_one_rate_for_each_level_or_refused():
    asked = scenario("3+3")
    wrong = Scenario(**{**vars(asked), "rates": asked.rates[:2]})
    with pytest.raises(ValueError, match="One rate"):
        list(simulate(scenario=wrong, trials=10, seed=1))
