"""Pictures of the pages, as a phone, a tablet and a wide screen show them, light and dark.

    python -m bench.screenshots FOLDER [--archive DIR]

DIR is an archive, of which one of the sample articles is built without. The README's is ``results-1440-light.png``.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from bench.markup import ARGUMENTS, CHROMIUM
from bench.rebuilding import ROOT, _morgue
from bench.served import serving

WIDTHS, HEIGHT = (360, 768, 1440), 900
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES = {
    "home": "/",
    "results": "/?q=ferry+quote%3Abridge&match=any",
    "narrowed": "/?q=harbour&section=News&exclude_byline=Iwan+Saltonstall",
    "compared": "/?q=ferry&compare=bridge&share=yes",
    "none": "/?q=zzzz",
    "quotes": "/quotes?q=bridge",
    "article": "/articles/lantern-2023-0312?q=sorry+herring&hit=1",
    "speaker": "/speakers/lucasta-breck",
    "many": "/many?list=ferry%0Abridge%0A%22town+council%22",
}


def main() -> None:
    """Draw."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--archive", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        archive = options.archive or Path(temporary) / "archive"
        if not archive.exists():
            _morgue("rebuild", str(ROOT / "corpus" / "samples"), "--archive", str(archive))
        with serving(archive) as (port, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for width in WIDTHS:
                for scheme in SCHEMES:
                    context = browser.new_context(
                        base_url=f"http://127.0.0.1:{port}", color_scheme=scheme,
                        viewport={"width": width, "height": HEIGHT},
                    )  # fmt: skip
                    page = context.new_page()
                    for name, path in PAGES.items():
                        page.goto(path)
                        page.screenshot(path=options.folder / f"{name}-{width}-{scheme}.png")
                    context.close()
            browser.close()


if __name__ == "__main__":
    main()
