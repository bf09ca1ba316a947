"""Proposal of dose-limiting toxicity from the protocol's rule set: hours by hand, both sides of each bound.

Infusion on 2 March 2026; the window closes at the end of day 28, 30 March. Times are UTC.
"""

import datetime as dt
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse_events.rules.dlt import RULE, Event, Missing, Moment, Step, Verdict, Window, propose

UTC = dt.UTC


@dataclass(frozen=True, kw_only=True)
class Limit:
    code: str
    min_grade: int
    categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    scale: str = ""
    longer_than_hours: int = 0
    related: tuple[str, ...] = ("DEFINITE", "PROBABLE", "POSSIBLE")


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    code: str
    categories: tuple[str, ...]
    max_grade: int = 4
    until_day: int | None = None


CRS = {"categories": ("CRS",), "scale": "ASTCT 2019"}
HAEMATOLOGICAL = ("CRS", "ICANS", "CYTOPENIA")
LIMITS = (
    Limit(code="CRS-4", min_grade=4, **CRS),
    Limit(code="CRS-3", min_grade=3, longer_than_hours=72, **CRS),
    Limit(code="ORGAN-4", min_grade=4, not_categories=HAEMATOLOGICAL),
    Limit(code="ORGAN-3", min_grade=3, longer_than_hours=168, not_categories=HAEMATOLOGICAL),
    Limit(code="BLOOD-4", min_grade=4, categories=("CYTOPENIA",)),
)
EXCLUSIONS = (
    Exclusion(code="X-CYTOPENIA", categories=("CYTOPENIA",), until_day=42),
    Exclusion(code="X-TLS", categories=("TUMOR LYSIS",), max_grade=3),
)


