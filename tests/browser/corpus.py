"""Forty texts that would run, load or compute something if a page took them for more than text.

Each sets `window.__xss`, calls /xss-hx, or would print 49. Sources: the OWASP cheat sheets on filter evasion,
mutation XSS of sanitizers, GHSA-v2vv (white space before a scheme), GHSA-6qrq (Markdown), htmx attributes,
template engines.
"""

RUN = "window.__xss=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img src=x onerror={RUN}>",
    f'"><img src=x onerror={RUN}>',
    f"<img src=x onerror\t=\n{RUN}>",
    f"<svg onload={RUN}>",
    f'"><svg onload={RUN}>',
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<marquee onstart={RUN}>",
    "<iframe srcdoc='<script>parent.__xss=1</script>'>",
    "<iframe src=javascript:parent.__xss=1>",
    f"<object data=javascript:{RUN}>",
    f"<math><mtext><style><img src=x onerror={RUN}>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<template><img src=x onerror={RUN}></template>",
    f"<style>*{{background:url(javascript:{RUN})}}</style>",
    f"<base href=javascript:{RUN}//>",
    f"<meta http-equiv=refresh content='0;javascript:{RUN}'>",
    f"javascript:{RUN}",
    f" javascript:{RUN}",
    f"\tjava\tscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"[x](javascript:{RUN})",
    f"![x](x){{onerror={RUN}}}",
    f'" onmouseover={RUN} autofocus onfocus={RUN} x="',
    f"' onfocus={RUN} autofocus x='",
    "<div hx-get=/xss-hx hx-trigger=load></div>",
    f"<div hx-on:htmx:load={RUN}></div>",
    "{{7*7}} ${7*7} {% load x %} #{7*7}",
    f"＜script＞{RUN}＜/script＞ \u202e<img src=x onerror={RUN}>",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
)
assert len(set(PAYLOADS)) == 40


def fitting(room: int, start: int) -> str:
    """As many payloads as find room, beginning with the one whose turn it is; "" where none does."""
    text, at = "", start
    for at in range(start, start + len(PAYLOADS)):
        following = f"{text} {PAYLOADS[at % len(PAYLOADS)]}".removeprefix(" " if not text else "")
        if len(following) <= room:
            text = following
    return text
