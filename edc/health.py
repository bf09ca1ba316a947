"""Whether this server can answer, for a load balancer."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from edc.access.views_guard import public


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok" when the database answers, else 503. Says nothing else to anybody."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
