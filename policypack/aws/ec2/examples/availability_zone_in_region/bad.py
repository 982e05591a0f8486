# config: aws:region=eu-south-2

import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.Subnet(
    "moved", vpc_id=vpc.id, cidr_block="10.0.0.0/24", availability_zone="eu-west-1a"
)  # finds: availabilityZone
aws.ec2.Subnet(
    "fourth", vpc_id=vpc.id, cidr_block="10.0.1.0/24", availability_zone="eu-south-2d"
)  # finds: availabilityZone
aws.ec2.Subnet(
    "by-id", vpc_id=vpc.id, cidr_block="10.0.2.0/24", availability_zone_id="euw1-az1"
)  # finds: availabilityZoneId
aws.ebs.Volume("spool", availability_zone="eu-south-2", size=100, type="gp3")  # finds: availabilityZone
aws.elasticache.ReplicationGroup(
    "sessions",
    description="Sessions",
    node_type="cache.t4g.small",
    num_cache_clusters=2,
    preferred_cache_cluster_azs=["eu-south-2a", "eu-south-1b"],
)  # finds: preferredCacheClusterAzs[1]
