"""The pages: one module a noun, each view a translator between the address, a form and the domain."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask


def register(app: Flask) -> None:
    """Register the blueprint `pages` of every module of this package."""
    for module in iter_modules(__path__, prefix=f"{__name__}."):
        app.register_blueprint(import_module(module.name).pages)
