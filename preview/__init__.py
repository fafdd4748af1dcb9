"""The preview: from saving a file to the page with all its findings. Stands above ``plugins`` and ``audit`` (decision 037)."""
