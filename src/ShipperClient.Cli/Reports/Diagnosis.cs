using System.Runtime.CompilerServices;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Reports;

/// <summary>Checks what a first use of the service needs: the connection, the clock, and permission for each of the four calls.</summary>
internal sealed class Diagnosis(LogServiceClient client, ILogServiceCredentialsProvider credentials, ServiceResponses responses, TimeProvider clock)
{
    // No task has this id, so the call can change nothing; the service decides on the permission before it looks for the task.
    private const string NoTask = "shipper-doctor-no-such-task";

    // The service accepts requests that are dated up to 15 minutes off.
    private static readonly TimeSpan WorryingSkew = TimeSpan.FromMinutes(5);

    public async IAsyncEnumerable<Finding> RunAsync(Target target, string credentialsSource, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = await FindAsync("Credentials", credentialsSource, async () => Describe(await credentials.GetCredentialsAsync(cancellationToken).ConfigureAwait(false), credentialsSource)).ConfigureAwait(false);
        yield return key;
        if (key.IsGood != true)
        {
            yield break;
        }

        var (logstore, shipper) = (target.Logstore, target.Shipper?.Name);
        var start = clock.GetTimestamp();
        var logstores = await CallAsync("log:ListLogStores", target.Project, async () =>
        {
            var page = await client.ListLogstoresAsync(target.Project, cancellationToken: cancellationToken).ConfigureAwait(false);
            logstore ??= page.Logstores is [var first, ..] ? first : null;
            return Plural.Format(page.Total, "Logstore");
        }).ConfigureAwait(false);
        yield return Reachability(logstores, clock.GetElapsedTime(start));
        if (responses.ServiceTime is { } serviceTime)
        {
            var skew = (responses.ReceivedAt - serviceTime)!.Value;
            yield return new Finding("Clock", skew.Duration() < WorryingSkew, skew.Duration() < WorryingSkew
                ? $"differs from the service's by {Duration.Format(skew.Duration())}"
                : $"differs from the service's by {Duration.Format(skew.Duration())}. Requests are corrected for it; set the clock of this machine.");
        }

        yield return logstores;
        yield return logstore is null ? Unchecked("log:ListShipper", "a Logstore") : await CallAsync("log:ListShipper", $"{target.Project}/{logstore}", async () =>
        {
            var page = await client.ListShippersAsync(target.Project, logstore, cancellationToken: cancellationToken).ConfigureAwait(false);
            shipper ??= page.Shippers is [var first, ..] ? first : null;
            return Plural.Format(page.Total, "shipper");
        }).ConfigureAwait(false);
        if (logstore is null || shipper is null)
        {
            yield return Unchecked("log:GetShipperStatus", "a shipper");
            yield return Unchecked("log:RetryShipperTask", "a shipper");
            yield break;
        }

        var reference = new ShipperReference(target.Project, logstore, shipper);
        yield return await CallAsync("log:GetShipperStatus", reference.ToString(), async () =>
        {
            var now = client.Clock.GetUtcNow();
            var page = await client.GetShipperStatusAsync(new ShipperStatusQuery(reference, now.AddHours(-1), now) { Size = 1 }, cancellationToken).ConfigureAwait(false);
            return $"{Plural.Tasks(page.Total)} in the last hour";
        }).ConfigureAwait(false);
        yield return await CallAsync("log:RetryShipperTask", reference.ToString(), async () =>
        {
            try
            {
                await client.RetryShipperTasksAsync(reference, [NoTask], cancellationToken).ConfigureAwait(false);
            }
            catch (LogServiceInvalidRequestException)
            {
                // Allowed, and there is no such task.
            }

            return "allowed (tried with an id that no task has)";
        }).ConfigureAwait(false);
    }

    private static Finding Reachability(Finding first, TimeSpan time) => first.Error is LogServiceUnavailableException { StatusCode: null } unavailable
        ? new Finding("Service", IsGood: false, "not reached", unavailable)
        : new Finding("Service", IsGood: true, string.Create(CultureInfo.InvariantCulture, $"answers, in {time.TotalMilliseconds:0} ms"));

    private static Finding Unchecked(string call, string missing) => new(call, IsGood: null, $"not checked: there is no {missing} to call it with. Give a target that has one.");

    private static string Describe(LogServiceCredentials found, string source) =>
        $"{source}: key {found.AccessKeyId[..Math.Min(4, found.AccessKeyId.Length)]}…{(found.SecurityToken is null ? "" : ", temporary")}{(found.ExpiresAt is { } end ? $", until {end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "")}";

    private static async Task<Finding> CallAsync(string call, string target, Func<Task<string>> run)
    {
        var finding = await FindAsync(call, target, run).ConfigureAwait(false);
        return finding.IsGood == true ? finding with { Detail = $"{target}: {finding.Detail}" } : finding;
    }

    private static async Task<Finding> FindAsync(string subject, string detail, Func<Task<string>> run)
    {
        try
        {
            return new Finding(subject, IsGood: true, await run().ConfigureAwait(false));
        }
        catch (LogServiceException exception)
        {
            return new Finding(subject, IsGood: false, detail, exception);
        }
    }
}
