from django.apps import AppConfig


class TeaConfig(AppConfig):
    name = "tests.rooms.tea"
    label = "tea"
