import pulumi
import pulumi_aws as aws

eu = aws.Provider("eu", region="eu-west-1", default_tags={"tags": {"Owner": "orders"}})
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")  # finds: tags
aws.ec2.Subnet("empty", vpc_id=vpc.id, cidr_block="10.0.0.0/24", tags={})  # finds: tags
aws.autoscaling.Group(
    "workers",
    min_size=1,
    max_size=2,
    availability_zones=["eu-west-1a"],
    launch_configuration="workers",
    opts=pulumi.ResourceOptions(provider=eu),
)  # finds: tags
