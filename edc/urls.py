"""Every address of the product, one line for each part."""

from django.urls import URLPattern, URLResolver, include, path

from edc.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("", include("edc.access.urls")),
    path("", include("trial.urls")),
    path("", include("patients.urls")),
    path("", include("adverse_events.cohort.urls")),
    path("", include("adverse_events.reporting.urls")),
    path("", include("adverse_events.study.urls")),
    path("", include("edc.entry.urls")),
    path("", include("edc.exports.urls")),
    path("api/v1/", include("edc.api.urls")),
]
