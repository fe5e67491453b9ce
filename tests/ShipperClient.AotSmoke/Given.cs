namespace ShipperClient.AotSmoke;

/// <summary>What `ShipperClient.Benchmarks serve` has started and filled.</summary>
internal static class Given
{
    /// <summary>How many tasks of the shipper have failed at first, each for the code UnAuthorized.</summary>
    public const int FailedTasks = 100;

    public static ShipperReference Shipper { get; } = new("aot-project", "aot-logstore", "aot-shipper");

    public static string Endpoint { get; } = Variable("LogService__Endpoint");

    public static string AccessKeyId { get; } = Variable("ALIBABA_CLOUD_ACCESS_KEY_ID");

    public static string AccessKeySecret { get; } = Variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET");

    public static string CredentialsUri { get; } = Variable("ALIBABA_CLOUD_CREDENTIALS_URI");

    public static DateTimeOffset To { get; } = TimeProvider.System.GetUtcNow();

    public static DateTimeOffset From { get; } = To.AddHours(-2);

    public static LogServiceClient CreateClient(ILogServiceCredentialsProvider credentials) =>
        LogServiceClient.Create(new LogServiceClientOptions { Endpoint = Endpoint, Credentials = credentials });

    public static Task<ShipperStatusPage> ListFailedAsync(LogServiceClient client) =>
        client.GetShipperStatusAsync(new ShipperStatusQuery(Shipper, From, To) { Status = ShipperTaskStatus.Fail });

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
}
