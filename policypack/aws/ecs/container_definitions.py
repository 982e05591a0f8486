"""What ECS rejects in the containers of a task definition.

Each ``..._error`` function is asked of the plain tree of :func:`policypack.aws.ecs.containers`, and returns what is
wrong with it as a sentence without its full stop, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from policypack.aws.ecs import read_containers
from policypack.aws.ecs.fargate import cpu_units, memory_mib
from policypack.model.opaque import is_opaque
from policypack.model.values import Plain

_ECR_IMAGE = re.compile(r"\d{12}\.dkr[.-]ecr[.-].*")
FARGATE_DRIVERS = ("awslogs", "splunk", "awsfirelens")
_AWSLOGS_OPTIONS = ("awslogs-group", "awslogs-region")


def logs_with_awslogs(tree: Plain) -> bool:
    """A container writes to CloudWatch Logs, which Fargate does with the execution role."""
    return any(one.log_driver == "awslogs" for one in read_containers(tree))


def has_ecr_image(tree: Plain) -> bool:
    """A container's image is in a private ECR repository, which Fargate pulls with the execution role."""
    return any(_is_in_ecr(one.fields.get("image")) for one in read_containers(tree))


def _is_in_ecr(image: Plain) -> bool:
    """The image's name, or the output that it starts with, is of a private repository."""
    if is_opaque(image):
        first = image.text.parts[0]
        return not isinstance(first, str) and first.output == "repositoryUrl"
    return isinstance(image, str) and _ECR_IMAGE.match(image) is not None


def firelens_error(tree: Plain) -> str | None:
    """The log router of a task for Fargate reads its configuration from a bucket, which only instances do."""
    for one in read_containers(tree):
        router = one.fields.get("firelensconfiguration")
        options = router.get("options") if isinstance(router, Mapping) else None
        kind = options.get("config-file-type") if isinstance(options, Mapping) else None
        if isinstance(kind, str) and kind == "s3":
            return f'"{one.name}" has the config-file-type s3'
    return None


def has_secrets(tree: Plain) -> bool:
    """A container gets secrets, which ECS reads with the execution role."""
    return any(one.objects("secrets") for one in read_containers(tree))


def unknown_volume_error(tree: Plain, names: Plain) -> str | None:
    """A mount point names a volume that is not among the task's, which may have none."""
    for one in read_containers(tree):
        for mount in one.objects("mountpoints"):
            wanted = mount.get("sourcevolume")
            if isinstance(wanted, str) and wanted and wanted not in (names or ()):
                return f'"{one.name}" mounts "{wanted}", which is no volume of the task'
    return None


def link_error(tree: Plain) -> str | None:
    """A container has links, which only the network mode bridge has."""
    linked = [one.name for one in read_containers(tree) if one.fields.get("links")]
    return f'"{linked[0]}" has links' if linked else None


def reservation_error(tree: Plain) -> str | None:
    """A container reserves more memory than it may use."""
    for one in read_containers(tree):
        most, reserved = one.number("memory"), one.number("memoryreservation")
        if most and reserved and reserved > most:
            return f'"{one.name}" reserves {reserved} MiB and may use {most}'
    return None


def has_container(tree: Plain, name: Plain) -> bool:
    """One of the containers has this name."""
    return any(one.name == name for one in read_containers(tree))


def has_port(tree: Plain, name: Plain, number: Plain) -> bool:
    """The container has the port; of a container that does not exist nothing is asked."""
    named = [one for one in read_containers(tree) if one.name == name]
    return not named or number in ports_of(tree, name)


def only_name(tree: Plain) -> str | None:
    """The name of the only container; None where there are several."""
    names = [one.name for one in read_containers(tree)]
    return names[0] if len(names) == 1 and names[0] else None


def only_port(tree: Plain, name: Plain) -> int | None:
    """The only port of the container; None where it has none or several."""
    ports = ports_of(tree, name)
    return ports[0] if len(ports) == 1 else None


def ports_of(tree: Plain, name: Plain) -> list[int]:
    """The ports of the containers with this name."""
    return [port for one in read_containers(tree) if one.name == name for port, _ in one.ports]


def essential_error(tree: Plain) -> str | None:
    """No container is essential; one that does not set it is."""
    found = read_containers(tree)
    return "no container is essential" if found and not any(one.is_essential for one in found) else None


def image_error(tree: Plain) -> str | None:
    """A container has no image."""
    found = tree if isinstance(tree, list) else []
    for one in found:
        names = {str(name).lower(): value for name, value in one.items()} if isinstance(one, dict) else {"image": "x"}
        if names.get("image") in (None, ""):
            return f'"{names.get("name", "")}" has no image'
    return None


def dependency_error(tree: Plain) -> str | None:
    """A container waits for the end of an essential one, whose end stops the task."""
    found = read_containers(tree)
    essential = {one.name for one in found if one.is_essential}
    for one in found:
        for wanted in one.objects("dependson"):
            awaited = wanted.get("containername")
            if wanted.get("condition") in ("SUCCESS", "COMPLETE") and awaited in essential:
                return f'"{one.name}" waits for the end of "{awaited}", which is essential'
    return None


def host_port_error(tree: Plain) -> str | None:
    """A host port differs from the container port."""
    for one in read_containers(tree):
        for port, host in one.ports:
            if host not in (None, 0, port):
                return f'"{one.name}" maps container port {port} to host port {host}'
    return None


