using ShipperClient.Internal.Options;

namespace ShipperClient.Tests.Options;

/// <summary>Every mistake in the options is reported at once, and each limit holds on both sides.</summary>
public sealed class OptionsValidatorTests
{
    [Fact]
    public void Defaults_with_an_endpoint_are_valid()
    {
        var options = new LogServiceClientOptions { Endpoint = "cn-hangzhou.log.aliyuncs.com" };

        Assert.Empty(Failures(options));
        Assert.IsType<DefaultCredentialsProvider>(options.Credentials);
        Assert.Equal((SignatureVersion.V1, null, 3), (options.SignatureVersion, options.Region, options.MaxRetryAttempts));
        Assert.Equal((TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)), (options.RetryDelay, options.AttemptTimeout, options.TotalTimeout));
        Assert.Equal((TimeSpan.FromHours(24), TimeProvider.System), (options.StatusLookback, options.TimeProvider));
    }

    [Theory]
    [InlineData("cn-hangzhou-acdr-ut-1.log.aliyuncs.com", null)]
    [InlineData("sls.example", "cn-hangzhou-acdr-ut-1")]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "cn-hangzhou-acdr-ut-1")]
    public void Region_that_accepts_v4_only_is_reported_with_v1(string endpoint, string? region)
    {
        var options = new LogServiceClientOptions { Endpoint = endpoint, Region = region };

        Assert.Equal(["LogServiceClientOptions: SignatureVersion must be V4: the region cn-hangzhou-acdr-ut-1 accepts no other."], Failures(options));

        options.SignatureVersion = SignatureVersion.V4;
        Assert.Empty(Failures(options));
    }

    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public void All_mistakes_are_reported_at_once(string culture)
    {
        using var scope = new CultureScope(culture);
        var options = new LogServiceClientOptions
        {
            Endpoint = "ftp://a.example",
            Credentials = null!,
            SignatureVersion = (SignatureVersion)(-7),
            Region = "cn hangzhou",
            MaxRetryAttempts = -1,
            RetryDelay = TimeSpan.FromSeconds(-1),
            AttemptTimeout = TimeSpan.FromHours(2),
            TotalTimeout = TimeSpan.Zero,
            StatusLookback = TimeSpan.FromDays(3),
            TimeProvider = null!,
        };
        options.BindingErrors.Add("Something is wrong.");

        Assert.Equal(
            [
                "LogServiceClientOptions \"eu\": Something is wrong.",
                "LogServiceClientOptions \"eu\": Endpoint \"ftp://a.example\" has a scheme other than http and https. Give the endpoint of a region, such as "
                + "cn-hangzhou.log.aliyuncs.com, with http:// or https:// before it and a port after it if needed.",
                "LogServiceClientOptions \"eu\": SignatureVersion is -7, but must be V1 or V4.",
                "LogServiceClientOptions \"eu\": Region must be letters, digits and hyphens, such as cn-hangzhou.",
                "LogServiceClientOptions \"eu\": Credentials is null. Give a provider, such as DefaultCredentialsProvider.",
                "LogServiceClientOptions \"eu\": TimeProvider is null. Keep the default, or give another clock.",
                "LogServiceClientOptions \"eu\": MaxRetryAttempts must be 0 to 20, but is -1.",
                "LogServiceClientOptions \"eu\": RetryDelay must be 00:00:00 to 00:00:30, but is -00:00:01.",
                "LogServiceClientOptions \"eu\": TotalTimeout must be 00:00:00.0100000 to 01:00:00, but is 00:00:00.",
                "LogServiceClientOptions \"eu\": AttemptTimeout must be 00:00:00.0100000 to 01:00:00, but is 02:00:00.",
                "LogServiceClientOptions \"eu\": AttemptTimeout (02:00:00) must not be longer than TotalTimeout (00:00:00).",
                "LogServiceClientOptions \"eu\": StatusLookback must be 00:00:01 to 2.00:00:00, but is 3.00:00:00.",
            ],
            Failures(options, "eu"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(20, true)]
    [InlineData(-1, false)]
    [InlineData(21, false)]
    public void Retries_are_0_to_20(int attempts, bool isRight) => Check(isRight, options => options.MaxRetryAttempts = attempts);

    [Theory]
    [InlineData("00:00:00", true)]
    [InlineData("00:00:30", true)]
    [InlineData("-00:00:00.0000001", false)]
    [InlineData("00:00:30.0000001", false)]
    public void The_delay_is_up_to_thirty_seconds(string delay, bool isRight) => Check(isRight, options => options.RetryDelay = Time(delay));

    [Theory]
    [InlineData("00:00:00.01", true)]
    [InlineData("00:59:59", true)]
    [InlineData("00:00:00.0099999", false)]
    [InlineData("00:59:59.0000001", false)]
    [InlineData("-00:00:00.001", false)]
    public void An_attempt_lasts_10_milliseconds_up_to_the_total(string timeout, bool isRight) =>
        Check(isRight, options => (options.AttemptTimeout, options.TotalTimeout) = (Time(timeout), Time("00:59:59")));

    [Theory]
    [InlineData("00:00:00.01", true)]
    [InlineData("01:00:00", true)]
    [InlineData("00:00:00.0099999", false)]
    [InlineData("01:00:00.0000001", false)]
    [InlineData("-00:00:00.001", false)] // Timeout.InfiniteTimeSpan
    public void A_call_lasts_10_milliseconds_up_to_an_hour(string timeout, bool isRight)
    {
        var options = new LogServiceClientOptions { Endpoint = "e.example", AttemptTimeout = TimeSpan.FromMilliseconds(10), TotalTimeout = Time(timeout) };

        // An attempt that is longer than a call that is too short is reported as well.
        Assert.Equal(
            isRight ? [] : [$"LogServiceClientOptions: TotalTimeout must be 00:00:00.0100000 to 01:00:00, but is {Time(timeout):c}."],
            Failures(options).Where(static failure => !failure.Contains("must not be longer", StringComparison.Ordinal)).ToArray());
    }

    [Theory]
    [InlineData("00:00:01", true)]
    [InlineData("2.00:00:00", true)]
    [InlineData("00:00:00.9999999", false)]
    [InlineData("2.00:00:00.0000001", false)]
    public void The_look_back_is_a_second_up_to_48_hours(string lookback, bool isRight) => Check(isRight, options => options.StatusLookback = Time(lookback));

    [Theory]
    [InlineData("cn-hangzhou.log.aliyuncs.com", null, true)]
    [InlineData("cn-hangzhou-intranet.log.aliyuncs.com", null, true)]
    [InlineData("log-global.aliyuncs.com", null, false)]
    [InlineData("http://127.0.0.1:8080", null, false)]
    [InlineData("http://127.0.0.1:8080", "cn-hangzhou", true)]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "cn-shanghai-acdr-ut-1", true)]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "", false)]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "cn_hangzhou", false)]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "cn/hangzhou", false)]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "cn\nhangzhou", false)]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "çn", false)]
    public void A_v4_signature_needs_a_region(string endpoint, string? region, bool isRight) =>
        Check(isRight, options => (options.Endpoint, options.Region, options.SignatureVersion) = (endpoint, region, SignatureVersion.V4));

    [Fact]
    public void A_region_has_at_most_64_characters()
    {
        Check(isRight: true, static options => options.Region = new string('a', 64));
        Check(isRight: false, static options => options.Region = new string('a', 65));
    }

    [Fact]
    public void A_v1_signature_needs_none() => Check(isRight: true, static options => options.Endpoint = "log-global.aliyuncs.com");

    [Fact]
    public void Missing_region_is_reported()
    {
        var options = new LogServiceClientOptions { Endpoint = "log-global.aliyuncs.com", SignatureVersion = SignatureVersion.V4 };

        Assert.Equal(
            ["LogServiceClientOptions: Region is missing: a V4 signature is for a region, and the endpoint \"log-global.aliyuncs.com\" does not name one. Set Region, such as cn-hangzhou."],
            Failures(options));
    }

    // Right: nothing is reported. Wrong: exactly one mistake is.
    private static void Check(bool isRight, Action<LogServiceClientOptions> change)
    {
        var options = new LogServiceClientOptions { Endpoint = "cn-hangzhou.log.aliyuncs.com" };
        change(options);

        Assert.Equal(isRight ? 0 : 1, Failures(options).Count);
    }

    private static IReadOnlyList<string> Failures(LogServiceClientOptions options, string name = "") => [.. new OptionsValidator().Validate(name, options).Failures ?? []];

    private static TimeSpan Time(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
