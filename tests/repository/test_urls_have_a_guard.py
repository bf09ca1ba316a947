"""Deny by default (AC-01): every URL says who may call it, and those of other packages do as the table says."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from edc.access.third_party import ACCESS_BY_NAME
from edc.access.views_guard import PUBLIC, SIGNED_IN, access_of, all_urls


def test_ac_01_a_url_that_does_not_say_who_may_call_it_fails_the_build() -> None:
    unmarked = [
        f"{route} ({name or view})"
        for route, name, view in all_urls()
        if not (access_of(view) or name in ACCESS_BY_NAME)
    ]
    assert not unmarked, "mark these views with @requires, @signed_in or @public: " + ", ".join(unmarked)


def test_the_table_names_no_url_that_is_gone() -> None:
    assert set(ACCESS_BY_NAME) <= {name for _route, name, _view in all_urls()}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, access in ACCESS_BY_NAME.items() if access == SIGNED_IN])
def test_ac_01_a_page_of_another_package_that_needs_sign_in_asks_for_it(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, access in ACCESS_BY_NAME.items() if access == PUBLIC])
def test_a_public_page_of_another_package_opens_or_leads_to_sign_in(client: Client, name: str) -> None:
    try:
        path = reverse(name)
    except NoReverseMatch:
        path = reverse(name, kwargs={"uidb36": "1", "key": "not-a-key"})
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
