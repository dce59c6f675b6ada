"""Limits and delays that the modules of asyncio share."""

# Time, in seconds.
ACCEPT_RETRY_DELAY = 1
THREAD_JOIN_TIMEOUT = 300
SSL_HANDSHAKE_TIMEOUT = 60.0
SSL_SHUTDOWN_TIMEOUT = 30.0

# Amounts.
DEBUG_STACK_DEPTH = 10
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5
SENDFILE_FALLBACK_READBUFFER_SIZE = 256 << 10
FLOW_CONTROL_HIGH_WATER_SSL_READ = 256  # KiB
FLOW_CONTROL_HIGH_WATER_SSL_WRITE = 512  # KiB


def __getattr__(name):
    if name != "_SendfileMode":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import enum

    # How a transport can send a file.
    mode = enum.Enum(name, ["UNSUPPORTED", "TRY_NATIVE", "FALLBACK"], module=__name__)
    globals()[name] = mode
    return mode
