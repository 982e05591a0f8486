from dataclasses import dataclass, field

import pulumi


@dataclass
class NodeGroup:
    instance: str
    min: int
    max: int
    disk: int = 60


@dataclass
class ClusterConfig:
    name: str
    version: str
    admins: list[str] = field(default_factory=list)
    nodes: dict[str, NodeGroup] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "ClusterConfig":
        config = pulumi.Config()
        return cls(
            name=config.require("name"),
            version=config.require("version"),
            admins=config.require_object("admins"),
            nodes={name: NodeGroup(**values) for name, values in config.require_object("nodes").items()},
        )

    def tags(self, **more: str) -> dict[str, str]:
        return {"cluster": self.name, "stack": pulumi.get_stack(), **more}
