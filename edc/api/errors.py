"""Refusals as HTTP: the status, and words at the place that they are about."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from edc.records.refusals import EntryRefused, ImpossibleValue, JudgementRefused, PageLocked, ReasonMissing, SaveRefused

VERSION_TAG = re.compile(r'"(\d{1,9})"')


class BodyTooLarge(exceptions.APIException):
    """More than a page of the casebook can hold."""

    status_code = 413


class VersionMissing(exceptions.APIException):
    """A change that does not say which version it was made from (RFC 6585)."""

    status_code = 428


def seen_version(request: Request) -> int:
    """The version in If-Match. Raises VersionMissing without one, ParseError where it is no version."""
    tag = request.headers.get("If-Match")
    if tag is None:
        raise VersionMissing(_('Say which version you change: If-Match: "3".'))
    if not (match := VERSION_TAG.fullmatch(tag)):
        raise exceptions.ParseError(_('If-Match holds one version in quotation marks: If-Match: "3".'))
    return int(match[1])


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler, which also knows our refusals."""
    if isinstance(error, SaveRefused):
        return _refused(error)
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, RequestDataTooBig):
        error = BodyTooLarge(_("Send less at once."))
    return exception_handler(error, context)


def _refused(error: SaveRefused) -> Response:
    if isinstance(error, ReasonMissing):
        return Response({"reason": [error.message]}, status=400)
    if isinstance(error, ImpossibleValue):
        return Response({name: [error.message] for name in error.items or ("detail",)}, status=400)
    status = {EntryRefused: 409, JudgementRefused: 403, PageLocked: 423}[type(error)]
    return Response({"detail": error.message}, status=status)
