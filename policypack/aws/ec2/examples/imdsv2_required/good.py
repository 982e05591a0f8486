import pulumi_aws as aws

template = aws.ec2.LaunchTemplate(
    "main", image_id="ami-0123456789abcdef0", instance_type="t4g.micro", metadata_options={"http_tokens": "required"}
)
aws.ec2.Instance("of-template", launch_template={"id": template.id})
aws.ec2.Instance(
    "without-service",
    ami="ami-0123456789abcdef0",
    instance_type="t4g.micro",
    metadata_options={"http_endpoint": "disabled"},
)
