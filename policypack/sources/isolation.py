"""Keeps a program that runs offline from a cloud: no credentials, no metadata service, and a `pulumi` that refuses."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

NOWHERE = "http://127.0.0.1:1"
"""An address where nothing listens, so that a call ends at once."""
WITHHELD = "withheld-in-a-preview"
_TOKENS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")
_SOURCES = (
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
)
_PROFILES = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE")
_ENDPOINT = "AWS_ENDPOINT_URL"
_REFUSAL = "an offline preview deploys nothing, and runs no `pulumi`"


def without_aws(inherited: Mapping[str, str], folder: Path, region: str) -> dict[str, str]:
    """The variables with which AWS's SDKs and command line find no credentials and reach nothing.

    Regions and the names of profiles stay, which programs read; the profiles, in a file in ``folder``, have nothing but
    ``region``, without which no client can even be made.
    """
    variables = {
        key: value for key, value in inherited.items() if key not in _SOURCES and not key.startswith(_ENDPOINT)
    }
    variables |= {key: WITHHELD for key in _TOKENS if key in inherited}
    profiles = folder / "aws-config"
    names = ["default", *sorted({f"profile {variables[key]}" for key in _PROFILES if variables.get(key)})]
    profiles.write_text("".join(f"[{name}]\nregion = {region}\n" for name in names), "utf-8")
    return {
        **variables,
        "AWS_CONFIG_FILE": str(profiles),
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
        _ENDPOINT: NOWHERE,
    }


def without_pulumi(inherited: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The variables with which ``pulumi`` is a command, in ``folder``, that says why it does nothing."""
    if os.name == "nt":
        name, script = "pulumi.bat", f"@echo error: {_REFUSAL} 1>&2\n@exit /b 1\n"
    else:
        name, script = "pulumi", f"#!/bin/sh\necho 'error: {_REFUSAL}' >&2\nexit 1\n"
    (folder / name).write_text(script, "utf-8")
    (folder / name).chmod(0o755)
    variables = {key: value for key, value in inherited.items() if key != "PULUMI_ACCESS_TOKEN"}
    return {**variables, "PATH": os.pathsep.join((str(folder), inherited.get("PATH", "")))}
