"""What search engines may fetch: every public page once, and none of the endless ways to combine filters."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.lens import TicketFilter

#: Those who draw the card beside a shared link ask for the page that was shared, whatever its filter is.
PREVIEWS = ("facebookexternalhit", "LinkedInBot", "Slackbot-LinkExpanding", "TelegramBot", "Twitterbot", "WhatsApp")
#: Addresses with two conditions or more, searches, frames of the map, figures of the past, and a filter's files.
ENDLESS = ("/*?*&", "/*?q=", "/*?bbox=", "/*?as_of=", "/*.csv?", "/*.json?", "/*.geojson?", "/*.atom?")
#: The lists that a search engine keeps: all tickets, and those of one category, area or agency.
KEPT = frozenset({"category", "area", "agency"})


def robots(desks: Sequence[str], sitemap: str) -> str:
    """The text of robots.txt; ``desks``: where officers work, in each language."""
    away = [f"Disallow: {desk}" for desk in desks]
    previews = [*(f"User-agent: {name}" for name in PREVIEWS), *away]
    everybody = ["User-agent: *", *away, *(f"Disallow: {address}" for address in ENDLESS), "Allow: /pictures/"]
    return "\n".join((*previews, "", *everybody, "", f"Sitemap: {sitemap}", ""))


def is_kept(filter: TicketFilter) -> bool:
    """Whether search engines keep the list of this filter."""
    asked = filter.pairs()
    return not asked or (len(asked) == 1 and asked[0][0] in KEPT and not asked[0][1].startswith("-"))
