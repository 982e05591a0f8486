import pulumi_aws as aws

aws.ec2.Instance("silent", ami="ami-0123456789abcdef0", instance_type="t4g.micro")  # finds: metadataOptions.httpTokens
aws.ec2.LaunchTemplate("optional", metadata_options={"http_tokens": "optional"})  # finds: metadataOptions.httpTokens
aws.ec2.LaunchConfiguration(
    "old", image_id="ami-0123456789abcdef0", instance_type="t3.micro"
)  # finds: metadataOptions.httpTokens
