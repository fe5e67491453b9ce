using ShipperClient.Fleet;
using ShipperClient.Fleet.Scenarios;

Dictionary<string, Func<TimeSpan, Task<Verdict>>> scenarios = new(StringComparer.Ordinal)
{
    ["kill"] = KillScenario.RunAsync,
    ["freeze"] = FreezeScenario.RunAsync,
    ["lock"] = LockScenario.RunAsync,
    ["outage"] = OutageScenario.RunAsync,
    ["clocks"] = ClockScenario.RunAsync,
    ["rolling"] = RollingScenario.RunAsync,
    ["tries"] = TriesScenario.RunAsync,
    ["rate"] = RateScenario.RunAsync,
    ["load"] = static time => LoadScenario.RunAsync(time, shippers: 2_000),
    ["load-10000"] = static time => LoadScenario.RunAsync(time, shippers: 10_000),
};

var minutes = args is [_, "--minutes", var text] && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : 1;
string[] chosen = args switch
{
    ["all", ..] => [.. scenarios.Keys.Where(static name => name != "load-10000")],
    ["ci"] => ["kill", "lock", "tries", "load"],
    [var name, ..] when scenarios.ContainsKey(name) => [name],
    _ => [],
};
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"tests/fleet <{string.Join('|', scenarios.Keys)}|ci|all> [--minutes 1]");
    return 2;
}

var failed = 0;
foreach (var name in chosen)
{
    Console.WriteLine($"== {name}");
    var verdict = await scenarios[name](TimeSpan.FromMinutes(minutes));
    failed += verdict.Print();
}

Console.WriteLine(failed == 0 ? "Every figure is within what is asked." : $"{failed} figures are not within what is asked.");
return failed == 0 ? 0 : 1;
