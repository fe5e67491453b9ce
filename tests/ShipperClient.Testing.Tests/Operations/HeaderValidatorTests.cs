using System.Net;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Operations;

/// <summary>What each header check refuses. All other tests send what is accepted.</summary>
public sealed class HeaderValidatorTests : ServiceTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_with_all_headers_is_accepted(bool v4)
    {
        await AcceptsAsync(Get with { V4 = v4 });
        await AcceptsAsync(Put with { V4 = v4 });
    }

    [Theory]
    [InlineData("x-log-apiversion", null, 400, "MissingAPIVersion")]
    [InlineData("x-log-apiversion", "0.4.0", 400, "InvalidAPIVersion")]
    [InlineData("date", null, 400, "MissingDate")]
    [InlineData("date", "2026-01-15T12:00:00Z", 400, "InvalidDateFormat")]
    [InlineData("x-log-bodyrawsize", null, 400, "MissingBodyRawSize")]
    [InlineData("x-log-bodyrawsize", "4", 400, "InvalidBodyRawSize")]
    [InlineData("x-log-bodyrawsize", "five", 400, "InvalidBodyRawSize")]
    [InlineData("x-log-signaturemethod", null, 400, "MissingSignatureMethod")]
    [InlineData("x-log-signaturemethod", "hmac-md5", 400, "InvalidSignatureMethod")]
    [InlineData("authorization", null, 400, "MissAccessKeyId")]
    [InlineData("authorization", "Basic abc", 400, "ParameterInvalid")]
    [InlineData("authorization", "LOG fakeAccessKeyId", 400, "ParameterInvalid")]
    [InlineData("authorization", "LOG somebody:abc=", 401, "Unauthorized")]
    [InlineData("authorization", "LOG fakeAccessKeyId:abc=", 401, "SignatureNotMatch")]
    [InlineData("x-acs-security-token", "token", 401, "Unauthorized")]
    [InlineData("content-type", null, 400, "MissingContentType")]
    [InlineData("content-type", "application/json; charset=utf-8", 415, "InvalidContentType")]
    [InlineData("content-md5", null, 400, "ParameterInvalid")]
    [InlineData("content-md5", "D41D8CD98F00B204E9800998ECF8427E", 400, "ParameterInvalid")]
    [InlineData("x-log-custom", "not signed", 401, "SignatureNotMatch")]
    public async Task V1_request_with_an_invalid_header_is_refused(string header, string? value, int status, string code) =>
        await RefusesAsync(Put with { Tampered = [(header, value)] }, status, code);

    [Theory]
    [InlineData("x-log-date", null, 400, "MissingDate")]
    [InlineData("x-log-date", "Thu, 15 Jan 2026 12:00:00 GMT", 400, "InvalidDateFormat")]
    [InlineData("x-log-signaturemethod", "hmac-sha1", 400, "InvalidSignatureMethod")]
    [InlineData("x-log-content-sha256", null, 400, "ParameterInvalid")]
    [InlineData("x-log-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 400, "ParameterInvalid")]
    [InlineData("authorization", "SLS4-HMAC-SHA256 Credential=fakeAccessKeyId/20260115/cn-hangzhou/oss/aliyun_v4_request,Signature=ab", 400, "ParameterInvalid")]
    [InlineData("authorization", "SLS4-HMAC-SHA256 Credential=fakeAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=ab", 401, "SignatureNotMatch")]
    [InlineData("authorization", "SLS4-HMAC-SHA256 Credential=somebody/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature=ab", 401, "Unauthorized")]
    public async Task V4_request_with_an_invalid_header_is_refused(string header, string? value, int status, string code) =>
        await RefusesAsync(Put with { V4 = true, Tampered = [(header, value)] }, status, code);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Size_of_the_body_is_required_only_with_a_body(bool v4)
    {
        await AcceptsAsync(Get with { V4 = v4, Headers = [("x-log-bodyrawsize", null)] });
        await RefusesAsync(Put with { V4 = v4, Headers = [("x-log-bodyrawsize", null)] }, 400, "MissingBodyRawSize");
        await RefusesAsync(Get with { V4 = v4, Headers = [("x-log-bodyrawsize", "4")] }, 400, "InvalidBodyRawSize");
    }

    [Fact]
    public async Task V1_signature_is_checked_by_the_method_that_the_request_names()
    {
        await AcceptsAsync(Get with { SignatureMethod = "hmac-sha256" });
        await AcceptsAsync(Put with { SignatureMethod = "hmac-sha256" });
        await RefusesAsync(Put with { SignatureMethod = "hmac-sha256", Credentials = new("fakeAccessKeyId", "another-secret") }, 401, "SignatureNotMatch");
        await RefusesAsync(Put with { SignatureMethod = "hmac-sha256", Tampered = [("x-log-signaturemethod", "hmac-sha1")] }, 401, "SignatureNotMatch");
        await RefusesAsync(Put with { Tampered = [("x-log-signaturemethod", "hmac-sha256")] }, 401, "SignatureNotMatch");
    }

    [Fact]
    public async Task Hash_of_a_body_is_upper_case_in_v1_and_lower_case_in_v4()
    {
        using var request = Put.Build(Service.BaseAddress);
        var md5 = request.Content!.Headers.GetValues("Content-MD5").Single();
        using var requestV4 = (Put with { V4 = true }).Build(Service.BaseAddress);
        var sha256 = requestV4.Headers.GetValues("x-log-content-sha256").Single();

        await RefusesAsync(Put with { Headers = [("content-md5", md5.ToLowerInvariant())] }, 400, "ParameterInvalid");
        await RefusesAsync(Put with { V4 = true, Headers = [("x-log-content-sha256", sha256.ToUpperInvariant())] }, 400, "ParameterInvalid");
    }

    [Fact]
    public async Task Empty_hash_is_accepted_without_a_body()
    {
        using var message = Get.Build(Service.BaseAddress);
        message.Content = new ByteArrayContent([]);
        message.Content.Headers.TryAddWithoutValidation("Content-MD5", "");
        using var response = await Http.SendAsync(message, Cancel);
        Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, Service.Requests[^1].Headers["Content-MD5"]));
    }

    [Fact]
    public async Task Body_without_Content_Length_is_refused()
    {
        using var message = Put.Build(Service.BaseAddress);
        message.Headers.TransferEncodingChunked = true;
        using var response = await Http.SendAsync(message, Cancel);
        Assert.Equal(HttpStatusCode.LengthRequired, response.StatusCode);
        Assert.Contains("\"MissingContentLength\"", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(SignatureVerdict.Valid, Service.Requests[^1].SignatureVerdict);
    }

    [Fact]
    public async Task V4_scope_must_name_the_day_of_the_request()
    {
        var yesterday = Put with { V4 = true, Date = Now.AddDays(-1), Headers = [("x-log-date", "20260115T120000Z")] };
        await RefusesAsync(yesterday, 401, "SignatureNotMatch");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Date_within_15_minutes_is_accepted_and_one_beyond_is_refused(bool v4)
    {
        var limit = TimeSpan.FromMinutes(15);
        var second = TimeSpan.FromSeconds(1);
        await AcceptsAsync(Get with { V4 = v4, Date = Now - limit });
        await AcceptsAsync(Get with { V4 = v4, Date = Now + limit });

        var message = await RefusesAsync(Get with { V4 = v4, Date = Now - limit - second }, 400, "RequestTimeExpired");
        Assert.EndsWith("has been expired while server time is Thu, 15 Jan 2026 12:00:00 GMT", message, StringComparison.Ordinal);
        await RefusesAsync(Get with { V4 = v4, Date = Now + limit + second }, 400, "RequestTimeTooSkewed");
        Assert.Equal(SignatureVerdict.Expired, Service.Requests[^1].SignatureVerdict);
    }

    [Fact]
    public async Task V1_request_can_carry_its_date_as_x_log_date()
    {
        await AcceptsAsync(Get with { Headers = [("date", null), ("x-log-date", "Thu, 15 Jan 2026 12:01:00 GMT")] });
        await RefusesAsync(Get with { Headers = [("x-log-date", "Thu, 15 Jan 2026 13:01:00 GMT")] }, 400, "RequestTimeTooSkewed");
    }

    [Fact]
    public async Task Service_checks_dates_by_its_own_clock()
    {
        Service.ClockOffset = TimeSpan.FromHours(1);
        Assert.Equal(TimeSpan.FromHours(1), Service.ClockOffset);

        using (var response = await SendAsync(Get))
        {
            Assert.Equal(Now.AddHours(1), response.Headers.Date);
        }

        await RefusesAsync(Get, 400, "RequestTimeExpired");
        await AcceptsAsync(Get with { Date = Now.AddHours(1) });
        Assert.Equal(Now, Service.Requests[^1].ReceivedAt);
    }
}
