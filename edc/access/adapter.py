"""django-allauth as this system uses it: users are made by an administrator only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from edc.records.encrypted import cipher


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up, and no mail: a password link is handed over by the administrator (ES-05)."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent: what mail would tell stands in the user's own list of sign-ins."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """An authenticator app shows the code under the user name; its secret is unreadable in the database."""

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def encrypt(self, text: str) -> str:
        return cipher("second_factor_key").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher("second_factor_key").decrypt(encrypted_text.encode()).decode()
