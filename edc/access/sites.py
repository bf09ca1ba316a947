"""The site codes that exist. The sites themselves belong to the trial, known here by the settings only."""

from django.apps import apps
from django.conf import settings

from edc.access.models import EVERY_SITE


def known_sites() -> list[str]:
    """The codes in order."""
    site = apps.get_model(settings.EDC_SITE_MODEL)
    return list(site._default_manager.order_by("code").values_list("code", flat=True))


def is_known(site_code: str) -> bool:
    """Whether a role can be granted there: at a site of the trial, or at every site."""
    return site_code == EVERY_SITE or site_code in known_sites()
