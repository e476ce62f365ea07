"""What must hold for every page and every fragment; each rule yields what is wrong, in words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from portal.domain.status import Status
from portal.presentation.glossary import glossary_word
from portal.web.sessions import is_desk
from tests.support.directions import directions

NOT_TYPED = {"hidden", "submit", "button"}
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
#: What lies in the flow of a page, and where only words may be.
FLOW = re.compile(
    "address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre|"
    "section|table|ul"
)
PHRASING = re.compile("p|h[1-6]|span|b|i|em|strong|small|label|bdi|code|mark|time|abbr|button|legend")
PRESSED = ["a", "button", "summary"]
#: What lies in certain elements only.
WITHIN = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "td": {"tr"},
    "th": {"tr"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "caption": {"table"},
    "summary": {"details"},
    "figcaption": {"figure"},
    "option": {"select", "optgroup", "datalist"},
}
PLAIN = re.compile(
    "a|article|aside|b|bdi|button|div|footer|form|h[1-6]|header|input|label|li|main|nav|p|section|span|table"
)
#: What says more closely how a ticket of a status ended.
ENDINGS = {"selesai": ("resolved_after_dispute",), "ditutup": ("timed_out",)}
ASKED = dict.fromkeys(("menunggu", "disposisi", "proses"), ("reporter_asked",))  # for whose answer the agency waits
OURS = re.compile(r"(data|aria)-[a-z0-9-]+$|accept-charset$")
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")


def words(text: str) -> str:
    """Text as it is read: every run of white space one space."""
    return " ".join(text.split())


def value(tag: Tag, name: str) -> str:
    """An attribute as text, '' when absent."""
    found = tag.get(name)
    return " ".join(found) if isinstance(found, list) else (found or "")


class Elements:
    """A page's elements by their names and by their attributes, found in one walk: each rule asks for some."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.every = [found for found in soup.descendants if isinstance(found, Tag)]
        self._named: defaultdict[str, list[Tag]] = defaultdict(list)
        self._with: defaultdict[str, list[Tag]] = defaultdict(list)
        for tag in self.every:
            self._named[tag.name].append(tag)
            for attribute in tag.attrs:
                self._with[attribute].append(tag)

    def named(self, *names: str) -> list[Tag]:
        return [tag for name in names for tag in self._named.get(name, ())]

    def having(self, *attributes: str) -> list[Tag]:
        return [tag for attribute in attributes for tag in self._with.get(attribute, ())]


def faults(soup: BeautifulSoup, path: str, headers: dict[str, str]) -> list[str]:
    """All that is wrong with an answer of HTML."""
    page = Elements(soup)
    rules = [labels(page), csrf(page), inline(page), foreign(page), ids(page), names(page), plain_html_first(page)]
    rules += [nesting(page), attributes(page), directions(soup)]
    if page.named("html"):
        rules += [head(page), told(headers), explained(page)]
    if not is_desk(path) and "Set-Cookie" in headers:
        rules.append(iter(["a public page sets a cookie"]))
    return [fault for rule in rules for fault in rule]


def head(page: Elements) -> Iterator[str]:
    headings, titles = page.named("h1"), page.named("title")
    if len(headings) != 1:
        yield f"{len(headings)} h1 where one belongs"
    title = words(titles[0].get_text()) if titles else ""
    if headings and words(headings[0].get_text(" ")).casefold() not in title.casefold():
        yield f"the title {title!r} does not hold the h1 {words(headings[0].get_text(' '))!r}"
    if not any(value(tag, "lang") for tag in page.named("html")):
        yield "html says no lang"
    if not any(value(tag, "name") == "viewport" for tag in page.named("meta")):
        yield "no viewport for phones"
    if len(page.named("main")) != 1:
        yield "not exactly one main"
    yield from outside(page)


def outside(page: Elements) -> Iterator[str]:
    """A page is known by one address, in every language, with its answer and a picture; or it says: do not keep me."""
    named = {value(tag, "name") or value(tag, "property"): value(tag, "content") for tag in page.named("meta")}
    own = [value(tag, "href") for tag in page.named("link") if value(tag, "rel") == "canonical"]
    if not own and "noindex" not in named.get("robots", ""):
        yield "neither its address nor that no search engine may keep it"
    if own and not 20 <= len(named.get("description", "")) <= 310:
        yield f"its answer beside a link is {named.get('description')!r}"
    others = {value(tag, "hreflang"): value(tag, "href") for tag in page.named("link") if tag.has_attr("hreflang")}
    if own and others and value(page.named("html")[0], "lang") not in others:
        yield "among the languages of the page its own is missing"
    for address in (*own, *others.values(), *([named.get("og:image", "")] if own else [])):
        if not urlsplit(address).scheme:
            yield f"no address that others can follow: {address!r}"


def told(headers: dict[str, str]) -> Iterator[str]:
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy:
        yield f"the Content-Security-Policy allows too much: {policy!r}"


def labels(page: Elements) -> Iterator[str]:
    labelled = {value(label, "for") for label in page.named("label") if words(label.get_text())}
    for field in page.named("input", "select", "textarea"):
        if field.name == "input" and value(field, "type") in NOT_TYPED:
            continue
        named = value(field, "aria-label") or value(field, "aria-labelledby") or field.find_parent("label")
        if not named and (not value(field, "id") or value(field, "id") not in labelled):
            yield f"a field without a label: {str(field)[:120]}"


