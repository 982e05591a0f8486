"""The nouns of ECS: task definitions, the containers in them, and services."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from policypack.model.conditions import Subject, known_or_not
from policypack.model.facts import Fact
from policypack.model.fixes import Edit
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value

CAPACITY_PROVIDER = ("aws:ecs/capacityProvider:CapacityProvider",)
TASK_DEFINITION = ("aws:ecs/taskDefinition:TaskDefinition",)
SERVICE = ("aws:ecs/service:Service",)


def is_for_fargate(task: Resource) -> Fact:
    """The task definition is for Fargate, perhaps among others."""
    return task["requiresCompatibilities"].any(lambda one: one.equals("FARGATE"))


def containers(task: Subject) -> Value:
    """The containers of a task definition: a list of objects whose keys are in lower case, as the provider reads them
    without regard to case. Unknown where the JSON text is not known or not valid."""
    return known_or_not(task.at("containerDefinitions").as_json()).map(_lowered)


@record(frozen=True, slots=True)
class Container:
    """One container of a definition; what is missing or of another type reads as None, or as nothing."""

    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.text("name") or ""

    @property
    def is_essential(self) -> bool:
        return self.fields.get("essential") is not False

    @property
    def log_driver(self) -> str | None:
        return self._log().get("logdriver")

    @property
    def log_options(self) -> frozenset[str]:
        options = self._log().get("options")
        return frozenset(options) if isinstance(options, Mapping) else frozenset()

    @property
    def ports(self) -> tuple[tuple[int, int | None], ...]:
        """Container port and host port of each mapping that has a container port."""
        pairs = ((one.get("containerport"), one.get("hostport")) for one in self.objects("portmappings"))
        return tuple((port, host if isinstance(host, int) else None) for port, host in pairs if isinstance(port, int))

    def number(self, key: str) -> int | None:
        found = self.fields.get(key)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def text(self, key: str) -> str | None:
        found = self.fields.get(key)
        return found if isinstance(found, str) else None

    def objects(self, key: str) -> tuple[Mapping[str, Any], ...]:
        found = self.fields.get(key)
        return tuple(one for one in found if isinstance(one, Mapping)) if isinstance(found, list) else ()

    def _log(self) -> Mapping[str, Any]:
        found = self.fields.get("logconfiguration")
        return found if isinstance(found, Mapping) else {}


def read_containers(tree: Plain) -> tuple[Container, ...]:
    """The containers in the plain tree of :func:`containers`."""
    return tuple(Container(one) for one in tree if isinstance(one, Mapping)) if isinstance(tree, list) else ()


def _lowered(tree: Plain) -> Plain:
    if isinstance(tree, list):
        return [_lowered(one) for one in tree]
    if isinstance(tree, Mapping):
        return dict(_lowered_fields(tree))
    return tree


def _lowered_fields(tree: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        # The keys of a log driver's options are names of their own.
        yield key.lower(), value if key.lower() in ("options", "dockerlabels") else _lowered(value)


def each_container(task: Resource) -> tuple[Value, ...]:
    """The containers of a task definition one by one, as far as they are known; one unknown where none is."""
    return task["containerDefinitions"].as_json().elements()


def part(container: Value, name: str) -> Value:
    """A field of a container, by its name in any case: the provider reads all."""
    exact = container[name]
    if not exact.is_absent or not container.is_known:
        return exact
    return next((value for key, value in container.fields() if key.lower() == name.lower()), exact)


def edits(task: Resource, is_fine: Callable[[Value], Fact], name: str, value: Plain) -> tuple[Edit, ...]:
    """The changes that give a field the value in each container that is certainly not fine."""
    wrong = (one for one in each_container(task) if is_fine(one).truth is False)
    return tuple(
        Edit("containerDefinitions", f"{one.path.removeprefix('containerDefinitions')}.{name}", value) for one in wrong
    )


def named(task: Resource, is_fine: Callable[[Value], Fact]) -> str:
    """The names of the containers that are certainly not fine, as a sentence lists them."""
    wrong = (one for one in each_container(task) if is_fine(one).truth is False)
    return ", ".join(part(one, "name").say(lambda name: f'"{name}"', "one") for one in wrong)


def is_for_windows(task: Resource) -> Fact:
    """The task runs on Windows."""
    return task.at("runtimePlatform.operatingSystemFamily").starts_with("WINDOWS")
