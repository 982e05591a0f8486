"""Values that are too long for their tier"""

import pulumi_aws as aws

aws.ssm.Parameter("large", tier="Standard", type="String", value="x" * 4097)  # finds: value
aws.ssm.Parameter("huge", tier="Advanced", type="SecureString", value="x" * 8193)  # finds: value
aws.ssm.Parameter("huge-list", type="StringList", insecure_value="x" * 8193)  # finds: insecureValue
