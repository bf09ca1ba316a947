"""AT-04: every pair of different values is a change, NULL, "", 0 and False among them; a pair of equal ones is none."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edc.access.models import User
from edc.records.audit.context import Reason, auditing
from edc.records.audit.ledger import LedgerEntry
from edc.records.base import PageStatus
from patients.models import Bag, Infusion
from tests.edc.audit.making import saved

TEXT = st.one_of(st.none(), st.sampled_from(["", "0", "False", "None", "null", " ", "张", "😀"]), st.text(
    st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=40
))  # fmt: skip
NUMBER = st.one_of(st.none(), st.sampled_from([Decimal("0"), Decimal("0.001"), Decimal("1"), Decimal("-1")]),
                   st.decimals(-9999, 9999, places=3))  # fmt: skip
COLUMNS = st.one_of(
    st.tuples(st.just((Infusion, "batch_id")), TEXT, TEXT),
    st.tuples(st.just((Infusion, "dose_e6_per_kg")), NUMBER, NUMBER),
    st.tuples(st.just((Bag, "bag_id")), TEXT, TEXT),
    st.tuples(st.just((Bag, "total_cells_e6")), NUMBER, NUMBER),
    st.tuples(st.just((Infusion, "missing_reasons")), *[st.dictionaries(st.sampled_from("abc"), TEXT)] * 2),
)


@pytest.mark.parametrize(
    ("column", "pair"),
    [("batch_id", (None, "")), ("batch_id", ("", "0")),
     ("dose_e6_per_kg", (None, Decimal(0))), ("weight_date", (None, None)),
     ("is_locked", (False, True)), ("occurrence", (1, 0)), ("status", (PageStatus.COMPLETE, PageStatus.INCOMPLETE))],
)  # fmt: skip
@pytest.mark.parametrize("back", [False, True])
def test_AT04_absent_empty_zero_and_false_are_four_things(
    column: str, pair: tuple[Any, Any], back: bool, nurse: User, reason: Reason
) -> None:
    before, after = reversed(pair) if back else pair
    assert _change(Infusion, column, before, after, nurse, reason) == (before != after)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=COLUMNS)
def test_AT04_whatever_differs_is_a_change(drawn: Any, nurse: User, reason: Reason) -> None:
    (model, column), before, after = drawn
    with transaction.atomic():
        assert _change(model, column, before, after, nurse, reason) == (before != after)
        transaction.set_rollback(True)


def _change(model: Any, column: str, before: Any, after: Any, nurse: User, reason: Reason) -> bool:
    """Set a column to `before`, then to `after`; whether the second left its entry."""
    with auditing(by=nurse, reason=reason):
        row = model.objects.filter(pk=saved(model).pk)
        row.update(**{column: before})
        seen = LedgerEntry.objects.latest("seq").seq
        row.update(**{column: after})
    entries = list(LedgerEntry.objects.filter(seq__gt=seen))
    assert [entry.changed for entry in entries] in ([], [[column, "version"]])
    assert all(entry.before[column] != entry.after[column] for entry in entries)
    return bool(entries)
