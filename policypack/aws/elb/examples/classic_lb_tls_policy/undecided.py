import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.elb.LoadBalancer(
    "main",
    subnets=["subnet-0a1b2c3d", "subnet-1b2c3d4e"],
    listeners=[
        {
            "instance_port": 80,
            "instance_protocol": "http",
            "lb_port": 443,
            "lb_protocol": old.outputs["Protocol"],
            "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        }
    ],
)  # undetermined: listeners[0].lbProtocol
