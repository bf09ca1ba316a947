"""What changed in a casebook since somebody last looked: for the monitor, who need not read what is as it was."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.dateparse import parse_date

from edc.access.gate import may, user_of
from edc.access.models import AccessEvent
from edc.access.permissions import Permission
from edc.crf.dates import OLDEST_YEAR, start_of
from edc.records.audit.ledger import Action, LedgerEntry


@dataclass(frozen=True)
class ChangedPages:
    """The pages, by form and key, that were written since a moment; empty when nobody asked."""

    since: dt.datetime | None = None
    pages: frozenset[tuple[str, int]] = frozenset()


def changed_pages(request: HttpRequest, number: str) -> ChangedPages:
    """Since ?since=YYYY-MM-DD; for who raises queries, otherwise since their sign-in before this one."""
    since = _asked(request) or _previous_sign_in(request)
    if since is None:
        return ChangedPages()
    written = LedgerEntry.objects.filter(subject_number=number, at__gte=since, page_id__isnull=False)
    pages = written.exclude(action=Action.BASELINE).values_list("form_code", "page_id").distinct()
    return ChangedPages(since, frozenset((form, page) for form, page in pages if page is not None))


def _asked(request: HttpRequest) -> dt.datetime | None:
    try:
        day = parse_date(request.GET.get("since", ""))
    except ValueError:
        return None
    return start_of(day) if day is not None and day.year >= OLDEST_YEAR else None


def _previous_sign_in(request: HttpRequest) -> dt.datetime | None:
    if not may(request.user, Permission.QUERY_RAISE):
        return None
    mine = AccessEvent.objects.filter(user=user_of(request), kind=AccessEvent.Kind.SIGN_IN)
    signed_in = list(mine.order_by("-id").values_list("at", flat=True)[:2])
    return signed_in[1] if len(signed_in) > 1 else None
