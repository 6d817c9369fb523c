"""The pages: one module a noun, each view a translator between the address, a form and the domain."""

from importlib import import_module
from pkgutil import walk_packages

from flask import Blueprint, Flask


def register(app: Flask) -> None:
    """Register the blueprint `pages` of every module of this package, or all blueprints of that list."""
    for module in walk_packages(__path__, prefix=f"{__name__}."):
        if not module.ispkg:
            pages = import_module(module.name).pages
            for blueprint in [pages] if isinstance(pages, Blueprint) else pages:
                app.register_blueprint(blueprint)
