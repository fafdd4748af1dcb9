"""The moment of a run."""

from __future__ import annotations

import os
from datetime import datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The moment in German time, in whole seconds; SOURCE_DATE_EPOCH makes runs repeatable (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    zone = ZoneInfo("Europe/Berlin")
    return datetime.fromtimestamp(int(epoch), zone) if epoch else datetime.now(zone).replace(microsecond=0)
