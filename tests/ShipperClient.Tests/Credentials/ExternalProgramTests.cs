using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient.Tests.Credentials;

/// <summary>Profiles whose credentials a program prints: a script of the test.</summary>
public sealed class ExternalProgramTests : IDisposable
{
    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    private CliProfileCredentialsProvider Provider => new(_machine.Context);

    [Theory]
    [InlineData("""{"mode":"StsToken","access_key_id":"theId","access_key_secret":"SECRET","sts_token":"TOKEN","expiration":"2026-01-15T13:00:00Z"}""", TestMachine.Token, true)]
    [InlineData("""{"access_key_id":"theId","access_key_secret":"SECRET","sts_token":"TOKEN"}""", TestMachine.Token, false)]
    [InlineData("""{"mode":"AK","access_key_id":"theId","access_key_secret":"SECRET","sts_token":""}""", null, false)]
    public async Task The_output_of_a_program_is_the_credentials(string output, string? token, bool expires)
    {
        Run($"cat <<'EOF'\n{Secrets(output)}\nEOF");

        var credentials = await Provider.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("theId", TestMachine.Secret, token, expires ? _machine.Clock.GetUtcNow().AddHours(1) : (DateTimeOffset?)null),
            (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, credentials.ExpiresAt));
    }

    [Fact]
    public async Task A_program_runs_without_a_shell_and_gets_its_arguments_and_no_input()
    {
        Run("""[ "$1" = 'a b;$HOME' ] && [ "$2" = "it's" ] && [ -z "$(cat)" ] && echo '{"access_key_id":"theId","access_key_secret":"s"}'""", "\\\"a b;$HOME\\\" \\\"it's\\\"");

        Assert.Equal("theId", await TestMachine.IdOf(Provider));
    }

    [Fact]
    public async Task A_command_may_begin_and_end_with_quotes()
    {
        var path = _machine.File("a program", """echo '{"access_key_id":"theId","access_key_secret":"s"}'""");
        _machine.Cli($$"""{"name":"default","mode":"External","process_command":"'/bin/sh' '{{path}}'"}""");

        Assert.Equal("theId", await TestMachine.IdOf(Provider));
    }

    [Fact]
    public async Task A_program_that_writes_many_errors_is_read_to_its_end()
    {
        Run("""yes | head -c 300000 >&2; echo '{"access_key_id":"theId","access_key_secret":"s"}'""");

        Assert.Equal("theId", await TestMachine.IdOf(Provider));
    }

    [Theory]
    [InlineData("echo SECRET TOKEN; echo SECRET TOKEN >&2; exit 3", "The exit code of the program of the profile \"default\" in ")]
    [InlineData("echo SECRET >&2", " is not valid JSON at line 1, byte 1.")]
    [InlineData("echo 'nSECRET'", " is not valid JSON at line 1, byte 2.")]
    [InlineData("echo '[\"SECRET\"]'", " is not a JSON object.")]
    [InlineData("echo '{\"mode\":\"StsToken\",\"access_key_id\":\"i\",\"access_key_secret\":\"SECRET\"}'", " has no sts_token.")]
    [InlineData("echo '{\"mode\":\"SECRET\",\"access_key_id\":\"i\",\"access_key_secret\":\"SECRET\"}'", " has a mode that is not supported. Supported are AK and StsToken.")]
    [InlineData("echo '{\"access_key_id\":\"i\",\"access_key_secret\":\"SECRET x\"}'", " has an access key that cannot be used")]
    [InlineData("echo '{\"access_key_id\":\"i\",\"access_key_secret\":\"SECRET\",\"expiration\":\"SECRET\"}'", " has an expiration that is not a time in ISO 8601.")]
    [InlineData("yes SECRET", " is longer than 64 KiB.")]
    public async Task A_program_that_fails_is_named_and_its_output_is_not_shown(string script, string expected)
    {
        Run(Secrets(script));

        Assert.Contains(expected, (await TestMachine.Fails(Provider)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/program --password=the-s3cret-value", "The system could not start the program of the profile \"default\" in ")]
    [InlineData("program 'the-s3cret-value", " has a quote that is not closed.")]
    [InlineData("'' the-s3cret-value", " names no program.")]
    [InlineData("", " has no process_command. Add it.")]
    public async Task A_command_that_cannot_be_started_is_an_error_that_does_not_show_it(string command, string expected)
    {
        _machine.Cli($$"""{"name":"default","mode":"External","process_command":"{{command}}"}""");

        Assert.Contains(expected, (await TestMachine.Fails(Provider)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_ended_after_60_seconds()
    {
        var started = Path.Combine(_machine.Home, "started");
        Run($"echo $$ > {started}.tmp; mv {started}.tmp {started}; exec sleep 600");
        var failing = TestMachine.Fails(Provider);
        while (!File.Exists(started))
        {
            await Task.Yield();
        }

        Assert.False(failing.IsCompleted);
        await _machine.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        _machine.Clock.Advance(TimeSpan.FromSeconds(60));

        var exception = await failing;
        Assert.EndsWith("within 60 s.", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
        var id = int.Parse(await File.ReadAllTextAsync(started, TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Array.Exists(System.Diagnostics.Process.GetProcesses(), process => process.Id == id))
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_variable_switches_programs_off()
    {
        var started = Path.Combine(_machine.Home, "started");
        Run($"touch {started}");
        _machine.Variables["ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"] = "true";

        var message = (await TestMachine.Fails(Provider)).Message;

        Assert.Contains("has a process_command, but ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS is true.", message, StringComparison.Ordinal);
        Assert.Contains("The profile \"default\" in ", message, StringComparison.Ordinal);
        Assert.False(File.Exists(started));
    }

    [Theory]
    [InlineData("a  b\tc", "a|b|c")]
    [InlineData("\"C:\\Program Files\\x.exe\" -f", "C:\\Program Files\\x.exe|-f")]
    [InlineData("C:\\x\\y.exe 'a \"b\"' \"it's\"", "C:\\x\\y.exe|a \"b\"|it's")]
    [InlineData("a \"b \\\"c\\\" \\\\ d\" ''", "a|b \"c\" \\ d|")]
    [InlineData("a'b c'd", "ab cd")]
    [InlineData("", "")]
    [InlineData("a \"b", null)]
    [InlineData("a 'b\"", null)]
    public void A_command_is_split_at_white_space_outside_quotes(string command, string? parts) =>
        Assert.Equal(parts, CommandLine.Split(command) is { } split ? string.Join('|', split) : null);

    private static string Secrets(string text) =>
        text.Replace("SECRET", TestMachine.Secret, StringComparison.Ordinal).Replace("TOKEN", TestMachine.Token, StringComparison.Ordinal);

    private void Run(string script, string arguments = "")
    {
        // As an argument of sh: a file that was just written may still be open for writing in a process that another test started, and then cannot be run.
        var path = _machine.File("program", script);
        _machine.Cli($$"""{"name":"default","mode":"External","process_command":"/bin/sh {{path}} {{arguments}}"}""");
    }
}
