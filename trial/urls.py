"""Addresses of the protocol and its sites."""

from django.urls import path

from trial import site_views, views, views_characteristics

urlpatterns = [
    path("sites/", site_views.site_list, name="site_list"),
    path("sites/<str:code>/", site_views.site_edit, name="site_edit"),
    path("protocol/", views.newest_protocol, name="protocol"),
    path("protocol/<str:code>/<str:version>/", views.protocol_page, name="protocol_version"),
    path("protocol/<str:code>/<str:version>/approve/", views.approve, name="protocol_approve"),
    path("escalation/characteristics/", views_characteristics.characteristics, name="characteristics"),
    path("escalation/characteristics/run/", views_characteristics.run, name="characteristics_run"),
    path("escalation/characteristics.csv", views_characteristics.table, name="characteristics_table"),
]
