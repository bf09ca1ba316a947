"""What users see and set of themselves: own sign-ins, own language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from edc.access.models import AccessEvent, User
from edc.access.views_guard import public, signed_in

SHOWN = 100


@require_GET
@signed_in
def my_sign_ins(request: HttpRequest) -> HttpResponse:
    """The newest entries of the access log about the user, failed attempts of others among them."""
    events = AccessEvent.objects.filter(user=request.user.pk)[:SHOWN]
    return render(request, "access/my_sign_ins.html", {"events": events})


@require_POST
@public
def switch_language(request: HttpRequest) -> HttpResponse:
    """Django's switch; a user who has signed in meets the language again at the next sign-in."""
    response = set_language(request)
    chosen = request.POST.get("language", "")
    user = request.user
    languages = {code for code, _name in User._meta.get_field("language").flatchoices}
    if isinstance(user, User) and chosen in languages - {user.language}:
        user.language = chosen
        user.save(update_fields=["language"])
    return response
