"""Pictures of the documentation site's pages, to look at: wide and narrow, light and dark.

    ./guardrails site && python -m tools.screenshots FOLDER [PAGE ...]

Needs Debian's package chromium-headless-shell, or chromium, on PATH. A page is its path in the site: ``rules/``.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

SITE: Final = Path(__file__).parents[1] / "site"
PAGES: Final = (
    "",
    "start/",
    "review/",
    "how-it-works/",
    "comparison/",
    "rules/",
    "rules/sqs-queue-valid/",
    "rejections/sqs/",
)
SIZES: Final = {"wide": (1280, 1600), "narrow": (390, 1600)}
SCHEMES: Final = {"dark": 0, "light": 1}
"""Chromium's numbers of the color schemes that a person may prefer."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def main() -> int:
    """Write a picture of each page, size and scheme; 2 where Chromium or the site is not there."""
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="*", default=PAGES)
    options = parser.parse_args()
    browser = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if browser is None or not SITE.is_dir():
        sys.stderr.write("error: no chromium on PATH, or no site: run ./guardrails site\n")
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for page in options.pages:
            for size, (width, height) in SIZES.items():
                for scheme, number in SCHEMES.items():
                    name = f"{page.strip('/').replace('/', '-') or 'index'}-{size}-{scheme}.png"
                    command = [
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        f"--blink-settings=preferredColorScheme={number}",
                        f"--window-size={width},{height}",
                        "--virtual-time-budget=3000",
                        f"--screenshot={options.folder / name}",
                        f"http://127.0.0.1:{server.server_port}/{page}",
                    ]
                    subprocess.run(command, check=True, capture_output=True)
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
