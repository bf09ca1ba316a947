"""Lists of pages: filters and keyset pagination."""

from typing import Any

from django_filters import CharFilter
from django_filters.rest_framework import FilterSet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination

from edc.crf.text import as_number


class PageFilter(FilterSet):  # type: ignore[misc]
    """By participant and visit. A participant of another site is as one that does not exist."""

    subject = CharFilter("subject_id", label="participant number")
    visit = CharFilter("visit_code", label="visit code")


class ByKey(CursorPagination):
    """Pages of a list by primary key: what is saved meanwhile neither repeats nor skips a record."""

    ordering = "pk"
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 500

    def decode_cursor(self, request: Any) -> Cursor | None:
        cursor: Cursor | None = super().decode_cursor(request)
        if cursor is not None and as_number(str(cursor.position or 0)) is None:
            raise NotFound(self.invalid_cursor_message)
        return cursor
