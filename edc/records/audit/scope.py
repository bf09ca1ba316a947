"""What one request or job brings to every write made inside it: its id and its channel."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from edc.records.audit.channel import Channel


@dataclass(frozen=True)
class Scope:
    """Identifies one request or job in the trail, so that all that it wrote can be found together."""

    request_id: str
    channel: Channel


_scope: ContextVar[Scope | None] = ContextVar("edc_scope", default=None)


def current_scope() -> Scope:
    """The scope in force; outside requests each call is a job of its own."""
    return _scope.get() or Scope(str(uuid.uuid4()), Channel.JOB)


@contextmanager
def scope(channel: Channel) -> Iterator[Scope]:
    """Everything written inside is one request or job with one id."""
    entered = Scope(str(uuid.uuid4()), channel)
    token = _scope.set(entered)
    try:
        yield entered
    finally:
        _scope.reset(token)


class RequestScopeMiddleware:
    """Gives each request its id, returned as X-Request-ID so that a complaint can be traced to its ledger rows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        channel = Channel.API if request.path.startswith("/api/") else Channel.FORM
        with scope(channel) as entered:
            response = self.get_response(request)
            response["X-Request-ID"] = entered.request_id
            return response
