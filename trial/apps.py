"""The Django application of what the protocol fixes for everyone."""

from django.apps import AppConfig


class TrialConfig(AppConfig):
    """Sites, protocol versions and their approvals."""

    name = "trial"
    default_auto_field = "django.db.models.BigAutoField"
