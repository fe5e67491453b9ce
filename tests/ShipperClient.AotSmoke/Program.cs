using ShipperClient.AotSmoke;

const string Usage = """
    Usage: ShipperClient.AotSmoke        every step, each checked
           ShipperClient.AotSmoke once   one GET and one PUT, to measure the start-up

    Run it by `ShipperClient.Benchmarks serve`, which starts the service that it talks to and tells it by the environment where that is.
    """;

(string Name, Func<Task> RunAsync)[] steps =
[
    ("list tasks, retry two of them", Operations.ListAndRetryAsync),
    ("an error is typed", Operations.MeetAnErrorAsync),
    ("bulk retry", Operations.RetryAllAsync),
    ("options from a section", Registration.BindAsync),
    ("options from a section, with a name, injected by key", Registration.BindKeyedAsync),
    ("mistakes in a section", Registration.TellMistakesAsync),
    ("credentials from the environment", Credentials.FromEnvironmentAsync),
    ("credentials from the CLI's profile", Credentials.FromCliProfileAsync),
    ("credentials from a credentials file", Credentials.FromCredentialsFileAsync),
    ("credentials from a URI", Credentials.FromUriAsync),
    ("credentials from nowhere", Credentials.FromNowhereAsync),
];

switch (args)
{
    case []:
        break;
    case ["once"]:
        steps = [("one GET and one PUT", Operations.OnceAsync)];
        break;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

foreach (var (name, runAsync) in steps)
{
    try
    {
        await runAsync();
        Console.WriteLine($"ok: {name}");
    }
    catch (Exception exception)
    {
        Console.Error.WriteLine($"FAILED: {name}: {exception}");
        return 1;
    }
}

return 0;
