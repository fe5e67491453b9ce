namespace ShipperClient.Cli.Views.Documents;

/// <summary>What <c>shipper retry</c> writes as JSON.</summary>
internal sealed record RetryDocument(string Shipper, bool DryRun, IReadOnlyList<RetriedTaskDocument> Tasks);
