"""What holds for every design, whatever the counts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.published.test_three_plus_three import UNTREATED, levels
from tests.trial.files import FIRST
from trial.escalation import design_settings, reason_of
from trial.protocol_file import parse_protocol
from trial.rules.design import Decision, DesignSettings, index_of
from trial.rules.escalation import DESIGNS, advise, endings, maximum_tolerated, possible_outcomes

SETTINGS = DesignSettings(planned=18)
COUNT = st.integers(0, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(0, 3)))
COUNTS = st.tuples(COUNT, COUNT, COUNT)
CURRENT = st.sampled_from(["DL1", "DL2", "DL3"])
every_design = pytest.mark.parametrize("design", DESIGNS)


def rank(advice, counts):
    """How high the next participant goes; stopped is lowest, and None says nothing of a level."""
    if advice.decision == Decision.STOP:
        return -1
    return None if advice.level is None else index_of(counts, advice.level)


@every_design
@given(counts=COUNTS, current=CURRENT, where=st.integers(0, 2))
def test_one_more_toxicity_never_leads_to_a_higher_level(design, counts, current, where):
    before = levels(*counts)
    if before[where].dlt == before[where].evaluable:
        return
    after = [replace(level, dlt=level.dlt + (at == where)) for at, level in enumerate(before)]
    first, second = (
        rank(advise(design=design, levels=each, current=current, settings=SETTINGS), each) for each in (before, after)
    )
    assert first is None or second is None or second <= first


@every_design
@given(counts=COUNTS, current=CURRENT)
def test_an_advice_is_whole(design, counts, current):
    found = levels(*counts)
    advice = advise(design=design, levels=found, current=current, settings=SETTINGS)
    treats = advice.decision in {Decision.TREAT, Decision.ESCALATE, Decision.DE_ESCALATE}
    assert treats == (advice.level is not None) == (advice.treat > 0) == bool(advice.allowed)
    assert advice.level is None or advice.allowed[-1] == advice.level
    assert not set(advice.allowed) & set(advice.eliminated)
    assert "{" not in str(reason_of(advice))
    assert "{" not in str(reason_of(maximum_tolerated(design=design, levels=found, settings=SETTINGS)))


@every_design
@given(counts=COUNTS, current=CURRENT)
def test_while_somebody_is_pending_no_trial_is_complete_and_nobody_goes_above_them(design, counts, current):
    found = levels(*counts)
    if not any(level.pending for level in found):
        return
    advice = advise(design=design, levels=found, current=current, settings=SETTINGS)
    assert advice.decision != Decision.COMPLETE
    if advice.decision == Decision.ESCALATE:
        assert found[index_of(found, advice.level) - 1].pending == 0
    assert not maximum_tolerated(design=design, levels=found, settings=SETTINGS).established


@every_design
def test_every_way_from_the_start_ends_and_its_level_is_named_once(design):
    ways = endings(design=design, levels=levels(*UNTREATED), current="DL1", settings=DesignSettings())
    assert len({(way.level, way.established, way.reason) for way in ways}) == len(ways)
    assert all(3 <= way.least <= way.most <= 18 for way in ways)
    assert {way.level for way in ways} == {None, "DL1", "DL2", "DL3"}


@every_design
def test_one_outcome_for_each_number_of_toxicities_among_the_pending(design):
    outcomes = possible_outcomes(
        design=design, levels=levels((0, 3), (0, 1, 2), (0, 0)), current="DL2", settings=SETTINGS
    )
    assert [dlt for dlt, _advice in outcomes] == [0, 1, 2]
    assert (outcomes[0][1].decision, outcomes[0][1].level) == (Decision.ESCALATE, "DL3")


def test_the_settings_of_the_loaded_protocol():
    protocol = parse_protocol(FIRST)
    settings = design_settings(protocol)
    assert (settings.cohort_size, settings.expansion, settings.max_dlt, settings.patients) == (3, 3, 1, 6)
    assert (settings.planned, protocol.cohort.design) == (9, "3+3-korn")
