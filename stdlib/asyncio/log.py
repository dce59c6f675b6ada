"""The logger that asyncio reports through."""

import logging

logger = logging.getLogger("asyncio")
