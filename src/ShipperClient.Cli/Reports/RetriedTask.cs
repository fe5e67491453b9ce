namespace ShipperClient.Cli.Reports;

/// <summary>One task of a retry: whether the service took it, why it refused it, and how it finished.</summary>
internal sealed record RetriedTask(string Id, bool IsTaken, LogServiceException? Refusal, ShipperTask? Finished);
