"""Indicators and readings for tests. Call inside the organization's tenant_tx."""

from datetime import date
from decimal import Decimal

import factory

from kpis.days import cut_off
from kpis.models import KPIDefinition, KPIReading
from tests.cast import NOW


class DefinitionFactory(factory.django.DjangoModelFactory):
    """Milestones on time, from 95 %, at least 80 %."""

    class Meta:
        model = KPIDefinition

    code = "milestones_on_time"
    name = "Milestones on time"
    name_zh = "里程碑准时率"
    formula = "milestones_on_time"
    target = Decimal(95)
    minimum = Decimal(80)
    effective_from = date(2000, 1, 1)
    created_at = NOW


class ReadingFactory(factory.django.DjangoModelFactory):
    """5 of 6 on 19 November 2026; `project` and `definition` are needed."""

    class Meta:
        model = KPIReading

    client_id = factory.SelfAttribute("project.client_id")
    day = date(2026, 11, 19)
    numerator, denominator = 5, 6
    cut_off = factory.LazyAttribute(lambda row: cut_off(row.day, row.project.zone))
    computed_at = NOW
    created_at = NOW
    source = "planning"
