"""What somebody gets who has to sign in first."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """401 as JSON for a script, which cannot show a form; for a page, the sign-in form and back."""
    if wants_json(request):
        return JsonResponse({"detail": _("Sign in to go on.")}, status=401)
    back = request.get_full_path() if request.method == "GET" else "/"
    return redirect_to_login(back)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asked: it says so by X-Requested-With, by HX-Request or by Accept."""
    scripted = {"X-Requested-With", "HX-Request"} & set(request.headers)
    return bool(scripted) or "json" in request.headers.get("Accept", "")
