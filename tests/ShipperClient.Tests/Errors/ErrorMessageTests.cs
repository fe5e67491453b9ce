using System.Net;
using System.Text;
using System.Text.Json;
using ShipperClient.Internal;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Tests.Errors;

/// <summary>The whole text of a message of each kind: what happened, what the service said, what to do.</summary>
public sealed class ErrorMessageTests
{
    [Theory]
    [InlineData(404, """{"errorCode":"ProjectNotExist","errorMessage":"The Project does not exist : p"}""",
        "The project does not exist: The Project does not exist : p (ProjectNotExist, HTTP 404, request id R). Check the project's name, and that the endpoint is the one of its region.")]
    [InlineData(404, """{"errorCode":"LogStoreNotExist"}""",
        "The Logstore does not exist (LogStoreNotExist, HTTP 404, request id R). Check the Logstore's name.")]
    [InlineData(400, """{"errorCode":"ParameterInvalid","errorMessage":"shipperName s does not exist"}""",
        "The shipper does not exist: shipperName s does not exist (ParameterInvalid, HTTP 400, request id R). Check the shipper's name.")]
    [InlineData(404, "",
        "The resource does not exist (HTTP 404, request id R). Check the endpoint and the names of project, Logstore and shipper.")]
    [InlineData(400, """{"errorCode":"ParameterInvalid","errorMessage":"Each time allows 10 task retries only."}""",
        "Log Service refused the request: Each time allows 10 task retries only (ParameterInvalid, HTTP 400, request id R). Correct the arguments.")]
    [InlineData(400, """{"errorCode":"RequestTimeExpired","errorMessage":"late"}""",
        "Log Service refused the request's date: late (RequestTimeExpired, HTTP 400, request id R). Correct this machine's clock: the service accepts a difference of 15 minutes.")]
    [InlineData(401, """{"errorCode":"SecurityTokenExpired","errorMessage":"over"}""",
        "The temporary credentials have expired: over (SecurityTokenExpired, HTTP 401, request id R). Use a credentials provider that renews them.")]
    [InlineData(403, """{"errorCode":"ProjectForbidden","errorMessage":"disabled..."}""",
        "The project is disabled: disabled (ProjectForbidden, HTTP 403, request id R). Enable the project, or ask who disabled it.")]
    [InlineData(401, """{"errorCode":"SignatureNotMatch","errorMessage":"no"}""",
        "Log Service did not accept the credentials: no (SignatureNotMatch, HTTP 401, request id R). "
        + "Check the access key, and that its RAM policy allows log:GetShipperStatus.")]
    [InlineData(405, """{"errorCode":"InvalidMethod","errorMessage":"no such method"}""",
        "Log Service refused the operation: no such method (InvalidMethod, HTTP 405, request id R). "
        + "This endpoint or region does not offer the operation, or a name is wrong: check the endpoint and the names of project, Logstore and shipper.")]
    [InlineData(400, """{"errorCode":"InvalidMethod"}""",
        "Log Service refused the operation (InvalidMethod, HTTP 400, request id R). "
        + "This endpoint or region does not offer the operation, or a name is wrong: check the endpoint and the names of project, Logstore and shipper.")]
    [InlineData(405, "",
        "Log Service refused the operation (HTTP 405, request id R). "
        + "This endpoint or region does not offer the operation, or a name is wrong: check the endpoint and the names of project, Logstore and shipper.")]
    [InlineData(403, """
        {"errorCode":"Unauthorized","errorMessage":"denied by sts or ram","accessDeniedDetail":{"AuthAction":"log:GetShipperStatus","AuthPrincipalDisplayName":"2134",
         "AuthPrincipalOwnerId":"99","AuthPrincipalType":"SubUser","NoPermissionType":"ImplicitDeny","PolicyType":"AccountLevelIdentityBasedPolicy","EncodedDiagnosticMessage":"AQ=="}}
        """,
        "Log Service did not accept the credentials: denied by sts or ram (Unauthorized, HTTP 403, request id R). "
        + "RAM denies log:GetShipperStatus to SubUser 2134 of account 99 (ImplicitDeny, AccountLevelIdentityBasedPolicy). "
        + "Check the access key, and that its RAM policy allows log:GetShipperStatus.")]
    [InlineData(403, """{"Error":{"Code":"Unauthorized","Message":"no","AccessDeniedDetail":{"AuthAction":"log:GetShipperStatus","AuthPrincipalType":5,"PolicyType":["x"]}}}""",
        "Log Service did not accept the credentials: no (Unauthorized, HTTP 403, request id R). RAM denies log:GetShipperStatus. "
        + "Check the access key, and that its RAM policy allows log:GetShipperStatus.")]
    [InlineData(403, """{"accessDeniedDetail":{"NoPermissionType":"ExplicitDeny","AuthPrincipalDisplayName":"role\r\n\u202eevil"},"errorCode":"Unauthorized"}""",
        "Log Service did not accept the credentials (Unauthorized, HTTP 403, request id R). RAM denies the call to role   evil (ExplicitDeny). "
        + "Check the access key, and that its RAM policy allows log:GetShipperStatus.")]
    [InlineData(403, """{"errorCode":"Unauthorized","accessDeniedDetail":{"EncodedDiagnosticMessage":"AQ=="}}""",
        "Log Service did not accept the credentials (Unauthorized, HTTP 403, request id R). Check the access key, and that its RAM policy allows log:GetShipperStatus.")]
    [InlineData(403, """{"accessDeniedDetail":{"x":{"AuthAction":"a:B"},"NoPermissionType":"ImplicitDeny"},"errorCode":"Unauthorized"}""",
        "Log Service did not accept the credentials (Unauthorized, HTTP 403, request id R). RAM denies the call (ImplicitDeny). "
        + "Check the access key, and that its RAM policy allows log:GetShipperStatus.")]
    [InlineData(403, """{"accessDeniedDetail":[{"errorMessage":"other"}],"errorCode":"Unauthorized"}""",
        "Log Service did not accept the credentials (Unauthorized, HTTP 403, request id R). Check the access key, and that its RAM policy allows log:GetShipperStatus.")]
    [InlineData(403, """{"errorCode":"Unauthorized","accessDeniedDetail":"see elsewhere"}""",
        "Log Service did not accept the credentials (Unauthorized, HTTP 403, request id R). Check the access key, and that its RAM policy allows log:GetShipperStatus.")]
    [InlineData(403, """{"errorCode":"ReadQuotaExceed","errorMessage":"slow"}""",
        "Log Service accepts no more requests for now: slow (ReadQuotaExceed, HTTP 403, request id R). Send fewer requests at a time and try again later.")]
    [InlineData(502, "<html>Bad Gateway</html>",
        "Log Service is unavailable: <html>Bad Gateway</html> (HTTP 502, request id R). Try again later.")]
    [InlineData(503, "",
        "Log Service is unavailable (HTTP 503, request id R). Try again later.")]
    [InlineData(302, "",
        "The response is not one that Log Service documents (HTTP 302, request id R). "
        + "Check the endpoint, and any proxy between this machine and the service; redirects are not followed.")]
    public void Message_reads_well_on_its_own_in_every_culture(int status, string body, string message)
    {
        foreach (var culture in CultureScope.Names)
        {
            using var scope = new CultureScope(culture);
            Assert.Equal(message, SampleErrors.Create(status, SampleErrors.Read(body), "R", retryAfter: null).Message);
        }
    }

