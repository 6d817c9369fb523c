"""What a forked server finds done: every module of the pages is loaded, every template compiled."""

import gc
from pathlib import Path

from flask import Flask

from tests.support.compiled_templates import COMPILED_TEMPLATES
from webapp.settings import Settings
from webapp.web.app import create_app

Flask.jinja_options = {"bytecode_cache": COMPILED_TEMPLATES}
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
