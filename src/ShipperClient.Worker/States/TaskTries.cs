namespace ShipperClient.Worker.States;

/// <summary>The retries of one task.</summary>
/// <param name="Tries">How often the task was retried.</param>
/// <param name="LastTry">When it was last retried, by the service's clock.</param>
/// <param name="GivenUp">Whether the worker has given up on it.</param>
internal sealed record TaskTries(int Tries, DateTimeOffset LastTry, bool GivenUp = false);
