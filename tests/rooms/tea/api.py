from rest_framework import serializers

from projects.views import OfProject
from tests.rooms.tea import selectors, services
from tests.rooms.tea.filters import BrewFilters
from tests.rooms.tea.models import Brew
from tests.rooms.tea.views import OfBrew
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField

ROW = (
    Field("id", "uuid", required=True),
    Field("code", required=True),
    Field("name", required=True),
    Field("name_zh", required=True),
    Field("minutes", "integer", required=True),
    Field("served_on", "date"),
    Field("state", required=True, choices=Brew.State.choices),
    Field("version", "integer", required=True),
)


class BrewInput(serializers.Serializer):
    code = serializers.CharField(max_length=12)
    name = serializers.CharField(max_length=120)
    name_zh = serializers.CharField(max_length=120, required=False, allow_blank=True)
    minutes = serializers.IntegerField(min_value=1, max_value=60)
    served_on = ApiDayField(required=False, allow_null=True)


class BrewsEndpoint(OfProject, ListEndpoint):
    policies = {"get": "tea.view_brews", "post": "tea.add_brew"}
    selector, filterset, row = selectors.brews, BrewFilters, ROW
    orders = {"code": ("code",)}
    forms, services = {"post": BrewInput}, {"post": services.add_brew}


class BrewEndpoint(OfBrew, RecordEndpoint):
    policies = {"get": "tea.view_brews", "patch": "tea.edit_brew"}
    row = ROW
    forms, services = {"patch": BrewInput}, {"patch": services.edit_brew}


class ServeEndpoint(OfBrew, ActionEndpoint):
    policies = {"post": "tea.serve_brew"}
    row, services = ROW, {"post": services.serve_brew}
