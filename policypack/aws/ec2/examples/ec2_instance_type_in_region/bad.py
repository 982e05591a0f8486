# config: aws:region=eu-south-2

import pulumi_aws as aws

aws.ec2.Instance("old", ami="ami-0123456789abcdef0", instance_type="t2.micro")  # finds: instanceType
aws.ec2.Instance(
    "stockholm", ami="ami-0123456789abcdef0", instance_type="m4.large", region="eu-north-1"
)  # finds: instanceType
aws.eks.NodeGroup(
    "old-nodes",
    cluster_name="shop",
    node_role_arn="arn:aws:iam::123456789012:role/nodes",
    subnet_ids=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    instance_types=["m5.large", "m4.large"],
    scaling_config={"desired_size": 2, "max_size": 4, "min_size": 2},
)  # finds: instanceTypes[1]
