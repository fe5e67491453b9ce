using ShipperClient.Benchmarks;

return args switch
{
    ["parts"] => Parts.Run(),
    ["compare"] => await Comparison.RunAsync(rounds: 41, slack: 1),
    ["check"] => await Comparison.RunAsync(rounds: 21, slack: 1.25),
    ["cold"] => await ColdCommand.RunAsync(),
    ["distance"] => await DistanceCommand.RunAsync(),
    ["soak", .. var options] => await SoakCommand.RunAsync(SoakOptions.Parse(options)),
    ["storm"] => await StormCommand.RunAsync(),
    ["serve", .. { Length: > 0 } command] => await ServeCommand.RunAsync(command),
    ["start-up", .. { Length: > 0 } command] => await StartUpCommand.RunAsync(command),
    ["many-shippers"] => await ManyShippers.RunAsync(),

    // These run other parts of themselves so.
    [BareServer.Verb] => await BareServer.RunAsync(),
    [SoakService.Verb] => await SoakService.RunAsync(),
    [ColdCommand.CallVerb, var client, var address] => await ColdCommand.CallAsync(client, address),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        parts                          the parts of a call, with what they allocate
        compare                        the library against a plain client, and a signature against its HMAC
        check                          the same in short, with slack: fails when a figure is missed
        cold                           the first page of a new process, against a lean client
        distance                       a bulk retry at 50 ms latency, against its ideal time
        soak [--minutes 10] [--seed n] use against faults, rotating credentials and a drifting clock
        storm                          callers by the thousand against a service that is down and returns
        serve <program> [arguments]    runs a program beside an embedded Log Service
        start-up <program> [arguments] measures it from start to exit
        many-shippers                  an embedded Log Service to measure `shipper` on
        """);
    return 2;
}
