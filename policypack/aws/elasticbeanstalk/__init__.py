"""The nouns of Elastic Beanstalk: environments, and the options of their settings."""

from __future__ import annotations

ENVIRONMENT = ("aws:elasticbeanstalk/environment:Environment",)
CONFIGURATION_TEMPLATE = ("aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate",)

OF_ENVIRONMENT = "aws:elasticbeanstalk:environment"
COMMAND = "aws:elasticbeanstalk:command"
LAUNCH = "aws:autoscaling:launchconfiguration"
GROUP = "aws:autoscaling:asg"
NETWORK = "aws:ec2:vpc"
INSTANCES = "aws:ec2:instances"
CLASSIC, LATER = "aws:elb:loadbalancer", "aws:elbv2:loadbalancer"
HEALTH = "aws:elasticbeanstalk:healthreporting:system"
UPDATES = "aws:elasticbeanstalk:managedactions"
LOGS = "aws:elasticbeanstalk:cloudwatch:logs"

NAMESPACES_OF_OPTION: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("EnvironmentType", "LoadBalancerType", "LoadBalancerIsShared", "ServiceRole"), (OF_ENVIRONMENT,)),
    **dict.fromkeys(("DeploymentPolicy", "BatchSize", "BatchSizeType"), (COMMAND,)),
    **dict.fromkeys(
        (
            *("IamInstanceProfile", "EC2KeyName", "ImageId", "InstanceType", "DisableIMDSv1", "SSHSourceRestriction"),
            *("RootVolumeType", "RootVolumeSize", "RootVolumeIOPS", "RootVolumeThroughput", "MonitoringInterval"),
        ),
        (LAUNCH,),
    ),
    **dict.fromkeys(("MinSize", "MaxSize", "Cooldown", "EnableCapacityRebalancing"), (GROUP,)),
    **dict.fromkeys(
        ("VPCId", "Subnets", "ELBSubnets", "ELBScheme", "DBSubnets", "AssociatePublicIpAddress"), (NETWORK,)
    ),
    **dict.fromkeys(
        (
            *("EnableSpot", "InstanceTypes", "SpotMaxPrice", "SpotAllocationStrategy", "SupportedArchitectures"),
            *("SpotFleetOnDemandBase", "SpotFleetOnDemandAboveBasePercentage"),
        ),
        (INSTANCES,),
    ),
    "SecurityGroups": (LAUNCH, CLASSIC, LATER),
    "ManagedSecurityGroup": (CLASSIC, LATER),
    "CrossZone": (CLASSIC,),
    "SystemType": (HEALTH,),
    **dict.fromkeys(("ManagedActionsEnabled", "PreferredStartTime", "ServiceRoleForManagedUpdates"), (UPDATES,)),
    "StreamLogs": (LOGS,),
}
"""The namespaces that an option is of, where these are all.
https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html, November 2026."""
NAMESPACES = frozenset(one for several in NAMESPACES_OF_OPTION.values() for one in several)
"""Namespaces with options of their own only; those of properties of the application have any."""
VALUES_OF_OPTION: dict[tuple[str, str], tuple[str, ...]] = {
    (OF_ENVIRONMENT, "EnvironmentType"): ("LoadBalanced", "SingleInstance"),
    (OF_ENVIRONMENT, "LoadBalancerType"): ("application", "classic", "network"),
    (COMMAND, "DeploymentPolicy"): (
        *("AllAtOnce", "Immutable", "Rolling", "RollingWithAdditionalBatch", "TrafficSplitting"),
    ),
    (COMMAND, "BatchSizeType"): ("Fixed", "Percentage"),
    (HEALTH, "SystemType"): ("basic", "enhanced"),
}
"""The values of an option, from the same page."""
