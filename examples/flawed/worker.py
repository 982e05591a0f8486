from __future__ import annotations

import pulumi_aws as aws

from network import Network


def order_worker(network: Network) -> aws.ec2.Instance:
    image = aws.ec2.get_ami(
        owners=["amazon"],
        most_recent=True,
        filters=[{"name": "name", "values": ["al2023-ami-2023.*-x86_64"]}],
    )
    instance = aws.ec2.Instance(
        "worker",
        ami=image.id,
        instance_type="t3.medium",
        subnet_id=network.subnets[1].id,
        vpc_security_group_ids=[network.worker_group.id],
    )
    spool = aws.ebs.Volume("spool", availability_zone="eu-west-1a", size=200, type="gp2")
    aws.ec2.VolumeAttachment("spool", device_name="/dev/sdf", instance_id=instance.id, volume_id=spool.id)
    return instance
