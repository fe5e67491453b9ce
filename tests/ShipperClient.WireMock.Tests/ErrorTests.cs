using System.Net;
using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>The specification's table of errors, each row in each of the shapes of a body; and what proxies say instead.</summary>
public sealed class ErrorTests(WireMockServer server) : WireMockTest(server)
{
    private const string NotFound = nameof(LogServiceNotFoundException) + ": Unknown";
    private const string NoProject = nameof(LogServiceNotFoundException) + ": Project";
    private const string NoLogstore = nameof(LogServiceNotFoundException) + ": Logstore";
    private const string NoShipper = nameof(LogServiceNotFoundException) + ": Shipper";
    private const string Invalid = nameof(LogServiceInvalidRequestException);
    private const string Authentication = nameof(LogServiceAuthenticationException);
    private const string Throttled = nameof(LogServiceThrottledException);
    private const string Unavailable = nameof(LogServiceUnavailableException);

    // The shapes of a body, and where each tells the request's id.
    private static readonly (string Shape, string RequestId)[] Shapes = [("plain", "id-in-the-header"), ("nested", "id-in-the-body"), ("legacy", "id-in-the-header")];

    // The mapping, the reply, the exception, and how many attempts it takes: two where it passes or can be healed.
    public static TheoryData<string, int, string, string, string, int> Rows { get; } = new()
    {
        { "project-not-exist", 404, "ProjectNotExist", "The Project does not exist : test-project", NoProject, 1 },
        { "logstore-not-exist", 404, "LogStoreNotExist", "logstore test-logstore does not exist", NoLogstore, 1 },
        { "shipper-not-exist-404", 404, "ShipperNotExist", "shipper test-shipper does not exist", NoShipper, 1 },
        { "shipper-not-exist-400", 400, "ShipperNotExist", "shipper test-shipper does not exist", NoShipper, 1 },
        { "parameter-invalid-no-shipper", 400, "ParameterInvalid", "shipperName test-shipper does not exist", NoShipper, 1 },
        { "parameter-invalid-many-ids", 400, "ParameterInvalid", "Each time allows 10 task retries only.", Invalid, 1 },
        { "parameter-invalid-window-order", 400, "ParameterInvalid", "start time must be earlier than end time", Invalid, 1 },
        { "parameter-invalid-window-old", 400, "ParameterInvalid", "only support query last 48 hours task status", Invalid, 1 },
        { "parameter-invalid-status", 400, "ParameterInvalid", "only support success/fail/running status", Invalid, 1 },
        { "post-body-invalid", 400, "PostBodyInvalid", "The body is not a list of task ids", Invalid, 1 },
        { "missing-parameter", 400, "MissingParameter", "from is required", Invalid, 1 },
        { "invalid-content-type-400", 400, "InvalidContentType", "Content-Type text/plain is not supported", Invalid, 1 },
        { "invalid-content-type-415", 415, "InvalidContentType", "Content-Type text/plain is not supported", Invalid, 1 },
        { "missing-body-raw-size", 400, "MissingBodyRawSize", "x-log-bodyrawsize does not exist in header when it is necessary", Invalid, 1 },
        { "missing-content-length", 411, "MissingContentLength", "Content-Length does not exist in http header when it is necessary", Invalid, 1 },
        { "invalid-api-version", 400, "InvalidAPIVersion", "The API version is not supported", Invalid, 1 },
        { "invalid-body-raw-size", 413, "InvalidBodyRawSize", "The body is too large", Invalid, 1 },
        { "request-time-expired", 400, "RequestTimeExpired", "The request time is over", Authentication, 2 },
        { "request-time-too-skewed", 400, "RequestTimeTooSkewed", "Request time exceeds server time by more than 15 minutes", Authentication, 2 },
        { "signature-not-match", 401, "SignatureNotMatch", "signature not match", Authentication, 1 },
        { "invalid-access-key-id", 401, "InvalidAccessKeyId", "The access key id does not exist", Authentication, 1 },
        { "unauthorized", 401, "Unauthorized", "denied by sts or ram", Authentication, 1 },
        { "unauthorized-token", 401, "Unauthorized", "The security token you provided has expired", Authentication, 2 },
        { "security-token-expired-401", 401, "SecurityTokenExpired", "The token is over", Authentication, 2 },
        { "security-token-expired-403", 403, "SecurityTokenExpired", "The token is over", Authentication, 2 },
        { "security-token-dot-expired", 403, "SecurityToken.Expired", "The token is over", Authentication, 2 },
        { "project-forbidden", 403, "ProjectForbidden", "The project has been disabled", Authentication, 1 },
        { "meta-operation-qps-limit-403", 403, "MetaOperationQpsLimitExceeded", "Too many meta operations", Throttled, 2 },
        { "meta-operation-qps-limit-429", 429, "MetaOperationQpsLimitExceeded", "Too many meta operations", Throttled, 2 },
        { "read-quota-403", 403, "ReadQuotaExceed", "The read quota is exceeded", Throttled, 2 },
        { "read-quota-429", 429, "ReadQuotaExceed", "The read quota is exceeded", Throttled, 2 },
        { "write-quota", 403, "WriteQuotaExceed", "The write quota is exceeded", Throttled, 2 },
        { "shard-read-quota", 429, "ShardReadQuotaExceed", "The shard's read quota is exceeded", Throttled, 2 },
        { "internal-server-error", 500, "InternalServerError", "Specific server internal message", Unavailable, 2 },
        { "request-timeout", 500, "RequestTimeout", "The request timed out inside", Unavailable, 2 },
        { "server-busy", 503, "ServerBusy", "The server is busy", Unavailable, 2 },
    };

