"""Addresses of the protocol pages."""

from django.urls import path

from trial import views

urlpatterns = [
    path("protocol/", views.newest_protocol, name="protocol"),
    path("protocol/<str:code>/<str:version>/", views.protocol_page, name="protocol_version"),
    path("protocol/<str:code>/<str:version>/approve/", views.approve, name="protocol_approve"),
]
