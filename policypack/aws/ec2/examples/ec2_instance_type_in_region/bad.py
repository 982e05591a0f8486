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
aws.batch.ComputeEnvironment(
    "old-jobs",
    type="MANAGED",
    compute_resources={
        "type": "EC2",
        "instance_role": "arn:aws:iam::123456789012:instance-profile/batch",
        "instance_types": ["m5", "c4.large"],
        "max_vcpus": 16,
        "min_vcpus": 0,
        "security_group_ids": ["sg-0123456789abcdef0"],
        "subnets": ["subnet-0123456789abcdef0"],
    },
)  # finds: computeResources.instanceTypes[1]
aws.emr.InstanceGroup("old-tasks", cluster_id="j-0123456789ABC", instance_type="m4.large")  # finds: instanceType
aws.emr.Cluster(
    "old-cluster",
    release_label="emr-7.5.0",
    service_role="arn:aws:iam::123456789012:role/emr",
    master_instance_group={"instance_type": "m4.large"},
    core_instance_group={"instance_type": "m5.xlarge", "instance_count": 2},
)  # finds: masterInstanceGroup.instanceType
