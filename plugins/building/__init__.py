"""Build microsites: staging, caches, rendering, publishing, and the build that stays in memory (034)."""
