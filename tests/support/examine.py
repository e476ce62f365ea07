"""What must hold for every page and every fragment; each rule yields what is wrong, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from portal.web.sessions import is_desk

TYPED_IN = "input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea"
SCRIPT_FREE_TYPES = {"application/json", "application/ld+json"}
LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "use": "href",
    "image": "href",
}
#: Of the desk, which has a session, and of a public form, which has none.
TOKENS = "input[name=csrf_token][value], input[name=form_token][value]"
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")


def words(text: str) -> str:
    """Text as it is read: every run of white space one space."""
    return " ".join(text.split())


def value(tag: Tag, name: str) -> str:
    """An attribute as text, '' when absent."""
    found = tag.get(name)
    return " ".join(found) if isinstance(found, list) else (found or "")


def faults(soup: BeautifulSoup, path: str, headers: dict[str, str]) -> list[str]:
    """All that is wrong with an answer of HTML."""
    rules = [labels(soup), csrf(soup), inline(soup), foreign(soup), ids(soup), names(soup), plain_html_first(soup)]
    if soup.find("html"):
        rules += [head(soup), told(headers)]
    if not is_desk(path) and "Set-Cookie" in headers:
        rules.append(iter(["a public page sets a cookie"]))
    return [fault for rule in rules for fault in rule]


def head(soup: BeautifulSoup) -> Iterator[str]:
    headings = soup.select("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1 where one belongs"
    title = words(soup.title.get_text()) if soup.title else ""
    if headings and words(headings[0].get_text(" ")).casefold() not in title.casefold():
        yield f"the title {title!r} does not hold the h1 {words(headings[0].get_text(' '))!r}"
    if not soup.select("html[lang]"):
        yield "html says no lang"
    if not soup.select("meta[name=viewport]"):
        yield "no viewport for phones"
    if len(soup.select("main")) != 1:
        yield "not exactly one main"


def told(headers: dict[str, str]) -> Iterator[str]:
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy:
        yield f"the Content-Security-Policy allows too much: {policy!r}"


def labels(soup: BeautifulSoup) -> Iterator[str]:
    labelled = {value(label, "for") for label in soup.select("label[for]") if words(label.get_text())}
    for field in soup.select(TYPED_IN):
        named = value(field, "aria-label") or value(field, "aria-labelledby") or field.find_parent("label")
        if not named and value(field, "id") not in labelled:
            yield f"a field without a label: {str(field)[:120]}"


def csrf(soup: BeautifulSoup) -> Iterator[str]:
    for form in soup.select("form"):
        if value(form, "method").lower() == "post" and not form.select(TOKENS):
            yield f"a POST form without a CSRF token: {value(form, 'action')}"


def inline(soup: BeautifulSoup) -> Iterator[str]:
    for script in soup.select("script:not([src])"):
        if value(script, "type") not in SCRIPT_FREE_TYPES:
            yield f"an inline script: {str(script)[:120]}"
    if soup.find("style"):
        yield "an inline style sheet"
    for tag in soup.find_all(True):
        for name in tag.attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                yield f"an inline {name} on {tag.name}"
        if any(value(tag, name).startswith("javascript:") for name in ("href", "action", "src")):
            yield f"a javascript: address on {tag.name}"


def foreign(soup: BeautifulSoup) -> Iterator[str]:
    """Nothing may be loaded from elsewhere; links that a person follows may lead anywhere."""
    loaded = [
        value(tag, attribute) for name, attribute in LOADED.items() for tag in soup.select(f"{name}[{attribute}]")
    ]
    loaded += [value(link, "href") for link in soup.select("link[href]") if value(link, "rel") not in {"canonical"}]
    for address in loaded:
        if urlsplit(address).netloc not in {"", "localhost"}:
            yield f"an address elsewhere: {address}"


def ids(soup: BeautifulSoup) -> Iterator[str]:
    counted = Counter(value(tag, "id") for tag in soup.select("[id]"))
    for name, times in counted.items():
        if times > 1:
            yield f"id {name!r} stands {times} times"
    if not soup.find("html"):
        return
    for pointer in POINTERS:
        for tag in soup.select(f"[{pointer}]"):
            yield from (
                f"{pointer} names no id {name!r}" for name in value(tag, pointer).split() if name not in counted
            )


def names(soup: BeautifulSoup) -> Iterator[str]:
    """What is pressed, followed or looked at can be read out."""
    for tag in soup.select("a[href], button"):
        said = words(tag.get_text()) or value(tag, "aria-label") or value(tag, "aria-labelledby")
        if not said and not tag.select("img[alt]:not([alt='']), title"):
            yield f"nothing to read out: {str(tag)[:120]}"
    yield from (f"a picture without alt: {value(tag, 'src')}" for tag in soup.select("img:not([alt])"))


def plain_html_first(soup: BeautifulSoup) -> Iterator[str]:
    """Beside every hx-get or hx-post stands what works without JavaScript."""
    for tag in soup.select("[hx-get], [hx-post]"):
        if not (tag.get("href") or tag.get("action") or tag.find_parent("form")):
            yield f"works with JavaScript only: {str(tag)[:120]}"
