"""What the database refuses, told by its own code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from edc.records.audit.ledger import LedgerEntry

NO_CONTEXT, NO_REASON, LOCKED, NEVER = "ED001", "ED002", "ED003", "ED004"
NO_RIGHT = "42501"


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused with this SQLSTATE, and leaves no line in the ledger."""
    before = LedgerEntry.objects.count()
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        yield
    assert code_of(caught.value) == code
    assert LedgerEntry.objects.count() == before


def code_of(error: Any) -> str:
    return str(getattr(error.__cause__ or error, "sqlstate", ""))
