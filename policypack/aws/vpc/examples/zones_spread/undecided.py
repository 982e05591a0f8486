import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lb.LoadBalancer("main", load_balancer_type="network", subnets=old.outputs["Subnets"])  # undetermined: subnets
