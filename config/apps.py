"""Start-up of the whole: the Celery app that tasks belong to, and the administrator's site."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class MilepostConfig(AppConfig):
    name = "config"
    verbose_name = "Milepost"

    def ready(self) -> None:
        celery = import_module("config.celery")
        celery.app.conf.beat_schedule = import_module("config.timetable").TIMETABLE


class PlatformAdminConfig(AdminConfig):
    default_site = "tenancy.platform.PlatformSite"
