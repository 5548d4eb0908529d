"""Templates: nothing inline that the strict CSP refuses, no colour of their own, components as declared."""

import re
from functools import cache
from html.parser import HTMLParser

import pytest

from tests.house.sources import ROOT, none, templates

TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", re.DOTALL)
ATTRIBUTES = re.compile(r"\{% block html_attrs %\}.*?\{% endblock[^%]*%\}", re.S)
HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
# What a component hands on to its element when it prints {{ attrs }}: never declared.
HANDED_ON = re.compile(
    r"(hx|aria|data)-[\w-]+|x-[\w-]+|id|name|value|form|formaction|method|action|enctype|target|rel|title|role"
    r"|lang|hidden|tabindex|autofocus|accesskey|download|for|open|novalidate|autocomplete|inputmode|accept"
)


class Elements(HTMLParser):
    """Elements of a template with their attributes, Django's own tags blanked."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inline: list[str] = []
        self._open = ""
        self.feed(TAG.sub(lambda tag: "T" * len(tag[0]), text))

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag

    def handle_data(self, data):
        if self._open in ("script", "style") and data.strip():
            self.inline.append(data.strip()[:60])

    def handle_endtag(self, tag):
        self._open = ""


@cache
def elements(name: str) -> Elements:
    return Elements(templates()[name])


# Names that are the same in every language.
NAMES = {"Milepost", "htmx", "API · Milepost", "Message-ID"}
HTML = [name for name in templates() if name.endswith(".html")]


class TestContentSecurity:
    def test_no_script_or_style_stands_inline(self):
        data = re.compile(r"<script[^>]*type=\"application/json\"")
        found = {
            n: elements(n).inline for n in HTML if elements(n).inline and not data.search(templates()[n])
        }
        none(found.items())

    def test_no_handler_and_no_style_attribute(self):
        found = [
            (name, tag, attribute)
            for name in HTML
            for tag, attributes in elements(name).found
            for attribute in attributes
            if re.fullmatch(r"on[a-z]+", attribute) or attribute == "style" or attribute.startswith("hx-on")
        ]
        none(found)

    def test_no_address_is_a_script(self):
        none([name for name in HTML if "javascript:" in templates()[name].lower()])

    def test_nothing_comes_from_another_host(self):
        sources = re.compile(r"(?:src|href)=\"(?:https?:)?//", re.IGNORECASE)
        none([name for name in HTML if sources.search(templates()[name])])

    def test_the_sight_of_faults_is_good(self):
        bad = Elements('<p onclick="x()" style="color:red"></p><script>alert(1)</script>')
        assert bad.inline == ["alert(1)"]
        assert bad.found[0] == ("p", {"onclick": "x()", "style": "color:red"})


class TestOutput:
    def test_nothing_switches_escaping_off(self):
        words = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off|\{%\s*debug")
        none([name for name in templates() if words.search(templates()[name])])

    def test_every_form_that_posts_has_its_token(self):
        found = [
            name
            for name in HTML
            for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", templates()[name], re.S | re.I)
            if "csrf_token" not in form and "csrf" not in form
        ]
        none(found)

    def test_every_visible_word_is_marked_for_translation(self):
        """Letters between tags that are in no translation tag, no variable and no comment."""
        found = {}
        for name in HTML:
            text = re.sub(r"\{%\s*blocktrans.*?endblocktrans.*?%\}", " ", templates()[name], flags=re.DOTALL)
            text = re.sub(r"\{%\s*comment.*?endcomment\s*%\}", " ", text, flags=re.DOTALL)
            text = re.sub(r"\{%\s*block body_class.*?endblock\s*%\}", " ", text, flags=re.DOTALL)
            text = re.sub(r"<(script|style|kbd|code|pre)\b.*?</\1>", " ", text, flags=re.DOTALL)
            words = re.findall(
                r"[A-Za-z]{2,}[^<]*", re.sub(r"<[^>]*>", "<>", TAG.sub(" ", ATTRIBUTES.sub(" ", text)))
            )
            bare = [word.strip() for word in words if word.strip() not in NAMES]
            if bare and not name.startswith(("templates/ui_gallery/", "templates/admin/")):
                found[name] = bare[:3]
        none(found.items())


class TestColours:
    def test_they_stand_in_one_file(self):
        """The tokens' file, and mails: letters cannot read a stylesheet."""
        sheets = [file for file in (ROOT / "assets").rglob("*.css") if "node_modules" not in file.parts]
        assert sheets
        found = [
            str(file.relative_to(ROOT))
            for file in sheets
            if "tokens" not in file.name and HEX.search(rules(file))
        ]
        none(found)

    def test_no_template_has_its_own(self):
        """But the colour of the browser's own frame, which no stylesheet reaches."""
        found = [
            (name, tag)
            for name in HTML
            for tag, attributes in elements(name).found
            for value in attributes.values()
            if HEX.fullmatch(value) and attributes.get("name") != "theme-color"
        ]
        none(found)


