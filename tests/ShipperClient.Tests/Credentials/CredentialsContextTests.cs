using ShipperClient.Internal.Credentials;
using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient.Tests.Credentials;

/// <summary>What the providers read: the home folder, and the STS of a region.</summary>
public sealed class CredentialsContextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("/home/me", "/home/me/.aliyun/config.json")]
    public void No_home_folder_means_no_file_in_it(string? home, string? path) => Assert.Equal(path, Context(home: home).InHome(".aliyun", "config.json")?.Replace('\\', '/'));

    [Theory]
    [InlineData(null, null, "https://sts.aliyuncs.com/")]
    [InlineData(null, "cn-beijing", "https://sts.cn-beijing.aliyuncs.com/")]
    [InlineData("us-west-1", null, "https://sts.us-west-1.aliyuncs.com/")]
    [InlineData("us-west-1", "cn-beijing", "https://sts.us-west-1.aliyuncs.com/")]
    public void The_STS_region_comes_from_the_profile_then_the_environment_then_none(string? profile, string? environment, string address) =>
        Assert.Equal(address, new StsClient(Context(environment), profile).Address().AbsoluteUri);

    [Theory]
    [InlineData("cn-beijing.example")]
    [InlineData("a/b")]
    [InlineData("-@")]
    public void A_region_that_would_name_another_host_is_refused(string region) => Assert.Equal(
        "The region of the STS must consist of letters, digits and hyphens, such as cn-hangzhou.",
        Assert.Throws<LogServiceAuthenticationException>(() => new StsClient(Context(region)).Address()).Message);

    private static CredentialsContext Context(string? region = null, string? home = null) =>
        new(name => name == "ALIBABA_CLOUD_STS_REGION" ? region : null, home, TimeProvider.System);
}
