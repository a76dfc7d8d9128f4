"""The window's fixtures are those of tests/ui: one application, and its theme."""

from tests.ui.conftest import app, themed, tidy

__all__ = ["app", "themed", "tidy"]
