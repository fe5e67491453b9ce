using Microsoft.Extensions.Configuration;
using ShipperClient.Internal.Options;

namespace ShipperClient.Tests.Options;

/// <summary>Options from a configuration section: each key, and each mistake in one.</summary>
public sealed class OptionsBindingTests
{
    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public async Task Each_key_is_read_in_every_culture(string culture)
    {
        using var scope = new CultureScope(culture);

        var options = Bind(
            ("Endpoint", "e.example"), ("Region", "cn-hangzhou"), ("SignatureVersion", "v4"), ("MaxRetryAttempts", "7"), ("RetryDelay", "00:00:00.25"),
            ("AttemptTimeout", "00:00:20"), ("TotalTimeout", "00:02:00"), ("StatusLookback", "2.00:00:00"),
            ("AccessKeyId", "theId"), ("AccessKeySecret", "theSecret"), ("SecurityToken", "theToken"));

        Assert.Empty(options.BindingErrors);
        Assert.Equal(("e.example", "cn-hangzhou", SignatureVersion.V4, 7), (options.Endpoint, options.Region, options.SignatureVersion, options.MaxRetryAttempts));
        Assert.Equal((TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(20)), (options.RetryDelay, options.AttemptTimeout));
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromHours(48)), (options.TotalTimeout, options.StatusLookback));
        var credentials = await options.Credentials.GetCredentialsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("theId", "theSecret", "theToken"), (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken));
    }

    [Fact]
    public void Section_takes_precedence_over_earlier_values()
    {
        var options = new LogServiceClientOptions { Endpoint = "set.example", Region = "set", SignatureVersion = SignatureVersion.V4 };

        OptionsBinder.Bind(new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create("Endpoint", (string?)"e.example"), KeyValuePair.Create("Region", (string?)"cn-hangzhou"), KeyValuePair.Create("SignatureVersion", (string?)"v1")]).Build(), options);

        Assert.Empty(options.BindingErrors);
        Assert.Equal(("e.example", "cn-hangzhou", SignatureVersion.V1), (options.Endpoint, options.Region, options.SignatureVersion));
    }

    [Fact]
    public void Every_settable_property_that_a_configuration_can_hold_has_its_key()
    {
        var section = new RecordingSection();

        OptionsBinder.Bind(section, new LogServiceClientOptions());

        var properties = typeof(LogServiceClientOptions).GetProperties().Where(static property => property.CanWrite).Select(static property => property.Name);
        Assert.Equal(
            properties.Except(["ConfigureHttpHandler", "Credentials", "LoggerFactory", "TimeProvider"], StringComparer.Ordinal).Concat(["AccessKeyId", "AccessKeySecret", "SecurityToken"]).Order(StringComparer.Ordinal),
            section.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Absent_key_keeps_the_value()
    {
        var options = new LogServiceClientOptions { Endpoint = "kept", Region = "kept", MaxRetryAttempts = 1, SignatureVersion = SignatureVersion.V4 };
        var credentials = options.Credentials;

        OptionsBinder.Bind(Section(("RetryDelay", ""), ("SignatureVersion", " "), ("AccessKeyId", ""), ("AccessKeySecret", " ")), options);

        Assert.Empty(options.BindingErrors);
        Assert.Equal(("kept", "kept", 1, SignatureVersion.V4), (options.Endpoint, options.Region, options.MaxRetryAttempts, options.SignatureVersion));
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.RetryDelay);
        Assert.Same(credentials, options.Credentials);
    }

    [Theory]
    [InlineData("SignatureVersion", "V2", "V1 or V4")]
    [InlineData("SignatureVersion", "1", "V1 or V4")]
    [InlineData("SignatureVersion", "V1,V4", "V1 or V4")]
    [InlineData("MaxRetryAttempts", "three", "a whole number")]
    [InlineData("MaxRetryAttempts", "1.5", "a whole number")]
    [InlineData("MaxRetryAttempts", "99999999999", "a whole number")]
    [InlineData("RetryDelay", "500ms", "a duration, such as 00:00:10")]
    [InlineData("AttemptTimeout", "10 s", "a duration, such as 00:00:10")]
    [InlineData("TotalTimeout", "00:99:00", "a duration, such as 00:00:10")]
    [InlineData("StatusLookback", "2", "a duration, such as 00:00:10")]
    [InlineData("StatusLookback", "24h", "a duration, such as 00:00:10")]
    public void Value_that_cannot_be_read_is_reported_with_what_it_must_be(string key, string value, string expected)
    {
        var options = Bind(("Endpoint", "e.example"), (key, value));

        Assert.Equal([$"{key} is \"{value}\" in the configuration, but must be {expected}."], options.BindingErrors);
        Assert.Equal([$"LogServiceClientOptions: {key} is \"{value}\" in the configuration, but must be {expected}."], Failures(options));
    }

    [Theory]
    [InlineData("Endpont", "Endpont is in the configuration, but is not a setting. Did you mean Endpoint?")]
    [InlineData("accesskeysecrets", "accesskeysecrets is in the configuration, but is not a setting. Did you mean AccessKeySecret?")]
    [InlineData("Credentials:Id", "Credentials is in the configuration, but is not a setting.")]
    [InlineData("TimeProvider", "TimeProvider is in the configuration, but is not a setting.")]
    [InlineData("Unrelated", "Unrelated is in the configuration, but is not a setting.")]
    [InlineData("TotalTimeout:Seconds", "TotalTimeout is a section in the configuration, but must be a duration, such as 00:00:10.")]
    [InlineData("Endpoint:0", "Endpoint is a section in the configuration, but must be a value.")]
    public void Key_that_would_do_nothing_is_reported_with_the_nearest_one(string key, string mistake)
    {
        var options = Bind(("Region", "cn-hangzhou"), (key, "x"));

        Assert.Equal([mistake], options.BindingErrors);
    }

    [Fact]
    public void Keys_of_a_whole_configuration_may_be_anything()
    {
        var options = new LogServiceClientOptions();

        OptionsBinder.Bind(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Logging:LogLevel", (string?)"x"), KeyValuePair.Create("endpoint", (string?)"e.example")]).Build(), options);

        Assert.Empty(options.BindingErrors);
        Assert.Equal("e.example", options.Endpoint);
    }

    [Fact]
    public void All_mistakes_are_reported_together() => Assert.Equal(
        4, Failures(Bind(("RetryDelay", "x"), ("MaxRetryAttempts", "x"), ("AccessKeyId", "x"))).Count);

    [Theory]
    [InlineData("theId", null, null, "AccessKeyId and AccessKeySecret must both be in the configuration, or neither, but only one is.")]
    [InlineData(null, "theSecret", null, "AccessKeyId and AccessKeySecret must both be in the configuration, or neither, but only one is.")]
    [InlineData(" ", "theSecret", "theToken", "AccessKeyId and AccessKeySecret must both be in the configuration, or neither, but only one is.")]
    [InlineData(null, null, "theToken", "SecurityToken is in the configuration without AccessKeyId and AccessKeySecret. Give all three, or none.")]
    public void Access_key_id_needs_its_secret_and_a_token_needs_both(string? id, string? secret, string? token, string mistake)
    {
        var options = Bind(("Endpoint", "e.example"), ("AccessKeyId", id), ("AccessKeySecret", secret), ("SecurityToken", token));

        Assert.Equal([mistake], options.BindingErrors);
        Assert.IsType<DefaultCredentialsProvider>(options.Credentials);
    }

    [Fact]
    public void Access_key_that_cannot_be_used_is_reported_without_its_value()
    {
        var options = Bind(("Endpoint", "e.example"), ("AccessKeyId", "theId"), ("AccessKeySecret", "the secret"));

        var mistake = Assert.Single(options.BindingErrors);
        Assert.StartsWith("The access key in the configuration cannot be used: ", mistake, StringComparison.Ordinal);
        Assert.Contains("accessKeySecret", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("the secret", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Access_key_in_the_configuration_excludes_another_provider()
    {
        var options = Bind(("Endpoint", "e.example"), ("AccessKeyId", "theId"), ("AccessKeySecret", "theSecret"));
        Assert.Empty(Failures(options));

        options.Credentials = new StaticCredentialsProvider("other", "other");

        Assert.Equal(
            ["LogServiceClientOptions: Credentials are given twice: an access key in the configuration and a provider in code. Remove one."],
            Failures(options));
    }

    [Fact]
    public void Provider_set_before_the_access_key_is_reported()
    {
        var options = new LogServiceClientOptions { Endpoint = "e.example", Credentials = new StaticCredentialsProvider("other", "other") };

        OptionsBinder.Bind(Section(("AccessKeyId", "theId"), ("AccessKeySecret", "theSecret")), options);

        Assert.Contains("given twice", Assert.Single(Failures(options)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("24:00:00", 24 * 3600)]
    [InlineData("48:00:00", 48 * 3600)]
    [InlineData("36:30", (36 * 3600) + 1800)]
    [InlineData("1.12:00:00", 36 * 3600)]
    [InlineData("23:59:59", (24 * 3600) - 1)]
    public void Hours_of_24_or_more_are_hours(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Bind(("StatusLookback", text)).StatusLookback);

    private static LogServiceClientOptions Bind(params (string Key, string? Value)[] values)
    {
        var options = new LogServiceClientOptions();
        OptionsBinder.Bind(Section(values), options);
        return options;
    }

    private static IConfigurationSection Section(params (string Key, string? Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(static pair => KeyValuePair.Create("LogService:" + pair.Key, pair.Value)))
        .Build()
        .GetSection("LogService");

    private static IReadOnlyList<string> Failures(LogServiceClientOptions options) => [.. new OptionsValidator().Validate("", options).Failures ?? []];
}
