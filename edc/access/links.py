"""The one-time link by which a user sets a password; no administrator ever knows one (ES-05)."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from edc.access.log import Kind, record_access
from edc.access.models import User
from edc.access.services import Author, require_managed


def password_link(*, user: User, by: Author, reason: str) -> str:
    """The path of a page that sets the user's password once, within settings.PASSWORD_RESET_TIMEOUT seconds.

    Using the link or setting a password otherwise ends it. The user sees in the own list who had it made.
    """
    require_managed(by, user)
    if not user.is_active:
        raise ValidationError(_("This user is deactivated."))
    record_access(Kind.PASSWORD_LINK, user=user, detail=f"{by.username}: {reason}")
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
