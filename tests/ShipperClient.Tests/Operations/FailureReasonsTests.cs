using ShipperClient.Internal.Operations;

namespace ShipperClient.Tests.Operations;

public sealed class FailureReasonsTests
{
    [Theory]
    [InlineData("UnAuthorized", ShipperFailureReason.Unauthorized)]
    [InlineData("ConfigNotExist", ShipperFailureReason.ConfigNotExist)]
    [InlineData("InvalidOssBucket", ShipperFailureReason.InvalidOssBucket)]
    [InlineData("InternalServerError", ShipperFailureReason.InternalServerError)]
    [InlineData("SomethingNew", ShipperFailureReason.Unknown)]
    [InlineData("", ShipperFailureReason.Unknown)]
    [InlineData(null, ShipperFailureReason.Unknown)]
    public void Code_names_the_reason_in_any_case_and_culture(string? code, ShipperFailureReason reason)
    {
        foreach (var culture in CultureScope.Names)
        {
            using var scope = new CultureScope(culture);
            Assert.Equal(reason, Fail(code, message: null));
            Assert.Equal(reason, Fail(code?.ToUpperInvariant(), message: null));
            Assert.Equal(reason, Fail(code?.ToLowerInvariant(), message: ""));
        }
    }

    [Theory]
    [InlineData("UnAuthorized", ShipperFailureReason.Unauthorized)]
    [InlineData("The role arn is not authorized to write to the bucket", ShipperFailureReason.Unauthorized)]
    [InlineData("AccessDenied: the bucket policy denies oss:PutObject", ShipperFailureReason.Unauthorized)]
    [InlineData("NoPermission to AssumeRole", ShipperFailureReason.Unauthorized)]
    [InlineData("ConfigNotExist", ShipperFailureReason.ConfigNotExist)]
    [InlineData("the shipper config does not exist", ShipperFailureReason.ConfigNotExist)]
    [InlineData("OSS shipping is disabled", ShipperFailureReason.ConfigNotExist)]
    [InlineData("InvalidOssBucket", ShipperFailureReason.InvalidOssBucket)]
    [InlineData("NoSuchBucket", ShipperFailureReason.InvalidOssBucket)]
    [InlineData("the specified bucket does not exist", ShipperFailureReason.InvalidOssBucket)]
    [InlineData("bucket is in another region", ShipperFailureReason.InvalidOssBucket)]
    [InlineData("InternalServerError", ShipperFailureReason.InternalServerError)]
    [InlineData("internal server error, try again", ShipperFailureReason.InternalServerError)]
    [InlineData("odps project not found", ShipperFailureReason.MaxComputeProjectNotExist)]
    [InlineData("The MaxCompute project p does not exist", ShipperFailureReason.MaxComputeProjectNotExist)]
    [InlineData("ODPS-0130131: Table not found - table p.t", ShipperFailureReason.MaxComputeTableNotExist)]
    [InlineData("The MaxCompute table does not exist in project p", ShipperFailureReason.MaxComputeTableNotExist)]
    [InlineData("ODPS-0420095: Access Denied - no privilege 'odps:Describe'", ShipperFailureReason.MaxComputeUnauthorized)]
    [InlineData("MaxCompute: log service is not granted the table", ShipperFailureReason.MaxComputeUnauthorized)]
    [InlineData("the fields do not match the columns of the MaxCompute table", ShipperFailureReason.MaxComputeColumnMismatch)]
    [InlineData("the disk is full", ShipperFailureReason.Unknown)]
    [InlineData("maxcompute is unhappy", ShipperFailureReason.Unknown)]
    public void Message_names_the_reason_if_the_code_does_not(string message, ShipperFailureReason reason)
    {
        foreach (var culture in CultureScope.Names)
        {
            using var scope = new CultureScope(culture);
            Assert.Equal(reason, Fail(code: null, message));
            Assert.Equal(reason, Fail("SomethingNew", message.ToUpperInvariant()));
        }
    }

    [Theory]
    [InlineData("access denied", ShipperFailureReason.Unauthorized)]
    [InlineData("NoPermission", ShipperFailureReason.Unauthorized)]
    [InlineData("no permission", ShipperFailureReason.Unauthorized)]
    [InlineData("AssumeRole", ShipperFailureReason.Unauthorized)]
    [InlineData("config missing", ShipperFailureReason.ConfigNotExist)]
    [InlineData("bucket not found", ShipperFailureReason.InvalidOssBucket)]
    [InlineData("internal error", ShipperFailureReason.InternalServerError)]
    [InlineData("odps column", ShipperFailureReason.MaxComputeColumnMismatch)]
    [InlineData("odps field", ShipperFailureReason.MaxComputeColumnMismatch)]
    [InlineData("odps permission", ShipperFailureReason.MaxComputeUnauthorized)]
    [InlineData("odps privilege", ShipperFailureReason.MaxComputeUnauthorized)]
    [InlineData("odps grant", ShipperFailureReason.MaxComputeUnauthorized)]
    [InlineData("odps unauthorized", ShipperFailureReason.MaxComputeUnauthorized)]
    [InlineData("odps denied", ShipperFailureReason.MaxComputeUnauthorized)]
    [InlineData("odps TableNotExist", ShipperFailureReason.MaxComputeTableNotExist)]
    [InlineData("odps project missing", ShipperFailureReason.MaxComputeProjectNotExist)]
    public void One_word_of_a_reason_is_enough(string message, ShipperFailureReason reason) => Assert.Equal(reason, Fail(code: null, message));

    [Theory]
    [InlineData("the config is odd")]
    [InlineData("the bucket is full")]
    [InlineData("the file is missing")]
    [InlineData("another region")]
    [InlineData("the odps table is locked")]
    [InlineData("the odps project is locked")]
    [InlineData("an odps partition is missing")]
    public void Half_of_the_words_of_a_reason_is_not_one(string message) => Assert.Equal(ShipperFailureReason.Unknown, Fail(code: null, message));

    [Fact]
    public void Code_takes_precedence_over_the_message() =>
        Assert.Equal(ShipperFailureReason.InvalidOssBucket, Fail("InvalidOssBucket", "UnAuthorized: the MaxCompute table does not exist"));

    [Theory]
    [InlineData(ShipperTaskStatus.Success)]
    [InlineData(ShipperTaskStatus.Running)]
    [InlineData(ShipperTaskStatus.Unknown)]
    public void Task_that_has_not_failed_has_no_reason(ShipperTaskStatus status) =>
        Assert.Equal(ShipperFailureReason.None, FailureReasons.Classify(status, "UnAuthorized", "UnAuthorized"));

    private static ShipperFailureReason Fail(string? code, string? message) => FailureReasons.Classify(ShipperTaskStatus.Fail, code, message);
}
