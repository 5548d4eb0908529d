"""The API's description for people: Swagger UI without inline script, so that the strict CSP stays."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class ApiDocs(SpectacularSwaggerSplitView):
    """Browsable description of every endpoint."""

    url_name = "schema"
    template_name = "api/docs.html"
