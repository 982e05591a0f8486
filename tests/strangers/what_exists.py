"""New parts for what exists already: read by data sources, by `get` and by import."""

import pulumi
import pulumi_aws as aws

cluster = aws.ecs.get_cluster(cluster_name="shared")
role = aws.iam.get_role(name="deployer")
balancer = aws.lb.get_load_balancer(name="shared")
listener = aws.lb.get_listener(load_balancer_arn=balancer.arn, port=443)
peers = aws.ec2.get_vpcs(tags={"peer": "yes"})
group = aws.ec2.SecurityGroup.get("shared", "sg-0123456789abcdef0")
bucket = aws.s3.Bucket.get("artifacts", "acme-artifacts")
old = aws.s3.Bucket("old", bucket="acme-old", opts=pulumi.ResourceOptions(import_="acme-old", protect=True))

target = aws.lb.TargetGroup("shop", port=80, protocol="HTTP", target_type="ip", vpc_id=group.vpc_id)
aws.lb.ListenerRule(
    "shop",
    listener_arn=listener.arn,
    conditions=[{"path_pattern": {"values": ["/shop/*"]}}],
    actions=[{"type": "forward", "target_group_arn": target.arn}],
)
for number, peer in enumerate(peers.ids):
    aws.ec2.VpcPeeringConnection(f"peer-{number}", vpc_id=group.vpc_id, peer_vpc_id=peer)
readable = aws.iam.get_policy_document_output(
    statements=[
        {
            "actions": ["s3:GetObject"],
            "resources": [pulumi.Output.concat(bucket.arn, "/*")],
            "principals": [{"type": "AWS", "identifiers": [role.arn]}],
        }
    ]
)
aws.s3.BucketPolicy("artifacts", bucket=bucket.id, policy=readable.json)
aws.cloudwatch.LogGroup("shop", name=f"/ecs/{cluster.cluster_name}/shop", retention_in_days=30)
