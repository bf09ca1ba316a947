"""Checks that many forms share: what comes first in time stands first."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.partial_dates import earliest, latest


def in_order(check_id: str, earlier: str, later: str) -> Callable[[Any], Finding | None]:
    """A check of a page or row: item `later` is not before item `earlier`, whatever partial dates may mean."""

    def check(record: Any) -> Finding | None:
        first, second = getattr(record, earlier), getattr(record, later)
        if first is None or second is None or not is_before(second, first):
            return None
        return Finding(check_id, (later,), _("This is earlier than the step before it. Which date is right?"))

    return check


def is_before(one: Any, other: Any) -> bool:
    """Certainly before; days may stand beside partial dates."""
    return latest(one) < earliest(other)


def before_birth(check_id: str, name: str) -> Callable[[Any], Finding | None]:
    """A check of a page: item `name`, a day or a partial date, is not before the date of birth."""

    def check(page: Any) -> Finding | None:
        value, born = getattr(page, name), page.subject.birth_date
        if value is None or born is None or not is_before(value, born):
            return None
        return Finding(check_id, (name,), _("This is before the date of birth. Check the year."))

    return check
