namespace ShipperClient.Cli.Reports;

/// <summary>One result of <c>shipper doctor</c>.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="IsGood">Whether it is as it must be; <see langword="null"/> if it could not be checked.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Error">The error that says what to do, or <see langword="null"/>.</param>
internal sealed record Finding(string Subject, bool? IsGood, string Detail, Exception? Error = null);
