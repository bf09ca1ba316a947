"""The name of the trial for the head of every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from trial.models import ProtocolVersion


def trial(_request: HttpRequest) -> dict[str, Any]:
    """`trial_code` of the newest loaded protocol; read only when a page is rendered."""
    return {"trial_code": SimpleLazyObject(_newest_code)}


def _newest_code() -> str:
    return ProtocolVersion.objects.values_list("protocol_code", flat=True).first() or ""
