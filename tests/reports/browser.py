"""Debian's Chromium, without a window: what a page looks like to its script when it has run."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--virtual-time-budget=5000",
)


def document(page: Path, asked: str, profile: Path, *more: str) -> str:
    """The page's HTML after its script has run; ``asked`` is what its address has after ``#``."""
    assert CHROMIUM is not None
    address = f"{page.as_uri()}#{asked}"
    done = subprocess.run(
        [CHROMIUM, *_QUIET, f"--user-data-dir={profile}", *more, "--dump-dom", address],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def main_text(html: str) -> str:
    """What the part with the findings says, on one line."""
    inside = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", inside)).split())
