namespace RetryWorker;

/// <summary>What the worker has done about one task.</summary>
/// <param name="Tries">How often the service took it for another try.</param>
/// <param name="LastTry">When it did so last, by the service's clock.</param>
/// <param name="GivenUp">Whether the worker has given it up.</param>
internal sealed record TaskTries(int Tries, DateTimeOffset LastTry, bool GivenUp = false);
