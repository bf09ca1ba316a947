"""The table of roles, against trust.md AC-08, IC-03 and ICH E6(R3) 4.3.8: facts, not a copy of the table."""

from itertools import combinations

import pytest

from edc.access.permissions import MEANING
from edc.access.permissions import Permission as P
from edc.access.roles import ROLES, Role

SITE_STAFF = {Role.RESEARCH_NURSE, Role.INVESTIGATOR, Role.PRINCIPAL_INVESTIGATOR}
INVESTIGATORS = {Role.INVESTIGATOR, Role.PRINCIPAL_INVESTIGATOR}
READ = {P.SUBJECT_VIEW, P.CRF_VIEW, P.AUDIT_VIEW, P.PROTOCOL_VIEW}
EVERYBODY = set(Role)

WHO_MAY = {
    P.SUBJECT_REGISTER: SITE_STAFF,
    P.SUBJECT_VIEW: EVERYBODY - {Role.ADMINISTRATOR},
    P.IDENTITY_VIEW: SITE_STAFF,
    P.CRF_VIEW: EVERYBODY - {Role.ADMINISTRATOR},
    P.CRF_ENTER: SITE_STAFF,
    P.JUDGE: INVESTIGATORS,
    P.QUERY_RAISE: {Role.MONITOR, Role.DATA_MANAGER},
    P.QUERY_ANSWER: SITE_STAFF,
    P.QUERY_CLOSE: {Role.MONITOR, Role.DATA_MANAGER},
    P.PAGE_LOCK: {Role.DATA_MANAGER},
    P.PAGE_UNLOCK: {Role.DATA_MANAGER},
    P.AUDIT_VIEW: EVERYBODY - {Role.ADMINISTRATOR},
    P.DATA_EXPORT: {Role.SPONSOR, Role.INSPECTOR, Role.DATA_MANAGER},
    P.PROTOCOL_VIEW: EVERYBODY - {Role.ADMINISTRATOR},
    P.PROTOCOL_LOAD: {Role.DATA_MANAGER},
    P.PROTOCOL_APPROVE: {Role.PRINCIPAL_INVESTIGATOR},
    P.DOSE_DECIDE: {Role.PRINCIPAL_INVESTIGATOR, Role.MEDICAL_MONITOR},
    P.USER_MANAGE: {Role.ADMINISTRATOR},
    P.SITE_MANAGE: {Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("permission", P)
@pytest.mark.parametrize("role", Role)
def test_ac_01_each_cell_of_the_table(role: Role, permission: P) -> None:
    assert (permission in ROLES[role].permissions) == (role in WHO_MAY[permission])


def test_ac_08_the_administrator_has_no_clinical_right() -> None:
    assert ROLES[Role.ADMINISTRATOR].permissions == {P.USER_MANAGE, P.SITE_MANAGE}


@pytest.mark.parametrize("role", [Role.SPONSOR, Role.INSPECTOR])
def test_ic_03_sponsor_and_inspector_only_read(role: Role) -> None:
    assert ROLES[role].permissions <= READ | {P.DATA_EXPORT}


def test_ic_03_the_medical_monitor_reads_and_decides_about_dose_levels() -> None:
    """No data of a participant is written by it: the decision stands at trial level."""
    assert ROLES[Role.MEDICAL_MONITOR].permissions == READ | {P.DOSE_DECIDE}


def test_ac_08_roles_that_may_be_held_together_never_join_entry_with_user_management() -> None:
    for one, other in combinations(Role, 2):
        if ROLES[one].side is ROLES[other].side:
            together = ROLES[one].permissions | ROLES[other].permissions
            assert not {P.CRF_ENTER, P.USER_MANAGE} <= together
            assert not {P.CRF_ENTER, P.QUERY_CLOSE} <= together


def test_ic_03_nobody_raises_answers_and_closes_a_query_without_the_site() -> None:
    for one, other in combinations(Role, 2):
        if ROLES[one].side is ROLES[other].side:
            together = ROLES[one].permissions | ROLES[other].permissions
            assert not {P.QUERY_ANSWER, P.QUERY_CLOSE} <= together


def test_every_role_and_permission_is_described() -> None:
    assert set(ROLES) == set(Role)
    assert set(MEANING) == set(P)
    assert all(str(rights.description).endswith(".") for rights in ROLES.values())
