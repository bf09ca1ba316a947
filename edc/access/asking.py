"""What somebody gets who has to sign in first."""

from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """401 as JSON for a script, which cannot show a form; for a page, the sign-in form and back."""
    if wants_json(request):
        return JsonResponse({"detail": _("Sign in to go on.")}, status=401)
    return redirect_to_login(_page_to_return_to(request))


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asked: it says so by X-Requested-With, by HX-Request or by Accept."""
    scripted = "X-Requested-With" in request.headers or "HX-Request" in request.headers
    return scripted or "json" in request.headers.get("Accept", "")


def _page_to_return_to(request: HttpRequest) -> str:
    """The page itself; after a POST, which cannot be opened again, the page that sent it."""
    if request.method == "GET":
        return request.get_full_path()
    sender = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(sender, allowed_hosts={request.get_host()}):
        return "/"
    return urlsplit(sender).path or "/"
