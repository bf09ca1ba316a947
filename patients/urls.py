"""Addresses of registration, identity and whole visits."""

from django.urls import path

from patients import views, views_visits

urlpatterns = [
    path("register/", views.register, name="register"),
    path("subjects/<str:number>/identity/", views.identity, name="identity"),
    path("subjects/<str:number>/<str:visit>/not-done/", views_visits.not_done, name="visit_not_done"),
    path("subjects/<str:number>/<str:visit>/not-done/take-back/", views_visits.take_back, name="visit_take_back"),
]
