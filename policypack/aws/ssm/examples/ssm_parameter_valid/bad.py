import pulumi_aws as aws

aws.ssm.Parameter("spaced", name="/shop/orders url", type="String", value="x")  # finds: name
aws.ssm.Parameter("relative", name="shop/orders/url", type="String", value="x")  # finds: name
aws.ssm.Parameter("reserved", name="awsOrdersUrl", type="String", value="x")  # finds: name
aws.ssm.Parameter("deep", name="/a" * 16, type="String", value="x")  # finds: name
aws.ssm.Parameter("large", tier="Standard", type="String", value="x" * 4097)  # finds: value
aws.ssm.Parameter("huge", tier="Advanced", type="SecureString", value="x" * 8193)  # finds: value
aws.ssm.Parameter("huge-list", type="StringList", insecure_value="x" * 8193)  # finds: insecureValue
