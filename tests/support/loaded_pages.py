"""What a forked server finds done: every module of the pages is loaded, every template compiled."""

import gc
from pathlib import Path

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from webapp.settings import Settings
from webapp.web.app import create_app


class CompiledTemplates(BytecodeCache):
    """Templates as compiled before the fork; Jinja compares each with its source."""

    def __init__(self) -> None:
        self._templates: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if there is any."""
        if bucket.key in self._templates:
            bucket.bytecode_from_string(self._templates[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._templates[bucket.key] = bucket.bytecode_to_string()


Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}
_settings = Settings(
    home=Path("nowhere"), database_url="sqlite://", standby_urls=(), public_url="http://habeas.example",
    secret_key="test",
)
_pages = create_app(_settings).jinja_env
for name in _pages.list_templates():
    _pages.get_template(name)
# A server looks for garbage once it is ready: what it shares with others it would have to copy for that.
gc.collect()
gc.freeze()
