"""Addresses of the cohort board and of the decisions on it."""

from django.urls import path

from adverse_events.cohort import views, views_decisions

urlpatterns = [
    path("board/", views.newest_board, name="cohort_boards"),
    path("board/<str:code>/", views.board_page, name="cohort_board"),
    path("board/<str:code>/take/", views.take, name="slot_take"),
    path("board/<str:code>/plan/<str:number>/", views.plan, name="slot_plan"),
    path("board/<str:code>/release/<str:number>/", views.release, name="slot_release"),
    path("board/<str:code>/decide/", views_decisions.record, name="dose_decision_record"),
    path("decisions/", views_decisions.decisions, name="dose_decisions"),
    path("decisions/<int:pk>/sign/", views_decisions.sign, name="dose_decision_sign"),
]
