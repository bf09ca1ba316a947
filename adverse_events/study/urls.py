"""Addresses of the trial as a whole and of the course of one participant."""

from django.urls import path

from adverse_events.study import course_views, plot_views, views

COURSE = "subjects/<str:number>/course"

urlpatterns = [
    path("study/", views.newest_study, name="studies"),
    path("study/<str:code>/", views.study_page, name="study"),
    path("study/<str:code>/plots/<slug:name>.csv", plot_views.study_plot_data, name="study_plot_data"),
    path("study/<str:code>/plots/<slug:name>.<slug:kind>", plot_views.study_plot, name="study_plot"),
    path(f"{COURSE}/", course_views.course, name="course"),
    path(f"{COURSE}.csv", course_views.course_data, name="course_data"),
    path(f"{COURSE}.<slug:kind>", course_views.course_plot, name="course_plot"),
]
