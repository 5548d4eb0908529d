"""Start-up of the room: what every room says of baselines and of changes is read once."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ScheduleConfig(AppConfig):
    name = "schedule"
    verbose_name = _("Schedule control")

    def ready(self) -> None:
        import_module("schedule.snapshots")
        for room in settings.MILEPOST_ROOMS:
            if room != self.name and find_spec(f"{room}.effects"):
                import_module(f"{room}.effects")
