"""Users, what they are assigned to, and the log of who came in."""

from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from edc.access.roles import Role
from edc.records.audit.context import Reason, ReasonCode, auditing, current_actor
from edc.records.audit.history import audited

EVERY_SITE = "*"
USERNAME_LENGTH = 40


class KeptForEver(Exception):
    """Users, assignments and access events outlive the person's account (AT-16)."""


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that are never deleted, so that every old entry keeps its author."""

    def delete(self) -> NoReturn:
        raise KeptForEver(self.model.__name__)


class UserManager(BaseUserManager["User"].from_queryset(KeptQuerySet)):  # type: ignore[misc]
    """Finds a user by name whatever the case typed."""

    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.get(username=(username or "").lower())
        return user


class User(AbstractBaseUser):
    """A person who signs in. Never deleted, and the user name never given to another (ES-06)."""

    username = models.CharField(
        _("User name"),
        max_length=USERNAME_LENGTH,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9._-]{2,39}\Z",
                _("Use 3 to 40 small letters, digits, dots or hyphens, starting with a letter."),
            )
        ],
        error_messages={"unique": _("This user name is taken, or was used before.")},
    )
    full_name = models.CharField(_("Full name"), max_length=120)
    organisation = models.CharField(_("Organisation"), max_length=120)
    email = models.EmailField(_("Email"), blank=True)
    language = models.CharField(
        _("Language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_active = models.BooleanField(_("Active"), default=True)
    # Signing in changes no row of this audited table; the access log holds every sign-in.
    last_login = None

    # Kept by the gate for the length of one request; no columns.
    assignments_held: "tuple[Assignment, ...] | None" = None
    refusal: str = ""

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    audit_masked = ("password",)
    history = audited(excluded_fields=["password"])
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.CheckConstraint(condition=Q(username=Lower("username")), name="user_name_small")]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.username})"

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A change that names no author is the user's own: a new password, or its hash renewed at sign-in."""
        if self.pk is None or current_actor() is not None:
            super().save(*args, **kwargs)
            return
        with auditing(by=self, reason=Reason(ReasonCode.ADMINISTRATION, "own sign-in settings")):
            super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise KeptForEver(self.username)


class AssignmentQuerySet(KeptQuerySet):
    """Assignments by the time at which they are held."""

    def held(self) -> "AssignmentQuerySet":
        """Not revoked."""
        return self.filter(revoked_at=None)

    def held_on(self, moment: datetime) -> "AssignmentQuerySet":
        """Held at that moment, revoked since or not (AC-05)."""
        still = Q(revoked_at=None) | Q(revoked_at__gt=moment)
        return self.filter(still, granted_at__lte=moment)


class Assignment(models.Model):
    """A role that a user holds at one site, or at every site ("*"), until it is revoked."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("User"))
    role = models.CharField(_("Role"), max_length=30, choices=Role)
    site_code = models.CharField(_("Site"), max_length=10)
    granted_at = models.DateTimeField(_("Granted at"), db_default=Now(), editable=False)
    revoked_at = models.DateTimeField(_("Revoked at"), null=True, editable=False)

    history = audited()
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of a user")
        verbose_name_plural = _("roles of users")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "site_code"],
                condition=Q(revoked_at=None),
                name="assignment_held_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user.username}: {self.role} @ {self.site_code}"

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise KeptForEver(str(self))


class AccessEvent(models.Model):
    """One entry of the access log (AT-10). Written once, by the database's clock; never changed."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", _("Signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("Sign-in failed")
        LOCKED_OUT = "locked_out", _("Locked out")
        SIGN_OUT = "sign_out", _("Signed out")
        TIMED_OUT = "timed_out", _("Signed out after time-out")
        PASSWORD_LINK = "password_link", _("Password link made")
        PASSWORD_SET = "password_set", _("Password set")
        SECOND_FACTOR = "second_factor", _("Second factor changed")
        DENIED = "denied", _("Permission denied")
        EXPORT = "export", _("Data exported")

    at = models.DateTimeField(_("Time"), db_default=Now(), editable=False)
    kind = models.CharField(_("Event"), max_length=20, choices=Kind)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="access_events")
    username = models.CharField(_("User name as typed"), max_length=USERNAME_LENGTH, blank=True)
    address = models.GenericIPAddressField(_("Address"), null=True)
    browser = models.CharField(_("Browser"), max_length=200, blank=True)
    path = models.CharField(_("Page"), max_length=200, blank=True)
    detail = models.CharField(_("Detail"), max_length=200, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], name="access_event_of_user")]

    def __str__(self) -> str:
        return f"{self.kind} {self.username}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise KeptForEver(str(self))
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise KeptForEver(str(self))
