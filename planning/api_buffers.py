"""Endpoints of the time that a plan keeps free."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from planning import services as verbs
from planning.api import TASK
from planning.buffers import Buffer, buffers
from planning.views.subjects import OfProject, OfTask
from toolkit.api import ActionEndpoint

MOST = 2**31 - 1


class BufferInput(serializers.Serializer[Any]):
    """Working minutes to keep free, and the task or milestone in front of which."""

    name = serializers.CharField(max_length=512)
    minutes = serializers.IntegerField(min_value=1, max_value=MOST)
    protects_id = serializers.UUIDField()
    notes = serializers.CharField(required=False, allow_blank=True)


class UseInput(serializers.Serializer[Any]):
    """Working minutes that are used up, and what for."""

    minutes = serializers.IntegerField(min_value=1, max_value=MOST)
    reason = serializers.CharField(max_length=500)


class BuffersEndpoint(OfProject, ActionEndpoint):
    """The open buffers of a plan, the worst first, in working minutes; or another one."""

    policies = {"get": "planning.view_plan", "post": "planning.add_task"}
    forms, services = {"post": BufferInput}, {"post": verbs.add_buffer}
    row, versioned = TASK, False

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """The buffers with what they protect."""
        self.check_parameters(())
        found = buffers(actor=self.actor, project=self.subject)
        return self.answer({"results": [told(one) for one in found]})


def told(one: Buffer) -> dict[str, Any]:
    """One buffer: shares as numerator and denominator."""
    return {**asdict(one), "protects": [{"number": n, "name": name} for n, name in one.protects]}


class UseEndpoint(OfTask, ActionEndpoint):
    """Use some of a buffer."""

    policies = {"post": "planning.use_buffer"}
    row = TASK
    forms, services = {"post": UseInput}, {"post": verbs.use_buffer}
