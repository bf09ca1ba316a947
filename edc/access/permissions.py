"""Every right the system knows. Which role holds it is in roles.py."""

from enum import StrEnum


class Permission(StrEnum):
    """One right. A view, a service or an API action asks for exactly one of these."""

    SUBJECT_REGISTER = "subject_register"
    SUBJECT_VIEW = "subject_view"
    IDENTITY_VIEW = "identity_view"
    CRF_VIEW = "crf_view"
    CRF_ENTER = "crf_enter"
    JUDGE = "judge"
    QUERY_RAISE = "query_raise"
    QUERY_ANSWER = "query_answer"
    QUERY_CLOSE = "query_close"
    PAGE_LOCK = "page_lock"
    PAGE_UNLOCK = "page_unlock"
    AUDIT_VIEW = "audit_view"
    DATA_EXPORT = "data_export"
    PROTOCOL_VIEW = "protocol_view"
    PROTOCOL_LOAD = "protocol_load"
    PROTOCOL_APPROVE = "protocol_approve"
    DOSE_DECIDE = "dose_decide"
    USER_MANAGE = "user_manage"
    SITE_MANAGE = "site_manage"


MEANING: dict[Permission, str] = {
    Permission.SUBJECT_REGISTER: "register a new participant",
    Permission.SUBJECT_VIEW: "see participants by number",
    Permission.IDENTITY_VIEW: "see a participant's name and contact details",
    Permission.CRF_VIEW: "read forms",
    Permission.CRF_ENTER: "enter and correct forms",
    Permission.JUDGE: "record a clinical judgement: eligibility, grades, causality, response",
    Permission.QUERY_RAISE: "raise a query",
    Permission.QUERY_ANSWER: "answer a query",
    Permission.QUERY_CLOSE: "close a query",
    Permission.PAGE_LOCK: "lock a page",
    Permission.PAGE_UNLOCK: "unlock a page",
    Permission.AUDIT_VIEW: "read the audit trail",
    Permission.DATA_EXPORT: "export data",
    Permission.PROTOCOL_VIEW: "read the protocol as loaded",
    Permission.PROTOCOL_LOAD: "load a protocol version",
    Permission.PROTOCOL_APPROVE: "approve a protocol version for the site",
    Permission.DOSE_DECIDE: "record a decision about a dose level",
    Permission.USER_MANAGE: "create and deactivate users, grant and revoke roles",
    Permission.SITE_MANAGE: "manage the list of sites",
}
