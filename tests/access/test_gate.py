"""The gate: own site, another site (404), right missing (403), right revoked."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from edc.access.gate import ALL_SITES, may, require, role_for, scoped, sites_for
from edc.access.models import Assignment, User
from edc.access.permissions import Permission
from edc.access.roles import Role
from edc.access.services import revoke_role
from edc.records.audit.context import SYSTEM, Reason, ReasonCode
from tests.people import make_user

pytestmark = pytest.mark.django_db
REASON = Reason(ReasonCode.ADMINISTRATION, "left the trial")


def test_ac_02_a_nurse_enters_at_the_own_site_and_finds_nothing_at_another(nurse: User) -> None:
    require(nurse, Permission.CRF_ENTER, site_code="301")
    with pytest.raises(Http404):
        require(nurse, Permission.CRF_ENTER, site_code="302")


def test_ac_01_a_monitor_reads_at_the_site_and_is_refused_entry_there(monitor: User) -> None:
    require(monitor, Permission.CRF_VIEW, site_code="301")
    for refused in (Permission.CRF_ENTER, Permission.PAGE_LOCK, Permission.IDENTITY_VIEW, Permission.QUERY_ANSWER):
        with pytest.raises(PermissionDenied):
            require(monitor, refused, site_code="301")


def test_a_role_at_every_site_reaches_each_but_gives_no_more_rights() -> None:
    sponsor = make_user(Role.SPONSOR)
    assert sites_for(sponsor, Permission.DATA_EXPORT) is ALL_SITES
    assert may(sponsor, Permission.DATA_EXPORT, "999")
    with pytest.raises(PermissionDenied):
        require(sponsor, Permission.CRF_ENTER, site_code="301")


def test_a_person_with_two_roles_acts_under_the_one_that_gives_the_right() -> None:
    investigator = make_user(Role.INVESTIGATOR, Role.RESEARCH_NURSE)
    assert role_for(investigator, Permission.CRF_ENTER, "301") == Role.RESEARCH_NURSE
    assert role_for(investigator, Permission.JUDGE, "301") == Role.INVESTIGATOR


def test_a_right_at_one_site_is_not_a_right_at_the_other_where_another_role_is_held() -> None:
    user = make_user(Role.INVESTIGATOR, site="301")
    nurse_at_302 = make_user(Role.RESEARCH_NURSE, site="302")
    assert sites_for(user, Permission.JUDGE) == {"301"}
    with pytest.raises(PermissionDenied):
        require(nurse_at_302, Permission.JUDGE, site_code="302")


def test_lists_hold_only_rows_of_the_own_sites(nurse: User, monitor: User) -> None:
    elsewhere = make_user(Role.RESEARCH_NURSE, site="302")
    everywhere = make_user(Role.SPONSOR)
    rows = Assignment.objects.all()
    assert set(scoped(rows, nurse, Permission.CRF_VIEW).values_list("site_code", flat=True)) == {"301"}
    assert set(scoped(rows, elsewhere, Permission.CRF_VIEW).values_list("site_code", flat=True)) == {"302"}
    assert scoped(rows, everywhere, Permission.CRF_VIEW).count() == rows.count()
    assert not scoped(rows, monitor, Permission.CRF_ENTER).exists()


def test_ac_04_a_revoked_role_is_gone_at_the_next_request(nurse: User) -> None:
    assert may(nurse, Permission.CRF_ENTER, "301")
    revoke_role(assignment=nurse.assignments.get(), by=SYSTEM, reason=REASON)
    at_next_request = User.objects.get(pk=nurse.pk)
    assert not may(at_next_request, Permission.CRF_ENTER, "301")


def test_nobody_signed_in_and_nobody_active_has_no_right(nurse: User) -> None:
    nurse.is_active = False
    for refused in (nurse, AnonymousUser()):
        assert not may(refused, Permission.CRF_VIEW)
        with pytest.raises(Http404):
            require(refused, Permission.CRF_VIEW, site_code="301")


def test_one_query_for_all_questions_about_a_user(
    nurse: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        for permission in Permission:
            may(nurse, permission, "301")
            sites_for(nurse, permission)
