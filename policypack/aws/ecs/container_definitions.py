"""What ECS refuses in the containers of a task definition, each as the end of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policypack.aws.ecs import read_containers
from policypack.aws.ecs.fargate import cpu_units, memory_mib
from policypack.model.values import Plain

_ECR_IMAGE = re.compile(r"\d{12}\.dkr[.-]ecr[.-].*")
_AWSLOGS_OPTIONS = ("awslogs-group", "awslogs-region")


def needs_execution_role(tree: Plain) -> bool:
    """Fargate itself must pull an image from a private ECR repository, or write to CloudWatch Logs."""
    return any(
        one.log_driver == "awslogs" or _ECR_IMAGE.match(one.text("image") or "") for one in read_containers(tree)
    )


def has_container(tree: Plain, name: Plain) -> bool:
    """One of the containers has this name."""
    return any(one.name == name for one in read_containers(tree))


def has_port(tree: Plain, name: Plain, number: Plain) -> bool:
    """The container has the port; one that is not there has nothing to answer for."""
    named = [one for one in read_containers(tree) if one.name == name]
    return not named or any(port == number for one in named for port, _ in one.ports)


def essential_fault(tree: Plain) -> str | None:
    """All containers say that they are not essential; one that says nothing is."""
    found = read_containers(tree)
    return "no container is essential" if found and not any(one.is_essential for one in found) else None


def dependency_fault(tree: Plain) -> str | None:
    """A container waits for the end of another that must not end."""
    found = read_containers(tree)
    essential = {one.name for one in found if one.is_essential}
    for one in found:
        for wanted in one.objects("dependson"):
            if wanted.get("condition") in ("SUCCESS", "COMPLETE") and wanted.get("containername") in essential:
                return f"{one.name} waits for the end of {wanted['containername']}, which is essential"
    return None


def host_port_fault(tree: Plain) -> str | None:
    """A host port that is not the container's, where each task has a network interface of its own."""
    for one in read_containers(tree):
        for port, host in one.ports:
            if host not in (None, 0, port):
                return f"{one.name} maps port {port} to host port {host}"
    return None


def log_options_fault(tree: Plain) -> str | None:
    """The awslogs driver without its group or region."""
    for one in read_containers(tree):
        missing = [option for option in _AWSLOGS_OPTIONS if option not in one.log_options]
        if one.log_driver == "awslogs" and missing:
            return f"{one.name} logs with awslogs without {_joined(missing)}"
    return None


def container_memory_fault(tree: Plain, memory: str | None) -> str | None:
    """A container's memory limit is over the task's, which may be absent."""
    limit = memory_mib(memory)
    for one in read_containers(tree):
        own = one.number("memory")
        if limit is not None and own is not None and own > limit:
            return f"{one.name} has {own} MiB and the task {limit}"
    return None


def container_cpu_fault(tree: Plain, cpu: str | None) -> str | None:
    """The CPU units of the containers are more than the task's."""
    limit = cpu_units(cpu)
    total = sum(one.number("cpu") or 0 for one in read_containers(tree))
    return f"the containers have {total} CPU units and the task {limit}" if limit and total > limit else None


def missing_memory_fault(tree: Plain) -> str | None:
    """A container says no memory at all, which one of a task without a size must."""
    for one in read_containers(tree):
        if "memory" not in one.fields and "memoryreservation" not in one.fields:
            return f"{one.name} says neither memory nor memoryReservation, and the task says no memory"
    return None


def _joined(names: Iterable[str]) -> str:
    return " and ".join(names)
