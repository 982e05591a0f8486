import pulumi_aws as aws

aws.lb.LoadBalancer("public", subnets=["subnet-0a1b2c3d", "subnet-1b2c3d4e"])  # finds: webAcl
api = aws.apigateway.RestApi("orders")
aws.apigateway.Stage("live", rest_api=api.id, deployment="abc123", stage_name="live")  # finds: webAcl