    public static TheoryData<int, string, int> Statuses { get; } = new()
    {
        { 400, Invalid, 1 },
        { 401, Authentication, 1 },
        { 403, Authentication, 1 },
        { 404, NotFound, 1 },
        { 408, Unavailable, 2 },
        { 411, Invalid, 1 },
        { 413, Invalid, 1 },
        { 415, Invalid, 1 },
        { 429, Throttled, 2 },
        { 500, Unavailable, 2 },
        { 502, Unavailable, 2 },
        { 503, Unavailable, 2 },
        { 504, Unavailable, 2 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_row_becomes_its_exception_in_each_shape(string row, int status, string code, string message, string kind, int attempts)
    {
        var scenario = Open("error-" + row);
        foreach (var (shape, requestId) in Shapes)
        {
            var exception = await FailAsync(scenario, shape);

            Assert.Equal(
                (kind, (HttpStatusCode)status, code, requestId, kind is Throttled or Unavailable),
                (KindOf(exception), exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.IsTransient));
            Assert.Contains($": {message.TrimEnd('.')} ({code}, HTTP {status}, request id {requestId}). ", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3 * attempts, (await scenario.JournalAsync()).Count);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task What_a_proxy_says_is_told_by_its_status(int status, string kind, int attempts)
    {
        var scenario = Open($"proxy-error-{status}");
        foreach (var (shape, said) in new[] { ("page", "Said by the proxy"), ("nothing", $" (HTTP {status}). ") })
        {
            var exception = await FailAsync(scenario, shape);

            Assert.Equal(
                (kind, (HttpStatusCode)status, null, null, kind is Throttled or Unavailable),
                (KindOf(exception), exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.IsTransient));
            Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(2 * attempts, (await scenario.JournalAsync()).Count);
    }

    private static async Task<LogServiceException> FailAsync(Scenario scenario, string shape) => await Assert.ThrowsAnyAsync<LogServiceException>(
        () => scenario.Client().RetryShipperTasksAsync(scenario.Shipper with { Logstore = shape }, ["task-id-1"]));

    private static string KindOf(LogServiceException exception) =>
        exception.GetType().Name + (exception is LogServiceNotFoundException notFound ? $": {notFound.Resource}" : "");
}
