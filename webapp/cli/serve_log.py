"""The log of a running server: to standard error, without the secrets that addresses can hold."""

import logging
import re

_SECRETS = re.compile(r"(/sign-in/)[^\s\]'\"]+|(\?)[^\s\]'\"]+")
# PostgreSQL tells the whole row that it refuses, names and all, in lines that can hold further lines.
_ROWS = re.compile(r"^DETAIL: .*?(?=^\[SQL|^The above exception |\Z)", re.MULTILINE | re.DOTALL)


class _Formatter(logging.Formatter):
    """Lines without one-time links, query strings and rows: what people search for is nobody's business."""

    def format(self, record: logging.LogRecord) -> str:
        line = _ROWS.sub("DETAIL: …\n", super().format(record))
        return _SECRETS.sub(lambda match: f"{match[1] or match[2]}…", line)


def start_logging() -> None:
    """Send what the server and its libraries log, from INFO on, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
