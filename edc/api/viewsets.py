"""One viewset for every form. Reading and writing both go through the gate; writing goes through `save_page`."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from edc.access.gate import require, scoped, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.api.applying import fill_page
from edc.api.documented import documented
from edc.api.errors import answer_error, seen_version
from edc.api.listing import ByKey, PageFilter
from edc.api.parsing import StrictJSONParser
from edc.api.serializers import change_serializer, page_serializer
from edc.crf.reading import rows_of
from edc.entry.fetching import subject_for
from edc.records.refusals import Conflict, conflict
from edc.records.saving import save_page


@requires(Permission.CRF_VIEW)
class PageViewSet(ListModelMixin, GenericViewSet):  # type: ignore[type-arg]
    """The pages of one form; `model` is set by `viewset_of`."""

    model: Any
    parser_classes = (StrictJSONParser,)
    pagination_class = ByKey
    filterset_class = PageFilter
    lookup_value_converter = "int"
    http_method_names = ["get", "head", "options", "post", "patch"]

    def get_queryset(self) -> QuerySet[Any]:
        pages = self.model.objects.select_related("subject").prefetch_related(*rows_of(self.model))
        return scoped(pages, self.request.user, Permission.CRF_VIEW, field="subject__site_code")

    def get_exception_handler(self) -> Any:
        return answer_error

    def retrieve(self, _request: Request, pk: int) -> Response:
        return self._answer(self._page(pk, Permission.CRF_VIEW))

    def create(self, request: Request) -> Response:
        given = self._read(page_serializer(self.model), request)
        page = self._new_page(given)
        try:
            save_page(page, by=user_of(request), rows=fill_page(page, given))
        except Conflict as refusal:
            return self._conflict(self._same_place(page), refusal)
        return self._answer(self._page(page.pk, Permission.CRF_VIEW), status=201)

    def partial_update(self, request: Request, pk: int) -> Response:
        page, seen = self._page(pk, Permission.CRF_ENTER), seen_version(request)
        try:
            if seen != page.version:
                raise conflict()
            given = self._read(change_serializer(self.model), request)
            rows = fill_page(page, given)
            save_page(page, by=user_of(request), reason=given.get("reason"), seen_version=seen, rows=rows)
        except Conflict as refusal:
            return self._conflict(self._page(pk, Permission.CRF_VIEW), refusal)
        return self._answer(self._page(pk, Permission.CRF_VIEW))

    def _page(self, pk: int, permission: Permission) -> Any:
        """One page. Http404 outside the user's sites, PermissionDenied there without the right."""
        page = self.model.objects.filter(pk=pk).first()
        if page is None:
            raise Http404
        require(self.request.user, permission, site_code=page.subject.site_code)
        return page

    def _new_page(self, given: dict[str, Any]) -> Any:
        subject = subject_for(self.request.user, given["subject_id"], Permission.CRF_ENTER)
        if not subject.knows_visit(given["visit_code"], self.model.crf.code):
            raise ValidationError({"visit": [_("The participant's protocol has no such visit for this form.")]})
        return self.model(subject=subject, visit_code=given["visit_code"], occurrence=given["occurrence"])

    def _same_place(self, page: Any) -> Any:
        return self.model.objects.get(subject=page.subject, visit_code=page.visit_code, occurrence=page.occurrence)

    def _read(self, serializer: Any, request: Request) -> dict[str, Any]:
        reading = serializer(data=request.data)
        reading.is_valid(raise_exception=True)
        return dict(reading.validated_data)

    def _answer(self, page: Any, status: int = 200) -> Response:
        shown = page_serializer(self.model)(page).data
        return Response(shown, status=status, headers={"ETag": f'"{page.version}"'})

    def _conflict(self, current: Any, refusal: Conflict) -> Response:
        """What the other person saved comes along, so that the caller can merge and try again."""
        answer = self._answer(current, status=409)
        answer.data = {"detail": refusal.message, "current": answer.data}
        return answer


def viewset_of(model: Any) -> type[PageViewSet]:
    """The viewset of one declared form."""
    made = type(
        f"{model.__name__}ViewSet", (PageViewSet,), {"model": model, "serializer_class": page_serializer(model)}
    )
    return documented(made, model)
