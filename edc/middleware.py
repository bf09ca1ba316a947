"""What holds for every answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _


class NoNulMiddleware:
    """400 for a NUL in an address or in anything typed: no keyboard makes one, and PostgreSQL stores none.

    JSON is read later, by the API, which refuses it in its own words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        typed = (*request.GET.lists(), *request.POST.lists())
        if any("\0" in text for text in (request.path, *(text for key, values in typed for text in (key, *values)))):
            return HttpResponseBadRequest(_("This address or form holds a NUL character."), content_type="text/plain")
        return self.get_response(request)


class NoStoreMiddleware:
    """Nothing that shows data stays in a cache or on a shared computer's disk.

    Static files are answered before this and keep their own headers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        return response
