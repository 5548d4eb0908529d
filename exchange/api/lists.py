"""Endpoints of lists."""

from typing import Any

from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from exchange import selectors, services
from exchange.lists.checking import Place
from exchange.lists.reading import ListFile
from exchange.lists.values import DAY_WAYS, NUMBER_WAYS
from exchange.models import ListImport
from exchange.services.lists import LARGEST
from exchange.views.lists import DecidesOnList, OfList, ToList
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint

ROW = (
    Field("id", "uuid", required=True),
    Field("what", required=True),
    Field("project_id", "uuid"),
    Field("state", required=True, choices=ListImport.State.choices),
    Field("filename", required=True),
    Field("sha256", required=True),
    Field("size", "integer", required=True),
    Field("heads", "object", required=True),
    Field("mapping", "object", required=True),
    Field("report", "object", required=True),
    Field("job_id", "uuid"),
    Field("created_at", "datetime", required=True),
    Field("ended_at", "datetime"),
    Field("version", "integer", required=True),
)


class ListInput(serializers.Serializer):
    """A list, as multipart/form-data."""

    file = serializers.FileField()
    sheet = serializers.CharField(max_length=120, required=False, default="")
    has_heads = serializers.BooleanField(default=True)


class PlaceInput(serializers.Serializer):
    """Where a column stands, from 0, and how it is written."""

    at = serializers.IntegerField(min_value=0, max_value=199)
    way = serializers.ChoiceField([*DAY_WAYS, *NUMBER_WAYS], required=False, default="", allow_blank=True)


class MappingInput(serializers.Serializer):
    """The columns by their names."""

    mapping = serializers.DictField(child=PlaceInput())


class ListImportsEndpoint(ListEndpoint):
    """One’s imports of lists."""

    policies = {"get": "exchange.view_lists"}
    selector = selectors.list_imports
    row = ROW
    orders = {"-created_at": ("-created_at",)}


class StageListEndpoint(ToList, ActionEndpoint):
    """Upload a list; it is read and looked at, and waits to be committed."""

    policies = {"post": "exchange.import_list"}
    forms, services = {"post": ListInput}, {"post": services.stage_list}
    parser_classes = [MultiPartParser]
    row, status, versioned = ROW, 201, False
    max_body, max_upload = LARGEST + 1024 * 1024, LARGEST

    def perform(self, method: str, values: dict[str, Any]) -> ListImport:
        upload = values["file"]
        return super().perform(method, {**values, "file": ListFile(upload.name, upload.read())})


class ListImportEndpoint(OfList, RecordEndpoint):
    """One import with its report: faults by row and column, questions, counts."""

    policies = {"get": "exchange.view_lists"}
    row = ROW


class MapColumnsEndpoint(DecidesOnList, ActionEndpoint):
    """Say which column is which; the list is looked at again."""

    policies = {"post": "exchange.import_list"}
    forms, services = {"post": MappingInput}, {"post": services.map_columns}
    row = ROW

    def perform(self, method: str, values: dict[str, Any]) -> ListImport:
        mapping = {name: Place(**place) for name, place in values["mapping"].items()}
        return super().perform(method, {**values, "mapping": mapping})


class CommitListEndpoint(DecidesOnList, ActionEndpoint):
    """Bring the list in, all of it or nothing; a long one is a job."""

    policies, services = {"post": "exchange.import_list"}, {"post": services.commit_list}
    row = ROW


class DiscardListEndpoint(DecidesOnList, ActionEndpoint):
    """Leave everything as it is."""

    policies, services = {"post": "exchange.import_list"}, {"post": services.discard_list}
    row = ROW
