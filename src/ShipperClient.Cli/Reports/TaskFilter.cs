namespace ShipperClient.Cli.Reports;

/// <summary>Selects tasks by reason, message and code. What is not given selects all.</summary>
internal sealed record TaskFilter(IReadOnlySet<ShipperFailureReason>? Reasons, string? Message, string? Code)
{
    public bool IsEmpty => Reasons is null && Message is null && Code is null;

    public bool Matches(ShipperTask task) =>
        (Reasons is null || Reasons.Contains(task.FailureReason))
        && (Message is null || task.Message?.Contains(Message, StringComparison.OrdinalIgnoreCase) == true)
        && (Code is null || string.Equals(task.Code, Code, StringComparison.OrdinalIgnoreCase));
}
