using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ShipperClient.Benchmarks;

/// <summary>
/// Kestrel with nothing around it: it answers every request with bytes made beforehand, so that what is measured is the client. It runs as a process of
/// its own of this same program, so that what is counted is the client's too; it ends when its standard input does.
/// </summary>
internal static class BareServer
{
    public const string Verb = "bare-server";

    private static readonly Dictionary<string, byte[]> Pages = Replies.Sizes.ToDictionary(static size => size.ToString(CultureInfo.InvariantCulture), Replies.Page, StringComparer.Ordinal);

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        Console.WriteLine(server.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Starts it; killing the process ends it.</summary>
    public static async Task<(Process Process, Uri Address)> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Verb);
        var process = Process.Start(start)!;
        return (process, new Uri(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The bare server did not start.")));
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["x-log-requestid"] = "5B0D2F9C6A1E4F7D8C3B2A19";
        if (HttpMethods.IsPut(context.Request.Method))
        {
            await context.Request.BodyReader.CopyToAsync(Stream.Null);
            context.Response.ContentLength = 0;
            return;
        }

        var page = Pages[context.Request.Query["size"].ToString()];
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = page.Length;
        await context.Response.Body.WriteAsync(page);
    }
}
