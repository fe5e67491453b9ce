using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Signing;

public sealed class KnownCredentialsTests : ServiceTest
{
    private LogServiceCredentials _temporary = null!;

    protected override void Configure(FakeLogServiceOptions options)
    {
        _temporary = new("temporary", "secret", "token-one", Now.AddHours(1));
        options.Credentials = _temporary;
        options.Region = "cn-shanghai";
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_of_temporary_credentials_is_required_and_signed_and_must_be_the_expected_one(bool v4)
    {
        var request = Get with { V4 = v4, Region = "cn-shanghai" };
        await AcceptsAsync(request);

        await RefusesAsync(request with { Credentials = new("temporary", "secret") }, 401, "Unauthorized");
        Assert.Equal(SignatureVerdict.InvalidToken, Service.Requests[^1].SignatureVerdict);
        await RefusesAsync(request with { Credentials = new("temporary", "secret", "token-zero") }, 401, "SecurityTokenExpired");
        await RefusesAsync(request with { Credentials = new("temporary", "another-secret", "token-one") }, 401, "SignatureNotMatch");
        Assert.Equal(SignatureVerdict.Mismatch, Service.Requests[^1].SignatureVerdict);
    }

    [Fact]
    public async Task Temporary_credentials_expire_by_the_clock_of_the_service()
    {
        Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await AcceptsAsync(Get);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await RefusesAsync(Get, 401, "SecurityTokenExpired");
    }

    [Fact]
    public async Task Rotated_credentials_replace_the_previous_ones()
    {
        var lasting = new LogServiceCredentials("lasting", "secret");
        Service.RotateCredentials(lasting);
        Assert.Same(lasting, Service.Credentials);
        await AcceptsAsync(Get);
        await RefusesAsync(Get with { Credentials = _temporary }, 401, "SecurityTokenExpired");

        Service.RotateCredentials(_temporary);
        await AcceptsAsync(Get);
        await RefusesAsync(Get with { Credentials = lasting }, 401, "Unauthorized");
        Assert.Equal(SignatureVerdict.UnknownKey, Service.Requests[^1].SignatureVerdict);
    }

    [Fact]
    public async Task Signature_for_another_region_than_the_expected_one_is_refused() =>
        await RefusesAsync(Get with { V4 = true, Region = "cn-beijing" }, 401, "SignatureNotMatch");
}
