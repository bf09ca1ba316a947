"""Addresses of the entry screens. A participant's number is the only thing about a person that they hold."""

from django.urls import path

from edc.entry import (
    audit_trail,
    casebook,
    drafts,
    home,
    judgements,
    live,
    lock_view,
    page_list,
    page_view,
    query_views,
)

PAGE = "subjects/<str:number>/<str:visit>/<str:form>/<int:occurrence>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("subjects/", home.subjects, name="subjects"),
    path("subjects/<str:number>/", casebook.casebook, name="casebook"),
    path(PAGE, page_view.page_view, name="page"),
    path(f"{PAGE}next/", casebook.next_page, name="next_page"),
    path(f"{PAGE}compute/", live.compute, name="compute"),
    path(f"{PAGE}draft/", drafts.keep_draft, name="draft"),
    path(f"{PAGE}draft/discard/", drafts.discard_draft, name="discard_draft"),
    path(f"{PAGE}lock/", lock_view.lock, name="lock"),
    path(f"{PAGE}query/", query_views.raise_on_page, name="raise_query"),
    path(f"{PAGE}history/", audit_trail.page_history, name="history"),
    path("queries/", query_views.query_list, name="query_list"),
    path("queries/<int:pk>/close/", query_views.close, name="close_query"),
    path("judgements/", judgements.judgements, name="judgements"),
    path("lists/<str:form>/", page_list.page_list, name="page_list"),
    path("audit/", audit_trail.audit_trail, name="audit_trail"),
]
