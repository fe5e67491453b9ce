using System.Net;
using ShipperClient.WireMock.Tests.Support;
using WireMock.ResponseBuilders;

namespace ShipperClient.WireMock.Tests;

/// <summary>Each row of the service's error table, in each shape of a body; and the errors of proxies.</summary>
public sealed class ErrorTests(WireMockFixture fixture) : WireMockTest(fixture)
{
    private const string NotFound = nameof(LogServiceNotFoundException) + ": Unknown";
    private const string NoProject = nameof(LogServiceNotFoundException) + ": Project";
    private const string NoLogstore = nameof(LogServiceNotFoundException) + ": Logstore";
    private const string NoShipper = nameof(LogServiceNotFoundException) + ": Shipper";
    private const string Invalid = nameof(LogServiceInvalidRequestException);
    private const string Authentication = nameof(LogServiceAuthenticationException);
    private const string Throttled = nameof(LogServiceThrottledException);
    private const string Unavailable = nameof(LogServiceUnavailableException);

    // Status, code and message of the response; the exception; and the attempts: two if the error is transient or can be recovered from.
    public static TheoryData<int, string, string, string, int> Rows { get; } = new()
    {
        { 404, "ProjectNotExist", "The Project does not exist : test-project", NoProject, 1 },
        { 404, "LogStoreNotExist", "logstore test-logstore does not exist", NoLogstore, 1 },
        { 404, "ShipperNotExist", "shipper test-shipper does not exist", NoShipper, 1 },
        { 400, "ShipperNotExist", "shipper test-shipper does not exist", NoShipper, 1 },
        { 400, "ParameterInvalid", "shipperName test-shipper does not exist", NoShipper, 1 },
        { 400, "ParameterInvalid", "Each time allows 10 task retries only.", Invalid, 1 },
        { 400, "ParameterInvalid", "start time must be earlier than end time", Invalid, 1 },
        { 400, "ParameterInvalid", "only support query last 48 hours task status", Invalid, 1 },
        { 400, "ParameterInvalid", "only support success/fail/running status", Invalid, 1 },
        { 400, "PostBodyInvalid", "The body is not a list of task ids", Invalid, 1 },
        { 400, "MissingParameter", "from is required", Invalid, 1 },
        { 400, "InvalidContentType", "Content-Type text/plain is not supported", Invalid, 1 },
        { 415, "InvalidContentType", "Content-Type text/plain is not supported", Invalid, 1 },
        { 400, "MissingBodyRawSize", "x-log-bodyrawsize does not exist in header when it is necessary", Invalid, 1 },
        { 411, "MissingContentLength", "Content-Length does not exist in http header when it is necessary", Invalid, 1 },
        { 400, "InvalidAPIVersion", "The API version is not supported", Invalid, 1 },
        { 413, "InvalidBodyRawSize", "The body is too large", Invalid, 1 },
        { 400, "InvalidHost", "The host is not of this region", Invalid, 1 },
        { 413, "PostBodyTooLarge", "The body is too large", Invalid, 1 },
        { 400, "InvalidRequestTime", "The date cannot be read", Invalid, 1 },
        { 405, "InvalidMethod", "The method is not supported", Invalid, 1 },
        { 400, "RequestTimeExpired", "The request time is over", Authentication, 2 },
        { 400, "RequestTimeTooSkewed", "Request time exceeds server time by more than 15 minutes", Authentication, 2 },
        { 401, "SignatureNotMatch", "signature not match", Authentication, 1 },
        { 401, "InvalidAccessKeyId", "The access key id does not exist", Authentication, 1 },
        { 401, "MissAccessKeyId", "The access key id is missing", Authentication, 1 },
        { 401, "Unauthorized", "denied by sts or ram", Authentication, 1 },
        { 401, "Unauthorized", "The security token you provided has expired", Authentication, 2 },
        { 401, "SecurityTokenExpired", "The token is over", Authentication, 2 },
        { 403, "SecurityTokenExpired", "The token is over", Authentication, 2 },
        { 403, "SecurityToken.Expired", "The token is over", Authentication, 2 },
        { 403, "ProjectForbidden", "The project has been disabled", Authentication, 1 },
        { 403, "MetaOperationQpsLimitExceeded", "Too many meta operations", Throttled, 2 },
        { 429, "MetaOperationQpsLimitExceeded", "Too many meta operations", Throttled, 2 },
        { 403, "ReadQuotaExceed", "The read quota is exceeded", Throttled, 2 },
        { 429, "ReadQuotaExceed", "The read quota is exceeded", Throttled, 2 },
        { 403, "WriteQuotaExceed", "The write quota is exceeded", Throttled, 2 },
        { 429, "ShardReadQuotaExceed", "The shard's read quota is exceeded", Throttled, 2 },
        { 500, "InternalServerError", "Specific server internal message", Unavailable, 2 },
        { 500, "RequestTimeout", "The request timed out inside", Unavailable, 2 },
        { 503, "ServerBusy", "The server is busy", Unavailable, 2 },
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
    public async Task A_documented_error_becomes_its_exception_in_each_shape_of_the_body(int status, string code, string message, string kind, int attempts)
    {
        (IResponseBuilder Response, string RequestId)[] shapes =
        [
            (Error(status, $$"""{"errorCode":"{{code}}","errorMessage":"{{message}}"}""").WithHeader("x-log-requestid", "id-in-the-header"), "id-in-the-header"),
            (Error(status, $$$"""{"Error":{"Code":"{{{code}}}","Message":"{{{message}}}","RequestId":"id-in-the-body"}}"""), "id-in-the-body"),
            (Error(status, $$"""{"error_code":"{{code}}","error_message":"{{message}}"}""").WithHeader("x-log-requestid", "id-in-the-header"), "id-in-the-header"),
        ];
        foreach (var (response, requestId) in shapes)
        {
            var exception = await FailAsync(response, attempts);

            Assert.Equal(
                (kind, (HttpStatusCode)status, code, requestId, kind is Throttled or Unavailable),
                (KindOf(exception), exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.IsTransient));
            Assert.Contains($": {message.TrimEnd('.')} ({code}, HTTP {status}, request id {requestId}). ", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task An_error_of_a_proxy_is_classified_by_its_status(int status, string kind, int attempts)
    {
        (IResponseBuilder Response, string Said)[] shapes =
        [
            (Response.Create().WithStatusCode(status).WithHeader("Content-Type", "text/html")
                .WithBody($"<html><head><title>{status}</title></head><body><h1>Said by the proxy</h1></body></html>"), "Said by the proxy"),
            (Response.Create().WithStatusCode(status), $" (HTTP {status}). "),
        ];
        foreach (var (response, said) in shapes)
        {
            var exception = await FailAsync(response, attempts);

            Assert.Equal(
                (kind, (HttpStatusCode)status, null, null, kind is Throttled or Unavailable),
                (KindOf(exception), exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.IsTransient));
            Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        }
    }

    private static IResponseBuilder Error(int status, string body) => Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body);

    private async Task<LogServiceException> FailAsync(IResponseBuilder response, int attempts)
    {
        Server.Reset();
        Server.Given(Put).WithTitle("error").RespondWith(response);

        var exception = await Assert.ThrowsAnyAsync<LogServiceException>(() => Client().RetryShipperTasksAsync(Shipper, ["task-id-1"]));

        Assert.Equal(attempts, Requests.Count);
        return exception;
    }

    private static string KindOf(LogServiceException exception) =>
        exception.GetType().Name + (exception is LogServiceNotFoundException notFound ? $": {notFound.Resource}" : "");
}
