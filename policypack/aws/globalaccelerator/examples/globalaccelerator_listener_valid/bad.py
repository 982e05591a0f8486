import pulumi_aws as aws

accelerator = aws.globalaccelerator.Accelerator("shop")
web = aws.globalaccelerator.Listener(
    "first", accelerator_arn=accelerator.arn, protocol="TCP", port_ranges=[{"from_port": 80, "to_port": 443}]
)
aws.globalaccelerator.Listener(  # finds: portRanges
    "second", accelerator_arn=accelerator.arn, protocol="TCP", port_ranges=[{"from_port": 443, "to_port": 8443}]
)
aws.globalaccelerator.EndpointGroup(  # finds: endpointConfigurations[0].endpointId
    "far",
    listener_arn=web.arn,
    endpoint_group_region="eu-west-1",
    endpoint_configurations=[
        {"endpoint_id": "arn:aws:elasticloadbalancing:us-east-2:123456789012:loadbalancer/net/web/f234470eafcee810"}
    ],
)
