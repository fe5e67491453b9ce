namespace ShipperClient.Benchmarks;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case "soak":
                return await SoakCommand.RunAsync(SoakOptions.Parse(args[1..]));
            case SoakService.Verb:
                return await SoakService.RunAsync();
            case "storm":
                return await StormCommand.RunAsync();
            default:
                Console.Error.WriteLine("Say what to run: soak [--minutes 10] [--seed n], or storm. See README.md.");
                return 2;
        }
    }
}
