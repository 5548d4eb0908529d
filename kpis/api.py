"""Indicators by machine."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kpis.filters import ReadingFilters
from kpis.models import KPIDefinition
from kpis.selectors import readings
from projects.selectors import project_by_key
from tenancy.actors import Actor
from toolkit.api import Field, ListEndpoint

READING = (
    Field("id", "uuid", required=True),
    Field("day", "date", required=True, help=_("A day of the project’s own zone.")),
    Field("indicator", source="definition__code", required=True),
    Field("version", "integer", source="definition__version", required=True),
    Field("numerator", "integer", required=True),
    Field("denominator", "integer", required=True, help=_("0: there was nothing to count that day.")),
    Field("unit", source="definition__unit", required=True, choices=KPIDefinition.Unit.choices),
    Field(
        "direction", source="definition__direction", required=True, choices=KPIDefinition.Direction.choices
    ),
    Field("target", "decimal", source="definition__target", required=True),
    Field("minimum", "decimal", source="definition__minimum"),
    Field("maximum", "decimal", source="definition__maximum"),
    Field("cut_off", "datetime", required=True),
    Field("computed_at", "datetime", required=True),
    Field("source", required=True),
)


class ReadingsEndpoint(ListEndpoint):
    """Current KPI readings of a project, as counts with the target that held."""

    policies = {"get": "kpis.view_kpis"}
    filterset = ReadingFilters
    row = READING
    orders = {"day": ("day", "definition__code")}

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        return project_by_key(actor=actor, key=kwargs["key"])

    def get_queryset(self) -> Any:
        return readings(actor=self.actor, project_id=self.subject.pk)
