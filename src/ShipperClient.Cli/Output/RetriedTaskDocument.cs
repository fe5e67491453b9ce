namespace ShipperClient.Cli.Output;

/// <summary>
/// What became of one task of a retry: <c>planned</c> (--dry-run), <c>taken</c>, <c>refused</c> or <c>unknown</c> (interrupted before the service's answer
/// came), and with --wait the status it ended in.
/// </summary>
internal sealed record RetriedTaskDocument(string Id, string Retry, string? Error, string? Status, string? Reason, string? Message)
{
    public const string Planned = "planned";
    public const string Taken = "taken";
    public const string Refused = "refused";
    public const string Unknown = "unknown";

    public static readonly string[] Columns = ["id", "retry", "error", "status", "reason", "message"];

    public IReadOnlyList<object?> ToRow() => [Id, Retry, Error, Status, Reason, Message];
}
