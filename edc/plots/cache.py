"""A picture is drawn anew only when its data are others."""

import hashlib

from django.core.cache import cache

from edc.plots.figure import render
from edc.plots.plot import Plot

KEPT_SECONDS = 24 * 60 * 60


def drawn(plot: Plot, kind: str) -> bytes:
    """The picture as `svg` or `png`, from memory where the same data were drawn before."""
    key = f"plot:{kind}:{hashlib.sha256(repr(plot).encode()).hexdigest()}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = render(plot, kind)
        cache.set(key, found, KEPT_SECONDS)
    return found