def day(number: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    """A time on a study day."""
    return dt.datetime(2026, 3, 2, hour, minute, tzinfo=UTC) + dt.timedelta(days=number)


def exact(number: int, hour: int, minute: int = 0) -> Moment:
    return Moment(day(number, hour, minute), day(number, hour, minute))


def some_time_on(number: int) -> Moment:
    return Moment(day(number), day(number, 23, 59))


WINDOW = Window(opens=day(0), closes=day(28, 23, 59), now=day(60))


def crs(*steps: tuple[int | None, Moment | None], ends: Moment | None = None, **values) -> Event:
    event = Event(
        category="CRS", scale="ASTCT 2019", relation="PROBABLE", starts=steps[0][1], ends=ends, ongoing=ends is None,
        steps=tuple(Step(*step) for step in steps),
    )  # fmt: skip
    return replace(event, **values)


def proposal(event: Event, window: Window = WINDOW):
    return propose(event, limits=LIMITS, exclusions=EXCLUSIONS, window=window)


def test_the_rule_set_is_an_assumption():
    assert not RULE.is_confirmed


def test_grade_4_fires_at_once():
    found = proposal(crs((3, exact(3, 8)), (4, exact(3, 20)), ends=exact(5, 8)))
    assert (found.verdict, found.rule, found.since) == (Verdict.FIRES, "CRS-4", day(3, 20))


@pytest.mark.parametrize(("until", "verdict"), [
    (exact(6, 8, 0), Verdict.NONE), (exact(6, 8, 1), Verdict.FIRES), (exact(5, 8), Verdict.NONE),
])  # fmt: skip
def test_grade_3_fires_after_more_than_72_hours(until, verdict):
    """From day 3, 8:00: 72 hours are over on day 6 at 8:00."""
    assert proposal(crs((3, exact(3, 8)), (2, until), ends=exact(9, 0))).verdict is verdict


def test_hours_and_beginning_stand_beside_the_proposal():
    found = proposal(crs((2, exact(2, 0)), (3, exact(3, 8)), (1, exact(7, 10)), ends=exact(8, 0)))
    assert (found.rule, found.since, found.hours) == ("CRS-3", day(3, 8), 98)


def test_a_break_starts_the_hours_anew():
    """Twice 40 hours of grade 3 with a grade 2 between are not 72 contiguous hours."""
    course = crs((3, exact(3, 0)), (2, exact(4, 16)), (3, exact(5, 0)), (1, exact(6, 16)), ends=exact(7, 0))
    assert proposal(course).verdict is Verdict.NONE


def test_from_grade_3_to_4_and_back_is_one_spell():
    event = crs((3, exact(3, 0)), (4, exact(4, 0)), (3, exact(5, 0)), (1, exact(6, 1)), ends=exact(7, 0))
    both = propose(event, limits=LIMITS[1:2], exclusions=(), window=WINDOW)
    assert (both.verdict, both.hours) == (Verdict.FIRES, 73)


def test_a_day_without_time_is_both_of_its_readings():
    """Day 3 to day 6: 48 hours and a minute at least, 96 less a minute at most; day 3 to day 7 is 72 h 1 min."""
    undecided = proposal(crs((3, some_time_on(3)), (2, some_time_on(6)), ends=exact(9, 0)))
    assert (undecided.verdict, undecided.missing, undecided.hours) == (Verdict.UNDECIDED, Missing.DATE, 48)
    assert proposal(crs((3, some_time_on(3)), (2, some_time_on(7)), ends=exact(9, 0))).verdict is Verdict.FIRES
    assert proposal(crs((3, some_time_on(3)), (2, some_time_on(5)), ends=exact(9, 0))).verdict is Verdict.NONE


def test_an_event_that_goes_on_is_decided_when_its_hours_are_over():
    """From day 3, 8:00: it fires after day 6, 8:00."""
    event = crs((3, exact(3, 8)))
    early = proposal(event, replace(WINDOW, now=day(5, 8)))
    assert (early.verdict, early.missing, early.hours) == (Verdict.UNDECIDED, Missing.HOURS, 48)
    assert early.fires_at == day(6, 8)
    assert proposal(event, replace(WINDOW, now=day(6, 8, 1))).verdict is Verdict.FIRES


def test_without_end_and_without_ongoing_it_is_open():
    found = proposal(crs((3, exact(3, 8)), ongoing=None))
    assert (found.verdict, found.missing) == (Verdict.UNDECIDED, Missing.DATE)


@pytest.mark.parametrize(("relation", "verdict"), [
    ("DEFINITE", Verdict.FIRES), ("POSSIBLE", Verdict.FIRES), ("UNLIKELY", Verdict.NONE), ("NOT RELATED", Verdict.NONE),
])  # fmt: skip
def test_what_the_cells_did_not_cause_is_no_dlt(relation, verdict):
    assert proposal(crs((4, exact(3, 8)), relation=relation)).verdict is verdict


def test_a_missing_relation_or_scale_or_grade_is_open():
    assert proposal(crs((4, exact(3, 8)), relation=None)).missing is Missing.RELATION
    assert proposal(crs((4, exact(3, 8)), scale=None)).missing is Missing.CATEGORY
    assert proposal(crs((None, exact(3, 8)))).missing is Missing.CATEGORY
    assert proposal(crs((4, exact(3, 8)), category=None)).missing is Missing.CATEGORY
    assert proposal(crs((4, exact(3, 8)), (None, exact(4, 8)))).verdict is Verdict.FIRES


def test_another_scale_is_not_graded_by_this_rule():
    assert proposal(crs((4, exact(3, 8)), scale="CTCAE V5.0")).verdict is Verdict.NONE


@pytest.mark.parametrize(("begins", "verdict"), [
    (exact(-1, 23, 59), Verdict.NONE), (exact(0, 0), Verdict.FIRES), (exact(28, 23, 59), Verdict.FIRES),
    (exact(29, 0), Verdict.NONE), (Moment(day(-2), day(28)), Verdict.UNDECIDED),
])  # fmt: skip
def test_the_event_begins_in_the_window(begins, verdict):
    assert proposal(crs((4, begins))).verdict is verdict


@pytest.mark.parametrize(("starts", "steps", "verdict", "rule"), [
    (exact(-1, 8), [(1, exact(-1, 8)), (4, exact(0, 0))], Verdict.FIRES, "ORGAN-4"),  # worse on the day of infusion
    (exact(-1, 8), [(1, exact(-1, 8)), (4, exact(-1, 23, 59))], Verdict.NONE, ""),  # grade 4 already the day before
    (exact(0, 0), [(4, exact(0, 0))], Verdict.FIRES, "ORGAN-4"),  # began on the day of infusion
    (exact(-1, 8), [(1, exact(-1, 8)), (4, exact(28, 23, 59))], Verdict.FIRES, "ORGAN-4"),
    (exact(-1, 8), [(1, exact(-1, 8)), (4, exact(29, 0))], Verdict.NONE, ""),  # after the window
    (exact(-1, 8), [(1, exact(-1, 8)), (2, exact(3, 0))], Verdict.NONE, ""),  # worse, not to the grade of a rule
    (exact(-9, 8), [(4, exact(-9, 8)), (1, exact(-2, 0)), (4, exact(2, 0))], Verdict.FIRES, "ORGAN-4"),
    (exact(-9, 8), [(4, exact(-9, 8)), (5, exact(2, 0))], Verdict.FIRES, "ORGAN-4"),  # 4 before, worse: death
    (exact(-9, 8), [(4, exact(-9, 8)), (3, exact(2, 0))], Verdict.NONE, ""),  # becoming better
])  # fmt: skip
def test_of_an_older_event_what_became_worse_after_the_infusion_counts(starts, steps, verdict, rule):
    event = crs(*steps, category="OTHER", scale="CTCAE V5.0", starts=starts, ends=exact(40, 0))
    found = proposal(event)
    assert (found.verdict, found.rule) == (verdict, rule)


def test_hours_of_an_older_event_are_those_above_its_grade_before_the_infusion():
    """168 hours from day 2, 6:00, are over on day 9, 6:00. At grade 3 since the day before, only 4 is worse."""
    old = {"category": "OTHER", "scale": "CTCAE V5.0", "starts": exact(-1, 8)}
    risen = [(2, exact(-1, 8)), (3, exact(2, 6))]
    assert proposal(crs(*risen, (1, exact(9, 6)), ends=exact(20, 0), **old)).verdict is Verdict.NONE
    found = proposal(crs(*risen, (1, exact(9, 7)), ends=exact(20, 0), **old))
    assert (found.verdict, found.rule, found.since, found.hours) == (Verdict.FIRES, "ORGAN-3", day(2, 6), 169)
    unchanged = crs((3, exact(-1, 8)), ends=exact(20, 0), **old)
    assert proposal(unchanged).verdict is Verdict.NONE


@pytest.mark.parametrize(("steps", "missing"), [
    ([(4, exact(3, 8))], Missing.BASELINE),  # what it was before the infusion is not recorded
    ([(None, exact(-1, 8)), (4, exact(3, 8))], Missing.BASELINE),
    ([(4, None)], Missing.DATE),  # from when it had its one grade is not recorded
    ([(1, exact(-1, 8)), (4, None)], Missing.DATE),
    ([(1, exact(-1, 8)), (4, Moment(day(-1), day(3)))], Missing.DATE),
    ([(1, exact(-1, 8)), (None, exact(3, 8))], Missing.CATEGORY),
    ([(3, exact(-1, 8)), (None, exact(3, 8))], Missing.CATEGORY),
    ([], Missing.CATEGORY),
])  # fmt: skip
def test_where_the_record_does_not_tell_whether_an_older_event_became_worse_it_is_open(steps, missing):
    event = Event(
        category="OTHER", scale="CTCAE V5.0", relation="POSSIBLE", starts=exact(-1, 8), ends=exact(40, 0),
        ongoing=False, steps=tuple(Step(*step) for step in steps),
    )  # fmt: skip
    found = proposal(event)
    assert (found.verdict, found.missing) == (Verdict.UNDECIDED, missing)


def test_the_same_is_told_where_no_grade_or_only_death_could_count():
    old = {"category": "OTHER", "scale": "CTCAE V5.0", "starts": exact(-1, 8), "ends": exact(40, 0)}
    assert proposal(crs((2, exact(3, 8)), **old)).verdict is Verdict.NONE
    assert proposal(crs((5, exact(3, 8)), **old)).verdict is Verdict.FIRES
    assert proposal(crs((3, exact(3, 8)), (1, exact(4, 8)), **old)).verdict is Verdict.NONE  # 24 hours of grade 3
    assert proposal(crs((4, exact(3, 8)), **old, relation="UNLIKELY")).verdict is Verdict.NONE


def test_a_grade_reached_after_the_window_does_not_count():
    assert proposal(crs((1, exact(20, 0)), (4, exact(30, 0)))).verdict is Verdict.NONE


def test_without_date_of_onset_it_is_open():
    found = proposal(crs((4, None), starts=None))
    assert (found.verdict, found.missing) == (Verdict.UNDECIDED, Missing.DATE)


def test_a_cytopenia_is_excluded_until_it_outlasts_day_42():
    event = crs((4, exact(10, 0)), category="CYTOPENIA", scale="CTCAE V5.0")
    gone = proposal(replace(event, ends=exact(42, 23, 59), ongoing=False))
    assert (gone.verdict, gone.rule, gone.exclusion) == (Verdict.EXCLUDED, "BLOOD-4", "X-CYTOPENIA")
    assert proposal(replace(event, ends=exact(43, 0), ongoing=False)).verdict is Verdict.FIRES
    assert proposal(event, replace(WINDOW, now=day(42, 12))).verdict is Verdict.EXCLUDED
    assert proposal(event, replace(WINDOW, now=day(43, 0))).verdict is Verdict.FIRES


def test_tumour_lysis_is_excluded_to_grade_3_only():
    event = crs((3, exact(1, 0)), category="TUMOR LYSIS", scale="CTCAE V5.0", ends=exact(10, 0))
    found = proposal(event)
    assert (found.verdict, found.rule, found.exclusion) == (Verdict.EXCLUDED, "ORGAN-3", "X-TLS")
    assert proposal(replace(event, steps=(Step(4, exact(1, 0)),))).rule == "ORGAN-4"


@pytest.mark.parametrize("steps", [(), ((None, 1),), ((3, 1), (None, 2)), ((None, 1), (3, 2))])
def test_an_exclusion_by_grade_waits_for_every_grade(steps):
    """A step without its grade may be of grade 4, which tumour lysis is not excluded for."""
    event = crs((3, exact(1, 0)), category="TUMOR LYSIS", scale="CTCAE V5.0", ends=exact(20, 0))
    found = proposal(replace(event, steps=tuple(Step(grade, exact(number, 0)) for grade, number in steps)))
    assert (found.verdict, found.missing) == (Verdict.UNDECIDED, Missing.CATEGORY)


def test_seven_days_of_grade_3_in_an_organ():
    """168 hours from day 2, 6:00, are over on day 9 at 6:00."""
    event = crs((3, exact(2, 6)), category="OTHER", scale="CTCAE V5.0")
    assert proposal(replace(event, ends=exact(9, 6))).verdict is Verdict.NONE
    assert proposal(replace(event, ends=exact(9, 7))).rule == "ORGAN-3"


@given(grade=st.integers(1, 5), hours=st.integers(0, 400), more=st.integers(0, 100))
def test_longer_or_worse_is_never_less(grade, hours, more):
    """Monotone: with more hours, or one grade more, a rule that fires goes on firing."""

    def fires(grade: int, hours: int) -> bool:
        end = day(3) + dt.timedelta(hours=hours)
        return proposal(crs((grade, exact(3, 0)), ends=Moment(end, end))).verdict is Verdict.FIRES

    if fires(grade, hours):
        assert fires(grade, hours + more)
        assert fires(min(grade + 1, 5), hours)
