"""Pelican plugins of the microsites, one concern a module, and the build that runs them."""
