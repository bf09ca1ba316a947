"""The endpoints of a study of four participants, by hand."""

import pytest

from patients.endpoints.study import study_endpoints
from tests.participants import participant
from tests.patients.endpoints.courses import alive, assessed, data_of, day, dead, infused

pytestmark = pytest.mark.usefixtures("db")


def study(*subjects, cutoff=400):
    protocol = subjects[0].protocol_version.protocol
    return study_endpoints(data_of(*subjects), protocol=protocol, cutoff=day(cutoff))


def counts(found):
    return {(rate.code, rate.day): (rate.value.events, rate.value.total, rate.pending) for rate in found.rates}


@pytest.fixture
def four():
    """CR without MRD at day 28; CRi with MRD at day 90 only; no response, dead on day 100; not assessed at all."""
    first, second, third, fourth = (infused() for _ in range(4))
    assessed(first, 28, "CR", mrd="NEGATIVE")
    assessed(first, 90, "CR", mrd="NEGATIVE")
    assessed(second, 28, "NR", mrd="POSITIVE")
    assessed(second, 90, "CRi", mrd="POSITIVE")
    assessed(third, 28, "NR", mrd="POSITIVE")
    dead(third, day(100).isoformat())
    alive(first, 300)
    alive(second, 200)
    return first, second, third, fourth


def test_rates_count_everybody_infused(four):
    assert counts(study(*four)) == {
        ("ORR", 28): (1, 4, 0), ("MRD", 28): (1, 4, 0),
        ("ORR", 90): (2, 4, 0), ("MRD", 90): (1, 4, 0),
        ("ORR", None): (2, 4, 0), ("MRD", None): (1, 4, 0),
    }  # fmt: skip


def test_who_may_still_respond_is_pending(four):
    """On day 50 the first window has closed; three may still respond by day 90."""
    found = counts(study(*four, cutoff=50))
    assert found["ORR", 28] == (1, 4, 0)
    assert found["ORR", 90] == (0, 0, 4)
    assert found["ORR", None] == (1, 1, 3)


def test_the_interval_is_exact(four):
    """2 of 4: Clopper-Pearson 6.76 to 93.24 %."""
    rate = next(rate.value for rate in study(*four).rates if (rate.code, rate.day) == ("ORR", 90))
    assert (rate.share, round(rate.low, 4), round(rate.high, 4)) == (0.5, 0.0676, 0.9324)


def test_survival_of_four(four):
    """Followed 300, 200, to death on day 100, and 0 days: 1 of 3 at risk died on day 100."""
    found = study(*four)
    assert (found.os.total, found.os.events) == (4, 1)
    assert found.os.step_at(100).survival == pytest.approx(2 / 3)
    assert found.os.at_risk(100) == 3
    assert found.follow_up.events == 3


def test_times_from_remission_are_those_of_responders(four):
    found = study(*four)
    assert (found.dor.total, found.rfs.total) == (2, 2)
    assert (found.efs.total, found.efs.events) == (4, 1)


def test_a_study_in_which_nobody_was_infused():
    found = study(participant())
    assert (found.infused, found.os, found.follow_up) == (0, None, None)
    assert counts(found)["ORR", 28] == (0, 0, 0)
