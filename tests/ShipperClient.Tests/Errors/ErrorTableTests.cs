using System.Globalization;
using System.Net;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Tests.Errors;

/// <summary>The error table of docs/service-api.md, each row in each of the three shapes of a body, under the statuses of either document.</summary>
public sealed class ErrorTableTests
{
    private const string NotFound = nameof(LogServiceNotFoundException);
    private const string Invalid = nameof(LogServiceInvalidRequestException);
    private const string Authentication = nameof(LogServiceAuthenticationException);
    private const string Throttled = nameof(LogServiceThrottledException);
    private const string Unavailable = nameof(LogServiceUnavailableException);

    private static readonly string[] Shapes =
    [
        """{"errorCode":"CODE","errorMessage":"MESSAGE"}""",
        """{"Error":{"Code":"CODE","Message":"MESSAGE","RequestId":"in-the-body"}}""",
        """{"error_code":"CODE","error_message":"MESSAGE"}""",
    ];

    public static TheoryData<string, int, string, string, string> Rows { get; } = new()
    {
        { "ProjectNotExist", 404, "The Project does not exist : p", NotFound, "Project" },
        { "LogStoreNotExist", 404, "logstore l does not exist", NotFound, "Logstore" },
        { "ShipperNotExist", 404, "shipper s does not exist", NotFound, "Shipper" },
        { "ShipperNotExist", 400, "shipper s does not exist", NotFound, "Shipper" },
        { "ParameterInvalid", 400, "shipperName s does not exist", NotFound, "Shipper" },
        { "ParameterInvalid", 400, "Each time allows 10 task retries only.", Invalid, "" },
        { "ParameterInvalid", 400, "only support query last 48 hours task status", Invalid, "" },
        { "ParameterInvalid", 400, "shipperName is too long", Invalid, "" },
        { "ParameterInvalid", 400, "the task does not exist", Invalid, "" },
        { "PostBodyInvalid", 400, "not a list", Invalid, "" },
        { "MissingParameter", 400, "from", Invalid, "" },
        { "InvalidContentType", 415, "text", Invalid, "" },
        { "MissingBodyRawSize", 411, "x-log-bodyrawsize", Invalid, "" },
        { "InvalidAPIVersion", 400, "x-log-apiversion", Invalid, "" },
        { "InvalidBodyRawSize", 413, "too large", Invalid, "" },
        { "InvalidRequestTime", 400, "the date is no date", Invalid, "" },
        { "InvalidMethod", 405, "no such method", Invalid, "" },
        { "RequestTimeExpired", 400, "the time is over", Authentication, "ClockSkew" },
        { "RequestTimeTooSkewed", 400, "the time is wrong", Authentication, "ClockSkew" },
        { "SignatureNotMatch", 401, "signature s not match", Authentication, "SignatureNotMatch" },
        { "InvalidAccessKeyId", 401, "no such key", Authentication, "Authentication" },
        { "InvalidAccessKeyId.NotFound", 401, "no such key", Authentication, "Authentication" },
        { "InvalidAccessKeyId.Inactive", 403, "the key is disabled", Authentication, "Authentication" },
        { "InvalidAccessKeyId.NotFound", 400, "no such key", Authentication, "Authentication" },
        { "MissAccessKeyId", 401, "no key", Authentication, "Authentication" },
        { "MissAccessKeyId", 400, "no key", Authentication, "Authentication" },
        { "Unauthorized.Denied", 400, "denied", Authentication, "Authentication" },
        { "MissingSecurityToken", 401, "no token", Authentication, "Authentication" },
        { "InvalidSecurityToken", 400, "wrong token", Authentication, "Authentication" },
        { "InvalidSecurityToken.Malformed", 403, "wrong token", Authentication, "Authentication" },
        { "InvalidSecurityToken.MismatchWithAccessKey", 400, "wrong token", Authentication, "Authentication" },
        { "InvalidSecurityToken.Expired", 401, "over", Authentication, "ExpiredToken" },
        { "InvalidSecurityToken.Expired", 400, "over", Authentication, "ExpiredToken" },
        { "InvalidSomethingNew", 401, "new", Authentication, "Authentication" },
        { "MissingSomethingNew", 401, "new", Authentication, "Authentication" },
        { "Unauthorized", 401, "denied by sts or ram", Authentication, "Authentication" },
        { "Unauthorized", 401, "The security token you provided has expired", Authentication, "ExpiredToken" },
        { "Unauthorized", 401, "the token is of another account", Authentication, "Authentication" },
        { "Unauthorized", 401, "the contract has expired", Authentication, "Authentication" },
        { "SecurityTokenExpired", 401, "over", Authentication, "ExpiredToken" },
        { "SecurityToken.Expired", 403, "over", Authentication, "ExpiredToken" },
        { "ProjectForbidden", 403, "disabled", Authentication, "Forbidden" },
        { "MetaOperationQpsLimitExceeded", 403, "qps", Throttled, "" },
        { "ReadQuotaExceed", 403, "quota", Throttled, "" },
        { "WriteQuotaExceed", 403, "quota", Throttled, "" },
        { "ShardReadQuotaExceed", 429, "quota", Throttled, "" },
        { "ShardWriteQuotaExceed", 403, "quota", Throttled, "" },
        { "ProjectQuotaExceeded", 403, "quota", Throttled, "" },
        { "ExceedQuota", 403, "quota", Throttled, "" },
        { "Throttling", 403, "flow control", Throttled, "" },
        { "Throttling.User", 400, "flow control", Throttled, "" },
        { "Throttling.Api", 429, "flow control", Throttled, "" },
        { "InternalServerError", 500, "inside", Unavailable, "" },
        { "RequestTimeout", 500, "inside", Unavailable, "" },
        { "ServerBusy", 503, "busy", Unavailable, "" },
        // Code before status.
        { "ShipperNotExist", 500, "odd", NotFound, "Shipper" },
        { "ServerBusy", 200, "odd", Unavailable, "" },
        { "InternalServerError", 400, "odd", Unavailable, "" },
        { "WriteQuotaExceed", 500, "odd", Throttled, "" },
        { "InvalidAccessKeyId", 404, "odd", Authentication, "Authentication" },
        { "PostBodyInvalid", 503, "odd", Invalid, "" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_becomes_its_exception_in_each_shape(string code, int status, string message, string type, string detail)
    {
        foreach (var (shape, culture) in Shapes.Zip(CultureScope.Names))
        {
            using var scope = new CultureScope(culture);
            var body = shape.Replace("CODE", code, StringComparison.Ordinal).Replace("MESSAGE", message, StringComparison.Ordinal);

            var exception = Make(status, body);

            Assert.Equal(type, exception.GetType().Name);
            Assert.Equal((HttpStatusCode)status, exception.StatusCode);
            Assert.Equal(code, exception.ErrorCode);
            Assert.Equal("in-the-header", exception.RequestId);
            Assert.Equal(type is Throttled or Unavailable, exception.IsTransient);
            Assert.Equal(detail, Detail(SampleErrors.Classify(status, SampleErrors.Read(body)), exception));
            Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $": {message.TrimEnd('.')} ({code}, HTTP {status}, request id in-the-header). "), exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Codes_are_known_in_any_case_and_culture(string code, int status, string message, string type, string detail)
    {
        foreach (var culture in CultureScope.Names)
        {
            using var scope = new CultureScope(culture);
            var response = new ErrorResponse(code.ToUpperInvariant(), message.ToUpperInvariant(), RequestId: null);

            var exception = SampleErrors.Create(status, response, requestId: null);

            Assert.Equal((type, detail), (exception.GetType().Name, Detail(SampleErrors.Classify(status, response), exception)));
        }
    }

    [Theory]
    [InlineData("SLSProjectNotExist", "ProjectNotExist", nameof(LogServiceResource.Project))]
    [InlineData("SLSLogStoreNotExist", "LogStoreNotExist", nameof(LogServiceResource.Logstore))]
    [InlineData("SLSShipperNotExist", "ShipperNotExist", nameof(LogServiceResource.Shipper))]
    public void Code_with_the_prefix_of_the_legacy_shape_is_the_code_without_it(string sent, string code, string resource)
    {
        foreach (var (shape, status) in Shapes.SelectMany(static shape => new[] { (shape, 404), (shape, 400) }))
        {
            var exception = Assert.IsType<LogServiceNotFoundException>(Make(status, shape.Replace("CODE", sent, StringComparison.Ordinal)));

            Assert.Equal((code, resource), (exception.ErrorCode, exception.Resource.ToString()));
        }

        Assert.Equal("SLShell", Make(404, Shapes[2].Replace("CODE", "SLShell", StringComparison.Ordinal)).ErrorCode);
        Assert.Equal("SLS", Make(404, Shapes[2].Replace("CODE", "SLS", StringComparison.Ordinal)).ErrorCode);
    }

    [Fact]
    public void Request_id_of_the_body_is_used_if_the_header_has_none()
    {
        var response = SampleErrors.Read(Shapes[1]);

        Assert.Equal("in-the-body", SampleErrors.Create(400, response, requestId: null).RequestId);
    }

    [Fact]
    public void RetryAfter_of_the_service_is_kept()
    {
        var wait = TimeSpan.FromSeconds(7);

        Assert.Equal(wait, Assert.IsType<LogServiceThrottledException>(Make(403, """{"errorCode":"ReadQuotaExceed"}""", wait)).RetryAfter);
        Assert.Equal(wait, Assert.IsType<LogServiceUnavailableException>(Make(503, "", wait)).RetryAfter);
    }

    private static LogServiceException Make(int status, string body, TimeSpan? retryAfter = null) =>
        SampleErrors.Create(status, SampleErrors.Read(body), "in-the-header", retryAfter);

    private static string Detail(ErrorKind kind, LogServiceException exception) => exception switch
    {
        LogServiceNotFoundException notFound => notFound.Resource.ToString(),
        LogServiceAuthenticationException => kind.ToString(),
        _ => "",
    };
}
