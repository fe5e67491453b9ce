using ShipperClient.Benchmarks;

return args switch
{
    ["parts"] => Parts.Run(),
    ["compare"] => await Comparison.RunAsync(rounds: 41, slack: 1),
    ["check"] => await Comparison.RunAsync(rounds: 21, slack: 1.25),
    ["serve", .. { Length: > 0 } command] => await ServeCommand.RunAsync(command),
    ["start-up", .. { Length: > 0 } command] => await StartUpCommand.RunAsync(command),
    [BareServer.Verb] => await BareServer.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        parts                          the parts of a call, with what they allocate
        compare                        the library against a plain client, and a signature against its HMAC
        check                          the same in short, with slack: fails when a figure is missed
        serve <program> [arguments]    runs a program beside an embedded Log Service
        start-up <program> [arguments] measures it from start to exit
        """);
    return 2;
}
