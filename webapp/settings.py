"""Where this installation keeps its things, read once from the environment."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from webapp.vocab.liberty import Status
from webapp.vocab.licence import Licence
from webapp.vocab.verification import DAYS_TO_VERIFY

PUBLIC_URL = "http://127.0.0.1:8000"
_ADDRESS = "address"
COOKIE = "habeas_session"


@dataclass(frozen=True)
class Settings:
    """The settings of one installation; the README's table says what each is for."""

    home: Path
    database_url: str
    standby_urls: tuple[str, ...]
    public_url: str
    secret_key: str = field(repr=False)
    proxy: str | None = None
    licence: Licence | None = None
    search_engines: bool = True
    open_to_strangers: bool = True
    # Whether addresses, titles, feeds and calendars name nobody.
    discreet: bool = False
    # Bytes that the archive of originals may hold.
    archived: int = 50 * 10**9
    # Requests that each serving process answers at once.
    threads: int = 24

    @property
    def writers(self) -> int:
        """How many requests of a process may write or wait to: its other threads are left to readers."""
        return self.threads * 2 // 3

    @property
    def is_secure(self) -> bool:
        """Whether people reach the pages over https."""
        return self.public_url.startswith("https://")

    def cookie(self, name: str) -> str:
        """Return what a cookie is called: over https so that no other host can set one of the name."""
        return f"__Host-{name}" if self.is_secure else name

    @property
    def opens_here_only(self) -> bool:
        """Whether the public address leads whoever opens it to a machine of their own."""
        host = urlsplit(self.public_url).hostname or ""
        try:
            address = ip_address(host)
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")
        return address.is_loopback or address.is_unspecified


class BadSetting(ValueError):
    """A setting that means nothing; its message names the variable and says what to write."""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings, having made the home folder and the secret key where they are missing.

    HABEAS_HOME is the folder of database, archive and key; HABEAS_DATABASE_URL, HABEAS_READ_DATABASE_URL
    and HABEAS_SECRET_KEY override what lies there; HABEAS_PUBLIC_URL is how others reach the pages, and
    HABEAS_PROXY the address of the proxy that tells in X-Forwarded-For from where. HABEAS_LICENCE is that of
    the data, HABEAS_SEARCH_ENGINES whether they may read it, HABEAS_OPEN_TO_STRANGERS whether anybody
    without an account may, HABEAS_DISCREET whether addresses and titles name nobody, and HABEAS_ARCHIVE_GB
    how much the archive may hold. Raises BadSetting.
    """
    home = Path(environment.get("HABEAS_HOME") or "instance").resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = home / _ADDRESS
    remembered = address.read_text("utf-8").strip() if address.exists() else PUBLIC_URL
    database_url = environment.get("HABEAS_DATABASE_URL") or f"sqlite:///{home / 'habeas.sqlite3'}"
    discreet = _is_yes("HABEAS_DISCREET", environment, usual="no")
    return Settings(
        home=home,
        database_url=database_url,
        standby_urls=tuple((environment.get("HABEAS_READ_DATABASE_URL") or "").split()),
        public_url=(environment.get("HABEAS_PUBLIC_URL") or remembered).rstrip("/"),
        secret_key=environment.get("HABEAS_SECRET_KEY") or _kept_key(home / "secret_key"),
        proxy=environment.get("HABEAS_PROXY") or None,
        licence=_licence(environment.get("HABEAS_LICENCE") or ""),
        search_engines=_is_yes("HABEAS_SEARCH_ENGINES", environment, usual="no" if discreet else "yes"),
        open_to_strangers=_is_yes("HABEAS_OPEN_TO_STRANGERS", environment, usual="yes"),
        discreet=discreet,
        archived=_gigabytes("HABEAS_ARCHIVE_GB", environment, usual="50") * 10**9,
    )


def served_at(
    settings: Settings, address: str, environment: Mapping[str, str] = os.environ
) -> Settings:
    """Return the settings of a home that answers at an address, which its links carry from now on.

    The home remembers it, so that what the command line writes carries it too; HABEAS_PUBLIC_URL overrides.
    """
    if environment.get("HABEAS_PUBLIC_URL"):
        return settings
    # A home that cannot be written can be served to those who read.
    with suppress(OSError):
        file = settings.home / _ADDRESS
        file.touch(mode=0o600)
        file.write_text(f"{address}\n", "utf-8")
    return replace(settings, public_url=address)


def _licence(value: str) -> Licence | None:
    if not value:
        return None
    if not re.fullmatch(r"[-A-Za-z0-9._]+ +https?://[^\s<>\"]+", value):
        raise BadSetting(
            f"HABEAS_LICENCE: “{value}” is no licence. Write its short name and the address of its text:"
            " CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/"
        )
    return Licence(*value.split())


def _is_yes(name: str, environment: Mapping[str, str], *, usual: str) -> bool:
    value = environment.get(name) or usual
    if value not in ("yes", "no"):
        raise BadSetting(f"{name}: “{value}” is neither yes nor no.")
    return value == "yes"


def _gigabytes(name: str, environment: Mapping[str, str], *, usual: str) -> int:
    value = environment.get(name) or usual
    if not re.fullmatch("[1-9][0-9]{0,5}", value):
        raise BadSetting(f"{name}: “{value}” is no whole number of gigabytes, such as {usual}.")
    return int(value)


def days_to_verify(environment: Mapping[str, str] = os.environ) -> dict[Status, int]:
    """Return after how many days each status wants to be verified again.

    They are the usual ones, but for what HABEAS_DAYS_TO_VERIFY says: `imprisoned=120, exiled=365`. Raises
    BadSetting.
    """
    days, rules = dict(DAYS_TO_VERIFY), environment.get("HABEAS_DAYS_TO_VERIFY") or ""
    for rule in filter(None, (part.strip() for part in rules.split(","))):
        code, _, number = (part.strip() for part in rule.partition("="))
        if code not in list(Status) or not re.fullmatch("[1-9][0-9]{0,4}", number):
            raise BadSetting(
                f"HABEAS_DAYS_TO_VERIFY: “{rule}” is no rule. Write STATUS=DAYS, as imprisoned=120, with a"
                f" number of days and one of these: {', '.join(sorted(Status))}."
            )
        days[Status(code)] = int(number)
    return days


def _kept_key(path: Path) -> str:
    """Return the key kept in the home, made once and readable by its owner only.

    It gets its name when it is whole: of several processes at a first start all read the same one. In a home
    that cannot be written and holds none, it lasts as long as this process.
    """
    if not path.exists():
        key, unfinished = secrets.token_urlsafe(48), path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(key)
        except OSError:
            return key
        with suppress(FileExistsError):
            os.link(unfinished, path)
        unfinished.unlink()
    return path.read_text(encoding="ascii").strip()
