import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.globalaccelerator.EndpointGroup(  # undetermined: endpointConfigurations[0].endpointId
    "web",
    listener_arn=old.outputs["Listener"],
    endpoint_group_region="us-east-2",
    endpoint_configurations=[{"endpoint_id": old.outputs["LoadBalancer"]}],
)
