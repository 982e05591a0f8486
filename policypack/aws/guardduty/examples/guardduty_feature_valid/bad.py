import pulumi_aws as aws

detector = aws.guardduty.Detector("orders")
aws.guardduty.DetectorFeature("eks", detector_id=detector.id, name="EKS_RUNTIME_MONITORING", status="ENABLED")
aws.guardduty.DetectorFeature("both", detector_id=detector.id, name="RUNTIME_MONITORING", status="ENABLED")

# finds both: name
