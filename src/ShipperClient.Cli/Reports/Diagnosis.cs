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
        var key = await FindAsync(Strings.Get("DoctorCredentials"), credentialsSource, async () => Describe(await credentials.GetCredentialsAsync(cancellationToken).ConfigureAwait(false), credentialsSource)).ConfigureAwait(false);
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
            return Plural.Logstores(page.Total);
        }).ConfigureAwait(false);
        yield return Reachability(logstores, clock.GetElapsedTime(start));
        if (responses.ServiceTime is { } serviceTime)
        {
            var skew = (responses.ReceivedAt - serviceTime)!.Value;
            yield return new Finding(Strings.Get("DoctorClock"), skew.Duration() < WorryingSkew, Strings.Get(
                skew.Duration() < WorryingSkew ? "DoctorSkew" : "DoctorSkewWorrying", Duration.Format(skew.Duration())));
        }

        yield return logstores;
        yield return logstore is null ? Unchecked("log:ListShipper", "DoctorUncheckedLogstore") : await CallAsync("log:ListShipper", $"{target.Project}/{logstore}", async () =>
        {
            var page = await client.ListShippersAsync(target.Project, logstore, cancellationToken: cancellationToken).ConfigureAwait(false);
            shipper ??= page.Shippers is [var first, ..] ? first : null;
            return Plural.Shippers(page.Total);
        }).ConfigureAwait(false);
        if (logstore is null || shipper is null)
        {
            yield return Unchecked("log:GetShipperStatus", "DoctorUncheckedShipper");
            yield return Unchecked("log:RetryShipperTask", "DoctorUncheckedShipper");
            yield break;
        }

        var reference = new ShipperReference(target.Project, logstore, shipper);
        yield return await CallAsync("log:GetShipperStatus", reference.ToString(), async () =>
        {
            var now = client.Clock.GetUtcNow();
            var page = await client.GetShipperStatusAsync(new ShipperStatusQuery(reference, now.AddHours(-1), now) { Size = 1 }, cancellationToken).ConfigureAwait(false);
            return Strings.Get("DoctorLastHour", Plural.Tasks(page.Total));
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

            return Strings.Get("DoctorAllowed");
        }).ConfigureAwait(false);
    }

    private static Finding Reachability(Finding first, TimeSpan time) => first.Error is LogServiceUnavailableException { StatusCode: null } unavailable
        ? new Finding(Strings.Get("DoctorService"), IsGood: false, Strings.Get("DoctorNotReached"), unavailable)
        : new Finding(Strings.Get("DoctorService"), IsGood: true, Strings.Get("DoctorAnswers", time.TotalMilliseconds));

    private static Finding Unchecked(string call, string why) => new(call, IsGood: null, Strings.Get(why));

    private static string Describe(LogServiceCredentials found, string source) =>
        Strings.Get("DoctorKey", source, found.AccessKeyId[..Math.Min(4, found.AccessKeyId.Length)])
        + (found.SecurityToken is null ? "" : Strings.Get("DoctorTemporary"))
        + (found.ExpiresAt is { } end ? Strings.Get("DoctorUntil", end.UtcDateTime) : "");

    private static async Task<Finding> CallAsync(string call, string target, Func<Task<string>> run)
    {
        var finding = await FindAsync(call, target, run).ConfigureAwait(false);
        return finding.IsGood == true ? finding with { Detail = Strings.Get("DoctorOf", target, finding.Detail) } : finding;
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
