"""Takes the picture of the README from `habeas demo`: `python -m tests.browser.readme_picture`."""

import tempfile
from pathlib import Path

from tests.house.tree import ROOT
from tests.support.chromium import chromium
from tests.support.demo import demonstrating

PICTURE = ROOT / "webapp" / "web" / "static" / "demo.png"


def main() -> None:
    """Write the picture: somebody whose sources disagree, as a reader without an account sees the page."""
    with (
        tempfile.TemporaryDirectory(prefix="habeas-picture-") as folder,
        demonstrating(Path(folder)) as address,
        chromium() as browser,
    ):
        page = browser.new_page(viewport={"width": 1120, "height": 760})
        page.goto(f"{address}/people?held=uncertain")
        page.locator("main td a.name").first.click()
        page.wait_for_load_state()
        page.locator("main summary", has_text="passage").first.click()
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
