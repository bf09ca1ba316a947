"""What the OpenAPI schema says beyond the serializers: the header of a change, and every refusal."""

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from edc.api.serializers import change_serializer, page_serializer

REFUSALS = {
    400: "A value cannot be read or cannot be, a key cannot be set, or a reason is missing; named by key.",
    401: "Not signed in.",
    403: "Signed in, but without the right; or the CSRF token is missing.",
    404: "There is no such record at your sites.",
    409: "Saved by somebody else in between (with the current values), or the step is not due yet (with the remedy).",
    413: "The body is too large.",
    415: "The body is no JSON.",
    423: "The page is locked.",
    428: "If-Match is missing.",
}
READING = (401, 403, 404)
WRITING = (*READING, 400, 409, 413, 415)

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description='The version that is changed, e.g. "3".'
)


class SessionCookie(SessionScheme):  # type: ignore[no-untyped-call]
    """Our session authentication is REST framework's to the schema."""

    target_class = "edc.access.rest.SessionAuthentication"


def documented(viewset: type[Any], model: Any) -> type[Any]:
    """The viewset with the schema of its four actions."""
    page, code, title = page_serializer(model), model.crf.code, model.crf.title
    mark = extend_schema_view(
        list=extend_schema(summary=f"{code}: list", responses={200: page(many=True), **refusals(401, 403, 404)}),
        retrieve=extend_schema(summary=f"{code}: one page", responses={200: page, **refusals(*READING)}),
        create=extend_schema(
            summary=f"{code}: first entry", request=page, responses={201: page, **refusals(*WRITING, 423)}
        ),
        partial_update=extend_schema(
            summary=f"{code}: change",
            request=change_serializer(model),
            parameters=[IF_MATCH],
            responses={200: page, **refusals(*WRITING, 423, 428)},
        ),
    )
    viewset.__doc__ = f"{title}. {model.__doc__}"
    made: type[Any] = mark(viewset)
    return made


def refusals(*statuses: int) -> dict[int, OpenApiResponse]:
    """Documentation of these refusals."""
    return {status: OpenApiResponse(OpenApiTypes.OBJECT, REFUSALS[status]) for status in sorted(statuses)}
