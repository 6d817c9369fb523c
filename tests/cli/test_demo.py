"""`habeas demo` as a newcomer starts it: a country to look at, and nothing left behind."""

from pathlib import Path
from urllib.request import urlopen

from tests.support.demo import demonstrating


def test_an_invented_country_is_served_and_gone_when_it_is_stopped(tmp_path: Path) -> None:
    with demonstrating(tmp_path, "--people", "60") as address:
        with urlopen(f"{address}/people") as page:
            assert "62 people" in page.read().decode()
        # Links carry the port that was free, whatever it was.
        with urlopen(f"{address}/people.csv") as file:
            assert f"{address}/people/P-0001" in file.read().decode()
        assert list(tmp_path.glob("habeas-demo-*"))
    assert not list(tmp_path.glob("habeas-demo-*"))
    assert not (tmp_path / "own").exists(), "the home of the installation itself is not touched"
