using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace ShipperClient.Tests.Hostile;

/// <summary>
/// Holds a statement against generated cases. More of them for a long run: <c>SHIPPERCLIENT_CASES=20</c> makes twenty times as many. A
/// failure prints the shrunk case, and "Replay directly at failing step with (1,2,3)": <c>SHIPPERCLIENT_SEED=1,2,3</c> makes that very case again.
/// </summary>
internal static class Property
{
    private static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("SHIPPERCLIENT_CASES") ?? "1", CultureInfo.InvariantCulture);

    private static readonly ulong[]? Seed = Environment.GetEnvironmentVariable("SHIPPERCLIENT_SEED")?.Split(',')
        .Select(static part => ulong.Parse(part, CultureInfo.InvariantCulture)).ToArray();

    /// <summary>Throws where the statement throws for any case.</summary>
    public static void Holds<T>(Gen<T> cases, Action<T> statement, int count = 1_000, Func<T, IEnumerable<T>>? shrink = null)
    {
        var config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(count * Times);
        if (Seed is [var seed, var gamma, var size])
        {
            config = config.WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed, gamma), FSharpOption<int>.Some((int)size))));
        }

        Check.One(config, Prop.ForAll(shrink is null ? Arb.From(cases) : Arb.From(cases, shrink), statement));
    }

    /// <summary>The same for statements that wait for something.</summary>
    public static Task HoldsAsync<T>(Gen<T> cases, Func<T, Task> statement, int count = 100, Func<T, IEnumerable<T>>? shrink = null) =>
        Task.Run(() => Holds(cases, value => statement(value).GetAwaiter().GetResult(), count, shrink));
}
