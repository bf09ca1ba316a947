"""Address of the safety reports to be made."""

from django.urls import path

from adverse_events.reporting import views

urlpatterns = [path("safety-clocks/", views.safety_clocks, name="safety_clocks")]
