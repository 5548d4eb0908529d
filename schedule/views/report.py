"""The progress report as a file."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from schedule import reporting
from schedule.selectors.report import ProgressReport, progress_report
from schedule.views.subjects import OfProject
from toolkit.exports import FORMATS, Origin
from toolkit.filters import Filters, OneOf
from toolkit.pages import DetailPage
from toolkit.reading import Reader


class ReportChoices(Filters):
    """As which file, in which language."""

    format = OneOf(reporting.KINDS, label=_("File"))
    language = OneOf(settings.LANGUAGES, label=_("Language"))


class ReportFile(OfProject, DetailPage):
    """The progress report to print, to send or to reckon with."""

    policy = "schedule.view_performance"
    title = _("Progress report")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        choices = chosen(request.GET, self.actor)
        return handed(progress_report(actor=self.actor, project=self.subject), self, **choices)


def chosen(given: Any, actor: Any) -> dict[str, str]:
    """What the address asks for; refuses what it does not know."""
    return {name: values[0] for name, values in ReportChoices(given, actor).values.items()}


def handed(report: ProgressReport, door: Any, *, format: str = "pdf", language: str = "") -> HttpResponse:
    """The report as a file to save, in the language that was asked for, else in the reader's."""
    with override(language or get_language()):
        reader = Reader.of(door.actor, zone=door.zone, as_of=report.today)
        title = reporting.title(report)
        origin = Origin(title, getattr(door.actor, "name", ""), reader.instant(door.actor.now))
        content = reporting.write(report, reader, kind=format, origin=origin, at=door.actor.now)
        named = content_disposition_header(as_attachment=True, filename=f"{title}.{format}")
    headers = {"Content-Disposition": named or "attachment"}
    return HttpResponse(content, content_type=FORMATS[format].content_type, headers=headers)
