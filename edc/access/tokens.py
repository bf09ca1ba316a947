"""Keys for programs: one person's rights, narrowed to reading or to one site, for a limited time."""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edc.access.gate import assignments_of
from edc.access.models import EVERY_SITE, Assignment, User
from edc.records.audit.context import Reason, auditing
from edc.records.audit.history import audited

PREFIX = "edc_"
LONGEST_DAYS = 366


class Scope(models.TextChoices):
    """What a key opens: never more than its owner may."""

    READ = "read", _("reading")
    WRITE = "write", _("reading and writing")


class ApiToken(models.Model):
    """A key of one user. Only its digest is stored; the key itself is shown once, when it is made."""

    audit_masked = ("digest",)

    user = models.ForeignKey(User, models.PROTECT, related_name="tokens")
    name = models.CharField(_("What it is for"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("Opens"), max_length=8, choices=Scope.choices)
    site_code = models.CharField(_("Site"), max_length=10, default=EVERY_SITE)
    made_at = models.DateTimeField(_("Made"), db_default=Now())
    expires_at = models.DateTimeField(_("Ends"))
    revoked_at = models.DateTimeField(_("Revoked"), null=True)

    history = audited(excluded_fields=["digest"])

    class Meta:
        app_label = "edc"

    def __str__(self) -> str:
        return f"{self.user_id}: {self.name}"

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


def make_token(*, user: User, name: str, scope: str, site_code: str, days: int) -> tuple[ApiToken, str]:
    """A key for the user's own programs, and its text, which nobody can read again.

    Raises ValidationError for a site at which the user holds no role, or more than a year.
    """
    held = {assignment.site_code for assignment in assignments_of(user)}
    if site_code != EVERY_SITE and not held & {site_code, EVERY_SITE}:
        raise ValidationError({"site_code": _("You hold no role at this site.")})
    if not 1 <= days <= LONGEST_DAYS:
        raise ValidationError({"days": _("A key lasts from 1 to 366 days.")})
    key = PREFIX + secrets.token_urlsafe(32)
    ends = timezone.now() + timedelta(days=days)
    with auditing(by=user):
        token = ApiToken.objects.create(
            user=user, name=name, digest=digest_of(key), scope=scope, site_code=site_code, expires_at=ends
        )
    return token, key


def revoke_token(token: ApiToken, *, by: User, reason: Reason) -> None:
    """The key opens nothing from the next request on."""
    with auditing(by=by, reason=reason):
        ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=Now())


def owner_of(key: str) -> tuple[User, ApiToken] | None:
    """The user behind a key, with the rights that the key leaves; None for a key that opens nothing."""
    token = ApiToken.objects.select_related("user").filter(digest=digest_of(key)).first()
    if token is None or not token.is_valid or not token.user.is_active:
        return None
    user = token.user
    if token.site_code != EVERY_SITE:
        narrowed = tuple(_at(each, token.site_code) for each in assignments_of(user) if _reaches(each, token.site_code))
        user.assignments_held = narrowed
    return user, token


def digest_of(key: str) -> str:
    """SHA-256: a key is 256 random bits, so that nothing slower is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def _reaches(assignment: Assignment, site_code: str) -> bool:
    return assignment.site_code in (site_code, EVERY_SITE)


def _at(assignment: Assignment, site_code: str) -> Assignment:
    return Assignment(user_id=assignment.user_id, role=assignment.role, site_code=site_code)
