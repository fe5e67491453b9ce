using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>Each attempt is dated and signed for itself.</summary>
public sealed class SigningTests(WireMockFixture fixture) : WireMockTest(fixture)
{
    private static readonly DocumentedRequest Status = new("GET", TasksPath + "?from=1447144099&to=1447230499&offset=0&size=100");
    private static readonly DocumentedRequest Retry = new("PUT", TasksPath, """["task-id-1","task-id-2","task-id-2"]""");

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Each_attempt_is_dated_and_signed_anew(SignatureVersion version)
    {
        Server.Given(Put).WithTitle("first").InScenario("busy").WillSetStateTo("second").RespondWith(Busy.WithHeader("Retry-After", "5"));
        Server.Given(Put).WithTitle("second").InScenario("busy").WhenStateIs("second").WillSetStateTo("third").RespondWith(Busy.WithHeader("Retry-After", "7"));
        Server.Given(Put).WithTitle("third").InScenario("busy").WhenStateIs("third").RespondWith(Accepted);
        var client = Client(options => (options.SignatureVersion, options.MaxRetryAttempts) = (version, 2));

        await client.RetryShipperTasksAsync(Shipper, ["task-id-1", "task-id-2", "task-id-2"]);

        AssertReceived(
            version,
            Retry with { SignatureV1 = "Us24Z3h7gyRB08FgyJoCaSVJnDQ=" },
            Retry with { Date = DocumentedRequest.Now.AddSeconds(5), SignatureV1 = "esAS4cLnRq5xwKUd70fHKG1WLmc=" },
            Retry with { Date = DocumentedRequest.Now.AddSeconds(12), SignatureV1 = "hgi1EEXBfAQKzER/KE5hOmlbYL4=" });
    }

    // Attempts differ in their date and their credentials only.
    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Attempts_within_a_second_have_the_same_signature(SignatureVersion version)
    {
        Server.Given(Get).WithTitle("first").InScenario("busy").WillSetStateTo("second").RespondWith(Busy);
        Server.Given(Get).WithTitle("second").InScenario("busy").WhenStateIs("second").RespondWith(Json(Page));

        await Client(version).GetShipperStatusAsync(Query);

        AssertReceived(version, Status with { SignatureV1 = "7moT2AK9uY+Vug6qJk+fok4/P2E=" }, Status with { SignatureV1 = "7moT2AK9uY+Vug6qJk+fok4/P2E=" });
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Attempts_within_a_second_are_signed_with_the_credentials_of_their_time(SignatureVersion version)
    {
        Server.Given(Get).WithTitle("first").InScenario("busy").WillSetStateTo("second").RespondWith(Busy);
        Server.Given(Get).WithTitle("second").InScenario("busy").WhenStateIs("second").RespondWith(Json(Page));
        var client = Client(options => (options.SignatureVersion, options.Credentials) = (version, new NumberedKeys(isNewEachTime: true)));

        await client.GetShipperStatusAsync(Query);

        AssertReceived(version, SignedWithKey(1), SignedWithKey(2));
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task An_expired_token_is_replaced_and_the_next_attempt_is_signed_with_the_new_one(SignatureVersion version)
    {
        Server.Given(Get).WithTitle("expired").InScenario("token").WillSetStateTo("renewed")
            .RespondWith(Json("""{"errorCode":"SecurityTokenExpired","errorMessage":"The token is over"}""", 401));
        Server.Given(Get).WithTitle("renewed").InScenario("token").WhenStateIs("renewed").RespondWith(Json(Page));
        var client = Client(options => (options.SignatureVersion, options.Credentials, options.MaxRetryAttempts) = (version, new NumberedKeys(isNewEachTime: false), 0));

        await client.GetShipperStatusAsync(Query);

        AssertReceived(version, SignedWithKey(1), SignedWithKey(2));
    }

    // WireMock dates its responses itself, so it is the client's clock that is an hour slow.
    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task A_refused_date_is_corrected_by_the_service_clock_and_signed_anew(SignatureVersion version)
    {
        Server.Given(Get).WithTitle("refused").InScenario("clock").WillSetStateTo("corrected")
            .RespondWith(Json("""{"errorCode":"RequestTimeTooSkewed","errorMessage":"Request time exceeds server time by more than 15 minutes"}""", 400));
        Server.Given(Get).WithTitle("corrected").InScenario("clock").WhenStateIs("corrected").RespondWith(Json(Page));
        var slow = TimeProvider.System.GetUtcNow().AddHours(-1);
        Clock.SetUtcNow(slow);
        var client = Client(options => (options.SignatureVersion, options.MaxRetryAttempts) = (version, 0));
        var query = Query with { From = slow.AddHours(-1), To = slow };

        await client.GetShipperStatusAsync(query);

        var corrected = client.Clock.GetUtcNow();
        Assert.InRange(corrected, slow.AddHours(1).AddSeconds(-1), slow.AddHours(1).AddMinutes(1));
        var documented = Status with { Target = $"{TasksPath}?from={query.From.ToUnixTimeSeconds()}&to={query.To.ToUnixTimeSeconds()}&offset=0&size=100" };
        AssertReceived(version, documented with { Date = slow }, documented with { Date = corrected });
    }

    // The v1 signatures are those of the key's number.
    private static DocumentedRequest SignedWithKey(int number) => Status with
    {
        Credentials = new($"key-{number}", $"secret-{number}", $"token-{number}"),
        SignatureV1 = number == 1 ? "KqETGgYQ12jPNikCy4U/DqxCreQ=" : "c6qppQEEAN2CncKEilCGautX3TI=",
    };

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
