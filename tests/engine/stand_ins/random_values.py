"""A stand-in for pulumi-resource-random: values unknown until the creation, secret where the real ones are."""

from __future__ import annotations

import random
import string
from importlib import metadata

from pulumi.runtime.proto import provider_pb2_grpc

from tests.engine.stand_ins.provider import UNKNOWN, Properties, Provider, secret
from tests.engine.stand_ins.schema import output_properties
from tests.engine.stand_ins.server import serve

_SECRET_TYPE = "random:index/randomPassword:RandomPassword"
_DEFAULTS: Properties = {
    "lower": True,
    "minLower": 0,
    "minNumeric": 0,
    "minSpecial": 0,
    "minUpper": 0,
    "number": True,
    "numeric": True,
    "special": True,
    "upper": True,
}
_SPECIAL = "!@#$%&*()-_=+[]{}<>:?"
"""The default: https://www.pulumi.com/registry/packages/random/api-docs/randompassword/ (overrideSpecial)."""


class RandomValues:
    """The random provider."""

    name = "random"
    in_schema = ("random:index/randomPassword:RandomPassword",)
    replaced_on = frozenset({"length", "special", "overrideSpecial", "keepers", "upper", "lower", "numeric"})

    def __init__(self) -> None:
        self.version = metadata.version("pulumi-random")

    def configure(self, config: Properties) -> None:
        """It has no configuration."""

    def check(self, token: str, name: str, inputs: Properties) -> Properties:
        return dict(inputs)

    def planned(self, token: str, inputs: Properties) -> Properties:
        return self._outputs(token, inputs, UNKNOWN)

    def created(self, token: str, name: str, inputs: Properties) -> tuple[str, Properties]:
        text = _drawn(f"{token}::{name}", inputs)
        return ("none" if token == _SECRET_TYPE else text), self._outputs(token, inputs, text)

    def invoke(self, token: str, args: Properties) -> Properties | None:
        return None

    def _outputs(self, token: str, inputs: Properties, text: str) -> Properties:
        value = secret(text) if token == _SECRET_TYPE else text
        computed = {output.name: value for output in output_properties(token) if output.is_computed}
        known = {name: default for name, default in _DEFAULTS.items() if name in computed}
        return {**computed, **known, **inputs}


def _drawn(seed: str, inputs: Properties) -> str:
    """A text of the asked length and characters, the same for the same resource each time."""
    settings = {**_DEFAULTS, **inputs}
    alphabet = string.ascii_lowercase * bool(settings["lower"]) + string.ascii_uppercase * bool(settings["upper"])
    alphabet += string.digits * bool(settings["numeric"] and settings["number"])
    if settings["special"]:
        alphabet += settings.get("overrideSpecial") or _SPECIAL
    length = int(settings.get("length", 8))
    return "".join(random.Random(seed).choices(alphabet or string.ascii_letters, k=length))


def main() -> None:
    serve(Provider(RandomValues()), provider_pb2_grpc.add_ResourceProviderServicer_to_server)
