"""Logs: one JSON object a line on stdout, and no patient data in any of them.

A path names a subject and a database error quotes the refused row. So a request is logged by its route and status,
and an exception by its class, its place in the code and the database's error code; never by its message.
"""

import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def without_patient_data(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace the texts that may quote a path or a value; see the module."""
    record = event.get("_record")
    if record is None:
        return event
    event["event"] = str(record.msg)  # the wording of the call, without its arguments
    if hasattr(record, "status_code"):
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        event["event"] = "response"
        event.update(status=record.status_code, route=match.route if match else None)
    if record.exc_info and record.exc_info[1]:
        event["exception"] = describe(record.exc_info[1])
    event.pop("exc_info", None)
    return event


def describe(error: BaseException) -> dict[str, Any]:
    """An exception without its message: class, SQLSTATE where there is one, and file:line of each frame."""
    frames = traceback.extract_tb(error.__traceback__)
    cause = error.__cause__ or error
    return {
        "class": type(error).__qualname__,
        "sqlstate": getattr(cause, "sqlstate", None),
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


SHARED_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    processors=[*SHARED_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [*SHARED_PROCESSORS, without_patient_data],
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        },
    },
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "propagate": True}, "axes": {"level": "ERROR"}},
}
