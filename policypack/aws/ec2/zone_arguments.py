"""Which argument of which resource type names an availability zone.

From the input types of pulumi-aws 6.66.0 and 7.51.1, reviewed by hand. Left out are arguments that only AWS sets, zones
outside of the resource's own region, time zones and DNS zones.
"""

from __future__ import annotations

from collections.abc import Iterator

from policypack.model.resources import Resource
from policypack.model.values import Value

_ZONE = ("availabilityZone",)
_ZONES = ("availabilityZones[]",)
_ZONE_OR_ID = ("availabilityZone", "availabilityZoneId")

ZONE_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "aws:alb/targetGroupAttachment:TargetGroupAttachment": _ZONE,
    "aws:autoscaling/group:Group": _ZONES,
    "aws:cloudhsmv2/hsm:Hsm": _ZONE,
    "aws:dax/cluster:Cluster": _ZONES,
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": ("policyDetails.schedules[].fastRestoreRule.availabilityZones[]",),
    "aws:dms/instanceProfile:InstanceProfile": _ZONE,
    "aws:dms/replicationConfig:ReplicationConfig": ("computeConfig.availabilityZone",),
    "aws:dms/replicationInstance:ReplicationInstance": _ZONE,
    "aws:docdb/cluster:Cluster": _ZONES,
    "aws:docdb/clusterInstance:ClusterInstance": _ZONE,
    "aws:ebs/fastSnapshotRestore:FastSnapshotRestore": _ZONE,
    "aws:ebs/volume:Volume": _ZONE,
    "aws:ec2/capacityReservation:CapacityReservation": _ZONE,
    "aws:ec2/dedicatedHost:DedicatedHost": _ZONE,
    "aws:ec2/defaultSubnet:DefaultSubnet": _ZONE,
    "aws:ec2/fleet:Fleet": ("launchTemplateConfigs[].overrides[].availabilityZone",),
    "aws:ec2/instance:Instance": _ZONE,
    "aws:ec2/launchTemplate:LaunchTemplate": ("placement.availabilityZone",),
    "aws:ec2/natGateway:NatGateway": (
        "availabilityZoneAddresses[].availabilityZone",
        "availabilityZoneAddresses[].availabilityZoneId",
    ),
    "aws:ec2/secondarySubnet:SecondarySubnet": _ZONE_OR_ID,
    "aws:ec2/spotFleetRequest:SpotFleetRequest": (
        "launchSpecifications[].availabilityZone",
        "launchTemplateConfigs[].overrides[].availabilityZone",
    ),
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": _ZONE,
    "aws:ec2/subnet:Subnet": _ZONE_OR_ID,
    "aws:ec2/vpnGateway:VpnGateway": _ZONE,
    "aws:ec2clientvpn/endpoint:Endpoint": (
        "transitGatewayConfiguration.availabilityZoneIds[]",
        "transitGatewayConfiguration.availabilityZones[]",
    ),
    "aws:efs/fileSystem:FileSystem": ("availabilityZoneName",),
    "aws:elasticache/cluster:Cluster": ("availabilityZone", "preferredAvailabilityZones[]"),
    "aws:elasticache/replicationGroup:ReplicationGroup": (
        "nodeGroupConfigurations[].primaryAvailabilityZone",
        "nodeGroupConfigurations[].replicaAvailabilityZones[]",
        "preferredCacheClusterAzs[]",
    ),
    "aws:elb/loadBalancer:LoadBalancer": _ZONES,
    "aws:finspace/kxCluster:KxCluster": ("availabilityZoneId",),
    "aws:finspace/kxDataview:KxDataview": ("availabilityZoneId",),
    "aws:finspace/kxScalingGroup:KxScalingGroup": ("availabilityZoneId",),
    "aws:finspace/kxVolume:KxVolume": _ZONES,
    "aws:glue/connection:Connection": ("physicalConnectionRequirements.availabilityZone",),
    "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": ("placement.availabilityZone",),
    "aws:lb/targetGroupAttachment:TargetGroupAttachment": _ZONE,
    "aws:lightsail/database:Database": _ZONE,
    "aws:lightsail/disk:Disk": _ZONE,
    "aws:lightsail/instance:Instance": _ZONE,
    "aws:medialive/multiplex:Multiplex": _ZONES,
    "aws:neptune/cluster:Cluster": _ZONES,
    "aws:neptune/clusterInstance:ClusterInstance": _ZONE,
    "aws:networkfirewall/firewall:Firewall": ("availabilityZoneMappings[].availabilityZoneId",),
    "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure": _ZONE_OR_ID,
    "aws:odb/network:Network": _ZONE_OR_ID,
    "aws:rds/cluster:Cluster": _ZONES,
    "aws:rds/clusterInstance:ClusterInstance": _ZONE,
    "aws:rds/instance:Instance": _ZONE,
    "aws:redshift/cluster:Cluster": _ZONE,
    "aws:s3/directoryBucket:DirectoryBucket": ("location.name",),
}
"""Type -> paths of the arguments by name or by ID."""


def zone_values(resource: Resource) -> Iterator[Value]:
    """Each zone that the resource's arguments name, or what keeps it unknown."""
    for path in ZONE_ARGUMENTS.get(resource.type, ()):
        for value in resource.each(path):
            yield from (zone for zone in value.elements() if not zone.is_absent)
