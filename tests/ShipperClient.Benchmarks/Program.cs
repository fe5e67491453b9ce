using ShipperClient.Benchmarks;

return args switch
{
    ["soak", .. var options] => await SoakCommand.RunAsync(SoakOptions.Parse(options)),
    [SoakService.Verb] => await SoakService.RunAsync(),
    ["storm"] => await StormCommand.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        soak [--minutes 10] [--seed n] use against faults, rotating credentials and a drifting clock
        storm                          callers by the thousand against a service that is down and returns
        """);
    return 2;
}
