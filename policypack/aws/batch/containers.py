"""What Batch demands of the containers of a job definition.

Each ``..._error`` is asked of one container, whose keys are in lower case, as the provider reads them without regard to
case; it returns what is wrong, None where nothing is.
https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html, read in November 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from policypack.aws.ecs.fargate import size_error as fargate_error
from policypack.model.values import Plain

Find = Callable[[Mapping[str, Any]], str | None]
LOG_DRIVERS = ("awslogs", "splunk", "awsfirelens")
"""Of Fargate."""
PERMISSIONS = ("READ", "WRITE", "MKNOD")
OLD_PLATFORMS = ("1.0.0", "1.1.0", "1.2.0", "1.3.0")
"""Platform versions of Fargate without EFS."""


def lowered(tree: Plain) -> Any:
    """The tree with its keys in lower case."""
    if isinstance(tree, Mapping):
        return {str(key).lower(): lowered(item) for key, item in tree.items()}
    return [lowered(item) for item in tree] if isinstance(tree, list) else tree


def of_container(find: Find) -> Callable[[Plain], str | None]:
    """Asks of the container that containerProperties is."""

    def asked(tree: Plain) -> str | None:
        container = lowered(tree)
        return find(container) if isinstance(container, dict) else None

    return asked


def of_nodes(find: Find) -> Callable[[Plain], str | None]:
    """Asks of the container of each range of nodes in nodeProperties."""

    def asked(tree: Plain) -> str | None:
        for one in _objects(lowered(tree), "noderangeproperties"):
            container = one.get("container")
            found = find(container) if isinstance(container, dict) else None
            if found:
                return found
        return None

    return asked


def of_tasks(find: Find) -> Callable[[Plain], str | None]:
    """Asks of each task in ecsProperties."""

    def asked(tree: Plain) -> str | None:
        return next(filter(None, map(find, _objects(lowered(tree), "taskproperties"))), None)

    return asked


def _objects(tree: Any, key: str) -> list[dict[str, Any]]:
    """The objects in a list of an object."""
    found = tree.get(key) if isinstance(tree, Mapping) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _part(tree: Mapping[str, Any], *keys: str) -> Any:
    found: Any = tree
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _sizes(container: Mapping[str, Any], kind: str) -> list[Any]:
    wanted = _objects(container, "resourcerequirements")
    return [one.get("value") for one in wanted if one.get("type") == kind]


def _file_systems(container: Mapping[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    for volume in _objects(container, "volumes"):
        found = volume.get("efsvolumeconfiguration")
        if isinstance(found, dict):
            yield volume.get("name"), found


# -- any platform -----------------------------------------------------------------------------


def vcpu_error(container: Mapping[str, Any]) -> str | None:
    if container.get("vcpus") is None and not _sizes(container, "VCPU"):
        return 'it has no "VCPU" in "resourceRequirements"'
    return None


def repeated_size_error(container: Mapping[str, Any]) -> str | None:
    kinds = [one.get("type") for one in _objects(container, "resourcerequirements")]
    return next((f'"{kind}" stands twice in "resourceRequirements"' for kind in kinds if kinds.count(kind) > 1), None)


def gpu_error(container: Mapping[str, Any]) -> str | None:
    counts = [count for count in _sizes(container, "GPU") if isinstance(count, str)]
    return next((f'"GPU" is "{count}", which is no whole number' for count in counts if not count.isdigit()), None)


def memory_error(container: Mapping[str, Any]) -> str | None:
    memory = _number(container.get("memory"))
    return f'"memory" is {memory:g} MiB' if memory is not None and 0 < memory < 4 else None


def swappiness_error(container: Mapping[str, Any]) -> str | None:
    number = _number(_part(container, "linuxparameters", "swappiness"))
    return f'"swappiness" is {number:g}' if number is not None and not 0 <= number <= 100 else None


def swap_error(container: Mapping[str, Any]) -> str | None:
    number = _number(_part(container, "linuxparameters", "maxswap"))
    return f'"maxSwap" is {number:g}' if number is not None and number < 0 else None


def permissions_error(container: Mapping[str, Any]) -> str | None:
    for device in _objects(_part(container, "linuxparameters"), "devices"):
        for one in device.get("permissions") or ():
            if one not in PERMISSIONS:
                return f'a permission of a device is "{one}"'
    return None


def tmpfs_error(container: Mapping[str, Any]) -> str | None:
    sizes = [_number(one.get("size")) for one in _objects(_part(container, "linuxparameters"), "tmpfs")]
    return next((f'"size" of a tmpfs is {size:g}' for size in sizes if size is not None and size < 1), None)


def file_system_error(container: Mapping[str, Any]) -> str | None:
    for _, one in _file_systems(container):
        own = one.get("filesystemid")
        if isinstance(own, str) and not own.startswith("fs-"):
            return f'"fileSystemId" is "{own}", which does not start with fs-'
    return None


def port_error(container: Mapping[str, Any]) -> str | None:
    ports = [_number(one.get("transitencryptionport")) for _, one in _file_systems(container)]
    return next((f"the port is {port:g}" for port in ports if port is not None and not 0 <= port <= 65535), None)


def iam_error(container: Mapping[str, Any]) -> str | None:
    for name, one in _file_systems(container):
        if _part(one, "authorizationconfig", "iam") == "ENABLED" and one.get("transitencryption") != "ENABLED":
            return f'the volume "{name}" has "iam" and no "transitEncryption"'
    return None


def access_point_error(container: Mapping[str, Any]) -> str | None:
    for name, one in _file_systems(container):
        if _part(one, "authorizationconfig", "accesspointid") and one.get("transitencryption") != "ENABLED":
            return f'the volume "{name}" has an access point and no "transitEncryption"'
    return None


def root_error(container: Mapping[str, Any]) -> str | None:
    for name, one in _file_systems(container):
        root = one.get("rootdirectory")
        if _part(one, "authorizationconfig", "accesspointid") and root and root != "/":
            return f'the volume "{name}" has an access point and "rootDirectory" "{root}"'
    return None


def secrets_error(container: Mapping[str, Any]) -> str | None:
    if container.get("executionrolearn"):
        return None
    options = _part(container, "logconfiguration", "secretoptions")
    found = '"secrets"' if container.get("secrets") else '"secretOptions"' if options else None
    return f'it has {found} and no "executionRoleArn"' if found else None


# -- instances ---------------------------------------------------------------------------------


def both_sizes_error(container: Mapping[str, Any]) -> str | None:
    for old, kind in (("vcpus", "VCPU"), ("memory", "MEMORY")):
        if container.get(old) is not None and _sizes(container, kind):
            return f'it has "{old}" and "{kind}" in "resourceRequirements"'
    return None


def small_vcpu_error(container: Mapping[str, Any]) -> str | None:
    numbers = [_number(one) for one in _sizes(container, "VCPU")]
    return next((f'"VCPU" is {number:g}' for number in numbers if number is not None and number < 1), None)


def swappiness_needed_error(container: Mapping[str, Any]) -> str | None:
    parameters = container.get("linuxparameters")
    swap = _number(_part(container, "linuxparameters", "maxswap"))
    if isinstance(parameters, dict) and swap and swap > 0 and parameters.get("swappiness") is None:
        return 'it has "maxSwap" and no "swappiness"'
    return None


def instance_error(container: Mapping[str, Any]) -> str | None:
    for key, name in (("fargateplatformconfiguration", "fargatePlatformConfiguration"), ("runtimeplatform", "")):
        if container.get(key):
            return f'it has "{name or "runtimePlatform"}", and instances have none'
    return None


# -- Fargate -----------------------------------------------------------------------------------


def execution_role_error(container: Mapping[str, Any]) -> str | None:
    return None if container.get("executionrolearn") else 'it has no "executionRoleArn"'


def tier_error(container: Mapping[str, Any]) -> str | None:
    for vcpu in _sizes(container, "VCPU"):
        memories = _sizes(container, "MEMORY") or [None]
        for memory in memories:
            found = fargate_error(f"{vcpu} vcpu", None if memory is None else f"{memory}")
            if found:
                return found
    return None


def no_gpu_error(container: Mapping[str, Any]) -> str | None:
    return 'it has "GPU", and Fargate has none' if _sizes(container, "GPU") else None


def linux_error(container: Mapping[str, Any]) -> str | None:
    names = ("devices", "maxSwap", "sharedMemorySize", "swappiness", "tmpfs")
    parameters = container.get("linuxparameters")
    found = next((name for name in names if _part({"it": parameters}, "it", name.lower())), None)
    return f'it has "{found}" in "linuxParameters", and Fargate has none' if found else None


def privileged_error(container: Mapping[str, Any]) -> str | None:
    return '"privileged" is true' if container.get("privileged") is True else None


def ulimits_error(container: Mapping[str, Any]) -> str | None:
    return 'it has "ulimits"' if container.get("ulimits") else None


def log_driver_error(container: Mapping[str, Any]) -> str | None:
    driver = _part(container, "logconfiguration", "logdriver")
    return f'"logDriver" is "{driver}"' if driver and driver not in LOG_DRIVERS else None


def host_error(container: Mapping[str, Any]) -> str | None:
    for volume in _objects(container, "volumes"):
        if _part(volume, "host", "sourcepath"):
            return f'the volume "{volume.get("name")}" has "sourcePath" of a host'
    return None


def storage_error(container: Mapping[str, Any]) -> str | None:
    size = _number(_part(container, "ephemeralstorage", "sizeingib"))
    return f'"sizeInGiB" is {size:g}' if size and not 21 <= size <= 200 else None


def platform_error(container: Mapping[str, Any]) -> str | None:
    version = _part(container, "fargateplatformconfiguration", "platformversion")
    if version in OLD_PLATFORMS and any(_file_systems(container)):
        return f'"platformVersion" is "{version}", which has no EFS'
    return None


def windows_error(container: Mapping[str, Any]) -> str | None:
    platform = container.get("runtimeplatform")
    family, architecture = (
        _part({"it": platform}, "it", "operatingsystemfamily"),
        _part({"it": platform}, "it", "cpuarchitecture"),
    )
    if isinstance(family, str) and family.startswith("WINDOWS") and architecture == "ARM64":
        return f'"operatingSystemFamily" is "{family}" and "cpuArchitecture" is "ARM64"'
    return None


# -- tasks of several containers ---------------------------------------------------------------


def count_error(task: Mapping[str, Any]) -> str | None:
    containers = task.get("containers")
    if not isinstance(containers, list):
        return None
    return None if 1 <= len(containers) <= 10 else f"a task has {len(containers)} containers"


def names_error(task: Mapping[str, Any]) -> str | None:
    names = [one.get("name") for one in _objects(task, "containers") if one.get("name")]
    return next((f'two containers have the name "{name}"' for name in names if names.count(name) > 1), None)


def essential_error(task: Mapping[str, Any]) -> str | None:
    containers = _objects(task, "containers")
    if containers and all(one.get("essential") is False for one in containers):
        return "no container of a task is essential"
    return None


def dependency_error(task: Mapping[str, Any]) -> str | None:
    containers = {one.get("name"): one for one in _objects(task, "containers")}
    for own in containers.values():
        for one in _objects(own, "dependson"):
            name, condition = one.get("containername"), one.get("condition")
            if name not in containers:
                return f'a container depends on "{name}", which the task does not have'
            if condition in ("COMPLETE", "SUCCESS") and containers[name].get("essential") is not False:
                return f'a container waits for the condition "{condition}" of "{name}", which is essential'
    return None


def firelens_error(task: Mapping[str, Any]) -> str | None:
    containers = _objects(task, "containers")
    routed = any(_part(one, "logconfiguration", "logdriver") == "awsfirelens" for one in containers)
    if any(one.get("firelensconfiguration") for one in containers) and not routed:
        return 'a container has "firelensConfiguration" and none has the log driver "awsfirelens"'
    return None
