using Microsoft.Extensions.Logging;

namespace ShipperClient.Tests.Credentials;

/// <summary>A profile is used although a variable of another spelling names one: the client logs that once.</summary>
public sealed class ProfileHintTests : IDisposable
{
    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("ALIBABACLOUD_PROFILE", true)]
    [InlineData("ALIBABA_CLOUD_PROFILE", false)]
    public async Task A_profile_variable_that_is_not_read_is_logged_once(string variable, bool isLogged)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        var key = fixture.Service.Credentials;
        _machine.Ini($"[default]\ntype=access_key\naccess_key_id={key.AccessKeyId}\naccess_key_secret={key.AccessKeySecret}\n[prod]\ntype=access_key\naccess_key_id={key.AccessKeyId}\naccess_key_secret={key.AccessKeySecret}");
        _machine.Variables[variable] = "prod";
        await using var container = watch.Container(fixture, configure: options => options.Credentials = new DefaultCredentialsProvider(_machine.Context));

        await Containers.Client(container).ListLogstoresAsync(Sample.Shipper.Project);
        await Containers.Client(container).ListLogstoresAsync(Sample.Shipper.Project);

        var logged = watch.OwnLogs.Where(static log => log.Id.Name == "ProfileVariableIgnored").ToList();
        Assert.Equal(isLogged ? 1 : 0, logged.Count);
        Assert.All(logged, static log => Assert.Equal(
            (5, LogLevel.Warning, "The credentials come from the default profile: ALIBABACLOUD_PROFILE is set, but not read: set ALIBABA_CLOUD_PROFILE instead."), (log.Id.Id, log.Level, log.Text)));
    }
}
