"""`webapp.deploy.wsgi:application`: Habeas for any WSGI server, its log scrubbed as by `habeas serve`."""

from contextlib import ExitStack

from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.cli.database import opened, require_derived
from webapp.cli.garbage import collect_rarely
from webapp.cli.serve_log import start_logging
from webapp.cli.serving_lock import serving_lock
from webapp.models import count_rows
from webapp.settings import read_settings
from webapp.web.app import create_app

_settings, _serving = read_settings(), ExitStack()
start_logging()
# As long as this process lives, nobody upgrades or restores its home.
_serving.enter_context(serving_lock(_settings.home))
# A home that is not ready is refused at the start, and not with the first reader.
with opened(_settings.database_url) as _engine:
    require_derived(_engine)
    count_rows(_engine)
application = create_app(_settings)
if _settings.proxy:
    application.wsgi_app = ProxyFix(application.wsgi_app, x_for=1, x_proto=0)  # type: ignore[method-assign]
collect_rarely()
