"""The admin of the EDC: every declared form is registered with one ModelAdmin that reads its declaration.

Of Django's admin it uses what makes forms and formsets from models. Its own pages are not served: they know no sites,
no reasons and no versions (docs/adr/0004).
"""

from functools import cache
from typing import Any

from django.contrib.admin import AdminSite

from edc.crf.reading import forms
from edc.entry.crf_admin import CrfAdmin


@cache
def site() -> AdminSite:
    """The registry of entry screens, filled from the declarations on first use."""
    made = AdminSite(name="entry")
    for model in forms().values():
        made.register(model, CrfAdmin)
    return made


def admin_of(model: type[Any]) -> CrfAdmin:
    """What makes the entry form of one declared form."""
    registered: CrfAdmin = site().get_model_admin(model)  # type: ignore[assignment]
    return registered
