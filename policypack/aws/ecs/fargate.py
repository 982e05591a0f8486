"""The sizes that a Fargate task may have."""

from __future__ import annotations

import re

from policypack.aws.common.tables import table

_CPU = re.compile(r"(\d{1,9})|(\d{0,6}\.?\d{1,6})\s*vcpu", re.IGNORECASE | re.ASCII)
_MEMORY = re.compile(r"(\d{1,9})|(\d{0,6}\.?\d{1,6})\s*gb", re.IGNORECASE | re.ASCII)


def cpu_units(text: str | None) -> int | None:
    """CPU units of "256", "1 vCPU" or ".25 vcpu"; None where the text has another form."""
    return _read(_CPU, text)


def memory_mib(text: str | None) -> int | None:
    """MiB of "512", "1GB" or "0.5 GB"; None where the text has another form."""
    return _read(_MEMORY, text)


def size_error(cpu: str | None, memory: str | None) -> str | None:
    """Why Fargate has no such size; None where it has one, or where the texts have another form."""
    units, mib = cpu_units(cpu), memory_mib(memory)
    sizes = table("ecs/fargate_sizes").section("sizes")
    known = [int(key) for key in sizes]
    if units is None or units > max(known):
        return None
    if units not in known:
        return f"Fargate has no tasks of {units} CPU units, but of {', '.join(map(str, known))}"
    allowed = sizes.numbers(str(units))
    if mib is None or mib in allowed:
        return None
    return f"a Fargate task of {units} CPU units has {', '.join(map(str, allowed))} MiB"


def nearest_memory(cpu: str | None, memory: str | None) -> str | None:
    """The least memory of a task with this CPU that is not below the present one, else the most; None for a CPU that
    Fargate does not have."""
    units, mib = cpu_units(str(cpu or "")), memory_mib(str(memory or ""))
    sizes = table("ecs/fargate_sizes").section("sizes")
    if units is None or mib is None or str(units) not in sizes:
        return None
    allowed = sorted(sizes.numbers(str(units)))
    return str(next((one for one in allowed if one >= mib), allowed[-1]))


def _read(pattern: re.Pattern[str], text: str | None) -> int | None:
    found = pattern.fullmatch((text or "").strip())
    if found is None:
        return None
    units, whole = found.groups()
    return int(units) if units else round(float(whole) * 1024)
