using ShipperClient.Internal.Credentials;

namespace ShipperClient.Tests.Credentials;

/// <summary>Where the providers look: the home folder, and the STS of a region.</summary>
public sealed class CredentialsSurroundingsTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("/home/me", "/home/me/.aliyun/config.json")]
    public void Without_a_home_folder_there_is_no_file_in_it(string? home, string? path) => Assert.Equal(path, Surroundings(home: home).InHome(".aliyun", "config.json")?.Replace('\\', '/'));

    [Theory]
    [InlineData(null, null, "https://sts.aliyuncs.com/")]
    [InlineData(null, "cn-beijing", "https://sts.cn-beijing.aliyuncs.com/")]
    [InlineData("us-west-1", null, "https://sts.us-west-1.aliyuncs.com/")]
    [InlineData("us-west-1", "cn-beijing", "https://sts.us-west-1.aliyuncs.com/")]
    public void The_STS_is_the_one_of_the_profile_or_of_the_environment_or_the_central_one(string? profile, string? environment, string address) =>
        Assert.Equal(address, new StsClient(Surroundings(environment), profile).Address().AbsoluteUri);

    [Theory]
    [InlineData("cn-beijing.example")]
    [InlineData("a/b")]
    [InlineData("-@")]
    public void A_region_that_would_make_another_host_is_refused(string region) => Assert.Equal(
        "The region of the STS must be letters, digits and hyphens, such as cn-hangzhou.",
        Assert.Throws<LogServiceAuthenticationException>(() => new StsClient(Surroundings(region)).Address()).Message);

    private static CredentialsSurroundings Surroundings(string? region = null, string? home = null) =>
        new(name => name == "ALIBABA_CLOUD_STS_REGION" ? region : null, home, TimeProvider.System);
}
