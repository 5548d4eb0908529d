"""A person at a browser without scripts: opens addresses, and sends forms as the page made them."""

from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from tests.cast import Member

PASSWORD = "a long walk along the shore"


class Visitor:
    """Keeps the page she looks at. Forgery protection is on: only a form of the house can be sent."""

    def __init__(self) -> None:
        self.browser = Client(enforce_csrf_checks=True)
        self.url, self.response, self.page = "", None, None

    def open(self, url: str, *, status: int = 200) -> "Visitor":
        """Go to an address, and on to where it sends her."""
        return self._read(self.browser.get(urljoin(self.url, url), follow=True), url, status)

    def follow(self, words: str) -> "Visitor":
        """Click the link that says these words, or the first that contains them."""
        links = {one_line(a): a.get("href") for a in reversed(list(self.page.iter("a")))}
        found = [links[words]] if words in links else [url for said, url in links.items() if words in said]
        assert found, f"no link “{words}” at {self.url}: {self.links()}"
        return self.open(found[-1])

    def send(self, *, status: int = 200, to: str = "", **values: Any) -> "Visitor":
        """Fill in the form and press its button. `to`: the end of its address, where the page has several."""
        form = self.form(to)
        unknown = set(values) - set(form.fields) - files_of(form)
        assert not unknown, f"the form at {self.url} does not ask for {sorted(unknown)}"
        target = urljoin(self.url, form.get("action") or self.url)
        answer = self.browser.post(target, {**filled(form), **values}, follow=True)
        return self._read(answer, target, status)

    def form(self, to: str = "") -> Any:
        """The form to send: in the main part of the page."""
        main = self.page.get_element_by_id("main")
        found = [f for f in main.iter("form") if (f.get("action") or "").split("?")[0].endswith(to)]
        found = [form for form in found if form.method == "POST"]
        assert found, f"no form to “{to}” at {self.url}"
        return found[0]

    def values(self) -> dict[str, str]:
        """What stands in the form."""
        return filled(self.form())

    def rows(self) -> list[dict[str, str]]:
        """The first table of the page: cells by their heads."""
        table = next(self.page.iter("table"))
        heads = [one_line(th) for th in table.find("thead").iter("th")]
        cells = [[one_line(cell) for cell in row] for row in table.find("tbody")]
        return [dict(zip(heads, row, strict=True)) for row in cells]

    def links(self) -> list[str]:
        """The words of the links and buttons in the main part of the page."""
        return [one_line(a) for a in self.page.get_element_by_id("main").iter("a", "button")]

    @property
    def text(self) -> str:
        """The words of the whole page in one line."""
        return one_line(self.page.body)

    @property
    def title(self) -> str:
        return one_line(next(self.page.iter("h1")))

    def _read(self, response: Any, url: str, status: int) -> "Visitor":
        chain = [where for where, _status in response.redirect_chain]
        self.url = urljoin(self.url, chain[-1] if chain else url)
        self.response = response
        self.page = html.fromstring(response.content) if response.content else None
        assert response.status_code == status, f"{self.url} answered {response.status_code}: {self.text}"
        return self


def at_the_door(member: Member) -> Visitor:
    """The member with a password, in front of the sign-in form."""
    member.user.set_password(PASSWORD)
    member.user.save()
    return Visitor().open("/accounts/login/")


def signed_in(member: Member) -> Visitor:
    """The member, who has come in, where the front door leads."""
    visitor = Visitor()
    visitor.browser.force_login(member.user)
    return visitor.open("/")


def named(name: str, content: bytes) -> SimpleUploadedFile:
    """A file to be sent."""
    return SimpleUploadedFile(name, content, "text/xml")


def one_line(element: Any) -> str:
    """The words of an element, as they are read."""
    return " ".join(" ".join(element.itertext()).split())


def filled(form: Any) -> dict[str, str]:
    """What a browser would send if nobody touched the form."""
    return {name: value for name, value in form.form_values() if name not in files_of(form)}


def files_of(form: Any) -> set[str]:
    return {field.get("name") for field in form.iter("input") if field.get("type") == "file"}
