"""The decorators on each kind of view: who gets in, who is refused, and that the view says so."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.views import View
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet

from edc.access.models import User
from edc.access.permissions import Permission
from edc.access.views_guard import PUBLIC, SIGNED_IN, Access, access_of, all_urls, public, requires, signed_in

ENTER = Access(signed_in=True, permission=Permission.CRF_ENTER)


@requires(Permission.CRF_ENTER)
def function_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@requires(Permission.CRF_ENTER)
class ClassView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("in")


@requires(Permission.CRF_ENTER)
class RestView(APIView):
    def get(self, request: Any) -> Response:
        return Response("in")


@requires(Permission.CRF_ENTER)
class RestSet(ViewSet):
    def list(self, request: Any) -> Response:
        return Response("in")


@signed_in
def own_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@public
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def unmarked(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


urlpatterns = [
    path("", include("edc.urls")),  # what the page of a refusal links to
    path("function/", function_view),
    path("class/", ClassView.as_view()),
    path("rest/", RestView.as_view()),
    path("set/", RestSet.as_view({"get": "list"})),
    path("own/", own_page),
    path("open/", open_page),
    path("unmarked/", unmarked),
]
GUARDED = ["/function/", "/class/", "/rest/", "/set/"]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def test_ac_01_every_kind_of_view_says_who_may_call_it() -> None:
    said = {route: access_of(view) for route, _name, view in all_urls()}
    expected = dict.fromkeys(GUARDED, ENTER) | {"/own/": SIGNED_IN, "/open/": PUBLIC, "/unmarked/": None}
    assert said == said | expected


@pytest.mark.parametrize("url", GUARDED)
def test_ac_01_the_holder_of_the_permission_gets_in_and_others_do_not(
    client: Client, nurse: User, monitor: User, url: str
) -> None:
    client.force_login(nurse)
    assert client.get(url).status_code == 200
    client.force_login(monitor)
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("url", [*GUARDED, "/own/"])
def test_ac_01_nobody_gets_in_without_sign_in(client: Client, url: str) -> None:
    assert client.get(url, headers={"accept": "application/json"}).status_code == 401


def test_an_open_page_is_open_and_an_own_page_needs_no_role(client: Client, nurse: User) -> None:
    assert client.get("/open/").status_code == 200
    client.force_login(nurse)
    assert client.get("/own/").status_code == 200
