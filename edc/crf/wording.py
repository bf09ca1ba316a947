"""Words put together in the language of whoever reads them."""

from collections.abc import Sequence

from django.utils.functional import lazy
from django.utils.translation import pgettext

from edc.crf.declaration import Text


def _listed(parts: Sequence[Text]) -> str:
    return pgettext("between the parts of a list", ", ").join(map(str, parts))


listed = lazy(_listed, str)
"""The parts with the comma of the reader's language between them; itself to be read late, as a finding's text is."""
