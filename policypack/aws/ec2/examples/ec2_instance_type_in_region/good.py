"""Types that the region has, one that it is not known to lack, and one that is newer than the lists."""

# config: aws:region=eu-south-2

import pulumi_aws as aws

aws.ec2.Instance("current", ami="ami-0123456789abcdef0", instance_type="t3.micro")
aws.ec2.Instance("ireland", ami="ami-0123456789abcdef0", instance_type="t2.micro", region="eu-west-1")
aws.ec2.Instance("newer-than-the-lists", ami="ami-0123456789abcdef0", instance_type="m19g.large")
aws.eks.NodeGroup(
    "current-nodes",
    cluster_name="shop",
    node_role_arn="arn:aws:iam::123456789012:role/nodes",
    subnet_ids=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    instance_types=["m5.large", "m5d.large"],
    scaling_config={"desired_size": 2, "max_size": 4, "min_size": 2},
)
aws.batch.ComputeEnvironment(
    "current-jobs",
    type="MANAGED",
    compute_resources={
        "type": "EC2",
        "instance_role": "arn:aws:iam::123456789012:instance-profile/batch",
        "instance_types": ["optimal", "c4", "m5.large"],
        "max_vcpus": 16,
        "min_vcpus": 0,
        "security_group_ids": ["sg-0123456789abcdef0"],
        "subnets": ["subnet-0123456789abcdef0"],
    },
)
aws.emr.InstanceGroup("current-tasks", cluster_id="j-0123456789ABC", instance_type="m5.xlarge")
