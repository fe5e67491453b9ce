using System.Runtime.CompilerServices;

namespace ShipperClient.AotSmoke;

/// <summary>Ends a step that did not come out as it has to.</summary>
internal static class Check
{
    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"{what} is {actual}, but must be {expected}.");
        }
    }

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> run)
        where TException : Exception
    {
        try
        {
            await run();
        }
        catch (TException exception)
        {
            return exception;
        }

        throw new InvalidOperationException($"There was no {typeof(TException).Name}.");
    }
}
