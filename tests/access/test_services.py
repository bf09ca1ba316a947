"""Users and roles: who may change whose, what is refused, and that nothing is forgotten."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, connection, transaction
from django.http import Http404

from edc.access.gate import may
from edc.access.links import password_link
from edc.access.models import AccessEvent, Assignment, KeptForEver, User
from edc.access.permissions import Permission
from edc.access.roles import Role
from edc.access.services import (
    OwnRights,
    create_user,
    deactivate_user,
    grant_role,
    revoke_role,
    users_managed_by,
)
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from tests.people import make_user

pytestmark = pytest.mark.usefixtures("sites")
WHY = Reason(ReasonCode.ADMINISTRATION, "delegation log of 3 November 2026")
NEW = {"username": "wu.lei", "full_name": "Wu Lei", "organisation": "Test hospital"}


def test_an_administrator_makes_a_user_who_has_no_password_and_no_right(administrator: User, nurse: User) -> None:
    user = create_user(**NEW, by=administrator, reason=WHY)
    assert not user.has_usable_password()
    assert not any(may(user, permission) for permission in Permission)
    with pytest.raises(PermissionDenied):
        create_user(username="wu.lei2", full_name="Wu", organisation="Test", by=nurse, reason=WHY)


def test_es_06_a_user_name_is_never_given_again_not_after_deactivation_and_in_no_other_case(
    administrator: User,
) -> None:
    user = create_user(**NEW, by=administrator, reason=WHY)
    deactivate_user(user=user, by=administrator, reason=WHY)
    for name in ("wu.lei", "Wu.Lei", "wu.lei\n"):
        with pytest.raises(ValidationError, match=r"User name|username|taken|small letters"):
            create_user(**{**NEW, "username": name}, by=administrator, reason=WHY)


@pytest.mark.parametrize("name", ["ab", "1abc", "wu lei", "吴磊", "a" * 41, "wu@lei", ""])
def test_user_names_that_could_be_misread_are_refused(administrator: User, name: str) -> None:
    with pytest.raises(ValidationError):
        create_user(**{**NEW, "username": name}, by=administrator, reason=WHY)


def test_a_role_is_granted_at_a_site_and_only_there(administrator: User, nurse: User) -> None:
    user = create_user(**NEW, by=administrator, reason=WHY)
    assignment = grant_role(user=user, role=Role.MONITOR, site_code="302", by=administrator, reason=WHY)
    assert may(user, Permission.QUERY_RAISE, "302")
    assert not may(user, Permission.QUERY_RAISE, "301")
    assert assignment.history.count() == 1
    with pytest.raises(ValidationError):
        grant_role(user=user, role=Role.MONITOR, site_code="302", by=administrator, reason=WHY)
    with pytest.raises(ValidationError, match="no site 999"):
        grant_role(user=user, role=Role.MONITOR, site_code="999", by=administrator, reason=WHY)
    with pytest.raises(PermissionDenied):
        grant_role(user=user, role=Role.INVESTIGATOR, site_code="301", by=nurse, reason=WHY)


def test_nobody_edits_own_rights(administrator: User) -> None:
    assignment = administrator.assignments.get()
    with pytest.raises(OwnRights):
        grant_role(user=administrator, role=Role.ADMINISTRATOR, site_code="301", by=administrator, reason=WHY)
    with pytest.raises(OwnRights):
        revoke_role(assignment=assignment, by=administrator, reason=WHY)
    with pytest.raises(OwnRights):
        deactivate_user(user=administrator, by=administrator, reason=WHY)
    with pytest.raises(OwnRights):
        password_link(user=administrator, by=administrator, reason="mine")
    colleague = make_user(Role.ADMINISTRATOR)
    revoke_role(assignment=assignment, by=colleague, reason=WHY)
    assert not may(User.objects.get(pk=administrator.pk), Permission.USER_MANAGE)


@pytest.mark.parametrize(
    ("held", "refused"),
    [
        (Role.RESEARCH_NURSE, Role.ADMINISTRATOR),
        (Role.ADMINISTRATOR, Role.RESEARCH_NURSE),
        (Role.ADMINISTRATOR, Role.DATA_MANAGER),
        (Role.INVESTIGATOR, Role.MONITOR),
        (Role.SPONSOR, Role.PRINCIPAL_INVESTIGATOR),
    ],
)
def test_ac_08_one_person_does_not_stand_on_two_sides(administrator: User, held: Role, refused: Role) -> None:
    user = make_user(held, site="301")
    with pytest.raises(ValidationError, match="cannot be combined"):
        grant_role(user=user, role=refused, site_code="301", by=administrator, reason=WHY)


def test_ac_08_a_nurse_may_also_be_granted_the_investigator_role(administrator: User, nurse: User) -> None:
    grant_role(user=nurse, role=Role.INVESTIGATOR, site_code="301", by=administrator, reason=WHY)
    assert may(nurse, Permission.JUDGE, "301")


def test_ac_02_an_administrator_of_one_site_manages_no_user_of_another(nurse: User) -> None:
    local = make_user(Role.ADMINISTRATOR, site="302")
    own, everywhere = make_user(Role.RESEARCH_NURSE, site="302"), make_user(Role.SPONSOR)
    assert own in users_managed_by(local)
    assert not {nurse, everywhere} & set(users_managed_by(local))
    revoke_role(assignment=own.assignments.get(), by=local, reason=WHY)
    for user in (nurse, everywhere):
        with pytest.raises(Http404):
            deactivate_user(user=user, by=local, reason=WHY)
    with pytest.raises(Http404):
        grant_role(user=own, role=Role.ADMINISTRATOR, site_code="*", by=local, reason=WHY)


def test_a_deactivated_user_has_no_role_no_password_and_gets_neither_back(administrator: User, nurse: User) -> None:
    deactivate_user(user=nurse, by=administrator, reason=WHY)
    nurse.refresh_from_db()
    assert not nurse.is_active
    assert not nurse.has_usable_password()
    assert not nurse.assignments.held().exists()
    with pytest.raises(ValidationError, match="deactivated"):
        grant_role(user=nurse, role=Role.MONITOR, site_code="301", by=administrator, reason=WHY)
    with pytest.raises(ValidationError, match="deactivated"):
        password_link(user=nurse, by=administrator, reason="came back")


def test_at_16_users_and_assignments_cannot_be_deleted(nurse: User) -> None:
    with auditing(by=SYSTEM, reason=WHY):
        for attempt in (
            nurse.delete,
            nurse.assignments.get().delete,
            User.objects.all().delete,
            Assignment.objects.all().delete,
        ):
            with pytest.raises(KeptForEver):
                attempt()
    assert User.objects.filter(pk=nurse.pk).exists()


@pytest.mark.parametrize("table", ["edc_user", "edc_assignment", "edc_accessevent"])
def test_at_16_the_application_cannot_delete_them_by_sql_either(nurse: User, table: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        auditing(by=SYSTEM, reason=WHY),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table}")


def test_at_05_access_events_are_never_changed(nurse: User) -> None:
    event = AccessEvent.objects.create(kind=AccessEvent.Kind.SIGN_IN, user=nurse)
    with pytest.raises(KeptForEver):
        event.save()
    with pytest.raises(KeptForEver):
        event.delete()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AccessEvent.objects.update(detail="nothing happened")


def test_ac_05_who_could_do_what_on_a_day_is_still_known_after_a_role_is_revoked(nurse: User) -> None:
    march, june, october = (datetime(2026, month, 1, tzinfo=UTC) for month in (3, 6, 10))
    with auditing(by=SYSTEM, reason=WHY):
        nurse.assignments.update(granted_at=march, revoked_at=october)
    assert nurse.assignments.held_on(june).count() == 1
    assert nurse.assignments.held_on(march).count() == 1
    assert not nurse.assignments.held_on(datetime(2026, 2, 28, tzinfo=UTC)).exists()
    assert not nurse.assignments.held_on(october).exists()
    assert not nurse.assignments.held().exists()


def test_at_02_the_trail_keeps_who_granted_a_role_and_why(administrator: User, nurse: User) -> None:
    grant_role(user=nurse, role=Role.INVESTIGATOR, site_code="301", by=administrator, reason=WHY)
    entry = nurse.assignments.get(role=Role.INVESTIGATOR).history.get()
    assert entry.history_user == administrator
    assert entry.history_change_reason == WHY.text


def test_the_password_is_in_no_history(nurse: User) -> None:
    assert "password" not in {field.name for field in User.history.model._meta.get_fields()}
