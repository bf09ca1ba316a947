"""The Django application of the data-capture system."""

from django.apps import AppConfig
from django.core import checks


class EdcConfig(AppConfig):
    """Registers the models that edc/models.py gathers under the label ``edc``."""

    name = "edc"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "EDC"

    def ready(self) -> None:
        """Connect the access log to the signals of sign-in, the declarations to `manage.py check`; compile the texts.

        Every process sees to its texts: without a .mo Chinese would be English, and nobody would be told.
        """
        import edc.access.receivers  # noqa: F401
        from edc.crf.system_checks import check_declarations
        from edc.messages import compile_messages

        compile_messages()
        checks.register(check_declarations)
