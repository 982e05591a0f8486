import pulumi_aws as aws

SIZES = {"min_size": 1, "max_size": 3, "desired_size": 1}
ROLE = "arn:aws:iam::123456789012:role/node"
SUBNETS = ["subnet-0a1b2c3d4e5f60718", "subnet-1a2b3c4d5e6f70819"]

typed = aws.ec2.LaunchTemplate("typed", instance_type="m7i.large")
aws.eks.NodeGroup(  # finds: instanceTypes
    "types-twice",
    cluster_name="main",
    node_role_arn=ROLE,
    subnet_ids=SUBNETS,
    scaling_config=SIZES,
    instance_types=["m7i.large"],
    launch_template={"id": typed.id, "version": "1"},
)
own_image = aws.ec2.LaunchTemplate("own-image", image_id="ami-0123456789abcdef0")
aws.eks.NodeGroup(  # finds: amiType
    "image-and-type",
    cluster_name="main",
    node_role_arn=ROLE,
    subnet_ids=SUBNETS,
    scaling_config=SIZES,
    ami_type="AL2023_x86_64_STANDARD",
    launch_template={"id": own_image.id, "version": "1"},
)
with_profile = aws.ec2.LaunchTemplate("with-profile", iam_instance_profile={"name": "node"})
aws.eks.NodeGroup(  # finds: launchTemplate
    "profile",
    cluster_name="main",
    node_role_arn=ROLE,
    subnet_ids=SUBNETS,
    scaling_config=SIZES,
    launch_template={"id": with_profile.id, "version": "1"},
)
