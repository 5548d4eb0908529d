"""What people write in markdown is safe wherever it stands."""

from html.parser import HTMLParser
from uuid import UUID

import nh3
import pytest

from toolkit import markdown
from toolkit.markdown import (
    ATTRIBUTES,
    CLASSES,
    LONGEST,
    SCHEMES,
    TAGS,
    html,
    mention,
    mentioned,
    plain,
    renamed,
)

ADA = UUID("018f0000-0000-7000-8000-000000000001")
BEN = UUID("018f0000-0000-7000-8000-000000000002")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "<img src=x onerror=alert(1)>",
    '<div hx-get="/x" hx-trigger="load">x</div>',
    '<a href="/x" hx-post="/o/acme/" data-hx-get="/x">x</a>',
    "<style>body{display:none}</style>",
    '<form action="/accounts/logout/"><button>x',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "[x](javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](\tjavascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:image/svg+xml;base64,PHN2Zy8+)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](http://tracker.test/pixel.png)",
    "![x](data:image/png;base64,AAAA)",
    '[x](http://ok.test "\\"onmouseover=alert(1)")',
    '[x](http://ok.test/"onmouseover=alert(1))',
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\ncode\n```',
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    f"@[<b onclick=alert(1)>](person:{ADA})",
    f'@[x](person:{ADA}"onclick=alert)',
    "@[x](person:javascript)",
    "[x](person:1)",
    "\u202e<script>\u0000alert(1)</script>",
    "{{7*7}} {% load %} ${7}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- --!><script>alert(1)</script>",
    "//evil.test [x](//evil.test)",
]


class Found(HTMLParser):
    """The elements and attributes that a browser would make."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.mark.threat("T-081", "T-084")
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_comes_through_that_is_not_on_the_list(text: str) -> None:
    made = html(text)
    for tag, attributes in Found(made).elements:
        assert tag in TAGS, made
        assert set(attributes) <= {*ATTRIBUTES.get(tag, ()), "rel", "class"}, made
        href = attributes.get("href") or "/"
        assert href.startswith("/") or href.split(":")[0].lower() in SCHEMES, made
        assert not href.startswith("//"), made
    cleaned = nh3.clean(
        made,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )
    assert made == cleaned, "what is shown is what the allow-list lets through, whole"


def test_what_people_write_looks_as_they_meant_it() -> None:
    assert html("# Plan\n**a** ~~b~~\nc") == (
        '<p class="hd">Plan</p>\n<p><strong>a</strong> <s>b</s><br>\nc</p>\n'
    )
    assert html("see https://ok.test/a?b=1&c=2") == (
        '<p>see <a href="https://ok.test/a?b=1&amp;c=2" rel="nofollow noopener">https://ok.test/a?b=1&amp;c=2</a></p>\n'
    )
    assert "<th>a</th>" in html("|a|\n|-|\n|1|")
    assert html("[here](/o/acme/)") == '<p><a href="/o/acme/" rel="nofollow noopener">here</a></p>\n'


def test_a_mention_names_a_person_and_code_names_nobody() -> None:
    text = f"你好{mention('李 [雷]', ADA)}, {mention('Ben', BEN)} `{mention('Ben', BEN)}` [x](person:{BEN})"
    assert mentioned(text) == {ADA: "李 [雷]", BEN: "Ben"}
    made = html(text, own=BEN)
    assert '你好<span class="mp-mention">@李 [雷]</span>' in made
    assert made.count('<span class="mp-mention me">@Ben</span>') == 1
    assert mentioned(f"`{mention('Ben', BEN)}`") == {}


def test_names_are_the_persons_own_whatever_was_typed() -> None:
    text = renamed(f"{mention('The boss', ADA)} {mention('Who', BEN)}", {ADA: "Ada *[x](/)*"})
    assert mentioned(text) == {ADA: "Ada *[x](/)*", BEN: "Who"}


def test_plain_words_have_no_markup() -> None:
    text = f"# Hi\n\n**{mention('Ben', BEN)}**, `x` [y](/z)\n- one\n- two"
    assert plain(text) == "Hi @Ben, x y one two"
    assert plain("word " * 100, length=20) == "word word word word…"


def test_the_work_is_bounded_by_the_length() -> None:
    assert html("x" * (LONGEST + 5)) == f"<p>{'x' * LONGEST}</p>\n"
    for nested in ("[" * 10_000, "> " * 5_000, "*a " * 3_000, "![[" * 3_000, "(" * 10_000, "- " * 5_000):
        made = markdown.tamed(nested[:LONGEST])
        assert len(html(nested)) <= 4 * LONGEST
        assert "[" * 51 not in made
        assert "(" * 51 not in made
        depth = deepest = 0
        for part in html(nested).split("<")[1:]:
            depth += -1 if part.startswith("/") else (0 if part.startswith(("br", "hr")) else 1)
            deepest = max(deepest, depth)
        assert deepest <= 2 * markdown.DEEPEST
