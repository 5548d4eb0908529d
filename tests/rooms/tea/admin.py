from django.contrib import admin

from tenancy.admin import TenantAdmin
from tests.rooms.tea.models import Brew


@admin.register(Brew)
class BrewAdmin(TenantAdmin):
    list_display = ("code", "name", "project", "state")
