using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>
/// Each attempt is dated and signed for itself. The mappings hold the v1 signatures, made elsewhere, so that an old one matches nothing; those of
/// v4 sign the server's port too and are computed here.
/// </summary>
public sealed class SigningTests(WireMockServer server) : WireMockTest(server)
{
    [Theory]
    [InlineData(SignatureVersion.V1, "Date", "Wed, 11 Nov 2015 08:28:19 GMT", "Wed, 11 Nov 2015 08:28:24 GMT", "Wed, 11 Nov 2015 08:28:31 GMT")]
    [InlineData(SignatureVersion.V4, "x-log-date", "20151111T082819Z", "20151111T082824Z", "20151111T082831Z")]
    public async Task Each_attempt_is_dated_and_signed_anew(SignatureVersion version, string header, params string[] dates)
    {
        var scenario = Open("later-attempts", version);

        await scenario.Client(options => options.MaxRetryAttempts = 2).RetryShipperTasksAsync(scenario.Shipper, ["task-id-1", "task-id-2", "task-id-2"]);

        var journal = await scenario.JournalAsync();
        Assert.Equal(dates, journal.Select(entry => entry.Headers[header]).ToArray());
        Assert.Equal(3, journal.Select(entry => entry.Headers["Authorization"]).Distinct(StringComparer.Ordinal).Count());
        Assert.All(journal, entry => AssertSigned(entry, version, Scenario.AccessKeyId, Scenario.AccessKeySecret));
    }

    // Nothing in a request but its date and its credentials tells one attempt from the next.
    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Within_a_second_the_same_credentials_sign_alike(SignatureVersion version)
    {
        var scenario = Open("same-second", version);

        await scenario.Client().GetShipperStatusAsync(scenario.Query);

        var journal = await scenario.JournalAsync();
        Assert.Equal(2, journal.Count);
        Assert.Single(journal.Select(entry => entry.Headers["Authorization"]).Distinct(StringComparer.Ordinal));
        Assert.All(journal, entry => AssertSigned(entry, version, Scenario.AccessKeyId, Scenario.AccessKeySecret));
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Within_a_second_each_attempt_is_signed_with_the_credentials_of_its_time(SignatureVersion version)
    {
        var scenario = Open("next-key", version);
        var keys = new NumberedKeys(isNewEachTime: true);

        await scenario.Client(options => options.Credentials = keys).GetShipperStatusAsync(scenario.Query);

        await AssertSignedWithKeysAsync(scenario, version);
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task An_expired_token_is_replaced_and_the_attempt_signed_with_the_next(SignatureVersion version)
    {
        var scenario = Open("expired-token", version);
        var keys = new NumberedKeys(isNewEachTime: false);

        await scenario.Client(options => (options.Credentials, options.MaxRetryAttempts) = (keys, 0)).GetShipperStatusAsync(scenario.Query);

        await AssertSignedWithKeysAsync(scenario, version);
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task A_refused_date_is_put_right_by_the_services_clock_and_signed_anew(SignatureVersion version)
    {
        var scenario = Open("wrong-clock", version);
        var client = scenario.Client(options => options.MaxRetryAttempts = 0);

        await client.GetShipperStatusAsync(scenario.Query);

        Assert.Equal(Scenario.Now.AddHours(1), client.Clock.GetUtcNow());
        Assert.All(await scenario.JournalAsync(), entry => AssertSigned(entry, version, Scenario.AccessKeyId, Scenario.AccessKeySecret));
    }

    private static async Task AssertSignedWithKeysAsync(Scenario scenario, SignatureVersion version)
    {
        var journal = await scenario.JournalAsync();
        Assert.Equal(["token-1", "token-2"], journal.Select(entry => entry.Headers["x-acs-security-token"]).ToList());
        Assert.All(journal, (entry, index) => AssertSigned(entry, version, $"key-{index + 1}", $"secret-{index + 1}"));
    }

    private static void AssertSigned(JournalEntry entry, SignatureVersion version, string accessKeyId, string accessKeySecret)
    {
        // A v1 signature has been compared already: the mapping holds it.
        if (version == SignatureVersion.V4)
        {
            Assert.Equal(entry.SignedWithV4(accessKeyId, accessKeySecret), entry.Headers["Authorization"]);
        }
    }

    private sealed class NumberedKeys(bool isNewEachTime) : ILogServiceCredentialsProvider
    {
        private int _number = 1;

        public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
        {
            var number = isNewEachTime ? _number++ : _number;
            return new(new LogServiceCredentials($"key-{number}", $"secret-{number}", $"token-{number}"));
        }

        public void Invalidate(LogServiceCredentials rejected) => _number++;
    }
}