class TestClasses:
    # What Django's admin styles itself, and the nothing that a component declares.
    FOREIGN = {"default", "None"}

    def test_every_class_is_one_of_a_stylesheet_or_a_script(self):
        """A class that nothing knows looks like nothing: a slip of the pen, or a rule that went."""
        sheets = "".join(file.read_text() for file in (ROOT / "static" / "build").glob("*.css"))
        scripts = "".join(file.read_text() for file in (ROOT / "assets" / "js").rglob("*.js"))
        known = set(re.findall(r"\.([a-zA-Z][\w-]*)", sheets + scripts))
        known |= set(re.findall(r"[\"' ]([a-zA-Z][\w-]*)(?=[\"' ])", scripts))
        assert "mp-table" in known
        found = {
            (name, word)
            for name, text in templates().items()
            for value in re.findall(r'class="([^"]*)"', TAG.sub(" ", text))
            for word in value.split()
            if word not in known | self.FOREIGN
        }
        none(found)


def rules(file) -> str:
    """A stylesheet without comments and selectors: declarations only."""
    text = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    return "\n".join(re.findall(r":[^;{}]*;", text))


class TestComponents:
    @staticmethod
    @cache
    def declared(component: str) -> tuple[set[str], bool]:
        """Attributes of a component, and whether it hands others on."""
        path = f"templates/ui/{component.replace('.', '/').replace('-', '_')}.html"
        text = templates()[path]
        found = re.search(r"<c-vars\b(.*?)/?>", TAG.sub(lambda t: "T" * len(t[0]), text), re.DOTALL)
        names = re.findall(r"(?:^|\s):?([a-zA-Z_][\w-]*)(?==|\s|$)", blank_values(found[1])) if found else []
        return {name.replace("-", "_") for name in names}, "{{ attrs" in text

    @pytest.mark.parametrize("name", HTML)
    def test_every_attribute_is_one_of_the_components(self, name):
        wrong = []
        for tag, attributes in elements(name).found:
            if not tag.startswith("c-") or tag in ("c-vars", "c-slot"):
                continue
            known, hands_on = self.declared(tag[2:])
            for attribute in attributes:
                plain = attribute.lstrip(":").replace("-", "_")
                if plain not in known and not (hands_on and HANDED_ON.fullmatch(attribute.lstrip(":"))):
                    wrong.append((tag, attribute))
        none(wrong)

    def test_every_component_says_what_it_is_for(self):
        components = [name for name in HTML if name.startswith("templates/ui/")]
        assert len(components) > 20
        none([name for name in components if not templates()[name].lstrip().startswith("{#")])

    def test_an_unknown_attribute_would_be_seen(self):
        known, hands_on = self.declared("button")
        assert "variant" in known
        assert "colour" not in known
        assert hands_on
        assert not HANDED_ON.fullmatch("colour")


def blank_values(text: str) -> str:
    return re.sub(r"=\s*(\"[^\"]*\"|'[^']*')", "=", text)
