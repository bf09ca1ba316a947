"""Addresses of the API, one set for each declared form."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from edc.access.views_guard import signed_in
from edc.api.forms_list import FormsView
from edc.api.viewsets import viewset_of
from edc.crf.reading import forms


@signed_in
class SchemaView(SpectacularAPIView):
    """The OpenAPI schema of everything below /api/v1/."""


router = SimpleRouter(use_regex_path=False)
for code, model in forms().items():
    router.register(f"forms/{code}", viewset_of(model), basename=f"api-{code}")

urlpatterns = [
    path("forms/", FormsView.as_view(), name="api-forms"),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("", include(router.urls)),
]
