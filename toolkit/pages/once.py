"""A form page's one-time word: two sendings of the same are done once and get one answer (T-147).

The store is named in settings: `MILEPOST_ONCE(actor=…, digest=…)` claims a digest for the transaction and
answers a sending with `answer` (None for the first) and `keep(answer)`.
"""

import json
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

FIELD = "once"
LONGEST = 64
KEPT = ("Location", "HX-Trigger", "HX-Redirect")


def new_word() -> str:
    """What a form carries; nothing is stored until it is sent."""
    return token_urlsafe(15)


def sending(request: HttpRequest, actor: Any) -> Any:
    """This sending of the form, or None where the form carries no word or nobody keeps them."""
    word, store = request.POST.get(FIELD, ""), getattr(settings, "MILEPOST_ONCE", "")
    if not word or len(word) > LONGEST or not store or actor is None:
        return None
    return import_string(store)(actor=actor, digest=digest(request, actor))


def digest(request: HttpRequest, actor: Any) -> str:
    """Who sends what to where under which word. What was changed before it is sent again is another one."""
    said = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    sent = ((name, file) for name, several in request.FILES.lists() for file in several)
    files = sorted((name, file.name or "", file.size or 0) for name, file in sent)
    whole = [str(getattr(actor, "user_id", "")), request.get_full_path(), said, files]
    return sha256(json.dumps(whole).encode()).hexdigest()


def packed(response: HttpResponse, fact: str) -> dict[str, Any]:
    """What the second sender needs of the first answer. Pages that are shown once are not repeated."""
    if response.status_code not in (204, 302):
        return {}
    headers = {name: response[name] for name in KEPT if name in response}
    return {"status": response.status_code, "headers": headers, "fact": fact}


def repeated(request: HttpRequest, answer: dict[str, Any], otherwise: str) -> HttpResponse:
    """The first answer once more; where it could not be kept, the way on and a word about it."""
    if not answer:
        messages.info(request, _("This was sent twice, and done once."), fail_silently=True)
        return HttpResponseRedirect(otherwise)
    if answer["fact"] and "HX-Trigger" not in answer["headers"]:
        messages.success(request, answer["fact"], fail_silently=True)
    return HttpResponse(status=answer["status"], headers=answer["headers"])
