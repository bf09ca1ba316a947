"""Every address of the product, one line for each part."""

from importlib.util import find_spec

from django.urls import include, path

from edc.health import healthz

PARTS = (
    ("", "patients.urls"),
    ("", "edc.entry.urls"),
    ("", "edc.exports.urls"),
    ("", "edc.access.urls"),
    ("", "trial.urls"),
    ("api/v1/", "edc.api.urls"),
)

urlpatterns = [path("healthz", healthz, name="healthz")]
urlpatterns += [path(prefix, include(part)) for prefix, part in PARTS if find_spec(part)]
