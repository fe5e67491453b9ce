using ShipperClient.Internal.Credentials;

namespace ShipperClient.Tests.Credentials;

/// <summary>What the providers read: the home folder and switches.</summary>
public sealed class CredentialsContextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("/home/me", "/home/me/.aliyun/config.json")]
    public void No_home_folder_means_no_file_in_it(string? home, string? path) => Assert.Equal(path, Context(home).InHome(".aliyun", "config.json")?.Replace('\\', '/'));

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE ", true)]
    [InlineData("1", true)]
    [InlineData("yes", false)]
    [InlineData("false", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_switch_is_on_if_it_is_true_or_1(string? value, bool isOn) => Assert.Equal(isOn, new CredentialsContext(_ => value, home: null, TimeProvider.System).IsTrue("SWITCH"));

    private static CredentialsContext Context(string? home) => new(static _ => null, home, TimeProvider.System);
}
