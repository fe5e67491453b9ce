using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Runs a program that prints credentials: without a shell, for at most 60 seconds. No message quotes its command or its output, which may be secret.</summary>
internal static class ExternalProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs a program and reads <c>{mode, access_key_id, access_key_secret, sts_token, expiration}</c> from its output.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="what">The program, as messages name it.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task<LogServiceCredentials> RunAsync(string command, string what, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        using var process = Start(command, what);
        try
        {
            process.StandardInput.Close();

            // A program that writes much to its error stream must not wait for a reader.
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None)
                .ContinueWith(static drained => _ = drained.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            var output = await BoundedReader.ReadAsync(process.StandardOutput.BaseStream, either.Token).ConfigureAwait(false)
                ?? throw new LogServiceAuthenticationException($"The output of {what} is longer than {BoundedReader.Limit / 1024} KiB.");
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? CredentialsJson.Read(output, $"The output of {what}", json => Read(json, $"The output of {what}"))
                : throw new LogServiceAuthenticationException(string.Create(
                    CultureInfo.InvariantCulture, $"The exit code of {what} is {process.ExitCode}. Run it in a terminal to see why it fails."));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LogServiceAuthenticationException(
                string.Create(CultureInfo.InvariantCulture, $"There was no output of {what} within {Limit.TotalSeconds:0} s."), new TimeoutException("The program timed out.", exception))
            {
                IsTransient = true,
            };
        }
        finally
        {
            End(process);
        }
    }

    private static Process Start(string command, string what)
    {
        var parts = CommandLine.Split(command) ?? throw new LogServiceAuthenticationException($"The command of {what} has a quote that is not closed.");
        var start = new ProcessStartInfo
        {
            FileName = parts is [var program, ..] && program.Length > 0 ? program : throw new LogServiceAuthenticationException($"The command of {what} names no program."),
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in parts[1..])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            // Its own message quotes the command.
            throw new LogServiceAuthenticationException($"The system could not start {what}: {new Win32Exception(exception.NativeErrorCode).Message}. Check process_command.");
        }
    }

    private static LogServiceCredentials Read(JsonElement json, string what)
    {
        string Required(string field) => CredentialsJson.Text(json, field) ?? throw new LogServiceAuthenticationException($"{what} has no {field}.");

        var token = CredentialsJson.Text(json, "mode")?.ToUpperInvariant() switch
        {
            null => CredentialsJson.Text(json, "sts_token"),
            "AK" => null,
            "STSTOKEN" => Required("sts_token"),
            _ => throw new LogServiceAuthenticationException($"{what} has a mode that is not supported. Supported are AK and StsToken."),
        };
        return CredentialsParser.Create(
            what,
            Required(ProfileKeys.AccessKeyId),
            Required(ProfileKeys.AccessKeySecret),
            token,
            CredentialsJson.Text(json, "expiration") is { } expiration ? CredentialsParser.Time(expiration, what, "expiration") : null);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has exited already, or some process of its tree may not be ended.
        }
    }
}
