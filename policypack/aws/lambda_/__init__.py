"""Lambda's nouns: functions, their variables and runtimes, and what invokes them."""

from __future__ import annotations

from datetime import date

from policypack.catalog.catalog import Catalog
from policypack.catalog.files import bundled

FUNCTION = ("aws:lambda/function:Function",)
EVENT_SOURCE_MAPPING = ("aws:lambda/eventSourceMapping:EventSourceMapping",)
PERMISSION = ("aws:lambda/permission:Permission",)
ALIAS = ("aws:lambda/alias:Alias",)
FUNCTION_URL = ("aws:lambda/functionUrl:FunctionUrl",)
EVENT_INVOKE_CONFIG = ("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",)
LAYER_VERSION = ("aws:lambda/layerVersion:LayerVersion",)
RUNTIME_MANAGEMENT = ("aws:lambda/runtimeManagementConfig:RuntimeManagementConfig",)
LAYER_PERMISSION = ("aws:lambda/layerVersionPermission:LayerVersionPermission",)
PROVISIONED_CONCURRENCY = ("aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",)
NAMES = ("name",)
"""The argument that names a function."""

IMAGE = "Image"
LATEST = "$LATEST"
DEFAULT_TIMEOUT = 3
"""Seconds."""
LARGEST_ENVIRONMENT = 4096
"""Bytes of all environment variables."""
RESERVED_VARIABLES = frozenset(
    {
        *("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME"),
        *("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE"),
        *("AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API"),
        *("AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"),
        *("LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"),
    }
)
"""Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, 2026-11. TZ can be set."""


def closed_since(runtime: str, catalog: Catalog) -> date | None:
    """The date since which no function can be made with the runtime; None where it still can.

    Dates after the day on which the data was collected do not count: AWS has moved such dates before.
    """
    facts = catalog.lambda_runtime(runtime)
    return None if facts is None else _if_past(facts.create_blocked)


def deprecated_since(runtime: str, catalog: Catalog) -> date | None:
    """The date since which the runtime gets no updates; None where it still does. Dates to come do not count."""
    facts = catalog.lambda_runtime(runtime)
    return None if facts is None else _if_past(facts.deprecated)


def _if_past(day: date | None) -> date | None:
    collected = date.fromisoformat(bundled("lambda_runtimes").text("as_of"))
    return day if day is not None and day <= collected else None
