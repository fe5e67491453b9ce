using Microsoft.Extensions.Options;
using ShipperClient.Worker.Configuration;

namespace ShipperClient.Worker.Fleet;

/// <summary>Finds every mistake at the start, so that all are reported together.</summary>
internal sealed class FleetOptionsValidator(IOptions<RetryWorkerOptions> worker) : IValidateOptions<FleetOptions>
{
    public ValidateOptionsResult Validate(string? name, FleetOptions options)
    {
        List<string> mistakes = [.. options.Mistakes];
        if (options.Database is { } database && !FleetDatabase.IsConnectionString(database))
        {
            // The text is not repeated: it may contain a password.
            mistakes.Add("Fleet:Database is not a connection string of PostgreSQL. Write it like Host=db.example;Database=shippers;Username=worker;Password=….");
        }

        if (options.IsEnabled && IsPassLimited())
        {
            mistakes.Add("RetryWorker:Passes cannot be combined with Fleet:Database: a fleet runs until it is stopped.");
        }

        string?[] limits =
        [
            OptionsLimits.OutOfRange("Fleet:MaxConcurrencyPerProject", options.MaxConcurrencyPerProject, 1, 1_000),
            OptionsLimits.OutOfRange("Fleet:SchedulerConnections", options.SchedulerConnections, 5, 200),
            OptionsLimits.OutOfRange("Fleet:StateConnections", options.StateConnections, 5, 200),
        ];
        mistakes.AddRange(limits.OfType<string>());
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private bool IsPassLimited()
    {
        try
        {
            return worker.Value.Passes > 0;
        }
        catch (OptionsValidationException)
        {
            return false; // reported by its own validator
        }
    }
}
