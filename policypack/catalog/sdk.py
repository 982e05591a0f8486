"""Where an installed pulumi-aws defines its resource types, read from its text: importing it takes seconds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from policypack.errors import CatalogError
from policypack.model.records import record


@record(frozen=True, slots=True)
class ResourceType:
    """Where the SDK defines a resource type."""

    token: str
    class_name: str
    file: Path


@cache
def sdk_folder() -> Path:
    """The folder of the installed pulumi_aws; CatalogError where it is not installed."""
    spec = find_spec("pulumi_aws")
    if spec is None or spec.origin is None:
        raise CatalogError("pulumi-aws is not installed; install requirements/preview.txt, then try again")
    return Path(spec.origin).parent


@cache
def sdk_version(sdk: Path | None = None) -> str:
    """The version of the SDK in ``sdk`` (default: the installed one), such as ``7.51.1``."""
    return str(json.loads(((sdk or sdk_folder()) / "pulumi-plugin.json").read_text(encoding="utf-8"))["version"])


def all_tokens(sdk: Path | None = None) -> tuple[str, ...]:
    """The type tokens of every resource of the SDK, such as ``aws:rds/instance:Instance``, sorted."""
    return tuple(sorted(_resource_types(sdk or sdk_folder())))


def resource_type(token: str, sdk: Path | None = None) -> ResourceType:
    """Where the SDK defines ``token``; KeyError where it does not."""
    return _resource_types(sdk or sdk_folder())[token]


@cache
def _resource_types(sdk: Path) -> Mapping[str, ResourceType]:
    text = text_of(sdk / "__init__.py")
    listing = re.search(r'resource_modules="""\n(.*?)\n"""', text, re.DOTALL)
    if listing is None:
        raise CatalogError(f"{sdk}: is not a pulumi_aws that this version understands; use pulumi-aws 6 or 7")
    return {
        token: ResourceType(token, class_name, _file_of(sdk, module["fqn"], module["mod"]))
        for module in json.loads(listing.group(1))
        for token, class_name in module["classes"].items()
    }


def file_of_token(token: str, sdk: Path) -> Path:
    """The file in which the SDK most likely defines ``token``, which nothing but the token says."""
    module = token.split(":")[1]
    return _file_of(sdk, f"pulumi_aws.{module.partition('/')[0]}", module)


def _file_of(sdk: Path, package: str, module: str) -> Path:
    """``rds/clusterInstance`` of ``pulumi_aws.rds`` gives ``rds/cluster_instance.py``; ``iPSet`` ``ip_set.py``."""
    name = module.rpartition("/")[2]
    words = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name[:1].upper() + name[1:])
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", words)
    return sdk.joinpath(*package.split(".")[1:], f"{words.lower()}.py")


@cache
def text_of(file: Path) -> str:
    """The text of an SDK's file, read once."""
    return file.read_text(encoding="utf-8")
