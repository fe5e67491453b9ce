using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Readme;

/// <summary>The code of the pages compiles, and runs.</summary>
public class SnippetTests
{
    [Fact]
    public void Every_piece_of_code_on_a_page_is_one_that_compiles_and_the_other_way_round()
    {
        var shown = Document.All.SelectMany(static page => page.Blocks("csharp")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var compiled = Directory.EnumerateFiles(Repository.PathTo("tests"), "*Snippets.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Regions(File.ReadAllLines(file))).Order(StringComparer.Ordinal);

        Assert.Equal(compiled, shown, StringComparer.Ordinal);
    }

    [Fact]
    public void Every_piece_of_JSON_on_a_page_is_JSON() =>
        Assert.All(Document.All.SelectMany(static page => page.Blocks("json")), static json => JsonDocument.Parse(json).Dispose());

    [Fact]
    public async Task The_code_runs()
    {
        await using var service = await FakeLogService.StartAsync();
        var shipper = service.AddShipper(new ShipperReference("ali-test-project", "test-logstore", "test-shipper"));
        shipper.AddTasks(15, ShipperTaskStatus.Fail);
        using var client = service.CreateClient();

        using (Snippets.Create())
        using (Snippets.CreateWithProfile())
        {
            await Snippets.FirstCallAsync(client);
            Assert.Equal(5, shipper.Tasks.Count(task => task.Status == ShipperTaskStatus.Fail));
            await Snippets.OperationsAsync(client, shipper.Reference, TestContext.Current.CancellationToken);
            Assert.Equal(0, shipper.Tasks.Count(task => task.Status == ShipperTaskStatus.Fail));
            await Snippets.ProjectAsync(client, TestContext.Current.CancellationToken);
            await Snippets.WaitAsync(client, shipper.Reference, ["nobody"], TestContext.Current.CancellationToken);
            await Snippets.ErrorsAsync(client, shipper.Reference with { Name = "nobody" }, ["id"], TestContext.Current.CancellationToken);
            await Snippets.TestingAsync();
            await Snippets.SubstituteAsync();
        }
    }

    [Fact]
    public async Task The_registrations_give_clients()
    {
        await using var service = await FakeLogService.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Document.At("docs/pipeline.md").Blocks("json").First())));
        Snippets.Register(builder);
        Snippets.RegisterSection(builder);
        Snippets.RegisterNamed(builder);
        Snippets.RegisterRotating(builder, static _ => throw new InvalidOperationException("Registering fetches nothing."));
        Snippets.RegisterHandler(builder);
        ConnectionSnippets.RegisterProxy(builder, "user", "password");
        Snippets.RegisterFake(builder, service);
        builder.Services.AddTransient<AuditHandler>();
        using var host = builder.Build();

        Assert.NotNull(host.Services.GetService<LogServiceClient>());
        Assert.Equal(2, host.Services.GetRequiredService<Report>().Clients.Distinct().Count());
        Assert.Equal(["hangzhou", "frankfurt"], Snippets.NamesOfClients(builder));
    }

    [Fact]
    public void The_private_authority_is_the_only_one_that_is_trusted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = new CertificateRequest("CN=Issuer of a test", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow.AddDays(1));
        var options = new LogServiceClientOptions { Endpoint = "cn-hangzhou.log.aliyuncs.com" };
        ConnectionSnippets.TrustAuthority(options, authority);
        var configure = options.ConfigureHttpHandler;
        SocketsHttpHandler? connections = null;
        options.ConfigureHttpHandler = handler => configure!(connections = handler);

        using var client = LogServiceClient.Create(options);

        Assert.Equal([authority], connections!.SslOptions.CertificateChainPolicy!.CustomTrustStore);
    }

    [Fact]
    public async Task The_registration_for_a_test_reaches_the_fake()
    {
        await using var service = await FakeLogService.StartAsync();
        var shipper = service.AddShipper(new ShipperReference("ali-test-project", "test-logstore", "test-shipper"));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        Snippets.RegisterFake(builder, service);
        using var host = builder.Build();

        var now = DateTimeOffset.UtcNow;
        var page = await host.Services.GetRequiredService<LogServiceClient>().GetShipperStatusAsync(
            new ShipperStatusQuery(shipper.Reference, now.AddHours(-1), now), TestContext.Current.CancellationToken);

        Assert.Equal(0, page.Total);
    }

    [Fact]
    public async Task The_provider_asks_its_vault_again_after_Invalidate()
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
