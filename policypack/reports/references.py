"""References in Markdown: a short text for an address, since a table of whole addresses is as wide as the longest."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_THREAD = re.compile(r"/([^/]+/[^/]+)/(?:issues|pull|discussions)/(\d+)")


def as_link(address: str) -> str:
    """The address behind its last part: ``[API_CreateQueue](https://...)``, ``[owner/name#12](https://...)``."""
    return f"[{short_text(address)}]({address})"


def short_text(address: str) -> str:
    """The last part of an address that says something; a thread of GitHub as GitHub writes it."""
    parts = urlsplit(address)
    thread = _THREAD.match(parts.path)
    if thread is not None and parts.netloc == "github.com":
        return f"{thread[1]}#{thread[2]}"
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    return last.removesuffix(".html") or parts.netloc


def with_site(address: str) -> str:
    """The same for a list of references: with the site that the page belongs to."""
    return f"{as_link(address)}, {urlsplit(address).netloc}"
