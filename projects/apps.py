"""Start-up of the room: what every room says of gates and statuses is read once."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        for room in settings.MILEPOST_ROOMS:
            for plug in ("gates", "statuses"):
                if room != self.name and find_spec(f"{room}.{plug}"):
                    import_module(f"{room}.{plug}")
        import_module("projects.statuses")
