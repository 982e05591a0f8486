import json

import pulumi
import pulumi_aws as aws


class Network(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("acme:network:Network", name)
        child = pulumi.ResourceOptions(parent=self)
        self.vpc = aws.ec2.Vpc(name, cidr_block="10.0.0.0/16", opts=child)
        self.public = aws.ec2.Subnet(name, vpc_id=self.vpc.id, cidr_block="10.0.0.0/24", opts=child)
        gateway = aws.ec2.InternetGateway(name, vpc_id=self.vpc.id, opts=child)
        table = aws.ec2.RouteTable(name, vpc_id=self.vpc.id, opts=child)
        self.route = aws.ec2.Route(
            name, route_table_id=table.id, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id, opts=child
        )
        self.register_outputs({})


network = Network("main")
address = aws.ec2.Eip("nat", domain="vpc")
aws.ec2.NatGateway(
    "through-a-route",
    subnet_id=network.public.id,
    allocation_id=address.id,
    opts=pulumi.ResourceOptions(depends_on=[network.route]),
)
aws.lb.LoadBalancer(
    "after-a-component",
    subnets=[network.public.id, "subnet-0a1b2c3d4e5f60718"],
    opts=pulumi.ResourceOptions(depends_on=[network]),
)
aws.lb.LoadBalancer("inside", internal=True, subnets=[network.public.id, "subnet-0a1b2c3d4e5f60718"])
aws.ec2.NatGateway("private", subnet_id=network.public.id, connectivity_type="private")
logs = aws.s3.Bucket("logs", bucket="acme-logs")
block = aws.s3.BucketPublicAccessBlock("logs", bucket=logs.id, block_public_policy=True)
policy = aws.s3.BucketPolicy(
    "logs",
    bucket=block.bucket,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": "arn:aws:s3:::acme-logs/*",
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ],
        }
    ),
)
aws.cloudtrail.Trail("main", s3_bucket_name=policy.bucket)
