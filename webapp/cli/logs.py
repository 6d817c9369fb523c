"""The log of a running server: to standard error, without the secrets that addresses can hold."""

import logging
import re

_SECRETS = re.compile(r"(/sign-in/)[^\s\]'\"]+|(\?)[^\s\]'\"]+")


class _Formatter(logging.Formatter):
    """Lines without one-time links and query strings: what people search for is nobody's business."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRETS.sub(lambda found: f"{found[1] or found[2]}…", super().format(record))


def start_logging() -> None:
    """Send what the server and its libraries log, from INFO on, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
