from __future__ import annotations

from dataclasses import dataclass

import pulumi


@dataclass(frozen=True)
class Environment:
    """What every component has to know of the environment it is made for."""

    name: str
    highly_available: bool
    zones: int

    @property
    def is_production(self) -> bool:
        return self.name == "prod"


class Component(pulumi.ComponentResource):
    kind = "Component"

    def __init__(self, name: str, environment: Environment, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(f"platform:components:{self.kind}", name, None, opts)
        self.name = name
        self.environment = environment

    def child(self, **options) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions.merge(pulumi.ResourceOptions(parent=self), pulumi.ResourceOptions(**options))

    def title(self, *parts: str) -> str:
        return "-".join([self.environment.name, self.name, *parts])
