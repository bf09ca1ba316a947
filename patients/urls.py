"""Addresses of registration and identity."""

from django.urls import path

from patients import views

urlpatterns = [
    path("register/", views.register, name="register"),
    path("subjects/<str:number>/identity/", views.identity, name="identity"),
]
