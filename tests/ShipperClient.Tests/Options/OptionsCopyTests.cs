using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Options;

public sealed class OptionsCopyTests
{
    // Each unlike its default.
    private static readonly LogServiceClientOptions Given = new()
    {
        Endpoint = "e.example",
        Credentials = new StaticCredentialsProvider("id", "secret"),
        SignatureVersion = SignatureVersion.V4,
        Region = "cn-hangzhou",
        MaxRetryAttempts = 9,
        RetryDelay = TimeSpan.FromSeconds(2),
        AttemptTimeout = TimeSpan.FromSeconds(3),
        TotalTimeout = TimeSpan.FromSeconds(4),
        StatusLookback = TimeSpan.FromHours(48),
        TimeProvider = new ManualTimeProvider(),
        ConfigureHttpHandler = static _ => { },
        LoggerFactory = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
    };

    [Fact]
    public void A_copy_has_every_property_that_can_be_set()
    {
        var defaults = new LogServiceClientOptions();

        var copy = Given.Copy();

        Assert.All(
            typeof(LogServiceClientOptions).GetProperties().Where(static property => property.CanWrite),
            property =>
            {
                Assert.NotEqual(property.GetValue(defaults), property.GetValue(Given)); // give a new property a value above
                Assert.Equal(property.GetValue(Given), property.GetValue(copy));
            });
    }
}
