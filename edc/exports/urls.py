"""Addresses of the downloads and of the annotated forms."""

from django.urls import path

from edc.exports import views

urlpatterns = [
    path("export/", views.export, name="export"),
    path("export/all.zip", views.export_archive, name="export_archive"),
    path("export/<str:code>.<str:rows>.csv", views.export_table, name="export_rows"),
    path("export/<str:code>.csv", views.export_table, name="export_table"),
    path("annotated-crf/", views.annotated_crf, name="annotated_crf"),
]
