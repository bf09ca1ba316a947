"""Which forms there are and what they ask, for a program that has to know before it reads or writes."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.api.documented import refusals
from edc.crf.describing import FormWords, described_forms


class ItemSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """One item as declared; one of a table of rows is called `table.item`."""

    def get_fields(self) -> dict[str, Any]:
        words = ("variable", "label", "type", "unit", "expected", "sdtm")
        return {
            **{name: serializers.CharField() for name in words},
            **{name: serializers.BooleanField() for name in ("required", "derived", "judgement")},
            "codelist": serializers.DictField(child=serializers.CharField(), source="terms"),
        }


class FormSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """One form with its items, in the order in which they are asked."""

    code = serializers.CharField()
    title = serializers.CharField()
    url = serializers.SerializerMethodField()
    items = serializers.SerializerMethodField()

    def get_url(self, form: FormWords) -> str:
        return reverse(f"api-{form.code}-list", request=self.context["request"])

    @extend_schema_field(ItemSerializer(many=True))
    def get_items(self, form: FormWords) -> Any:
        return ItemSerializer([item for _title, items in form.sections for item in items], many=True).data


@requires(Permission.PROTOCOL_VIEW)
class FormsView(APIView):
    """Every form of the software, in the language of the reader."""

    @extend_schema(responses={200: FormSerializer(many=True), **refusals(401, 403)})
    def get(self, request: Request) -> Response:
        return Response(FormSerializer(described_forms(), many=True, context={"request": request}).data)