def csrf(page: Elements) -> Iterator[str]:
    for form in page.named("form"):
        if value(form, "method").lower() == "post" and not form.select(TOKENS):
            yield f"a POST form without a CSRF token: {value(form, 'action')}"


def inline(page: Elements) -> Iterator[str]:
    for script in page.named("script"):
        if not script.has_attr("src") and value(script, "type") not in SCRIPT_FREE_TYPES:
            yield f"an inline script: {str(script)[:120]}"
    if page.named("style"):
        yield "an inline style sheet"
    for tag in page.every:
        for name in tag.attrs:
            if name == "style" or name.startswith(("on", "hx-on", "data-hx-on")):
                yield f"an inline {name} on {tag.name}"
    for attribute in ("href", "action", "src"):
        for tag in page.having(attribute):
            if value(tag, attribute).startswith("javascript:"):
                yield f"a javascript: address on {tag.name}"


def foreign(page: Elements) -> Iterator[str]:
    """Nothing may be loaded from elsewhere; links that a person follows may lead anywhere."""
    loaded = [value(tag, attribute) for name, attribute in LOADED.items() for tag in page.named(name)]
    loaded += [value(link, "href") for link in page.named("link") if value(link, "rel") not in {"canonical"}]
    for address in loaded:
        if urlsplit(address).netloc not in {"", "localhost"}:
            yield f"an address elsewhere: {address}"


def ids(page: Elements) -> Iterator[str]:
    counted = Counter(value(tag, "id") for tag in page.having("id"))
    for name, times in counted.items():
        if times > 1:
            yield f"id {name!r} stands {times} times"
    if not page.named("html"):
        return
    for pointer in POINTERS:
        for tag in page.having(pointer):
            yield from (
                f"{pointer} names no id {name!r}" for name in value(tag, pointer).split() if name not in counted
            )


def names(page: Elements) -> Iterator[str]:
    """What is pressed, followed or looked at can be read out."""
    for tag in page.named("a", "button"):
        if tag.name == "a" and not tag.has_attr("href"):
            continue
        said = words(tag.get_text()) or value(tag, "aria-label") or value(tag, "aria-labelledby")
        if not said and not tag.select("img[alt]:not([alt='']), title"):
            yield f"nothing to read out: {str(tag)[:120]}"
    yield from (f"a picture without alt: {value(tag, 'src')}" for tag in page.named("img") if not tag.has_attr("alt"))


def explained(page: Elements) -> Iterator[str]:
    """Where a status stands, its meaning stands too, without a script or a pointer that hovers: in a sentence, or in a
    list that a key opens."""
    classes = [(tag, set(tag["class"])) for tag in page.having("class")]
    said = [tag for tag, named in classes if "meaning" in named or (tag.name == "details" and "meanings" in named)]
    meanings = " ".join(words(tag.get_text(" ")) for tag in said)
    for status in {name for _, named in classes if "status" in named for name in named} & {one.value for one in Status}:
        meant = [glossary_word(code) for code in (status, *ENDINGS.get(status, ()), *ASKED.get(status, ()))]
        if not any(word.means_id in meanings or word.means_en in meanings for word in meant):
            yield f"what {status} means is not said"
    yield from ("a list of meanings that no key opens" for tag in said if tag.name == "details" and not tag.summary)


def plain_html_first(page: Elements) -> Iterator[str]:
    """Beside every data-hx-get or data-hx-post stands what works without JavaScript."""
    for tag in page.having("data-hx-get", "data-hx-post"):
        if not (tag.get("href") or tag.get("action") or tag.find_parent("form")):
            yield f"works with JavaScript only: {str(tag)[:120]}"


def nesting(page: Elements) -> Iterator[str]:
    """Elements lie in each other as HTML allows: a browser that mends them makes another page of it."""
    for tag in page.every:
        parent = tag.parent.name if isinstance(tag.parent, Tag) else ""
        if FLOW.fullmatch(tag.name) and PHRASING.fullmatch(parent):
            yield f"{tag.name} in {parent}: {str(tag)[:120]}"
        if tag.name in WITHIN and parent and parent not in WITHIN[tag.name]:
            yield f"{tag.name} in {parent}: {str(tag)[:120]}"
        if tag.name in PRESSED and tag.find_parent(PRESSED):
            yield f"{tag.name} in what is pressed itself: {str(tag)[:120]}"


def attributes(page: Elements) -> Iterator[str]:
    """What is ours, or htmx's, is called data-; the rest is HTML's."""
    for tag in page.every:
        for name in tag.attrs:
            strange = "-" in name and PLAIN.fullmatch(tag.name) and not OURS.match(name)
            if strange or (":" in name and not name.startswith("xml")):
                yield f"HTML has no {name} on {tag.name}"


def read(tag: Tag) -> str:
    """The text of an element as it is read: what stands in each part of it apart, but for a name in its sentence."""
    text, named = "", False
    for part in tag.strings:
        before, named = named, bool(part.parent and part.parent.name == "bdi")
        text += part if named or before else f" {part}"
    return words(text)
