namespace ShipperClient.Benchmarks;

internal static class Program
{
    private static async Task<int> Main(string[] args) => args switch
    {
        ["serve", .. { Length: > 0 } command] => await ServeCommand.RunAsync(command),
        ["start-up", .. { Length: > 0 } command] => await StartUpCommand.RunAsync(command),
        _ => Usage(),
    };

    private static int Usage()
    {
        Console.Error.WriteLine("Usage: serve <program> [arguments]      runs a program beside an embedded Log Service");
        Console.Error.WriteLine("       start-up <program> [arguments]   measures it from start to exit");
        return 2;
    }
}
