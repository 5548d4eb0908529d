"""A detail page as a paper: `?format=pdf` to print or send, `?format=docx` to edit on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from toolkit.documents import Paper, docx, pdf
from toolkit.documents.details import paper_of_record
from toolkit.errors import BadParameter
from toolkit.exports import OFFICE


@dataclass(frozen=True)
class PaperKind:
    """One way to set a paper."""

    content_type: str
    render: Callable[[Paper], bytes]


KINDS = {
    "pdf": PaperKind("application/pdf", pdf.render),
    "docx": PaperKind(f"{OFFICE}.wordprocessingml.document", docx.render),
}


def asked(page: Any) -> str:
    """The paper that the address asks for: "", "pdf" or "docx"; pages without facts have none."""
    name = page.request.GET.get("format", "") if page.facts else ""
    if name and name not in KINDS:
        raise BadParameter(_("Choose pdf or docx, or leave the format out."), field="format")
    return str(name)


def answer(page: Any, name: str) -> HttpResponse:
    """The record as a file that says who made it and when."""
    kind, title = KINDS[name], page.get_title()
    printed = f"{getattr(page.actor, 'name', '')}, {page.reader.instant(timezone.now())}"
    rows = page.facts(page.reader).exported([page.get_row()])
    paper = paper_of_record(rows, title=title, printed=printed)
    file_name = f"{slugify(title, allow_unicode=True) or 'record'}.{name}"
    disposition = content_disposition_header(as_attachment=True, filename=file_name)
    headers = {"Content-Disposition": disposition or "attachment"}
    return HttpResponse(kind.render(paper), content_type=kind.content_type, headers=headers)
