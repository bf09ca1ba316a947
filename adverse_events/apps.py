"""The Django application of harm and its grading."""

from django.apps import AppConfig


class AdverseEventsConfig(AppConfig):
    """Daily toxicity assessments and adverse events."""

    name = "adverse_events"
    default_auto_field = "django.db.models.BigAutoField"
