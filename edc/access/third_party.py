"""Access to the URLs whose views are not ours to mark, by URL name."""

from django.urls import ResolverMatch

from edc.access.views_guard import PUBLIC, SIGNED_IN, Access, access_of

ACCESS_BY_NAME: dict[str, Access] = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "mfa_authenticate": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
}
"""The sign-in pages of django-allauth; each keeps to this by its own decorators, and a test tries each."""


def access_of_match(match: ResolverMatch | None) -> Access | None:
    """Who may call the view that a URL led to; None where nobody has said."""
    if match is None:
        return None
    return access_of(match.func) or ACCESS_BY_NAME.get(match.view_name)
