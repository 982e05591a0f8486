"""What the stack's configuration says, and the names and tags that follow from it."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True)
class Settings:
    service: str
    environment: str
    region: str
    account: str
    owner: str
    cost_centre: str

    @classmethod
    def load(cls) -> Settings:
        config = pulumi.Config()
        return cls(
            service=config.require("service"),
            environment=pulumi.get_stack(),
            region=pulumi.Config("aws").require("region"),
            account=aws.get_caller_identity().account_id,
            owner=config.require("owner"),
            cost_centre=config.require("costCentre"),
        )

    @property
    def name(self) -> str:
        return f"{self.service}-{self.environment}"

    def tags(self, name: str) -> dict[str, str]:
        return {
            "Name": name,
            "Service": self.service,
            "Environment": self.environment,
            "Owner": self.owner,
            "CostCentre": self.cost_centre,
        }
