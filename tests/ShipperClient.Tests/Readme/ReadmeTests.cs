using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Readme;

public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathTo("README.md"));

    [Fact]
    public void Every_piece_of_code_in_the_README_is_one_that_compiles_here_and_the_other_way_round()
    {
        var shown = Blocks("csharp").Order(StringComparer.Ordinal);
        var compiled = Regions(File.ReadAllLines(Repository.PathTo("tests/ShipperClient.Tests/Readme/Snippets.cs"))).Order(StringComparer.Ordinal);

        Assert.Equal(compiled, shown);
    }

    [Fact]
    public void The_READMEs_commands_are_those_that_CI_runs()
    {
        Assert.Contains("dotnet run --project samples/QuickStart", Blocks("sh"), StringComparer.Ordinal);
        Assert.Contains("dotnet run --project samples/RetryWorker", Blocks("sh"), StringComparer.Ordinal);
        Assert.Contains("dotnet test", Blocks("sh"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_code_runs()
    {
        await using var service = await FakeLogService.StartAsync();
        var shipper = service.AddShipper(new ShipperReference("ali-test-project", "test-logstore", "test-shipper"));
        shipper.AddTasks(15, ShipperTaskStatus.Fail);
        using var client = service.CreateClient();

        using (Snippets.Create())
        {
            await Snippets.FirstCallAsync(client);
            Assert.Equal(5, shipper.Tasks.Count(task => task.Status == ShipperTaskStatus.Fail));
            await Snippets.OperationsAsync(client, shipper.Reference, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
            Assert.Equal(0, shipper.Tasks.Count(task => task.Status == ShipperTaskStatus.Fail));
            await Snippets.ProjectAsync(client, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
            await Snippets.WaitAsync(client, shipper.Reference, ["nobody"], TestContext.Current.CancellationToken);
            await Snippets.ErrorsAsync(client, shipper.Reference with { Name = "nobody" }, ["id"], TestContext.Current.CancellationToken);
            await Snippets.TestingAsync();
        }
    }

    [Fact]
    public void The_registrations_give_clients()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Blocks("json").First())));
        Snippets.Register(builder);
        Snippets.RegisterSection(builder);
        Snippets.RegisterNamed(builder);
        Snippets.RegisterRotating(builder, static _ => throw new InvalidOperationException("Registering fetches nothing."));
        Snippets.RegisterHandler(builder);
        builder.Services.AddTransient<AuditHandler>();
        using var host = builder.Build();

        Assert.NotNull(host.Services.GetService<LogServiceClient>());
        Assert.Equal(2, host.Services.GetRequiredService<Report>().Clients.Distinct().Count());
    }

    [Fact]
    public async Task The_provider_asks_its_vault_again_once_it_is_told_to()
    {
        var vault = new Vault();
        var provider = new VaultCredentialsProvider(vault);
        var first = await provider.GetCredentialsAsync(CancellationToken.None);
        Assert.Same(first, await provider.GetCredentialsAsync(CancellationToken.None));

        provider.Invalidate(first);
        provider.Invalidate(first);

        Assert.NotSame(first, await provider.GetCredentialsAsync(CancellationToken.None));
        Assert.Equal(2, vault.Reads);
    }

    [Fact]
    public void The_policy_is_JSON_and_the_option_table_has_every_option()
    {
        Assert.All(Blocks("json"), block => JsonDocument.Parse(block).Dispose());
        Assert.All(
            typeof(LogServiceClientOptions).GetProperties().Where(property => property.SetMethod?.IsPublic == true),
            property => Assert.Contains($"\n| `{property.Name}` |", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_error_table_has_every_kind_of_error()
    {
        var kinds = typeof(LogServiceException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(LogServiceException))).ToList();

        Assert.Equal(6, kinds.Count);
        Assert.All(kinds, kind => Assert.Contains($"\n| `{kind.Name}` |", Readme, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Blocks(string language) =>
        Fence().Matches(Readme).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value.TrimEnd('\n'));

    private static IEnumerable<string> Regions(string[] lines)
    {
        for (var start = 0; start < lines.Length; start++)
        {
            if (lines[start].TrimStart().StartsWith("#region", StringComparison.Ordinal))
            {
                var end = Array.FindIndex(lines, start, line => line.TrimStart().StartsWith("#endregion", StringComparison.Ordinal));
                var indent = lines[start].Length - lines[start].TrimStart().Length;
                yield return string.Join('\n', lines[(start + 1)..end].Select(line => line.Length == 0 ? line : line[indent..]));
            }
        }
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Fence();

    private sealed class Vault : IVault
    {
        public int Reads { get; private set; }

        public Task<LogServiceCredentials> ReadAsync(string name, CancellationToken cancellationToken)
        {
            Reads++;
            return Task.FromResult(new LogServiceCredentials("id", "secret", $"token-{Reads}"));
        }
    }
}
