"""django-allauth as this system uses it: users are made by an administrator only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class SignInAdapter(DefaultAccountAdapter):
    """No sign-up, and no mail: a password link is handed over by the administrator (ES-05)."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent: what mail would tell stands in the user's own list of sign-ins."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """An authenticator app shows the code under the user name."""

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)
