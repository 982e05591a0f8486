"""Resources as a check sees them, and the deployment that they stand in."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from policypack.model.facts import FALSE, Fact, known
from policypack.model.languages import DEFAULT_LANGUAGE, Language
from policypack.model.paths import EACH, steps, top
from policypack.model.records import record
from policypack.model.values import ABSENT, UNKNOWN, Plain, Value, descend, descend_each, plain

ROOT_TYPE = "pulumi:pulumi:Stack"
"""The type of the stack itself, which is the parent of all."""

_SHORTEST_VARIABLE = 8
"""Characters of an environment variable that are not met by chance."""

REGION_VARIABLES = ("AWS_REGION", "AWS_DEFAULT_REGION")
"""The environment variables that the AWS provider reads, in this order."""

Properties = Mapping[str, Plain]
"""Properties by their name in the provider's schema (camelCase)."""


@record(frozen=True, slots=True)
class Provider:
    """The provider that manages a resource: its URN, logical name, type and inputs."""

    urn: str
    name: str
    type: str
    inputs: Properties = field(default_factory=dict)

    def __getitem__(self, key: str) -> Value:
        return Value(self.inputs.get(key), key, self.name)

    @property
    def is_default(self) -> bool:
        """The engine made it from the stack's configuration; no program did."""
        return self.name.startswith("default")


@record(frozen=True, slots=True, eq=False)
class Resource:
    """One resource: what the program said (``inputs``) and, where the engine tells it, what became of it (``outputs``).

    ``resource["engine"]`` asks an input, ``resource.output("arn")`` an output. ``dependencies`` and
    ``property_dependencies`` are URNs; they are empty while only the resource's own inputs are known.
    """

    urn: str
    type: str
    name: str
    inputs: Properties = field(default_factory=dict)
    outputs: Properties | None = None
    parent: str = ""
    provider: Provider | None = None
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignored_changes: tuple[str, ...] = ()
    """The option ``ignoreChanges``: paths of arguments that no update changes."""

    def __getitem__(self, key: str) -> Value:
        return Value(self.inputs.get(key), key, self.name)

    def at(self, path: str) -> Value:
        """The one part of the inputs at a path without ``[]``: ``scalingConfig.minSize``."""
        way = steps(path)
        first = self[str(way[0])]
        return descend(first, way[1:]) if len(way) > 1 else first

    def each(self, path: str) -> tuple[Value, ...]:
        """The parts of the inputs at a path, one for each element of the lists that it marks with ``[]``."""
        first, *rest = steps(path)
        return descend_each((self[str(first)],), rest)

    def spread(self, path: str) -> tuple[Value, ...]:
        """The parts of the inputs at a path, where every list on the way stands for its elements, marked or not."""
        values: tuple[Value, ...] = (self[top(path)],)
        for step in steps(path)[1:]:
            values = tuple(element for value in values for element in value.elements())
            if step != EACH:
                values = tuple(value[step] for value in values)
        return tuple(element for value in values for element in value.elements())

    def output(self, key: str) -> Value:
        """An output: unknown until the engine tells it."""
        tree = None if self.outputs is None else self.outputs.get(key)
        return Value(UNKNOWN if tree is None or tree is ABSENT else tree, key, self.name)

    def ignores_changes_of(self, argument: str) -> bool:
        """No update changes the argument, or a part of it."""
        return any(one == "*" or re.split(r"[.\[]", one, maxsplit=1)[0] == argument for one in self.ignored_changes)

    @property
    def is_deployed(self) -> bool:
        """It exists already: the engine knows its ID or ARN."""
        return self.output("arn").is_known or self.output("id").is_known

    def is_new(self) -> Fact:
        """It does not exist yet."""
        return known(not self.is_deployed)

    @property
    def is_component(self) -> bool:
        """A component of the program: no provider manages it, and its token is not of a provider's form."""
        return self.provider is None and not self.type.startswith("pulumi:") and "/" not in self.type

    @property
    def module(self) -> str:
        """The module of its type: ``s3`` of ``aws:s3/bucket:Bucket``."""
        return self.type.split(":")[1].split("/")[0]

    @property
    def short_type(self) -> str:
        """``aws:s3/bucket:Bucket`` as programs write it: ``aws.s3.Bucket``."""
        return short_type(self.type)

    def __str__(self) -> str:
        return f'{self.short_type} "{self.name}"'


def short_type(token: str) -> str:
    """A type token as Python programs write it: ``aws:lambda/function:Function`` is ``aws.lambda_.Function``."""
    package, _, rest = token.partition(":")
    module, _, kind = rest.partition(":")
    namespace = module.split("/")[0]
    namespace += "_" if keyword.iskeyword(namespace) else ""
    return ".".join(part for part in (package, "" if namespace == "index" else namespace, kind) if part)


@record(frozen=True, slots=True)
class Deployment:
    """What is known of the run: project, stack, its configuration, and whether it is a preview.

    ``config`` has full keys (``aws:region``) and text values; ``secret_keys`` says which of them are secret.
    ``environment`` holds the environment variables that the AWS provider reads for a region, ``variables`` the values
    of all of them.
    """

    project: str = ""
    stack: str = ""
    organization: str = ""
    preview: bool = True
    config: Mapping[str, str] = field(default_factory=dict)
    secret_keys: frozenset[str] = frozenset()
    tags: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    variables: frozenset[str] = field(default=frozenset(), repr=False)
    language: Language = DEFAULT_LANGUAGE
    """The program's."""

    @property
    def region(self) -> str:
        """The region of the default provider: the stack's ``aws:region``, else the environment's; empty for neither."""
        said = self.config.get("aws:region", "") if "aws:region" not in self.secret_keys else ""
        return said or next((self.environment[name] for name in REGION_VARIABLES if self.environment.get(name)), "")

    def setting(self, key: str) -> Value:
        """A configuration value, secret where the stack says so."""
        return Value(self.config.get(key), key, "the stack's configuration", secret=key in self.secret_keys)

    def may_have_read(self, value: Value) -> Fact:
        """Unknown where the text is that of an environment variable, which the program may have read; else false."""
        read = value.as_text().test(lambda text: len(text) >= _SHORTEST_VARIABLE and text in self.variables)
        return value.undecided() if read.truth else FALSE

    def secrets(self) -> tuple[str, ...]:
        """The stack's secret configuration values, structured ones taken apart."""
        return tuple(
            text for key in sorted(self.secret_keys) for text in _texts(Value(self.config.get(key), key)) if text
        )


def _texts(value: Value) -> list[str]:
    found: list[str] = []
    pending: list[Any] = [plain(value)]
    structured = value.as_json()
    if structured.is_known:
        pending.append(plain(structured))
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, dict):
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
    return found
