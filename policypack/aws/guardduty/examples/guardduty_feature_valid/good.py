import pulumi_aws as aws

detector = aws.guardduty.Detector("orders")
aws.guardduty.DetectorFeature("eks", detector_id=detector.id, name="EKS_RUNTIME_MONITORING", status="DISABLED")
aws.guardduty.DetectorFeature("runtime", detector_id=detector.id, name="RUNTIME_MONITORING", status="ENABLED")
