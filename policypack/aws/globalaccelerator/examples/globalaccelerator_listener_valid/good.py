import pulumi_aws as aws

accelerator = aws.globalaccelerator.Accelerator("shop")
web = aws.globalaccelerator.Listener(
    "first", accelerator_arn=accelerator.arn, protocol="TCP", port_ranges=[{"from_port": 80, "to_port": 443}]
)
aws.globalaccelerator.Listener(
    "datagrams", accelerator_arn=accelerator.arn, protocol="UDP", port_ranges=[{"from_port": 443, "to_port": 443}]
)
aws.globalaccelerator.EndpointGroup(
    "near",
    listener_arn=web.arn,
    endpoint_group_region="us-east-2",
    endpoint_configurations=[
        {"endpoint_id": "arn:aws:elasticloadbalancing:us-east-2:123456789012:loadbalancer/net/web/f234470eafcee810"}
    ],
)
