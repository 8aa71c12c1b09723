"""textmine: from a consultation's free-text answers, in any language, to a reviewed "You said, we did".

The public names load on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from textmine.analysis import Analysis, analyse, publish
    from textmine.analysis import open_analysis as open
    from textmine.api import detect_languages, embed, read
    from textmine.errors import (
        ConfigError,
        EngineError,
        InputError,
        MissingExtraError,
        PublishBlockedError,
        ReviewError,
        TextmineError,
    )
    from textmine.model import Consultation
    from textmine.themes.codebook import map_to_themes
    from textmine.themes.estimator import ThemeModel

_WHERE = {
    "Analysis": "textmine.analysis:Analysis",
    "ConfigError": "textmine.errors:ConfigError",
    "Consultation": "textmine.model:Consultation",
    "EngineError": "textmine.errors:EngineError",
    "InputError": "textmine.errors:InputError",
    "MissingExtraError": "textmine.errors:MissingExtraError",
    "PublishBlockedError": "textmine.errors:PublishBlockedError",
    "ReviewError": "textmine.errors:ReviewError",
    "TextmineError": "textmine.errors:TextmineError",
    "ThemeModel": "textmine.themes.estimator:ThemeModel",
    "analyse": "textmine.analysis:analyse",
    "detect_languages": "textmine.api:detect_languages",
    "embed": "textmine.api:embed",
    "map_to_themes": "textmine.themes.codebook:map_to_themes",
    "open": "textmine.analysis:open_analysis",
    "publish": "textmine.analysis:publish",
    "read": "textmine.api:read",
}
__all__ = [
    "Analysis",
    "ConfigError",
    "Consultation",
    "EngineError",
    "InputError",
    "MissingExtraError",
    "PublishBlockedError",
    "ReviewError",
    "TextmineError",
    "ThemeModel",
    "__version__",
    "analyse",
    "detect_languages",
    "embed",
    "map_to_themes",
    "open",
    "publish",
    "read",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Load a public name."""
    if name not in _WHERE:
        raise AttributeError(f"module 'textmine' has no attribute {name!r}")
    module, _, attribute = _WHERE[name].partition(":")
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)


class _Package(ModuleType):
    """Keeps `textmine.embed` and `textmine.publish` the public functions: there are rooms of these names too."""

    def __setattr__(self, name: str, value: object) -> None:
        # The import system binds every imported submodule to its package.
        if not (name in _WHERE and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
