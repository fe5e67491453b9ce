using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Documents;

/// <summary>The health of a shipper, in JSON and as a row.</summary>
internal sealed record ShipperDocument(
    string Shipper,
    ShipperDocument.Counts? Statistics,
    DateTime? LastDataReceivedAt,
    long? LagSeconds,
    DateTime? OldestFailureAt,
    DateTime? NewestSuccessAt,
    IReadOnlyList<ShipperDocument.Failure> Failures,
    IReadOnlyList<ShipperDocument.Hour>? Timeline,
    string? Error)
{
    public static readonly string[] Columns = ["shipper", "success", "running", "fail", "lastDataReceivedAt", "lagSeconds", "oldestFailureAt", "newestSuccessAt", "topReason", "error"];

    public IReadOnlyList<object?> ToRow() =>
    [
        Shipper, Statistics?.Success, Statistics?.Running, Statistics?.Fail, LastDataReceivedAt, LagSeconds, OldestFailureAt, NewestSuccessAt, Failures.Count > 0 ? Failures[0].Reason : null, Error,
    ];

    public static ShipperDocument From(ShipperReport report) => new(
        report.Target.ToString(),
        report.Health is { Statistics: var counts } ? new Counts(counts.Success, counts.Running, counts.Fail) : null,
        report.Health?.LastDataReceivedAt?.UtcDateTime,
        (long?)report.Health?.Lag?.TotalSeconds,
        report.Health?.OldestFailureAt?.UtcDateTime,
        report.Health?.NewestSuccessAt?.UtcDateTime,
        [.. (report.Health?.Failures ?? []).Select(static group => new Failure(
            TaskWord.From(group.Reason)!, group.Count, group.NewestAt.UtcDateTime, group.SampleMessage, group.DistinctMessages, RemediationAdvice.For(group.Reason, Strings.English)))],
        report.Health?.Timeline?.Select(static hour => new Hour(hour.From.UtcDateTime, hour.Success, hour.Running, hour.Fail)).ToList(),
        report.Error is { } error ? ErrorLine.Format(error, Strings.English) : null);

    internal sealed record Counts(int Success, int Running, int Fail);

    internal sealed record Failure(string Reason, int Count, DateTime NewestAt, string? SampleMessage, int? DistinctMessages, string Remedy);

    internal sealed record Hour(DateTime From, int Success, int Running, int Fail);
}
