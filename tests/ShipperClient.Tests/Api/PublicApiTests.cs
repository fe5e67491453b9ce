using System.Reflection;

namespace ShipperClient.Tests;

/// <summary>Nobody changes what others build on by accident: the public API is a file under version control.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "ACCEPT_API";

    [Theory]
    [InlineData("ShipperClient")]
    [InlineData("ShipperClient.Testing")]
    public void The_public_api_is_the_one_that_was_accepted(string library)
    {
        var accepted = Repository.PathTo("tests", "ShipperClient.Tests", "Api", library + ".txt");
        var received = ApiPrinter.Print(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(accepted, received);
        }

        var before = File.Exists(accepted) ? File.ReadAllText(accepted) : "";
        if (before != received)
        {
            var receivedFile = Path.Combine(AppContext.BaseDirectory, library + ".received.txt");
            File.WriteAllText(receivedFile, received);
            Assert.Fail(
                $"""
                The public API of {library} is not the accepted one.
                {Difference(before, received)}
                Received: {receivedFile}
                Accepted: {accepted}
                To accept: {Accept}=1 dotnet test tests/ShipperClient.Tests
                """);
        }
    }

    private static string Difference(string before, string after)
    {
        var old = before.Split('\n');
        var now = after.Split('\n');
        var lines = old.Except(now, StringComparer.Ordinal).Select(static line => "- " + line).Concat(now.Except(old, StringComparer.Ordinal).Select(static line => "+ " + line)).ToList();
        return lines.Count == 0 ? "The lines are the same, their order or number is not." : string.Join('\n', lines);
    }
}