    [Fact]
    public void Message_leaves_out_what_is_not_known() => Assert.Equal(
        "Log Service is unavailable (HTTP 503). Try again later.",
        SampleErrors.Create(503, default, requestId: null).Message);

    [Fact]
    public void Message_of_a_redirect_says_where_it_points() => Assert.Equal(
        "The response is not one that Log Service documents (HTTP 302). It redirects to https://login.example/. "
        + "Check the endpoint, and any proxy between this machine and the service; redirects are not followed.",
        SampleErrors.Create(302, default(ErrorResponse) with { Location = "https://login.example/" }, requestId: null).Message);

    [Fact]
    public void Cause_of_an_unreadable_2xx_that_quotes_a_secret_is_replaced()
    {
        var exception = LogServiceExceptionFactory.CreateUnreadable(HttpStatusCode.OK, [], "R", new JsonException("'secret' is invalid"), new SecretRedactor(["secret"]));

        Assert.Equal("'***' is invalid", Assert.IsType<JsonException>(exception.InnerException).Message);
    }

    [Fact]
    public void Message_of_an_unreadable_2xx_says_why_and_how_the_body_begins()
    {
        var cause = new JsonException("The field \"total\" is missing.");

        var exception = LogServiceExceptionFactory.CreateUnreadable(HttpStatusCode.OK, "{\r\n}"u8, "R", cause, SampleErrors.NoSecrets);

        Assert.Equal(
            "The response is not one that Log Service documents: The field \"total\" is missing. (HTTP 200, request id R). "
            + "Check the endpoint, and any proxy between this machine and the service; redirects are not followed. It begins: {  }",
            exception.Message);
        Assert.Same(cause, exception.InnerException);
        Assert.Equal((HttpStatusCode.OK, "R", null, false), (exception.StatusCode!.Value, exception.RequestId, exception.ErrorCode, exception.IsTransient));
    }

    [Fact]
    public void Message_of_a_2xx_without_a_body_or_an_id_mentions_neither() => Assert.Equal(
        "The response is not one that Log Service documents: x (HTTP 204). "
        + "Check the endpoint, and any proxy between this machine and the service; redirects are not followed. It begins: (nothing)",
        LogServiceExceptionFactory.CreateUnreadable(HttpStatusCode.NoContent, [], requestId: null, new JsonException("x"), SampleErrors.NoSecrets).Message);

    [Fact]
    public void Body_of_a_2xx_is_redacted_before_it_is_cut()
    {
        var body = Encoding.UTF8.GetBytes(new string('x', 510) + "secret");

        var message = LogServiceExceptionFactory.CreateUnreadable(HttpStatusCode.OK, body, "R", new JsonException("x"), new SecretRedactor(["secret"])).Message;

        Assert.EndsWith("xx**…", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_of_a_2xx_is_cut_to_512_characters()
    {
        var message = LogServiceExceptionFactory.CreateUnreadable(HttpStatusCode.OK, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("状", 100_000))), "R", new JsonException("x"), SampleErrors.NoSecrets).Message;

        Assert.EndsWith(" It begins: " + string.Concat(Enumerable.Repeat("状", 512)) + "…", message, StringComparison.Ordinal);
    }
}
