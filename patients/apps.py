"""The Django application of subjects and their forms."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """Subjects, their identity store and the forms from registration to follow-up."""

    name = "patients"
    default_auto_field = "django.db.models.BigAutoField"
