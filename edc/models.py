"""Gathers the models of the data-capture system for Django's registry."""

from edc.access.models import AccessEvent, Assignment, User
from edc.access.tokens import ApiToken
from edc.records.audit.ledger import AuditBaseline, LedgerEntry
from edc.records.draft import Draft
from edc.records.query import Query

__all__ = ["AccessEvent", "ApiToken", "Assignment", "AuditBaseline", "Draft", "LedgerEntry", "Query", "User"]