def log_options_error(tree: Plain) -> str | None:
    """The awslogs driver lacks its group or region."""
    for one in read_containers(tree):
        missing = [option for option in _AWSLOGS_OPTIONS if option not in one.log_options]
        if one.log_driver == "awslogs" and missing:
            return f'"{one.name}" has the log driver awslogs without {_joined(missing)}'
    return None


def container_memory_error(tree: Plain, memory: str | None) -> str | None:
    """A container's memory is above the task's, which may be absent."""
    limit = memory_mib(memory)
    for one in read_containers(tree):
        own = one.number("memory")
        if limit is not None and own is not None and own > limit:
            return f'"{one.name}" has {own} MiB and the task {limit}'
    return None


def container_cpu_error(tree: Plain, cpu: str | None) -> str | None:
    """The containers have more CPU units than the task."""
    limit = cpu_units(cpu)
    total = sum(one.number("cpu") or 0 for one in read_containers(tree))
    return f"the containers have {total} CPU units and the task {limit}" if limit and total > limit else None


def missing_memory_error(tree: Plain) -> str | None:
    """A container has neither memory nor a reservation, one of which it needs where the task has no memory."""
    for one in read_containers(tree):
        if "memory" not in one.fields and "memoryreservation" not in one.fields:
            return f'"{one.name}" has neither "memory" nor "memoryReservation", and the task has no memory'
    return None


def repeated_name_error(tree: Plain) -> str | None:
    """Two containers have the same name."""
    names = [one.name for one in read_containers(tree) if one.name]
    return next((f'two are called "{one}"' for place, one in enumerate(names) if one in names[:place]), None)


def unknown_dependency_error(tree: Plain) -> str | None:
    """A container waits for one that the task does not have."""
    found = read_containers(tree)
    names = [one.fields.get("name") for one in found]
    if not all(isinstance(one, str) for one in names):
        return None
    for one in found:
        for wanted in one.objects("dependson"):
            awaited = wanted.get("containername")
            if isinstance(awaited, str) and awaited not in names:
                return f'"{one.name}" waits for "{awaited}", which is no container of the task'
    return None


def unchecked_dependency_error(tree: Plain) -> str | None:
    """A container waits for the health of one that has no health check."""
    found = read_containers(tree)
    unchecked = {one.name for one in found if one.fields.get("healthcheck") is None}
    for one in found:
        for wanted in one.objects("dependson"):
            awaited = wanted.get("containername")
            if wanted.get("condition") == "HEALTHY" and awaited in unchecked:
                return f'"{one.name}" waits for the health of "{awaited}", which has no health check'
    return None


def set_error(tree: Plain, field: str) -> str | None:
    """A container has the field, and not an empty value in it."""
    return next((f'"{one.name}" has "{field}"' for one in read_containers(tree) if one.fields.get(field.lower())), None)


def linux_error(tree: Plain, field: str) -> str | None:
    """A container has the field among its parameters of Linux."""
    for one in read_containers(tree):
        linux = one.fields.get("linuxparameters")
        if isinstance(linux, Mapping) and linux.get(field.lower()):
            return f'"{one.name}" has "{field}" in "linuxParameters"'
    return None


def capability_error(tree: Plain) -> str | None:
    """A container gets a capability of the kernel that Fargate does not give."""
    for one in read_containers(tree):
        linux = one.fields.get("linuxparameters")
        capabilities = linux.get("capabilities") if isinstance(linux, Mapping) else None
        added = capabilities.get("add") if isinstance(capabilities, Mapping) else None
        for name in added if isinstance(added, list) else ():
            if isinstance(name, str) and name not in ("SYS_PTRACE", ""):
                return f'"{one.name}" gets the capability {name}'
    return None


def gpu_error(tree: Plain) -> str | None:
    """A container asks for a GPU."""
    for one in read_containers(tree):
        if any(wanted.get("type") == "GPU" for wanted in one.objects("resourcerequirements")):
            return f'"{one.name}" asks for a GPU'
    return None


def health_error(tree: Plain, field: str, low: int, high: int) -> str | None:
    """A number of a health check is outside of its bounds; 0 stands for none."""
    for one in read_containers(tree):
        check = one.fields.get("healthcheck")
        number = check.get(field.lower()) if isinstance(check, Mapping) else None
        if isinstance(number, int | float) and number and not low <= number <= high:
            return f'"{one.name}" has a health check with the "{field}" {number}'
    return None


def limit_error(tree: Plain) -> str | None:
    """A soft limit is above its hard limit."""
    for one in read_containers(tree):
        for limit in one.objects("ulimits"):
            soft, hard = limit.get("softlimit"), limit.get("hardlimit")
            if isinstance(soft, int) and isinstance(hard, int) and soft > hard >= 0:
                return f'"{one.name}" has a soft limit of {soft} and a hard limit of {hard}'
    return None


def log_driver_error(tree: Plain) -> str | None:
    """A container logs with a driver that Fargate does not have."""
    for one in read_containers(tree):
        if isinstance(one.log_driver, str) and one.log_driver and one.log_driver not in FARGATE_DRIVERS:
            return f'"{one.name}" has the log driver {one.log_driver}'
    return None


def stream_prefix_error(tree: Plain) -> str | None:
    """The awslogs driver has no prefix for its streams, where its group and region are given."""
    for one in read_containers(tree):
        whole = all(option in one.log_options for option in _AWSLOGS_OPTIONS)
        if one.log_driver == "awslogs" and whole and "awslogs-stream-prefix" not in one.log_options:
            return f'"{one.name}" has the log driver awslogs without awslogs-stream-prefix'
    return None


def _joined(names: Iterable[str]) -> str:
    return " and ".join(names)
