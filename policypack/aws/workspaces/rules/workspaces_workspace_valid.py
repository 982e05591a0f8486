"""workspaces-workspace-valid: Workspaces for graphics must have volumes of 100 GB at least."""

from policypack.aws.workspaces import WORKSPACE
from policypack.constraint import Constraint, Inputs, argument
from policypack.fix import Set, fix
from policypack.rule import constraints_rule

SIZES = "https://docs.aws.amazon.com/workspaces/latest/adminguide/modify-workspaces.html"
GRAPHICS = ("GRAPHICS_G4DN", "GRAPHICSPRO_G4DN")
LARGE: Inputs = {"rootVolumeSizeGib": 175, "userVolumeSizeGib": 100}

computes = argument("workspaceProperties.computeTypeName")


def on(compute: str, **more: int) -> Inputs:
    """A workspace with this compute type and these volumes."""
    return {"workspaceProperties": {"computeTypeName": compute, **LARGE, **more}}


RULE = constraints_rule(
    id="workspaces-workspace-valid",
    service="WorkSpaces",
    summary="Workspaces for graphics must have volumes of 100 GB at least",
    rationale="""
        The volumes of a workspace with a graphics card of the family G4dn start at 100 GB each. Other workspaces have
        smaller ones, and the provider's defaults, 80 and 10 GB, are for those.
    """,
    since="0.2.0",
    references=(SIZES,),
    constraints={
        WORKSPACE: tuple(
            Constraint(
                demand=argument(f"workspaceProperties.{name}").at_least(100),
                when=computes.one_of(*GRAPHICS),
                error="InvalidParameterValuesException: Graphics: Invalid root and user volume size selected. Root and"
                " user volume size (GB) must be (100+|100+).",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/39553",
                fix=fix(Set(f"workspaceProperties.{name}", least)),
                invalid=on("GRAPHICS_G4DN", **{name: small}),
                valid=(on("GRAPHICSPRO_G4DN"), on("STANDARD", **{name: small})),
            )
            for name, small, least in (("rootVolumeSizeGib", 80, 175), ("userVolumeSizeGib", 10, 100))
        )
    },
    base={
        WORKSPACE[0]: {
            "bundleId": "wsb-bh8rsxt14",
            "directoryId": "d-9067783251",
            "userName": "alice",
            "rootVolumeEncryptionEnabled": True,
            "userVolumeEncryptionEnabled": True,
            "volumeEncryptionKey": "alias/aws/workspaces",
        }
    },
)
