"""Soft checks of bridging therapy."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes


def drugs_stand_where_given(page: Any) -> Finding | None:
    """The table has rows if, and only if, bridging was given."""
    if page.given is None or (page.given == NoYes.YES) == bool(page.rows("drugs")):
        return None
    return Finding("BT-002", ("given",), _("This answer and the rows below do not agree."))
